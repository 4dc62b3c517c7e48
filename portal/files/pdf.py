"""Whether a file that begins as a PDF is one: it has the end, the table of objects and the root that every reader looks for.

Cheap, and no judge of the content: a document with a password, signed again and again, made for fast viewing in the web or with
blanks after its end is a PDF; a beginning with something else behind it, or a download that stopped half-way, is not.
"""

import mmap
import re
from pathlib import Path

# After the last %%EOF come blanks; and, from some scanners and mail gateways, a few bytes of their own.
_AFTER_END = 16 * 1024
_BLANKS = b"\0\t\n\f\r "
_START = re.compile(rb"startxref\s+(\d{1,12})\b")
# A table of objects (to 1.4) or a stream of them (from 1.5); the root stands in the clear in both, with a password too.
_TABLE = re.compile(rb"(?<![a-z])xref\s+\d+\s+\d+\s+\d{10} \d{5} [nf]")
_STREAM = re.compile(rb"/Type\s*/XRef\b")
_ROOT = re.compile(rb"/Root\s+\d+\s+\d+\s+R\b")


def is_pdf(path: Path) -> bool:
    """Whether the file at `path`, which begins with %PDF-, is a whole PDF.

    The place that `startxref` gives is not held against it: programs that write a wrong one abound, and readers look for the
    table themselves, as here.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        end = content.rfind(b"%%EOF")
        start = content.rfind(b"startxref", 0, end) if end > 0 else -1
        if start < 0 or not _START.match(content, start) or not _ends(content, end + len(b"%%EOF")):
            return False
        return bool(_ROOT.search(content)) and bool(_TABLE.search(content) or _STREAM.search(content))


def _ends(content: mmap.mmap, end: int) -> bool:
    """Whether nothing to speak of comes after the end, however many blanks."""
    last = len(content)
    while last > end + _AFTER_END:
        piece = content[max(end, last - 2**16) : last].rstrip(_BLANKS)
        if piece:
            return max(end, last - 2**16) + len(piece) <= end + _AFTER_END
        last = max(end, last - 2**16)
    return True
