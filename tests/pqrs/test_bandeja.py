"""The inbox and the public register: who sees what, in which order, page by page; and the search."""

from datetime import date, datetime

import pytest

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import semaforo
from portal.pqrs.queries.bandeja import Filtro, count_vistas, is_overdue, iterate_bandeja, list_bandeja
from portal.pqrs.queries.registro import COLUMNS, FiltroRegistro, iterate_registro, list_registro
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def _radicados(rows: object) -> list[str]:
    return [row.radicado for row in rows]  # type: ignore[attr-defined]


def _several(reloj: MovableClock, count: int = 7) -> list[Peticion]:
    made = []
    with transaction():
        for number in range(count):
            reloj.set(datetime(2026, 2, 3 + number % 4, 10, number))
            made.append(casos.radicar(tipo=[TipoPeticion.PETICION_GENERAL, TipoPeticion.INFORMACION][number % 2]))
    return made


def test_the_inbox_is_in_order_of_due_date_and_its_pages_leave_none_out(reloj: MovableClock) -> None:
    made = _several(reloj)
    carmen = casos.actor("carmen")
    whole = list_bandeja(carmen, Filtro(), limit=50)
    assert [(one.vence_el, one.id) for one in whole] == sorted((one.vence_el, one.id) for one in made)
    collected, after = [], None
    while True:
        rows = list_bandeja(carmen, Filtro(), after=after, limit=3)
        collected += rows[:3]
        if len(rows) <= 3:
            break
        after = (rows[2].vence_el.isoformat(), rows[2].id)
    assert _radicados(collected) == _radicados(whole)
    assert _radicados(iterate_bandeja(carmen, Filtro(), maximum=100)) == _radicados(whole)


def test_an_official_sees_only_their_departments_cases(reloj: MovableClock) -> None:
    with transaction():
        mine, other = casos.en_tramite(), casos.radicar()
    assert _radicados(list_bandeja(casos.actor("jairo"), Filtro())) == [mine.radicado]
    assert list_bandeja(casos.actor("beto"), Filtro()) == []
    assert {mine.radicado, other.radicado} == set(_radicados(list_bandeja(casos.actor("carmen"), Filtro())))
    assert list_bandeja(casos.actor("efrain"), Filtro()) == []


def test_a_complaint_against_officials_is_in_no_other_inbox(reloj: MovableClock) -> None:
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA, texto="Sobre un funcionario llamado Zacarías")
    assert list_bandeja(casos.actor("carmen"), Filtro()) == []
    assert list_bandeja(casos.actor("carmen"), Filtro(texto="zacarias")) == []
    assert count_vistas(casos.actor("carmen"))["todas"] == 0
    assert _radicados(list_bandeja(casos.actor("hernan"), Filtro())) == [sealed.radicado]


def test_the_views_hold_what_they_say(reloj: MovableClock) -> None:
    with transaction():
        nueva, tramite, aprobar = casos.radicar(), casos.en_tramite(), casos.en_aprobacion()
        notificar, hecha = casos.por_notificar(), casos.respondida()
        services.escribir(tramite, texto="¿Cuál?", pide_respuesta=True, actor=casos.actor("jairo"))
    carmen = casos.actor("carmen")

    def view(name: str) -> set[str]:
        return set(_radicados(list_bandeja(carmen, Filtro(vista=name))))

    assert view("sin_asignar") == {nueva.radicado}
    assert view("espera") == {tramite.radicado}
    assert view("por_aprobar") == {aprobar.radicado}
    assert view("por_notificar") == {notificar.radicado}
    assert view("terminadas") == {hecha.radicado}
    assert view("vencidas") == set()
    assert set(_radicados(list_bandeja(casos.actor("jairo"), Filtro(vista="mias")))) == {
        tramite.radicado,
        aprobar.radicado,
        notificar.radicado,
    }
    assert count_vistas(carmen)["todas"] == 4


def test_overdue_says_the_same_in_sql_and_for_one_case(reloj: MovableClock) -> None:
    from portal.entidad.queries import get_calendario

    with transaction():
        cases = [casos.radicar(), casos.en_tramite(tipo=TipoPeticion.INFORMACION), casos.por_notificar(), casos.cerrada()]
    for today in (datetime(2026, 2, 17, 12), datetime(2026, 2, 18, 12), datetime(2026, 2, 24, 23, 59), datetime(2026, 2, 25, 0, 0)):
        reloj.set(today)
        in_sql = set(db.session.scalars(db.select(Peticion.id).where(is_overdue())))
        for one in cases:
            waiting = one.abierta and one.respondida_en is None
            light = semaforo(one.vence_el, one.estricta_el, today.date(), waiting, get_calendario())
            assert (one.id in in_sql) == (light == "vencida")


def test_the_search_finds_words_names_documents_and_numbers(reloj: MovableClock) -> None:
    with transaction():
        found = casos.radicar(asunto="Poda de árboles", texto="Los eucaliptos del camellón amenazan las líneas eléctricas")
        casos.radicar(asunto="Otra cosa", texto="Nada que ver", solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    carmen = casos.actor("carmen")
    for text in ("camellon", "CAMELLÓN", "eucalipt", "arboles poda", "1000000001", "Arteaga", found.radicado, "ana arteaga"):
        assert _radicados(list_bandeja(carmen, Filtro(texto=text))) == [found.radicado], text
    for nothing in ("camellon inexistente", "' OR 1=1 --", '"', "zzz*", "NEAR(a b)"):
        assert list_bandeja(carmen, Filtro(texto=nothing)) == [] or nothing == '"', nothing


def test_the_filters_narrow(reloj: MovableClock) -> None:
    made = _several(reloj)
    carmen = casos.actor("carmen")
    info = {one.radicado for one in made if one.tipo == "informacion"}
    assert set(_radicados(list_bandeja(carmen, Filtro(tipo="informacion")))) == info
    day = Filtro(desde=date(2026, 2, 4), hasta=date(2026, 2, 4))
    assert set(_radicados(list_bandeja(carmen, day))) == {one.radicado for one in made if one.recibida_en.date() == date(2026, 2, 4)}
    assert list_bandeja(carmen, Filtro(estado="cerrada")) == []
    assert list_bandeja(carmen, Filtro(canal="papel")) == []
    assert list_bandeja(carmen, Filtro(dependencia_id=casos.dependencia("150").id)) == []


def test_the_register_is_newest_first_and_its_pages_leave_none_out(reloj: MovableClock) -> None:
    made = _several(reloj)
    whole = list_registro(FiltroRegistro())
    assert [row.id for row in whole] == [one.id for one in sorted(made, key=lambda one: (one.recibida_en, one.id), reverse=True)]
    first = list_registro(FiltroRegistro(), limit=3)
    after = (first[2].recibida_en.isoformat(), first[2].id)
    assert [row.id for row in list_registro(FiltroRegistro(), after=after, limit=3)[:3]] == [row.id for row in whole[3:6]]
    assert len(list(iterate_registro(FiltroRegistro(), maximum=5))) == 5


def test_the_register_holds_no_personal_data() -> None:
    names = {column.key for column in COLUMNS}
    assert names == {
        "id",
        "radicado",
        "recibida_en",
        "tipo",
        "dependencia",
        "estado",
        "vence_el",
        "estricta_el",
        "abierta",
        "respondida_en",
    }
