"""Who may open a view: exactly one of `@public`, `@citizen`, `@signed_in` or `@requires("…")` on each.

The decorators note themselves on the function; a test compares the notes with the URL map, and `docs/rutas.md` is
generated from them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.permissions import can
from portal.web.urls import is_local_path

View = Callable[..., Any]


def current_actor() -> Actor | None:
    """Who is signed in as an official, or None."""
    if "actor" not in g:
        from flask_login import current_user

        g.actor = current_user.as_actor() if current_user.is_authenticated else None
    actor: Actor | None = g.actor
    return actor


def _note(view: View, access: str) -> View:
    if getattr(view, "access", None):
        raise TypeError(f"{view.__qualname__} already has an access decorator")
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anybody, without saying who they are."""
    return _note(view, "público")


def citizen(view: View) -> View:
    """Who gave a radicado with its tracking code; the view finds the case through `portal.web.citizen`."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        from portal.web.sessions import current_citizen

        return view(*args, **kwargs) if current_citizen() is not None else _ask_for_the_code(kwargs.get("radicado"))

    return _note(guarded, "ciudadanía con código")


def signed_in(view: View) -> View:
    """Any official who is signed in, whatever their roles: their own account."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs) if current_actor() else _ask_to_sign_in()

    return _note(guarded, "funcionario")


def requires(permission: str) -> Callable[[View], View]:
    """Officials with this permission; the service checks it again, on the object."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            actor = current_actor()
            if actor is None:
                return _ask_to_sign_in()
            if not can(actor, permission):
                abort(403)
            return view(*args, **kwargs)

        return _note(guarded, permission)

    return decorate


def ask_again() -> Response | None:
    """The page for who sent a form after the session ended that its address asks for; None when no session had to be there."""
    from portal.web.sessions import current_citizen

    access = getattr(current_app.view_functions.get(request.endpoint or ""), "access", "público")
    if access == "ciudadanía con código":
        return _ask_for_the_code((request.view_args or {}).get("radicado")) if current_citizen() is None else None
    return _ask_to_sign_in() if access != "público" and current_actor() is None else None


def _ask_for_the_code(radicado: str | None) -> Response:
    from portal.web.errors import session_over

    entrance = url_for("pqrs.seguimiento", radicado=radicado)
    return session_over(entrance) or redirect(entrance)


def _ask_to_sign_in() -> Response:
    from portal.web.errors import session_over
    from portal.web.typed import page_of_form

    target = request.full_path.rstrip("?") if request.method == "GET" else page_of_form()
    if target and is_local_path(target):
        session["siguiente"] = target
    # A form that was being filled when the session ended must not look as if it had been kept, nor be lost.
    return session_over(url_for("acceso.ingresar")) or redirect(url_for("acceso.ingresar"))
