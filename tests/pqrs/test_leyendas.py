"""The legend «reclamo en trámite» of claims on personal data: two days from the complete claim, with its proof, until it is decided."""

from datetime import date, datetime
from typing import Any

import pytest

from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.cartas import norma_de
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.jobs_leyendas import recordar_leyendas
from portal.pqrs.models import LeyendaReclamo, Peticion
from portal.pqrs.queries.leyendas import leyenda_hasta_de, list_leyendas
from portal.pqrs.tipos import TipoPeticion
from portal.schedule import JOBS
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")
RECLAMO: dict[str, Any] = {"tipo": TipoPeticion.HD_RECLAMO}


def _put(peticion: Peticion, **changes: Any) -> LeyendaReclamo:
    values: dict[str, Any] = {
        "base": "Impuesto predial", "motivo": "El dueño es otro", "detalle": "La puso Octavio", "puesta_el": clock.today(),
        "actor": casos.actor("jairo"), **changes,
    }  # fmt: skip
    return services.poner_leyenda(peticion, **values)


def test_until_the_second_day_it_is_in_time_and_the_next_is_recorded_as_late(reloj: MovableClock) -> None:
    first, second = casos.en_tramite(**RECLAMO), casos.en_tramite(**RECLAMO)
    reloj.set(datetime(2026, 2, 5, 23, 50))
    one = _put(first)
    assert (one.limite_el, one.en_termino) == (date(2026, 2, 5), True)
    reloj.set(datetime(2026, 2, 6, 8))
    assert _put(second).en_termino is False


def test_an_incomplete_claim_owes_none_until_it_is_complete(reloj: MovableClock) -> None:
    peticion = casos.requerida(**RECLAMO)
    assert leyenda_hasta_de(peticion, get_calendario()) is None
    reloj.set(datetime(2026, 2, 20, 9))
    services.completar(peticion, texto="Va la escritura", actor=casos.ciudadano(peticion.id))
    assert leyenda_hasta_de(peticion, get_calendario()) == date(2026, 2, 24)


def test_of_a_case_in_matters_it_is_the_claims_day(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    casos.separar(peticion, ("consulta", "150", "jairo"), ("hd_reclamo", "150", "jairo"))
    assert leyenda_hasta_de(peticion, get_calendario()) == date(2026, 2, 5)
    _put(peticion)


@pytest.mark.parametrize(
    ("field", "value"),
    [("base", " "), ("motivo", ""), ("detalle", "\t"), ("puesta_el", date(2026, 2, 2)), ("puesta_el", date(2026, 2, 4))],
)
def test_one_without_base_reason_proof_or_possible_day_is_refused_whole(reloj: MovableClock, field: str, value: Any) -> None:
    peticion = casos.en_tramite(**RECLAMO)
    with pytest.raises(DomainError) as refused:
        _put(peticion, **{field: value})
    assert refused.value.field == field
    assert list_leyendas(peticion) == []


def test_it_is_of_claims_only_once_in_each_database_and_of_the_office_that_has_the_case(reloj: MovableClock) -> None:
    with pytest.raises(DomainError, match="solo de los reclamos"):
        _put(casos.en_tramite())
    peticion = casos.en_tramite(**RECLAMO)
    _put(peticion)
    with pytest.raises(Conflict):
        _put(peticion, base="IMPUESTO predial")
    _put(peticion, base="Sisbén")
    with pytest.raises(Forbidden):
        _put(peticion, base="Otra", actor=casos.actor("marino"))


def test_it_is_taken_out_once_the_claim_is_decided(reloj: MovableClock) -> None:
    peticion = casos.con_borrador(**RECLAMO)
    _put(peticion)
    with pytest.raises(Conflict):
        services.quitar_leyenda(peticion, quitada_el=clock.today(), actor=casos.actor("jairo"))
    services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.quitar_leyenda(peticion, quitada_el=clock.today(), actor=casos.actor("jairo"))
    assert [one.quitada_el for one in list_leyendas(peticion)] == [date(2026, 2, 3)]
    with pytest.raises(Conflict, match="no tiene leyendas"):
        services.quitar_leyenda(peticion, quitada_el=clock.today(), actor=casos.actor("jairo"))


def test_who_has_the_claim_is_reminded_once_a_day_and_the_head_when_it_is_late(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite, **RECLAMO)
    made(casos.requerida, **RECLAMO)
    made(casos.en_tramite)
    told = []
    for day in (4, 4, 5, 6, 9):
        reloj.set(datetime(2026, 2, day, 7))
        told.append(recordar_leyendas())
    assert told == [1, 0, 1, 1, 0]
    sent = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/leyenda").order_by(OutboxMail.id)).all()
    assert [one.recipient.split("@")[0] for one in sent] == ["jairo", "jairo", "jairo", "nubia"]
    assert "su último día ya pasó" in sent[-1].body
    _put(fresh(peticion))
    assert "pqrs.recordar_leyendas" in {one.name for one in JOBS}


def test_letters_on_personal_data_cite_their_own_law(reloj: MovableClock) -> None:
    assert norma_de(ClaseCarta.REQUERIMIENTO, "hd_reclamo") == "Ley 1581 de 2012, art. 15"
    assert norma_de(ClaseCarta.PRORROGA, "hd_consulta") == "Ley 1581 de 2012, art. 14"
    assert norma_de(ClaseCarta.PRORROGA, "consulta") == "Ley 1437 de 2011, art. 14, parágrafo"


def test_the_page_asks_for_it_keeps_it_and_tells_the_person(client: PageClient, reloj: MovableClock) -> None:
    peticion, other = made(casos.en_tramite, **RECLAMO), made(casos.en_tramite)
    sign_in(client, "jairo")
    assert "Leyenda" not in client.page(url_of(other)).text()
    assert "Falta ponerla" in client.page(url_of(peticion)).text()
    done = act(client, peticion, "poner-leyenda", base="Predial", motivo="Otro dueño", detalle="Octavio", puesta_el="2026-02-03")
    assert "Leyenda registrada en «Predial»" in done.get_data(as_text=True)
    assert "Falta ponerla" not in client.page(url_of(fresh(peticion))).text()
    assert "Sus datos dicen «reclamo en trámite»" in enter(client, peticion.radicado).text()
