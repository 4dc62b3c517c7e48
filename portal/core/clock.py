"""The only place that knows what time it is. Days and instants are those of America/Bogota."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BOGOTA = ZoneInfo("America/Bogota")


def _system() -> datetime:
    return datetime.now(BOGOTA)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """This instant, with its zone."""
    return _source()


def today() -> date:
    """The calendar day in Colombia."""
    return now().date()


class MovableClock:
    """A clock that stands still until it is moved; tests and the demonstration data use it."""

    def __init__(self, instant: datetime) -> None:
        self.set(instant)

    def __call__(self) -> datetime:
        return self._instant

    def set(self, instant: datetime) -> None:
        """Stand at `instant`; a naive one is read as Bogota time."""
        self._instant = instant.astimezone(BOGOTA) if instant.tzinfo else instant.replace(tzinfo=BOGOTA)

    def advance(self, **delta: float) -> None:
        """Move on by the arguments of `timedelta`: `clock.advance(days=3)`."""
        self._instant += timedelta(**delta)


@contextmanager
def at(instant: datetime) -> Iterator[MovableClock]:
    """Within the block it is `instant`, for every thread of the process, until the clock handed out is moved."""
    global _source
    before = _source
    clock = MovableClock(instant)
    _source = clock
    try:
        yield clock
    finally:
        _source = before
