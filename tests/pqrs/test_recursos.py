"""Reposición: filed in time or late, from the tracking page or at the counter, decided with a letter that is notified."""

from datetime import date, datetime
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion, Recurso, Respuesta
from portal.pqrs.pasos import pasos_of
from portal.pqrs.queries.bandeja import Filtro, list_bandeja
from portal.pqrs.queries.notificaciones import find_notificacion
from portal.pqrs.queries.recursos import find_pendiente, list_recursos
from portal.pqrs.services import recalcular_abiertas
from portal.pqrs.services.responder import last_respuesta
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def _appeal(peticion: Peticion, texto: str = "No insulté a nadie.") -> Recurso:
    return services.presentar_recurso(peticion, texto=texto, actor=ciudadano(peticion.id))


def _decide(peticion: Peticion, sentido: str, motivo: str = "Se leyó de nuevo el escrito.", **values: Any) -> Respuesta:
    given: dict[str, Any] = {"make_letter": casos.make_letter, "actor": casos.jefe("jairo"), **values}
    return services.decidir_recurso(peticion, sentido=sentido, motivo=motivo, **given)


def _denied(**changes: Any) -> Peticion:
    """An answer that decides on a right, notified in person."""
    peticion = casos.con_borrador(**{**casos.SIN_ACEPTAR, **changes})
    services.responder(peticion, make_letter=casos.make_letter, decide=True, actor=casos.actor("jairo"))
    services.notificar_personalmente(
        peticion, quien="Ana", documento="CC 1", calidad="interesado", fecha=clock.now(), copia_entregada=True, actor=casos.actor("jairo")
    )
    return peticion


def test_on_the_last_day_it_is_in_time_and_gets_a_number_and_a_day_to_be_decided_by(reloj: MovableClock) -> None:
    peticion = casos.notificada()
    reloj.set(datetime(2026, 2, 17, 23, 50))
    one = _appeal(peticion)
    assert (one.en_termino, one.limite_el, one.vence_el) == (True, date(2026, 2, 17), date(2026, 4, 17))
    assert one.numero.serie == "E"
    assert one.numero.numero != peticion.radicado
    assert (peticion.estado, peticion.abierta) == ("en_recurso", True)
    mails = {one.letter: one.body for one in db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id))}
    assert one.numero.numero in mails["pqrs/recurso"]
    assert "viernes 17 de abril de 2026" in mails["pqrs/recurso"]
    assert "No insulté" not in mails["pqrs/recurso"] + mails["pqrs/recurso_oficina"]


def test_a_late_one_is_filed_too_and_told_so_and_only_it_is_refused_as_late(reloj: MovableClock) -> None:
    peticion = casos.notificada()
    reloj.set(datetime(2026, 2, 18, 0, 5))
    one = _appeal(peticion)
    assert one.en_termino is False
    assert list_eventos("peticion", peticion.id)[-1].datos["en_termino"] is False
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/recurso")).one()
    assert "después del último día, que era el martes 17 de febrero de 2026" in mail.body
    letter = _decide(peticion, "rechaza")
    assert "se presentó después de su último día" in letter.cuerpo
    in_time = casos.en_recurso()
    with pytest.raises(DomainError, match="se presentó a tiempo") as refused:
        _decide(in_time, "rechaza")
    assert refused.value.field == "sentido"


