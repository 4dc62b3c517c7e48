"""The inbox and the public register: who sees what, in which order, page by page; and the search."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import FALLIDO, OutboxMail
from portal.pqrs import services
from portal.pqrs.luces import Luz, luz
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import semaforo
from portal.pqrs.queries.bandeja import (
    QUIEN,
    Filtro,
    count_vistas,
    is_near,
    is_overdue,
    iterate_bandeja,
    list_bandeja,
    place_of,
    shows_vista,
)
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
            tipo = [TipoPeticion.PETICION_GENERAL, TipoPeticion.INFORMACION][number % 2]
            made.append(casos.radicar(tipo=tipo, preferencia="" if number % 4 < 2 else "especial"))
    return made


def test_the_inbox_is_in_order_of_due_date_and_its_pages_leave_none_out(reloj: MovableClock) -> None:
    made = _several(reloj, 12)
    carmen = casos.actor("carmen")
    whole = list_bandeja(carmen, Filtro(), limit=50)
    assert [one.id for one in whole] == [one.id for one in sorted(made, key=lambda one: (one.vence_el, not one.preferente, one.id))]
    assert len({one.vence_el for one in made if one.preferente}) < len([one for one in made if one.preferente])
    collected, after = [], None
    while True:
        rows = list_bandeja(carmen, Filtro(), after=after, limit=3)
        collected += rows[:3]
        if len(rows) <= 3:
            break
        after = place_of(rows[2])
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
    assert view("por_aprobar") == set()
    assert _radicados(list_bandeja(casos.actor("nubia"), Filtro(vista="por_aprobar"))) == [aprobar.radicado]
    assert view("por_notificar") == {notificar.radicado}
    assert view("terminadas") == {hecha.radicado}
    assert view("vencidas") == set()
    assert set(_radicados(list_bandeja(casos.actor("jairo"), Filtro(vista="mias")))) == {
        tramite.radicado,
        aprobar.radicado,
        notificar.radicado,
    }
    assert count_vistas(carmen)["todas"] == 4


def test_who_works_in_no_office_finds_no_offices_cases_in_their_views(reloj: MovableClock) -> None:
    casos.radicar()
    nobodys = replace(casos.actor("carmen"), dependencia_id=None)
    assert list_bandeja(nobodys, Filtro(vista="sin_asignar"))
    assert not list_bandeja(nobodys, Filtro(vista="dependencia"))


def test_pauses_decisions_and_silences_have_their_views(reloj: MovableClock) -> None:
    with transaction():
        requerida, decretar, devuelta = casos.requerida(), casos.por_decretar(), casos.devuelta()
        suspendida, silenciosa = casos.suspendida(), casos.en_tramite(tipo=TipoPeticion.INFORMACION)
        withdrawn = casos.requerida()
        services.desistir(withdrawn, motivo="", actor=ciudadano(withdrawn.id))
    in_pause = {requerida.radicado, decretar.radicado, devuelta.radicado, suspendida.radicado}

    def view(name: str, who: str = "nubia") -> set[str]:
        return set(_radicados(list_bandeja(casos.actor(who), Filtro(vista=name))))

    assert view("en_pausa") == in_pause
    # The last day to clarify is still the person's.
    reloj.set(datetime(2026, 2, 17, 23, 59))
    assert view("por_decidir") == {decretar.radicado}
    reloj.set(datetime(2026, 2, 18, 0, 1))
    assert view("por_decidir") == {decretar.radicado, devuelta.radicado}
    # Carmen sees every office's cases, and decides only on those of her own.
    assert view("por_decidir", "carmen") == set()
    assert view("silencio") == set()
    with transaction():
        assert services.operar_silencio(db.session.get_one(Peticion, silenciosa.id))
    assert view("silencio", "hernan") == {silenciosa.radicado}
    assert view("vencidas") == {silenciosa.radicado}
    with transaction():
        answered = db.session.get_one(Peticion, silenciosa.id)
        services.proyectar(answered, cuerpo="Van las copias.", actor=casos.actor("jairo"))
        services.responder(answered, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    # A letter sent is not the copies delivered.
    assert view("silencio", "hernan") == {silenciosa.radicado}
    reloj.set(datetime(2026, 6, 1, 9, 0))
    assert not view("vencidas") & in_pause
    counts = count_vistas(casos.actor("nubia"))
    assert (counts["en_pausa"], counts["por_decidir"], counts["silencio"]) == (4, 2, 1)


def test_silence_and_decisions_are_shown_to_whom_they_concern(reloj: MovableClock) -> None:
    seen = {who: {vista for vista in QUIEN if shows_vista(casos.actor(who), vista)} for who in ("jairo", "nubia", "ines", "hernan")}
    assert not {"silencio", "por_decidir", "por_aprobar"} & (seen["jairo"] | seen["ines"])
    assert {"silencio", "por_decidir"} <= seen["nubia"] & seen["hernan"]


def test_the_light_of_a_case_in_pause_says_since_when(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
    reloj.set(datetime(2026, 6, 1, 9, 0))
    assert luz(peticion, get_calendario()) == Luz("en_pausa", "En pausa desde el 03/02/2026")
    with transaction():
        services.desistir(peticion, motivo="", actor=ciudadano(peticion.id))
    assert luz(peticion, get_calendario()).texto == "Terminada"


def test_overdue_says_the_same_in_sql_and_for_one_case(reloj: MovableClock) -> None:
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
    for nothing in ("camellon inexistente", "' OR 1=1 --", "zzz*", "NEAR(a b)", "%", "_", "*", '"', "%%", "____", "!!!", "inexist%"):
        assert list_bandeja(carmen, Filtro(texto=nothing)) == [], nothing


def test_a_number_finds_its_case_however_short_it_is_written(reloj: MovableClock) -> None:
    with transaction():
        made = [casos.radicar() for _ in range(12)]
    carmen, tenth = casos.actor("carmen"), made[9].radicado
    number = int(tenth[-6:])
    for text in (tenth, tenth.lower(), f"2026-e-{number}", f"2026 e {number}", f" {number} ", f"{number:06d}", f"0{number}"):
        assert _radicados(list_bandeja(carmen, Filtro(texto=text))) == [tenth], text
    for text in ("2026-E-999999", "999999", "0", "99999999999999999999"):
        assert list_bandeja(carmen, Filtro(texto=text)) == [], text


def test_a_number_finds_the_cases_of_every_year_and_those_whose_text_has_it(reloj: MovableClock) -> None:
    reloj.set(datetime(2025, 12, 30, 9, 0))
    with transaction():
        old = casos.radicar()
    reloj.set(datetime(2026, 2, 3, 9, 0))
    with transaction():
        number = int(old.radicado[-6:])
        named = casos.radicar(texto=f"El poste de la casa {number} no prende.")
        casos.radicar(texto=f"El poste de la casa {number}9 no prende.")
    found = set(_radicados(list_bandeja(casos.actor("carmen"), Filtro(texto=str(number)))))
    assert {old.radicado, named.radicado} <= found
    assert all(int(one[-6:]) == number or one == named.radicado for one in found)


def test_the_name_of_an_official_finds_what_they_have(reloj: MovableClock) -> None:
    with transaction():
        hers, other = casos.en_tramite(), casos.radicar()
    carmen = casos.actor("carmen")
    for text in ("jairo", "JURADO", "jairo jur", "Jáiro"):
        assert _radicados(list_bandeja(carmen, Filtro(texto=text))) == [hers.radicado], text
    assert list_bandeja(casos.actor("beto"), Filtro(texto="jairo")) == []
    assert other.radicado not in _radicados(list_bandeja(carmen, Filtro(texto="jairo")))


def test_near_says_the_same_in_sql_and_for_one_case(reloj: MovableClock) -> None:
    with transaction():
        cases = [
            casos.radicar(),
            casos.en_tramite(tipo=TipoPeticion.INFORMACION),
            casos.por_notificar(),
            casos.radicar(tipo=TipoPeticion.HD_CONSULTA),
        ]
    for day in range(10, 28):
        reloj.set(datetime(2026, 2, day, 12))
        in_sql = set(db.session.scalars(db.select(Peticion.id).where(is_near())))
        for one in cases:
            runs = one.abierta and one.respondida_en is None
            light = semaforo(one.vence_el, one.estricta_el, reloj().date(), runs, get_calendario())
            assert (one.id in in_sql) == (light == "proxima"), (day, one.tipo)


def test_what_nobody_answers_for_and_what_did_not_arrive_have_views(reloj: MovableClock) -> None:
    with transaction():
        loose = casos.radicar()
        services.asignar(loose, dependencia=casos.dependencia("150"), actor=casos.actor("carmen"))
        casos.en_tramite()
        undelivered, arrived = casos.por_notificar(), casos.por_notificar()
        letter = db.session.scalars(
            db.select(OutboxMail).where(OutboxMail.about_id == undelivered.id, OutboxMail.letter == "pqrs/respuesta")
        ).one()
        letter.state = FALLIDO
    nubia = casos.actor("nubia")
    assert _radicados(list_bandeja(nubia, Filtro(vista="sin_responsable"))) == [loose.radicado]
    assert _radicados(list_bandeja(nubia, Filtro(vista="correo_fallido"))) == [undelivered.radicado]
    assert arrived.radicado in _radicados(list_bandeja(nubia, Filtro(vista="por_notificar")))


def test_the_inbox_can_be_narrowed_to_ones_own(reloj: MovableClock) -> None:
    with transaction():
        mine = casos.en_tramite()
        services.asignar(casos.radicar(), dependencia=casos.dependencia("150"), actor=casos.actor("carmen"))
    assert _radicados(list_bandeja(casos.actor("jairo"), Filtro(mias=True))) == [mine.radicado]
    assert count_vistas(casos.actor("jairo"))["todas"] == 2
    assert count_vistas(casos.actor("jairo"), mias=True)["todas"] == 1


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
        "efectiva_el",
        "tipo",
        "dependencia",
        "estado",
        "vence_el",
        "estricta_el",
        "abierta",
        "respondida_en",
        "pausa_desde",
    }
