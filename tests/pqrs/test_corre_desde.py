"""From which day a term runs again is said by its date: after who completes on a Saturday comes no Sunday."""

import io
from datetime import datetime

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient


def test_who_completes_on_a_saturday_reads_that_it_runs_from_monday(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        case = casos.requerida()
        radicado = case.radicado
    reloj.set(datetime(2026, 2, 7, 10, 0))
    ciudadania.enter(client, radicado)
    answer = client.submit(
        f"/pqrs/seguimiento/{radicado}", {"completar-texto": "Va.", "completar-archivos": (io.BytesIO(b""), "")}, action="/completar"
    )
    assert "El plazo vuelve a correr desde el lunes 9 de febrero de 2026." in Page(answer).text()
    mails = db.session.scalars(db.select(OutboxMail.body).where(OutboxMail.letter.startswith("pqrs/complemento"))).all()
    assert len(mails) == 2
    assert all("desde el lunes 9 de febrero de 2026" in one for one in mails)
