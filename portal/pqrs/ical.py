"""Writes calendars as RFC 5545 has them: pure text, so that a test reads it with another program's reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
# RFC 5545, 3.1: octets of a line, its end not counted.
_OCTETS = 75


@dataclass(frozen=True)
class Alarma:
    """A warning; `antes` counts back from midnight at the beginning of the day, so that a negative one comes on the day itself."""

    antes: timedelta
    texto: str


@dataclass(frozen=True)
class Entrada:
    """Something of a whole day. `uid` never changes, `cambiada_en` says when what it tells was last revised."""

    uid: str
    el: date
    titulo: str
    texto: str
    url: str
    cambiada_en: datetime
    alarmas: tuple[Alarma, ...] = ()


def write_calendar(nombre: str, entradas: Iterable[Entrada], *, cada: timedelta) -> str:
    """The whole calendar.

    Args:
        cada: how often a program should look again (RFC 7986, 5.7).
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal municipal//Vencimientos//ES", "CALSCALE:GREGORIAN",
        f"NAME:{escape(nombre)}", f"X-WR-CALNAME:{escape(nombre)}", "X-WR-TIMEZONE:America/Bogota",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_duration(cada)}", f"X-PUBLISHED-TTL:{_duration(cada)}",
    ]  # fmt: skip
    for one in entradas:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold_line(line))


def _event(one: Entrada) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(one.uid)}"
    # Without METHOD it says when the entry was last revised (3.8.7.2), not when the file was made.
    yield f"DTSTAMP:{one.cambiada_en.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.el:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.el + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(one.titulo)}"
    yield f"DESCRIPTION:{escape(one.texto)}"
    yield f"URL:{one.url}"
    yield "CLASS:PRIVATE"
    # A due date does not make its day a busy one.
    yield "TRANSP:TRANSPARENT"
    for alarm in one.alarmas:
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escape(alarm.texto)}",
            f"TRIGGER:{_duration(-alarm.antes)}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def escape(text: str) -> str:
    """A text's value (3.3.11)."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def fold_line(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, of which all but the first begin with a space (3.1). No letter is cut in two."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part


def _duration(length: timedelta) -> str:
    """«-PT15H» (3.3.6); whole minutes."""
    minutes = int(abs(length).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    clock = f"{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"
    said = f"{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}" or "T0M"
    return f"{'-' if length < timedelta(0) else ''}P{said}"
