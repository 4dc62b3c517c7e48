"""Three more days for who could not send because the means failed (CPACA art. 62 num. 2)."""

from datetime import date, datetime, timedelta

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError
from portal.entidad.models import Interrupcion
from portal.entidad.services import registrar_interrupcion
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def _failure(day: int, month: int = 3, hours: int = 3) -> Interrupcion:
    begun = datetime(2026, month, day, 15, 0, tzinfo=clock.BOGOTA)
    return registrar_interrupcion(
        canal="seguimiento",
        inicio_en=begun,
        fin_en=begun + timedelta(hours=hours),
        descripcion="Se cayó internet.",
        actor=casos.actor("efrain"),
    )


def _extend(peticion: Peticion, row: Interrupcion) -> None:
    services.ampliar_por_falla(peticion, interrupcion=row, actor=casos.actor("jairo"))


def test_a_failure_on_the_last_day_gives_three_business_days_and_moves_no_term(reloj: MovableClock) -> None:
    peticion = casos.requerida()
    assert peticion.pausa_limite_el == date(2026, 3, 3)
    reloj.set(datetime(2026, 3, 3, 19, 0))
    _extend(peticion, _failure(3))
    assert (peticion.estado, peticion.pausa_limite_el, peticion.pausa_desde) == ("requerida", date(2026, 3, 6), date(2026, 2, 3))
    newest = list_eventos("peticion", peticion.id)[-1]
    assert (newest.tipo, newest.datos["limite"]) == ("tiempo_ampliado", "2026-03-06")
    mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/mas_tiempo_falla")).one()
    assert "viernes 6 de marzo de 2026" in mail.body
    services.completar(peticion, texto="Va el plano.", actor=ciudadano(peticion.id))
    assert peticion.estado == "en_tramite"


def test_nothing_is_decreed_while_the_person_has_days_again(reloj: MovableClock) -> None:
    peticion = casos.por_decretar()
    reloj.set(datetime(2026, 3, 4, 9, 0))
    _extend(peticion, _failure(3))
    with pytest.raises(Conflict, match="hasta el viernes 6 de marzo de 2026"):
        services.decretar_desistimiento(peticion, motivo="No llegó", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    reloj.set(datetime(2026, 3, 9, 9, 0))
    services.decretar_desistimiento(peticion, motivo="No llegó", make_letter=casos.make_letter, actor=casos.jefe("jairo"))


def test_more_time_may_still_be_asked_for_after_a_failure(reloj: MovableClock) -> None:
    peticion = casos.requerida()
    reloj.set(datetime(2026, 3, 3, 19, 0))
    _extend(peticion, _failure(3))
    services.pedir_mas_tiempo(peticion, actor=ciudadano(peticion.id))
    assert peticion.pausa_limite_el == date(2026, 4, 6)


@pytest.mark.parametrize(("day", "month"), [(12, 2), (4, 3)])
def test_a_failure_that_left_time_or_came_after_it_gives_nothing(reloj: MovableClock, day: int, month: int) -> None:
    peticion = casos.requerida()
    reloj.set(datetime(2026, 3, 5, 9, 0))
    with pytest.raises(DomainError, match="no le da más días") as refused:
        _extend(peticion, _failure(day, month))
    assert refused.value.field == "interrupcion"
    assert peticion.pausa_limite_el == date(2026, 3, 3)


def test_the_same_failure_gives_its_days_once(reloj: MovableClock) -> None:
    peticion = casos.devuelta()
    reloj.set(datetime(2026, 2, 17, 19, 0))
    row = _failure(17, 2)
    _extend(peticion, row)
    assert peticion.pausa_limite_el == date(2026, 2, 20)
    with pytest.raises(DomainError):
        _extend(peticion, row)
