"""Jobs that the tests know, in place of the portal's own schedule."""

from collections.abc import Iterator
from datetime import time, timedelta

import pytest

from portal.jobs import plan
from portal.jobs.plan import Job


class Work:
    """Counts how often it was done; fails when told to."""

    def __init__(self) -> None:
        self.times = 0
        self.error: Exception | None = None

    def __call__(self) -> int:
        self.times += 1
        if self.error is not None:
            raise self.error
        return 3


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def jobs(work: Work) -> Iterator[tuple[Job, Job]]:
    before = plan.all_jobs()
    made = (
        Job("taller.diaria", "Tarea diaria del taller", work, at=time(6)),
        Job("taller.seguida", "Tarea seguida del taller", work, every=timedelta(minutes=5)),
    )
    plan.use(made)
    yield made
    plan.use(before)
