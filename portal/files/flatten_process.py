"""Runs by itself (see `isolation`): makes of a scanned PDF or a picture a PDF of nothing but its pixels.

    python -I flatten_process.py FROM TO KIND MAX_PIXELS

What covers a text does not remove it: below a black rectangle, in a layer, a note, an attachment, an earlier version of the file or under
a transparent colour it can be read by anybody. So a page is taken only when one upright picture is all that it draws, and the new
file is written from the picture as a person sees it. Writes one word to standard output: `plano`, or why not: `oculto`, `largo`,
`ilegible`. Imports nothing of the portal.
"""

import resource
import sys
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, IndirectObject

MEMORY = 2 * 2**30
SECONDS = 80
MOST_PAGES = 60
# Of the longer side in points of the screen: some 200 in each inch of a letter page.
LONGEST = 2600
PAGE_WIDTH = 8.5 * 72
# How far, in points of 1/72 inch, a picture may stick out of the page that shows it.
TOLERANCE = 2.0
# What draws nothing: the state of the pen, colours, marks for readers, paths that only bound.
_SILENT = frozenset({b"w", b"J", b"j", b"M", b"d", b"ri", b"i", b"g", b"G", b"rg", b"RG", b"k", b"K", b"cs", b"CS", b"sc", b"SC",
                     b"BMC", b"EMC", b"n"})  # fmt: skip
_OF_DOCUMENT = ("/AcroForm", "/OCProperties", "/Collection")
_PICTURES = (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, WebPImagePlugin.WebPImageFile)

Box = tuple[float, float, float, float]
# Across, up, and the corner: how a place on the page is reached from what the file says.
_WHOLE: Box = (1.0, 1.0, 0.0, 0.0)


class NotFlat(Exception):
    """Something more than one picture is on the page, or may be below it."""


