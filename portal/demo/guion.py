"""A story: cases, and the acts on each with the instant at which somebody did them, played in the order of time.

Instants are told as «so many business days ago, at such an hour», so that the demonstration is alive on whatever day
it is loaded: something is always due tomorrow, something was due yesterday.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.calendario import Calendario
from portal.core import clock
from portal.core.actors import Actor, ciudadano
from portal.demo.elenco import actor_of
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_peticion
from portal.pqrs.services import DatosPeticion

# The newest acts of the story happened at least this long ago: nothing of it lies in the future.
_NEWEST = timedelta(minutes=10)


@dataclass(frozen=True)
class Momento:
    """An instant of the story: `habiles` business days before the last one (0), at an hour of Colombia."""

    habiles: int
    hora: str


@dataclass
class Escena:
    """What an act of the story finds: the case it is about, once it was filed."""

    clave: str
    peticion_id: int = 0

    @property
    def peticion(self) -> Peticion:
        return get_peticion(self.peticion_id)

    @property
    def ciudadano(self) -> Actor:
        return ciudadano(self.peticion_id)


Acto = Callable[[Escena], object]


@dataclass(frozen=True)
class Paso:
    """One act at its moment."""

    cuando: Momento
    acto: Acto


@dataclass(frozen=True)
class Adjunto:
    """A file that the person attaches: a drawing (`.png`) or a short document (`.pdf`) made for the demonstration."""

    nombre: str
    contenido: str


@dataclass(frozen=True)
class Caso:
    """A case of the story.

    Args:
        clave: how the story and its tests name it.
        por: short name of the official who files it at the counter; empty when the person does it on the web.
        carta_detenida: the letter with the answer is still waiting for the mail server.
        seguimiento: its radicado and tracking code are shown to who loads the demonstration.
    """

    clave: str
    cuando: Momento
    datos: DatosPeticion
    pasos: Sequence[Paso] = ()
    adjuntos: Sequence[Adjunto] = ()
    por: str = ""
    carta_detenida: bool = False
    seguimiento: str = ""

    def actor(self) -> Actor:
        """Who files it."""
        return actor_of(self.por) if self.por else ciudadano()


@dataclass(frozen=True)
class Hecho:
    """One thing that happens: an act of `caso`, its filing when `acto` is None."""

    instante: datetime
    caso: Caso
    acto: Acto | None


def hace(habiles: int, hora: str, acto: Acto) -> Paso:
    """An act so many business days ago."""
    return Paso(Momento(habiles, hora), acto)


def ordenar(casos: Sequence[Caso], calendario: Calendario, ahora: datetime) -> list[Hecho]:
    """Everything that happens, in order of time and none of it later than `ahora`."""
    hechos: list[Hecho] = []
    for caso in casos:
        hechos.append(Hecho(_instante(caso.cuando, calendario, ahora), caso, None))
        hechos += [Hecho(_instante(paso.cuando, calendario, ahora), caso, paso.acto) for paso in caso.pasos]
    hechos.sort(key=lambda hecho: hecho.instante)
    return list(_not_in_the_future(hechos, ahora))


def _instante(momento: Momento, calendario: Calendario, ahora: datetime) -> datetime:
    day = dia_habil_atras(ahora.astimezone(clock.BOGOTA).date(), momento.habiles, calendario)
    hour, minute = momento.hora.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), tzinfo=clock.BOGOTA)


def dia_habil_atras(hoy: date, habiles: int, calendario: Calendario) -> date:
    """The business day `habiles` before the last one up to `hoy`."""
    day = hoy
    while not calendario.is_habil(day):
        day -= timedelta(days=1)
    for _ in range(habiles):
        day -= timedelta(days=1)
        while not calendario.is_habil(day):
            day -= timedelta(days=1)
    return day


def _not_in_the_future(hechos: Sequence[Hecho], ahora: datetime) -> Iterator[Hecho]:
    """What would happen later today happened some minutes ago, in the same order."""
    late = [hecho for hecho in hechos if hecho.instante > ahora - _NEWEST]
    for hecho in hechos:
        if hecho.instante <= ahora - _NEWEST:
            yield hecho
    for left, hecho in zip(range(len(late), 0, -1), late, strict=True):
        yield Hecho(ahora - _NEWEST - timedelta(seconds=30 * (left - 1)), hecho.caso, hecho.acto)
