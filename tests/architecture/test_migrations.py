"""The migrations build the database from nothing, on both kinds, and agree with the models."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, column, inspect, select, table

from portal import create_app
from portal.config import load_settings
from portal.extensions import db
from tests.conftest import SECRET
from tests.support.databases import ENGINES, fresh_database

MIGRATIONS = str(Path(__file__).resolve().parents[2] / "migrations")


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
    """Each database's own means of search are compared below, by name."""
    return not ((kind == "table" and (name or "").startswith("peticion_fts")) or (kind == "index" and name == "ix_peticion_busqueda"))


def _search_exists(kind: str) -> bool:
    inspector = inspect(db.engine)
    if kind == "sqlite":
        return "peticion_fts" in inspector.get_table_names()
    return "ix_peticion_busqueda" in {one["name"] for one in inspector.get_indexes("peticion")}


@pytest.mark.parametrize("kind", ENGINES)
def test_migrations_run_up_from_nothing_show_no_drift_and_run_down(kind: str, tmp_path: Path) -> None:
    with fresh_database(kind, tmp_path) as url:
        app = create_app(load_settings({}, environment="test", secret_key=SECRET, database_url=url, files_dir=tmp_path))
        with app.app_context():
            upgrade(directory=MIGRATIONS)
            with db.engine.connect() as connection:
                context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
                assert compare_metadata(context, db.metadata) == []
            assert _search_exists(kind)
            upgrade(directory=MIGRATIONS)
            downgrade(directory=MIGRATIONS, revision="base")
            with db.engine.connect() as connection:
                left = set(inspect(connection).get_table_names()) - {"alembic_version"}
                assert not left
            db.engine.dispose()


@pytest.mark.parametrize("kind", ENGINES)
def test_a_running_portals_administrator_may_record_interruptions_after_the_update(kind: str, tmp_path: Path) -> None:
    rol = table("rol", column("clave"), column("nombre"), column("descripcion"), column("permisos", JSON), column("exige_segundo_factor"),
                column("version"))  # fmt: skip
    with fresh_database(kind, tmp_path) as url:
        app = create_app(load_settings({}, environment="test", secret_key=SECRET, database_url=url, files_dir=tmp_path))
        with app.app_context():
            upgrade(directory=MIGRATIONS, revision="0001")
            with db.engine.begin() as connection:
                for clave in ("administrador", "ventanilla"):
                    row = {"clave": clave, "nombre": clave, "descripcion": "", "permisos": ["pqrs:ver"], "exige_segundo_factor": False}
                    connection.execute(rol.insert().values(**row, version=1))
            upgrade(directory=MIGRATIONS, revision="0002")
            query = select(rol.c.clave, rol.c.permisos)
            with db.engine.connect() as connection:
                found = {row.clave: row.permisos for row in connection.execute(query)}
            assert found == {"administrador": ["pqrs:ver", "entidad:interrupciones"], "ventanilla": ["pqrs:ver"]}
            downgrade(directory=MIGRATIONS, revision="0001")
            with db.engine.connect() as connection:
                assert {row.clave: row.permisos for row in connection.execute(query)}["administrador"] == ["pqrs:ver"]
            db.engine.dispose()
