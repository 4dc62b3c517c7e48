"""A citizen asks, the municipality answers, and the answer is read, rated, and if need be asked for again."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.outbox.models import OutboxMail
from tests.journeys import escritorio
from tests.support import casos, ciudadania, oficina
from tests.support.pages import Page, PageClient

Letters = Callable[[str], list[OutboxMail]]


@pytest.fixture
def letters(app: Flask) -> Letters:
    """The letters of one kind in the outbox, oldest first."""

    def read(name: str) -> list[OutboxMail]:
        db.session.expire_all()
        return list(db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}").order_by(OutboxMail.id)))

    return read


def _answer(app: Flask, radicado: str, text: str) -> None:
    """Carmen gives the case to Jairo of Salud, who writes and sends the answer."""
    escritorio.act(
        escritorio.enter(app, "carmen"),
        radicado,
        "asignar",
        dependencia=casos.dependencia("150").id,
        responsable=casos.funcionario("jairo").id,
    )
    jairo = escritorio.enter(app, "jairo")
    escritorio.act(jairo, radicado, "proyectar", cuerpo=text)
    assert "Respuesta enviada." in escritorio.act(jairo, radicado, "responder", confirma="y").text()


def test_a_citizen_asks_and_is_answered(app: Flask, client: PageClient, reloj: MovableClock, letters: Letters) -> None:
    filed = ciudadania.file(client, reloj, archivos=(BytesIO(oficina.PDF), "poste.pdf", "application/pdf"))
    assert filed.radicado == "2026-E-000001"
    assert "martes 24 de febrero de 2026" in filed.page.text()
    assert "poste.pdf" in filed.page.text()
    assert filed.radicado in letters("radicada")[0].subject
    assert filed.codigo not in letters("radicada")[0].body

    reloj.set(datetime(2026, 2, 5, 9, 0))
    _answer(app, filed.radicado, "Señora {{nombre}}: el poste se cambió el miércoles.")
    told = letters("respuesta")[0]
    assert told.recipient == "ana@correo.example"
    assert "el poste se cambió" not in told.body

    reloj.set(datetime(2026, 2, 6, 8, 0))
    ana = app.test_client()
    assert isinstance(ana, PageClient)
    case = ciudadania.enter(ana, filed.radicado, filed.codigo)
    assert "Su respuesta está lista" in case.text()
    assert "el poste se cambió" not in case.text()
    url = f"/pqrs/seguimiento/{filed.radicado}"
    opened = Page(ana.submit(url, action="/abrir-respuesta"))
    assert "Señora Ana Arteaga: el poste se cambió el miércoles." in opened.text()
    letter = next(link for link in opened.links() if "/archivo/" in link)
    assert ana.get(letter).data.startswith(b"%PDF")
    rated = Page(ana.submit(url, {"calificar-puntaje": "5", "calificar-resuelto": "si"}, action="/calificar"))
    assert "5 de 5" in rated.text()

    jairo = escritorio.enter(app, "jairo")
    assert "5 de 5" in jairo.page(f"{escritorio.INBOX}{filed.radicado}").text()
    assert "Caso cerrado." in escritorio.act(jairo, filed.radicado, "cerrar").text()
    assert "Cerrada" in client.page(f"/pqrs/registro?radicado={filed.radicado}").text()


def test_an_anonymous_person_is_answered_by_public_notice(app: Flask, client: PageClient, reloj: MovableClock, letters: Letters) -> None:
    filed = ciudadania.file(client, reloj, quien="anonima", medio_respuesta="aviso", texto="Tiran basura en la quebrada.")
    assert letters("radicada") == []
    reloj.set(datetime(2026, 2, 5, 9, 0))
    _answer(app, filed.radicado, "Se limpió la quebrada.")
    assert letters("respuesta") == []
    jairo = escritorio.enter(app, "jairo")
    posted = escritorio.act(jairo, filed.radicado, "publicar-aviso", lugar="la cartelera de Salud", revisada="y")
    assert "Aviso publicado en la página" in posted.text()
    notices = client.page("/pqrs/avisos")
    assert f"Persona que presentó la solicitud {filed.radicado}" in notices.text()
    assert "la cartelera de Salud" in client.page(next(one for one in notices.links() if one.startswith("/pqrs/avisos/"))).text()
    reloj.set(datetime(2026, 2, 13, 9, 0))
    jairo = escritorio.enter(app, "jairo")
    taken = escritorio.act(jairo, filed.radicado, "retirar-aviso", fecha="2026-02-12")
    assert "Queda notificada al terminar el viernes 13 de febrero de 2026" in taken.text()
    assert "No hay avisos publicados" in client.page("/pqrs/avisos").text()
    somebody = app.test_client()
    assert isinstance(somebody, PageClient)
    ciudadania.enter(somebody, filed.radicado, filed.codigo)
    opened = Page(somebody.submit(f"/pqrs/seguimiento/{filed.radicado}", action="/abrir-respuesta"))
    assert "Se limpió la quebrada." in opened.text()
    shown = jairo.page(f"{escritorio.INBOX}{filed.radicado}").text()
    assert "cartelera" in shown
    assert "Arteaga" not in shown


def test_a_petition_spoken_at_the_counter_is_written_down_and_followed(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    ines = escritorio.enter(app, "ines")
    values = {
        "canal": "ventanilla", "verbal": "y", "tipo": "peticion_general", "texto": "Que arreglen el puente de la vereda.",
        "quien": "natural", "primer_nombre": "Fabio", "primer_apellido": "Figueroa", "tipo_documento": "CC",
        "numero_documento": "1000000002", "direccion": "Calle 5 # 3-21", "medio_respuesta": "direccion",
    }  # fmt: skip
    receipt = ines.submit("/gestion/pqrs/ventanilla", values, action=None)
    assert receipt.status_code == 200, Page(receipt).text()[:600]
    page = Page(receipt)
    radicado, code = (page.text(one) for one in page.all("p") if one.get("class") == "panel-big")
    case = ciudadania.enter(client, radicado, code)
    assert "Que arreglen el puente de la vereda." in case.text()
    assert "martes 24 de febrero de 2026" in case.text()
    carmen = escritorio.enter(app, "carmen")
    shown = carmen.page(f"{escritorio.INBOX}{radicado}").text()
    assert "Verbal" in shown
    assert "Inés Ibarra" in shown


def test_an_answer_that_does_not_resolve_is_asked_for_again(app: Flask, client: PageClient, reloj: MovableClock, letters: Letters) -> None:
    filed = ciudadania.file(client, reloj)
    reloj.set(datetime(2026, 2, 5, 9, 0))
    _answer(app, filed.radicado, "Se revisó.")
    reloj.set(datetime(2026, 2, 10, 9, 0))
    ana = app.test_client()
    assert isinstance(ana, PageClient)
    ciudadania.enter(ana, filed.radicado, filed.codigo)
    url = f"/pqrs/seguimiento/{filed.radicado}"
    ana.submit(url, action="/abrir-respuesta")
    again = Page(ana.submit(url, {"reapertura-motivo": "No dicen cuándo."}, action="/reapertura"))
    assert "Su caso se abrió de nuevo" in again.text()
    assert "martes 3 de marzo de 2026" in again.text()
    assert len(letters("inconformidad")) == 1
    jairo = escritorio.enter(app, "jairo")
    assert "No dicen cuándo." in jairo.page(f"{escritorio.INBOX}{filed.radicado}").text()
    escritorio.act(jairo, filed.radicado, "proyectar", cuerpo="Se cambia el 16 de febrero.")
    assert "2026-S-000002" in escritorio.act(jairo, filed.radicado, "responder", confirma="y").text()
    second = Page(ana.submit(url, action="/abrir-respuesta"))
    assert "Se cambia el 16 de febrero." in second.text()
    assert "Carta 2026-S-000001" in second.text()
