"""Taking e-mails apart: what people send, and what is sent to break the portal."""

import json
import subprocess
import sys
import time
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from portal.pqrs.correo import hilos
from portal.pqrs.correo.lectura import SCRIPT, Lectura, leer
from portal.pqrs.correo.reglas import Entorno, veredicto
from portal.pqrs.correo.sobres import mensajes
from tests.support.correos import carta

NOBODY = Entorno(frozenset({"solicitudes@puerres.example"}), "mx.puerres.example")


def _read(raw: bytes) -> Lectura:
    with leer(BytesIO(raw)) as found:
        return found


def _why(raw: bytes, entorno: Entorno = NOBODY) -> str:
    found = veredicto(_read(raw), entorno)
    return found.clave if found else ""


def test_a_plain_letter_gives_its_sender_subject_and_words() -> None:
    found = _read(carta("Señores:\n\nEl puente se cae.", Subject="Año: ¿qué pasó?"))
    assert (found.nombre, found.remitente) == ("Rosa Elvira Rosero", "rosa@correo.example")
    assert (found.asunto, found.texto) == ("Año: ¿qué pasó?", "Señores:\n\nEl puente se cae.")


def test_attached_files_come_with_their_names_and_pictures_of_the_text_come_last() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ana@correo.example", "Fotos"
    message.set_content("Van.")
    message.add_alternative("<p>Van. <img src='cid:logo'></p>", subtype="html")
    html = message.get_payload()[1]
    html.add_related(b"GIF89a", "image", "gif", cid="<logo>", filename="logo.gif", disposition="inline")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="cédula y poder.pdf")
    found = _read(message.as_bytes())
    assert [one.nombre for one in found.adjuntos] == ["cédula y poder.pdf", "logo.gif"]
    assert found.texto == "Van."


def test_of_a_page_only_the_words_are_kept_and_nothing_is_loaded() -> None:
    page = (
        "<html><head><title>No</title><style>p{}</style></head><body><p>Buen&nbsp;día,</p><div>pido <b>agua</b>.<br>Gracias</div>"
        "<script>alert(1)</script><img src='http://espia.example/x.gif' alt='croquis'><ul><li>uno</li><li>dos</li></ul>"
        "<a href='https://ejemplo.example/mapa'>mapa</a><blockquote>lo de antes</blockquote></body></html>"
    )
    raw = b"From: a@correo.example\nContent-Type: text/html; charset=utf-8\n\n" + page.encode()
    text = _read(raw).texto
    for words in ("Buen", "pido agua.", "Gracias", "croquis", "- uno", "- dos", "mapa (https://ejemplo.example/mapa)", "> lo de antes"):
        assert words in text
    for words in ("alert", "espia", "p{}", "<", "No\n"):
        assert words not in text


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "us-ascii", "no-existe", "idna", "punycode", "zlib", "utf-16"])
def test_an_encoding_that_lies_loses_no_message(charset: str) -> None:
    raw = f"From: a@correo.example\nContent-Type: text/plain; charset={charset}\n\n".encode() + "Año y corazón".encode("cp1252") + b"\n"
    found = _read(raw)
    assert not found.problema
    assert charset == "utf-16" or "o y coraz" in found.texto


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=?utf-8?Q?Jos=C3=A9?= =?utf-8?B?IFDDqXJleg==?= <j@correo.example>", "José Pérez"),
        ("=?no-existe?B?!!!?= <j@correo.example>", ""),
        ('"Gane plata en www.premio.example" <j@correo.example>', ""),
        ('"jefe@puerres.example" <j@correo.example>', ""),
        ("José Ñañez <j@correo.example>", "José Ñañez"),
        ("\u202eamalia <j@correo.example>", "amalia"),
    ],
)
def test_a_name_is_the_name_of_a_person_or_none(name: str, shown: str) -> None:
    found = _read(f"From: {name}\nSubject: x\n\nHola\n".encode())
    assert (found.nombre, found.remitente) == (shown, "j@correo.example")


@pytest.mark.parametrize(
    "line",
    [
        "From: ana@correo.example, beto@correo.example", "From: ana@correo.example\nFrom: beto@correo.example", "From: nadie", "From:",
        "X-Nada: 1", "From: " + "a" * 5000 + "@correo.example",
    ],
)  # fmt: skip
def test_who_does_not_say_from_where_waits_for_a_person(line: str) -> None:
    assert _why(f"{line}\nSubject: x\n\nHola\n".encode()) == "sin_remitente"


