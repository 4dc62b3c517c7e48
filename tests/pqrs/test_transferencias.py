"""Transfers to the central archive: what must go by the table, the inventory, and that nobody learns more by it."""

import csv
import io
from datetime import date

import pytest
from pypdf import PdfReader

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.pqrs import services
from portal.pqrs.models import Peticion, Transferencia
from portal.pqrs.queries.transferencias import find_transferencia_of, get_transferencia_for, list_por_transferir
from portal.pqrs.services.transferir import devolver_transferencia, entregar_transferencia, recibir_transferencia
from portal.pqrs.tipos import TipoPeticion
from tests.support import archivo, casos
from tests.support.oficina import fresh
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _old(reloj: MovableClock, count: int = 1) -> list[Peticion]:
    """Cases that were closed more than the two years ago that the table gives to the office."""
    archivo.adoptada()
    made = [casos.cerrada() for _ in range(count)]
    reloj.advance(days=2 * 366)
    return made


def _keys(who: str, **changes: bool) -> set[int]:
    return {one.peticion.id for one in list_por_transferir(casos.actor(who), **changes)}


def _delivered(reloj: MovableClock) -> tuple[Peticion, Transferencia]:
    (peticion,) = _old(reloj)
    return peticion, entregar_transferencia({peticion.id}, actor=casos.actor("octavio"))


def test_a_case_must_go_on_the_day_its_years_in_the_office_end_and_not_before(reloj: MovableClock) -> None:
    archivo.adoptada()
    peticion = casos.cerrada()
    reloj.set(reloj().replace(year=2028, month=2, day=2))
    assert _keys("octavio") == set()
    reloj.advance(days=1)
    assert _keys("octavio") == {peticion.id}


def test_what_is_open_has_no_series_or_was_only_answered_never_goes(reloj: MovableClock) -> None:
    (peticion,) = _old(reloj)
    reloj.advance(days=-2 * 366)
    casos.en_tramite()
    casos.respondida()
    casos.cerrada(tipo=TipoPeticion.CONSULTA)
    reloj.advance(days=2 * 366)
    assert _keys("octavio") == {peticion.id}


def test_the_inventory_keeps_series_dates_and_sizes_and_the_state_of_the_case_stays(reloj: MovableClock) -> None:
    peticion, made = _delivered(reloj)
    (line,) = made.casos
    assert (line.codigo, line.abierta_el, line.cerrada_el) == ("150.24.01", date(2026, 2, 3), date(2026, 2, 3))
    assert line.documentos == 1  # its letter
    assert (made.estado, peticion.estado, _keys("octavio")) == ("entregada", "cerrada", set())


def test_the_central_archive_receives_it_once(reloj: MovableClock) -> None:
    peticion, made = _delivered(reloj)
    recibir_transferencia(made, version=made.version, actor=casos.actor("octavio"))
    assert made.estado == "recibida"
    assert find_transferencia_of(peticion) is made
    with pytest.raises(Conflict):
        recibir_transferencia(made, version=made.version, actor=casos.actor("octavio"))
    with pytest.raises(Conflict):
        devolver_transferencia(made, motivo="Falta", version=made.version, actor=casos.actor("octavio"))


def test_given_back_with_a_reason_its_cases_may_go_again(reloj: MovableClock) -> None:
    peticion, made = _delivered(reloj)
    with pytest.raises(DomainError) as refused:
        devolver_transferencia(made, motivo=" ", version=made.version, actor=casos.actor("octavio"))
    assert refused.value.field == "motivo"
    devolver_transferencia(made, motivo="Falta la carta", version=made.version, actor=casos.actor("octavio"))
    assert find_transferencia_of(peticion) is None
    assert entregar_transferencia({peticion.id}, actor=casos.actor("octavio")).numero == 2


