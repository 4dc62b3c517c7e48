"""The acts by which an official confirms, gives or takes away the precedence of a petition."""

from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.pqrs import mails
from portal.pqrs.models import Peticion
from portal.pqrs.preferencias import CAUSAS, CONFIRMADA, ELEGIBLES, NINO, PEDIDA, RETIRADA
from portal.pqrs.services.acto import begin, end, require_text


def dar_preferencia(peticion: Peticion, *, causa: str, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Confirm the precedence that a person asked for, or give it where nobody had (CPACA arts. 5 num. 6 and 20).

    The record keeps that it was given and why in the official's words, never the ground: it would stay there for ever.

    Args:
        causa: one of `preferencias.ELEGIBLES`.

    Raises:
        DomainError: no reason, an unknown ground, or the precedence is confirmed already.
    """
    transition = begin("dar_preferencia", peticion, actor, version)
    if peticion.preferente and peticion.preferente_estado == CONFIRMADA:
        raise DomainError("El caso ya se atiende con preferencia.", "causa")
    if causa not in ELEGIBLES:
        raise DomainError("Elija por qué se atiende con preferencia.", "causa")
    motivo = require_text(motivo, "motivo", "Escriba qué muestra que le corresponde. No escriba diagnósticos ni otros datos íntimos.")
    asked = peticion.preferente_estado == PEDIDA
    peticion.preferente, peticion.preferente_estado, peticion.preferente_causa = True, CONFIRMADA, causa
    peticion.preferente_motivo = CAUSAS[causa].nombre
    end(transition, peticion, actor, {"motivo": motivo, "pedida": asked})


def quitar_preferencia(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Take away the precedence with its reason, which the person reads; what had been said as its ground is forgotten.

    Raises:
        DomainError: no reason, there is no precedence, or the law gives it to a child.
    """
    transition = begin("quitar_preferencia", peticion, actor, version)
    if not peticion.preferente:
        raise DomainError("El caso no tiene preferencia.", "motivo")
    if peticion.preferente_causa == NINO:
        raise DomainError(
            "La presenta un niño, niña o adolescente: la ley le da prelación y no se puede quitar (DL 019 de 2012, art. 12).", "motivo"
        )
    motivo = require_text(motivo, "motivo", "Escriba por qué no le corresponde: la persona lo leerá.")
    asked = peticion.preferente_estado == PEDIDA
    peticion.preferente, peticion.preferente_estado, peticion.preferente_causa, peticion.preferente_motivo = False, RETIRADA, "", ""
    end(transition, peticion, actor, {"motivo": motivo, "pedida": asked})
    if asked:
        mails.preferencia_retirada(peticion)
