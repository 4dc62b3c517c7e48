"""Reading what periodic work did."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.core import clock
from portal.extensions import db
from portal.jobs.models import JobRun, WorkerBeat
from portal.jobs.plan import Job, all_jobs


@dataclass(frozen=True)
class JobSituation:
    """A job with its last run, its last run that went well, and whether it should have run by now."""

    job: Job
    last: JobRun | None
    last_good_at: datetime | None
    is_late: bool


def list_situations() -> list[JobSituation]:
    """Every job of the schedule, in its order."""
    now = clock.now()
    newest = select(func.max(JobRun.id)).group_by(JobRun.job)
    last = {one.job: one for one in db.session.scalars(select(JobRun).where(JobRun.id.in_(newest)))}
    good = select(JobRun.job, func.max(JobRun.started_at)).where(JobRun.ended_at.is_not(None), JobRun.error == "").group_by(JobRun.job)
    good_at: dict[str, datetime] = {row[0]: row[1] for row in db.session.execute(good)}
    return [JobSituation(one, last.get(one.name), good_at.get(one.name), one.is_late(good_at.get(one.name), now)) for one in all_jobs()]


def list_workers() -> list[WorkerBeat]:
    """The workers that gave a sign of life, the freshest first."""
    return list(db.session.scalars(select(WorkerBeat).order_by(WorkerBeat.seen_at.desc())))


def worker_age() -> float | None:
    """Seconds since any worker gave a sign of life; None when none ever did."""
    seen = db.session.scalar(select(func.max(WorkerBeat.seen_at)))
    return None if seen is None else (clock.now() - seen).total_seconds()


def count_late() -> int:
    """How many jobs should have run by now and did not."""
    return sum(one.is_late for one in list_situations())
