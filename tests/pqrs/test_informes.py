"""The periodic reports: right figures of the record, frozen at issue with their hashes, and the same when they are counted again."""

import csv
import hashlib
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from portal.audit.heads import verify
from portal.audit.models import Evento
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import BOGOTA, MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.database import transaction
from portal.entidad.services import add_dia
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.informes import FILAS, canonico, diferencias
from portal.pqrs.jobs_informes import preparar_informes
from portal.pqrs.models import Informe, Peticion
from portal.pqrs.periodos import CLASES, Periodo, list_terminados, periodo_de
from portal.pqrs.queries.informes import list_pendientes
from portal.pqrs.services import informes
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support import informes as hechos
from tests.support.pages import PageClient

pytestmark = pytest.mark.usefixtures("app")
APRIL, JULY = datetime(2026, 4, 1, 8, 0, tzinfo=BOGOTA), datetime(2026, 7, 1, 8, 0, tzinfo=BOGOTA)


def _rows(client: PageClient, informe: Informe) -> list[dict[str, str]]:
    content = client.get(f"/pqrs/informes/{informe.id}/informe.csv").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


def _recount(app: Flask, informe: Informe) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["pqrs", "informes", "recalcular", str(informe.id)])
    return result.exit_code, result.output


def _three_requests() -> None:
    """One answered, one passed on, one refused; besides a petition of another kind."""
    with transaction():
        casos.respondida(tipo=TipoPeticion.INFORMACION)
        casos.trasladada(tipo=TipoPeticion.DOCUMENTOS)
        casos.negada(tipo=TipoPeticion.DOCUMENTOS)
        casos.respondida(tipo=TipoPeticion.RECLAMO)


