"""Whether the process lives, whether it can serve, and figures for Prometheus. Packages add their own facts."""

import hmac
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from portal.config import ROOT
from portal.extensions import db
from portal.web.access import public

bp = Blueprint("salud", __name__)

_REVISION, _DOWN_REVISION = (re.compile(rf"^{name} = ['\"](\w+)['\"]$", re.MULTILINE) for name in ("revision", "down_revision"))

_facts: dict[str, Callable[[], Any]] = {}
_gauges: dict[str, tuple[str, Callable[[], float]]] = {}


def add_fact(name: str, fact: Callable[[], Any]) -> None:
    """Show one more fact on `/readyz`; it informs and does not decide."""
    _facts[name] = fact


def add_gauge(name: str, title: str, value: Callable[[], float]) -> None:
    """Show one more figure on `/metrics`; `value` asks the database, so that every worker gives the same answer."""
    _gauges[name] = (title, value)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers; asks nothing of the database."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """The database answers and its schema is this program's. 503 until then."""
    facts: dict[str, Any] = {"database": False, "migrations": False}
    try:
        facts["migrations"] = _schema_version() == _program_version()
        facts["database"] = True
        facts |= {name: fact() for name, fact in _facts.items()}
    except SQLAlchemyError:
        db.session.rollback()
    return jsonify(facts), 200 if facts["database"] and facts["migrations"] else 503


def _schema_version() -> frozenset[str]:
    """The versions that the database says it has; none when nobody ever migrated it."""
    if not inspect(db.session.connection()).has_table("alembic_version"):
        return frozenset()
    return frozenset(db.session.scalars(text("SELECT version_num FROM alembic_version")))


@cache
def _program_version() -> frozenset[str]:
    """The newest of this program's migrations, read as text: Alembic would stay in each worker with ten megabytes."""
    texts = [one.read_text(encoding="utf-8") for one in (ROOT / "migrations" / "versions").glob("*.py")]
    own, before = ({found.group(1) for one in texts if (found := pattern.search(one))} for pattern in (_REVISION, _DOWN_REVISION))
    return frozenset(own - before)


@bp.get("/metrics")
@public
def metrics() -> Response:
    """The figures, for who brings the token; absent unless the deployment asks for it."""
    settings = current_app.config["SETTINGS"]
    if not settings.metrics:
        abort(404)
    given = request.headers.get("Authorization", "").encode()
    if settings.metrics_token and not hmac.compare_digest(given, f"Bearer {settings.metrics_token}".encode()):
        return Response("Falta el token.\n", 401, {"WWW-Authenticate": "Bearer"}, mimetype="text/plain")
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    for name, (title, value) in sorted(_gauges.items()):
        Gauge(name, title, registry=registry).set(value())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
