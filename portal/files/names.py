"""Names of attachments: safe to store, to show and to save on any computer, and still the citizen's own words."""

import re

from portal.core.text import clean_line

MAX_LENGTH = 120
# What Windows, macOS or a shell would not take in a name.
_AWKWARD = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def safe_name(name: str | None, extensions: tuple[str, ...]) -> str:
    """The name that is kept: without folders, hidden marks or a false extension; accents stay.

    Args:
        name: as the browser gave it.
        extensions: those that agree with the content, the usual one first, without dot; another one gives way to it.
    """
    base = re.split(r"[/\\]", name or "")[-1]
    base = _AWKWARD.sub("_", clean_line(base)).strip().rstrip(" .")
    stem, dot, extension = base.rpartition(".")
    if not dot:
        stem, extension = base, ""
    if extension.lower() not in extensions:
        # What stands behind the last dot may be part of a sentence («Acta No. 3»), and not an extension at all.
        stem = stem if dot and re.fullmatch(r"[A-Za-z0-9]{1,5}", extension) and not extension.isdigit() else base
        extension = extensions[0]
    stem = stem.strip(" .") or "archivo"
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem[: MAX_LENGTH - len(extension) - 1].rstrip(' .')}.{extension}"


def shown_name(name: str | None) -> str:
    """The name in a message about a file that was not received: short, and unable to disguise the message."""
    base = clean_line(re.split(r"[/\\]", name or "")[-1])
    return (base if len(base) <= 60 else f"{base[:40]}…{base[-15:]}") or "sin nombre"


def extension_of(name: str | None) -> str:
    """The extension in lower case, without dot; empty when there is none."""
    _, dot, extension = re.split(r"[/\\]", name or "")[-1].rpartition(".")
    return extension.strip().lower() if dot else ""