def _nested(depth: int, kind: str = "Content-Type: multipart/mixed") -> bytes:
    lines = [b"From: a@correo.example"]
    for number in range(depth):
        lines += [f'{kind}; boundary="b{number}"'.encode(), b"", f"--b{number}".encode()]
    return b"\n".join([*lines, b"Content-Type: text/plain", b"", b"fondo", b""])


@pytest.mark.parametrize("depth", [40, 1000, 20_000])
def test_messages_inside_messages_without_end_are_not_opened(depth: int) -> None:
    assert _why(_nested(depth)) == "hondo"


@pytest.mark.parametrize(
    "kind", ["Content-Type: (x) multipart/mixed", "content-type\n : multipart/mixed", "Content-Type: multipart /mixed"]
)
@pytest.mark.parametrize("depth", [40, 1000, 20_000])
def test_hiding_that_they_are_inside_each_other_opens_none_of_them(kind: str, depth: int) -> None:
    assert _read(_nested(depth, kind)).problema in {"", "hondo", "partes"}
    assert len(_read(_nested(depth, kind)).adjuntos) <= 1


def test_whole_messages_inside_each_other_are_not_opened() -> None:
    raw = b"From: a@correo.example\n" + b"Content-Type: message/rfc822\n\n" * 1500 + b"Subject: x\n\nfondo\n"
    assert _why(raw) == "hondo"


@pytest.mark.parametrize("count", [400, 10_000])
def test_too_many_parts_are_not_opened(count: int) -> None:
    raw = (
        b'From: a@correo.example\nContent-Type: multipart/mixed; boundary="b"\n\n'
        + b"--b\nContent-Type: image/png\n\nx\n" * count
        + b"--b--\n"
    )
    assert _why(raw) == "partes"


def test_headers_without_end_are_not_read() -> None:
    assert _why(b"From: a@correo.example\n" + b"X-A: " + b"b" * 600_000 + b"\n\nHola\n") == "cabeceras"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00" * 5000, b"\xff\xfe\x00\x01", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b":\n:\n:\n", b"From a b c\n\n",
        b"Content-Type: multipart/mixed\n\n--\n--\n", b"Content-Type: multipart/mixed; boundary=\n\n--\n--\n",
        b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 \nM\n",
        b"Content-Type: text/plain; charset*0*=utf-8''%ff; charset*1=x\n\nHola",
    ],
)  # fmt: skip
def test_rubbish_is_no_error_and_waits_for_a_person(raw: bytes) -> None:
    assert _why(raw)


def test_broken_base64_gives_what_can_be_read() -> None:
    raw = b"From: a@correo.example\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUGlkbyBhZ3Vh*LiBHcmFjaWFz=\xff\n"
    assert "Pido" in _read(raw).texto


def test_marks_that_nobody_sees_are_taken_out() -> None:
    found = _read(carta("Pido\x00 agua\u202e y luz\u200b.", Subject="Agua\u202e ya"))
    assert (found.texto, found.asunto) == ("Pido agua y luz.", "Agua ya")


def test_a_header_cannot_add_another_one() -> None:
    found = _read(b"From: a@correo.example\nSubject: =?utf-8?Q?Hola=0D=0ABcc:_todos@correo.example?=\n\nx\n")
    assert "\n" not in found.asunto
    assert found.asunto.startswith("Hola")


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatico"), ({"Auto_Submitted": "auto-generated; x=1"}, "automatico"),
        ({"Auto_Submitted": "no"}, ""), ({"X_Autoreply": "yes"}, "automatico"), ({"Precedence": "auto_reply"}, "automatico"),
        ({"Precedence": "bulk"}, "lista"), ({"List_Id": "<noticias.example>"}, "lista"),
        ({"List_Unsubscribe": "<https://x.example>"}, "lista"),
        ({"Return_Path": "<>"}, "informe"), ({"From": "Mail Delivery <MAILER-DAEMON@correo.example>"}, "informe"),
        ({"From": "Solicitudes@Puerres.example"}, "propio"), ({"X_Spam_Flag": "YES"}, "posible_spam"),
        ({"X_Spam_Status": "Yes, score=9"}, "posible_spam"), ({"X_Spam_Status": "No, score=1"}, ""),
        ({"X_Spam": "Yes"}, "posible_spam"), ({"X_Forefront_Antispam_Report": "CIP:1.2.3.4;SCL:5;SFV:SPM;PTR:"}, "posible_spam"),
        ({"X_Forefront_Antispam_Report": "CIP:1.2.3.4;SCL:1;SFV:NSPM;"}, ""), ({"X_MS_Exchange_Organization_SCL": "-1"}, ""),
        ({"X_MS_Exchange_Organization_SCL": "9"}, "posible_spam"), ({"Subject": "VIAGRA casino"}, ""),
        ({"Authentication_Results": "mx.puerres.example; spf=pass; dmarc=fail header.from=x"}, "suplantado"),
        ({"Authentication_Results": "otro.example; dmarc=fail"}, ""),
    ],
)  # fmt: skip
def test_what_a_machine_sent_is_refused_and_what_looks_wrong_is_set_aside(headers: dict[str, str], reason: str) -> None:
    assert _why(carta(**headers)) == reason


