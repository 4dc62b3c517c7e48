"""The letters on the tracking page: what decides is opened by a deliberate act, what asks or tells is read at once."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.pqrs import services
from portal.pqrs.clases import CLASES, ClaseCarta
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import list_cartas, list_respuestas
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient

WORDS = "Razones que solo están en la carta."


def _requerir() -> Peticion:
    case = casos.en_tramite()
    services.requerir(case, texto=WORDS, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    return case


def _prorrogar() -> Peticion:
    case = casos.en_tramite()
    services.prorrogar(case, motivo=WORDS, hasta=date(2026, 3, 3), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    return case


def _trasladar(parte: str = "") -> Peticion:
    case = casos.en_tramite()
    services.trasladar(
        case, autoridad=casos.autoridad(), motivo=WORDS, parte=parte, make_letter=casos.make_letter, actor=casos.actor("jairo")
    )
    return case


def _devolver() -> Peticion:
    case = casos.en_tramite()
    services.devolver(case, texto=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _deshacer_traslado() -> Peticion:
    case = _trasladar()
    services.deshacer_traslado(case, causa="error", motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _continuar() -> Peticion:
    case = casos.desistida()
    services.continuar(case, motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _responder() -> Peticion:
    case = casos.en_tramite()
    services.proyectar(case, cuerpo=WORDS, actor=casos.actor("jairo"))
    services.responder(case, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    return case


def _rechazar() -> Peticion:
    case = casos.en_tramite()
    services.rechazar(case, motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _remitir() -> Peticion:
    earlier, case = casos.respondida(), casos.en_tramite()
    services.remitir(case, anterior=earlier.radicado, motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _decretar() -> Peticion:
    case = casos.por_decretar()
    services.decretar_desistimiento(case, motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _archivar(reloj: MovableClock) -> Peticion:
    case = casos.devuelta()
    reloj.set(datetime(2026, 2, 18, 9, 0))
    services.archivar(case, motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _negar() -> Peticion:
    case = casos.en_tramite()
    services.negar_reserva(
        case, reservas=["24-3"], niega=WORDS, dano="Expone su salud.", make_letter=casos.make_letter, actor=casos.jefe("jairo")
    )
    return case


def _decidir_recurso() -> Peticion:
    case = casos.en_recurso()
    services.decidir_recurso(case, sentido="confirma", motivo=WORDS, make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


MAKE: dict[ClaseCarta, Callable[[MovableClock], Peticion]] = {
    ClaseCarta.RESPUESTA: lambda _reloj: _responder(),
    ClaseCarta.REQUERIMIENTO: lambda _reloj: _requerir(),
    ClaseCarta.PRORROGA: lambda _reloj: _prorrogar(),
    ClaseCarta.TRASLADO: lambda _reloj: _trasladar(),
    ClaseCarta.TRASLADO_PARCIAL: lambda _reloj: _trasladar("Lo del río"),
    ClaseCarta.DEVOLUCION: lambda _reloj: _devolver(),
    ClaseCarta.RECHAZO: lambda _reloj: _rechazar(),
    ClaseCarta.REMISION: lambda _reloj: _remitir(),
    ClaseCarta.DESISTIMIENTO: lambda _reloj: _decretar(),
    ClaseCarta.ARCHIVO: _archivar,
    ClaseCarta.CONTINUACION: lambda _reloj: _continuar(),
    ClaseCarta.SIN_TRASLADO: lambda _reloj: _deshacer_traslado(),
    ClaseCarta.RECURSO: lambda _reloj: _decidir_recurso(),
    ClaseCarta.NEGACION: lambda _reloj: _negar(),
}


def _letter(case: Peticion, clase: ClaseCarta) -> tuple[str, str]:
    """Number of the letter, and the address of its PDF."""
    carta = next(one for one in list_cartas(case) if one.clase == clase)
    pdf = next(one for one in list_archivos("respuesta", carta.id) if one.etiqueta == "carta")
    assert carta.salida is not None
    return carta.salida.numero, f"/pqrs/seguimiento/{case.radicado}/archivo/{pdf.id}"


def test_every_class_of_letter_is_tried_here() -> None:
    # Those that come after a decision are lived in `test_notificar` and `test_apelacion`, and their pages.
    after = {ClaseCarta.CITACION, ClaseCarta.AVISO, ClaseCarta.REMISION_JUEZ, ClaseCarta.RECHAZO_APELACION}
    assert set(MAKE) | after == set(CLASES)


@pytest.mark.parametrize("clase", [one for one in MAKE if not CLASES[one].decide])
def test_a_letter_that_decides_nothing_is_read_at_once_and_notifies_nobody(
    client: PageClient, reloj: MovableClock, clase: ClaseCarta
) -> None:
    with transaction():
        case = MAKE[clase](reloj)
    page = ciudadania.enter(client, case.radicado)
    number, pdf = _letter(case, clase)
    assert WORDS in page.text()
    assert f"{CLASES[clase].nombre}: carta {number}" in page.text()
    assert "Enviada el martes 3 de febrero de 2026" in page.text()
    assert client.get(pdf).status_code == 200
    db.session.expire_all()
    assert db.session.get_one(Peticion, case.id).notificada_en is None
    assert not any(one.entregas for one in list_cartas(case) if not one.info.decide)
    assert not [one for one in page.all("form") if one.get("action", "").endswith("/abrir-respuesta")]


@pytest.mark.parametrize("clase", [one for one in MAKE if CLASES[one].decide])
def test_a_letter_that_decides_is_read_only_after_opening_it(client: PageClient, reloj: MovableClock, clase: ClaseCarta) -> None:
    with transaction():
        case = MAKE[clase](reloj)
    page = ciudadania.enter(client, case.radicado)
    number, pdf = _letter(case, clase)
    word = "respuesta" if clase is ClaseCarta.RESPUESTA else "decisión"
    assert WORDS not in page.text()
    # The one who appealed here accepted no electronic notification: reading notifies only who says so.
    assert ("Solo leer la decisión" if clase is ClaseCarta.RECURSO else f"Abrir la {word}") in page.text()
    assert client.get(pdf).status_code == 404
    opened = Page(client.submit(f"/pqrs/seguimiento/{case.radicado}", {"acepta": "si"}, action="/abrir-respuesta"))
    assert WORDS in opened.text()
    assert number in opened.text()
    assert f"La {word} está abierta" in opened.text()
    assert client.get(pdf).status_code == 200
    # What was archived for want of a clarification moves only by an appeal.
    assert (f"Calificar la {word}" in opened.text(), f"La {word} no resuelve" in opened.text()) == (True, clase is not ClaseCarta.ARCHIVO)


@pytest.mark.parametrize("clase", [ClaseCarta.DESISTIMIENTO, ClaseCarta.RECHAZO])
def test_against_what_ends_the_petition_the_page_tells_the_appeal_and_its_last_day(
    client: PageClient, reloj: MovableClock, clase: ClaseCarta
) -> None:
    with transaction():
        case = MAKE[clase](reloj)
    before = ciudadania.enter(client, case.radicado)
    assert "recurso de reposición hasta" not in before.text()
    reloj.set(datetime(2026, 2, 10, 9, 0))
    ciudadania.enter(client, case.radicado)
    page = Page(client.submit(f"/pqrs/seguimiento/{case.radicado}", action="/abrir-respuesta"))
    assert "recurso de reposición hasta el martes 24 de febrero de 2026" in page.text()
    assert "presentar de nuevo su solicitud" in page.text()
    assert "Decidida el martes 3 de febrero de 2026" in page.text()
    assert "La decisión se abrió en esta página" in page.text()
    reloj.set(datetime(2026, 2, 25, 9, 0))
    late = ciudadania.enter(client, case.radicado)
    assert "se podía presentar hasta el martes 24 de febrero de 2026" in late.text()


def test_of_a_petition_that_was_passed_on_the_page_says_who_answers(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        case = casos.trasladada()
    text = ciudadania.enter(client, case.radicado).text()
    assert "Su solicitud le corresponde a Corporación Autónoma Regional de Nariño" in text
    assert "Fecha límite para responderle" not in text
    assert "Su plazo cuenta desde el día siguiente al que la recibe" in text


def test_only_letters_that_decide_count_as_answers(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        case = casos.requerida()
    assert len(list_cartas(case)) == 1
    assert list_respuestas(case) == []


def test_the_file_of_an_unopened_decision_is_not_handed_out_although_a_request_of_the_case_is(
    client: PageClient, reloj: MovableClock
) -> None:
    with transaction():
        case = _decretar()
    ciudadania.enter(client, case.radicado)
    _number, asked = _letter(case, ClaseCarta.REQUERIMIENTO)
    _number, decided = _letter(case, ClaseCarta.DESISTIMIENTO)
    assert [client.get(one).status_code for one in (asked, decided)] == [200, 404]
