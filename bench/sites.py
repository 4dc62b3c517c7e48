"""The sites that are measured: databases of 1,000 and of 1,000,000 cases, made once and kept under `instance/bench/`.

PostgreSQL takes part when TEST_POSTGRES_URL names a server; its databases are called `portal_bench_…`.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from tests.support.databases import ENGINES, POSTGRES_URL
from tests.support.servers import ROOT, Site

FOLDER = ROOT / "instance" / "bench"
SMALL, LARGE = 1_000, 1_000_000
KINDS = tuple(ENGINES)
_SPEED = "speed"
# Development's packages that others of ours load when they find them: a server that is measured must not.
_HIDING = str(ROOT / "bench" / "solo_desarrollo")


def get_site(kind: str, cases: int) -> Site:
    """A site with that many cases, made now unless it is there from an earlier run with the same schema."""
    site = _site(kind, str(cases))
    mark = site.folder / "made.json"
    wanted = {"cases": cases, "schema": _schema()}
    if not mark.exists() or json.loads(mark.read_text()) != wanted:
        _make_empty(site, kind)
        site.prepare()
        load(site, cases)
        _count(site)
        mark.write_text(json.dumps(wanted))
    return site


@contextmanager
def empty_site(kind: str) -> Iterator[Site]:
    """A migrated site without cases, thrown away afterwards."""
    site = _site(kind, _SPEED)
    _make_empty(site, kind)
    site.prepare()
    yield site
    _throw_away(site, kind)


def load(site: Site, cases: int) -> float:
    """Load generated cases by the operator's command; gives how many cases per second it says."""
    arguments = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "cargar", "--casos", str(cases)]
    done = subprocess.run(arguments, cwd=ROOT, env=site.environment(), check=True, capture_output=True, text=True)
    return float(done.stdout.strip().splitlines()[-1].split(": ")[1].split(" ")[0])


def _count(site: Site) -> None:
    """Do what the worker does at night, so that the statistics page has its figures."""
    arguments = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run", "pqrs.contar_estadisticas"]
    subprocess.run(arguments, cwd=ROOT, env=site.environment(), check=True, capture_output=True)


def _schema() -> str:
    """A digest of the migrations: after a change of theirs the databases are made anew."""
    texts = [one.read_bytes() for one in sorted((ROOT / "migrations" / "versions").glob("*.py"))]
    return sha256(b"".join(texts)).hexdigest()[:16]


def _site(kind: str, name: str) -> Site:
    folder = FOLDER / f"{kind}-{name}"
    url = (
        f"sqlite:///{folder / 'portal.sqlite3'}"
        if kind == "sqlite"
        else _postgres(f"portal_bench_{name}").render_as_string(hide_password=False)
    )
    # What is measured is filing, not being stopped.
    return Site(folder, url, {"POW_THRESHOLD": "1000000000", "FILING_HARD_LIMIT": "1000000000", "PYTHONPATH": _HIDING})


def _postgres(name: str) -> URL:
    return make_url(POSTGRES_URL).set(drivername="postgresql+psycopg", database=name)


def _make_empty(site: Site, kind: str) -> None:
    _throw_away(site, kind)
    site.folder.mkdir(parents=True)
    if kind == "postgresql":
        _on_server(f'CREATE DATABASE "{make_url(site.database_url).database}"')


def _throw_away(site: Site, kind: str) -> None:
    shutil.rmtree(site.folder, ignore_errors=True)
    if kind == "postgresql":
        _on_server(f'DROP DATABASE IF EXISTS "{make_url(site.database_url).database}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    engine = create_engine(make_url(POSTGRES_URL).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def folder_size(folder: Path) -> int:
    """Bytes of everything in a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
