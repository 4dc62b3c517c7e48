"""The alphabet of text messages, GSM 7 bits (3GPP TS 23.038, basic table): a message outside it is cut at 70 characters. Pure Python."""

import unicodedata

MOST = 160
ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_OTHERS = {"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "–": "-", "—": "-", "…": "...", "·": "-"}


def to_gsm(text: str) -> str:
    """The text in that alphabet: accents that it lacks are left out, as people do on a telephone; the rest becomes «?»."""
    return "".join(_letter(one) for one in text)


def _letter(one: str) -> str:
    if one in ALPHABET:
        return one
    if one in _OTHERS:
        return _OTHERS[one]
    plain = unicodedata.normalize("NFD", one)[0]
    return plain if plain in ALPHABET else "?"


def fits(text: str) -> bool:
    """Whether it goes out as one message."""
    return 0 < len(text) <= MOST and ALPHABET.issuperset(text)
