"""The letters to officials: each is complete, leads to the case, and never carries what the citizen wrote."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import mails, services
from portal.pqrs.models import Peticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")

SECRET = "Mi vecino Pedro me amenazó con un machete."


def _letters(name: str) -> list[OutboxMail]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}").order_by(OutboxMail.id)))


def _only(name: str) -> OutboxMail:
    found = _letters(name)
    assert len(found) == 1
    return found[0]


def _case(make: Callable[..., Peticion] = casos.en_tramite) -> Peticion:
    return make(texto=SECRET, asunto="Amenazas de Pedro")


ACTS: dict[str, Callable[[Peticion], object]] = {
    "asignada": lambda _one: None,
    "mensaje_recibido": lambda one: services.aportar(one, texto=SECRET, actor=ciudadano(one.id)),
    "desistida_oficina": lambda one: services.desistir(one, motivo=SECRET, actor=ciudadano(one.id)),
    "termino_oficina": lambda one: mails.termino_recalculado(one, antes=date(2026, 2, 20), motivo="Decreto 12 de 2026"),
    "recordatorio": lambda one: mails.recordatorio(one, recipient=one.responsable, momento="un_dia", key="prueba"),
    "vencidas": lambda one: mails.resumen_vencidas(casos.funcionario("nubia"), [one], total=1, key="prueba"),
}


@pytest.mark.parametrize("letter", list(ACTS))
def test_a_letter_names_the_case_leads_to_it_and_tells_nothing_of_the_citizen(reloj: MovableClock, letter: str) -> None:
    with transaction():
        peticion = _case()
        ACTS[letter](peticion)
    mail = _only(letter)
    assert peticion.radicado in mail.body
    assert peticion.radicado in mail.html
    assert "https://portal.example/gestion/pqrs/" in mail.body
    assert "https://portal.example/gestion/pqrs/" in mail.html
    assert "Secretaría" in mail.body or "Jairo Jurado" in mail.body or "Nubia" in mail.body
    for text in (mail.subject, mail.body, mail.html):
        assert "machete" not in text
        assert "Pedro" not in text
        assert "Arteaga" not in text
        assert "{{" not in text
        assert "None" not in text


def test_the_letters_of_approval_go_to_the_head_and_back_to_the_writer(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.radicar()
        services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
        services.proyectar(peticion, cuerpo="Se arregló.", actor=casos.actor("beto"))
        services.pedir_aprobacion(peticion, actor=casos.actor("beto"))
        services.devolver_proyecto(peticion, motivo="Falta la fecha <b>exacta</b>.", actor=casos.actor("gloria"))
    assert _only("por_aprobar").recipient == "gloria@puerres.example"
    returned = _only("devuelta")
    assert returned.recipient == "beto@puerres.example"
    assert "Falta la fecha <b>exacta</b>." in returned.body
    assert "&lt;b&gt;exacta&lt;/b&gt;" in returned.html


def test_who_says_that_the_answer_does_not_resolve_it_is_heard_by_the_official(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.respondida()
        services.pedir_reapertura(peticion, motivo=SECRET, actor=ciudadano(peticion.id))
    mail = _only("inconformidad")
    assert mail.recipient == "jairo@puerres.example"
    assert "machete" not in mail.body + mail.html


def test_a_case_without_a_person_is_written_to_the_head(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.radicar()
        services.asignar(peticion, dependencia=casos.dependencia("150"), actor=casos.actor("carmen"))
    mail = _only("asignada")
    assert mail.recipient == "nubia@puerres.example"
    assert "Todavía no tiene responsable" in mail.body


def test_nobody_who_left_is_written_to(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
        casos.funcionario("jairo").activo = False
        services.aportar(peticion, texto="¿Qué pasó?", actor=ciudadano(peticion.id))
    assert _only("mensaje_recibido").recipient == "nubia@puerres.example"


@pytest.mark.parametrize(
    ("momento", "words"),
    [
        ("mitad", "va en la mitad del término"),
        ("tres_dias", "quedan tres días hábiles o menos"),
        ("un_dia", "queda un día hábil"),
        ("hoy", "vence hoy"),
    ],
)
def test_each_reminder_says_how_much_is_left(reloj: MovableClock, momento: str, words: str) -> None:
    with transaction():
        peticion = casos.en_tramite()
        mails.recordatorio(peticion, recipient=peticion.responsable, momento=momento, key=momento)
    mail = _only("recordatorio")
    assert words in mail.subject
    assert words in mail.body
    assert ("medianoche" in mail.body) is (momento == "hoy")


def test_the_digest_lists_the_cases_and_says_when_there_are_more(reloj: MovableClock) -> None:
    with transaction():
        made = [casos.en_tramite(), casos.en_tramite()]
        mails.resumen_vencidas(casos.funcionario("nubia"), made, total=3, key="prueba")
    mail = _only("vencidas")
    assert "más de 2 casos vencidos" in mail.body
    assert all(one.radicado in mail.body for one in made)
    assert "vista=vencidas" in mail.body
