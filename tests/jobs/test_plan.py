"""When periodic work is due, and when it is late."""

from datetime import datetime, time, timedelta

import pytest

from portal.core.clock import BOGOTA
from portal.jobs.plan import Job, find_job, use
from portal.schedule import JOBS

NOON = datetime(2026, 2, 3, 12, 0, tzinfo=BOGOTA)
DAILY = Job("diaria", "Diaria", lambda: 0, at=time(6))
OFTEN = Job("seguida", "Seguida", lambda: 0, every=timedelta(minutes=5))


def test_a_daily_job_is_due_from_its_hour_on_and_once_a_day() -> None:
    assert DAILY.due_at(NOON) == NOON.replace(hour=6)
    assert DAILY.due_at(NOON.replace(hour=5, minute=59)) == NOON.replace(hour=6) - timedelta(days=1)
    assert DAILY.slot(NOON) == DAILY.slot(NOON.replace(hour=23))
    assert DAILY.slot(NOON) != DAILY.slot(NOON + timedelta(days=1))


def test_a_repeated_job_has_one_slot_per_interval() -> None:
    assert OFTEN.slot(NOON) == OFTEN.slot(NOON + timedelta(minutes=4, seconds=59))
    assert OFTEN.slot(NOON) != OFTEN.slot(NOON + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("job", "last", "late"),
    [
        (DAILY, NOON.replace(hour=6, minute=1), False),
        (DAILY, NOON.replace(hour=6, minute=1) - timedelta(days=1), True),
        (DAILY, None, True),
        (OFTEN, NOON - timedelta(minutes=9), False),
        (OFTEN, NOON - timedelta(minutes=16), True),
        (OFTEN, None, True),
    ],
)
def test_late_is_what_should_have_run_by_now(job: Job, last: datetime | None, late: bool) -> None:
    assert job.is_late(last, NOON) is late


def test_a_daily_job_has_half_an_hour_of_grace() -> None:
    yesterday = NOON - timedelta(days=1)
    assert not DAILY.is_late(yesterday, NOON.replace(hour=6, minute=29))
    assert DAILY.is_late(yesterday, NOON.replace(hour=6, minute=31))


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (DAILY, "Todos los días a las 06:00"),
        (OFTEN, "Cada 5 minutos"),
        (Job("hora", "Hora", lambda: 0, every=timedelta(hours=1)), "Cada hora"),
        (Job("s", "S", lambda: 0, every=timedelta(seconds=10)), "Cada 10 segundos"),
    ],
)
def test_the_schedule_reads_in_words(job: Job, words: str) -> None:
    assert job.when_es == words


@pytest.mark.parametrize("options", [{}, {"every": timedelta(1), "at": time(6)}])
def test_a_job_needs_an_interval_or_an_hour(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="every"):
        Job("mala", "Mala", lambda: 0, **options)  # type: ignore[arg-type]


def test_two_jobs_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="same name"):
        use([DAILY, DAILY])


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(LookupError):
        find_job("no-hay")


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_of_the_schedule_exists(job: Job) -> None:
    assert callable(job.load())
    assert job.title_es
