"""Signing in as somebody of the cast."""

import secrets
from datetime import timedelta

from flask.testing import FlaskClient

from portal.core import clock
from portal.demo.elenco import get_persona
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.web.models import WebSession
from portal.web.sessions import hash_token


def sign_in(client: FlaskClient, who: str) -> Funcionario:
    """Give this browser a real server-side session of `who` (a short name of the cast, such as "beto").

    The pages of sign-in themselves are tested in tests/entidad; here only what they leave behind is made.
    """
    funcionario = get_persona(who)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session = WebSession(token_hash=hash_token(token), kind="funcionario", subject_id=funcionario.id, browser="Navegador de pruebas")
    session.created_at, session.expires_at = now, now + timedelta(hours=10)
    db.session.add(session)
    db.session.commit()
    with client.session_transaction() as cookie:
        cookie["funcionario_token"] = token
        cookie["funcionario_seen"] = int(now.timestamp())
    return funcionario


def sign_out(client: FlaskClient) -> None:
    """Forget the session in this browser."""
    with client.session_transaction() as cookie:
        cookie.clear()
