"""The municipality as every page sees it: one short query per request, and none when the database is down.

What the profile's row gives changes a few times a year and is drawn on every page. Each worker keeps its copy of it, and
the parts of the layout that are the same for everybody, for as long as the row's version stands.
"""

from collections.abc import Hashable
from typing import Any

from flask import Flask, current_app, g, render_template, request, session, url_for
from markupsafe import Markup
from sqlalchemy import bindparam, text
from sqlalchemy.exc import SQLAlchemyError

from portal.core import clock
from portal.database import Instant
from portal.entidad.models import Entidad
from portal.entidad.queries import find_entidad
from portal.extensions import db
from portal.web import page_cache
from portal.web.access import current_actor
from portal.web.preferences import current_preferences

# As text, and both in one: each question by the mapper's way costs a tenth of the front page.
_STATE = text(
    "SELECT version, EXISTS (SELECT 1 FROM interrupcion WHERE publicada AND inicio_en <= :ahora AND (fin_en IS NULL OR fin_en > :ahora))"
    " FROM entidad WHERE id = 1"
).bindparams(bindparam("ahora", type_=Instant))
_parts = page_cache.PageCache()


class EntidadEnPagina:
    """A copy of the profile with what only pages need: the shield's address and the theme's name.

    A copy, because an error page is drawn after the rollback that would have expired the row.
    """

    def __init__(self, row: Entidad) -> None:
        self._values = {column.key: getattr(row, column.key) for column in Entidad.__mapper__.column_attrs}
        self.escudo_url = url_for("inicio.escudo", v=row.escudo_sha256[:12]) if row.escudo_sha256 else None
        self.color_primario = row.tema if row.tema != "azul" else None

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None


def entidad_en_pagina() -> EntidadEnPagina | None:
    """The profile for this request, or None when there is none or the database cannot say."""
    if "entidad_en_pagina" not in g:
        try:
            g.entidad_en_pagina = _find()
        except SQLAlchemyError:
            db.session.rollback()
            g.entidad_en_pagina = None
    shown: EntidadEnPagina | None = g.entidad_en_pagina
    return shown


def is_interrumpido() -> bool:
    """Whether a published interruption of the service runs now."""
    entidad_en_pagina()
    return bool(g.get("is_interrumpido"))


def _find() -> EntidadEnPagina | None:
    found = db.session.connection().execute(_STATE, {"ahora": clock.now()}).first()
    version, g.is_interrumpido = found or (None, False)
    kept: EntidadEnPagina | None = current_app.extensions.get("entidad_en_pagina")
    if version is None or kept is None or kept.version != version:
        row = find_entidad()
        kept = current_app.extensions["entidad_en_pagina"] = EntidadEnPagina(row) if row else None
    return kept


def forget_kept() -> None:
    """Drop this worker's copies, for a database that went back in time: its versions stand for other rows then."""
    current_app.extensions.pop("entidad_en_pagina", None)
    page_cache.forget_all()


def _layout_part(template: str) -> Markup:
    """A part of the layout that depends on nothing but the profile and on whether this is the front page."""
    entidad = entidad_en_pagina()
    key = (template, entidad.version if entidad else None, request.path == "/")
    return Markup(_parts.get(key, {}, lambda: render_template(template)))  # noqa: S704 - our own template's output


def blank_page_key(name: str, *more: Hashable) -> tuple[Hashable, ...] | None:
    """What a public page nobody wrote into depends on, as a key of `web.page_cache`; None when it must be drawn anew.

    Officials and whoever has a message waiting get their own page; so does an address longer than any of ours.
    """
    entidad = entidad_en_pagina()
    if entidad is None or current_actor() is not None or "_flashes" in session or len(request.full_path) > 100:
        return None
    return (name, request.full_path, current_preferences(request), entidad.version, clock.today(), *more)


def init_context(app: Flask) -> None:
    """Offer `entidad` and the addresses of the layout to every template."""

    @app.context_processor
    def municipality() -> dict[str, Any]:
        return {
            "entidad": entidad_en_pagina(),
            "layout_part": _layout_part,
            "buscar_url": url_for("inicio.buscar"),
            **({"cuenta_url": url_for("cuenta.inicio"), "salir_url": url_for("acceso.salir")} if current_actor() else {}),
        }
