"""The answer: sent with its number, delivered with proof, notified when the person opens it; and reopened."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Entrega
from portal.pqrs.queries.caso import list_respuestas
from portal.pqrs.queries.ciudadano import reapertura_hasta
from portal.pqrs.services.responder import record_mail_accepted
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def test_the_letter_takes_the_next_outgoing_number_and_the_draft_becomes_a_letter(reloj: MovableClock) -> None:
    peticion = casos.por_notificar()
    answer = list_respuestas(peticion)[0]
    assert answer.salida is not None
    assert answer.salida.numero.startswith("2026-S-")
    assert answer.firmante == casos.funcionario("jairo")
    assert answer.carta_sha256


def test_an_answer_sent_at_23_59_of_the_due_day_is_in_time_and_one_minute_later_is_not(reloj: MovableClock) -> None:
    in_time, late = casos.con_borrador(), casos.con_borrador()
    reloj.set(datetime(2026, 2, 24, 23, 59))
    services.responder(in_time, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    reloj.advance(minutes=1)
    services.responder(late, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert list_eventos("peticion", in_time.id)[-1].datos["en_termino"] is True
    assert list_eventos("peticion", late.id)[-1].datos["en_termino"] is False


def test_an_answer_without_text_is_not_sent(reloj: MovableClock) -> None:
    with pytest.raises(DomainError) as refused:
        services.responder(casos.en_tramite(), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert refused.value.field == "cuerpo"


def test_where_the_head_approves_nobody_else_sends(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    services.proyectar(peticion, cuerpo="Se arregló.", actor=casos.actor("beto"))
    with pytest.raises(DomainError, match="apruebe"):
        services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("beto"))
    services.pedir_aprobacion(peticion, actor=casos.actor("beto"))
    services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("gloria"))
    assert peticion.estado == "por_notificar"


def test_a_draft_that_comes_back_says_what_must_change(reloj: MovableClock) -> None:
    peticion = casos.en_aprobacion()
    services.devolver_proyecto(peticion, motivo="Falta citar la norma", actor=casos.actor("nubia"))
    assert peticion.estado == "en_tramite"
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/devuelta")).one()
    assert letter.recipient == "jairo@puerres.example"


def test_a_mail_that_was_accepted_is_delivered_but_not_notified(reloj: MovableClock) -> None:
    peticion = casos.por_notificar()
    record_mail_accepted(peticion, "<1@portal>")
    assert peticion.estado == "respondida"
    assert peticion.notificada_en is None
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert peticion.notificada_en == clock.now()


def test_who_did_not_accept_electronic_notification_is_not_notified_by_mail(reloj: MovableClock) -> None:
    peticion = casos.por_notificar(acepta_notificacion=False)
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/respuesta")).one()
    assert letter.attachments == []
    record_mail_accepted(peticion, "<1@portal>")
    assert peticion.estado == "por_notificar"
    assert db.session.scalar(select(Entrega).where(Entrega.medio == "correo")) is None


def test_who_revoked_the_acceptance_is_not_notified_by_mail(reloj: MovableClock) -> None:
    peticion = casos.por_notificar()
    services.revocar_notificacion(peticion, actor=ciudadano(peticion.id))
    record_mail_accepted(peticion, "<1@portal>")
    assert peticion.estado == "por_notificar"


def test_opening_the_answer_is_its_delivery_and_its_notification(reloj: MovableClock) -> None:
    peticion = casos.por_notificar(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    reloj.advance(hours=1)
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert peticion.estado == "respondida"
    assert peticion.notificada_en == clock.now()
    again = peticion.notificada_en
    reloj.advance(hours=1)
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert peticion.notificada_en == again


@pytest.mark.parametrize(
    ("medio", "detalle", "shift", "field"),
    [
        ("correo", "x", timedelta(), "medio"),
        ("ventanilla", "  ", timedelta(), "detalle"),
        ("ventanilla", "Recibió", timedelta(minutes=1), "fecha"),
        ("ventanilla", "Recibió", timedelta(days=-2), "fecha"),
    ],
)
def test_a_delivery_needs_its_proof_and_a_possible_instant(
    reloj: MovableClock, medio: str, detalle: str, shift: timedelta, field: str
) -> None:
    peticion = casos.por_notificar()
    with pytest.raises(DomainError) as refused:
        services.registrar_entrega(peticion, medio=medio, detalle=detalle, fecha=clock.now() + shift, actor=casos.actor("jairo"))
    assert refused.value.field == field
    assert peticion.estado == "por_notificar"


def test_a_reopened_case_has_a_whole_term_from_now_and_may_be_answered_again(reloj: MovableClock) -> None:
    peticion = casos.cerrada()
    reloj.set(datetime(2026, 2, 25, 9))
    services.pedir_reapertura(peticion, motivo="No arreglaron nada", actor=ciudadano(peticion.id))
    assert peticion.abierta
    assert peticion.vence_el == date(2026, 3, 18)
    services.proyectar(peticion, cuerpo="Ahora sí.", actor=casos.actor("jairo"))
    services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert len(list_respuestas(peticion)) == 2


def test_after_the_municipalitys_business_days_the_citizen_is_told_to_file_anew(reloj: MovableClock) -> None:
    in_time, late = casos.respondida(), casos.respondida()
    # Answered on Tuesday 3 February and never notified; the thirtieth business day is 17 March.
    reloj.set(datetime(2026, 3, 17, 23, 59))
    services.pedir_reapertura(in_time, motivo="No arreglaron", actor=ciudadano(in_time.id))
    assert in_time.estado == "en_tramite"
    reloj.set(datetime(2026, 3, 18, 0, 0))
    with pytest.raises(Conflict, match="hasta el martes 17 de marzo de 2026"):
        services.pedir_reapertura(late, motivo="No arreglaron", actor=ciudadano(late.id))


def test_the_days_to_reopen_count_from_the_notification(reloj: MovableClock) -> None:
    peticion = casos.por_notificar()
    reloj.set(datetime(2026, 3, 17, 18))
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    calendario = get_calendario()
    assert reapertura_hasta(peticion, calendario, 30) == date(2026, 5, 4)
    assert reapertura_hasta(peticion, calendario, 0) == date(2026, 3, 17)
    reloj.set(datetime(2026, 5, 4, 23, 59))
    services.pedir_reapertura(peticion, motivo="No arreglaron", actor=ciudadano(peticion.id))
    assert peticion.estado == "en_tramite"


def test_an_answer_is_rated_once(reloj: MovableClock) -> None:
    peticion = casos.respondida()
    me = ciudadano(peticion.id)
    with pytest.raises(DomainError):
        services.calificar(peticion, puntaje=6, resuelto=True, comentario="", actor=me)
    services.calificar(peticion, puntaje=5, resuelto=True, comentario="Gracias", actor=me)
    db.session.flush()
    with pytest.raises(Conflict):
        services.calificar(peticion, puntaje=1, resuelto=False, comentario="", actor=me)


def test_a_message_needs_text_or_a_file(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    with pytest.raises(DomainError):
        services.aportar(peticion, texto=" ", actor=ciudadano(peticion.id))
