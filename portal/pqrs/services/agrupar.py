"""Which new petitions ask for what others asked: proposed by the portal, decided by nobody but an official."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import SISTEMA
from portal.extensions import db
from portal.pqrs.estados_grupo import GRUPO, PROPUESTO
from portal.pqrs.models import GrupoAnalogo, HuellaAnaloga, MiembroAnalogo, Peticion
from portal.pqrs.parecidas import DIAS_CERCA, Buscador, Rasgos, comparar, firma, list_palabras
from portal.pqrs.queries.grupos import AGRUPABLES, grupos_de, iterate_huellas, list_comparadas, list_sin_huella

# Enough of a text to say what it asks for; a megabyte would say no more.
LARGEST_TEXT = 4_000


def rasgos_de(peticion: Peticion) -> Rasgos:
    """What of a petition is compared."""
    texto = f"{peticion.asunto} {peticion.texto}"[:LARGEST_TEXT]
    day = peticion.recibida_en.astimezone(clock.BOGOTA).date()
    return Rasgos(list_palabras(texto), day, peticion.latitud, peticion.longitud, peticion.lugar)


def agrupar_nuevas(*, desde: date, limit: int) -> tuple[int, int]:
    """Sketch up to `limit` petitions received since that day, and propose a group for each that is like another.

    Returns:
        How many were sketched, and how many came into a group.
    """
    nuevas = list_sin_huella(desde=desde, limit=limit)
    if not nuevas:
        return 0, 0
    sketched = _sketch(nuevas)
    days = [day for _sketched, day in sketched.values()]
    finder = Buscador((key, sketch) for key, (sketch, _day) in sketched.items() if sketch)
    for key, sketch in iterate_huellas(min(days) - timedelta(days=DIAS_CERCA), max(days)):
        finder.mirar(key, sketch)
    joined = _join_all({key: other for key, (_share, other) in finder.mejores.items()})
    return len(nuevas), joined


def _sketch(nuevas: Sequence[Peticion]) -> Mapping[int, tuple[bytes, date]]:
    out: dict[int, tuple[bytes, date]] = {}
    for one in nuevas:
        rasgos = rasgos_de(one)
        sketch = firma(rasgos.palabras) if one.tipo in AGRUPABLES else b""
        out[one.id] = (sketch, rasgos.recibida_el)
    rows = [{"peticion_id": key, "recibida_el": day, "firma": sketch} for key, (sketch, day) in out.items()]
    db.session.execute(db.insert(HuellaAnaloga), rows)
    return out


def _join_all(mejores: Mapping[int, int]) -> int:
    """Put each new petition with the one that it is like, when they are so by all that is compared; gives how many are in a group now.

    Args:
        mejores: key of the new one → key of the other.
    """
    keys = {*mejores, *mejores.values()}
    cases = {one.id: one for one in list_comparadas(keys)}
    groups = dict(grupos_de(keys))
    rasgos = {key: rasgos_de(one) for key, one in cases.items()}
    rows: list[dict[str, Any]] = []
    for key, other in sorted(mejores.items()):
        alike = comparar(rasgos[key], rasgos[other])
        if alike is None or key in groups or not cases[key].abierta or cases[key].is_separada:
            continue
        if other not in groups:
            groups[other] = _propose(cases[other]).id
            rows.append(_row(groups[other], other, {}))
        groups[key] = groups[other]
        rows.append(_row(groups[key], key, {**asdict(alike), "con": cases[other].radicado}))
    if rows:
        db.session.execute(db.insert(MiembroAnalogo), rows)
    return len(rows)


def _propose(first: Peticion) -> GrupoAnalogo:
    grupo = GrupoAnalogo(estado=PROPUESTO, creado_en=clock.now())
    db.session.add(grupo)
    db.session.flush()
    record(
        GRUPO.transitions["proponer_grupo"].event, actor=SISTEMA, sobre=("grupo", grupo.id), dependencia_id=first.dependencia_id,
        datos={"radicado": first.radicado},
    )  # fmt: skip
    return grupo


def _row(grupo_id: int, peticion_id: int, razones: dict[str, Any]) -> dict[str, Any]:
    return {"grupo_id": grupo_id, "peticion_id": peticion_id, "estado": "propuesto", "razones": razones, "agregado_en": clock.now()}
