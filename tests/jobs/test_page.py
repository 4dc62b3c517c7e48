"""Staff see whether periodic work runs; what is late stands out."""

from flask import Flask

from portal.core import clock
from portal.core.clock import MovableClock
from portal.jobs import services
from portal.jobs.plan import Job
from tests.jobs.conftest import Work
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

URL = "/gestion/sistema/tareas/"


def test_the_page_shows_each_job_with_its_last_run_and_marks_the_late_ones(
    app: Flask, client: PageClient, reloj: MovableClock, jobs: tuple[Job, Job]
) -> None:
    services.beat(clock.now())
    services.run(jobs[1])
    sign_in(client, "efrain")
    page = client.page(URL)
    rows = [page.text(row) for row in page.all("tr")]
    assert "Atrasada" in next(row for row in rows if "Tarea diaria del taller" in row)
    assert "Al día" in next(row for row in rows if "Tarea seguida del taller" in row)
    assert "Procesos en marcha: 1" in page.text()


def test_the_page_says_when_nobody_works(app: Flask, client: PageClient, reloj: MovableClock, jobs: tuple[Job, Job]) -> None:
    services.beat(clock.now())
    reloj.advance(minutes=3)
    sign_in(client, "efrain")
    assert "Ningún proceso está atendiendo las tareas" in client.page(URL).text()


def test_a_failed_run_shows_its_kind(app: Flask, client: PageClient, reloj: MovableClock, jobs: tuple[Job, Job], work: Work) -> None:
    work.error = RuntimeError("dato privado")
    services.run(jobs[0])
    sign_in(client, "efrain")
    text = client.page(URL).text()
    assert "RuntimeError" in text
    assert "dato privado" not in text


def test_who_has_no_permission_is_refused(app: Flask, client: PageClient) -> None:
    sign_in(client, "beto")
    assert client.get(URL).status_code == 403
