"""Turning the plan into rows: one case with its number, person, answer, deliveries and acts."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import dumps

from portal.audit import chain
from portal.demo.volumen.plan import TIPOS, Plan, utc_text
from portal.demo.volumen.tablas import COLUMNS, Batch, Marks
from portal.demo.volumen.textos import GENTE, LUGARES, RELATOS, RESPUESTA, TEMAS
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.services.radicar import AVISO_DATOS_VERSION
from portal.radicacion.codigos import ALPHABET, LENGTH

_ANSWERED = frozenset({"cerrada", "respondida", "por_notificar"})
_OPEN = frozenset({"radicada", "en_tramite", "en_aprobacion", "por_notificar"})
_ANON_SHARE, _WAITING_SHARE, _DIGITS_FROM = 0.1, 0.04, 1_200_000_000
_TO_ASSIGN, _TO_DRAFT = timedelta(minutes=90), timedelta(hours=4)
_ENDINGS = {
    "cerrada": ("peticion_cerrada", "respondida"),
    "desistida": ("peticion_desistida", "en_tramite"),
    "anulada": ("radicado_anulado", "en_tramite"),
}
_POOL = 64 * 1024
# Each random byte becomes one of the 32 letters, all equally often.
_LETTERS = (ALPHABET * 8).encode()


@dataclass(frozen=True)
class Oficial:
    """An official who may have a case, in their department."""

    id: int
    nombre: str
    dependencia_id: int


class Maker:
    """Makes the rows of case after case, going on from `marks`."""

    def __init__(self, plan: Plan, marks: Marks, oficiales: Sequence[Oficial]) -> None:
        self._plan = plan
        self._marks = marks
        self._oficiales = tuple(range(len(oficiales)))
        self._people = oficiales
        self._pool = b""
        self._changes: dict[tuple[str, str], str] = {}
        self._acts: list[chain.Row] = []
        # What every case shares, read once.
        self._politica = plan.calendario.politica.value
        self._version = plan.calendario.version

    def batch(self, first: int, count: int) -> Batch:
        """The rows of `count` cases from number `first` of the plan on."""
        before = self._marks.copy()
        batch = Batch(before, self._marks, count)
        for index in range(first, first + count):
            self._case(index, batch)
        self._chain(batch)
        batch.after = self._marks.copy()
        return batch

    def _random(self, count: int) -> bytes:
        """Random bytes, fetched from the system in large pieces."""
        if len(self._pool) < count:
            self._pool = os.urandom(_POOL)
        taken, self._pool = self._pool[:count], self._pool[count:]
        return taken

    def _chain(self, batch: Batch) -> None:
        """Order the batch's acts by time and chain them."""
        self._acts.sort(key=lambda act: act["en"])
        rows = batch.rows["evento"]
        for act in chain.link(self._acts, self._marks.act + 1, self._marks.act_hash):
            act["en"], act["datos"] = utc_text(act["en"]), self._json(act["datos"])
            rows.append(tuple(map(act.__getitem__, COLUMNS["evento"])))
            self._marks.act, self._marks.act_hash = act["id"], act["hash"]
        self._acts.clear()

    def _json(self, facts: dict[str, object]) -> str:
        """The facts as they are stored. Changes of state are few, and are written once."""
        change = facts.get("estado")
        if not isinstance(change, list):
            return dumps(facts)
        key = (change[0], change[1])
        if key not in self._changes:
            self._changes[key] = dumps(facts)
        return self._changes[key]

    def _case(self, index: int, batch: Batch) -> None:
        plan = self._plan
        received = plan.instant(index)
        estado = plan.estado(received)
        key = self._marks.next_key("peticion")
        tipo, canal = plan.draw(TIPOS), plan.canal(received)
        termino = plan.termino(tipo, received, presencial=canal == "ventanilla")
        place = None if estado == "radicada" else plan.draw(self._oficiales)
        answered = plan.answered(received, termino.dias) if estado in _ANSWERED else None
        numero, radicado_id = self._number(batch, "E", "peticion", key, received, voided=estado == "anulada", place=place)
        # Who denounces officials stands sealed, or not at all: a million seals would only slow the loading.
        person = None if plan.dice.random() < _ANON_SHARE or tipo.value in RESERVADAS else self._person(batch)
        closed = self._closed(estado, received, answered)
        notified = answered + timedelta(hours=20) if answered and estado != "por_notificar" else None
        tema, relato = plan.draw(TEMAS), plan.draw(RELATOS)
        searched = f"{numero.lower().replace('-', ' ')} {person[1] + ' ' if person else ''}{tema.plano} {relato.plano}"
        official = self._people[place] if place is not None else None
        at = utc_text(received)
        waits = estado == "en_tramite" and plan.dice.random() < _WAITING_SHARE
        batch.rows["peticion"].append((
            key, radicado_id, numero, tipo.value, estado, estado in _OPEN, canal, canal in {"ventanilla", "telefono"}, at, at,
            termino.efectiva, termino.vence, termino.estricta, termino.dias, termino.unidad, termino.norma, self._politica, self._version,
            tema.texto, relato.texto, hashlib.sha256(relato.texto.encode()).hexdigest(), plan.draw(LUGARES), person is None,
            person[0] if person else None, False, "", "correo" if person else "aviso", AVISO_DATOS_VERSION, self._random(32).hex(),
            official.dependencia_id if official else None, official.id if official else None, waits,
            utc_text(answered) if answered else None, utc_text(notified) if notified else None, utc_text(closed) if closed else None,
            searched, 1,
        ))  # fmt: skip
        if answered or estado == "en_aprobacion":
            self._answer(batch, key, official, answered or received + _TO_DRAFT, sent=answered is not None, proved=notified)
        facts: dict[str, object] = {
            "radicado": numero,
            "tipo": tipo.value,
            "canal": canal,
            "efectiva_el": termino.efectiva,
            "vence_el": termino.vence,
            "anexos": 0,
        }
        facts["anonima"] = person is None
        self._timeline(key, official, estado, (received, answered, notified, closed), facts)

    def _closed(self, estado: str, received: datetime, answered: datetime | None) -> datetime | None:
        if estado == "cerrada" and answered:
            return answered + timedelta(days=6)
        return received + timedelta(days=2) if estado in {"desistida", "anulada"} else None

    def _person(self, batch: Batch) -> tuple[int, str]:
        """A petitioner's key, and what the search sees of them."""
        gente = self._plan.draw(GENTE)
        key = self._marks.next_key("solicitante")
        nombre, apellido, otro = gente.texto.split(" ")
        documento = str(_DIGITS_FROM + key)
        batch.rows["solicitante"].append((
            key, "natural", nombre, "", apellido, otro, "", "CC", documento, "Colombia", "Nariño", "Puerres", "",
            f"persona{key}@correo.example", "", "", "", "", "",
        ))  # fmt: skip
        return key, f"{gente.plano} {documento}"

    def _number(
        self, batch: Batch, series: str, kind: str, about: int, at: datetime, *, voided: bool = False, place: int | None = None
    ) -> tuple[str, int]:
        year, key = at.year, self._marks.next_key("radicado")
        number = self._marks.next_number(year, series)
        numero = f"{year}-{series}-{number:06d}"
        code = self._random(LENGTH).translate(_LETTERS).decode("ascii")
        by = self._people[place].id if voided and place is not None else None
        voiding = (utc_text(at + timedelta(days=2)), by, "Se radicó dos veces por error.") if voided else (None, None, None)
        batch.rows["radicado"].append((key, numero, year, series, number, kind, about, utc_text(at), code, *voiding))
        return numero, key

    def _answer(self, batch: Batch, about: int, official: Oficial | None, at: datetime, *, sent: bool, proved: datetime | None) -> None:
        key = self._marks.next_key("respuesta")
        author = official.id if official else None
        salida = self._number(batch, "S", "respuesta", key, at)[1] if sent else None
        when = utc_text(at)
        batch.rows["respuesta"].append(
            (key, about, RESPUESTA, author, when, "", author if sent else None, salida, when if sent else None, "", 2 if sent else 1)
        )
        if proved:
            entrega = self._marks.next_key("entrega")
            batch.rows["entrega"].append((entrega, key, "pagina", when, utc_text(proved), "{}", None))

    def _timeline(
        self,
        about: int,
        official: Oficial | None,
        estado: str,
        when: tuple[datetime, datetime | None, datetime | None, datetime | None],
        facts: dict[str, object],
    ) -> None:
        """The acts that brought the case where it is, with the changes of state that they made."""
        received, answered, notified, closed = when
        self._act(received, "peticion_radicada", None, about, facts, public=True)
        if official:
            self._act(received + _TO_ASSIGN, "peticion_asignada", official, about, {"estado": ["radicada", "en_tramite"]})
        if estado == "en_aprobacion":
            self._act(received + _TO_DRAFT, "aprobacion_pedida", official, about, {"estado": ["en_tramite", estado]})
        if answered:
            self._act(answered, "respuesta_enviada", official, about, {"estado": ["en_tramite", "por_notificar"]}, public=True)
        if notified:
            self._act(notified, "respuesta_abierta", None, about, {"estado": ["por_notificar", "respondida"]}, public=True)
        if closed:
            name, before = _ENDINGS[estado]
            self._act(closed, name, None if estado == "desistida" else official, about, {"estado": [before, estado]}, public=True)

    def _act(
        self, at: datetime, kind: str, official: Oficial | None, about: int, facts: dict[str, object], *, public: bool = False
    ) -> None:
        self._acts.append({
            "en": at, "tipo": kind,
            "actor_tipo": "funcionario" if official else "ciudadano", "actor_id": official.id if official else about,
            "actor_nombre": official.nombre if official else "Ciudadanía", "objeto_tipo": "peticion", "objeto_id": about,
            "dependencia_id": official.dependencia_id if official else None, "datos": facts, "origen": "carga", "publico": public,
        })  # fmt: skip
