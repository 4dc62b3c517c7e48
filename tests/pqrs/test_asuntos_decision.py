"""The decision on one matter: cited, notified in person or by aviso, appealed against, while the other matters go on."""

from datetime import date, datetime

import pytest

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs_pendientes, services
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.pasos import Pasos, pasos_de_asunto
from portal.pqrs.queries.asuntos import get_asunto, list_asuntos, list_decisiones
from portal.pqrs.queries.notificaciones import conocida_el, find_notificacion
from portal.pqrs.queries.recursos import find_pendiente
from portal.pqrs.services.responder import last_respuesta
from tests.support import casos, ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app", "reloj")


def _case() -> Peticion:
    """Three matters of Jairo's; the answer to the first denies a right, to somebody who did not accept electronic notification."""
    return casos.en_tramite(asuntos="decide", **casos.SIN_ACEPTAR)


def _pasos(asunto: Asunto) -> Pasos:
    decided = list_decisiones(asunto)
    pasos = pasos_de_asunto(asunto, decided[-1], get_calendario())
    assert pasos is not None
    return pasos


def _come(asunto: Asunto) -> None:
    services.notificar_personalmente(
        asunto.peticion, asunto=asunto, quien="Ana Arteaga", documento="CC 1000000001", calidad="interesado", fecha=clock.now(),
        copia_entregada=True, actor=casos.actor("jairo"),
    )  # fmt: skip


