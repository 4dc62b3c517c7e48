"""The head of the chain, printed each day on a public page, and the walk that compares the chain with it.

The chain alone shows a row that was altered. Who could alter one and then compute every later hash again would leave a sound
chain; but not the one whose head was printed, and copied by others, before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from portal.audit import chain
from portal.audit.models import AuditHead, Evento, PrintedHead
from portal.audit.services import read_end
from portal.core import clock
from portal.database import transaction
from portal.extensions import db

_BATCH = 2000


@dataclass(frozen=True)
class Head:
    """A head as it was printed: which one it is in words, number of the last act, its hash."""

    cual: str
    ultimo_id: int
    hash: str


@dataclass(frozen=True)
class Verification:
    """What walking the chain found: how many rows are sound, the first one that is not, and how many printed heads agree."""

    sound: int
    broken_id: int | None = None
    reason: str = ""
    heads: int = 0

    @property
    def is_sound(self) -> bool:
        return self.broken_id is None


def print_daily_head() -> int:
    """Print where the chain stood when yesterday ended, or later if no worker ran; once per day. Gives how many were printed."""
    with transaction():
        dia = clock.today() - timedelta(days=1)
        last = db.session.scalar(select(PrintedHead).order_by(PrintedHead.dia.desc()).limit(1))
        if last is not None and last.dia >= dia:
            return 0
        key, value = read_end()
        since = Evento.id > (last.ultimo_id if last else 0)
        nuevos = db.session.scalar(select(func.count()).select_from(Evento).where(since, Evento.id <= key)) or 0
        db.session.add(PrintedHead(dia=dia, ultimo_id=key, hash=value, nuevos=nuevos, tomada_en=clock.now()))
    return 1


def list_heads(*, before: date | None = None, limit: int) -> Sequence[PrintedHead]:
    """Up to `limit` + 1 printed heads, newest first, before the one of the day `before`."""
    statement = select(PrintedHead).order_by(PrintedHead.dia.desc()).limit(limit + 1)
    return db.session.scalars(statement if before is None else statement.where(PrintedHead.dia < before)).all()


def verify(more: Iterable[Head] = ()) -> Verification:
    """Walk the whole chain in batches, compute every hash again, and compare it with every head that was printed.

    Args:
        more: heads that somebody kept, on paper or in another place, in case those of the database were altered too.
    """
    printed = [Head(f"impresa del {one.dia:%d/%m/%Y}", one.ultimo_id, one.hash) for one in db.session.scalars(select(PrintedHead))]
    heads = _by_id([*printed, *more])
    end = db.session.scalar(select(AuditHead.ultimo_id)) or 0
    found, hashes = _walk(end, heads)
    previous = 0
    for key, several in sorted(heads.items()):
        if not found.is_sound and key >= (found.broken_id or 0):
            break
        for head in several:
            if hashes.get(key) != head.hash:
                first = end + 1 if key > end else previous + 1
                return Verification(first - 1, first, _rewritten(previous, head, is_cut=key > end))
        previous = key
    agreed = sum(len(several) for key, several in heads.items() if key in hashes)
    return Verification(found.sound, found.broken_id, found.reason, agreed)


def _rewritten(previous: int, head: Head, *, is_cut: bool) -> str:
    if is_cut:
        return f"la huella {head.cual} llega hasta el evento {head.ultimo_id} y el registro termina antes"
    return f"los eventos {previous + 1} a {head.ultimo_id} no dan la huella {head.cual}: alguno se cambió y el resto se volvió a encadenar"


def _by_id(heads: Iterable[Head]) -> Mapping[int, list[Head]]:
    found: dict[int, list[Head]] = {}
    for one in heads:
        found.setdefault(one.ultimo_id, []).append(one)
    return found


def _walk(end: int, wanted: Mapping[int, object]) -> tuple[Verification, dict[int, str]]:
    """Compute the chain up to act number `end`; gives the hashes of those `wanted` besides."""
    previous, last, hashes = chain.GENESIS, 0, {0: chain.GENESIS}
    columns = Evento.__table__.columns
    while True:
        batch = select(*columns).where(columns.id > last, columns.id <= end).order_by(columns.id).limit(_BATCH)
        rows = [row._asdict() for row in db.session.execute(batch)]
        if not rows:
            break
        for row in rows:
            if row["id"] != last + 1:
                return Verification(last, last + 1, "falta la fila"), hashes
            if row["hash_previo"] != previous:
                return Verification(last, row["id"], "no enlaza con la fila anterior"), hashes
            if row["hash"] != chain.row_hash(row, previous):
                return Verification(last, row["id"], "su contenido no es el que se registró"), hashes
            previous, last = row["hash"], row["id"]
            if last in wanted:
                hashes[last] = previous
    if last < end:
        return Verification(last, last + 1, "falta la fila"), hashes
    extra = db.session.scalar(select(columns.id).where(columns.id > end).order_by(columns.id).limit(1))
    if extra is not None:
        return Verification(last, extra, "se agregó sin pasar por el registro"), hashes
    return Verification(last), hashes