def test_who_looked_at_an_older_page_decides_nothing(reloj: MovableClock) -> None:
    _peticion, made = _delivered(reloj)
    with pytest.raises(Conflict):
        recibir_transferencia(made, version=made.version - 1, actor=casos.actor("octavio"))


def test_only_what_is_on_the_list_is_delivered(reloj: MovableClock) -> None:
    (peticion,) = _old(reloj)
    young = casos.cerrada()
    octavio = casos.actor("octavio")
    for keys in (set(), {young.id}, {peticion.id, young.id}, {999_999}):
        with pytest.raises(DomainError):
            entregar_transferencia(keys, actor=octavio)
    with pytest.raises(Forbidden):
        entregar_transferencia({peticion.id}, actor=casos.actor("jairo"))


def test_each_act_stays_written_on_the_transfer_and_on_its_cases(reloj: MovableClock) -> None:
    peticion, made = _delivered(reloj)
    assert list_eventos("peticion", peticion.id)[-1].tipo == "caso_transferido"
    devolver_transferencia(made, motivo="Falta", version=made.version, actor=casos.actor("octavio"))
    assert [one.tipo for one in list_eventos("transferencia", made.id)] == ["transferencia_entregada", "transferencia_devuelta"]
    assert list_eventos("peticion", peticion.id)[-1].datos["motivo"] == "Falta"


def _against_officials(reloj: MovableClock) -> Peticion:
    archivo.adoptada()
    peticion = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, texto="Piden dinero.")
    services.anular(peticion, justificacion="Se radicó dos veces por error", actor=casos.actor("hernan"))
    reloj.advance(days=2 * 366)
    return peticion


def test_what_is_against_officials_travels_apart_and_only_who_sees_it_knows(reloj: MovableClock) -> None:
    peticion = _against_officials(reloj)
    assert _keys("octavio") == _keys("octavio", reservadas=True) == _keys("hernan") == set()
    assert _keys("hernan", reservadas=True) == {peticion.id}
    made = entregar_transferencia({peticion.id}, reservadas=True, actor=casos.actor("hernan"))
    with pytest.raises(NotFound):
        get_transferencia_for(casos.actor("octavio"), made.id)
    assert get_transferencia_for(casos.actor("hernan"), made.id) is made


def test_the_transfer_is_made_received_and_printed_on_its_pages(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        (peticion,) = _old(reloj)
        key = peticion.id
    sign_in(client, "octavio")
    assert "Todavía no hay transferencias" in client.page("/gestion/pqrs/transferencias").text()
    empty = client.submit("/gestion/pqrs/transferencias/nueva", {"casos": None})
    assert empty.status_code == 422
    answer = client.submit("/gestion/pqrs/transferencias/nueva", {"casos": str(key)})
    where = answer.request.path
    assert answer.status_code == 200
    assert client.submit(where, action="/recibir").status_code == 200
    assert "Recibida" in client.page(where).text()
    number, person = fresh(peticion).radicado, "Ana Arteaga"
    files = {kind: client.get(f"{where}/inventario.{kind}").data for kind in ("csv", "xlsx", "pdf")}
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";"))
    assert rows[-1][1:4] == ["150.24.01", "Peticiones / De interés general", number]
    assert files["xlsx"][:2] == b"PK"
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages)
    assert number in told
    # Neither who filed nor what they asked.
    assert not [one for one in (files["csv"].decode(), told) if person in one or "lumbrado" in one]


def test_a_transfer_that_is_not_there_and_one_that_is_not_ones_own_answer_alike(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        made = entregar_transferencia({_against_officials(reloj).id}, reservadas=True, actor=casos.actor("hernan"))
        key = made.id
    sign_in(client, "octavio")
    for path in (f"{key}", "999", f"{key}/inventario.csv"):
        assert client.get(f"/gestion/pqrs/transferencias/{path}").status_code == 404
    assert str(made.numero) not in [
        one.split()[-1] for one in client.page("/gestion/pqrs/transferencias").links() if "transferencias/" in one
    ]
