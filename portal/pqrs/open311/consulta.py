"""What an Open311 query asks for, read strictly: what makes no sense is refused, never ignored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.core.clock import BOGOTA
from portal.pqrs.codigos import clean_radicado

SPAN = timedelta(days=90)
LARGEST_PAGE, LAST_ROW = 1000, 100_000
STATUSES = ("open", "closed")


class BadQuery(Exception):
    """What is wrong, in words for who wrote the program."""


@dataclass(frozen=True)
class Consulta:
    """Which requests: by their numbers alone, or by kind, state and instant of reception (both ends inclusive)."""

    desde: datetime
    hasta: datetime
    radicados: Collection[str] | None = None
    tipos: Collection[str] = field(default_factory=tuple)
    status: str = ""
    page: int = 1
    page_size: int = LARGEST_PAGE


def read_consulta(args: Mapping[str, str], now: datetime) -> Consulta:
    """The query of an address. An empty value is an absent one.

    Raises:
        BadQuery: a date, state or page that is none, or more than 90 days.
    """
    desde, hasta = _range(_instant(args, "start_date"), _instant(args, "end_date"), now)
    statuses = _listed(args, "status")
    if set(statuses) - set(STATUSES):
        raise BadQuery("status debe ser open o closed")
    numbers = _listed(args, "service_request_id")
    page, size = _amount(args, "page", 1, LAST_ROW), _amount(args, "page_size", LARGEST_PAGE, LARGEST_PAGE)
    if page * size > LAST_ROW:
        raise BadQuery(f"solo se muestran las primeras {LAST_ROW} solicitudes: acorte las fechas")
    return Consulta(
        desde, hasta, radicados=[clean_radicado(one) or "-" for one in numbers] if numbers else None, tipos=_listed(args, "service_code"),
        status=statuses[0] if len(set(statuses)) == 1 else "", page=page, page_size=size,
    )  # fmt: skip


def _range(desde: datetime | None, hasta: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """What is missing is filled so that ninety days are asked for, as the standard says."""
    if desde and hasta:
        if not timedelta(0) <= hasta - desde <= SPAN:
            raise BadQuery("entre start_date y end_date caben como mucho 90 días, y start_date va primero")
        return desde, hasta
    if desde:
        return desde, desde + SPAN
    end = hasta or now
    return end - SPAN, end


def _instant(args: Mapping[str, str], name: str) -> datetime | None:
    text = args.get(name, "").strip()
    if not text:
        return None
    try:
        # A «+» of an address arrives as a blank.
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise BadQuery(f"{name} debe ser una fecha como 2026-01-31T00:00:00Z") from error
    if not 2000 <= found.year <= 2200:
        raise BadQuery(f"{name} está fuera de los años 2000 a 2200")
    return found if found.tzinfo else found.replace(tzinfo=BOGOTA)


def _listed(args: Mapping[str, str], name: str) -> list[str]:
    found = [one.strip() for one in args.get(name, "").split(",") if one.strip()]
    if len(found) > LARGEST_PAGE:
        raise BadQuery(f"{name} admite como mucho {LARGEST_PAGE} valores")
    return found


def _amount(args: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = args.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 0 < int(text) <= most):
        raise BadQuery(f"{name} debe ser un número de 1 a {most}")
    return int(text)
