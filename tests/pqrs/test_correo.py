"""What becomes of an e-mail: filed, joined to its case, set aside, refused; once, and nothing of it lost."""

import os
import time
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.dibujos import documento
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.files.jobs import remove_orphans
from portal.files.queries import list_archivos
from portal.files.storage import current_storage, read_blob
from portal.outbox import delivery
from portal.outbox.by_mail import message_of
from portal.outbox.models import ENVIADO, OutboxMail
from portal.pqrs import services
from portal.pqrs.adjuntos_correo import DoorClosed
from portal.pqrs.codigos import hash_code
from portal.pqrs.jobs_correo import procesar, procesar_pendientes, recibir
from portal.pqrs.models import CorreoRecibido, Mensaje, Peticion
from portal.pqrs.queries.caso import find_by_code
from portal.pqrs.services.correo import empezar
from portal.pqrs.services.reglas import crear_regla
from tests.support import casos
from tests.support.correos import INTAKE, carta, changed_settings, leido, llega
from tests.support.oficina import made

pytestmark = pytest.mark.usefixtures("app", "reloj")
PDF = ("plano.pdf", "application/pdf", documento("Plano"))


def _case_of(correo: CorreoRecibido) -> Peticion:
    assert correo.peticion is not None
    return correo.peticion


def _letters(letter: str) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.letter == letter).order_by(OutboxMail.id)))


def _cases() -> int:
    return db.session.scalar(select(func.count()).select_from(Peticion)) or 0


def _answering(peticion: Peticion, **headers: str | None) -> dict[str, str | None]:
    """Headers of an answer to the newest letter about the case."""
    newest = select(OutboxMail.message_id).where(OutboxMail.about_id == peticion.id).order_by(OutboxMail.id.desc()).limit(1)
    return {"In_Reply_To": db.session.scalar(newest), "Subject": f"Re: {peticion.radicado}", **headers}


def test_a_letter_becomes_a_petition_with_its_files_due_date_and_history() -> None:
    correo = llega(carta("Pido que arreglen el puente.\n\n-- \nRosa", adjuntos=[PDF]))
    peticion = _case_of(correo)
    assert (correo.estado, peticion.canal, peticion.tipo, peticion.medio_respuesta) == ("radicado", "correo", "peticion_general", "correo")
    assert peticion.solicitante is not None
    assert (peticion.solicitante.nombre, peticion.correo) == ("Rosa Elvira Rosero", "rosa@correo.example")
    assert (peticion.asunto, peticion.texto) == ("Puente de San Mateo", "Pido que arreglen el puente.\n\n-- \nRosa")
    assert [one.nombre for one in list_archivos("peticion", peticion.id)] == ["plano.pdf"]
    assert peticion.vence_el == date(2026, 2, 24)
    assert not peticion.accepts_notificacion_electronica
    event = list_eventos("correo_recibido", correo.id)[-1]
    assert (event.tipo, event.datos, event.publico) == ("correo_radicado", {"radicado": peticion.radicado}, False)


def test_who_wrote_gets_the_radicado_the_date_and_a_code_that_opens_the_case_and_the_outbox_forgets_it() -> None:
    peticion = _case_of(llega(carta()))
    (letter,) = _letters("pqrs/radicada_correo")
    (code,) = letter.secrets
    assert letter.recipient == "rosa@correo.example"
    assert find_by_code(peticion.radicado, hash_code(code)) == peticion
    for words in (peticion.radicado, code, "24 de febrero de 2026"):
        assert words in letter.body
        assert words in letter.html
    assert "puente" not in letter.body.lower()
    with transaction():
        letter.claimed_by = "x"
    delivery._mark_sent(letter.id, "x")
    db.session.refresh(letter)
    assert letter.state == ENVIADO
    assert code not in letter.body + letter.html + str(letter.secrets)


def test_the_term_runs_from_when_the_mail_server_had_it_after_hours_from_the_next_business_day(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 2, 4, 8, 0))
    at = datetime(2026, 2, 2, 23, 50, tzinfo=clock.BOGOTA)
    peticion = _case_of(llega(carta(), recibido_en=at))
    assert (peticion.recibida_en, peticion.efectiva_el, peticion.vence_el) == (at, date(2026, 2, 3), date(2026, 2, 24))
    # Numbered in today's order of arrival.
    assert peticion.numero.fecha == clock.now()


def test_a_mail_server_whose_clock_is_ahead_moves_nothing_into_the_future() -> None:
    peticion = _case_of(llega(carta(), recibido_en=clock.now() + timedelta(hours=5)))
    assert peticion.recibida_en == clock.now()


