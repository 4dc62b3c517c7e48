"""Precedence: who may say so, what is kept of it, who confirms it or takes it away, and what each reader learns."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Evento
from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.linea import tell
from portal.pqrs.models import Peticion
from portal.pqrs.preferencias import CAUSAS, ELEGIBLES
from portal.pqrs.queries.bandeja import Filtro, list_bandeja, place_of
from portal.pqrs.services import DatosSolicitante
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos, ciudadania
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

CHILD = DatosSolicitante(tipo="menor", primer_nombre="Juan", correo="juan@correo.example")


def _letters(letter: str) -> list[str]:
    return list(db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.letter == letter).order_by(OutboxMail.recipient)))


def _view(who: str, vista: str) -> list[str]:
    return [one.radicado for one in list_bandeja(casos.actor(who), Filtro(vista=vista))]


@pytest.mark.parametrize("causa", ELEGIBLES)
def test_what_a_person_says_goes_first_at_once_and_moves_no_date(app: Flask, reloj: MovableClock, causa: str) -> None:
    plain, first = made(casos.radicar), made(casos.radicar, preferencia=causa)
    assert first.vence_el == plain.vence_el
    assert (first.preferente, first.preferencia_por_confirmar, first.preferente_motivo) == (True, True, CAUSAS[causa].nombre)
    assert _view("carmen", "todas") == [first.radicado, plain.radicado]
    assert _view("carmen", "preferencia_por_confirmar") == _view("carmen", "preferentes") == [first.radicado]


def test_a_child_goes_first_by_law_and_nobody_takes_it_away(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.radicar, solicitante=CHILD, preferencia="periodista")
    assert (peticion.preferente_causa, peticion.preferencia_por_confirmar) == ("nino", False)
    with pytest.raises(DomainError, match="la ley le da prelación"):
        services.quitar_preferencia(peticion, motivo="No", actor=casos.actor("carmen"))


def test_children_stand_before_any_other_that_is_open_through_the_pages(app: Flask, reloj: MovableClock) -> None:
    early = [made(casos.radicar, preferencia="peligro"), made(casos.radicar)]
    reloj.advance(days=3)
    children = [made(casos.radicar, solicitante=CHILD) for _ in range(2)]
    expected = [one.id for one in [*children, *early]]
    found: list[int] = []
    after = None
    while True:
        rows = list_bandeja(casos.actor("carmen"), Filtro(), after=after, limit=1)
        found.append(rows[0].id)
        if len(rows) == 1:
            break
        after = place_of(rows[0])
    assert found == expected == [one.id for one in list_bandeja(casos.actor("carmen"), Filtro(), limit=9)]


def test_an_unknown_ground_is_refused(app: Flask, reloj: MovableClock) -> None:
    with pytest.raises(DomainError) as refused:
        casos.radicar(preferencia="nino")
    assert refused.value.field == "preferencia"


def test_danger_is_told_at_once_to_who_must_look_and_of_complaints_only_to_control(app: Flask, reloj: MovableClock) -> None:
    made(casos.radicar, preferencia="especial")
    assert _letters("pqrs/preferencia_pedida") == []
    made(casos.radicar, preferencia="peligro")
    assert _letters("pqrs/preferencia_pedida") == ["carmen@puerres.example", "ines@puerres.example"]
    made(casos.radicar, preferencia="dano", tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    assert _letters("pqrs/preferencia_pedida") == ["carmen@puerres.example", "hernan@puerres.example", "ines@puerres.example"]


def test_confirming_and_taking_away_have_a_reason_and_the_ground_is_in_no_record(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite, preferencia="especial")
    with transaction():
        services.dar_preferencia(peticion, causa="especial", motivo="Mostró su documento", actor=casos.actor("nubia"))
    assert not peticion.preferencia_por_confirmar
    with pytest.raises(DomainError, match="ya se atiende"):
        services.dar_preferencia(peticion, causa="dano", motivo="Otra", actor=casos.actor("nubia"))
    with transaction():
        services.quitar_preferencia(peticion, motivo="Era de otra persona", actor=casos.actor("nubia"))
    assert (peticion.preferente, peticion.preferente_causa, peticion.preferente_motivo) == (False, "", "")
    assert _letters("pqrs/preferencia_retirada") == [], "it was confirmed, not only asked for"
    facts = str([one.datos for one in db.session.scalars(select(Evento).order_by(Evento.id))])
    assert "especial" not in facts
    told = tell(list_eventos("peticion", peticion.id), for_citizen=True)
    assert [one.titulo for one in told][-2:] == ["Se atiende con preferencia", "Ya no se atiende con preferencia"]
    assert "Mostró su documento" not in str(told)
    assert "Era de otra persona" in told[-1].texto


def test_who_asked_in_vain_is_told_without_the_reason_in_the_letter(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.radicar, preferencia="periodista")
    with transaction():
        services.quitar_preferencia(peticion, motivo="No mostró su carné", actor=casos.actor("ines"))
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/preferencia_retirada")).one()
    assert letter.recipient == "ana@correo.example"
    assert "carné" not in letter.body + letter.html


@pytest.mark.parametrize(("causa", "motivo", "field"), [("regla", "Sí", "causa"), ("", "Sí", "causa"), ("dano", " ", "motivo")])
def test_precedence_is_given_with_a_ground_and_a_reason(app: Flask, reloj: MovableClock, causa: str, motivo: str, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        services.dar_preferencia(casos.radicar(), causa=causa, motivo=motivo, actor=casos.actor("ines"))
    assert refused.value.field == field


def test_who_only_answers_or_works_elsewhere_does_not_decide_it(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite, preferencia="dano")
    for who in ("jairo", "gloria", "efrain", "delia"):
        with pytest.raises(Forbidden):
            services.quitar_preferencia(peticion, motivo="No", actor=casos.actor(who))
    assert _view("gloria", "preferentes") == []
    assert _view("jairo", "preferentes") == [peticion.radicado]


def test_a_person_says_it_on_the_form_and_reads_it_where_they_follow_the_case(client: PageClient, reloj: MovableClock) -> None:
    values = {**ciudadania.fill(client, reloj), "preferencia": "dano"}
    filed = ciudadania.read(client, ciudadania.send(client, values))
    case = db.session.scalars(select(Peticion).where(Peticion.radicado == filed.radicado)).one()
    assert (case.preferente_causa, case.preferencia_por_confirmar) == ("dano", True)
    assert "Mientras lo confirmamos, va primero." in client.page(f"/pqrs/seguimiento/{filed.radicado}").text()


def test_a_forged_ground_comes_back_beside_its_field(client: PageClient, reloj: MovableClock) -> None:
    response = ciudadania.send(client, {**ciudadania.fill(client, reloj), "preferencia": "regla"})
    assert response.status_code == 422
    assert "Elija una de las razones de la lista" in Page(response).text()


def test_the_case_page_offers_to_confirm_or_to_take_away_and_the_inbox_shows_it(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar, preferencia="periodista")
    sign_in(client, "ines")
    assert "Preferente, por confirmar" in client.page("/gestion/pqrs/?vista=preferencia_por_confirmar").text()
    refused = act(client, peticion, "dar-preferencia", motivo="")
    assert refused.status_code == 422
    assert client.form_values(Page(refused), "/dar-preferencia")["dar_preferencia-causa"] == "periodista"
    assert "se atiende con preferencia" in Page(act(client, peticion, "dar-preferencia", motivo="Mostró su carné")).text()
    assert f"{url_of(peticion)}/dar-preferencia" not in str(client.page(url_of(peticion)).html)
    stale = client.form_values(client.page(url_of(peticion)), "/quitar-preferencia")
    reloj.set(datetime(2026, 2, 3, 10, 20))
    with transaction():
        services.clasificar(fresh(peticion), tipo=TipoPeticion.CONSULTA, motivo="Pide un concepto", actor=casos.actor("carmen"))
    late = client.post(f"{url_of(peticion)}/quitar-preferencia", data={**stale, "quitar_preferencia-motivo": "No"})
    assert late.status_code == 409
    assert fresh(peticion).preferente


def test_the_download_of_the_list_says_nothing_of_it(client: PageClient, reloj: MovableClock) -> None:
    made(casos.radicar, preferencia="especial")
    sign_in(client, "carmen")
    text = client.get("/gestion/pqrs/exportar.csv").get_data(as_text=True)
    assert "Ana Arteaga" in text
    assert "especial" not in text.casefold()
    assert "preferen" not in text.casefold()
