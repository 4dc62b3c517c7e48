"""The traffic light of a case in words: how many business days are left, since when it is late, or since when it is in pause."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from portal.calendario import Calendario
from portal.core import clock
from portal.pqrs.plazos import dias_restantes, semaforo

# Not a colour of the term's own light: its clock stands still.
EN_PAUSA = "en_pausa"


class ConTermino(Protocol):
    """What a case, or a row of a list, must have for its light."""

    @property
    def efectiva_el(self) -> date: ...
    @property
    def vence_el(self) -> date: ...
    @property
    def estricta_el(self) -> date: ...
    @property
    def abierta(self) -> bool: ...
    @property
    def respondida_en(self) -> datetime | None: ...
    @property
    def pausa_desde(self) -> date | None: ...


@dataclass(frozen=True)
class Luz:
    """Key of the light (as the macro `semaforo` takes it) and its words."""

    clave: str
    texto: str


def luz(caso: ConTermino, calendario: Calendario) -> Luz:
    """The light of a case today; an answered one has stopped running, and one in pause does not run until it resumes."""
    runs = caso.abierta and caso.respondida_en is None
    if runs and caso.pausa_desde is not None:
        return Luz(EN_PAUSA, f"En pausa desde el {caso.pausa_desde:%d/%m/%Y}")
    key = semaforo(caso.vence_el, caso.estricta_el, clock.today(), runs, calendario).value
    if not runs:
        return Luz(key, "Con respuesta" if caso.respondida_en is not None else "Terminada")
    # Before the term begins, as on the Saturday when it was filed, the whole of it is left and never more.
    since = max(clock.today(), caso.efectiva_el)
    return Luz(key, _words(dias_restantes(caso.vence_el, since, calendario), caso.vence_el))


def _words(left: int, due: date) -> str:
    if left == 0:
        # A judge may give a day on which nobody works: no business day is left, and it is not that day yet, or no longer.
        today = clock.today()
        return "Vence hoy" if due == today else f"Vence el {due:%d/%m}, día no hábil" if due > today else f"Venció el {due:%d/%m}"
    if left > 0:
        return "Queda 1 día hábil" if left == 1 else f"Quedan {left} días hábiles"
    return "Venció hace 1 día hábil" if left == -1 else f"Venció hace {-left} días hábiles"
