"""Days after a failure for what the person files; what was archived; matters passed on; the office's own dates; rules again."""

from datetime import date, datetime, timedelta

import pytest

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.database import transaction
from portal.entidad.services import registrar_interrupcion
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.models import GrupoAnalogo, MiembroAnalogo, Peticion
from portal.pqrs.queries.bandeja import Filtro, list_bandeja, place_of
from portal.pqrs.queries.reglas import list_por_repartir
from portal.pqrs.services.reglas import crear_regla
from portal.pqrs.services.reparto import reaplicar
from portal.pqrs.tipos import TipoPeticion
from portal.pqrs.views.gestion.grupos import MEMBERS
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.oficina import fresh, made
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _failure(day: int, *, month: int = 2) -> None:
    begun = datetime(2026, month, day, 15, 0, tzinfo=clock.BOGOTA)
    with clock.at(begun + timedelta(hours=3)):
        registrar_interrupcion(
            canal="portal", inicio_en=begun, fin_en=clock.now(), descripcion="Se cayó internet.", actor=casos.actor("efrain")
        )


# --- failures (CPACA art. 62 num. 2)


def test_a_failure_on_the_last_day_gives_three_more_to_appeal(reloj: MovableClock) -> None:
    first, second = casos.notificada(), casos.notificada()
    _failure(17)
    reloj.set(datetime(2026, 2, 20, 9))
    one = services.presentar_recurso(first, texto="No insulté.", actor=ciudadano(first.id))
    assert (one.en_termino, one.limite_el) == (True, date(2026, 2, 20))
    reloj.set(datetime(2026, 2, 23, 9))
    assert services.presentar_recurso(second, texto="No insulté.", actor=ciudadano(second.id)).en_termino is False


def test_and_to_insist_but_one_before_the_notification_or_after_the_last_day_gives_none(reloj: MovableClock) -> None:
    first, second = casos.negada(), casos.negada()
    _failure(18)
    reloj.set(datetime(2026, 2, 18, 19))
    assert services.insistir(first, texto="Es público.", actor=ciudadano(first.id)).en_termino is False
    _failure(17)
    assert services.insistir(second, texto="Es público.", actor=ciudadano(second.id)).en_termino is True


def test_and_to_say_that_the_answer_does_not_resolve(reloj: MovableClock) -> None:
    peticion = casos.respondida()
    _failure(17, month=3)
    reloj.set(datetime(2026, 3, 20, 9))
    services.pedir_reapertura(peticion, motivo="No arreglaron", actor=ciudadano(peticion.id))
    assert peticion.estado == "en_tramite"


# --- archived for want of a clarification (CPACA art. 19)