def test_who_does_not_come_is_sent_the_aviso(reloj: MovableClock) -> None:
    peticion = _case()
    asunto = get_asunto(peticion, 1)
    with pytest.raises(Conflict, match="se notifica"):
        services.entregar_asunto(asunto, medio="ventanilla", detalle="Ana", fecha=clock.now(), actor=casos.actor("jairo"))
    services.citar(peticion, asunto=asunto, lugar="Salud", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert _pasos(asunto).comparece_hasta == date(2026, 2, 10)
    reloj.set(datetime(2026, 2, 11, 9))
    assert "avisar" in _pasos(asunto).actos
    services.avisar(peticion, asunto=asunto, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.registrar_aviso(peticion, asunto=asunto, detalle="Guía 7", fecha=clock.now(), actor=casos.actor("jairo"))
    assert _pasos(asunto).notificada_el == date(2026, 2, 12)
    # Nothing of this is the case's: two matters wait.
    assert (peticion.estado, peticion.notificada_en) == ("en_tramite", None)
    assert find_notificacion(list_decisiones(asunto)[0]) is not None


def test_of_the_decision_on_a_matter_reading_notifies_only_who_accepts_that() -> None:
    peticion = _case()
    letter = list_decisiones(get_asunto(peticion, 1))[0]
    services.abrir_asunto(peticion, numero=1, actor=ciudadano(peticion.id))
    assert conocida_el(letter, find_notificacion(letter)) is None
    services.abrir_asunto(peticion, numero=1, acepta=True, actor=ciudadano(peticion.id))
    assert conocida_el(letter, find_notificacion(letter)) == clock.today()


def test_the_case_is_not_closed_while_the_decision_on_a_matter_is_not_notified() -> None:
    peticion = _case()
    for numero in (2, 3):
        services.responder_asunto(casos.asunto(peticion, numero), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.registrar_entrega(peticion, medio="ventanilla", detalle="Ana", fecha=clock.now(), actor=casos.actor("jairo"))
    with pytest.raises(Conflict, match="sobre el asunto 1"):
        services.cerrar(peticion, actor=casos.actor("jairo"))
    _come(get_asunto(peticion, 1))
    services.cerrar(peticion, actor=casos.actor("jairo"))
    assert peticion.estado == "cerrada"


def test_an_appeal_on_a_matter_moves_nothing_of_the_others_and_its_decision_is_notified() -> None:
    peticion = _case()
    asunto = get_asunto(peticion, 1)
    made = services.presentar_recurso_asunto(peticion, numero=1, texto="No es así", actor=ciudadano(peticion.id))
    assert (made.en_termino, made.limite_el, made.vence_el) == (True, date(2026, 2, 17), date(2026, 4, 6))
    assert (peticion.estado, find_pendiente(peticion)) == ("en_tramite", None)
    assert conocida_el(list_decisiones(asunto)[0], find_notificacion(list_decisiones(asunto)[0])) == date(2026, 2, 3)
    with pytest.raises(Conflict, match="Ya hay un recurso"):
        services.presentar_recurso_asunto(peticion, numero=1, texto="Otra vez", actor=ciudadano(peticion.id))
    letter = services.decidir_recurso_asunto(
        asunto, sentido="modifica", motivo="Tiene razón en parte", make_letter=casos.make_letter, actor=casos.jefe("jairo")
    )
    assert "Se modifica la decisión" in letter.cuerpo
    # The newest decision of the case is still no decision on this matter's appeal.
    newest = last_respuesta(peticion)
    assert newest is not None
    assert newest.id != letter.id
    assert _pasos(asunto).carta.id == letter.id
    for _twice in range(3):
        services.abrir_asunto(peticion, numero=1, actor=ciudadano(peticion.id))
    assert [any(way.medio == "pagina" for way in one.entregas) for one in list_decisiones(asunto)] == [True, True]
    assert [one.numero for one in list_asuntos(peticion) if one.respondida_en is None] == [2, 3]


def test_somebody_is_reminded_of_the_citation_and_of_the_appeal_on_a_matter(reloj: MovableClock) -> None:
    with transaction():
        peticion = _case()
    reloj.set(datetime(2026, 2, 10, 7))
    jobs_pendientes.recordar_pendientes()
    with transaction():
        services.presentar_recurso_asunto(db.session.get_one(Peticion, peticion.id), numero=1, texto="No", actor=ciudadano(peticion.id))
    reloj.set(datetime(2026, 4, 14, 7))
    jobs_pendientes.recordar_pendientes()
    told = db.session.scalars(db.select(OutboxMail.subject).where(OutboxMail.letter == "pqrs/pendiente").order_by(OutboxMail.id)).all()
    assert any("citación" in one for one in told)
    assert any("recurso" in one for one in told)


def test_office_and_person_do_it_all_on_their_pages(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion = _case()
    sign_in(client, "jairo")
    url = f"/gestion/pqrs/{peticion.radicado}/asuntos/1"
    refused = client.submit(url, {"citar_asunto-lugar": "", "citar_asunto-confirma": "y"}, action="/citar")
    assert refused.status_code == 422
    assert "Escriba dónde y en qué horario" in refused.text
    client.submit(url, {"citar_asunto-lugar": "Salud, de 8 a 12", "citar_asunto-confirma": "y"}, action="/citar")
    assert "La persona puede venir hasta el" in client.page(url).text()
    page = ciudadania.enter(client, peticion.radicado)
    assert "También puede venir a notificarse en persona" in page.text()
    own = f"/pqrs/seguimiento/{peticion.radicado}"
    read = client.submit(own, {}, action="/asuntos/1/abrir").text
    assert "todavía no está notificado" in read
    assert "/asuntos/1/recurso" not in read
    client.submit(own, {"acepta": "si"}, action="/asuntos/1/abrir")
    empty = client.submit(own, {"recurso-1-texto": ""}, action="/asuntos/1/recurso")
    assert empty.status_code == 422
    assert "Escriba por qué no está de acuerdo" in empty.text
    client.submit(own, {"recurso-1-texto": "El dato está errado."}, action="/asuntos/1/recurso")
    assert "El dato está errado." in client.page(own).text()
    sign_in(client, "nubia")
    typed = {"sentido": "revoca", "motivo": "Tiene razón.", "confirma": "y"}
    wanted = {f"decidir_recurso_asunto-{name}": value for name, value in typed.items()}
    client.submit(url, wanted, action="/decidir-recurso")
    ciudadania.enter(client, peticion.radicado)
    client.submit(own, {}, action="/asuntos/1/abrir")
    assert "Se revoca la decisión de la carta" in client.page(own).text()
