"""The papers of the filings that were joined to a case, as a part of its file: they are read with it (CPACA art. 36).

Only for who may see both cases. Who filed takes each with its own code: that one code opens one case holds here too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.core.actors import Actor
from portal.pqrs.expediente.correos import correos_de
from portal.pqrs.expediente.documento import Alcance, Documento
from portal.pqrs.expediente.piezas import mensajes, solicitud
from portal.pqrs.models import Fusion, Peticion
from portal.pqrs.permissions import reaches
from portal.pqrs.queries.archivos import Key, archivos_by_object
from portal.pqrs.queries.caso import list_mensajes
from portal.pqrs.queries.fusiones import list_unidas
from portal.web.filters import fecha_hora


def unidas(principal: Peticion, lector: Actor | None) -> Iterator[Documento]:
    """What was filed and written under each of the other numbers, one after the other: part of this file since they were joined."""
    for row in list_unidas(principal):
        if lector is not None and reaches(lector, row.peticion):
            for one in _papeles(row.peticion):
                yield _de(row, one)


def sin_ver(principal: Peticion, lector: Actor | None) -> Sequence[str]:
    """A sentence about each joined filing whose papers are not in this copy."""
    joined = [one.peticion for one in list_unidas(principal)]
    if lector is None:
        return [f"Los papeles del radicado {one.radicado}, unido a este, se descargan con su propio código." for one in joined]
    return [
        f"Los papeles del radicado {one.radicado}, unido a este, no están: usted no puede ver ese caso."
        for one in joined
        if not reaches(lector, one)
    ]


def _papeles(peticion: Peticion) -> Iterator[Documento]:
    keys: list[Key] = [("peticion", peticion.id), *(("mensaje", one.id) for one in list_mensajes(peticion))]
    files = dict(archivos_by_object(keys))
    yield from solicitud(peticion, files)
    yield from correos_de(peticion, Alcance(interno=True))
    yield from mensajes(peticion, files)


def _de(row: Fusion, one: Documento) -> Documento:
    """The same document, named after its own number and joined when the cases were. Its content and its digest stay."""
    number = row.peticion.radicado
    head = f"Radicado {number}, unido a este el {fecha_hora(row.hecha_en)}. Este documento es del {fecha_hora(one.creado_en)}."
    return replace(
        one, titulo=f"{number}: {one.titulo}", nombre=f"{number}-{one.nombre}", incorporado_en=row.hecha_en,
        textos=[(head, words) for _own, words in one.textos],
    )  # fmt: skip
