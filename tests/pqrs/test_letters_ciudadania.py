"""The letters to citizens: each says what it must by law, in plain words, without the petition's text or the code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import html5lib
import pytest

from portal.calendario import DiaNoHabil
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.services import DatosSolicitante
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def _clasificada() -> Peticion:
    case = casos.radicar()
    services.clasificar(case, tipo=TipoPeticion.INFORMACION, motivo="Usted pide un dato.", actor=casos.actor("carmen"))
    return case


def _mensaje() -> Peticion:
    case = casos.en_tramite()
    services.escribir(case, texto="¿En qué poste?\n<b>Gracias</b>", pide_respuesta=True, actor=casos.actor("jairo"))
    return case


def _reabierta() -> Peticion:
    case = casos.respondida()
    services.pedir_reapertura(case, motivo="Falta la calle de arriba.", actor=ciudadano(case.id))
    return case


def _termino() -> Peticion:
    case = casos.radicar()
    closed = DiaNoHabil(case.efectiva_el + timedelta(days=1), "Fiesta patronal", "Decreto 012 de 2026")
    services.recalcular_termino(case, calendario=replace(get_calendario(), dias_no_habiles=(closed,)))
    return case


def _complemento() -> Peticion:
    case = casos.requerida()
    services.completar(case, texto="Va el plano del predio de mi mamá.", actor=ciudadano(case.id))
    return case


def _mas_tiempo() -> Peticion:
    case = casos.requerida()
    services.pedir_mas_tiempo(case, actor=ciudadano(case.id))
    return case


def _seguida() -> Peticion:
    case = casos.requerida()
    services.seguir_sin_completar(case, motivo="El plano ya está en <b>Planeación</b>.", actor=casos.jefe("jairo"))
    return case


def _decretada() -> Peticion:
    case = casos.por_decretar()
    services.decretar_desistimiento(case, motivo="No llegó el plano.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _prorrogada() -> Peticion:
    case = casos.en_tramite()
    services.prorrogar(case, motivo="Falta una visita.", hasta=date(2026, 3, 3), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    return case


def _trasladada_en_parte() -> Peticion:
    case = casos.en_tramite()
    services.trasladar(
        case, autoridad=casos.autoridad(direccion="Calle 1 # 2-3"), motivo="Es ambiental.", parte="Lo del río",
        make_letter=casos.make_letter, actor=casos.actor("jairo"),
    )  # fmt: skip
    return case


def _sin_traslado() -> Peticion:
    case = casos.IN_STATE["trasladada"]()
    services.deshacer_traslado(case, causa="error", motivo="Es nuestra.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _continuada() -> Peticion:
    case = casos.desistida()
    services.continuar(case, motivo="El poste puede caer.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return case


def _silencio() -> Peticion:
    case = casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    with clock.at(datetime(2026, 2, 18, 0, 20, tzinfo=clock.BOGOTA)):
        services.operar_silencio(case)
    return case


LETTERS: dict[str, tuple[Callable[[], Peticion], list[str]]] = {
    "radicada": (casos.radicar, ["martes 3 de febrero de 2026, 10:15", "martes 24 de febrero de 2026", "15 días hábiles", "art. 14"]),
    "clasificada": (_clasificada, ["Solicitud de información", "Usted pide un dato.", "martes 17 de febrero de 2026"]),
    "mensaje": (_mensaje, ["¿En qué poste?", "Contéstele"]),
    "respuesta": (casos.por_notificar, ["2026-S-000001", "artículo 56", "usted aceptó la notificación electrónica"]),
    "reabierta": (_reabierta, ["Falta la calle de arriba.", "martes 24 de febrero de 2026"]),
    "desistida": (casos.desistida, ["retiró la solicitud", "artículo 18"]),
    "anulada": (casos.anulada, ["Se radicó dos veces por error de la ventanilla"]),
    "requerimiento": (casos.requerida, ["martes 3 de marzo de 2026", "en pausa", "art. 17"]),
    "complemento": (_complemento, ["Recibimos lo que envió", "martes 24 de febrero de 2026"]),
    "mas_tiempo": (_mas_tiempo, ["lunes 6 de abril de 2026"]),
    "sin_complemento": (casos.por_decretar, ["Todavía puede enviarlo", "martes 3 de marzo de 2026"]),
    "reanudada": (_seguida, ["El plano ya está en", "martes 24 de febrero de 2026"]),
    "decision": (_decretada, ["desistimiento tácito", "2026-S-000002", "recurso de reposición", "presentar de nuevo", "artículo 56"]),
    "prorroga": (_prorrogada, ["Falta una visita.", "martes 3 de marzo de 2026", "art. 14"]),
    "traslado": (_trasladada_en_parte, ["Corporación Autónoma Regional de Nariño", "Lo del río", "Calle 1 # 2-3", "art. 21"]),
    "sin_traslado": (
        _sin_traslado,
        ["Corporación Autónoma Regional de Nariño", "Es nuestra.", "vence el martes 24 de febrero de 2026", "art. 21"],
    ),
    "conflicto": (casos.suspendida, ["Un juez decide", "Se envió al Tribunal de Nariño.", "art. 39"]),
    "devolucion": (casos.devuelta, ["no entendimos qué pide", "martes 17 de febrero de 2026", "art. 19"]),
    "continuacion": (_continuada, ["El poste puede caer.", "art. 18"]),
    "silencio": (_silencio, ["se entiende aceptada desde el miércoles 18 de febrero de 2026", "viernes 20 de febrero de 2026", "tutela"]),
    "termino": (_termino, ["martes 24 de febrero de 2026", "miércoles 25 de febrero de 2026", "Decreto 012 de 2026"]),
}


def _mail(name: str) -> OutboxMail:
    return db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}")).one()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_says_what_it_must_and_nothing_that_a_shared_mailbox_should_not_hold(reloj: MovableClock, name: str) -> None:
    make, expected = LETTERS[name]
    with transaction():
        case = make()
    mail = _mail(name)
    assert mail.recipient == "ana@correo.example"
    assert case.radicado in mail.subject
    parsed = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(mail.html)
    plain_html = " ".join("".join(parsed.find("body").itertext()).split())
    for words in (" ".join(mail.body.split()), plain_html):
        for text in expected:
            assert text in words
        assert case.radicado in words
        assert f"/pqrs/seguimiento?radicado={case.radicado}" in mail.body
        assert case.texto not in words
        assert casos.CODIGO not in words
        assert "Puerres" in words
        for mark in ("{{", "{%", "None", "Undefined", "m.."):
            assert mark not in words
    assert "<b>Gracias</b>" not in mail.html
    assert "<b>Planeación</b>" not in mail.html


def test_the_subject_of_every_letter_is_one_line(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(asunto="Hola\r\nBcc: otro@correo.example")
    assert "\n" not in _mail("radicada").subject


def test_the_letter_with_the_answer_travels_only_to_who_accepted_electronic_notification(reloj: MovableClock) -> None:
    with transaction():
        casos.por_notificar()
    assert [one["mime"] for one in _mail("respuesta").attachments] == ["application/pdf"]


def test_who_did_not_accept_gets_a_notice_without_the_letter(reloj: MovableClock) -> None:
    with transaction():
        casos.por_notificar(acepta_notificacion=False)
    mail = _mail("respuesta")
    assert mail.attachments == []
    assert "Queda notificado en el momento en que la abra" in mail.body


def test_nobody_is_written_to_without_an_address(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    assert db.session.scalars(db.select(OutboxMail)).all() == []


NUEVAS = ("requerimiento", "mas_tiempo", "prorroga", "silencio", "decision")


@pytest.mark.parametrize("name", NUEVAS)
def test_a_child_is_greeted_as_one(reloj: MovableClock, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    child = DatosSolicitante(tipo="menor", primer_nombre="Luna", correo="ana@correo.example")
    monkeypatch.setattr(casos, "ANA", child)
    with transaction():
        LETTERS[name][0]()
    assert "Hola, Luna" in _mail(name).body
    assert "Hola, Luna" in _mail(name).html


def test_a_request_that_came_too_late_says_that_the_term_goes_on(reloj: MovableClock) -> None:
    with transaction():
        case = casos.en_tramite()
    reloj.set(datetime(2026, 2, 18, 9, 0))
    with transaction():
        services.requerir(case, texto="Falta el plano.", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    mail = _mail("requerimiento")
    assert "sigue corriendo: la fecha límite es el martes 24 de febrero de 2026" in mail.body
    assert "en pausa" not in mail.body + mail.html


def test_of_a_complaint_against_officials_no_reason_stands_in_a_letter(reloj: MovableClock) -> None:
    with transaction():
        case = casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA)
        services.asignar(case, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan"))
        services.prorrogar(
            case, motivo="Falta oír a Pedro.", hasta=date(2026, 3, 3), make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    assert "Pedro" not in _mail("prorroga").body + _mail("prorroga").html
    assert "Motivo" not in _mail("prorroga").body


def test_a_copy_of_the_transmittal_goes_to_who_filed(reloj: MovableClock) -> None:
    with transaction():
        casos.trasladada()
    assert [one["mime"] for one in _mail("traslado").attachments] == ["application/pdf"]
