"""Claiming and running due work."""

import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.jobs.models import JobRun, WorkerBeat
from portal.jobs.plan import Job
from portal.web.logging import logger

# After so long a run without an end is held to be dead and may be taken over.
LEASE = timedelta(hours=1)
# A failed run is tried again after so long, so many times in all.
RETRY_AFTER = timedelta(minutes=5)
MAX_ATTEMPTS = 3
_KEEP_RUNS = timedelta(days=60)
_KEEP_BEATS = timedelta(days=2)


def worker_name() -> str:
    """This process, as the rows name it."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _insert(table: type[JobRun] | type[WorkerBeat]) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)


def _may_take_over(now: datetime) -> ColumnElement[bool]:
    """A run whose worker died, or that failed and has tries left."""
    dead = JobRun.ended_at.is_(None) & (JobRun.lease_until < now)
    failed = (JobRun.error != "") & (JobRun.ended_at < now - RETRY_AFTER) & (JobRun.attempts < MAX_ATTEMPTS)
    return or_(dead, failed)


def list_due(jobs: Sequence[Job], now: datetime) -> list[Job]:
    """The jobs whose present slot nobody has taken, or may be taken over. Only reads."""
    slots = [(one.name, one.slot(now)) for one in jobs]
    taken = select(JobRun.job).where(tuple_(JobRun.job, JobRun.slot).in_(slots), ~_may_take_over(now))
    found = set(db.session.scalars(taken))
    return [one for one in jobs if one.name not in found]


def claim(job: Job, now: datetime) -> int | None:
    """Take the run of a job's present slot: the key of its row, or None when it is done or in another worker's hands."""
    slot, fresh = job.slot(now), {"worker": worker_name(), "started_at": now, "lease_until": now + LEASE, "error": ""}
    with transaction():
        take = _insert(JobRun).values(job=job.name, slot=slot, **fresh)
        taken: int | None = db.session.scalar(take.on_conflict_do_nothing(index_elements=["job", "slot"]).returning(JobRun.id))
        if taken is None:
            over = update(JobRun).where(JobRun.job == job.name, JobRun.slot == slot, _may_take_over(now))
            again = over.values(**fresh, ended_at=None, attempts=JobRun.attempts + 1)
            taken = db.session.connection().scalar(again.returning(JobRun.id))
    return taken


def run(job: Job) -> int | None:
    """Run a job if its present slot is free; how many things it did, or None when there was nothing to run."""
    run_id = claim(job, clock.now())
    return None if run_id is None else _run(job, run_id)


def run_now(job: Job) -> int:
    """Run a job at once, whatever its schedule, and leave its row.

    Raises:
        Exception: whatever the job raised, after its row was written.
    """
    now = clock.now()
    with transaction():
        row = JobRun(
            job=job.name, slot=f"manual {now.isoformat()}", worker=worker_name(), started_at=now, lease_until=now + LEASE, error=""
        )
        db.session.add(row)
        db.session.flush()
        run_id = row.id
    return _run(job, run_id, raising=True) or 0


def _run(job: Job, run_id: int, raising: bool = False) -> int | None:
    done: int | None = None
    failure = ""
    try:
        done = job.load()()
    except Exception as error:  # one job's fault must not stop the others; the row and the log tell it
        db.session.rollback()
        failure = type(error).__name__
        logger().error("tarea_fallida", tarea=job.name, error=failure, exc_info=error)
        if raising:
            raise
    finally:
        with transaction():
            row = db.session.get_one(JobRun, run_id)
            row.ended_at, row.done, row.error = clock.now(), done, failure
    logger().info("tarea_terminada", tarea=job.name, hechos=done)
    return done


def beat(started_at: datetime) -> None:
    """Write this worker's sign of life."""
    now = clock.now()
    with transaction():
        statement = _insert(WorkerBeat).values(worker=worker_name(), started_at=started_at, seen_at=now)
        db.session.execute(statement.on_conflict_do_update(index_elements=["worker"], set_={"seen_at": now, "started_at": started_at}))


def say_goodbye() -> None:
    """Remove this worker's sign of life: it ended on purpose."""
    with transaction():
        db.session.execute(delete(WorkerBeat).where(WorkerBeat.worker == worker_name()))


def delete_old_runs() -> int:
    """Housekeeping: forget runs older than 60 days, keeping the last one of each job, and workers long gone."""
    now = clock.now()
    with transaction():
        newest = select(db.func.max(JobRun.id)).group_by(JobRun.job)
        old = delete(JobRun).where(JobRun.started_at < now - _KEEP_RUNS, JobRun.id.not_in(newest))
        removed = db.session.connection().execute(old).rowcount
        db.session.execute(delete(WorkerBeat).where(WorkerBeat.seen_at < now - _KEEP_BEATS))
    return removed
