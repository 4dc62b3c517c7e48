"""The acts of the law, lived from both sides: what is missing is asked for and comes, or does not; more time; another authority."""

from datetime import datetime
from io import BytesIO
from typing import Any

from flask import Flask

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs
from portal.pqrs.models import Peticion
from tests.journeys import escritorio
from tests.support import casos, ciudadania
from tests.support.ciudadania import Filing
from tests.support.pages import Page, PageClient


def _mails(name: str) -> list[OutboxMail]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}").order_by(OutboxMail.id)))


def _state(filed: Filing) -> str:
    db.session.expire_all()
    return db.session.scalars(db.select(Peticion.estado).where(Peticion.radicado == filed.radicado)).one()


def _with_jairo(app: Flask, client: PageClient, reloj: MovableClock, **changes: Any) -> Filing:
    """Ana files, and Carmen gives the case to Jairo of Salud."""
    filed = ciudadania.file(client, reloj, **changes)
    given = {"dependencia": casos.dependencia("150").id, "responsable": casos.funcionario("jairo").id}
    escritorio.act(escritorio.enter(app, "carmen"), filed.radicado, "asignar", **given)
    return filed


def _ana(app: Flask, filed: Filing) -> PageClient:
    """Ana at home, in a browser of her own, on the page of her case."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    ciudadania.enter(client, filed.radicado, filed.codigo)
    return client


def _url(filed: Filing) -> str:
    return f"/pqrs/seguimiento/{filed.radicado}"


def test_what_is_missing_is_asked_for_comes_and_is_answered(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    filed = _with_jairo(app, client, reloj)
    reloj.set(datetime(2026, 2, 5, 9, 0))
    asked = escritorio.act(escritorio.enter(app, "jairo"), filed.radicado, "requerir", texto="Falta el plano del predio.")
    assert "Carta 2026-S-000001 enviada" in asked.text()
    assert "hasta el jueves 5 de marzo de 2026" in _mails("requerimiento")[0].body

    reloj.set(datetime(2026, 2, 12, 20, 0))
    ana = _ana(app, filed)
    page = ana.page(_url(filed))
    assert "Falta el plano del predio." in page.text()
    # Two of the fifteen days were used; the other thirteen come after the papers.
    assert "Si nos envía lo que falta hoy, le responderemos a más tardar el martes 3 de marzo de 2026" in page.text()
    sent = {"completar-texto": "Va el plano.", "completar-archivos": (BytesIO(b"plano"), "plano.txt")}
    done = Page(ana.submit(_url(filed), sent, action="/completar"))
    assert "Fecha límite para responderle martes 3 de marzo de 2026" in done.text()
    assert _mails("complemento_oficina")[0].recipient == "jairo@puerres.example"

    reloj.set(datetime(2026, 2, 16, 9, 0))
    jairo = escritorio.enter(app, "jairo")
    shown = jairo.page(f"{escritorio.INBOX}{filed.radicado}")
    assert "Va el plano." in shown.text()
    assert "plano.txt" in shown.text()
    escritorio.act(jairo, filed.radicado, "proyectar", cuerpo="El poste se cambia el viernes.")
    assert "Respuesta enviada." in escritorio.act(jairo, filed.radicado, "responder", confirma="y").text()

    ana = _ana(app, filed)
    opened = Page(ana.submit(_url(filed), action="/abrir-respuesta"))
    assert "El poste se cambia el viernes." in opened.text()
    assert "Requerimiento para completar: carta 2026-S-000001" in opened.text()
    assert _state(filed) == "respondida"


def test_what_never_comes_ends_by_a_decision_that_is_notified_and_may_be_appealed(
    app: Flask, client: PageClient, reloj: MovableClock
) -> None:
    filed = _with_jairo(app, client, reloj)
    reloj.set(datetime(2026, 2, 5, 9, 0))
    escritorio.act(escritorio.enter(app, "jairo"), filed.radicado, "requerir", texto="Falta el plano del predio.")
    reloj.set(datetime(2026, 2, 20, 19, 0))
    more = Page(_ana(app, filed).submit(_url(filed), action="/mas-tiempo"))
    assert "Tiene más tiempo: hasta el lunes 6 de abril de 2026" in more.text()

    reloj.set(datetime(2026, 4, 7, 0, 10))
    assert jobs.vencer_requerimientos() == 1
    assert _state(filed) == "por_decretar_desistimiento"
    assert "Todavía puede enviarlo" in _mails("sin_complemento")[0].body

    reloj.set(datetime(2026, 4, 13, 10, 0))
    nubia = escritorio.enter(app, "nubia")
    decreed = escritorio.act(nubia, filed.radicado, "decretar-desistimiento", motivo="Sin el plano no se puede medir el predio.")
    assert "Carta 2026-S-000002 enviada" in decreed.text()
    assert _state(filed) == "por_notificar"
    mail = _mails("decision")[0]
    assert "recurso de reposición" in mail.body
    assert "plano" not in mail.body

    reloj.set(datetime(2026, 4, 14, 18, 0))
    ana = _ana(app, filed)
    before = ana.page(_url(filed))
    assert "Solo leer la decisión" in before.text()
    assert "Sin el plano no se puede medir" not in before.text()
    read = Page(ana.submit(_url(filed), action="/abrir-respuesta"))
    assert "Leyó la decisión, pero todavía no está notificado" in read.text()
    assert "Sin el plano no se puede medir el predio." in read.text()
    assert _state(filed) == "por_notificar"
    opened = Page(ana.submit(_url(filed), action="/abrir-respuesta"))
    assert "Sin el plano no se puede medir el predio." in opened.text()
    assert "recurso de reposición hasta el martes 28 de abril de 2026" in opened.text()
    assert "presentar de nuevo su solicitud" in opened.text()
    assert _state(filed) == "respondida"


def test_an_extension_is_told_before_the_term_expires_with_its_reason_and_its_date(
    app: Flask, client: PageClient, reloj: MovableClock
) -> None:
    filed = _with_jairo(app, client, reloj)
    reloj.set(datetime(2026, 2, 20, 9, 0))
    jairo = escritorio.enter(app, "jairo")
    extended = escritorio.act(jairo, filed.radicado, "prorrogar", hasta="2026-03-06", motivo="Falta la visita del electricista.")
    assert "El plazo vence ahora el viernes 6 de marzo de 2026" in extended.text()
    assert "Falta la visita del electricista." in _mails("prorroga")[0].body
    page = _ana(app, filed).page(_url(filed))
    assert "Fecha límite para responderle viernes 6 de marzo de 2026" in page.text()
    assert "Prórroga: carta 2026-S-000001" in page.text()
    count = _ana(app, filed).page(f"{_url(filed)}/termino")
    assert "plazo prorrogado" in count.text()


def test_what_another_authority_must_answer_goes_there_with_a_copy_to_who_filed(
    app: Flask, client: PageClient, reloj: MovableClock
) -> None:
    filed = _with_jairo(app, client, reloj, archivos=(BytesIO(b"lista"), "lista.txt"))
    authority = casos.autoridad()
    reloj.set(datetime(2026, 2, 6, 9, 0))
    jairo = escritorio.enter(app, "jairo")
    passed = escritorio.act(jairo, filed.radicado, "trasladar", alcance="toda", autoridad=authority.id, motivo="Es la autoridad ambiental.")
    assert "Va por correo a contacto@corponarino.example" in passed.text()
    (sent,) = _mails("traslado_autoridad")
    assert [one["nombre"] for one in sent.attachments][1:] == ["lista.txt"]
    assert [one["mime"] for one in _mails("traslado")[0].attachments] == ["application/pdf"]
    page = _ana(app, filed).page(_url(filed))
    assert "Su solicitud le corresponde a Corporación Autónoma Regional de Nariño" in page.text()
    assert "Es la autoridad ambiental." in page.text()
    register = client.page("/pqrs/registro").text()
    assert "Trasladada a Corporación Autónoma Regional de Nariño" in register
    assert "Arteaga" not in register