def flatten(source: str, target: str, kind: str, max_pixels: int) -> str:
    """Write the pixels of `source` as a new PDF to `target`; returns `plano` or the reason why not."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    writer = PdfWriter()
    try:
        for picture, width in _pages_of(source) if kind == "pdf" else _picture(source):
            _add(writer, picture, width)
        if not writer.pages:
            return "ilegible"
        if len(writer.pages) > MOST_PAGES:
            return "largo"
        writer.write(target)
    except NotFlat:
        return "oculto"
    # Whatever a decoder trips over, the file cannot be read.
    except Exception:
        return "ilegible"
    return "plano"


def _picture(source: str) -> Iterator[tuple[Image.Image, float]]:
    with Image.open(source, formats=[one.format for one in _PICTURES]) as picture:
        yield picture, PAGE_WIDTH


def _pages_of(source: str) -> Iterator[tuple[Image.Image, float]]:
    """The one picture of each page, turned as the page is, and the width of the page in points."""
    reader = PdfReader(source)
    root: Any = reader.trailer["/Root"]
    if reader.is_encrypted or any(name in root for name in _OF_DOCUMENT):
        raise NotFlat
    if "/EmbeddedFiles" in (root.get("/Names") or {}):
        raise NotFlat
    for number, page in enumerate(reader.pages):
        if number > MOST_PAGES:
            return
        if page.get("/Annots"):
            raise NotFlat
        name = _only_picture(page, reader)
        picture = page.images[name].image
        if picture is None:
            raise NotFlat
        turn = page.rotation % 360
        width = float(page.cropbox.height if turn in (90, 270) else page.cropbox.width)
        yield picture.rotate(-turn, expand=True) if turn else picture, width


def _only_picture(page: Any, reader: PdfReader) -> str:
    """The name of the picture that is all that the page draws, whole and upright."""
    drawing = _Drawing(page)
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in _SILENT:
            continue
        act = _ACTS.get(operator)
        if act is None:
            raise NotFlat
        act(drawing, operands)
    if len(drawing.drawn) != 1:
        raise NotFlat
    name, box = drawing.drawn[0]
    _check_picture((drawing.resources.get("/XObject") or {}).get(name))
    seen = drawing.seen
    if max(seen[0] - box[0], seen[1] - box[1], box[2] - seen[2], box[3] - seen[3]) > TOLERANCE:
        raise NotFlat
    return name


class _Drawing:
    """A page as it is drawn: where things fall, what can be seen of it, and the pictures so far."""

    def __init__(self, page: Any) -> None:
        self.resources = page.get("/Resources") or {}
        box = page.cropbox
        self.seen: Box = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        self.drawn: list[tuple[str, Box]] = []
        self.scale = _WHOLE
        self.kept: list[Box] = []
        self.path: Box | None = None

    def save(self, _operands: Any) -> None:
        self.kept.append(self.scale)

    def restore(self, _operands: Any) -> None:
        self.scale = self.kept.pop() if self.kept else _WHOLE

    def move(self, operands: Any) -> None:
        self.scale = _moved(self.scale, [float(one) for one in operands])

    def rectangle(self, operands: Any) -> None:
        self.path = _placed(self.scale, [float(one) for one in operands])

    def bound(self, _operands: Any) -> None:
        if self.path is None:
            raise NotFlat
        seen, path = self.seen, self.path
        self.seen = (max(seen[0], path[0]), max(seen[1], path[1]), min(seen[2], path[2]), min(seen[3], path[3]))

    def draw(self, operands: Any) -> None:
        self.drawn.append((str(operands[0]), _placed(self.scale, [0, 0, 1, 1])))

    def state(self, operands: Any) -> None:
        _check_state((self.resources.get("/ExtGState") or {}).get(operands[0]))


_ACTS: dict[bytes, Callable[[_Drawing, Any], None]] = {
    b"q": _Drawing.save,
    b"Q": _Drawing.restore,
    b"cm": _Drawing.move,
    b"re": _Drawing.rectangle,
    b"W": _Drawing.bound,
    b"W*": _Drawing.bound,
    b"Do": _Drawing.draw,
    b"gs": _Drawing.state,
}


def _moved(scale: Box, matrix: list[float]) -> Box:
    a, b, c, d, e, f = matrix
    if abs(b) > 1e-6 or abs(c) > 1e-6 or a <= 0 or d <= 0:
        raise NotFlat
    return scale[0] * a, scale[1] * d, scale[0] * e + scale[2], scale[1] * f + scale[3]


def _placed(scale: Box, rectangle: list[float]) -> Box:
    x, y, width, height = rectangle
    left, low = scale[0] * x + scale[2], scale[1] * y + scale[3]
    right, high = left + scale[0] * width, low + scale[1] * height
    return min(left, right), min(low, high), max(left, right), max(low, high)


def _check_state(state: Any) -> None:
    state = _object(state) or {}
    if str(state.get("/SMask", "/None")) != "/None" or any(float(state.get(name, 1)) < 1 for name in ("/ca", "/CA")):
        raise NotFlat


def _check_picture(found: Any) -> None:
    """A picture that is all there is to see: no form with drawings of its own, stencil, cut-out or layer."""
    found = _object(found)
    if found is None or found.get("/Subtype") != "/Image" or found.get("/ImageMask") or "/OC" in found or "/Mask" in found:
        raise NotFlat


def _object(found: Any) -> Any:
    return found.get_object() if isinstance(found, IndirectObject) else found


def _add(writer: PdfWriter, picture: Image.Image, width: float) -> None:
    """Add the picture as a page: over white, so that nothing stays under what was transparent, and without metadata."""
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        picture = picture.convert("RGBA")
        under = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(under, picture)
    picture = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    picture.thumbnail((LONGEST, LONGEST))
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    made = BytesIO()
    fresh.save(made, "PDF", resolution=fresh.width * 72 / min(max(width, 72.0), 2 * PAGE_WIDTH), title="Copia", quality=85)
    writer.append(PdfReader(made))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    sys.stdout.write(flatten(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
