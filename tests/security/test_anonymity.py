"""Of who files anonymously neither address nor browser is kept anywhere: not in the database, its files, or the log."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.extensions import db
from tests.files.samples import photo_with_place
from tests.support import ciudadania
from tests.support.databases import ENGINES
from tests.support.pages import PageClient
from tests.support.workshop import own_app

ADDRESS = "203.0.113.77"
BROWSER = "NavegadorDelDenunciante/9.41"
# What the browser tells of itself without being asked, and what a form of the wrong kind of person still carries.
TRACES = (
    ADDRESS, "203.0.113", BROWSER, "qya-PE", "NombreEscondido", "secreto@correo.example", "1099999999", "Modelo secreto",
    "comentario escondido",
)  # fmt: skip


def _browser(app: Flask) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.environ_base |= {
        "REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER, "HTTP_ACCEPT_LANGUAGE": "qya-PE", "HTTP_X_FORWARDED_FOR": ADDRESS,
        "HTTP_REFERER": f"http://localhost/?de={ADDRESS}",
    }  # fmt: skip
    return client


def _file_and_come_back(client: PageClient, reloj: MovableClock) -> str:
    filed = ciudadania.file(
        client, reloj, quien="anonima", tipo="denuncia_corrupcion", primer_nombre="NombreEscondido", correo="secreto@correo.example",
        numero_documento="1099999999", texto="Marca de la denuncia.", archivos=(BytesIO(photo_with_place()), "foto.jpg"),
    )  # fmt: skip
    ciudadania.enter(client, filed.radicado, filed.codigo)
    client.submit(f"/pqrs/seguimiento/{filed.radicado}", {"mensaje-texto": "Otra marca."}, action="/mensaje")
    client.post("/pqrs/seguimiento", data={"radicado": filed.radicado, "codigo": "malo"})
    client.get("/no-hay")
    return filed.codigo


def _all_bytes(folder: Path) -> bytes:
    return b"\0".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def _all_rows() -> bytes:
    """Every row of every table, those of the counters too."""
    names = db.session.execute(
        text("SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema IN ('public', 'limites')")
    ).all()
    rows = [db.session.execute(text(f'SELECT t::text FROM "{schema}"."{name}" t')).scalars().all() for schema, name in names]  # noqa: S608 - names of our own tables
    return "\n".join(row for table in rows for row in table).encode()


@pytest.mark.parametrize("kind", ENGINES)
def test_an_anonymous_filing_leaves_no_trace_of_who_filed_it(
    kind: str, tmp_path: Path, reloj: MovableClock, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_app(kind, tmp_path, log_level="DEBUG") as app:
        with app.app_context(), transaction():
            create_cast()
        codigo = _file_and_come_back(_browser(app), reloj)
        with app.app_context():
            kept = _all_bytes(tmp_path) + (_all_rows() if kind == "postgresql" else b"")
            db.session.remove()
    said = capsys.readouterr().out
    assert b"Marca de la denuncia." in kept, "what was filed is not where it was looked for"
    assert "peticion_web" in said
    for trace in TRACES:
        assert trace.encode() not in kept, trace
        assert trace not in said, trace
    plain = re.sub(r"[^A-Z0-9]", "", codigo)
    assert plain.encode() not in kept, "the tracking code is kept readable"
    assert codigo.encode() not in kept
    assert plain not in said
    assert codigo not in said
