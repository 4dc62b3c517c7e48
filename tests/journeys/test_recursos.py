"""Who does not agree: reposición and insistencia, lived from both sides through the pages."""

from datetime import datetime
from typing import Any

from flask import Flask

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs.models import Peticion
from tests.journeys import escritorio
from tests.support import casos, ciudadania
from tests.support.ciudadania import Filing
from tests.support.pages import Page, PageClient

WHERE = "Salud, de 8 a 12"


def _with_jairo(app: Flask, client: PageClient, reloj: MovableClock, **changes: Any) -> Filing:
    filed = ciudadania.file(client, reloj, **changes)
    given = {"dependencia": casos.dependencia("150").id, "responsable": casos.funcionario("jairo").id}
    escritorio.act(escritorio.enter(app, "carmen"), filed.radicado, "asignar", **given)
    return filed


def _ana(app: Flask, filed: Filing) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    ciudadania.enter(client, filed.radicado, filed.codigo)
    return client


def _state(filed: Filing) -> str:
    db.session.expire_all()
    return db.session.scalars(db.select(Peticion.estado).where(Peticion.radicado == filed.radicado)).one()


def test_a_denial_is_notified_by_aviso_appealed_against_late_and_decided(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    filed = _with_jairo(app, client, reloj)
    url = f"/pqrs/seguimiento/{filed.radicado}"
    jairo = escritorio.enter(app, "jairo")
    escritorio.act(jairo, filed.radicado, "proyectar", cuerpo="No se puede.")
    reloj.set(datetime(2026, 2, 4, 9, 0))
    sent = escritorio.act(escritorio.enter(app, "jairo"), filed.radicado, "responder", confirma="y", decide="y")
    assert "Envíe la citación hasta el miércoles 11 de febrero de 2026" in sent.text()
    cited = escritorio.act(escritorio.enter(app, "jairo"), filed.radicado, "citar", lugar=WHERE)
    assert "Citación 2026-S-000002 enviada por correo" in cited.text()
    reloj.set(datetime(2026, 2, 12, 9, 0))
    jairo = escritorio.enter(app, "jairo")
    assert "enviado por correo" in escritorio.act(jairo, filed.radicado, "avisar").text()
    told = escritorio.act(jairo, filed.radicado, "registrar-aviso", detalle="Lo aceptó el servidor.", fecha="2026-02-12T09:00")
    assert "Queda notificada al terminar el viernes 13 de febrero de 2026" in told.text()
    assert "recurso de reposición hasta el viernes 27 de febrero de 2026" in told.text()

    reloj.set(datetime(2026, 3, 2, 10, 0))
    ana = _ana(app, filed)
    page = Page(ana.submit(url, action="/abrir-respuesta"))
    assert "se podía presentar hasta el viernes 27 de febrero de 2026" in page.text()
    assert "No se puede." in page.text()
    empty = ana.submit(url, {"recurso-texto": ""}, action="/recurso")
    assert empty.status_code == 422 or "Escriba" in Page(empty).text()
    filed_page = Page(ana.submit(url, {"recurso-texto": "Estuve en el hospital."}, action="/recurso"))
    assert "Después del último día" in filed_page.text()
    assert _state(filed) == "en_recurso"

    nubia = escritorio.enter(app, "nubia")
    shown = nubia.page(f"{escritorio.INBOX}{filed.radicado}")
    assert "Estuve en el hospital." in shown.text()
    assert "Llegó fuera de tiempo" in shown.text()
    decided = escritorio.act(nubia, filed.radicado, "decidir-recurso", sentido="modifica", motivo="Se concede por un mes.")
    assert "Falta notificarla" in decided.text()
    opened = Page(_ana(app, filed).submit(url, {"acepta": "si"}, action="/abrir-respuesta"))
    assert "Se concede por un mes." in opened.text()
    assert _state(filed) == "respondida"


def test_at_the_counter_an_appeal_on_paper_is_filed_with_its_number(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    filed = _with_jairo(app, client, reloj)
    escritorio.act(escritorio.enter(app, "jairo"), filed.radicado, "proyectar", cuerpo="No se puede.")
    escritorio.act(escritorio.enter(app, "jairo"), filed.radicado, "responder", confirma="y", decide="y")
    ines = escritorio.enter(app, "ines")
    done = escritorio.act(ines, filed.radicado, "presentar-recurso", texto="Trae el escrito.")
    assert "Recurso radicado con el número 2026-E-000002" in done.text()
    assert "Recurso de reposición 2026-E-000002" in _ana(app, filed).page(f"/pqrs/seguimiento/{filed.radicado}").text()


def test_a_refusal_for_reserve_is_insisted_on_and_the_judge_orders_it_given(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    filed = _with_jairo(app, client, reloj, tipo="documentos")
    url = f"/pqrs/seguimiento/{filed.radicado}"
    juez = casos.juez()
    db.session.commit()
    nubia = escritorio.enter(app, "nubia")
    values = {"niega": "Las hojas de vida.", "dano": "Expone su casa.", "entrega": "Los sueldos son estos."}
    refused = escritorio.act(nubia, filed.radicado, "negar-reserva", reservas=["24-3"], **values)
    assert "Falta notificarla" in refused.text()
    ana = _ana(app, filed)
    opened = Page(ana.submit(url, {"acepta": "si"}, action="/abrir-respuesta"))
    assert "Ley 1437 de 2011, art. 24, num. 3" in opened.text()
    assert "Puede hacerlo hasta el martes 17 de febrero de 2026" in opened.text()
    reloj.set(datetime(2026, 2, 6, 19, 0))
    insisted = Page(_ana(app, filed).submit(url, {"insistir-texto": "La experiencia no es íntima."}, action="/insistir"))
    assert "debe enviar los documentos al juez a más tardar el miércoles 11 de febrero de 2026" in insisted.text()
    reloj.set(datetime(2026, 2, 9, 9, 0))
    nubia = escritorio.enter(app, "nubia")
    sent = escritorio.act(nubia, filed.radicado, "enviar-al-juez", autoridad=juez.id)
    assert "Va por correo a juzgado@rama.example" in sent.text()
    (mail,) = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/insistencia_juez")).all()
    assert len(mail.attachments) == 2
    reloj.set(datetime(2026, 2, 20, 9, 0))
    nubia = escritorio.enter(app, "nubia")
    ruled = escritorio.act(
        nubia, filed.radicado, "registrar-fallo", fallo="ordena", fallo_el="2026-02-19", cumplir_el="2026-02-25", detalle="Auto 12."
    )
    assert "Entregue lo que el juez ordenó" in ruled.text()
    page = _ana(app, filed).page(url)
    assert "debe entregarlo a más tardar el miércoles 25 de febrero de 2026" in page.text()
    assert _state(filed) == "en_tramite"
