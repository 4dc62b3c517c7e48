"""The letters to citizens: each says what it must by law, in plain words, without the petition's text or the code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import html5lib
import pytest

from portal.calendario import DiaNoHabil
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Peticion
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


LETTERS: dict[str, tuple[Callable[[], Peticion], list[str]]] = {
    "radicada": (casos.radicar, ["martes 3 de febrero de 2026, 10:15", "martes 24 de febrero de 2026", "15 días hábiles", "art. 14"]),
    "clasificada": (_clasificada, ["Solicitud de información", "Usted pide un dato.", "martes 17 de febrero de 2026"]),
    "mensaje": (_mensaje, ["¿En qué poste?", "Contéstele"]),
    "respuesta": (casos.por_notificar, ["2026-S-000001", "artículo 56", "usted aceptó la notificación electrónica"]),
    "reabierta": (_reabierta, ["Falta la calle de arriba.", "martes 24 de febrero de 2026"]),
    "desistida": (casos.desistida, ["retiró la solicitud", "artículo 18"]),
    "anulada": (casos.anulada, ["Se radicó dos veces por error de la ventanilla"]),
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
        for mark in ("{{", "{%", "None", "Undefined"):
            assert mark not in words
    assert "<b>Gracias</b>" not in mail.html


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
