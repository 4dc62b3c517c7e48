"""The mail that tells each official, once a day, what waits for them.

What is overdue in an office reaches who heads it whatever they chose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from portal.calendario import Calendario
from portal.core import clock
from portal.core.actors import Actor
from portal.database import transaction
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_calendario, get_funcionario
from portal.extensions import db
from portal.pqrs import mails_avisos as mails
from portal.pqrs.jobs import first_time
from portal.pqrs.models import Mencion
from portal.pqrs.models.resumen import DIARIO, SEMANAL
from portal.pqrs.queries.ausencias import sustituto_de
from portal.pqrs.queries.menciones import page_menciones
from portal.pqrs.queries.repartidores import list_repartidores
from portal.pqrs.queries.vencimientos import Ambito, Fecha, list_esperan, list_fechas
from portal.pqrs.services.acuses import frecuencia_de, list_sin_acusar

ROWS = 50
# Who never says that they received anything is not asked for ever.
NEW_FOR = timedelta(days=7)


@dataclass
class Resumen:
    """What one official is told. `solo_ley`: only what they cannot choose not to be told of."""

    vencidas: list[Fecha] = field(default_factory=list)
    hoy: list[Fecha] = field(default_factory=list)
    pronto: list[Fecha] = field(default_factory=list)
    nuevas: list[Fecha] = field(default_factory=list)
    esperan: list[Fecha] = field(default_factory=list)
    menciones: Sequence[Mencion] = ()
    solo_ley: bool = False
    sin_acusar: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.vencidas or self.hoy or self.pronto or self.nuevas or self.esperan or self.menciones)


def resumir() -> int:
    """Write the day's mails, each official's in a transaction of its own; gives how many. None on a day that does not count."""
    today = clock.today()
    with transaction():
        calendario = get_calendario()
        if not calendario.is_habil(today):
            return 0
        encargos = _in_charge()
        keys = db.session.scalars(select(Funcionario.id).where(Funcionario.activo).order_by(Funcionario.id)).all()
    sent = 0
    for key in keys:
        with transaction():
            sent += _tell(get_funcionario(key), encargos.get(key, Ambito()), calendario, today)
    return sent


def _in_charge() -> dict[int, Ambito]:
    """By official: the offices that they head today, and which cases without an office are theirs to give out."""
    offices: dict[int, set[int]] = {}
    heads = select(Dependencia.id, Funcionario).join(Funcionario, Funcionario.id == Dependencia.jefe_id).where(Funcionario.activo)
    for office, chief in db.session.execute(heads.order_by(Dependencia.id)):
        offices.setdefault((sustituto_de(chief) or chief).id, set()).add(office)
    unassigned: dict[int, list[bool]] = {}
    for against_officials in (False, True):
        for one in list_repartidores(reservadas=against_officials):
            unassigned.setdefault(one.id, []).append(against_officials)
    people = offices.keys() | unassigned.keys()
    return {key: Ambito(oficinas=frozenset(offices.get(key, ())), sin_oficina=tuple(unassigned.get(key, ()))) for key in people}


def _tell(funcionario: Funcionario, en_cargo: Ambito, calendario: Calendario, today: date) -> int:
    actor = funcionario.as_actor("tarea")
    # While somebody is away, what is theirs is told to who takes their place.
    if "pqrs:ver" not in actor.permissions or sustituto_de(funcionario) is not None:
        return 0
    chosen = frecuencia_de(funcionario.id)
    is_first_of_week = calendario.primer_habil(today - timedelta(days=today.weekday())) == today
    whole = chosen == DIARIO or (chosen == SEMANAL and is_first_of_week)
    resumen = _whole(actor, en_cargo, calendario, today) if whole else _of_law(actor, en_cargo, today)
    if resumen.is_empty or not first_time(f"resumen:{funcionario.id}:{today}", None):
        return 0
    mails.resumen(funcionario, resumen, key=f"resumen:{funcionario.id}:{today}", rows=ROWS)
    return 1


def _of_law(actor: Actor, en_cargo: Ambito, today: date) -> Resumen:
    fechas = list_fechas(actor, en_cargo, limit=ROWS + 1)
    return Resumen(vencidas=[one for one in fechas if one.estricta_el < today], solo_ley=True)


def _whole(actor: Actor, en_cargo: Ambito, calendario: Calendario, today: date) -> Resumen:
    both = Ambito(mias=True, oficinas=en_cargo.oficinas, sin_oficina=en_cargo.sin_oficina)
    fechas = list_fechas(actor, both, limit=10 * ROWS)
    soon = calendario.sumar(today, 3)
    late = [one for one in fechas if one.estricta_el < today]
    running = [one for one in fechas if one.estricta_el >= today]
    mine = list_fechas(actor, Ambito(mias=True), limit=10 * ROWS) if both != Ambito(mias=True) else fechas
    unsaid = list_sin_acusar([one.peticion_id for one in mine], clock.now() - NEW_FOR)
    return Resumen(
        vencidas=late, hoy=[one for one in running if one.el <= today], pronto=[one for one in running if today < one.el <= soon],
        nuevas=[one for one in mine if one.peticion_id in unsaid and one.clave.startswith("caso-")],
        esperan=list_esperan(actor, limit=ROWS), menciones=page_menciones(actor, ROWS, por_ver=True), sin_acusar=frozenset(unsaid),
    )  # fmt: skip
