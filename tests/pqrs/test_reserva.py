"""Refusing what the law reserves, insisting before the judge, and what the judge decides."""

from datetime import date, datetime
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.clases import INSISTENCIA
from portal.pqrs.models import Insistencia, Peticion, Respuesta
from portal.pqrs.queries.recursos import find_insistencia
from portal.pqrs.reservas import RESERVAS
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _refuse(peticion: Peticion, **changes: Any) -> Respuesta:
    values: dict[str, Any] = {"reservas": ["19-g", "24-3"], "niega": "La historia clínica del niño.", "dano": "Expone su salud.",
                              "make_letter": casos.make_letter, "actor": casos.jefe("jairo")}  # fmt: skip
    return services.negar_reserva(peticion, **{**values, **changes})


def _rule(peticion: Peticion, fallo: str, **changes: Any) -> Insistencia:
    values: dict[str, Any] = {"fallo_el": clock.today(), "detalle": "Juzgado Primero, auto 12.", "actor": casos.jefe("jairo")}
    return services.registrar_fallo(peticion, fallo=fallo, **{**values, **changes})


def _insist(peticion: Peticion) -> Insistencia:
    return services.insistir(peticion, texto="El sueldo es público.", actor=ciudadano(peticion.id))


def test_a_refusal_names_its_norms_in_the_laws_order_the_harm_and_the_insistencia(reloj: MovableClock) -> None:
    peticion = casos.en_tramite(**casos.SIN_ACEPTAR)
    letter = _refuse(peticion)
    assert letter.cuerpo.index("Ley 1437 de 2011, art. 24, num. 3") < letter.cuerpo.index("Ley 1712 de 2014, art. 19, lit. g")
    assert "Expone su salud." in letter.cuerpo
    assert letter.cuerpo.endswith(INSISTENCIA)
    assert (letter.datos["parcial"], letter.se_notifica, letter.tiene_recurso) == (False, True, False)
    assert peticion.estado == "por_notificar"


def test_what_is_not_reserved_is_given_in_the_same_letter(reloj: MovableClock) -> None:
    letter = _refuse(casos.en_tramite(), entrega="El manual de funciones va adjunto.")
    assert letter.cuerpo.startswith("El manual de funciones va adjunto.")
    assert letter.datos["parcial"] is True


MISSING: list[tuple[dict[str, Any], str]] = [
    ({"reservas": []}, "reservas"),
    ({"reservas": ["99"]}, "reservas"),
    ({"niega": " "}, "niega"),
    ({"dano": ""}, "dano"),
]


@pytest.mark.parametrize(("changes", "field"), MISSING)
def test_a_refusal_without_norm_object_or_harm_is_no_refusal(reloj: MovableClock, changes: dict[str, Any], field: str) -> None:
    peticion = casos.en_tramite()
    with pytest.raises(DomainError) as refused:
        _refuse(peticion, **changes)
    assert refused.value.field == field
    assert peticion.estado == "en_tramite"


@pytest.mark.parametrize("tipo", [TipoPeticion.CONGRESO, TipoPeticion.DEFENSORIA, TipoPeticion.ENTRE_AUTORIDADES])
def test_reserve_is_not_raised_against_an_authority(reloj: MovableClock, tipo: TipoPeticion) -> None:
    with pytest.raises(DomainError, match="no se puede oponer a una autoridad"):
        _refuse(casos.en_tramite(tipo=tipo))


def test_what_silence_accepted_is_not_refused_for_reserve(reloj: MovableClock) -> None:
    peticion = casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 2, 18, 9))
    assert services.operar_silencio(peticion)
    with pytest.raises(DomainError, match="ya no se puede negar"):
        _refuse(peticion)


def test_every_ground_names_an_article_of_a_law() -> None:
    assert len(RESERVAS) == 20
    assert all(one.norma.startswith(("Ley 1437 de 2011, art. 24", "Ley 1712 de 2014, art. 1")) for one in RESERVAS.values())


def test_the_person_has_ten_days_to_insist_and_the_office_three_to_send(reloj: MovableClock) -> None:
    peticion = casos.negada()
    reloj.set(datetime(2026, 2, 17, 23, 0))
    one = _insist(peticion)
    assert (one.en_termino, one.limite_el, one.enviar_el) == (True, date(2026, 2, 17), date(2026, 2, 20))
    assert (peticion.estado, peticion.abierta) == ("en_insistencia", True)
    mails = {mail.letter: mail.body for mail in db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id))}
    assert one.numero.numero in mails["pqrs/insistencia"]
    assert "viernes 20 de febrero de 2026" in mails["pqrs/insistencia_oficina"]
    late = casos.negada()
    reloj.set(datetime(2026, 3, 10, 9))
    assert _insist(late).en_termino is False


def test_whoever_insists_while_being_notified_insists_in_time(reloj: MovableClock) -> None:
    peticion = casos.negada_sin_notificar()
    one = services.insistir(peticion, texto="Insiste en la diligencia.", actor=casos.actor("ines"))
    assert (one.en_termino, peticion.notificada_en, one.recibida_por) == (True, clock.now(), casos.funcionario("ines"))


