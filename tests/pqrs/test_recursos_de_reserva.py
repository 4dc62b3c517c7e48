"""What else happens to appeals: withdrawn, taken as refused by silence, or of a refusal for defence, which goes to the judge."""

from datetime import date, datetime

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, Forbidden
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.services import store_bytes
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion, Recurso, Respuesta
from portal.pqrs.queries.recursos import find_insistencia, find_pendiente, list_recursos
from portal.pqrs.services.responder import last_respuesta
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _appeal(peticion: Peticion) -> Recurso:
    return services.presentar_recurso(peticion, texto="Ese plan es público.", actor=ciudadano(peticion.id))


def _decide(peticion: Peticion, sentido: str) -> Respuesta:
    return services.decidir_recurso(
        peticion, sentido=sentido, motivo="Se leyó de nuevo.", make_letter=casos.make_letter, actor=casos.jefe("jairo")
    )


# --- of a refusal for defence or foreign relations (Ley 1712 de 2014 art. 27)


def test_against_a_refusal_for_defence_there_are_three_days_and_the_letter_says_so(reloj: MovableClock) -> None:
    peticion = casos.negada_por_defensa()
    letter = last_respuesta(peticion)
    assert letter is not None
    assert "tres (3) días hábiles" in letter.cuerpo
    assert "diez (10) días hábiles" in letter.cuerpo
    reloj.set(datetime(2026, 2, 6, 23, 50))
    one = _appeal(peticion)
    assert (one.clase, one.en_termino, one.limite_el, one.vence_el) == ("reserva", True, date(2026, 2, 6), date(2026, 4, 6))


def test_later_than_that_there_is_insistencia_still(reloj: MovableClock) -> None:
    peticion = casos.negada_por_defensa()
    reloj.set(datetime(2026, 2, 9, 0, 5))
    with pytest.raises(Conflict, match="Todavía puede insistir"):
        _appeal(peticion)
    assert db.session.scalars(db.select(Recurso)).all() == []
    services.insistir(peticion, texto="Es público.", actor=ciudadano(peticion.id))
    assert peticion.estado == "en_insistencia"


def test_against_another_reserve_there_is_no_reposicion(reloj: MovableClock) -> None:
    with pytest.raises(Conflict, match="no procede recurso"):
        _appeal(casos.negada())


@pytest.mark.parametrize("sentido", ["confirma", "modifica"])
def test_what_is_refused_again_goes_to_the_judge_under_the_same_number_and_with_its_files(reloj: MovableClock, sentido: str) -> None:
    peticion = casos.negada_por_defensa()
    services.presentar_recurso(
        peticion, texto="Es público.", archivos=[store_bytes("prueba.pdf", "application/pdf", b"%PDF-1.7 p")], actor=ciudadano(peticion.id)
    )
    reloj.set(datetime(2026, 2, 10, 9))
    letter = _decide(peticion, sentido)
    assert "juez administrativo" in letter.cuerpo
    one, (recurso,) = find_insistencia(peticion), list_recursos(peticion)
    assert one is not None
    assert (peticion.estado, one.recurso_id, one.numero.id, one.enviar_el) == (
        "en_insistencia", recurso.id, recurso.numero.id, date(2026, 2, 13),
    )  # fmt: skip
    sent = services.enviar_al_juez(peticion, autoridad=casos.juez(), nota="", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    assert f"el recurso de reposición {recurso.numero.numero}" in sent.cuerpo
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/insistencia_juez")).one()
    proof = list_archivos("recurso", recurso.id)[0]
    assert proof.sha256 in str(mail.attachments)
    services.registrar_fallo(peticion, fallo="confirma", fallo_el=clock.today(), detalle="Juzgado 1", actor=casos.jefe("jairo"))
    assert peticion.estado == "respondida"


def test_when_it_is_granted_the_petition_goes_on_with_its_whole_term(reloj: MovableClock) -> None:
    peticion = casos.en_recurso_por_defensa()
    reloj.set(datetime(2026, 2, 10, 9))
    _decide(peticion, "revoca")
    assert (peticion.estado, peticion.vence_el, find_insistencia(peticion)) == ("en_tramite", date(2026, 3, 3), None)


# --- withdrawing it (CPACA art. 81)


def test_the_person_withdraws_it_at_any_time_and_the_decision_stands(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    answered = peticion.respondida_en
    reloj.set(datetime(2026, 3, 20, 21))
    one = services.desistir_recurso(peticion, actor=ciudadano(peticion.id))
    assert (peticion.estado, peticion.respondida_en, one.sentido_nombre) == ("respondida", answered, "La persona desistió de él")
    assert find_pendiente(peticion) is None
    assert list_eventos("peticion", peticion.id)[-1].tipo == "recurso_desistido"
    letters = set(db.session.scalars(db.select(OutboxMail.letter)))
    assert {"pqrs/recurso_desistido", "pqrs/recurso_desistido_oficina"} <= letters
    with pytest.raises(Conflict):
        services.desistir_recurso(peticion, actor=ciudadano(peticion.id))


def test_only_who_filed_or_the_counter_withdraws_it(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    for who in (ciudadano(peticion.id + 1), casos.actor("jairo")):
        with pytest.raises(Forbidden):
            services.desistir_recurso(peticion, actor=who)


def test_both_pages_withdraw_it(client: PageClient, reloj: MovableClock) -> None:
    first, second = made(casos.en_recurso), made(casos.en_recurso)
    enter(client, first.radicado)
    sent = client.submit(f"/pqrs/seguimiento/{first.radicado}", {}, action="/desistir-recurso")
    assert "Retiró el recurso" in sent.get_data(as_text=True)
    assert "Usted desistió de él" in client.page(f"/pqrs/seguimiento/{first.radicado}").text()
    sign_in(client, "ines")
    assert act(client, second, "desistir-recurso").status_code == 200
    assert fresh(second).estado == "respondida"
    assert "La persona desistió de él" in client.page(url_of(second)).text()


# --- silence (CPACA arts. 83 and 86): facts that are told and close nothing


def test_two_months_without_decision_are_told_to_both_and_close_nothing(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_recurso)
    for moment, said in ((datetime(2026, 4, 6, 9), False), (datetime(2026, 4, 7, 9), True)):
        reloj.set(moment)
        page = enter(client, peticion.radicado)
        assert ("usted ya puede acudir a un juez" in page.text()) is said
        sign_in(client, "nubia")
        assert ("sin una decisión notificada" in client.page(url_of(peticion)).text()) is said
    assert (fresh(peticion).estado, fresh(peticion).abierta) == ("en_recurso", True)
    _decide(fresh(peticion), "confirma")
    assert fresh(peticion).estado == "por_notificar"


def test_three_months_without_a_notified_decision_are_told_to_both_and_close_nothing(client: PageClient, reloj: MovableClock) -> None:
    peticion, accepted = made(casos.en_tramite), made(casos.en_tramite, tipo=TipoPeticion.INFORMACION)
    for moment, said in ((datetime(2026, 5, 4, 9), False), (datetime(2026, 5, 5, 9), True)):
        reloj.set(moment)
        assert ("Tres meses sin una decisión notificada" in enter(client, peticion.radicado).text()) is said
        sign_in(client, "nubia")
        assert ("el deber de responder no termina" in client.page(url_of(peticion)).text()) is said
        assert "Tres meses" not in enter(client, accepted.radicado).text()
    assert fresh(peticion).estado == "en_tramite"
