"""Sealed identities as they are read: by the outbox, to send a letter, and by the act that opens one."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.audit.models import Evento
from portal.core.errors import DomainError
from portal.extensions import db
from portal.pqrs.models import Entrega, IdentidadSellada, Insistencia, Mensaje, OrdenJudicial, Peticion, Recurso, Respuesta, Solicitante
from portal.pqrs.models.sellable import TextoSellable
from portal.pqrs.permissions import RESERVADAS
from portal.sealing import CannotUnseal, unseal

FIELDS = tuple(column.key for column in Solicitante.__table__.columns if column.key != "id")
ABIERTA = "identidad_abierta"
# Where the proof of a delivery keeps what is sealed of it.
SELLADO = "sellado"
SIN_LLAVE = "La identidad no se puede abrir con las llaves que tiene el portal. Pida al administrador que revise IDENTITY_KEYS."

# The night's work holds this many rows of each kind at once.
_TEXTS_AT_ONCE = 200


def find_sello(peticion: Peticion) -> IdentidadSellada | None:
    """The sealed identity of a case, still sealed."""
    return db.session.get(IdentidadSellada, peticion.id) if peticion.is_sellada else None


def read_sello(sello: IdentidadSellada) -> Solicitante:
    """Who it is, as a `Solicitante` that belongs to no session. Only `services.identidades.abrir` and the outbox's door call it.

    Raises:
        DomainError: none of the portal's keys opens it.
    """
    try:
        kept = json.loads(unseal(sello.contenido))
    except CannotUnseal as error:
        raise DomainError(SIN_LLAVE) from error
    return Solicitante(**{**dict.fromkeys(FIELDS, ""), **kept})


def read_notificados(peticion: Peticion) -> list[str]:
    """Who came to be notified of the decisions on a sealed case, as their proofs keep it sealed; oldest first."""
    proofs = select(Entrega.prueba).join(Respuesta, Respuesta.id == Entrega.respuesta_id).where(Respuesta.peticion_id == peticion.id)
    return [unseal(one[SELLADO]) for one in db.session.scalars(proofs.order_by(Entrega.id)) if SELLADO in one]


def correo_sellado(peticion: Peticion) -> str:
    """The address that letters about a sealed case go to, empty when there is none. For the outbox, which seals it again, and for
    `queries.correo`, which only compares it."""
    sello = find_sello(peticion)
    return read_sello(sello).correo if sello is not None and sello.tiene_correo else ""


def list_por_sellar() -> Sequence[int]:
    """Keys of the cases against officials whose petitioner stands in the open, from before identities were sealed."""
    query = select(Peticion.id).where(Peticion.tipo.in_(RESERVADAS), Peticion.solicitante_id.is_not(None))
    return db.session.scalars(query.order_by(Peticion.id)).all()


def has_sealed_since(when: datetime) -> bool:
    """Whether a case that was filed in the open has been sealed since then: the index of words still holds its name."""
    query = select(IdentidadSellada.peticion_id).join(Peticion, Peticion.id == IdentidadSellada.peticion_id)
    later = query.where(IdentidadSellada.sellada_en >= when, IdentidadSellada.sellada_en > Peticion.recibida_en)
    return db.session.scalar(later.limit(1)) is not None


def list_textos_abiertos(peticion_id: int | None = None) -> Sequence[TextoSellable]:
    """Texts of cases against officials that stand in the open, from before they were sealed; of one case, or of all."""
    is_sealed = Peticion.tipo.in_(RESERVADAS) | (Peticion.anonima.is_(False) & Peticion.solicitante_id.is_(None))
    found: list[TextoSellable] = []
    models: tuple[Any, ...] = (Mensaje, Recurso, Insistencia, OrdenJudicial)
    for model in models:
        query = select(model).join(Peticion, Peticion.id == model.peticion_id).where(model.sellado.is_(False), is_sealed)
        if peticion_id is not None:
            query = query.where(Peticion.id == peticion_id)
        found += db.session.scalars(query.order_by(model.id).limit(_TEXTS_AT_ONCE)).all()
    return found


def list_aperturas(limit: int, antes_de: int | None = None) -> Sequence[tuple[Evento, str]]:
    """Up to `limit` openings of sealed identities, newest first, before the act with key `antes_de`, each with its radicado."""
    query = select(Evento, Peticion.radicado).join(Peticion, Peticion.id == Evento.objeto_id)
    query = query.where(Evento.tipo == ABIERTA, Evento.objeto_tipo == "peticion").order_by(Evento.id.desc()).limit(limit)
    if antes_de is not None:
        query = query.where(Evento.id < antes_de)
    return [(row[0], row[1]) for row in db.session.execute(query)]
