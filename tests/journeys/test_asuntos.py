"""A petition that asks for several things, lived by the counter, two offices and the person."""

from datetime import datetime

from flask import Flask

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.journeys import escritorio
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient


def _send(client: PageClient, url: str, prefix: str, action: str, **data: object) -> Page:
    return Page(client.submit(url, {f"{prefix}-{name}": value for name, value in data.items()}, action=action))


def test_two_offices_answer_what_one_person_asked(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    carmen = escritorio.enter(app, "carmen")
    salud, hacienda = casos.dependencia("150").id, casos.dependencia("140").id
    escritorio.act(carmen, filed.radicado, "asignar", dependencia=salud, responsable=casos.funcionario("jairo").id)
    url = f"/gestion/pqrs/{filed.radicado}/asuntos"
    alone = carmen.submit(url, {"asuntos-0-titulo": "Copia del contrato", "asuntos-0-dependencia": hacienda})
    assert alone.status_code == 422
    assert "Escriba al menos 2 asuntos" in Page(alone).text()
    separated = Page(
        carmen.submit(
            url,
            {
                "asuntos-0-titulo": "Copia del contrato del alumbrado", "asuntos-0-tipo": "documentos", "asuntos-0-dependencia": salud,
                "asuntos-1-titulo": "Que arreglen el alumbrado", "asuntos-1-tipo": "peticion_general", "asuntos-1-dependencia": hacienda,
            },
        )
    )  # fmt: skip
    assert "El caso tiene 2 asuntos más" in separated.text()

    jairo = escritorio.enter(app, "jairo")
    assert "Asunto 1" in jairo.page("/gestion/pqrs/?vista=asuntos").text()
    mine, theirs = f"{url}/1", f"{url}/2"
    saved = _send(jairo, mine, "escribir_parte", "/parte", texto="Va la copia del contrato.")
    assert "Respuesta guardada en borrador" in saved.text()
    assert "Guardar" not in jairo.page(theirs).text()
    unread = jairo.submit(mine, {}, action="/responder")
    assert unread.status_code == 422
    sent = _send(jairo, mine, "responder_asunto", "/responder", confirma="y")
    assert "El caso sigue abierto por los demás asuntos" in sent.text()

    reloj.set(datetime(2026, 2, 10, 19, 0))
    ana = app.test_client()
    assert isinstance(ana, PageClient)
    ciudadania.enter(ana, filed.radicado, filed.codigo)
    tracking = f"/pqrs/seguimiento/{filed.radicado}"
    before = ana.page(tracking).text()
    assert "1. Copia del contrato del alumbrado" in before
    assert "2. Que arreglen el alumbrado" in before
    assert "Va la copia del contrato." not in before
    opened = Page(ana.submit(tracking, action="/asuntos/1/abrir"))
    assert "Va la copia del contrato." in opened.text()
    assert "martes 24 de febrero de 2026" in ana.page(f"{tracking}/termino?asunto=2").text()
    assert ana.get(f"{tracking}/termino?asunto=9").status_code == 404
    db.session.expire_all()
    case = db.session.scalars(db.select(Peticion).where(Peticion.radicado == filed.radicado)).one()
    assert (case.estado, case.notificada_en) == ("en_tramite", None)
    assert client.page("/pqrs/registro").text().count(filed.radicado) == 1
