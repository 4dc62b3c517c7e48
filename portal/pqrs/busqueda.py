"""Full-text search of cases for officials: FTS5 on SQLite, a GIN index on PostgreSQL; both match word beginnings."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Index, Integer, Select, Table, event, func, literal_column, select, text

from portal.core.text import words
from portal.extensions import db
from portal.pqrs.models import Peticion

MAX_WORDS = 8

INSERT_TRIGGER = """CREATE TRIGGER peticion_fts_insert AFTER INSERT ON peticion BEGIN
        INSERT INTO peticion_fts(rowid, texto_busqueda) VALUES (new.id, new.texto_busqueda);
    END"""
SQLITE_DDL = (
    "CREATE VIRTUAL TABLE peticion_fts USING fts5(texto_busqueda, content='peticion', content_rowid='id', tokenize='unicode61')",
    INSERT_TRIGGER,
    """CREATE TRIGGER peticion_fts_update AFTER UPDATE OF texto_busqueda ON peticion BEGIN
        INSERT INTO peticion_fts(peticion_fts, rowid, texto_busqueda) VALUES ('delete', old.id, old.texto_busqueda);
        INSERT INTO peticion_fts(rowid, texto_busqueda) VALUES (new.id, new.texto_busqueda);
    END""",
)

PG_INDEX = Index(
    "ix_peticion_busqueda",
    func.to_tsvector(literal_column("'simple'"), Peticion.texto_busqueda),
    postgresql_using="gin",
).ddl_if(dialect="postgresql")


@event.listens_for(Peticion.__table__, "after_create")
def _create_index(_table: Table, connection: Connection, **_kwargs: Any) -> None:
    if connection.dialect.name == "sqlite":
        for statement in SQLITE_DDL:
            connection.exec_driver_sql(statement)


def matches(query: str) -> ColumnElement[bool] | None:
    """The condition that a case contains every word of `query` (or a word beginning so); None when it has no words."""
    terms = words(query)[:MAX_WORDS]
    if not terms:
        return None
    if _is_radicado(terms):
        # Its three words are in every case of the year: the number itself is found at once.
        return Peticion.radicado == f"{terms[0]}-{terms[1].upper()}-{int(terms[2]):06d}"
    if db.session.get_bind().dialect.name == "postgresql":
        vector = func.to_tsvector(literal_column("'simple'"), Peticion.texto_busqueda)
        return vector.op("@@")(func.to_tsquery(literal_column("'simple'"), " & ".join(f"{term}:*" for term in terms)))
    found: Select[int] = select(literal_column("rowid", Integer)).select_from(text("peticion_fts")).where(text("peticion_fts MATCH :terms"))
    return Peticion.id.in_(found.params(terms=" ".join(f'"{term}"*' for term in terms)))


def _is_radicado(terms: list[str]) -> bool:
    return len(terms) == 3 and terms[1] == "e" and len(terms[0]) == 4 and len(terms[2]) < 10 and (terms[0] + terms[2]).isdecimal()