def test_a_file_that_is_refused_is_named_to_the_person_and_in_the_case_and_the_filing_stands() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", b"0" * 30_000_000)
    correo = llega(
        carta(adjuntos=[PDF, ("todo.zip", "application/zip", bomb.getvalue()), ("virus.exe", "application/pdf", b"MZ\0\0" * 50)])
    )
    peticion = _case_of(correo)
    assert [one.nombre for one in list_archivos("peticion", peticion.id)] == ["plano.pdf"]
    (letter,) = _letters("pqrs/radicada_correo")
    for name in ("todo.zip", "virus.exe"):
        assert name in peticion.observaciones
        assert name in letter.body
        assert name in letter.html


def test_more_files_than_a_form_takes_are_named_and_the_first_ones_stay() -> None:
    files = [(f"foto{number}.txt", "text/plain", b"uno %d" % number) for number in range(14)]
    peticion = _case_of(llega(carta(adjuntos=files)))
    assert len(list_archivos("peticion", peticion.id)) == 10
    assert peticion.observaciones.count("pasa el máximo") == 4


def test_a_letter_whose_words_are_all_in_its_file_is_a_petition_too() -> None:
    assert "en los archivos" in _case_of(llega(carta(" ", adjuntos=[PDF]))).texto
    correo = llega(carta(" ", adjuntos=[("x.exe", "application/pdf", b"MZ\0\0")]))
    assert (correo.estado, correo.motivo, correo.remitente, correo.detalle) == (
        "apartado", "error", "rosa@correo.example", "El correo no trae texto ni archivos que se puedan recibir.",
    )  # fmt: skip
    assert "x.exe" in correo.no_recibidos[0]


def test_who_gives_no_name_is_greeted_by_the_address() -> None:
    peticion = _case_of(llega(carta(From="rosa@correo.example")))
    assert "Buen día, rosa@correo.example:" in _letters("pqrs/radicada_correo")[0].body
    assert peticion.quien == "rosa@correo.example"


@pytest.mark.parametrize("name", ["Ana", "Ana Arteaga", "Ana Lucía Arteaga", "Ana Lucía Arteaga Bravo", "Ana Lucía de la Torre y Bravo"])
def test_in_every_cut_the_name_is_whole(name: str) -> None:
    assert _case_of(llega(carta(From=f"{name} <ana@correo.example>"))).quien == name


def test_read_twice_it_is_one_case_even_when_the_reader_was_killed_in_between() -> None:
    raw, before = carta(), _cases()
    first, is_new = recibir(raw, origen="buzon")
    # Killed here: it was kept, and not read, nor marked in the mailbox.
    again, is_new_again = recibir(raw, origen="buzon")
    assert (first == again, is_new, is_new_again) == (True, True, False)
    assert procesar_pendientes() == 1
    assert procesar_pendientes() == 0
    assert not procesar(first)
    recibir(raw, origen="buzon")
    procesar_pendientes()
    assert _cases() == before + 1
    assert len(_letters("pqrs/radicada_correo")) == 1


def test_another_copy_with_the_same_identifier_is_refused_and_kept() -> None:
    one = llega(carta(Message_ID="<igual@correo.example>"))
    two = llega(carta("El mismo, por otro camino.", Message_ID="<igual@correo.example>"))
    assert (one.estado, two.estado, two.motivo, two.texto) == ("radicado", "rechazado", "repetido", "El mismo, por otro camino.")