@pytest.mark.parametrize(
    ("clase", "dia", "expected"),
    [
        ("acceso", date(2026, 2, 3), (date(2026, 1, 1), date(2026, 3, 31))),
        ("acceso", date(2026, 12, 31), (date(2026, 10, 1), date(2026, 12, 31))),
        ("control_interno", date(2028, 2, 29), (date(2028, 1, 1), date(2028, 6, 30))),
        ("control_interno", date(2026, 7, 1), (date(2026, 7, 1), date(2026, 12, 31))),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(clase: str, dia: date, expected: tuple[date, date]) -> None:
    assert periodo_de(CLASES[clase], dia) == Periodo(*expected)


def test_only_periods_that_are_over_have_a_report() -> None:
    found = list(list_terminados(CLASES["acceso"], date(2025, 11, 20), date(2026, 6, 30)))
    assert [one.desde for one in found] == [date(2026, 1, 1), date(2025, 10, 1)]


def test_the_access_report_counts_each_request_with_its_time(client: PageClient, reloj: MovableClock) -> None:
    _three_requests()
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    total = made.datos["cifras"]["total"]
    assert (total["recibidas"], total["respondidas"], total["trasladadas"], total["negadas"]) == (3, 2, 1, 1)
    rows = _rows(client, made)
    assert list(rows[0]) == list(FILAS)
    assert [(one["situacion"], one["negada"], one["dias_habiles"]) for one in rows] == [
        ("Respondida", "no", "0"), ("Trasladada", "no", ""), ("Respondida", "sí", "0"),
    ]  # fmt: skip
    assert rows[1]["trasladada_a"] == "Corporación Autónoma Regional de Nariño"


def test_the_half_yearly_report_counts_all_kinds_of_its_half_year_only(client: PageClient, reloj: MovableClock) -> None:
    _three_requests()
    reloj.set(JULY)
    with transaction():
        casos.radicar()
        made = hechos.expedido("control_interno")
    assert made.datos["cifras"]["total"]["recibidas"] == 4
    rows = _rows(client, made)
    assert {one["nombre"]: one["recibidas"] for one in rows if one["grupo"] == "mes"} == {"Febrero de 2026": "4"}
    assert "filas" not in made.datos


def test_a_period_without_requests_has_a_report_of_zeros(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(tipo=TipoPeticion.RECLAMO)
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    assert made.datos["cifras"]["total"]["recibidas"] == 0
    assert client.get(f"/pqrs/informes/{made.id}").status_code == 200


def test_a_period_that_is_not_over_or_has_its_report_gets_none(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    for clase in ("acceso", "nada"):
        with pytest.raises(DomainError):
            informes.preparar_informe(clase, date(2026, 1, 1), actor=casos.actor("hernan"))
    reloj.set(APRIL)
    with transaction():
        hechos.borrador()
    with pytest.raises(Conflict), transaction():
        hechos.borrador()


def test_nobody_prepares_or_issues_without_the_permission(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    reloj.set(JULY)
    with pytest.raises(Forbidden), transaction():
        hechos.borrador(quien="jairo")
    with transaction():
        own, control = hechos.borrador(quien="ines"), hechos.borrador("control_interno", quien="ines")
        with pytest.raises(Forbidden):
            hechos.expedir(control, quien="ines")
        assert hechos.expedir(own, quien="ines").is_expedido


def test_what_was_issued_is_what_was_looked_at(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(tipo=TipoPeticion.INFORMACION)
    reloj.set(APRIL)
    with transaction():
        draft = hechos.borrador()
        seen, version = draft.huella, draft.version
        casos.radicar(tipo=TipoPeticion.INFORMACION)
        informes.contar_borrador(draft, observaciones="Se tardó en marzo.", actor=casos.actor("hernan"))
        assert draft.huella != seen
        for changes in ({"huella": seen}, {"version": version}):
            with pytest.raises(Conflict):
                hechos.expedir(draft, **changes)
        hechos.expedir(draft)
    assert draft.datos["observaciones"] == "Se tardó en marzo."


def test_an_issued_report_is_changed_by_nobody(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    hernan = casos.actor("hernan")
    for act in (
        lambda: informes.contar_borrador(made, observaciones="Otra cosa", actor=hernan),
        lambda: hechos.expedir(made),
        lambda: informes.descartar_correccion(made, actor=hernan),
    ):
        with pytest.raises(Conflict):
            act()
    for statement in (update(Informe).values(huella="0" * 64), text("DELETE FROM informe")):
        with pytest.raises(DatabaseError), db.session.begin_nested():
            db.session.execute(statement)


def test_a_correction_is_another_report_that_names_the_first_and_why(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(tipo=TipoPeticion.INFORMACION)
    reloj.set(APRIL)
    with transaction():
        first = hechos.expedido()
    hernan = casos.actor("hernan")
    with pytest.raises(DomainError):
        informes.corregir_informe(first, motivo=" ", actor=hernan)
    with transaction():
        second = informes.corregir_informe(first, motivo="Faltaba una oficina.", actor=hernan)
        with pytest.raises(Conflict):
            informes.corregir_informe(first, motivo="Otra vez.", actor=hernan)
    assert client.get(f"/pqrs/informes/{second.id}").status_code == 404
    with transaction():
        hechos.expedir(second)
    assert f"informe {second.id}" in client.page(f"/pqrs/informes/{first.id}").text()
    page = client.page(f"/pqrs/informes/{second.id}").text()
    assert "Faltaba una oficina." in page
    assert f"Corrige el informe {first.id}" in page


def test_a_correction_that_is_not_needed_is_given_up_and_a_first_report_is_not(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    reloj.set(JULY)
    hernan = casos.actor("hernan")
    with transaction():
        first, due = hechos.expedido(), hechos.borrador("control_interno")
        informes.descartar_correccion(informes.corregir_informe(first, motivo="Creí que faltaba.", actor=hernan), actor=hernan)
        with pytest.raises(Conflict):
            informes.descartar_correccion(due, actor=hernan)
    assert db.session.scalars(select(Informe.id).order_by(Informe.id)).all() == [first.id, due.id]


def test_counted_again_years_later_it_gives_the_same_bytes(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    """Whatever happened since: answers, another kind, another calendar, an office with another name."""
    _three_requests()
    with transaction():
        waiting = casos.con_borrador(tipo=TipoPeticion.INFORMACION)
    reloj.set(APRIL)
    with transaction():
        made = [hechos.expedido()]
    reloj.set(JULY)
    with transaction():
        made.append(hechos.expedido("control_interno"))
    files = [client.get(f"/pqrs/informes/{one.id}/informe.{kind}").get_data() for one in made for kind in ("json", "csv", "pdf")]
    reloj.set(datetime(2029, 5, 2, 9, 0, tzinfo=BOGOTA))
    with transaction():
        one = db.session.get_one(Peticion, waiting.id)
        services.responder(one, make_letter=casos.make_letter, actor=casos.actor("jairo"))
        casos.dependencia("150").nombre = "Secretaría con otro nombre"
        add_dia(fecha=date(2026, 2, 4), motivo="Día cívico", acto="Decreto 1", actor=casos.actor("efrain"), confirmado=True)
    for one_report in made:
        assert _recount(app, one_report) == (0, _equal(one_report))
    assert files == [client.get(f"/pqrs/informes/{one.id}/informe.{kind}").get_data() for one in made for kind in ("json", "csv", "pdf")]
    with transaction():
        later = informes.corregir_informe(made[0], motivo="Ya se respondió.", actor=casos.actor("hernan"))
    assert later.datos["cifras"]["total"]["respondidas"] == made[0].datos["cifras"]["total"]["respondidas"] + 1


def _equal(informe: Informe) -> str:
    return f"Igual: el informe {informe.id} da los mismos datos, la misma tabla y las mismas huellas ({informe.huella}).\n"


def test_counting_again_names_the_figure_that_differs(app: Flask, reloj: MovableClock) -> None:
    """Somebody with the database in their hands altered an act of the record."""
    _three_requests()
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    one = db.session.scalars(select(Evento).where(Evento.tipo == "peticion_trasladada").order_by(Evento.id)).one()
    with db.session.begin_nested():
        _without_triggers("evento", "UPDATE evento SET tipo = 'nota_agregada', datos = '{}' WHERE id = :key", key=one.id)
    db.session.expire_all()
    code, told = _recount(app, made)
    assert code == 1
    assert "cifras.total.trasladadas: 1 → 0" in told
    assert "filas[2026-E-000002].situacion: Trasladada → Sin responder" in told
    assert verify().broken_id == one.id


def test_counting_again_tells_that_what_is_kept_was_altered(app: Flask, reloj: MovableClock) -> None:
    _three_requests()
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    key, datos = made.id, json.dumps({**made.datos, "observaciones": "Todo bien."})
    with db.session.begin_nested():
        _without_triggers("informe", "UPDATE informe SET datos = :datos WHERE id = :key", datos=datos, key=key)
        db.session.execute(text("UPDATE archivo SET sha256 = :gone WHERE objeto_tipo = 'informe' AND etiqueta = 'csv'"), {"gone": "0" * 64})
    db.session.expire_all()
    code, told = _recount(app, db.session.get_one(Informe, key))
    assert code == 1
    assert "Los datos guardados no dan la huella del informe." in told
    assert "El archivo csv guardado no es el que se expidió." in told


def _without_triggers(table: str, statement: str, **values: Any) -> None:
    """What only who owns the database can do."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        db.session.execute(text(statement), values)
        db.session.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        return
    kept = db.session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"), {"table": table})
    triggers = kept.all()
    for one in triggers:
        db.session.execute(text(f"DROP TRIGGER {one.name}"))
    db.session.execute(text(statement), values)
    for one in triggers:
        db.session.connection().exec_driver_sql(one.sql)


def test_differences_are_named_by_what_they_are_of() -> None:
    before = {"total": {"a": 1, "b": None}, "clase": [{"clave": "queja", "n": 1}, {"clave": "reclamo", "n": 2}]}
    after = {"total": {"a": 2, "b": None}, "clase": [{"clave": "reclamo", "n": 2}]}
    assert list(diferencias(before, after)) == ["clase[queja]: {'clave': 'queja', 'n': 1} → no está", "total.a: 1 → 2"]


def test_the_hash_is_of_the_file_that_anybody_downloads(client: PageClient, reloj: MovableClock) -> None:
    _three_requests()
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    page = client.page(f"/pqrs/informes/{made.id}").text()
    for kind, expected in (("json", made.huella), ("csv", made.csv_sha256), ("pdf", made.pdf_sha256)):
        content = client.get(f"/pqrs/informes/{made.id}/informe.{kind}").get_data()
        assert hashlib.sha256(content).hexdigest() == expected
        assert expected in page
    assert canonico(json.loads(client.get(f"/pqrs/informes/{made.id}/informe.json").get_data())) == canonico(made.datos)


def test_the_record_keeps_who_issued_it_with_its_hashes(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    reloj.set(APRIL)
    with transaction():
        made = hechos.expedido()
    event = db.session.scalars(select(Evento).where(Evento.tipo == "informe_expedido").order_by(Evento.id)).one()
    assert (event.actor_nombre, event.objeto_id, event.datos["huella"]) == ("Hernán Hidalgo", made.id, made.huella)


def test_the_draft_is_there_the_day_after_and_who_issues_it_is_told_once(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    reloj.set(APRIL - timedelta(days=1))
    assert preparar_informes() == 0
    reloj.set(JULY + timedelta(days=3))
    assert [preparar_informes(), preparar_informes()] == [2, 0]
    told = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/informe_por_expedir").order_by(OutboxMail.id)).all()
    by_report = {(one.subject.split(":")[1].split(",")[0].strip(), one.recipient.split("@")[0]) for one in told}
    assert by_report == {
        (CLASES["acceso"].nombre, "hernan"), (CLASES["acceso"].nombre, "ines"), (CLASES["acceso"].nombre, "carmen"),
        (CLASES["control_interno"].nombre, "hernan"),
    }  # fmt: skip
    assert len(told) == len(by_report)
    assert [(one.clase.clave, one.periodo.desde) for one in list_pendientes()] == [("acceso", date(2026, 1, 1))]


def test_without_any_filing_nothing_is_prepared(reloj: MovableClock) -> None:
    reloj.set(JULY)
    assert preparar_informes() == 0


def test_a_rating_is_counted_from_the_record(reloj: MovableClock) -> None:
    with transaction():
        rated = casos.respondida(tipo=TipoPeticion.INFORMACION)
        services.calificar(rated, puntaje=5, resuelto=True, comentario="Gracias, Ana Arteaga", actor=ciudadano(rated.id))
    reloj.set(APRIL)
    with transaction():
        made = hechos.borrador()
    total = made.datos["cifras"]["total"]
    assert (total["encuestas"], total["satisfaccion"]) == (1, 5.0)
    assert clock.now() == APRIL
