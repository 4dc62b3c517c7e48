"""The letters to officials: each is complete, leads to the case, and never carries what the citizen wrote."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.services import store_bytes
from portal.outbox.models import OutboxMail
from portal.pqrs import mails, services
from portal.pqrs.models import Peticion
from portal.pqrs.tipos import TipoPeticion
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


def _requerir(one: Peticion) -> None:
    services.requerir(one, texto=SECRET, make_letter=casos.make_letter, actor=casos.actor("jairo"))


def _completar(one: Peticion) -> None:
    _requerir(one)
    services.completar(one, texto=SECRET, actor=ciudadano(one.id))


def _pedir_mas_tiempo(one: Peticion) -> None:
    _requerir(one)
    services.pedir_mas_tiempo(one, actor=ciudadano(one.id))


def _dejar_vencer(one: Peticion) -> None:
    _requerir(one)
    services.vencer_requerimiento(one)


ACTS: dict[str, Callable[[Peticion], object]] = {
    "complemento_oficina": _completar,
    "mas_tiempo_oficina": _pedir_mas_tiempo,
    "sin_complemento_oficina": _dejar_vencer,
    "asignada": lambda _one: None,
    "mensaje_recibido": lambda one: services.aportar(one, texto=SECRET, actor=ciudadano(one.id)),
    "desistida_oficina": lambda one: services.desistir(one, motivo=SECRET, actor=ciudadano(one.id)),
    "termino_oficina": lambda one: mails.termino_recalculado(one, antes=date(2026, 2, 20), motivo="Decreto 12 de 2026"),
    "recordatorio": lambda one: mails.recordatorio(one, recipient=one.responsable, momento="un_dia", fecha=one.vence_el, key="prueba"),
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
        ("copias", "queda un día hábil para entregar las copias"),
        ("copias_hoy", "las copias se entregan hoy"),
        ("por_decidir", "falta decidir"),
    ],
)
def test_each_reminder_says_how_much_is_left(reloj: MovableClock, momento: str, words: str) -> None:
    with transaction():
        peticion = casos.en_tramite()
        mails.recordatorio(peticion, recipient=peticion.responsable, momento=momento, fecha=peticion.vence_el, key=momento)
    mail = _only("recordatorio")
    assert words in mail.subject
    assert peticion.radicado in mail.body
    assert "martes 24 de febrero de 2026" in mail.body
    assert (words in mail.body) is (momento in ("mitad", "tres_dias", "un_dia", "hoy"))
    assert ("no se puede negar" in mail.body) is momento.startswith("copias")
    assert ("espera una decisión" in mail.body) is (momento == "por_decidir")
    assert ("medianoche" in mail.body) is (momento == "hoy")


@pytest.mark.parametrize(
    ("momento", "subject"),
    [
        ("hoy", "El caso {} vence hoy"),
        ("un_dia", "Recordatorio: al caso {} le queda un día hábil"),
        ("mitad", "Recordatorio: el caso {} va en la mitad del término"),
    ],
)
def test_the_subject_of_a_reminder_says_it_once(reloj: MovableClock, momento: str, subject: str) -> None:
    with transaction():
        peticion = casos.en_tramite()
        mails.recordatorio(peticion, recipient=peticion.responsable, momento=momento, fecha=peticion.vence_el, key=momento)
    assert _only("recordatorio").subject == subject.format(peticion.radicado)


def test_silence_is_told_to_who_answers_their_head_and_control_interno(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS, texto=SECRET, asunto="Amenazas de Pedro")
    reloj.set(datetime(2026, 2, 18, 0, 20))
    with transaction():
        services.operar_silencio(peticion)
    told = _letters("silencio_oficina")
    assert sorted(one.recipient for one in told) == ["hernan@puerres.example", "jairo@puerres.example", "nubia@puerres.example"]
    for mail in told:
        assert "miércoles 18 de febrero de 2026" in mail.body
        assert "viernes 20 de febrero de 2026" in mail.body
        assert "ya no se puede negar" in mail.html
        assert "machete" not in mail.subject + mail.body + mail.html
        assert "Pedro" not in mail.subject + mail.body + mail.html


def test_only_the_authority_that_must_answer_gets_the_petition_and_its_files(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite(texto=SECRET, archivos=(store_bytes("foto.txt", "text/plain", b"foto"),))
        services.trasladar(
            peticion, autoridad=casos.autoridad(), motivo="Es ambiental.", make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    mail = _only("traslado_autoridad")
    assert mail.recipient == "contacto@corponarino.example"
    assert SECRET in mail.body
    assert SECRET in mail.html
    assert "Ana Arteaga" in mail.body
    assert sorted(one["nombre"] for one in mail.attachments) == ["2026-S-000001.pdf", "foto.txt"]
    assert casos.CODIGO not in mail.body + mail.html
