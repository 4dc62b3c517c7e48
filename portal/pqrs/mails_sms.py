"""Notices by text message: that there is something to read, and where. Never what: a telephone may be in anybody's hands.

They are no notification (CPACA art. 56 is about what the person accepted for that), and say so.
"""

from urllib.parse import urlsplit

from portal.entidad.queries import get_entidad
from portal.outbox.by_sms import is_configured
from portal.outbox.gsm import fits, to_gsm
from portal.outbox.services import enqueue_sms
from portal.pqrs.models import Peticion
from portal.web.urls import absolute_url

_NO_NOTIFICATION = "Es un aviso, no una notificacion."


def avisar(peticion: Peticion, letter: str, *, key: str | None = None) -> None:
    """A text message about a letter that was just written, to who accepted them.

    Args:
        letter: name of the letter, as `radicada`.
        key: what makes the letter unique, if anything does.
    """
    number = peticion.movil if peticion.accepts_sms else None
    if number is None or not is_configured():
        return
    enqueue_sms(texto_de(peticion.radicado, letter), to=number, about=("peticion", peticion.id), key=f"sms:{key}" if key else None)


def texto_de(radicado: str, letter: str) -> str:
    """At most 160 letters: with the municipality's name and the whole address where they fit."""
    happened = f"recibimos su solicitud {radicado}" if letter == "radicada" else f"novedades en su solicitud {radicado}"
    url = absolute_url("pqrs.seguimiento")
    places = (url, urlsplit(url).netloc)
    who = to_gsm(get_entidad().nombre)
    said = (f"{who}: {happened}.", f"{happened[0].upper()}{happened[1:]}.")
    # Who writes matters more than the whole address: without it nobody would trust the message.
    found = (f"{opening} {_NO_NOTIFICATION} Consulte en {place}" for opening in said for place in places)
    return next((one for one in map(to_gsm, found) if fits(one)), to_gsm(f"Consulte su solicitud {radicado}. {_NO_NOTIFICATION}"))
