"""The extra questions of the filing form: added, edited, put in order, retired. What somebody was asked stays as it was asked."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.pqrs.models import PreguntaAdicional, VersionPregunta
from portal.pqrs.preguntas import CON_OPCIONES, FORMATOS
from portal.pqrs.queries.preguntas import list_preguntas
from portal.pqrs.services.acto import flush, require_text
from portal.pqrs.tipos import TIPOS

PERMISSION = "pqrs:preguntas"
CHANGED = "Otra persona cambió esta pregunta mientras usted la editaba. Lo que usted escribió sigue aquí: compárelo antes de guardar."
# A form that asks for more is left half filled.
MAXIMO_POR_CLASE = 8
MINIMO_OPCIONES, MAXIMO_OPCIONES, LETRAS_OPCION = 2, 15, 100
TEXTS = ("texto", "ayuda", "formato")


def crear_pregunta(
    *, clases: Collection[str], opciones: Sequence[str] = (), pedida: bool = False, actor: Actor, **textos: str
) -> PreguntaAdicional:
    """Add a question after the others.

    Args:
        clases: the kinds of petition that it is asked for.
        opciones: what may be chosen, for the formats that have a list.
        textos: those of `TEXTS`.

    Raises:
        DomainError: no words, no kind, a list without choices, or a kind that has `MAXIMO_POR_CLASE` questions already.
    """
    permissions.require(actor, PERMISSION)
    values = _checked(textos, opciones)
    kinds = _checked_kinds(clases, None)
    last = db.session.scalar(select(func.max(PreguntaAdicional.orden))) or 0
    pregunta = PreguntaAdicional(orden=last + 1, clases=kinds, vigente_numero=1, activa=True)
    db.session.add(pregunta)
    flush()
    _add_version(pregunta, {**values, "pedida": pedida})
    told = {**_told_words(values, pedida), "clases": _told_kinds(kinds)}
    record("pregunta_creada", actor=actor, sobre=("pregunta", pregunta.id), datos={name: [None, one] for name, one in told.items() if one})
    _forms_changed()
    return pregunta


def editar_pregunta(
    pregunta: PreguntaAdicional,
    *,
    version: int,
    clases: Collection[str],
    opciones: Sequence[str] = (),
    pedida: bool = False,
    actor: Actor,
    **textos: str,
) -> None:
    """Change a question. Other words are another version: the answers of before keep the question that they answered.

    Raises:
        Conflict: somebody else changed it since `version` was shown.
        DomainError: as when adding one.
    """
    permissions.require(actor, PERMISSION)
    if pregunta.version != version:
        raise Conflict(CHANGED)
    values = _checked(textos, opciones)
    kinds = _checked_kinds(clases, pregunta if pregunta.activa else None, counts=pregunta.activa)
    old = pregunta.vigente
    before = {
        **_told_words({name: getattr(old, name) for name in (*TEXTS, "opciones")}, old.pedida),
        "clases": _told_kinds(pregunta.clases),
    }
    after = {**_told_words(values, pedida), "clases": _told_kinds(kinds)}
    changes = {name: [before[name], one] for name, one in after.items() if before[name] != one}
    if not changes:
        return
    pregunta.clases = kinds
    if set(changes) - {"clases"}:
        pregunta.vigente_numero += 1
        flush()
        _add_version(pregunta, {**values, "pedida": pedida})
    record("pregunta_editada", actor=actor, sobre=("pregunta", pregunta.id), datos=changes)
    _forms_changed()


def mover_pregunta(pregunta: PreguntaAdicional, *, antes: bool, actor: Actor) -> None:
    """Change places with the question before, or after; at its end nothing happens."""
    permissions.require(actor, PERMISSION)
    rows = list(list_preguntas())
    if pregunta not in rows:
        raise DomainError("Esa pregunta está retirada. Póngala en uso antes de cambiar su orden.")
    place = rows.index(pregunta)
    other = place - 1 if antes else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, one in enumerate(rows, 1):
        one.orden = number
    record("pregunta_movida", actor=actor, sobre=("pregunta", pregunta.id), datos={"orden": [place + 1, other + 1]})
    _forms_changed()


def activar_pregunta(pregunta: PreguntaAdicional, *, activa: bool, actor: Actor) -> None:
    """Retire a question, so that nobody is asked any more, or ask it again, after the others.

    Raises:
        DomainError: one of its kinds has enough questions.
    """
    permissions.require(actor, PERMISSION)
    if pregunta.activa == activa:
        return
    if activa:
        _checked_kinds(pregunta.clases, None)
        pregunta.orden = (db.session.scalar(select(func.max(PreguntaAdicional.orden))) or 0) + 1
    pregunta.activa = activa
    record("pregunta_activada" if activa else "pregunta_retirada", actor=actor, sobre=("pregunta", pregunta.id))
    _forms_changed()


def _checked(textos: dict[str, str], opciones: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: textos.get(name, "").strip() for name in TEXTS}
    require_text(values["texto"], "texto", "Escriba la pregunta.")
    if values["formato"] not in FORMATOS:
        raise DomainError("Elija cómo se responde.", "formato")
    values["opciones"] = []
    if values["formato"] in CON_OPCIONES:
        choices = list(dict.fromkeys(one.strip() for one in opciones if one.strip()))
        if not MINIMO_OPCIONES <= len(choices) <= MAXIMO_OPCIONES:
            raise DomainError(f"Escriba entre {MINIMO_OPCIONES} y {MAXIMO_OPCIONES} opciones distintas, una en cada línea.", "opciones")
        if any(len(one) > LETRAS_OPCION for one in choices):
            raise DomainError(f"Cada opción puede tener hasta {LETRAS_OPCION} letras.", "opciones")
        values["opciones"] = choices
    return values


def _checked_kinds(clases: Collection[str], own: PreguntaAdicional | None, *, counts: bool = True) -> list[str]:
    kinds = [one.value for one in TIPOS if one.value in clases]
    if not kinds or len(kinds) != len(set(clases)):
        raise DomainError("Elija al menos una clase de la lista.", "clases")
    others = [one for one in list_preguntas() if one is not own] if counts else []
    for kind in kinds:
        if sum(kind in one.clases for one in others) >= MAXIMO_POR_CLASE:
            name = next(info.nombre for key, info in TIPOS.items() if key.value == kind)
            raise DomainError(f"«{name}» ya tiene {MAXIMO_POR_CLASE} preguntas. Retire una antes de agregar otra.", "clases")
    return kinds


def _add_version(pregunta: PreguntaAdicional, values: dict[str, Any]) -> None:
    db.session.add(VersionPregunta(pregunta_id=pregunta.id, numero=pregunta.vigente_numero, creada_en=clock.now(), **values))
    flush()
    db.session.expire(pregunta, ["vigente"])


def _told_words(values: dict[str, Any], pedida: bool) -> dict[str, Any]:
    """The words of a version as the record tells them."""
    told = {name: values[name] for name in ("texto", "ayuda")}
    return {**told, "formato": FORMATOS[values["formato"]], "opciones": "; ".join(values["opciones"]), "se_pide": pedida}


def _told_kinds(clases: Collection[str]) -> str:
    return "; ".join(info.nombre for key, info in TIPOS.items() if key.value in clases)


def _forms_changed() -> None:
    """The kept pages of the form hold the questions: they go by the version of the profile."""
    get_entidad().actualizada_en = clock.now()
    flush()
