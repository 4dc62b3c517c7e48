"""What a portal that is running holds when the acts of the law arrive (0003 → 0004): it stays, is found, and goes back as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import Boolean, Date, DateTime, MetaData, String, Table, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from portal import create_app
from portal.config import load_settings
from portal.extensions import db
from tests.architecture.test_migrations import MIGRATIONS
from tests.conftest import SECRET
from tests.support.databases import ENGINES, fresh_database

NOW = datetime(2026, 2, 3, 15, 0, tzinfo=UTC)


@contextmanager
def _at_0003(kind: str, folder: Path) -> Iterator[None]:
    with fresh_database(kind, folder) as url:
        app = create_app(load_settings({}, environment="test", secret_key=SECRET, database_url=url, files_dir=folder))
        with app.app_context():
            upgrade(directory=MIGRATIONS, revision="0003")
            try:
                yield
            finally:
                db.engine.dispose()


def _tables() -> MetaData:
    """The tables as the database has them now."""
    found = MetaData()
    found.reflect(db.engine, only=["radicado", "peticion", "respuesta", "entrega", "mensaje"])
    return found


def _instant() -> datetime:
    return NOW.replace(tzinfo=None) if db.engine.dialect.name == "sqlite" else NOW


def _some(column: Any) -> Any:
    """A value for a column that must have one and about which the test says nothing."""
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, DateTime):
        return _instant()
    if isinstance(column.type, Date):
        return date(2026, 2, 24)
    if isinstance(column.type, String):
        return ""
    return {} if column.name == "prueba" else 1


def _insert(table: Table, **values: Any) -> None:
    needed = {one.name: _some(one) for one in table.columns if not one.nullable and one.server_default is None}
    with db.engine.begin() as connection:
        connection.execute(insert(table).values({**needed, **values}))


def _file(tables: MetaData, key: int, estado: str, words: str) -> None:
    number = f"2026-E-{key:06d}"
    _insert(
        tables.tables["radicado"],
        id=key,
        vigencia=2026,
        serie="E",
        consecutivo=key,
        numero=number,
        objeto_id=key,
        codigo_verificacion=f"{key:024d}".replace("0", "A"),
    )
    _insert(
        tables.tables["peticion"], id=key, radicado_id=key, radicado=number, tipo="documentos", estado=estado, canal="web",
        medio_respuesta="aviso", texto_busqueda=words, abierta=estado != "cerrada",
    )  # fmt: skip


def _answer(tables: MetaData) -> None:
    """The first case's letter with its delivery, and a message."""
    _insert(
        tables.tables["radicado"],
        id=90,
        vigencia=2026,
        serie="S",
        consecutivo=1,
        numero="2026-S-000001",
        objeto_id=1,
        codigo_verificacion="B" * 24,
    )
    _insert(tables.tables["respuesta"], id=1, peticion_id=1, radicado_id=90, cuerpo="Se arregló.", enviada_en=_instant())
    _insert(tables.tables["entrega"], id=1, respuesta_id=1, medio="pagina")
    _insert(tables.tables["mensaje"], id=1, peticion_id=1, de="ciudadano", texto="Gracias")


def _rows() -> dict[str, list[dict[str, Any]]]:
    with db.engine.connect() as connection:
        return {
            name: [dict(one) for one in connection.execute(select(table).order_by(table.c.id)).mappings()]
            for name, table in _tables().tables.items()
        }


def _found(word: str) -> set[int]:
    """The cases that the database's own index finds."""
    if db.engine.dialect.name == "sqlite":
        query = "SELECT rowid FROM peticion_fts WHERE peticion_fts MATCH :word"
    else:
        query = "SELECT id FROM peticion WHERE to_tsvector('simple', texto_busqueda) @@ to_tsquery('simple', :word)"
    with db.engine.connect() as connection:
        return set(connection.scalars(text(query), {"word": word}))


def _check_references() -> None:
    for name, to in (("respuesta", "peticion"), ("mensaje", "peticion"), ("entrega", "respuesta"), ("peticion", "radicado")):
        assert to in {one["referred_table"] for one in inspect(db.engine).get_foreign_keys(name)}
    with pytest.raises(IntegrityError):
        _insert(_tables().tables["mensaje"], id=77, peticion_id=4711, de="ciudadano")


@pytest.mark.parametrize("kind", ENGINES)
def test_rows_survive_up_and_down_and_the_search_goes_on_learning(kind: str, tmp_path: Path) -> None:
    with _at_0003(kind, tmp_path):
        before = _tables()
        _file(before, 1, "cerrada", "alumbrado vereda")
        _file(before, 2, "en_tramite", "puente")
        _answer(before)
        kept = _rows()

        upgrade(directory=MIGRATIONS, revision="0004")
        grown = _rows()
        for name, rows in kept.items():
            assert [{key: one[key] for key in old} for one, old in zip(grown[name], rows, strict=True)] == rows
        assert (grown["respuesta"][0]["clase"], grown["peticion"][0]["pausa_desde"], grown["peticion"][0]["pausa_causa"]) == (
            "respuesta", None, "",
        )  # fmt: skip
        assert (_found("alumbrado"), _found("puente")) == ({1}, {2})
        _check_references()
        _file(_tables(), 3, "requerida", "acueducto")
        _change(2, texto_busqueda="pasarela")
        assert (_found("acueducto"), _found("puente"), _found("pasarela")) == ({3}, set(), {2})

        _change(3, estado="en_tramite")
        _change(2, texto_busqueda="puente")
        downgrade(directory=MIGRATIONS, revision="0003")
        left = _rows()
        assert all(row in left[name] for name, rows in kept.items() for row in rows)
        assert (_found("alumbrado"), _found("puente"), _found("acueducto")) == ({1}, {2}, {3})
        _check_references()
        _file(_tables(), 4, "radicada", "escuela")
        assert _found("escuela") == {4}


@pytest.mark.parametrize("kind", ENGINES)
def test_going_back_is_refused_whole_while_a_case_is_in_a_new_state(kind: str, tmp_path: Path) -> None:
    with _at_0003(kind, tmp_path):
        upgrade(directory=MIGRATIONS, revision="0004")
        _file(_tables(), 1, "requerida", "acueducto")
        kept = _rows()
        with pytest.raises(IntegrityError):
            downgrade(directory=MIGRATIONS, revision="0003")
        assert _rows() == kept
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0004"
        assert "autoridad" in inspect(db.engine).get_table_names()
        _file(_tables(), 2, "trasladada", "puente")
        assert (_found("acueducto"), _found("puente")) == ({1}, {2})


def _change(key: int, **values: str) -> None:
    peticion = _tables().tables["peticion"]
    with db.engine.begin() as connection:
        connection.execute(peticion.update().where(peticion.c.id == key).values(**values))
