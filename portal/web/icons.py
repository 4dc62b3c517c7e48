"""The pictures beside words: one symbol of `static/icons.svg` each."""

from functools import cache, partial

from flask import Flask
from markupsafe import Markup

from portal.web.static_files import static_url


def init_icons(app: Flask) -> None:
    """Put `icono` into the templates. A function and not a macro: a page asks for dozens, and a macro costs ten times as much."""
    with app.app_context():
        app.jinja_env.globals["icono"] = partial(_icono, static_url("icons.svg"))


@cache
def _icono(source: str, nombre: str, clase: str = "") -> Markup:
    """One symbol. It is always beside words, so it is hidden from screen readers.

    Args:
        source: the address of the file of symbols.
        nombre: the symbol's id in it.
        clase: further classes.
    """
    classes = f"icon {clase}" if clase else "icon"
    return Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>').format(
        classes, source, nombre
    )
