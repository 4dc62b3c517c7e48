"""How well a text answers what somebody typed into a search box: pure, for lists short enough to walk through."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.text import words

# What people write around the thing they look for.
_FILLERS = frozenset(
    """
    a al algo alguien ante como con cual cuando de debo del desde donde el en es esta hacer hago hay la las le lo
    los me mi mis necesito no nos o para poner por porque presentar puedo que quien quiero radicar saber se ser si
    sin sobre su sus tengo un una unos y ya yo
    """.split()  # noqa: SIM905 - words are read more easily so
)
_WITH_PRONOUN = re.compile(r"(?<=[aei]r)(?:me|te|se|nos|lo|la|le|los|las|les)$")
_ENDING = re.compile(r"(?<=\w{4})(?:ar|er|ir)$|(?<=\w{4})es$|(?<=\w{3})s$")


@dataclass(frozen=True, order=True)
class Fit:
    """How many of the words looked for a text has, and how many of them in its title. The greater fits better."""

    found: int
    in_title: int


def wanted_words(query: str) -> list[str]:
    """What is looked for in «quiero quejarme»: the words that say something, without the endings of plural and infinitive.

    A query of nothing but fillers keeps them: it may be a name.
    """
    typed = words(query)
    telling = [one for one in typed if one not in _FILLERS] or typed
    return list(dict.fromkeys(_ENDING.sub("", _WITH_PRONOUN.sub("", one)) for one in telling))


def fit(wanted: Sequence[str], title: str, more: str = "") -> Fit:
    """How well a text fits: a word looked for counts when some word of the text begins with it."""
    in_title, in_all = words(title), words(f"{title} {more}")
    return Fit(sum(_begins(one, in_all) for one in wanted), sum(_begins(one, in_title) for one in wanted))


def _begins(one: str, present: Sequence[str]) -> bool:
    return any(word.startswith(one) for word in present)
