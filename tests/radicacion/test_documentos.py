"""Constancia and letters as PDF: complete, accessible, and not to be given orders by what a citizen writes."""

import io
import re
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from portal.core.clock import BOGOTA
from portal.radicacion.documentos import Anexo, CartaDatos, ConstanciaDatos, Firmante, Membrete
from portal.radicacion.pdf import PdfFailure, carta_pdf, constancia_pdf
from tests.files.samples import picture

URL = "https://portal.example/verificar/ABCD2345EFGH6789JKLMNPQR"
HEAD = Membrete(
    "Alcaldía Municipal de Puerres", "800.099.118-1", "Puerres", "Nariño", "Calle 4 # 3-25", "(602) 742 2029", "contacto@example.org"
)
ANNEX = Anexo("Petición de la señora Muñoz.pdf", "application/pdf", 1_234_567, "a3" * 32)

CONSTANCIA = ConstanciaDatos(
    entidad=HEAD,
    numero="2026-E-000001",
    tipo_nombre="Petición de interés particular",
    recibida_en=datetime(2026, 2, 3, 18, 15, tzinfo=BOGOTA),
    efectiva_el=date(2026, 2, 4),
    efectiva_motivo="Llegó después del cierre.",
    canal="Página web",
    verbal=False,
    funcionario_receptor="",
    solicitante_texto="María Quiroz",
    asunto="Falta de agua",
    texto="Señor alcalde:\n\nNo llega el agua.\nDesde hace tres semanas.",
    anexos=[ANNEX],
    vence_el=date(2026, 2, 25),
    plazo_texto="Son 15 días hábiles.",
    norma="CPACA, artículo 14",
    medio_respuesta="Correo electrónico",
    url_seguimiento="https://portal.example/pqrs/seguimiento",
    url_verificacion=URL,
    codigo_verificacion="ABCD-2345-EFGH-6789-JKLM-NPQR",
    texto_sha256="9c" * 32,
    codigo="K7QX-2M9P-WD4T-HH3B-Z6RA-YN8C-UV",
)

