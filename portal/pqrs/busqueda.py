"""Search of cases for officials: by number, however short it is written; by who has them; and by the words of their text.

The words are found by FTS5 on SQLite and by a GIN index on PostgreSQL; both match word beginnings. Only letters and digits
reach either: whatever means something to them (%, _, *, quotation marks) is not looked for.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, event, false, func, literal_column, or_, select, text

from portal.core.text import words
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.pqrs.models import Peticion
from portal.radicacion.models import Contador

MAX_WORDS = 8
# A number of up to so many digits is itself what is looked for, and not the beginning of a longer one.
_SHORT_NUMBER = 4
_FEW = 1000

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

PG_DDL = "CREATE INDEX ix_peticion_busqueda ON peticion USING gin (to_tsvector('simple', texto_busqueda))"


@event.listens_for(Peticion.__table__, "after_create")
def _create_index(_table: Table, connection: Connection, **_kwargs: Any) -> None:
    for statement in SQLITE_DDL if connection.dialect.name == "sqlite" else (PG_DDL,):
        connection.exec_driver_sql(statement)


def matches(query: str) -> ColumnElement[bool]:
    """The condition that a case has this number, is with this official, or contains every word of `query` or a word beginning so.

    A query without letters or digits finds nothing.
    """
    terms = words(query)[:MAX_WORDS]
    if not terms:
        return false()
    if _is_radicado(terms):
        # Its three words are in every case of the year: the number itself is found at once.
        return Peticion.radicado == _radicado(terms[0], terms[2])
    found = [_contains(terms)]
    if len(terms) == 1 and _is_number(terms[0]):
        years = db.session.scalars(select(Contador.vigencia).where(Contador.serie == "E"))
        found.append(Peticion.radicado.in_([_radicado(year, terms[0]) for year in years]))
    elif keys := _find_responsables(terms):
        found.append(Peticion.responsable_id.in_(keys))
    return or_(*found)


def forget_removed_words() -> None:
    """Write SQLite's index of words anew, which keeps those of changed rows until then; PostgreSQL's own cleaning forgets them."""
    if db.session.get_bind().dialect.name == "sqlite":
        db.session.execute(text("INSERT INTO peticion_fts(peticion_fts) VALUES ('optimize')"))


def _contains(terms: list[str]) -> ColumnElement[bool]:
    is_whole = len(terms) == 1 and _is_number(terms[0]) and len(terms[0]) <= _SHORT_NUMBER
    if db.session.get_bind().dialect.name == "postgresql":
        vector = func.to_tsvector(literal_column("'simple'"), Peticion.texto_busqueda)
        wanted = " & ".join(terms if is_whole else [f"{term}:*" for term in terms])
        return _found_first(vector.op("@@")(func.to_tsquery(literal_column("'simple'"), wanted)))
    found: Select[int] = select(literal_column("rowid", Integer)).select_from(text("peticion_fts")).where(text("peticion_fts MATCH :terms"))
    return Peticion.id.in_(found.params(terms=" ".join(f'"{term}"' if is_whole else f'"{term}"*' for term in terms)))


def _found_first(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The cases themselves when they are few. PostgreSQL would read every case in the order of the list to find a rare word in it."""
    keys = db.session.scalars(select(Peticion.id).where(condition).limit(_FEW + 1)).all()
    return Peticion.id.in_(keys) if len(keys) <= _FEW else condition


def _find_responsables(terms: list[str]) -> list[int]:
    """The officials in whose name every term begins some word; those who left too, for their cases keep them."""
    query = select(Funcionario.id, Funcionario.nombre).where(*(Funcionario.busqueda.contains(term, autoescape=True) for term in terms))
    return [key for key, nombre in db.session.execute(query) if all(any(one.startswith(term) for one in words(nombre)) for term in terms)]


def _radicado(year: object, number: str) -> str:
    return f"{year}-E-{int(number):06d}"


def _is_number(term: str) -> bool:
    return term.isdecimal() and len(term) < 10


def _is_radicado(terms: list[str]) -> bool:
    # Behind a whole number may stand the code of an office, which is no part of it.
    whole = len(terms) == 3 or (len(terms) > 3 and len(terms[2]) == 6)
    return whole and terms[1] == "e" and len(terms[0]) == 4 and terms[0].isdecimal() and _is_number(terms[2])
