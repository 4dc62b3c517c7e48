"""How templates write days, instants, sizes, numbers and plain text: the Spanish of Colombia, the time of Bogota."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask
from markupsafe import Markup, escape

from portal.core.clock import BOGOTA

LOCALE = "es_CO"
_DAY = "EEEE d 'de' MMMM 'de' y"
_SHORT_DAY = "dd/MM/y"
_CLOCK_TIME = "h:mm a"
# What is shown of a long text before the rest is folded: characters, and lines, for a text of many short ones.
_SHOWN = 2500
_SHOWN_LINES = 40
# How people write the points of a list in plain text.
_POINTS = ("- ", "• ", "* ")


def init_filters(app: Flask) -> None:
    """Register the filters under the names that templates use."""
    for one in (fecha, fecha_corta, fecha_hora, fin, hora, punto, tamano, numero, parrafos, partir):
        app.jinja_env.filters[one.__name__] = one


def _in_bogota(moment: date | datetime) -> date | datetime:
    # A naive instant can only have come from us: it is already Bogota time.
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(BOGOTA) if moment.tzinfo else moment.replace(tzinfo=BOGOTA)


def fecha(day: date | datetime | None) -> str:
    """«sábado 21 de noviembre de 2026»; nothing for None."""
    return "" if day is None else format_date(_in_bogota(day), _DAY, locale=LOCALE)


def fecha_corta(day: date | datetime | None) -> str:
    """«21/11/2026», for tables."""
    return "" if day is None else format_date(_in_bogota(day), _SHORT_DAY, locale=LOCALE)


def fecha_hora(instant: datetime | None) -> str:
    """«sábado 21 de noviembre de 2026, 3:05 p. m.»."""
    return "" if instant is None else f"{fecha(instant)}, {hora(instant)}"


def fin(instant: datetime | None) -> str:
    """The instant at which something ends: at midnight, «sábado 21 de noviembre de 2026, al final del día», not 12:00 a. m. of the next."""
    local = None if instant is None else _in_bogota(instant)
    if isinstance(local, datetime) and (local.hour, local.minute) == (0, 0):
        return f"{fecha(local.date() - timedelta(days=1))}, al final del día"
    return fecha_hora(instant)


def hora(instant: datetime | None) -> str:
    """«3:05 p. m.»."""
    if instant is None:
        return ""
    return format_datetime(_in_bogota(instant), _CLOCK_TIME, tzinfo=BOGOTA, locale=LOCALE)


def punto(text: str) -> str:
    """The text as a sentence ends: with one full stop, also after «3:05 p. m.»."""
    return text if text.endswith(".") else f"{text}."


def numero(value: float | None, decimals: int = 0) -> str:
    """«1.234.567»; `decimals` is the greatest number of decimal places."""
    return "" if value is None else format_decimal(value, format=f"#,##0.{'#' * decimals}", locale=LOCALE)


def tamano(size: int | None) -> str:
    """A number of bytes as «850 bytes», «120 KB» or «1,2 MB» (units of 1000, as file managers show)."""
    if size is None:
        return ""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    amount = float(size)
    for unit in ("KB", "MB", "GB"):
        amount /= 1000
        if amount < 999.95 or unit == "GB":
            break
    return f"{numero(amount, 0 if unit == 'KB' else 1)} {unit}"


def parrafos(text: str | None) -> Markup:
    """Plain text as escaped paragraphs: an empty line parts paragraphs, a single line break stays one, lines with «- » are a list."""
    blocks = [block.strip("\n") for block in (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n\n")]
    return Markup("\n").join(part for block in blocks if block.strip() for part in _parts(block))


def _parts(block: str) -> Iterator[Markup]:
    """The lists and paragraphs of one block, in their order."""
    for is_list, group in groupby(block.split("\n"), lambda line: line.lstrip().startswith(_POINTS)):
        lines = list(group)
        if is_list:
            yield Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(one.lstrip()[2:]) for one in lines))
        else:
            yield Markup("<p>{}</p>").format(Markup("<br>\n").join(escape(line) for line in lines))


def partir(text: str | None, shown: int = _SHOWN) -> tuple[str, str]:
    """The beginning of a text and the rest, parted between paragraphs, lines or words; no rest when it is hardly longer."""
    whole = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [place for place, mark in enumerate(whole[: shown * 2]) if mark == "\n"]
    limit = min(shown, lines[_SHOWN_LINES] if len(lines) > _SHOWN_LINES else shown)
    if len(whole) <= limit * 1.2:
        return whole, ""
    for between in ("\n\n", "\n", " "):
        place = whole.rfind(between, limit // 2, limit)
        if place > 0:
            return whole[:place], whole[place + len(between) :]
    return whole[:limit], whole[limit:]