CARTA = CartaDatos(
    entidad=HEAD,
    numero_salida="2026-S-000001",
    fecha=date(2026, 2, 20),
    destinatario=["Señora", "MARÍA QUIROZ"],
    asunto="Respuesta a su solicitud",
    referencia="su solicitud 2026-E-000001",
    cuerpo="Cordial saludo.\n\nLos trabajos son:\n- Cambio del motor.\n- Limpieza del tanque.\n\nAtentamente,",
    firmante=Firmante("CARLOS ERASO", "Secretario de Planeación", "Secretaría de Planeación"),
    anexos=[ANNEX],
    url_verificacion=URL,
    codigo_verificacion="ABCD-2345-EFGH-6789-JKLM-NPQR",
)


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    """All the text, with whatever parts words and lines as one blank."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader(data).pages))


def letters(data: bytes) -> str:
    """All the text of the pages without their footers, with nothing between the letters."""
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in reader(data).pages))


def constancia(**changed: Any) -> bytes:
    return constancia_pdf(replace(CONSTANCIA, **changed))


def carta(**changed: Any) -> bytes:
    return carta_pdf(replace(CARTA, **changed))


def test_the_constancia_says_all_that_the_law_asks() -> None:
    text = words(constancia())
    for said in (
        "2026-E-000001",
        "martes 3 de febrero de 2026, 6:15 p. m.",
        "Petición de interés particular",
        "María Quiroz",
        "Falta de agua",
        "No llega el agua.",
        "Se recibió un anexo",
        "Petición de la señora Muñoz.pdf",
        "PDF",
        "1,2 MB",
        "a3" * 32,
        "miércoles 25 de febrero de 2026",
        "Son 15 días hábiles.",
        "CPACA, artículo 14",
        "miércoles 4 de febrero de 2026. Llegó después del cierre.",
        "9c" * 32,
        "ABCD-2345-EFGH-6789-JKLM-NPQR",
        "K7QX-2M9P-WD4T-HH3B-Z6RA-YN8C-UV",
        "Página 1 de 1",
        "NIT 800.099.118-1",
    ):
        assert said in text, said


def test_what_was_spoken_says_so_and_who_wrote_it_down() -> None:
    text = words(constancia(verbal=True, funcionario_receptor="Ana Burbano, auxiliar"))
    assert "Se presentó de forma verbal (oral). La recibió Ana Burbano, auxiliar." in text


def test_the_tracking_code_stands_only_where_it_was_given() -> None:
    assert "código de seguimiento" not in words(constancia(codigo=None))


def test_a_constancia_without_annexes_says_so() -> None:
    assert "Se recibió sin anexos." in words(constancia(anexos=[]))


def test_the_letter_has_number_day_addressee_body_and_signature() -> None:
    text = words(carta())
    for said in (
        "2026-S-000001",
        "Puerres, 20 de febrero de 2026",
        "MARÍA QUIROZ",
        "Asunto: Respuesta a su solicitud",
        "Referencia: su solicitud 2026-E-000001",
        "• Cambio del motor.",
        "• Limpieza del tanque.",
        "CARLOS ERASO",
        "Secretario de Planeación",
        "Verifique esta carta",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("cuerpo", "closing"),
    [
        ("Ya se arregló.", "Atentamente,"),
        ("Ya se arregló.\n\nCordialmente,\n", "Cordialmente,"),
        ("Atentamente, le decimos que no.", "Atentamente,"),
    ],
)
def test_every_letter_closes_once_over_its_signature(cuerpo: str, closing: str) -> None:
    text = words(carta(cuerpo=cuerpo))
    assert f"{closing} CARLOS ERASO" in text
    assert text.count(closing) == 1 + cuerpo.startswith(closing)


def test_a_draft_has_neither_number_nor_verification() -> None:
    data = carta(borrador=True, numero_salida="")
    text = words(data)
    assert "BORRADOR" in text
    assert "Borrador sin número" in text
    assert "Verifique" not in text
    assert "2026-S-" not in text


@pytest.mark.parametrize("make", [constancia, carta])
def test_documents_are_tagged_titled_and_in_spanish(make: Callable[[], bytes]) -> None:
    document = reader(make())
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es-CO"
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    assert "2026-" in str(document.metadata and document.metadata.title)
    assert re.search(r"pdfuaid:part[>=\"']+1", metadata)
    assert re.search(r"pdfaid:part[>=\"']+2", metadata)
    assert b"/Alt" in b"".join(_flat(root["/StructTreeRoot"]))


def _flat(node: Any, depth: int = 0) -> list[bytes]:
    """The keys of the structure tree, which hold the alternative texts of the pictures."""
    node = node.get_object()
    if isinstance(node, dict):
        own = [key.encode() for key in node]
        return own + ([part for kid in _kids(node) for part in _flat(kid, depth + 1)] if depth < 30 else [])
    return []


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return list(kids) if isinstance(kids, list) else [kids]


def test_all_fonts_are_inside_the_document() -> None:
    for page in reader(constancia()).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(inner)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert constancia() == constancia()


ORDERS = [
    "#emph[x]",
    "<b>x</b>",
    "$x^2$",
    "*x* _y_ `z`",
    '#import "@preview/x": *',
    '#read("/etc/passwd")',
    "{{ 7*7 }}",
    "\\u{41} \\ #sys.inputs",
    "= Título",
    "/* x */ // y",
]


@pytest.mark.parametrize("order", ORDERS)
def test_what_a_citizen_writes_is_shown_and_never_obeyed(order: str) -> None:
    data = constancia(texto=order, asunto=order, solicitante_texto=order, anexos=[replace(ANNEX, nombre=order)])
    assert letters(data).count(order.replace(" ", "")) == 4


@pytest.mark.parametrize("text", ["عربي", "עברית", "Привет", "kãkãrĩ ɨʉ ʼ", "→ ✓ ½ € “” … – №"])
def test_scripts_that_the_letter_has_are_shown(text: str) -> None:
    assert "□" not in words(constancia(texto=text))


@pytest.mark.parametrize("text", ["Gracias 😀👨‍👩‍👧 ❤️", "日本語", "\ue000", "﷽", "a\u202eb\u0000c\ufffe"])
def test_signs_that_the_letter_lacks_never_stop_the_document(text: str) -> None:
    document = reader(constancia(texto=f"Antes {text} después", asunto=text))
    said = words(constancia(texto=f"Antes {text} después"))
    assert "Antes" in said
    assert "después" in said
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_emoji_are_shown_as_they_were_written() -> None:
    said = words(constancia(texto="Gracias 😀 👍🏽 ❤️ 🚰 ⚠️ 👨‍👩‍👧 fin"))
    assert "□" not in said
    assert all(sign in said for sign in "😀👍🚰⚠")


def test_a_note_tells_of_the_signs_that_are_missing() -> None:
    assert "se muestran con □" in words(constancia(texto="Gracias 日本"))
    assert "se muestran con □" not in words(constancia())


def test_every_sign_of_unicode_at_once_gives_a_document() -> None:
    everything = "".join(chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000)
    assert constancia(texto=everything).startswith(b"%PDF-")


def test_a_text_of_a_megabyte_is_complete_and_leaves_the_workers_memory_alone() -> None:
    paragraph = "Señor alcalde, la vereda sigue sin agua. " * 60
    text = "\n\n".join(f"Párrafo {n}: {paragraph}" for n in range(400))
    assert len(text) > 980_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = constancia(texto=text)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
    document = reader(data)
    assert len(document.pages) > 200
    assert "Párrafo 399:" in words_of_last(document)


def words_of_last(document: PdfReader) -> str:
    return " ".join(page.extract_text() for page in document.pages[-3:])


def test_a_word_that_never_ends_stays_on_the_page() -> None:
    data = constancia(texto="x" * 9_000 + "fin", codigo=None)
    assert "x" * 9_000 + "fin" in re.sub(r"AlcaldíaMunicipaldePuerres·Calle.*?Página\dde\d", "", letters(data))
    assert len(reader(data).pages) > 2


def test_the_shield_is_shown_with_its_description() -> None:
    shield = replace(HEAD, escudo=picture("PNG"), escudo_mime="image/png")
    images = [image for page in reader(constancia(entidad=shield)).pages for image in page.images]
    assert len(images) == 1


def test_a_shield_that_cannot_be_read_is_a_failure_and_not_a_crash() -> None:
    with pytest.raises(PdfFailure):
        constancia(entidad=replace(HEAD, escudo=b"nada", escudo_mime="image/png"))
