"""Answering «what do you know of me» (Ley 1581 de 2012 art. 14): what the portal holds of one person, for a case that asks."""

from typing import Any

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.pqrs.models import Peticion
from portal.pqrs.queries.datos_personales import (
    PROPIA,
    cuenta_de,
    datos_de_caso,
    list_casos_de,
    list_correos_a,
    list_sellados_de,
    titular_de,
)
from portal.pqrs.services.acto import require_text
from portal.pqrs.services.identidades import abrir
from portal.pqrs.tipos import TipoPeticion

PERMISO = "pqrs:datos_personales"
ENTREGADOS = "datos_personales_reunidos"
PIDEN = (TipoPeticion.HD_CONSULTA.value, TipoPeticion.HD_RECLAMO.value)


def can_reunir(peticion: Peticion, actor: Actor) -> bool:
    """Whether this case asks for somebody's data, and the actor may gather them."""
    return peticion.tipo in PIDEN and permissions.can(actor, PERMISO, peticion)


def reunir_datos(peticion: Peticion, *, motivo: str, de_quien: str = PROPIA, selladas: bool = False, actor: Actor) -> dict[str, Any]:
    """All that the portal holds of who asks in this case, or of whom they represent, in every office.

    Args:
        motivo: how the official made sure that it is this person.
        selladas: look among the sealed identities too; each that is found is opened, and each opening stays written.

    Raises:
        Forbidden: the actor may not, not on this case, or may not open identities.
        DomainError: the case asks for no data, does not say who asks, or there is no reason.
    """
    permissions.require(actor, PERMISO, peticion)
    if peticion.tipo not in PIDEN:
        raise DomainError("Este caso no pregunta por datos personales. Se reúnen solo para responder una consulta o un reclamo de datos.")
    if peticion.anonimizada_en is not None:
        raise DomainError("Este caso se eliminó según la tabla de retención.")
    motivo = require_text(motivo, "motivo", "Escriba cómo comprobó que es esta persona.")
    titular = titular_de(peticion, de_quien)
    if titular is None:
        raise DomainError("El caso no trae el documento ni el correo de esa persona. Pídaselo antes.", "de_quien")
    if selladas:
        permissions.require(actor, "pqrs:abrir_identidad")
    cases = [datos_de_caso(one) for one in list_casos_de(titular)]
    opened = list(list_sellados_de(titular)) if selladas else []
    cases += [datos_de_caso(one, abrir(one, motivo=f"{motivo} ({peticion.radicado})", actor=actor)) for one in opened]
    facts = {"motivo": motivo, "casos": len(cases), "selladas": selladas}
    office = peticion.dependencia_id
    record(ENTREGADOS, actor=actor, sobre=("peticion", peticion.id), dependencia_id=office, datos=facts, publico=True)
    return {
        "titular": {"nombre": titular.nombre, "documento": f"{titular.tipo} {titular.documento}".strip(), "correo": titular.correo},
        "reunidos_en": clock.now().isoformat(), "para_el_caso": peticion.radicado,
        "buscado_en_identidades_selladas": selladas,
        "casos": cases, "correos_enviados": list_correos_a(titular.correo), "cuenta": cuenta_de(titular.correo),
    }  # fmt: skip