def test_an_answer_to_our_letter_joins_its_case_with_its_files_and_is_acknowledged_once_a_day(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    before = _cases()
    headers = _answering(peticion, From="Ana <ANA@correo.example>")
    correo = llega(carta("Va el plano.\n\nEl mar, 3 feb 2026, Alcaldía escribió:\n> Recibimos", adjuntos=[PDF], **headers))
    assert (correo.estado, correo.peticion_id, _cases()) == ("agregado", peticion.id, before)
    message = db.session.scalars(select(Mensaje).where(Mensaje.peticion_id == peticion.id)).one()
    assert (message.de, message.texto) == ("ciudadano", "Va el plano.")
    assert "Recibimos" in correo.citado
    assert [one.nombre for one in list_archivos("mensaje", message.id)] == ["plano.pdf"]
    assert [one.recipient for one in _letters("pqrs/mensaje_recibido")] == ["jairo@puerres.example"]
    llega(carta("Otra cosa.", **headers))
    assert [one.recipient for one in _letters("pqrs/mensaje_agregado")] == ["ana@correo.example"]
    assert list_eventos("peticion", peticion.id)[-1].tipo == "mensaje_recibido"


@pytest.mark.parametrize(
    "headers",
    [
        # Somebody else answers the letter; somebody writes Ana's address and the radicado that everybody can read; both made up.
        {"From": "Pedro <pedro@correo.example>"},
        {"From": "Ana <ana@correo.example>", "In_Reply_To": None},
        {"From": "Ana <ana@correo.example>", "In_Reply_To": "<inventado@puerres.example>"},
        {"From": "Ana <ana@correo.example.malo.example>"},
    ],
)
def test_who_pretends_to_be_the_person_of_a_case_waits_for_an_official_and_hears_nothing(headers: dict[str, Any]) -> None:
    peticion = made(casos.en_tramite)
    before, letters = _cases(), db.session.scalar(select(func.count()).select_from(OutboxMail))
    correo = llega(carta("Retiro mi solicitud.", **_answering(peticion, **headers)))
    assert (correo.estado, correo.motivo, correo.peticion_id) == ("apartado", "cita", None)
    assert db.session.scalars(select(Mensaje)).all() == []
    assert (before, letters) == (_cases(), db.session.scalar(select(func.count()).select_from(OutboxMail)))


def test_a_radicado_that_does_not_exist_is_told_in_the_same_words_as_another_persons() -> None:
    peticion = made(casos.en_tramite)
    one = llega(carta(Subject="Sobre 2026-E-999999"))
    two = llega(carta(Subject=f"Sobre {peticion.radicado}"))
    assert (one.estado, one.motivo, one.reservado) == (two.estado, two.motivo, two.reservado) == ("apartado", "cita", False)


def test_where_the_mail_server_vouches_for_the_address_the_radicado_in_the_subject_is_enough(app: Flask) -> None:
    peticion = made(casos.en_tramite)
    headers = {"From": "ana@correo.example", "Subject": f"Mi caso {peticion.radicado}"}
    said = "mx.puerres.example; dmarc=pass header.from=correo.example"
    assert llega(carta("Hola", Authentication_Results=said, **headers)).estado == "apartado"
    with _settings(app, imap_authserv="mx.puerres.example"):
        assert llega(carta("Hola", Authentication_Results="otro.example; dmarc=pass", **headers)).estado == "apartado"
        assert llega(carta("Hola", Authentication_Results=said, **headers)).estado == "agregado"


def _settings(app: Flask, **changes: Any) -> Any:
    return changed_settings(app, **changes)


def test_an_answer_to_a_case_that_is_over_waits_for_a_person() -> None:
    peticion = made(casos.cerrada)
    correo = llega(carta("No estoy de acuerdo.", **_answering(peticion, From="ana@correo.example")))
    assert (correo.estado, correo.motivo) == ("apartado", "cerrado")


def test_a_message_does_not_complete_what_was_formally_asked_for() -> None:
    peticion = made(casos.requerida)
    llega(carta("¿Qué falta?", **_answering(peticion, From="ana@correo.example")))
    db.session.refresh(peticion)
    assert peticion.estado == "requerida"
    assert "un correo no reemplaza ese paso" in _letters("pqrs/mensaje_agregado")[0].body


def test_machines_that_answer_each_other_stop_at_once() -> None:
    before = _cases()
    peticion = _case_of(llega(carta(From="oficina@otra.example")))
    (letter,) = _letters("pqrs/radicada_correo")
    # One that says what it is, one that does not but answers our letter, one that only repeats our subject.
    assert llega(carta("Estoy de vacaciones", From="oficina@otra.example", Auto_Submitted="auto-replied")).estado == "rechazado"
    assert llega(carta("Fuera", From="oficina@otra.example", In_Reply_To=letter.message_id, Subject="Fuera")).estado == "agregado"
    assert llega(carta("Recibido", From="oficina@otra.example", Subject=f"Re: {letter.subject}")).estado == "apartado"
    for _ in range(3):
        llega(carta("Fuera", From="oficina@otra.example", In_Reply_To=letter.message_id, Subject="Fuera"))
    assert _cases() == before + 1
    assert [len(_letters(name)) for name in ("pqrs/radicada_correo", "pqrs/mensaje_agregado")] == [1, 1]
    assert peticion.abierta


def test_what_the_portal_itself_sent_is_never_filed(app: Flask) -> None:
    with _settings(app, mail_intake=INTAKE):
        assert llega(carta(From=f"Alcaldía <{INTAKE.upper()}>")).motivo == "propio"


def test_of_a_sender_who_floods_the_rest_waits_and_then_is_refused_and_every_message_is_kept(reloj: MovableClock) -> None:
    rows = [llega(carta(f"Mensaje {number}")) for number in range(22)]
    assert [one.estado for one in rows] == ["radicado"] * 20 + ["apartado"] * 2
    assert (rows[-1].motivo, rows[-1].texto, current_storage().exists(rows[-1].sha256)) == ("muchos", "Mensaje 21", True)
    assert llega(carta(From="otra@correo.example")).estado == "radicado"
    for number in range(80):
        recibir(carta(f"Otro {number}"), origen="buzon")
    with transaction():
        # As many others of hers came in this hour.
        for one in db.session.scalars(select(CorreoRecibido).where(CorreoRecibido.leido_en.is_(None))):
            one.remitente = "rosa@correo.example"
    assert (llega(carta("Uno más")).estado, llega(carta("Y otro")).motivo) == ("rechazado", "avalancha")
    reloj.advance(hours=2)
    assert llega(carta()).estado == "radicado"


def test_what_lay_in_the_mailbox_for_days_waits_for_a_person(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 3, 3, 9, 0))
    correo = llega(carta(adjuntos=[PDF]), recibido_en=datetime(2026, 2, 3, 9, 0, tzinfo=clock.BOGOTA))
    assert (correo.estado, correo.motivo) == ("apartado", "viejo")
    assert [one.nombre for one in list_archivos("correo_recibido", correo.id)] == ["plano.pdf"]


