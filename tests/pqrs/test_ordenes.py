"""A judge's order about a petition: its day stands over every other, and what waited or had ended goes on."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import OrdenJudicial, Peticion
from portal.pqrs.queries.caso import explicar
from portal.pqrs.queries.recursos import find_pendiente
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.oficina import PDF, act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _order(peticion: Peticion, **changes: Any) -> OrdenJudicial:
    found: OrdenJudicial = casos.ordenar(peticion, **{"actor": casos.jefe("jairo"), **changes})
    return found


def test_an_order_gives_the_open_case_the_judges_day_and_leaves_its_state(reloj: MovableClock) -> None:
    peticion = casos.con_borrador()
    reloj.set(datetime(2026, 3, 2, 9))
    one = _order(peticion)
    assert (peticion.estado, peticion.vence_el, peticion.estricta_el) == ("en_tramite", date(2026, 3, 4), date(2026, 3, 4))
    assert one.numero.serie == "E"
    assert list_eventos("peticion", peticion.id)[-1].datos["juez"] == "Juzgado Promiscuo Municipal de Puerres"
    assert "Un juez ordenó responder" in explicar(peticion, get_calendario()).final
    mails = {one.letter: one.body for one in db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id))}
    assert "miércoles 4 de marzo de 2026" in mails["pqrs/orden"]
    assert "Responder de fondo" not in mails["pqrs/orden"] + mails["pqrs/orden_oficina"]


def test_it_never_gives_more_time_than_the_law(reloj: MovableClock) -> None:
    peticion = casos.con_borrador()
    before = peticion.vence_el
    _order(peticion, cumplir_el=date(2026, 5, 4))
    assert peticion.vence_el == before
    with pytest.raises(DomainError, match="Un juez fijó la fecha"):
        services.prorrogar(
            peticion, motivo="Falta una visita", hasta=date(2026, 3, 10), make_letter=casos.make_letter, actor=casos.jefe("jairo")
        )


@pytest.mark.parametrize("state", ["requerida", "devuelta", "suspendida", "por_decretar_desistimiento"])
def test_what_waited_goes_on_and_its_pause_ends(reloj: MovableClock, state: str) -> None:
    peticion = casos.IN_STATE[state]()
    reloj.set(datetime(2026, 2, 5, 9))
    _order(peticion)
    assert (peticion.estado, peticion.pausa_desde, peticion.espera_ciudadano) == ("en_tramite", None, False)
    assert peticion.vence_el == date(2026, 2, 7)


@pytest.mark.parametrize("state", ["respondida", "cerrada", "trasladada", "desistida", "por_notificar"])
def test_what_had_ended_goes_on_until_the_judges_day(reloj: MovableClock, state: str) -> None:
    peticion = casos.IN_STATE[state]()
    reloj.set(datetime(2026, 4, 1, 9))
    _order(peticion, dias=5)
    assert (peticion.estado, peticion.abierta, peticion.respondida_en) == ("en_tramite", True, None)
    assert peticion.vence_el == date(2026, 4, 6)
    assert list_eventos("peticion", peticion.id)[-1].tipo == "seguida_por_orden"


def test_of_a_case_with_an_appeal_it_is_the_appeal_that_gets_the_day(reloj: MovableClock) -> None:
    peticion = casos.en_recurso()
    due = peticion.vence_el
    _order(peticion)
    pending = find_pendiente(peticion)
    assert pending is not None
    assert (peticion.estado, peticion.vence_el, pending.vence_el) == ("en_recurso", due, date(2026, 2, 5))


def test_in_matters_each_that_waits_gets_the_day(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    casos.separar(peticion, ("documentos", "150", "jairo"), ("consulta", "150", "jairo"))
    _order(peticion)
    assert [casos.asunto(peticion, numero).vence_el for numero in (1, 2)] == [date(2026, 2, 5)] * 2
    assert peticion.vence_el == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("juez", " "), ("proceso", ""), ("ordena", "\n"), ("ordenada_el", date(2026, 2, 4)), ("cumplir_el", date(2026, 2, 2)),
        # The petition was filed on 3 February.
        ("ordenada_el", date(2026, 2, 2)),
    ],
)  # fmt: skip
def test_an_order_without_judge_process_words_or_possible_days_is_refused_whole(reloj: MovableClock, field: str, value: Any) -> None:
    peticion = casos.con_borrador()
    with pytest.raises(DomainError) as refused:
        _order(peticion, **{field: value})
    assert refused.value.field == field
    assert db.session.scalars(db.select(OrdenJudicial)).all() == []


def test_a_day_to_comply_that_has_passed_is_asked_about_and_nothing_is_lost(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.con_borrador)
    reloj.set(datetime(2026, 2, 9, 9))
    sign_in(client, "nubia")
    data = {"juez": "Juzgado", "proceso": "1", "ordenada_el": "2026-02-04", "cumplir_el": "2026-02-06", "ordena": "Responda."}
    first = act(client, peticion, "registrar-orden", **data)
    assert first.status_code == 422
    assert "Ese día ya pasó." in Page(first).text()
    assert client.form_values(Page(first), "/registrar-orden")["registrar_orden-ordena"] == "Responda."
    assert "Orden radicada" in Page(act(client, peticion, "registrar-orden", vencida="y", **data)).text()
    assert fresh(peticion).vence_el == date(2026, 2, 6)


def test_what_a_judge_ordered_is_answered_and_neither_refused_paused_nor_passed_on() -> None:
    peticion, jefa = casos.con_orden(), casos.jefe("jairo")
    acts = (
        lambda: services.rechazar(peticion, motivo="Insulta", make_letter=casos.make_letter, actor=jefa),
        lambda: services.requerir(peticion, texto="Falta el plano", make_letter=casos.make_letter, actor=jefa),
        lambda: services.trasladar(peticion, autoridad=casos.autoridad(), motivo="Es suya", make_letter=casos.make_letter, actor=jefa),
    )
    for refused in acts:
        with pytest.raises(DomainError, match="Un juez ordenó"):
            refused()
    services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert peticion.estado == "por_notificar"


def test_only_who_decides_records_one_and_not_on_a_voided_case(reloj: MovableClock) -> None:
    peticion = casos.con_borrador()
    with pytest.raises(Forbidden):
        _order(peticion, actor=casos.actor("jairo"))
    with pytest.raises(Forbidden):
        _order(peticion, actor=ciudadano(peticion.id))
    with pytest.raises(Conflict):
        _order(casos.anulada(), actor=casos.jefe("carmen"))


def test_the_office_records_it_and_both_read_it_with_its_file(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.con_borrador)
    sign_in(client, "nubia")
    done = act(
        client, peticion, "registrar-orden", juez="Juzgado Segundo", proceso="2026-00012", ordenada_el="2026-02-03",
        cumplir_el="2026-02-05",
        ordena="Responda de fondo en 48 horas.", archivos=(BytesIO(PDF), "fallo.pdf"),
    )  # fmt: skip
    assert done.status_code == 200
    assert "Orden radicada con el número" in done.get_data(as_text=True)
    peticion = fresh(peticion)
    assert "Juzgado Segundo" in client.page(url_of(peticion)).text()
    assert "Un juez ordenó responder" in client.page(url_of(peticion)).text()
    again = act(client, peticion, "registrar-orden", juez="", proceso="1", ordenada_el="2026-02-03", cumplir_el="2026-02-05", ordena="x")
    assert "Escriba qué juez o tribunal lo ordena." in again.get_data(as_text=True)
    public = enter(client, peticion.radicado)
    assert "Responda de fondo en 48 horas." in public.text()
    assert "jueves 5 de febrero de 2026" in public.text()
