"""The letters to who wrote by e-mail: what they filed, and what was joined to their case.

Here alone a letter carries the tracking code: who files by e-mail sees no page, and the address is the one that they wrote from.
The outbox blots it out once it has left.
"""

from collections.abc import Sequence

from portal.core import clock
from portal.pqrs.mails import to_citizen
from portal.pqrs.models import Peticion


def radicada(peticion: Peticion, *, anexos: int, codigo: str, no_recibidos: Sequence[str]) -> None:
    """Acknowledgement with radicado, dates and the code (CPACA arts. 61.3 and 62.1)."""
    to_citizen("radicada_correo", peticion, secrets=(codigo,), anexos=anexos, codigo=codigo, no_recibidos=no_recibidos)


def mensaje_agregado(peticion: Peticion, *, archivos: int, no_recibidos: Sequence[str]) -> None:
    """What was sent is in the case (CPACA art. 61.3); once a day, so that two machines cannot answer each other for ever."""
    key = f"correo-agregado:{peticion.id}:{clock.today().isoformat()}"
    to_citizen("mensaje_agregado", peticion, key=key, archivos=archivos, no_recibidos=no_recibidos)
