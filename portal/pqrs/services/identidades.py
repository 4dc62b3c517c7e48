"""The identity of who denounces officials: sealed at filing, opened by an act that stays written.

Nobody meets it by accident: it is in no list, search, export, letter or log; the worker reads the address to send a letter
and keeps nothing. ADR 0010.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.extensions import db
from portal.outbox.services import forget_sms, seal_letters
from portal.pqrs.models import Entrega, IdentidadSellada, Peticion, Respuesta, Solicitante
from portal.pqrs.models.peticion import SIN_NOMBRE
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.queries.identidades import ABIERTA, FIELDS, find_sello, list_textos_abiertos, read_sello
from portal.pqrs.services.acto import flush, require_text
from portal.pqrs.services.sellar_correo import sellar_correos_de
from portal.sealing import seal


def sellar(peticion: Peticion, datos: Mapping[str, Any]) -> None:
    """Keep who filed apart from the case, sealed; the case must be written already and have no `Solicitante`.

    Args:
        datos: `Solicitante`'s fields by name.
    """
    kept = {name: datos[name] for name in FIELDS if datos.get(name)}
    db.session.add(
        IdentidadSellada(
            peticion_id=peticion.id,
            contenido=seal(json.dumps(kept)),
            tiene_correo=bool(datos.get("correo")),
            tiene_direccion=bool(datos.get("direccion")),
            sellada_en=clock.now(),
        )
    )


def sellar_caso(peticion: Peticion) -> bool:
    """Seal the identity of a case that is one against officials; gives whether there was one in the open.

    It stays sealed even if the case becomes of another kind: who denounced did so under that promise.
    """
    person = peticion.solicitante
    if peticion.tipo in RESERVADAS:
        sellar_textos(peticion.id)
        peticion.sellar_contestadas()
        sellar_correos_de(peticion)
        peticion.sms_aceptado_en = None
        forget_sms(("peticion", peticion.id), only_waiting=False)
    if person is None or peticion.tipo not in RESERVADAS:
        return False
    sellar(peticion, {name: getattr(person, name) for name in FIELDS})
    if person.correo:
        seal_letters(("peticion", peticion.id), to=person.correo, name=person.nombre, instead=SIN_NOMBRE)
        _forget_address(peticion)
    peticion.solicitante = None
    peticion.texto_busqueda = peticion.make_texto_busqueda()
    flush()
    db.session.delete(person)
    flush()
    return True


def sellar_textos(peticion_id: int | None = None) -> int:
    """Seal what was written in cases against officials while it stood in the open, of one case or of all; gives how many."""
    flush()
    found = list_textos_abiertos(peticion_id)
    for one in found:
        one.sellar_texto()
    flush()
    return len(found)


def _forget_address(peticion: Peticion) -> None:
    """Take the address out of the proofs of delivery, which keep the message's number and the instant."""
    sent = select(Entrega).join(Respuesta, Respuesta.id == Entrega.respuesta_id).where(Respuesta.peticion_id == peticion.id)
    for delivery in db.session.scalars(sent):
        delivery.prueba = {name: value for name, value in delivery.prueba.items() if name != "correo"}


def abrir(peticion: Peticion, *, motivo: str, actor: Actor) -> Solicitante:
    """Who filed a case whose identity is sealed, for one reading; the act, its reason and its author stay written.

    The citizen sees in the timeline that it was opened, without the reason.

    Returns:
        A `Solicitante` that belongs to no session: it is shown and forgotten.

    Raises:
        Forbidden: the actor may not open identities, or not see this case.
        DomainError: no reason, the identity is not sealed, or no key opens it.
    """
    permissions.require(actor, "pqrs:abrir_identidad", peticion)
    motivo = require_text(motivo, "motivo", "Escriba para qué necesita saber quién es: queda escrito con su nombre.")
    sello = find_sello(peticion)
    if sello is None:
        raise DomainError("La identidad de este caso no está sellada.")
    person = read_sello(sello)
    facts = {"motivo": motivo}
    record(ABIERTA, actor=actor, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id, datos=facts, publico=True)
    return person