def test_a_bounce_is_no_petition() -> None:
    raw = b'From: a@correo.example\nContent-Type: multipart/report; boundary="b"\n\n--b\n\nNo se entrego\n--b--\n'
    assert _why(raw) == "informe"


def test_what_is_encrypted_or_says_nothing_waits_for_a_person() -> None:
    raw = b'From: a@correo.example\nContent-Type: multipart/encrypted; boundary="b"\n\n--b\n\nVersion: 1\n--b--\n'
    assert _why(raw) == "cifrado"
    assert _why(carta(" \n")) == "vacio"


@pytest.mark.parametrize(
    ("whole", "new"),
    [
        ("Gracias.\n\nEl mar, 3 feb 2026 a las 10:15, Alcaldía <x@y.example> escribió:\n> Recibimos", "Gracias."),
        ("Va la foto.\n-- \nAna\nCelular 300", "Va la foto."),
        ("Sí.\n\n-----Mensaje original-----\nDe: x", "Sí."),
        ("Sí.\n\nDe: Alcaldía\nEnviado el: martes\nPara: Ana\n\nTexto", "Sí."),
        ("> pregunta\nmi respuesta\n> otra\nmi otra respuesta", "> pregunta\nmi respuesta\n> otra\nmi otra respuesta"),
        ("> todo citado\n> y nada más", "> todo citado\n> y nada más"),
        ("De: la vereda\nsomos 20 familias", "De: la vereda\nsomos 20 familias"),
    ],
)
def test_what_repeats_earlier_letters_is_told_apart_and_kept(whole: str, new: str) -> None:
    found, old = hilos.separar_cita(whole)
    assert found == new
    assert len(found) + len(old) >= len(whole) - 4


def test_a_long_quotation_is_told_apart_in_a_moment() -> None:
    begun = time.monotonic()
    hilos.separar_cita(">\n" * 300_000 + "x\n" + "De: a\n" * 100_000)
    assert time.monotonic() - begun < 10


def test_the_radicado_is_found_in_the_subject_or_in_the_thread() -> None:
    assert hilos.radicado_of(_read(carta(Subject="RE: Recibimos su solicitud: radicado 2026-e-000012"))) == "2026-E-000012"
    assert hilos.radicado_of(_read(carta(References="<a@b.example> <2026-E-000034@portal.example>"))) == "2026-E-000034"
    assert hilos.radicado_of(_read(carta(Subject="Resolución 2026-S-000012 del 12026-E-000012"))) == ""


def test_a_file_of_many_messages_gives_each_one(tmp_path: Path) -> None:
    one, two = carta("Primero\n>From aquí"), carta("Segundo")
    path = tmp_path / "correos.mbox"
    path.write_bytes(b"From a@b.example Tue Feb  3 10:00:00 2026\n" + one + b"\nFrom b@c.example Tue Feb  3 10:00:00 2026\n" + two + b"\n")
    with path.open("rb") as source:
        found = [_read(raw).texto for raw, whole in mensajes(source) if whole]
    assert found == ["Primero\nFrom aquí", "Segundo"]


def test_the_reader_that_fills_the_memory_dies_alone(tmp_path: Path) -> None:
    """A page of a million open tags is read, or its process ends; the portal stays."""
    raw = b"From: a@correo.example\nContent-Type: text/html\n\n" + b"<div><blockquote>" * 400_000
    path = tmp_path / "m"
    path.write_bytes(raw)
    done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(path), str(tmp_path)], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0 or json.loads(done.stdout)
