"""A line of the schedule, and when it is due. Pure: knows neither database nor Flask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module

from portal.core.clock import BOGOTA

# How long after its hour a daily job may begin before the staff page calls it late.
GRACE = timedelta(minutes=30)


@dataclass(frozen=True)
class Job:
    """Periodic work: `every` so often, or each day `at` an hour of Bogota; exactly one of them.

    `function` is a callable or its dotted name, `package.module:function`. It takes nothing, returns how many things it
    did, manages its own transactions in small batches, and does nothing when it is run a second time.
    """

    name: str
    title_es: str
    function: str | Callable[[], int]
    every: timedelta | None = None
    at: time | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError(f"job {self.name}: give `every` or `at`, not both")

    def load(self) -> Callable[[], int]:
        """The function itself."""
        if not isinstance(self.function, str):
            return self.function
        module, _, name = self.function.partition(":")
        loaded: Callable[[], int] = getattr(import_module(module), name)
        return loaded

    def slot(self, now: datetime) -> str:
        """The name of the latest moment at which this was due; one run per slot."""
        return self.due_at(now).isoformat(timespec="seconds")

    def due_at(self, now: datetime) -> datetime:
        """The latest moment, not after `now`, at which this was due. Work missed while no worker ran is done once."""
        local = now.astimezone(BOGOTA)
        if self.every is not None:
            seconds = int(self.every.total_seconds())
            return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, BOGOTA)
        today = datetime.combine(local.date(), self.at or time(0), BOGOTA)
        return today if today <= local else today - timedelta(days=1)

    def is_late(self, last_begun: datetime | None, now: datetime) -> bool:
        """Whether it should have run (again) by now, `last_begun` being its last successful run."""
        due = self.due_at(now)
        if self.every is not None:
            return last_begun is None or now - last_begun > 2 * self.every + timedelta(minutes=5)
        return (last_begun is None or last_begun < due) and now - due > GRACE

    @property
    def when_es(self) -> str:
        """When it runs, in words."""
        if self.at is not None:
            return f"Todos los días a las {self.at:%H:%M}"
        seconds = int((self.every or timedelta()).total_seconds())
        for size, one, many in ((86400, "día", "días"), (3600, "hora", "horas"), (60, "minuto", "minutos")):
            if seconds % size == 0:
                return f"Cada {one}" if seconds == size else f"Cada {seconds // size} {many}"
        return f"Cada {seconds} segundos"


_jobs: list[Job] = []


def use(jobs: Sequence[Job]) -> None:
    """Say which work there is; `portal.cli` hands over the list of `portal.schedule`.

    Raises:
        ValueError: two lines have one name.
    """
    names = [one.name for one in jobs]
    if len(names) != len(set(names)):
        raise ValueError("two jobs have the same name")
    _jobs[:] = jobs


def all_jobs() -> tuple[Job, ...]:
    return tuple(_jobs)


def find_job(name: str) -> Job:
    """The job of that name.

    Raises:
        LookupError: there is none.
    """
    for one in _jobs:
        if one.name == name:
            return one
    raise LookupError(f"no job {name!r}")
