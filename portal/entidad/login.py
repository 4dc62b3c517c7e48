"""Tells Flask-Login who is signed in: the holder of a live session on the server, never of a mere cookie."""

from flask import Request

from portal.entidad.models import Funcionario
from portal.extensions import db, login_manager
from portal.web.sessions import find_session, official_idle


def init_login() -> None:
    """Install the loader. Flask-Login's own cookies are not used: they outlive a sign-out (security.md, 1.4)."""
    login_manager.session_protection = None
    login_manager.request_loader(load_official)


def load_official(_request: Request) -> Funcionario | None:
    """The active official whose session the cookie names, or None."""
    record = find_session("funcionario", official_idle())
    if record is None:
        return None
    funcionario = db.session.get(Funcionario, record.subject_id)
    return funcionario if funcionario is not None and funcionario.activo else None
