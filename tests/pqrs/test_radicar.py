"""Filing: number, term, tracking code, acknowledgement; and what is refused."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.services import store_bytes
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion, Solicitante
from portal.pqrs.queries.caso import find_by_code
from portal.pqrs.tipos import TipoPeticion
from portal.web.sessions import hash_token
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def test_a_petition_gets_the_next_number_of_its_year_and_its_due_date(reloj: MovableClock) -> None:
    first, second = casos.radicar(), casos.radicar()
    assert first.radicado.startswith("2026-E-")
    assert int(second.radicado[-6:]) == int(first.radicado[-6:]) + 1
    assert first.vence_el == date(2026, 2, 24)
    assert (first.plazo_dias, first.plazo_unidad) == (15, "habiles")
    assert "14" in first.plazo_norma


def test_the_number_belongs_to_the_year_of_reception_in_bogota(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 12, 31, 23, 59, 59))
    last = casos.radicar()
    reloj.advance(seconds=1)
    first = casos.radicar()
    assert last.radicado.startswith("2026-E-")
    assert first.radicado == "2027-E-000001"


def test_after_hours_the_number_is_given_at_once_and_only_the_counting_moves(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 9, 9, 17, 0, 1))
    peticion = casos.radicar()
    assert peticion.recibida_en == clock.now()
    assert peticion.efectiva_el == date(2026, 9, 10)
    assert (peticion.vence_el, peticion.estricta_el) == (date(2026, 10, 1), date(2026, 9, 30))


def test_at_the_counter_a_person_is_always_within_hours(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 9, 9, 17, 20))
    peticion = services.radicar(casos.datos(canal="ventanilla"), actor=casos.actor("ines"), codigo_hash="0" * 64)
    assert peticion.vence_el == date(2026, 9, 30)
    assert peticion.recibida_por_id == casos.funcionario("ines").id


def test_an_anonymous_petition_without_address_is_accepted_and_keeps_no_person(reloj: MovableClock) -> None:
    people = db.session.scalar(select(func.count()).select_from(Solicitante))
    peticion = casos.radicar(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    assert peticion.anonima
    assert peticion.quien == "Anónimo"
    assert db.session.scalar(select(func.count()).select_from(Solicitante)) == people
    assert db.session.scalar(select(OutboxMail).where(OutboxMail.about_id == peticion.id)) is None


def test_a_child_goes_before_any_other(reloj: MovableClock) -> None:
    child = casos.DatosSolicitante(tipo="menor", primer_nombre="Luna", primer_apellido="Lasso")
    peticion = casos.radicar(solicitante=child, medio_respuesta="aviso", acepta_notificacion=False)
    assert peticion.preferente
    assert "niño" in peticion.preferente_motivo


def test_the_acknowledgement_goes_to_the_outbox_in_the_same_transaction(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.about_type == "peticion", OutboxMail.about_id == peticion.id)).one()
    assert letter.recipient == "ana@correo.example"
    assert peticion.radicado in letter.subject + letter.body
    assert casos.CODIGO not in letter.body + letter.html
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Peticion)) == 0
    assert db.session.scalar(select(func.count()).select_from(OutboxMail)) == 0


def test_annexes_are_noted_with_the_case(reloj: MovableClock) -> None:
    received = store_bytes("foto del poste.pdf", "application/pdf", b"%PDF-1.7\nfoto")
    peticion = casos.radicar(archivos=(received,))
    assert [one.nombre for one in list_archivos("peticion", peticion.id)] == ["foto del poste.pdf"]
    assert list_eventos("peticion", peticion.id)[0].datos["anexos"] == 1


def test_the_case_is_found_only_with_number_and_code_together(reloj: MovableClock) -> None:
    peticion = casos.radicar()
    db.session.flush()
    assert find_by_code(peticion.radicado, hash_token(casos.CODIGO)) is peticion
    assert find_by_code(peticion.radicado, hash_token("otro")) is None
    assert find_by_code("2026-E-999999", hash_token(casos.CODIGO)) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"texto": "   "}, "texto"),
        ({"solicitante": None}, "correo"),
        ({"medio_respuesta": "direccion"}, "direccion"),
        ({"solicitante": None, "medio_respuesta": "aviso"}, "correo"),
    ],
)
def test_what_makes_an_answer_impossible_is_asked_for_beside_its_field(reloj: MovableClock, changes: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        casos.radicar(**changes)
    assert refused.value.field == field
    assert db.session.scalar(select(func.count()).select_from(Peticion)) == 0


def test_only_the_counter_files_for_others(reloj: MovableClock) -> None:
    with pytest.raises(Forbidden):
        services.radicar(casos.datos(canal="ventanilla"), actor=casos.actor("beto"), codigo_hash="0" * 64)


def test_a_text_of_a_megabyte_is_kept_whole(reloj: MovableClock) -> None:
    text = "Señor alcalde: " + "agua " * 200_000
    peticion = casos.radicar(texto=text, asunto="")
    assert peticion.texto == text.strip()
    assert len(peticion.asunto) <= 91
    assert peticion.asunto.endswith("…")


@pytest.mark.parametrize("tipo", list(TipoPeticion))
def test_every_kind_can_be_filed_and_has_its_term(reloj: MovableClock, tipo: TipoPeticion) -> None:
    peticion = services.radicar(casos.datos(tipo=tipo), actor=ciudadano(), codigo_hash="0" * 64)
    assert peticion.vence_el > peticion.efectiva_el
    assert peticion.plazo_norma