def test_what_it_decides_is_a_letter_of_its_own_that_is_notified_and_admits_no_other(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    answered = peticion.respondida_en
    reloj.set(datetime(2026, 2, 20, 9))
    letter = _decide(peticion, "confirma")
    assert (peticion.estado, peticion.notificada_en, peticion.respondida_en) == ("por_notificar", None, answered)
    assert "Se confirma la decisión de la carta" in letter.cuerpo
    (one,) = list_recursos(peticion)
    assert (one.sentido, one.decision_id, one.resuelto_en) == ("confirma", letter.id, clock.now())
    steps = pasos_of(peticion, last_respuesta(peticion), get_calendario())
    assert steps is not None
    assert (steps.citar_hasta, steps.recurso_hasta, steps.puede_recurrir) == (date(2026, 2, 27), None, False)
    assert "citar" in steps.actos
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    with pytest.raises(Conflict, match="no procede recurso"):
        _appeal(peticion)


def test_when_what_ended_the_petition_falls_the_petition_goes_on_with_its_whole_term(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    reloj.set(datetime(2026, 2, 20, 9))
    letter = _decide(peticion, "revoca")
    assert (peticion.estado, peticion.respondida_en, peticion.vence_el) == ("en_tramite", None, date(2026, 3, 13))
    assert "a más tardar el viernes 13 de marzo de 2026" in letter.cuerpo
    assert find_pendiente(peticion) is None
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    assert peticion.estado == "en_tramite"


@pytest.mark.parametrize("sentido", ["modifica", "revoca"])
def test_an_answer_that_is_changed_is_changed_by_the_letter_itself(reloj: MovableClock, sentido: str) -> None:
    peticion = _denied()
    _appeal(peticion)
    _decide(peticion, sentido, "El permiso queda concedido por un año.")
    assert peticion.estado == "por_notificar"


def test_reasons_are_asked_of_both(reloj: MovableClock) -> None:
    peticion = casos.notificada()
    with pytest.raises(DomainError) as refused:
        _appeal(peticion, "  ")
    assert refused.value.field == "texto"
    _appeal(peticion)
    for sentido, motivo, field in (("confirma", " ", "motivo"), ("perdona", "x", "sentido")):
        with pytest.raises(DomainError) as refused:
            _decide(peticion, sentido, motivo)
        assert refused.value.field == field
    assert find_pendiente(peticion) is not None


def test_a_simple_answer_admits_none_and_a_decision_only_one(reloj: MovableClock) -> None:
    with pytest.raises(Conflict, match="no procede recurso"):
        _appeal(casos.respondida())
    peticion = casos.en_recurso()
    with pytest.raises(Conflict):
        _appeal(peticion)


def test_who_appeals_before_being_notified_knows_the_decision(reloj: MovableClock) -> None:
    peticion = casos.citada()
    reloj.set(datetime(2026, 2, 6, 9))
    one = services.presentar_recurso(peticion, texto="Trae su recurso.", actor=casos.actor("ines"))
    carta = last_respuesta(peticion)
    steps = find_notificacion(carta) if carta else None
    assert steps is not None
    assert (steps.forma, peticion.notificada_en, one.en_termino) == ("conducta", clock.now(), True)
    assert one.recibido_por == casos.funcionario("ines")


def test_only_the_counter_files_for_others_and_only_who_decides_decides(reloj: MovableClock) -> None:
    peticion = casos.notificada()
    with pytest.raises(Forbidden):
        services.presentar_recurso(peticion, texto="x", actor=casos.actor("jairo"))
    with pytest.raises(Forbidden):
        services.presentar_recurso(peticion, texto="x", actor=ciudadano(peticion.id + 1))
    _appeal(peticion)
    with pytest.raises(Forbidden):
        _decide(peticion, "confirma", actor=casos.actor("jairo"))


def test_two_at_once_do_not_both_decide(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    seen = peticion.version
    _decide(peticion, "confirma", version=seen)
    with pytest.raises(Conflict):
        _decide(peticion, "revoca", version=seen)


def test_those_that_wait_have_their_own_view(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    assert [one.radicado for one in list_bandeja(casos.actor("nubia"), Filtro(vista="con_recurso"))] == [peticion.radicado]
    assert "con_recurso" not in [one.estado for one in list_bandeja(casos.actor("jairo"), Filtro(vista="terminadas"))]


def test_a_change_of_the_calendar_leaves_alone_what_was_answered_already(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    peticion.calendario_version = "another"
    db.session.flush()
    assert recalcular_abiertas(limit=10) == (0, 0)
    assert peticion.estado == "en_recurso"