def _archived() -> Peticion:
    peticion = casos.devuelta()
    with clock.at(datetime(2026, 2, 18, 9, 0, tzinfo=clock.BOGOTA)):
        services.archivar(peticion, motivo="No aclaró", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
        services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    return peticion


def test_what_was_archived_is_not_reopened_by_the_person_nor_by_the_office(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_archived)
    reloj.set(datetime(2026, 2, 19, 9))
    with pytest.raises(Conflict, match="se archivó"):
        services.pedir_reapertura(fresh(peticion), motivo="No", actor=ciudadano(peticion.id))
    with pytest.raises(Conflict, match="se archivó"):
        services.reabrir(fresh(peticion), motivo="No", actor=casos.jefe("nubia"))
    page = enter(client, peticion.radicado)
    assert not any("reapertura" in one.get("action", "") for one in page.all("form"))
    sign_in(client, "nubia")
    assert not any(one.get("action", "").endswith("/reabrir") for one in client.page(f"/gestion/pqrs/{peticion.radicado}").all("form"))
    services.presentar_recurso(fresh(peticion), texto="Sí la aclaré.", actor=ciudadano(peticion.id))


# --- matters


def _pass_on(peticion: Peticion, numero: int | None) -> None:
    services.trasladar(
        peticion, autoridad=casos.autoridad(), motivo="Es ambiental", asunto=casos.asunto(peticion, numero) if numero else None,
        parte="" if numero else "Lo del río", make_letter=casos.make_letter, actor=casos.actor("jairo"),
    )  # fmt: skip


def test_only_the_matter_that_is_passed_on_ends_and_the_last_one_not(reloj: MovableClock) -> None:
    peticion = casos.en_tramite()
    casos.separar(peticion, ("documentos", "150", "jairo"), ("consulta", "150", "jairo"))
    with pytest.raises(DomainError, match="Elija qué asunto"):
        _pass_on(peticion, None)
    _pass_on(peticion, 1)
    first, second = casos.asunto(peticion, 1), casos.asunto(peticion, 2)
    assert (first.abierta, second.abierta, peticion.estado) == (False, True, "en_tramite")
    assert peticion.vence_el == second.vence_el
    assert first.respuesta is not None
    assert "Asunto 1: Lo que pide 1" in first.respuesta.cuerpo
    with pytest.raises(DomainError, match="único asunto"):
        _pass_on(peticion, 2)
    with pytest.raises(DomainError, match="Elija qué asunto"):
        _pass_on(peticion, 1)


def test_the_view_of_the_offices_matters_goes_by_their_own_dates(reloj: MovableClock) -> None:
    late, soon = casos.en_tramite(), casos.en_tramite()
    # Hacienda's matter of the first case is due last, although that case has an earlier date by another office's.
    casos.separar(late, ("congreso", "150", ""), ("consulta", "140", ""))
    casos.separar(soon, ("documentos", "150", ""), ("peticion_general", "140", ""))
    hacienda, filtro = casos.actor("marino"), Filtro(vista="asuntos")
    assert late.vence_el < soon.vence_el
    rows = list_bandeja(hacienda, filtro, limit=10)
    assert list(rows) == [soon, late]
    assert list(list_bandeja(hacienda, filtro, after=place_of(soon, hacienda), limit=10)) == [late]
    assert list(list_bandeja(hacienda, filtro, after=place_of(late, hacienda), limit=10)) == []


# --- rules applied again


def test_rules_are_applied_again_only_to_what_no_office_has_and_was_seen(reloj: MovableClock) -> None:
    first, unseen, taken = casos.radicar(), casos.radicar(), casos.en_tramite()
    sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    carmen = casos.actor("carmen")
    crear_regla(nombre="Alumbrado", palabras="alumbrado", dependencia=casos.dependencia("120"), actor=casos.actor("ines"))
    told = list_por_repartir(carmen, limit=50)
    assert [(one.radicado, one.coincidencia is not None) for one in told] == [(first.radicado, True), (unseen.radicado, True)]
    with pytest.raises(Forbidden):
        reaplicar(actor=casos.actor("jairo"), vistas={first.id})
    assert reaplicar(actor=casos.actor("ines"), vistas={first.id, taken.id, sealed.id}) == [first]
    assert (first.estado, first.dependencia_id) == ("en_tramite", casos.dependencia("120").id)
    assert (unseen.estado, taken.dependencia_id, sealed.estado) == ("radicada", casos.dependencia("150").id, "radicada")


def test_the_page_tries_first_and_then_gives_out(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    sign_in(client, "ines")
    url = "/gestion/pqrs/reglas/aplicar"
    assert "ninguna regla los toma" in client.page(url).text()
    with transaction():
        crear_regla(nombre="Alumbrado", palabras="alumbrado", dependencia=casos.dependencia("120"), actor=casos.actor("ines"))
    assert peticion.radicado in client.page(url).text()
    assert fresh(peticion).estado == "radicada"
    done = client.submit(url, {})
    assert "Casos repartidos por las reglas: 1." in done.get_data(as_text=True)
    assert fresh(peticion).estado == "en_tramite"
    assert "No hay casos sin oficina" in client.page(url).text()


# --- a large group, page by page


def _group() -> int:
    grupo = GrupoAnalogo(estado="confirmado", creado_en=clock.now(), titulo="Alumbrado")
    db.session.add(grupo)
    db.session.flush()
    for _one in range(MEMBERS + 3):
        peticion = casos.radicar()
        db.session.add(MiembroAnalogo(grupo=grupo, peticion=peticion, estado="miembro", razones={}, agregado_en=clock.now()))
    db.session.flush()
    return grupo.id


def test_a_group_of_many_is_read_page_by_page(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        url = f"/gestion/pqrs/grupos/{_group()}"
    sign_in(client, "carmen")
    first = client.page(url)
    assert f"{MEMBERS + 3} solicitudes" in first.text()
    rows = [one.get("href") for one in first.all("a") if "2026-E-" in (one.get("href") or "")]
    assert len(rows) == MEMBERS
    after = next(one.get("href") for one in first.all("a") if "desde=" in (one.get("href") or ""))
    rest = [one.get("href") for one in client.page(after or "").all("a") if "2026-E-" in (one.get("href") or "")]
    assert len(rest) == 3
    assert not set(rest) & set(rows)
