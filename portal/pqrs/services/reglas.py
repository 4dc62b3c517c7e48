"""The list of rules by which new cases are given out: entered, edited, put in order and retired."""

from typing import Any

from sqlalchemy import func, select

from portal.audit.services import record
from portal.core import permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import db
from portal.pqrs.models import ReglaReparto
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.permissions import RESERVADAS, can_recibir
from portal.pqrs.queries.reglas import MAXIMO, list_reglas
from portal.pqrs.reparto import list_frases
from portal.pqrs.services.acto import flush, require_text
from portal.pqrs.tipos import TIPOS

CHANGED = "Otra persona cambió esta regla mientras usted la editaba. Lo que usted escribió sigue aquí: compárelo antes de guardar."
TEXTS = ("nombre", "tipo", "canal", "palabras", "lugares")


def crear_regla(
    *, dependencia: Dependencia, responsable: Funcionario | None = None, preferente: bool = False, actor: Actor, **textos: str
) -> ReglaReparto:
    """Add a rule at the end of the list.

    Args:
        textos: those of `TEXTS`; those that are left out are empty.

    Raises:
        DomainError: no name or one that is taken, no condition at all, a kind that no rule may give out, an office that is
            closed, a person who cannot receive its cases, or a list that is full.
    """
    permissions.require(actor, "pqrs:reglas")
    last = db.session.scalar(select(func.max(ReglaReparto.orden))) or 0
    if len(list_reglas()) >= MAXIMO:
        raise DomainError(f"Ya hay {MAXIMO} reglas en uso. Retire una antes de agregar otra.", "nombre")
    values = _checked(textos, None)
    _check_receiver(dependencia, responsable)
    regla = ReglaReparto(**values, orden=last + 1, dependencia=dependencia, responsable=responsable, preferente=preferente)
    db.session.add(regla)
    flush()
    record("regla_creada", actor=actor, sobre=("regla", regla.id), datos={name: [None, one] for name, one in _told(regla).items() if one})
    return regla


def editar_regla(
    regla: ReglaReparto,
    *,
    version: int,
    dependencia: Dependencia,
    responsable: Funcionario | None,
    preferente: bool,
    actor: Actor,
    **textos: str,
) -> None:
    """Change a rule. Cases that it gave out before stay where they are.

    Raises:
        Conflict: somebody else changed it since `version` was shown.
        DomainError: as when adding one.
    """
    permissions.require(actor, "pqrs:reglas")
    if regla.version != version:
        raise Conflict(CHANGED)
    values = _checked(textos, regla.id)
    _check_receiver(dependencia, responsable)
    before = _told(regla)
    for name, value in values.items():
        setattr(regla, name, value)
    regla.dependencia, regla.responsable, regla.preferente = dependencia, responsable, preferente
    changes = {name: [before[name], value] for name, value in _told(regla).items() if before[name] != value}
    if changes:
        record("regla_editada", actor=actor, sobre=("regla", regla.id), datos=changes)
        flush()


def mover_regla(regla: ReglaReparto, *, antes: bool, actor: Actor) -> None:
    """Change places with the rule before, or after, in the list of those in use; at its end nothing happens."""
    permissions.require(actor, "pqrs:reglas")
    rows = list(list_reglas())
    if regla not in rows:
        raise DomainError("Esa regla está retirada. Póngala en uso antes de cambiar su orden.")
    place = rows.index(regla)
    other = place - 1 if antes else place + 1
    if not 0 <= other < len(rows):
        return
    moved = [place + 1, other + 1]
    rows[place], rows[other] = rows[other], rows[place]
    # All of them anew: two rows that were entered at one moment may share a number.
    for number, one in enumerate(rows, 1):
        one.orden = number
    record("regla_movida", actor=actor, sobre=("regla", regla.id), datos={"orden": moved})
    flush()


def activar_regla(regla: ReglaReparto, *, activa: bool, actor: Actor) -> None:
    """Retire a rule, so that it takes no more cases, or put it in use again, at the end of the list.

    Raises:
        DomainError: its office is closed, or the list is full.
    """
    permissions.require(actor, "pqrs:reglas")
    if regla.activa == activa:
        return
    if activa:
        _check_receiver(regla.dependencia, None)
        if len(list_reglas()) >= MAXIMO:
            raise DomainError(f"Ya hay {MAXIMO} reglas en uso. Retire una antes de poner en uso otra.")
        regla.orden = (db.session.scalar(select(func.max(ReglaReparto.orden))) or 0) + 1
    regla.activa = activa
    record("regla_activada" if activa else "regla_retirada", actor=actor, sobre=("regla", regla.id))
    flush()


def _checked(textos: dict[str, str], own_id: int | None) -> dict[str, str]:
    values = {name: textos.get(name, "").strip() for name in TEXTS}
    require_text(values["nombre"], "nombre", "Escriba un nombre para reconocer la regla en la historia de los casos.")
    same = db.session.scalar(select(ReglaReparto.id).where(ReglaReparto.nombre == values["nombre"]))
    if same is not None and same != own_id:
        raise DomainError("Ya hay una regla con ese nombre. Búsquela también entre las retiradas.", "nombre")
    if values["tipo"] in RESERVADAS:
        raise DomainError("Esta clase no se reparte con reglas: la asigna control interno.", "tipo")
    if (values["tipo"] and values["tipo"] not in {one.value for one in TIPOS}) or (values["canal"] and values["canal"] not in CANALES):
        raise DomainError("Elija la clase y el canal de las listas.", "tipo")
    conditions = (values["tipo"], values["canal"], list_frases(values["palabras"]), list_frases(values["lugares"]))
    if not any(conditions):
        raise DomainError("Ponga al menos una condición: una clase, un canal, una palabra o un lugar.", "palabras")
    return values


def _check_receiver(dependencia: Dependencia, responsable: Funcionario | None) -> None:
    if not dependencia.activa:
        raise DomainError("Esa dependencia ya no está activa. Elija otra.", "dependencia")
    if responsable is not None and (responsable.dependencia_id != dependencia.id or not can_recibir(responsable)):
        raise DomainError("Esa persona no trabaja en la dependencia elegida, o no puede responder casos. Elija otra.", "responsable")


def _told(regla: ReglaReparto) -> dict[str, Any]:
    """The rule as the record tells it."""
    told: dict[str, Any] = {name: getattr(regla, name) for name in TEXTS}
    told["dependencia"] = regla.dependencia.nombre
    told["responsable"] = regla.responsable.nombre if regla.responsable else ""
    told["preferente"] = regla.preferente
    return told
