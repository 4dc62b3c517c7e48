"""Periodic work of the reports: the one of the period that just ended is counted, and who must issue it is told once."""

from portal.core import clock
from portal.core.actors import SISTEMA
from portal.core.errors import Conflict
from portal.database import transaction
from portal.entidad.queries import list_funcionarios
from portal.pqrs import mails_informes as mails
from portal.pqrs.periodos import list_terminados
from portal.pqrs.queries.ausencias import sustituto_de
from portal.pqrs.queries.informes import Pendiente, list_pendientes
from portal.pqrs.services.informes import preparar_informe
from portal.web.logging import logger


def preparar_informes() -> int:
    """Prepare the report of the last period of each kind that is over, if it has none; gives how many. A missed night is made up.

    Older periods wait for somebody who asks for them: a portal that begins to be used owes nobody its past.
    """
    with transaction():
        pending = [one for one in list_pendientes() if _is_last(one)]
    return sum(_prepare(one) for one in pending)


def _is_last(one: Pendiente) -> bool:
    newest = next(list_terminados(one.clase, one.periodo.desde, clock.today()), None)
    return newest == one.periodo


def _prepare(pending: Pendiente) -> bool:
    try:
        with transaction():
            made = preparar_informe(pending.clase.clave, pending.periodo.desde, actor=SISTEMA)
            able = [one for one in list_funcionarios() if {"pqrs:informes", made.info.permiso} <= one.permissions()]
            receivers = [sustituto_de(one) or one for one in able]
            for one in {one.id: one for one in receivers if one.activo}.values():
                mails.informe_por_expedir(made, one)
    except Conflict as taken:
        # An official prepared it at this very moment.
        logger().info("informe_ya_preparado", clase=pending.clase.clave, motivo=taken.message)
        return False
    return True
