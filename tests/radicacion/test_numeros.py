"""Numbers: in order of reception, no gap, no repetition, no deletion, beginning again each year (Acuerdo AGN 001 de 2024)."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.audit.queries import list_eventos
from portal.core.actors import SISTEMA, Actor
from portal.core.clock import BOGOTA, MovableClock
from portal.core.errors import Conflict, DomainError
from portal.database import transaction
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.radicacion.models import Contador, NuncaSeBorra, Radicado
from portal.radicacion.queries import get_by_numero
from portal.radicacion.services import anular, radicar_entrada, radicar_salida

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=BOGOTA)
WHY = "Se radicó dos veces el mismo oficio en la ventanilla."


def entrada(at: datetime = NOON) -> Radicado:
    return radicar_entrada(objeto_tipo="peticion", recibida_en=at)


def somebody() -> Actor:
    return db.session.scalars(select(Funcionario).order_by(Funcionario.id)).first().as_actor()  # type: ignore[union-attr]


def test_numbers_follow_each_other_from_one_in_each_series(app: Flask) -> None:
    with transaction():
        given = [entrada().numero, entrada().numero, radicar_salida(objeto_tipo="respuesta", en=NOON).numero, entrada().numero]
    assert given == ["2026-E-000001", "2026-E-000002", "2026-S-000001", "2026-E-000003"]


def test_a_rollback_leaves_no_gap(app: Flask) -> None:
    def fail() -> None:
        with transaction():
            assert entrada().numero == "2026-E-000002"
            raise RuntimeError

    with transaction():
        entrada()
    with pytest.raises(RuntimeError):
        fail()
    with transaction():
        assert entrada().numero == "2026-E-000002"
    assert get_by_numero("2026-E-000003") is None


def test_the_year_is_that_of_the_reception_in_bogota(app: Flask) -> None:
    with transaction():
        last = entrada(datetime(2026, 12, 31, 23, 59, 59, tzinfo=BOGOTA))
        first = entrada(datetime(2027, 1, 1, 0, 0, 0, tzinfo=BOGOTA))
        # Half past four in the morning of the new year in UTC is still the old one in Colombia.
        late = entrada(datetime(2027, 1, 1, 4, 30, tzinfo=UTC))
    assert (last.numero, first.numero, late.numero) == ("2026-E-000001", "2027-E-000001", "2026-E-000002")


def test_an_instant_without_its_zone_has_no_year(app: Flask) -> None:
    with pytest.raises(ValueError, match="time zone"):
        entrada(NOON.replace(tzinfo=None))


def test_the_millionth_number_of_a_year_grows_a_digit(app: Flask) -> None:
    with transaction():
        entrada()
        db.session.execute(update(Contador).where(Contador.vigencia == 2026).values(ultimo=999_999))
        assert entrada().numero == "2026-E-1000000"


def test_verification_codes_are_random_and_readable(app: Flask) -> None:
    with transaction():
        one, two = entrada(), entrada()
    assert one.codigo_verificacion != two.codigo_verificacion
    assert len(one.codigo_verificacion) == 24
    assert one.codigo_legible.count("-") == 5
    assert not set("01IO") & set(one.codigo_verificacion)


def test_voiding_keeps_the_row_with_who_when_and_why(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        radicado = entrada()
        actor = somebody()
        anular(radicado, justificacion=WHY, actor=actor)
    kept = get_by_numero("2026-E-000001")
    assert kept is not None
    assert kept.is_anulado
    assert (kept.anulado_en, kept.anulado_por_id, kept.anulado_justificacion) == (reloj(), actor.id, WHY)
    assert [one.tipo for one in list_eventos("radicado", kept.id)] == ["numero_anulado"]
    with transaction():
        assert entrada().numero == "2026-E-000002"


@pytest.mark.parametrize("reason", ["", "   ", "error", "x" * 1001])
def test_voiding_needs_a_justification(app: Flask, reason: str) -> None:
    with transaction():
        radicado = entrada()
        with pytest.raises(DomainError) as refused:
            anular(radicado, justificacion=reason, actor=SISTEMA)
    assert refused.value.field == "justificacion"
    assert not radicado.is_anulado


def test_a_number_is_voided_once(app: Flask) -> None:
    with transaction():
        radicado = entrada()
        anular(radicado, justificacion=WHY, actor=SISTEMA)
        with pytest.raises(Conflict, match="ya estaba anulado"):
            anular(radicado, justificacion="Otra razón para anularlo.", actor=SISTEMA)
    assert radicado.anulado_justificacion == WHY


@pytest.fixture
def radicado(app: Flask) -> Radicado:
    with transaction():
        made = entrada()
        made.objeto_id = 7
        anular(made, justificacion=WHY, actor=SISTEMA)
    return made


def test_the_session_refuses_to_delete_a_number_or_a_counter(radicado: Radicado) -> None:
    db.session.delete(radicado)
    with pytest.raises(NuncaSeBorra):
        db.session.flush()
    db.session.rollback()
    for model in (Radicado, Contador):
        with pytest.raises(NuncaSeBorra):
            db.session.execute(delete(model))


FORBIDDEN = [
    "DELETE FROM radicado",
    "DELETE FROM contador",
    "UPDATE radicado SET numero = '2026-E-000009', consecutivo = 9",
    "UPDATE radicado SET fecha = '2020-01-01'",
    "UPDATE radicado SET codigo_verificacion = 'AAAAAAAAAAAAAAAAAAAAAAAA'",
    "UPDATE radicado SET objeto_id = 8",
    "UPDATE radicado SET anulado_en = NULL",
    "UPDATE radicado SET anulado_justificacion = 'otra historia distinta'",
    "UPDATE contador SET ultimo = 0",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_itself_refuses_to_change_what_was_given(radicado: Radicado, statement: str) -> None:
    with pytest.raises(DBAPIError, match=r"what was given|nothing is removed"):
        db.session.execute(text(statement))
    db.session.rollback()


BROKEN = [
    {"numero": "2026-E-000002", "consecutivo": 3},
    {"numero": "2026-S-000002", "consecutivo": 2},
    {"numero": "2025-E-000002", "consecutivo": 2},
    {"numero": "2026-E-2", "consecutivo": 2},
    {"numero": "2026-E-000000", "consecutivo": 0},
    {"numero": "2026-E-000001", "consecutivo": 1},
]


@pytest.mark.parametrize("values", BROKEN)
def test_the_table_takes_no_number_that_is_malformed_or_repeated(radicado: Radicado, values: dict[str, object]) -> None:
    db.session.add(Radicado(vigencia=2026, serie="E", objeto_tipo="peticion", fecha=NOON, codigo_verificacion="Z" * 24, **values))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
