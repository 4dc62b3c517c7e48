"""Each due run is done once, by whoever takes it, and leaves its row."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.jobs import queries, services
from portal.jobs.models import JobRun
from portal.jobs.plan import Job
from tests.jobs.conftest import Work
from tests.support.databases import ENGINES
from tests.support.workshop import own_app


def test_a_due_job_runs_once_per_slot(app: Flask, reloj: MovableClock, jobs: tuple[Job, Job], work: Work) -> None:
    often = jobs[1]
    assert services.list_due(jobs, clock.now()) == list(jobs)
    assert services.run(often) == 3
    assert services.run(often) is None
    assert services.list_due(jobs, clock.now()) == [jobs[0]]
    reloj.advance(minutes=5)
    assert services.list_due(jobs, clock.now()) == list(jobs)
    assert services.run(often) == 3
    assert work.times == 2


def test_a_run_leaves_what_it_did(app: Flask, reloj: MovableClock, jobs: tuple[Job, Job]) -> None:
    services.run(jobs[0])
    run = db.session.scalars(select(JobRun).where(JobRun.job == "taller.diaria")).one()
    assert (run.done, run.error, run.ended_at, run.worker) == (3, "", reloj(), services.worker_name())


def test_a_failing_job_stops_nothing_and_is_tried_three_times(app: Flask, reloj: MovableClock, jobs: tuple[Job, Job], work: Work) -> None:
    work.error = RuntimeError("con datos que no deben guardarse")
    daily = jobs[0]
    for attempt in range(5):
        services.run(daily)
        assert work.times == min(attempt + 1, 3)
        assert daily not in services.list_due(jobs, clock.now()), "it rests before the next try"
        reloj.advance(minutes=6)
    run = db.session.scalars(select(JobRun).where(JobRun.job == "taller.diaria")).one()
    assert (run.attempts, run.error, run.done) == (3, "RuntimeError", None)


def test_a_failure_that_passes_is_made_good(app: Flask, reloj: MovableClock, jobs: tuple[Job, Job], work: Work) -> None:
    work.error = RuntimeError()
    services.run(jobs[0])
    work.error = None
    reloj.advance(minutes=6)
    assert services.run(jobs[0]) == 3
    assert not queries.list_situations()[0].is_late


def test_the_run_of_a_dead_worker_is_taken_over_after_its_lease(app: Flask, reloj: MovableClock, jobs: tuple[Job, Job], work: Work) -> None:
    services.claim(jobs[0], clock.now())
    reloj.advance(minutes=59)
    assert services.run(jobs[0]) is None
    reloj.advance(minutes=2)
    assert services.run(jobs[0]) == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_many_workers_run_each_slot_once(engine: str, tmp_path: Path, jobs: tuple[Job, Job], work: Work) -> None:
    with own_app(engine, tmp_path) as app:

        def try_to_run(_worker: int) -> int:
            with app.app_context():
                done = [services.run(job) for job in jobs]
                db.session.remove()
                return sum(one is not None for one in done)

        # Making an application hands over the portal's own schedule again.
        with ThreadPoolExecutor(6) as pool:
            assert sum(pool.map(try_to_run, range(6))) == 2
    assert work.times == 2


def test_old_runs_are_forgotten_but_the_last_of_each_job_stays(app: Flask, reloj: MovableClock, jobs: tuple[Job, Job]) -> None:
    for _ in range(3):
        services.run(jobs[1])
        reloj.advance(days=70)
    assert services.delete_old_runs() == 2
    assert services.delete_old_runs() == 0
    assert len(db.session.scalars(select(JobRun).where(JobRun.job == "taller.seguida")).all()) == 1


def test_a_worker_shows_that_it_lives_until_it_says_goodbye(app: Flask, reloj: MovableClock) -> None:
    assert queries.worker_age() is None
    services.beat(clock.now())
    reloj.advance(seconds=40)
    assert queries.worker_age() == 40
    services.beat(clock.now())
    assert queries.worker_age() == 0
    services.say_goodbye()
    assert queries.worker_age() is None


def test_a_command_runs_a_job_by_name_at_any_time(app: Flask, jobs: tuple[Job, Job], work: Work) -> None:
    run = app.test_cli_runner().invoke
    for times in (1, 2):
        result = run(args=["jobs", "run", "taller.diaria"])
        assert (result.exit_code, work.times) == (0, times), result.output
    assert "Tarea diaria del taller: 3" in result.output
    assert run(args=["jobs", "run", "no-hay"]).exit_code == 2
    assert "taller.seguida" in run(args=["jobs", "list"]).output


def test_a_failing_job_makes_its_command_fail(app: Flask, jobs: tuple[Job, Job], work: Work) -> None:
    work.error = RuntimeError()
    assert app.test_cli_runner().invoke(args=["jobs", "run", "taller.diaria"]).exit_code == 1


def test_housekeeping_of_the_web_tables_runs_twice_without_harm(app: Flask, reloj: MovableClock) -> None:
    from datetime import timedelta

    from portal.web import jobs as web_jobs
    from portal.web.models import FormKey, WebSession

    now = clock.now()
    with transaction():
        for number, age in enumerate((0, 29, 31, 90)):
            then = now - timedelta(days=age)
            db.session.add(WebSession(token_hash=f"{number}" * 64, kind="funcionario", subject_id=1, created_at=then, expires_at=then))
            db.session.add(FormKey(key_hash=f"{number}" * 64, purpose="prueba", result_id=1, created_at=then))
    assert (web_jobs.delete_sessions(), web_jobs.delete_form_keys()) == (2, 2)
    assert (web_jobs.delete_sessions(), web_jobs.delete_form_keys()) == (0, 0)
