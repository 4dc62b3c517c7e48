"""Apelación where an office has a functional superior, at once or behind a reposición, and queja against refusing it."""

from datetime import date, datetime

import pytest

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.queries.recursos import find_pendiente, list_recursos
from portal.pqrs.services.responder import last_respuesta
from tests.support import apelaciones, casos, ciudadania
from tests.support.actos import jefa
from tests.support.oficina import fresh
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app", "reloj")


def _decide(peticion: Peticion, sentido: str) -> Respuesta:
    return services.decidir_recurso(
        peticion, sentido=sentido, motivo="Se leyó de nuevo.", make_letter=casos.make_letter, actor=jefa(peticion)
    )


def _newest(peticion: Peticion) -> Respuesta:
    found = last_respuesta(peticion)
    assert found is not None
    return found


def test_only_where_the_office_has_a_superior_does_the_letter_offer_apelacion() -> None:
    plain = casos.notificada()
    assert "apelación" not in _newest(plain).cuerpo
    with pytest.raises(DomainError, match="no procede apelación"):
        services.presentar_recurso(plain, texto="No", modo="apelacion", actor=ciudadano(plain.id))
    office = casos.dependencia("110").nombre
    assert f"y de apelación, para que la revise {office}" in _newest(apelaciones.rechazada()).cuerpo
    # Against the desistimiento only reposición lies, whoever decrees it (CPACA art. 17).
    dropped = casos.por_decretar(**casos.SIN_ACEPTAR)
    letter = services.decretar_desistimiento(dropped, motivo="No llegó", make_letter=casos.make_letter, actor=jefa(dropped))
    assert (letter.apela_ante, "apelación" in letter.cuerpo) == ("", False)


def test_what_reposicion_does_not_revoke_goes_on_to_the_superior_and_comes_back_decided() -> None:
    peticion = apelaciones.apelada("subsidio")
    before = peticion.dependencia_id
    letter = _decide(peticion, "confirma")
    assert "Se concede la apelación" in letter.cuerpo
    waiting = find_pendiente(peticion)
    assert waiting is not None
    assert (peticion.estado, waiting.clase, waiting.vence_el) == ("en_recurso", "apelacion", date(2026, 4, 6))
    assert (peticion.dependencia_id, peticion.responsable_id) == (casos.dependencia("110").id, None)
    _decide(peticion, "modifica")
    assert (peticion.estado, peticion.dependencia_id, waiting.sentido) == ("por_notificar", before, "modifica")
    told = db.session.scalars(db.select(OutboxMail.letter).where(OutboxMail.letter == "pqrs/apelacion")).all()
    assert len(told) == 1


def test_what_reposicion_revokes_never_reaches_the_superior() -> None:
    peticion = apelaciones.apelada("subsidio")
    before = peticion.dependencia_id
    _decide(peticion, "revoca")
    assert (peticion.estado, peticion.dependencia_id) == ("en_tramite", before)
    assert [one.clase for one in list_recursos(peticion)] == ["reposicion"]


def test_who_decided_cannot_decide_the_apelacion_themselves() -> None:
    with pytest.raises(Conflict, match="conceda o rechace"):
        _decide(apelaciones.apelada(), "confirma")
    with pytest.raises(Conflict, match="no tiene una apelación"):
        services.conceder_apelacion(apelaciones.apelada("reposicion"), actor=casos.jefe("jairo"))


def test_queja_is_filed_within_five_days_and_brings_the_apelacion_before_the_superior(reloj: MovableClock) -> None:
    peticion = apelaciones.no_concedida_y_notificada()
    assert "recurso de queja" in _newest(peticion).cuerpo
    reloj.set(datetime(2026, 2, 10, 16))
    queja = services.presentar_queja(peticion, texto="Sí traía razones.", actor=ciudadano(peticion.id))
    assert (queja.limite_el, queja.en_termino, peticion.dependencia_id) == (date(2026, 2, 10), True, casos.dependencia("110").id)
    services.decidir_queja(peticion, sentido="concede", motivo="Sí procedía.", make_letter=casos.make_letter, actor=jefa(peticion))
    waiting = find_pendiente(peticion)
    assert waiting is not None
    assert (waiting.clase, peticion.estado) == ("apelacion", "en_recurso")
    _decide(peticion, "revoca")
    assert (peticion.estado, peticion.dependencia_id) == ("en_tramite", casos.dependencia("150").id)


def test_a_late_queja_is_filed_and_told_and_denied_it_goes_back(reloj: MovableClock) -> None:
    peticion = apelaciones.no_concedida_y_notificada()
    reloj.set(datetime(2026, 2, 11, 9))
    assert services.presentar_queja(peticion, texto="Sí traía.", actor=ciudadano(peticion.id)).en_termino is False
    services.decidir_queja(peticion, sentido="niega", motivo="Llegó tarde.", make_letter=casos.make_letter, actor=jefa(peticion))
    assert (peticion.estado, peticion.dependencia_id) == ("por_notificar", casos.dependencia("150").id)


def test_late_the_one_behind_a_reposicion_is_refused_with_its_queja(reloj: MovableClock) -> None:
    peticion = apelaciones.rechazada()
    reloj.set(datetime(2026, 3, 2, 9))
    services.presentar_recurso(peticion, texto="No", modo="subsidio", actor=ciudadano(peticion.id))
    letter = _decide(peticion, "rechaza")
    assert (letter.clase, "procede el recurso de queja" in letter.cuerpo) == ("rechazo_apelacion", True)
    assert services.presentar_queja(peticion, texto="No fue tarde.", actor=ciudadano(peticion.id)).clase == "queja"


def test_person_and_offices_do_it_on_their_pages(client: PageClient) -> None:
    with transaction():
        peticion = apelaciones.rechazada()
    own, url = f"/pqrs/seguimiento/{peticion.radicado}", f"/gestion/pqrs/{peticion.radicado}"
    ciudadania.enter(client, peticion.radicado)
    client.submit(own, {}, action="/abrir-respuesta") if "Abrir la decisión" in client.page(own).text() else None
    client.submit(own, {"recurso-modo": "apelacion", "recurso-texto": "Lea otra vez mi escrito."}, action="/recurso")
    assert "Recurso de apelación" in client.page(own).text()
    sign_in(client, "nubia")
    page = client.page(url).text()
    assert "Conceder la apelación" in page
    assert "Decidir el recurso" not in page
    refused = client.submit(url, {"rechazar_apelacion-motivo": "", "rechazar_apelacion-confirma": "y"}, action="/rechazar-apelacion")
    assert refused.status_code == 422
    refusal = {"rechazar_apelacion-motivo": "No dice qué está mal.", "rechazar_apelacion-confirma": "y"}
    client.submit(url, refusal, action="/rechazar-apelacion")
    assert fresh(peticion).estado == "por_notificar"
    ciudadania.enter(client, peticion.radicado)
    client.submit(own, {"acepta": "si"}, action="/abrir-respuesta")
    client.submit(own, {"queja-texto": "Sí lo dice, en el segundo párrafo."}, action="/queja")
    assert "Recurso de queja" in client.page(own).text()
    assert fresh(peticion).dependencia_id == casos.dependencia("110").id
    assert clock.today() == date(2026, 2, 3)
