"""Letters to officials about their own work: notes that call them, and the day's summary.

They name cases by their number, with the kind as the public register shows it, and hold no word of anybody.
"""

from datetime import date
from typing import TYPE_CHECKING

from portal.entidad.models import Funcionario
from portal.outbox.services import enqueue
from portal.pqrs.enlaces import ACUSE, ENCARGO, make_url
from portal.pqrs.mails import receiver
from portal.pqrs.models import Peticion
from portal.pqrs.pendientes import PENDIENTES
from portal.pqrs.queries.vencimientos import Fecha
from portal.web.urls import absolute_url

if TYPE_CHECKING:
    from portal.pqrs.jobs_resumen import Resumen

# Heading of each part, and its list.
_PARTES = (
    ("Vencidas", "vencidas"),
    ("Vencen hoy", "hoy"),
    ("Vencen en tres días hábiles o menos", "pronto"),
    ("Nuevas a su nombre: confirme que las recibió", "nuevas"),
    ("Esperan a la persona", "esperan"),
)


def mencion(peticion: Peticion, *, recipient: Funcionario, quien: str, key: str) -> None:
    """A note of a colleague calls them; while they are away, whoever takes their place and may see the case."""
    told = receiver(recipient, peticion) or recipient
    if not told.activo:
        return
    url = absolute_url("gestion_pqrs.caso", radicado=peticion.radicado)
    context = {"peticion": peticion, "funcionario": told, "mencionado": recipient, "quien": quien, "url_caso": f"{url}#notas"}
    enqueue("pqrs/mencion", to=told.correo, context=context, about=("peticion", peticion.id), key=key)


def resumen(funcionario: Funcionario, told: "Resumen", *, key: str, rows: int) -> None:
    """What waits for an official today, each line with the link that opens where it is done."""

    def url(one: Fecha) -> str:
        if one.encargo_id is not None:
            return make_url(funcionario.id, ENCARGO, one.encargo_id)
        return make_url(funcionario.id, "asignar" if one.sin_oficina else one.que, one.peticion_id)

    def acuse(one: Fecha) -> str:
        mine = one.responsable_id == funcionario.id and one.clave.startswith("caso-")
        return make_url(funcionario.id, ACUSE, one.peticion_id) if mine and one.peticion_id in told.sin_acusar else ""

    parts = [(title, getattr(told, name)) for title, name in _PARTES if getattr(told, name)]
    context = {
        "funcionario": funcionario, "resumen": told, "rows": rows, "url_bandeja": absolute_url("gestion_pqrs.bandeja"),
        "url_preferencia": absolute_url("calendario.resumen"), "url_menciones": absolute_url("gestion_pqrs.menciones"),
        "partes": [(title, [(one, url(one), acuse(one)) for one in lines[:rows]], len(lines)) for title, lines in parts],
        "menciones": [(one, make_url(funcionario.id, "nota", one.peticion_id)) for one in told.menciones],
    }  # fmt: skip
    enqueue("pqrs/resumen", to=funcionario.correo, context=context, key=key)


def pendiente(peticion: Peticion, *, recipient: Funcionario, momento: str, fecha: date, key: str) -> None:
    """An act other than answering waits: `momento` is a key of `pendientes.PENDIENTES`."""
    one = PENDIENTES[momento]
    url = f"{absolute_url('gestion_pqrs.caso', radicado=peticion.radicado)}#{one.ancla}"
    context = {"peticion": peticion, "funcionario": recipient, "pendiente": one, "fecha": fecha, "url_caso": url}
    enqueue("pqrs/pendiente", to=recipient.correo, context=context, about=("peticion", peticion.id), key=key)
