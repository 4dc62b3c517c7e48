"""What of a text is looked at: its words, and the pieces of them, so that «alumbrado» and «alumbrados» are alike. Pure."""

import re
from collections import Counter
from unicodedata import normalize

# Enough of a text to say what it asks for; a megabyte would say no more.
LETRAS_LEIDAS = 4_000
_WORD = re.compile(r"[a-z]{2,30}")
_PIECES = (4, 5)


def contar_rasgos(texto: str) -> Counter[str]:
    """How often each word and each piece of four or five letters is in the text. Numbers are left out: they name persons.

    A word is written as it is; a piece begins with «~», and «_» stands for a word's edge.
    """
    plain = normalize("NFKD", texto[:LETRAS_LEIDAS]).encode("ascii", "ignore").decode().lower()
    said = _WORD.findall(plain)
    found = Counter(said)
    for word in said:
        edged = f"_{word}_"
        for size in _PIECES:
            found.update(f"~{edged[at : at + size]}" for at in range(len(edged) - size + 1))
    return found
