"""The municipality closes for a day by its own act: open cases are counted again, and everybody concerned is told why."""

from flask import Flask

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs
from tests.journeys import escritorio
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient


def _letter(name: str) -> OutboxMail:
    db.session.expire_all()
    return db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}")).one()


def test_a_local_day_moves_the_due_date_and_says_why_to_everybody(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    assigned = {"dependencia": casos.dependencia("150").id, "responsable": casos.funcionario("jairo").id}
    escritorio.act(escritorio.enter(app, "carmen"), filed.radicado, "asignar", **assigned)

    efrain = escritorio.enter(app, "efrain")
    day = {"fecha": "2026-02-16", "motivo": "Fiestas patronales", "acto": "Decreto 012 de 2026"}
    asked = Page(efrain.submit("/gestion/entidad/dias", day, action="/dias"))
    assert filed.radicado in asked.text()
    listed = Page(efrain.post("/gestion/entidad/dias", data=efrain.form_values(asked), follow_redirects=True))
    assert "Decreto 012 de 2026" in listed.text()
    assert jobs.recalcular() == 0, "a municipality's cases are counted again at once"

    case = client.page(f"/pqrs/seguimiento/{filed.radicado}")
    assert "miércoles 25 de febrero de 2026" in case.text()
    assert "Decreto 012 de 2026" in case.text()
    explained = client.page(f"/pqrs/seguimiento/{filed.radicado}/termino").text()
    assert "Fiestas patronales" in explained
    for name, who in (("termino", "ana@correo.example"), ("termino_oficina", "jairo@puerres.example")):
        letter = _letter(name)
        assert letter.recipient == who
        assert "Decreto 012 de 2026" in letter.body
    shown = escritorio.enter(app, "jairo").page(f"{escritorio.INBOX}{filed.radicado}").text()
    assert "25 de febrero de 2026" in shown
    assert "25/02/2026" in client.page(f"/pqrs/registro?radicado={filed.radicado}").text()
