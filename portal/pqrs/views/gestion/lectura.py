"""What the case's page of the officials reads: the case with everything around it, as its templates name it."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from portal.audit.models import Evento
from portal.core.actors import Actor
from portal.core.permissions import can
from portal.entidad.queries import get_calendario
from portal.files.models import Archivo
from portal.pqrs.estados import PETICION
from portal.pqrs.linea import tell
from portal.pqrs.luces import luz
from portal.pqrs.models import Asunto, Peticion, Respuesta
from portal.pqrs.queries.archivos import Key, archivos_by_object
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.queries.ausencias import sustituto_de
from portal.pqrs.queries.cartas import correos_by_carta
from portal.pqrs.queries.caso import (
    get_encuesta,
    list_cartas,
    list_mensajes,
    list_notas,
    timeline,
)
from portal.pqrs.queries.encargos import list_encargos
from portal.pqrs.queries.fusiones import find_fusion, list_unidas
from portal.pqrs.queries.grupos import find_grupo_of
from portal.pqrs.queries.identidades import find_sello
from portal.pqrs.queries.leyendas import leyendas_of
from portal.pqrs.queries.ordenes import ordenes_of
from portal.pqrs.queries.recursos import insistencia_of, recursos_of
from portal.pqrs.queries.relacionados import list_de_la_persona, list_vinculos
from portal.pqrs.queries.repetidas import list_repetidas
from portal.pqrs.queries.series import ficha_de
from portal.pqrs.services.acuses import can_acusar, list_sin_acusar
from portal.pqrs.services.datos_personales import can_reunir
from portal.pqrs.services.publicar import vigentes_de


def read_caso(peticion: Peticion, draft: Respuesta | None) -> dict[str, Any]:
    """What stands on the page: what was said, the letters, what was done against them, their files, and what happened."""
    mensajes, notas, cartas = list_mensajes(peticion), list_notas(peticion), list_cartas(peticion)
    respuestas = [one for one in cartas if one.info.decide]
    objects: list[Key] = [("peticion", peticion.id), *[("mensaje", one.id) for one in mensajes]]
    objects += [("respuesta", one.id) for one in (*cartas, *([draft] if draft else []))]
    eventos, asuntos = timeline(peticion, for_citizen=False), list_asuntos(peticion)
    against = _read_against(peticion, cartas, eventos, asuntos)
    objects += [key for found in against.values() for key in found]
    objects += [("entrega", one.id) for letter in cartas for one in letter.entregas]
    archivos = {key: [_file(peticion, one) for one in found] for key, found in archivos_by_object(objects).items()}
    return {
        "mensajes": mensajes,
        "notas": notas,
        "respuestas": respuestas,
        "publicadas": vigentes_de([one.id for one in respuestas]) if respuestas else {},
        **{name: list(against[kind].values()) for name, kind in _AGAINST.items()},
        "insistencia": next(iter(against["insistencia"].values()), None),
        "otras_cartas": [one for one in cartas if not one.info.decide],
        "archivos": archivos,
        "encuestas": {one.id: get_encuesta(one) for one in respuestas},
        "correos": correos_by_carta(peticion, cartas),
        "hitos": tell(reversed(eventos), for_citizen=False),
        "ultimo": eventos[-1],
        "asuntos": asuntos,
        "luces_asuntos": {one.numero: luz(one, get_calendario()) for one in asuntos},
        "sello": find_sello(peticion),
        "grupo": find_grupo_of(peticion),
    }


_AGAINST = {"recursos": "recurso", "ordenes": "orden", "leyendas": "leyenda", "encargos": "encargo"}


def _read_against(
    peticion: Peticion, cartas: Sequence[Respuesta], eventos: Sequence[Evento], asuntos: Sequence[Asunto]
) -> dict[str, dict[Key, Any]]:
    """Appeals, judges' orders, legends and encargos of the case, by kind and by what their files are kept under."""
    insistencia = insistencia_of(peticion, cartas)
    found: dict[str, Sequence[Any]] = {
        "recurso": recursos_of(peticion, cartas),
        "insistencia": [insistencia] if insistencia else [],
        "orden": ordenes_of(peticion, eventos),
        "leyenda": leyendas_of(peticion, asuntos),
        "encargo": list_encargos(peticion),
    }
    return {kind: {(kind, one.id): one for one in rows} for kind, rows in found.items()}


def read_related(actor: Actor, peticion: Peticion) -> dict[str, Any]:
    """Other cases, and who takes the place of who has this one."""
    related: dict[str, Any] = {"vinculos": list_vinculos(actor, peticion), "de_la_persona": list_de_la_persona(actor, peticion)}
    related |= {"fusion": find_fusion(peticion), "unidas": list_unidas(peticion)}
    related["repetidas"] = list_repetidas(actor, peticion, related["de_la_persona"])
    related["ficha"] = None if peticion.abierta else ficha_de(peticion)
    related["puede_reunir"] = can_reunir(peticion, actor)
    waits = peticion.abierta and peticion.respondida_en is None and can_acusar(peticion, actor)
    related["por_acusar"] = waits and can(actor, "pqrs:proyectar", peticion) and bool(list_sin_acusar([peticion.id]))
    return {**related, "estados": PETICION.states, "reemplazo": sustituto_de(peticion.responsable) if peticion.abierta else None}


def _file(peticion: Peticion, archivo: Archivo) -> dict[str, Any]:
    url = url_for(".archivo", radicado=peticion.radicado, archivo_id=archivo.id)
    return {
        "id": archivo.id, "nombre": archivo.nombre, "url": url, "tamano": archivo.tamano, "tipo": archivo.mime,
        "huella": archivo.sha256, "etiqueta": archivo.etiqueta,
    }  # fmt: skip
