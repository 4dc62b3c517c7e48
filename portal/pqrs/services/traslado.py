"""Undoing a transfer: what went to another body comes back to this one, which had it all the time (CPACA art. 21)."""

from types import MappingProxyType

from sqlalchemy import select

from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Autoridad, Peticion, Respuesta
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.services.complemento import operar_silencio
from portal.pqrs.services.expedir import LetterMaker, expedir

CAUSAS = MappingProxyType(
    {
        "devuelta": "La entidad la devolvió: dice que no es competente",
        "error": "Fue un error de esta alcaldía: es competente",
        "juez": "Un juez decidió que le corresponde a esta alcaldía",
    }
)


def deshacer_traslado(
    peticion: Peticion, *, causa: str, motivo: str, make_letter: LetterMaker, actor: Actor, version: int | None = None
) -> Respuesta:
    """Leave the transfer without effect: the petition is answered here, in the term that it always had.

    What went to who was not competent never stopped the clock: the term counts from the reception here, as if it had not been
    passed on, and is overdue if its days went by meanwhile. The person and the other body get the letter.

    Args:
        causa: one of `CAUSAS`.

    Raises:
        DomainError: no cause or no reason is given.

    Norm: CPACA arts. 14, 21 and 39.
    """
    transition = begin("deshacer_traslado", peticion, actor, version)
    if causa not in CAUSAS:
        raise DomainError("Elija por qué vuelve la solicitud.", "causa")
    motivo = require_text(motivo, "motivo", "Escriba por qué el traslado queda sin efecto: la persona y la entidad lo leerán.")
    autoridad = _passed_on_to(peticion)
    letter, made = expedir(
        peticion, ClaseCarta.SIN_TRASLADO, f"{CAUSAS[causa]}.\n\n{motivo}", make_letter=make_letter, actor=actor,
        datos={"autoridad": autoridad.nombre if autoridad else "", "autoridad_id": autoridad.id if autoridad else None},
    )  # fmt: skip
    peticion.cerrada_en = None
    # It was passed on before any office had it: whoever takes it back has the case.
    peticion.dependencia_id = peticion.dependencia_id or actor.dependencia_id
    facts = {
        "autoridad": autoridad.nombre if autoridad else "", "causa": CAUSAS[causa], "motivo": motivo, "vence_el": str(peticion.vence_el),
        "salida": letter.salida.numero if letter.salida else "", "carta_sha256": letter.carta_sha256,
    }  # fmt: skip
    end(transition, peticion, actor, facts)
    mails.sin_traslado(peticion, made, autoridad=autoridad, motivo=motivo)
    # The law may have accepted it while it was elsewhere.
    operar_silencio(peticion)
    return letter


def _passed_on_to(peticion: Peticion) -> Autoridad | None:
    """The body that the newest transfer of the whole petition went to."""
    query = select(Respuesta).where(Respuesta.peticion_id == peticion.id, Respuesta.clase == ClaseCarta.TRASLADO.value)
    letter = db.session.scalars(query.order_by(Respuesta.id.desc()).limit(1)).first()
    return db.session.get(Autoridad, letter.datos.get("autoridad_id") or 0) if letter else None
