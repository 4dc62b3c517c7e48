"""Notices by text message: accepted apart, never beforehand, taken back at once; they say that there is something to read, not what."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict
from portal.database import transaction
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.outbox import delivery
from portal.outbox.gsm import fits
from portal.outbox.models import SMS, OutboxMail
from portal.pqrs import mails_sms, services
from portal.pqrs.models import Peticion
from portal.pqrs.queries.datos_personales import datos_de_caso
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient
from tests.support.pasarela import Pasarela, running

CON_MOVIL = replace(casos.ANA, telefono_movil="300 123 4567")
ACCEPTED = {"solicitante": CON_MOVIL, "acepta_sms": True}
pytestmark = pytest.mark.usefixtures("app", "reloj")


@pytest.fixture
def gateway(app: Flask) -> Iterator[Pasarela]:
    with running(app) as found:
        yield found


def _waiting() -> list[str]:
    return list(db.session.scalars(select(OutboxMail.body).where(OutboxMail.canal == SMS).order_by(OutboxMail.id)))


def test_who_accepted_gets_a_notice_that_says_nothing_of_the_case(gateway: Pasarela) -> None:
    with transaction():
        peticion = casos.en_tramite(asunto="Asunto secreto", texto="Texto secreto", **ACCEPTED)
        services.escribir(peticion, texto="Palabra secreta", pide_respuesta=True, actor=casos.actor("jairo"))
    delivery.send_everything()
    first, second = (one["text"] for one in gateway.mensajes)
    assert peticion.radicado in first
    assert "recibimos su solicitud" in first
    assert "novedades en su solicitud" in second
    for text in (first, second):
        assert fits(text), text
        assert "no una notificacion" in text
        assert text.startswith("Alcaldia Municipal de Puerres: ")
        assert "portal.example" in text.split("Consulte en ")[1]
        assert not [word for word in ("secret", "Ana", "Arteaga", casos.CODIGO) if word in text]


def test_a_long_name_and_address_still_make_one_message() -> None:
    get_entidad().nombre = "Alcaldía Municipal de San José de la Montaña y de los Santos Mártires del Corregimiento Único " * 2
    assert fits(mails_sms.texto_de("2026-E-000123", "mensaje"))
    db.session.rollback()


def test_nobody_else_gets_one(gateway: Pasarela) -> None:
    with transaction():
        casos.radicar(solicitante=CON_MOVIL)
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, **ACCEPTED)
        casos.radicar(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    assert _waiting() == []
    assert sealed.movil is None


def test_a_case_that_becomes_one_against_officials_leaves_no_number_behind(gateway: Pasarela) -> None:
    with transaction():
        peticion = casos.radicar(tipo=TipoPeticion.QUEJA, **ACCEPTED)
    delivery.send_everything()
    assert len(_waiting()) == 1
    with transaction():
        services.clasificar(peticion, tipo=TipoPeticion.QUEJA_DISCIPLINARIA, motivo="Es disciplinaria.", actor=casos.actor("carmen"))
    assert _waiting() == []
    assert not peticion.accepts_sms


def test_without_a_gateway_nobody_is_offered_text_messages(client: PageClient) -> None:
    assert "acepta_sms" not in client.get("/pqrs/radicar").text


def test_it_is_accepted_on_the_form_and_taken_back_and_asked_for_again_from_the_tracking_page(
    client: PageClient, gateway: Pasarela, reloj: MovableClock
) -> None:
    form = client.get("/pqrs/radicar").text
    assert 'name="acepta_sms" type="checkbox"' in form
    assert 'checked id="acepta_sms"' not in form
    wrong = Page(ciudadania.send(client, ciudadania.fill(client, reloj, acepta_sms="y", telefono_movil="602 123 4567")))
    assert "escriba un celular de Colombia" in wrong.text()
    filed = ciudadania.file(client, reloj, acepta_sms="y", telefono_movil="300 123 4567")
    peticion = db.session.scalars(select(Peticion).where(Peticion.radicado == filed.radicado)).one()
    assert peticion.accepts_sms
    tracking = f"/pqrs/seguimiento/{filed.radicado}"
    assert "al celular que termina en 67" in client.page(tracking).text()
    assert len(_waiting()) == 1
    client.submit(tracking, {}, action=f"{tracking}/sin-sms")
    assert (peticion.accepts_sms, _waiting()) == (False, []), "what waited is not sent any more"
    assert "Usted pidió no recibir más mensajes de texto" in client.page(tracking).text()
    client.submit(tracking, {}, action=f"{tracking}/sms")
    assert peticion.accepts_sms
    told = datos_de_caso(peticion)["consentimientos"]
    assert told["mensajes_de_texto_aceptados_en"]
    assert not told["mensajes_de_texto_revocados_en"]


def test_somebody_who_gave_no_mobile_number_cannot_ask_for_them() -> None:
    peticion = casos.radicar()
    with pytest.raises(Conflict, match="no tenemos un celular"):
        services.aceptar_sms(peticion, actor=ciudadano(peticion.id))
