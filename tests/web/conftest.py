"""A portal with a few more addresses, at which everything goes wrong that can go wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask, abort, request
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from portal.core import clock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.extensions import csrf, db
from portal.web.access import public
from portal.web.limits import count_hits, forget_all, hit, limit
from portal.web.models import FormKey
from portal.web.transaction import roll_back_at_end
from tests.support.databases import ENGINES
from tests.support.pages import PageClient
from tests.support.workshop import own_app


def _write(key: str) -> None:
    db.session.add(FormKey(key_hash=key, purpose="taller", result_id=1, created_at=clock.now()))
    db.session.flush()


def _raise(kind: str) -> None:
    errors: dict[str, Exception] = {
        "dominio": DomainError("La regla no lo permite <b>hoy</b>."),
        "prohibido": Forbidden("No es suyo."),
        "no-hay": NotFound(),
        "conflicto": Conflict("Otra persona lo cambió."),
        "viejo": StaleDataError("stale"),
        "propio": RuntimeError("Ana Pérez, cédula 12345678, ana@example.com"),
        "base": OperationalError("SELECT secreto", {"cedula": "12345678"}, Exception("Ana Pérez")),
    }
    if kind in errors:
        raise errors[kind]
    abort(int(kind))


def _routes(app: Flask) -> None:
    bp = Blueprint("taller", __name__, url_prefix="/taller")

    @bp.get("/error/<kind>")
    @public
    def error(kind: str) -> str:
        _write("leer-no-escribe")
        _raise(kind)
        return ""

    @bp.post("/escribir/<key>")
    @csrf.exempt
    @public
    def escribir(key: str) -> Any:
        _write(key)
        if request.form.get("falla"):
            _raise(request.form["falla"])
        if request.form.get("ensayo"):
            roll_back_at_end()
        return "hecho", int(request.form.get("estado", "200")), {"Content-Type": "text/plain"}

    @bp.post("/con-testigo")
    @public
    def con_testigo() -> str:
        return "recibido"

    @bp.get("/leer/<key>")
    @public
    def leer(key: str) -> str:
        _write(key)
        return "leído"

    app.register_blueprint(bp)


def _more_routes(app: Flask) -> None:
    bp = Blueprint("taller2", __name__, url_prefix="/taller")

    @bp.get("/numero/<int:numero>")
    @public
    def numero(numero: int) -> Any:
        return {"numero": numero}

    @bp.get("/base")
    @public
    def base() -> str:
        # A value that only the database finds out to be impossible.
        db.session.execute(text("SELECT CAST(:n AS INTEGER)"), {"n": "x"})
        return ""

    @bp.post("/limitada")
    @limit("3/minute")
    @csrf.exempt
    @public
    def limitada() -> str:
        return "pasó"

    @bp.get("/cuenta")
    @public
    def cuenta() -> dict[str, Any]:
        within = hit("taller", 2, 60)
        return {"dentro": within, "van": count_hits("taller", 60)}

    @bp.post("/eco")
    @csrf.exempt
    @public
    def eco() -> dict[str, Any]:
        return {"form": request.form.to_dict(), "archivos": {name: one.filename for name, one in request.files.items()}}

    app.register_blueprint(bp)


def _all_routes(app: Flask) -> None:
    _routes(app)
    _more_routes(app)


@pytest.fixture(scope="session", params=ENGINES)
def workshop_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with own_app(request.param, tmp_path_factory.mktemp("taller"), _all_routes) as app:
        yield app


@pytest.fixture
def workshop(workshop_app: Flask) -> PageClient:
    """A visitor of that portal."""
    with workshop_app.app_context():
        forget_all()
    client = workshop_app.test_client()
    assert isinstance(client, PageClient)
    return client


@pytest.fixture
def written(workshop_app: Flask) -> Any:
    """Asks whether a key was written for good."""

    def ask(key: str) -> bool:
        with workshop_app.app_context():
            found = db.session.get(FormKey, key) is not None
            db.session.remove()
            return found

    return ask


@pytest.fixture
def production(tmp_path: Path) -> Iterator[Flask]:
    """The portal with the settings of a real deployment, behind one proxy."""
    values = {"environment": "production", "public_url": "https://www.puerres-narino.example", "trusted_proxies": 1, "metrics": True}
    with own_app("sqlite", tmp_path, metrics_token="un-token-de-prueba-largo", **values) as app:  # type: ignore[arg-type]
        yield app
