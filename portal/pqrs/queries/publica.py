"""What anybody with the verification code of a constancia or letter may see: no person, no text, no tracking code."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.extensions import db
from portal.files.queries import list_archivos
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import GrupoAnalogo, Insistencia, OrdenJudicial, Peticion, Recurso, Respuesta
from portal.pqrs.queries.emitida import list_dichos


def verify_peticion(peticion_id: int) -> Mapping[str, Any] | None:
    """The filing behind an incoming number: kind and due date as first told, what changed since, annexes and digest of the text."""
    peticion = db.session.get(Peticion, peticion_id)
    if peticion is None:
        return None
    issued, *later = list_dichos(peticion)
    return {
        "documento": f"Constancia de radicación: {issued.clase}",
        "recibida_en": peticion.recibida_en,
        "vence_el": issued.vence_el,
        "cambios": [(one.desde, one.clase, one.vence_el) for one in later],
        "texto_sha256": peticion.texto_sha256,
        "anexos": [_annex(one) for one in list_archivos("peticion", peticion.id)],
    }


def verify_respuesta(respuesta_id: int) -> Mapping[str, Any] | None:
    """The letter behind an outgoing number: when it was sent and the digest of its file."""
    answer = db.session.get(Respuesta, respuesta_id)
    if answer is None or answer.enviada_en is None:
        return None
    peticion = db.session.get_one(Peticion, answer.peticion_id)
    return {
        "documento": _document(answer, peticion),
        "recibida_en": answer.enviada_en,
        "texto_sha256": answer.carta_sha256,
        "firma": answer.datos.get("firma_digital", {}),
        "anexos": [_annex(one) for one in list_archivos("respuesta", answer.id) if one.etiqueta != "carta"],
    }


def verify_recurso(recurso_id: int) -> Mapping[str, Any] | None:
    """The appeal behind an incoming number: when it is decided by, digests of its text and annexes."""
    one = db.session.get(Recurso, recurso_id)
    return _verify_escrito(one, "recurso", one.clase_nombre, one.vence_el) if one else None


def verify_insistencia(insistencia_id: int) -> Mapping[str, Any] | None:
    """The insistencia behind an incoming number: by when it goes to the judge, digests of its text and annexes."""
    one = db.session.get(Insistencia, insistencia_id)
    return _verify_escrito(one, "insistencia", "Insistencia por una información negada", one.enviar_el) if one else None


def verify_orden(orden_id: int) -> Mapping[str, Any] | None:
    """The judge's order behind an incoming number."""
    one = db.session.get(OrdenJudicial, orden_id)
    return _verify_escrito(one, "orden", "Orden de un juez", one.cumplir_el) if one else None


def _verify_escrito(one: Recurso | Insistencia | OrdenJudicial, kind: str, what: str, until: date) -> Mapping[str, Any]:
    peticion = db.session.get_one(Peticion, one.peticion_id)
    return {
        "documento": f"{what}, sobre el radicado {peticion.radicado}",
        "vence_el": until,
        "texto_sha256": hashlib.sha256(one.texto.encode()).hexdigest(),
        "anexos": [_annex(file) for file in list_archivos(kind, one.id)],
    }


def verify_unica(grupo_id: int) -> Mapping[str, Any] | None:
    """The letter behind the outgoing number of a single answer to many."""
    grupo = db.session.get(GrupoAnalogo, grupo_id)
    if grupo is None or grupo.publicado_en is None:
        return None
    return {
        "documento": f"Respuesta única a peticiones que piden lo mismo: {grupo.titulo}",
        "recibida_en": grupo.publicado_en,
        "texto_sha256": grupo.carta_sha256,
        "anexos": [],
    }


def _document(answer: Respuesta, peticion: Peticion) -> str:
    if answer.clase == ClaseCarta.RESPUESTA:
        return f"Carta de respuesta al radicado {peticion.radicado}"
    return f"{answer.info.nombre}, carta sobre el radicado {peticion.radicado}"


def _annex(archivo: Any) -> dict[str, Any]:
    # The name of a file may name a person: only its kind, size and hash are shown.
    return {"mime": archivo.mime, "tamano": archivo.tamano, "sha256": archivo.sha256, "sha256_recibido": archivo.sha256_recibido}
