"""What is known between the password and the second factor: who gave the right password in this browser, a moment ago."""

from flask import current_app, g, request, session

from portal.core import clock
from portal.entidad.browsers import describe
from portal.entidad.models import Funcionario
from portal.entidad.queries import find_funcionario
from portal.entidad.services import acceso
from portal.web.sessions import end_session, open_session
from portal.web.urls import is_local_path

_PENDING = "ingreso_pendiente"
_SECONDS = 10 * 60


def remember(funcionario: Funcionario) -> None:
    """The password was right; the second factor must follow within ten minutes."""
    session[_PENDING] = [funcionario.id, int(clock.now().timestamp()), _stamp(funcionario)]


def forget() -> None:
    """Nobody gave a password in this browser any more."""
    session.pop(_PENDING, None)


def pending() -> Funcionario | None:
    """Who gave the right password here, if their account is still as it was then."""
    noted = session.get(_PENDING)
    if not noted or clock.now().timestamp() - noted[1] > _SECONDS:
        return None
    funcionario = find_funcionario(noted[0])
    if funcionario is None or not funcionario.activo or noted[2] != _stamp(funcionario):
        return None
    return funcionario


def _stamp(funcionario: Funcionario) -> str:
    # A password that changes meanwhile ends what was begun with the old one.
    return funcionario.clave_cambiada_en.isoformat() if funcionario.clave_cambiada_en else ""


def begin_session(funcionario: Funcionario) -> str:
    """Every factor was right: a new session, and the local address to go on to."""
    target = session.get("siguiente")
    end_session("funcionario")
    session.clear()
    acceso.note_sign_in(funcionario)
    seconds = current_app.config["SETTINGS"].session_absolute
    open_session("funcionario", funcionario.id, seconds, describe(request.user_agent.string))
    # What this request knew of its visitor before.
    g.pop("actor", None)
    g.pop("_login_user", None)
    return target if target and is_local_path(target) else "/gestion/"
