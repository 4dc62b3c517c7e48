"""The acts by which an official is away and somebody of their office takes their place."""

from datetime import date, timedelta

from sqlalchemy import or_, select

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.models import Ausencia
from portal.pqrs.permissions import can_recibir
from portal.pqrs.queries.ausencias import can_registrar_de
from portal.pqrs.services.acto import flush

MAXIMO = timedelta(days=366)


def registrar_ausencia(*, funcionario: Funcionario, sustituto: Funcionario, desde: date, hasta: date, actor: Actor) -> Ausencia:
    """Say that an official is away, and who takes their place: new cases and reminders go there, by themselves, until it ends.

    Cases that are open stay with who is away, and stand in the other's inbox too.

    Args:
        desde, hasta: first and last day, both included.

    Raises:
        Forbidden: it is neither the actor's own absence nor that of somebody they answer for.
        DomainError: days that are over or out of order, somebody of another office, who cannot do the work, or who is away then.
    """
    permissions.require(actor, "pqrs:ver")
    if not can_registrar_de(actor, funcionario):
        raise Forbidden("Solo puede registrar su ausencia, o la de quien trabaja en la dependencia que usted dirige.")
    _check_days(desde, hasta)
    _check_sustituto(funcionario, sustituto)
    _check_free(funcionario, sustituto, desde, hasta)
    ausencia = Ausencia(
        funcionario=funcionario, sustituto=sustituto, desde=desde, hasta=hasta, registrada_en=clock.now(), registrada_por_id=actor.id
    )
    db.session.add(ausencia)
    flush()
    facts = {"sustituto": sustituto.nombre, "desde": str(desde), "hasta": str(hasta)}
    record(
        "ausencia_registrada", actor=actor, sobre=("funcionario", funcionario.id), dependencia_id=funcionario.dependencia_id, datos=facts
    )
    mails.ausencia(ausencia)
    return ausencia


def terminar_ausencia(ausencia: Ausencia, *, actor: Actor) -> None:
    """End an absence before its last day, or call it off. What was given out meanwhile stays where it is.

    Raises:
        Forbidden: as when registering it.
        DomainError: it is over already.
    """
    permissions.require(actor, "pqrs:ver")
    if not can_registrar_de(actor, ausencia.funcionario):
        raise Forbidden("Solo puede terminar esta ausencia quien estaba ausente, o quien dirige su dependencia.")
    if not ausencia.is_terminable(clock.today()):
        raise DomainError("Esta ausencia ya terminó.")
    ausencia.terminada_en = clock.now()
    person = ausencia.funcionario
    facts = {"sustituto": ausencia.sustituto.nombre, "hasta": [str(ausencia.hasta), str(clock.today())]}
    record("ausencia_terminada", actor=actor, sobre=("funcionario", person.id), dependencia_id=person.dependencia_id, datos=facts)
    flush()


def _check_days(desde: date, hasta: date) -> None:
    if hasta < desde:
        raise DomainError("El último día no puede ser antes del primero.", "hasta")
    if hasta < clock.today():
        raise DomainError("Esos días ya pasaron.", "hasta")
    if hasta - desde > MAXIMO:
        raise DomainError("Registre como mucho un año. Para más tiempo, reasigne los casos.", "hasta")


def _check_sustituto(funcionario: Funcionario, sustituto: Funcionario) -> None:
    if sustituto.id == funcionario.id:
        raise DomainError("Elija a otra persona.", "sustituto")
    if funcionario.dependencia_id is None or sustituto.dependencia_id != funcionario.dependencia_id:
        raise DomainError("Debe ser alguien de la misma dependencia: nadie de otra puede ver sus casos.", "sustituto")
    if not can_recibir(sustituto):
        raise DomainError("Esa persona no puede responder casos: su cuenta no tiene un rol que lo permita.", "sustituto")
    office = funcionario.dependencia
    if office is not None and office.jefe_id == funcionario.id and "pqrs:aprobar" not in sustituto.permissions():
        raise DomainError(
            "Quien reemplaza a quien dirige la dependencia debe poder aprobar respuestas. Pida ese permiso para su cuenta.", "sustituto"
        )


def _check_free(funcionario: Funcionario, sustituto: Funcionario, desde: date, hasta: date) -> None:
    """Nobody is away twice, nor takes a place while away: mail would go in circles."""
    people = (funcionario.id, sustituto.id)
    query = select(Ausencia).where(
        Ausencia.terminada_en.is_(None), Ausencia.desde <= hasta, Ausencia.hasta >= desde,
        or_(Ausencia.funcionario_id.in_(people), Ausencia.sustituto_id == funcionario.id),
    )  # fmt: skip
    found = db.session.scalar(query.order_by(Ausencia.id).limit(1))
    if found is None:
        return
    if found.funcionario_id == funcionario.id:
        raise DomainError(f"Ya hay una ausencia de {funcionario.nombre} en esos días.", "desde")
    if found.funcionario_id == sustituto.id:
        raise DomainError(f"{sustituto.nombre} tampoco está en esos días. Elija a otra persona.", "sustituto")
    raise DomainError(f"En esos días {funcionario.nombre} reemplaza a {found.funcionario.nombre}. Termine primero esa ausencia.", "desde")
