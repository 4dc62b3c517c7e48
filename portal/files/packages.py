"""Office documents: what is inside the package decides, and nothing of it is ever unpacked.

Caps against zip bombs; macros are refused. A modern document is a zip with fixed members; one from before 2007 is an
OLE compound file, whose streams are recognised by their names.
"""

import zipfile
from pathlib import Path
from typing import BinaryIO

from portal.files import kinds
from portal.files.kinds import Kind
from portal.files.problems import Unacceptable

MAX_ENTRIES = 5000
MAX_UNPACKED = 400 * 2**20
# Text of office documents shrinks to a tenth or a fiftieth; a thousandth is a bomb. Small ones do no harm.
MAX_RATIO = 150
RATIO_MATTERS_FROM = 20 * 2**20

_OOXML = {"word/document.xml": kinds.DOCX, "xl/workbook.xml": kinds.XLSX, "xl/workbook.bin": None, "ppt/presentation.xml": kinds.PPTX}
_ODF = {kind.mime.encode(): kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}


def kind_of_zip(path: Path) -> Kind:
    """The kind of office document that a zip file is.

    Raises:
        Unacceptable: it is not one, has macros, is damaged, or would swell beyond measure.
    """
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            _check_size(members, path.stat().st_size)
            return _kind_of_members(package, members)
    # What zipfile raises on damaged input varies with the damage.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.LargeZipFile) as error:
        raise Unacceptable("danado") from error


def _check_size(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(one.file_size for one in members)
    packed = sum(one.compress_size for one in members)
    if len(members) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise Unacceptable("bomba")
    if unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * size:
        raise Unacceptable("bomba")
    # Members that share their bytes: the bomb that hides its ratio.
    if packed > size:
        raise Unacceptable("bomba")


def _kind_of_members(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Kind:
    names = {one.filename for one in members}
    if any(one.flag_bits & 1 for one in members):
        raise Unacceptable("con_clave")
    if any(name.startswith("/") or ".." in name.replace("\\", "/").split("/") for name in names):
        raise Unacceptable("danado")
    if "[Content_Types].xml" in names:
        kind = next((kind for name, kind in _OOXML.items() if name in names), None)
        has_macros = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names) or _declares_macros(package)
    else:
        kind = _kind_of_odf(package, names)
        has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in names)
    if kind is None:
        raise Unacceptable("comprimido")
    if has_macros:
        raise Unacceptable("macros")
    return kind


def _declares_macros(package: zipfile.ZipFile) -> bool:
    with package.open("[Content_Types].xml") as declared:
        return b"macroenabled" in declared.read(2**20).lower()


def _kind_of_odf(package: zipfile.ZipFile, names: set[str]) -> Kind | None:
    if not {"mimetype", "content.xml"} <= names:
        return None
    with package.open("mimetype") as declared:
        return _ODF.get(declared.read(100).strip())


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


_OLE_PROBLEMS = {_utf16("EncryptedPackage"): "con_clave", _utf16("_VBA_PROJECT"): "macros"}
# An entry of the directory is its name in UTF-16, closed by a null.
_OLE_KINDS = {_utf16("WordDocument\0"): kinds.DOC, _utf16("Workbook\0"): kinds.XLS, _utf16("PowerPoint Document\0"): kinds.PPT}
_OVERLAP = 64


def kind_of_ole(stream: BinaryIO) -> Kind:
    """The kind of old office document that an OLE compound file is; installers (.msi) have the same signature.

    Raises:
        Unacceptable: it is none, has macros, or has a password.
    """
    found: Kind | None = None
    before = b""
    while chunk := stream.read(2**20):
        window = before + chunk
        for name, reason in _OLE_PROBLEMS.items():
            if name in window:
                raise Unacceptable(reason)
        found = found or next((kind for name, kind in _OLE_KINDS.items() if name in window), None)
        before = chunk[-_OVERLAP:]
    if found is None:
        raise Unacceptable("tipo")
    return found
