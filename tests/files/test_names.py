"""Names that are safe to store and to save, and still the citizen's own words."""

import pytest

from portal.files.names import MAX_LENGTH, safe_name, shown_name

CASES = [
    ("Petición de la señora Muñoz.pdf", "Petición de la señora Muñoz.pdf"),
    ("../../etc/passwd", "passwd.pdf"),
    ("C:\\Usuarios\\Ana\\oficio.pdf", "oficio.pdf"),
    ("oficio\u202efdp.exe", "oficiofdp.pdf"),
    ("a\x00b\x1f.pdf", "ab.pdf"),
    ('qué "raro" <nombre>|?.pdf', "qué _raro_ _nombre___.pdf"),
    ("Acta No. 3", "Acta No. 3.pdf"),
    ("Acta 1.2", "Acta 1.2.pdf"),
    ("foto.JPG.exe", "foto.JPG.pdf"),
    ("CON.pdf", "_CON.pdf"),
    (".pdf", "archivo.pdf"),
    ("", "archivo.pdf"),
    (None, "archivo.pdf"),
    ("...", "archivo.pdf"),
    ("OFICIO.PDF", "OFICIO.PDF"),
    ("con saltos\r\nSet-Cookie: x.pdf", "con saltos Set-Cookie_ x.pdf"),
    ("cafe\u0301.pdf", "café.pdf"),
]


@pytest.mark.parametrize(("given", "kept"), CASES)
def test_a_name_is_made_safe(given: str | None, kept: str) -> None:
    assert safe_name(given, ("pdf",)) == kept


def test_a_long_name_is_cut_before_its_extension() -> None:
    kept = safe_name("ñ" * 500 + ".docx", ("docx",))
    assert len(kept) == MAX_LENGTH
    assert kept.endswith("ñ.docx")


def test_either_extension_of_a_kind_is_kept() -> None:
    assert safe_name("foto.jpeg", ("jpg", "jpeg")) == "foto.jpeg"


def test_a_message_shows_the_end_of_a_long_name() -> None:
    assert shown_name("x" * 200 + "final.pdf").endswith("final.pdf")
    assert shown_name("") == "sin nombre"
