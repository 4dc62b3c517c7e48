"""Small real files for the demonstration's attachments: drawings as PNG, one-page documents as PDF."""

from io import BytesIO

from portal.demo.guion import Adjunto

_SKY, _HILL, _GRASS, _ROAD = (198, 222, 240), (122, 158, 126), (146, 186, 120), (150, 144, 136)
Box = tuple[int, int, int, int]
Color = tuple[int, int, int]

# What stands in front of the hills, as (shape, box, colour), on a canvas of 800 × 600.
_SHAPES: dict[str, tuple[tuple[str, Box, Color], ...]] = {
    "via": (
        ("rectangle", (0, 420, 800, 600), _ROAD),
        ("ellipse", (180, 470, 330, 530), (90, 82, 74)),
        ("ellipse", (450, 440, 560, 485), (90, 82, 74)),
        ("ellipse", (560, 520, 740, 585), (110, 130, 150)),
    ),
    "quebrada": (
        ("rectangle", (0, 430, 800, 540), (120, 152, 168)),
        ("rectangle", (120, 400, 190, 450), (190, 120, 90)),
        ("ellipse", (220, 410, 290, 455), (70, 70, 74)),
        ("rectangle", (330, 415, 380, 450), (230, 226, 214)),
    ),
    "casa": (
        ("rectangle", (240, 230, 560, 470), (206, 150, 110)),
        ("rectangle", (370, 350, 440, 470), (110, 78, 60)),
        ("rectangle", (150, 410, 650, 480), (176, 110, 90)),
    ),
    "parque": (
        ("rectangle", (180, 250, 196, 500), (90, 70, 60)),
        ("rectangle", (520, 250, 536, 500), (90, 70, 60)),
        ("rectangle", (180, 240, 536, 256), (90, 70, 60)),
        ("rectangle", (280, 256, 284, 420), (60, 60, 60)),
        ("rectangle", (270, 420, 350, 434), (200, 80, 70)),
    ),
    "puente": (
        ("rectangle", (0, 470, 800, 600), (120, 152, 168)),
        ("rectangle", (60, 380, 740, 410), (130, 110, 96)),
        ("rectangle", (60, 320, 740, 328), (90, 80, 74)),
        ("rectangle", (200, 320, 208, 380), (90, 80, 74)),
        ("rectangle", (600, 320, 608, 380), (90, 80, 74)),
    ),
}


def contenido(adjunto: Adjunto) -> bytes:
    """The bytes of an attachment of the story."""
    return dibujo(adjunto.contenido) if adjunto.nombre.endswith(".png") else documento(adjunto.contenido)


def dibujo(tema: str) -> bytes:
    """A drawing of a place among hills, as PNG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (800, 600), _SKY)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 400), (200, 180), (380, 330), (560, 140), (800, 380), (800, 600), (0, 600)], fill=_HILL)
    pen.rectangle((0, 390, 800, 600), fill=_GRASS)
    for shape, box, color in _SHAPES[tema]:
        getattr(pen, shape)(box, fill=color)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def documento(texto: str) -> bytes:
    """A PDF of one page with one line, written by hand: it needs no library and is valid."""
    line = texto.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    stream = b"BT /F1 14 Tf 72 760 Td (" + line + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out = BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
