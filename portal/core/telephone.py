"""Mobile numbers of Colombia (ITU E.164; ten digits that begin with 3, Resolución CRC 5826 de 2019)."""

import re

_MOVIL = re.compile(r"(?:(?:\+|00)?57)?(3[0-9]{9})")


def clean_movil(text: str) -> str | None:
    """«+573001234567» of a number as people write it; None when it is no mobile number of Colombia."""
    found = _MOVIL.fullmatch(re.sub(r"[\s().-]", "", text))
    return f"+57{found[1]}" if found else None