def test_where_somebody_must_confirm_it_waits_with_its_files() -> None:
    with transaction():
        get_entidad().correo_por_confirmar = True
    before = _cases()
    correo = llega(carta(adjuntos=[PDF]))
    assert (correo.estado, correo.motivo, correo.remitente, _cases()) == ("recibido", "", "rosa@correo.example", before)
    assert len(list_archivos("correo_recibido", correo.id)) == 1


def test_a_rule_gives_it_to_its_office_as_any_other_filing() -> None:
    with transaction():
        crear_regla(nombre="Correo", canal="correo", dependencia=casos.dependencia("120"), actor=casos.actor("ines"))
    peticion = _case_of(llega(carta()))
    assert peticion.dependencia is not None
    assert (peticion.estado, peticion.dependencia.codigo) == ("en_tramite", "120")


def test_a_message_too_large_keeps_its_beginning_and_says_where_the_rest_is() -> None:
    correo = llega(carta("x" * 5000)[:2000], incompleto=True)
    assert (correo.estado, correo.motivo, correo.remitente) == ("apartado", "grande", "rosa@correo.example")


def test_a_text_without_end_is_kept_and_not_filed() -> None:
    correo = llega(carta("palabra\n" * 200_000))
    assert (correo.estado, correo.motivo) == ("apartado", "largo")
    assert len(read_blob(correo.sha256)) > 1_600_000


def test_what_cannot_be_read_is_kept_as_it_came() -> None:
    raw = b"\x00\xff" * 3000
    correo = llega(raw)
    assert (correo.estado, read_blob(correo.guardado_sha256)) == ("apartado", raw)


def test_what_kills_its_reader_is_set_aside_after_three_times() -> None:
    key, _is_new = recibir(carta(), origen="buzon")
    for _ in range(3):
        with transaction():
            # Begun, and the worker is killed before anything comes of it.
            assert empezar(key)
    assert not procesar(key)
    assert (leido(key).estado, leido(key).motivo) == ("apartado", "ilegible")


def test_the_originals_outlive_the_nightly_tidying(app: Flask) -> None:
    correo = llega(carta())
    path = current_storage()._path(correo.guardado_sha256)  # type: ignore[attr-defined]
    os.utime(path, (time.time() - 200_000,) * 2)
    remove_orphans()
    assert path.exists()


def test_letters_of_a_case_belong_together_and_can_be_answered_and_no_machine_answers_them(app: Flask) -> None:
    peticion = made(casos.en_tramite)
    to_citizen = _letters("pqrs/radicada")[-1]
    to_official = _letters("pqrs/asignada")[-1]
    with _settings(app, mail_intake=INTAKE):
        sent = message_of(to_citizen)
        assert sent.extra_headers is not None
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
        assert sent.extra_headers["References"].startswith(f"<{peticion.radicado}@")
        assert sent.reply_to == INTAKE
        assert message_of(to_official).reply_to is None
    assert message_of(to_citizen).reply_to is None


def test_the_acts_of_a_case_are_those_of_any_other(app: Flask) -> None:
    peticion = _case_of(llega(carta()))
    with transaction():
        services.asignar(peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("ines"))
        services.escribir(peticion, texto="¿Cuál puente?", pide_respuesta=True, actor=casos.actor("jairo"))
    answer = llega(carta("El de San Mateo.", **_answering(peticion)))
    assert answer.estado == "agregado"
    db.session.refresh(peticion)
    assert not peticion.espera_ciudadano


def test_while_the_antivirus_is_away_a_message_waits_with_its_files_and_is_not_blamed(app: Flask) -> None:
    key, _is_new = recibir(carta(adjuntos=[PDF]), origen="buzon")
    with _settings(app, antivirus_socket="/tmp/no-hay-antivirus.sock"):  # noqa: S108 - a socket that nobody made
        for _ in range(5):
            with pytest.raises(DoorClosed):
                procesar(key)
    assert (leido(key).estado, leido(key).intentos) == ("recibido", 0)
    procesar(key)
    assert len(list_archivos("peticion", _case_of(leido(key)).id)) == 1