def test_the_judge_gets_the_petition_the_refusal_and_the_insistencia(reloj: MovableClock) -> None:
    peticion = casos.en_insistencia()
    letter = services.enviar_al_juez(
        peticion, autoridad=casos.juez(), nota="Va todo.", make_letter=casos.make_letter, actor=casos.jefe("jairo")
    )
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/insistencia_juez")).one()
    assert mail.recipient == "juzgado@rama.example"
    # The letter and the refusal; there were no other files.
    assert len(mail.attachments) == 2
    assert peticion.radicado in letter.cuerpo
    assert list_eventos("peticion", peticion.id)[-1].datos["en_termino"] is True
    with pytest.raises(Conflict, match="ya se enviaron"):
        services.enviar_al_juez(peticion, autoridad=casos.juez(), nota="", make_letter=casos.make_letter, actor=casos.jefe("jairo"))


def test_only_a_judge_of_the_directory_decides(reloj: MovableClock) -> None:
    peticion = casos.en_insistencia()
    for nombre in ("Contraloría de Nariño", "Alcaldía de Puerres"):
        with pytest.raises(DomainError, match="Decide un juez") as told:
            services.enviar_al_juez(
                peticion, autoridad=casos.autoridad(nombre), nota="", make_letter=casos.make_letter, actor=casos.jefe("jairo")
            )
        assert told.value.field == "autoridad"
    assert peticion.estado == "en_insistencia"


def test_when_the_judge_agrees_the_refusal_stands(reloj: MovableClock) -> None:
    peticion = casos.ante_el_juez()
    answered = peticion.respondida_en
    reloj.set(datetime(2026, 2, 18, 9))
    _rule(peticion, "confirma")
    assert (peticion.estado, peticion.abierta, peticion.respondida_en) == ("respondida", False, answered)
    with pytest.raises(Conflict, match="Ya hay una insistencia"):
        _insist(peticion)


def test_when_the_judge_orders_it_the_case_goes_on_until_it_is_given(reloj: MovableClock) -> None:
    peticion = casos.ante_el_juez(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 2, 18, 9))
    one = _rule(peticion, "ordena_parte", cumplir_el=date(2026, 2, 23))
    assert (peticion.estado, peticion.respondida_en, one.cumplir_el) == ("en_tramite", None, date(2026, 2, 23))
    assert peticion.vence_el == date(2026, 2, 23)
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/fallo")).one()
    assert "lunes 23 de febrero de 2026" in mail.body
    with pytest.raises(DomainError, match="ya no se puede negar otra vez"):
        _refuse(peticion)


@pytest.mark.parametrize(
    ("fallo", "changes", "field"),
    [
        ("perdona", {}, "fallo"), ("confirma", {"detalle": " "}, "detalle"), ("confirma", {"fallo_el": date(2026, 2, 4)}, "fallo_el"),
        ("confirma", {"fallo_el": date(2026, 2, 2)}, "fallo_el"), ("confirma", {"cumplir_el": date(2026, 2, 9)}, "cumplir_el"),
        ("ordena", {"cumplir_el": date(2026, 2, 2)}, "cumplir_el"),
    ],
)  # fmt: skip
def test_a_decision_needs_words_and_possible_days(reloj: MovableClock, fallo: str, changes: dict[str, Any], field: str) -> None:
    peticion = casos.ante_el_juez()
    with pytest.raises(DomainError) as refused:
        _rule(peticion, fallo, **changes)
    assert refused.value.field == field
    found = find_insistencia(peticion)
    assert found is not None
    assert found.fallo == ""


def test_nothing_is_ruled_before_it_was_sent_and_nothing_else_is_insisted_on(reloj: MovableClock) -> None:
    with pytest.raises(Conflict, match="Primero envíe los documentos"):
        _rule(casos.en_insistencia(), "confirma")
    with pytest.raises(Conflict, match="negación por reserva"):
        _insist(casos.respondida())
    with pytest.raises(Conflict, match="no procede recurso"):
        services.presentar_recurso(casos.negada(), texto="x", actor=casos.actor("ines"))


def test_only_the_person_or_the_counter_insists_and_only_who_decides_refuses(reloj: MovableClock) -> None:
    peticion = casos.negada()
    with pytest.raises(Forbidden):
        services.insistir(peticion, texto="x", actor=casos.actor("jairo"))
    with pytest.raises(Forbidden):
        services.insistir(peticion, texto="x", actor=ciudadano(peticion.id + 1))
    with pytest.raises(Forbidden):
        _refuse(casos.en_tramite(), actor=casos.actor("jairo"))


def test_the_norms_are_boxes_to_tick_on_the_page_of_the_case(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "nubia")
    boxes = client.page(url_of(peticion)).form("/negar-reserva").findall(".//input[@name='negar_reserva-reservas']")
    assert [one.get("value") for one in boxes] == list(RESERVAS)
    act(client, peticion, "negar-reserva", reservas=["19-g", "24-3"], niega="La historia clínica.", dano="Expone su salud.")
    assert fresh(peticion).estado == "por_notificar"


def test_a_norm_that_is_not_in_the_list_is_refused_in_our_words(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "nubia")
    answer = act(client, peticion, "negar-reserva", reservas=["inventada'"], niega="La historia clínica.", dano="Expone su salud.")
    assert answer.status_code == 422
    assert "En «Norma que lo reserva» llegó una opción que no está en la lista." in Page(answer).text()
    assert fresh(peticion).estado == "en_tramite"
