"""The legend «reclamo en trámite»: put in the database within two days of the complete claim, kept until it is decided.

The portal does not hold the municipality's databases: who keeps one puts the legend there, and records here that it is done, with
its proof. Norm: Ley 1581 de 2012 art. 15 num. 2.
"""

from collections.abc import Sequence
from datetime import date

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs.models import LeyendaReclamo, Peticion
from portal.pqrs.queries.leyendas import is_reclamo, leyenda_hasta_de, list_leyendas
from portal.pqrs.services.acto import begin, end, require_text

_LARGEST_BASE = 200


def poner_leyenda(
    peticion: Peticion, *, base: str, motivo: str, detalle: str, puesta_el: date, archivos: Sequence[Received] = (), actor: Actor,
    version: int | None = None,
) -> LeyendaReclamo:  # fmt: skip
    """Record that the database says «reclamo en trámite» and why. Later than its two days it is recorded as late.

    Args:
        base: which database.
        motivo: the reason of the claim, as the legend says it.
        detalle: the proof: who put it there, and where it can be seen.

    Raises:
        DomainError: it is no claim on personal data, something is missing, or the day cannot be.
        Conflict: that database has its legend already.
    """
    transition = begin("poner_leyenda", peticion, actor, version)
    if not is_reclamo(peticion):
        raise DomainError("La leyenda es solo de los reclamos de datos personales.")
    base = require_text(base, "base", "Escriba en qué base de datos.")[:_LARGEST_BASE]
    motivo = require_text(motivo, "motivo", "Escriba el motivo del reclamo, como lo dice la leyenda.")
    detalle = require_text(detalle, "detalle", "Escriba la prueba: quién la puso y dónde se ve.")
    if not peticion.recibida_en.astimezone(clock.BOGOTA).date() <= puesta_el <= clock.today():
        raise DomainError("La fecha va entre la del reclamo y hoy.", "puesta_el")
    if any(one.base.casefold() == base.casefold() and one.quitada_el is None for one in list_leyendas(peticion)):
        raise Conflict("Esa base de datos ya tiene la leyenda.")
    one = LeyendaReclamo(
        peticion_id=peticion.id, base=base, motivo=motivo, detalle=detalle, puesta_el=puesta_el,
        limite_el=leyenda_hasta_de(peticion, get_calendario()), registrada_en=clock.now(), registrada_por_id=actor.id,
    )  # fmt: skip
    db.session.add(one)
    db.session.flush()
    for received in archivos:
        register(received, sobre=("leyenda", one.id), etiqueta="prueba")
    facts = {"base": base, "puesta_el": str(puesta_el), "en_termino": one.en_termino, "archivos": len(archivos)}
    end(transition, peticion, actor, facts)
    return one


def quitar_leyenda(peticion: Peticion, *, quitada_el: date, actor: Actor, version: int | None = None) -> Sequence[LeyendaReclamo]:
    """Record that the legends of a decided claim were taken out of their databases.

    Raises:
        Conflict: none stands.
        DomainError: the day cannot be.
    """
    transition = begin("quitar_leyenda", peticion, actor, version)
    standing = [one for one in list_leyendas(peticion) if one.quitada_el is None]
    if not standing:
        raise Conflict("Este caso no tiene leyendas puestas.")
    if not max(one.puesta_el for one in standing) <= quitada_el <= clock.today():
        raise DomainError("La fecha va entre la de la leyenda y hoy.", "quitada_el")
    for one in standing:
        one.quitada_el = quitada_el
    end(transition, peticion, actor, {"base": ", ".join(one.base for one in standing), "hasta": str(quitada_el)})
    return standing
