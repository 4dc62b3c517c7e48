"""Carrying approved eliminations out, in batches that each commit: what a run that was cut off has done stays done, and the next goes on.

Called by the operator's command; on a page it would take too long. After it nothing of what was removed is left in the files.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import text

from portal.database import transaction
from portal.extensions import db
from portal.files.jobs import forget
from portal.pqrs.models import CasoEliminado, Eliminacion
from portal.pqrs.queries.eliminaciones import list_aprobados
from portal.pqrs.services.anonimizar import anonimizar
from portal.pqrs.services.eliminar import terminar_si_aplicada

LOTE = 20
# Those in which something was removed or changed.
_TABLES = (
    "archivo", "asunto", "encargo", "encuesta", "entrega", "fusion", "huella_analoga", "identidad_sellada", "insistencia",
    "leyenda_reclamo", "mensaje", "miembro_analogo", "nota", "notificacion", "orden_judicial", "outbox_mail", "peticion",
    "recurso", "respuesta", "solicitante", "vinculo", "web_session",
)  # fmt: skip


def aplicar(*, antes: date, serie: str = "") -> Iterator[int]:
    """Carry out what is approved for cases closed before a day; gives how many cases are done, batch by batch."""
    done = 0
    while True:
        with transaction():
            keys = list_aprobados(antes=antes, serie=serie, limit=LOTE)
            digests: set[str] = set()
            eliminations = set()
            for key in keys:
                line = db.session.get_one(CasoEliminado, key)
                eliminations.add(line.eliminacion_id)
                digests |= anonimizar(line)
            for one in sorted(eliminations):
                terminar_si_aplicada(db.session.get_one(Eliminacion, one))
        if not keys:
            return
        forget(digests)
        done += len(keys)
        yield done


def compactar() -> None:
    """Write the database's files anew, without what was removed: rows that were deleted stay in them until then."""
    db.session.remove()
    engine = db.engine
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            for table in _TABLES:
                connection.execute(text(f"VACUUM FULL {table}"))
            return
        raw = connection.connection.driver_connection
        # Outside SQLAlchemy's own BEGIN, within which SQLite refuses to write itself anew.
        if connection.in_transaction():
            connection.rollback()
        cursor = raw.cursor()  # type: ignore[union-attr]
        cursor.execute("INSERT INTO peticion_fts(peticion_fts) VALUES ('rebuild')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
