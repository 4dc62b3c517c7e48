"""The municipality as every page sees it: one query per request, and none when the database is down."""

from collections.abc import Hashable
from typing import Any

from flask import Flask, g, request, session, url_for
from sqlalchemy.exc import SQLAlchemyError

from portal.core import clock
from portal.entidad.models import Entidad
from portal.entidad.queries import find_entidad
from portal.extensions import db
from portal.web.access import current_actor
from portal.web.preferences import current_preferences


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
            row = find_entidad()
            g.entidad_en_pagina = EntidadEnPagina(row) if row else None
        except SQLAlchemyError:
            db.session.rollback()
            g.entidad_en_pagina = None
    shown: EntidadEnPagina | None = g.entidad_en_pagina
    return shown


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
            "buscar_url": url_for("inicio.buscar"),
            "cuenta_url": url_for("cuenta.inicio"),
            "salir_url": url_for("acceso.salir"),
        }
