"""A small application that has only the look: layouts, macros, static files. No database at all, as when it is down."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, request

import portal
from portal.extensions import csrf
from portal.web import estilo, preferences
from portal.web.filters import init_filters
from portal.web.icons import init_icons
from portal.web.preferences import current_preferences
from portal.web.static_files import init_static
from tests.support.pages import PageClient

ROOT = Path(portal.__file__).parent
TEMPLATES = ROOT / "templates"


@dataclass
class Profile:
    """A municipality that does not exist."""

    nombre: str = "Alcaldía Municipal de Ejemplo"
    municipio: str = "Ejemplo"
    departamento: str = "Nariño"
    nit: str = "800.000.000-0"
    direccion: str = "Calle 1 n.º 2-03"
    codigo_postal: str = "520000"
    horario: str = "Lunes a viernes, 8:00 a. m. a 5:00 p. m."
    telefono: str = "+57 602 000 0000"
    linea_gratuita: str = ""
    linea_anticorrupcion: str = "+57 602 000 0001"
    correo: str = "contactenos@ejemplo.gov.co"
    correo_judicial: str = "judicial@ejemplo.gov.co"
    redes: list[dict[str, str]] = field(default_factory=list)
    escudo_url: str | None = None
    color_primario: str | None = None


def menu(titulo: str, url: str = "/estilo/", hijos: tuple[Any, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(titulo=titulo, url=url, hijos=hijos, actual=False)


def make_app(instance: Path, profile: Profile | None = None, **variables: Any) -> Flask:
    """The application; without a profile the layout knows nothing of a municipality."""
    app = Flask("portal", root_path=str(ROOT), static_folder=None, instance_path=str(instance))
    app.config.update(SECRET_KEY="solo-para-las-pruebas", TESTING=True)
    app.test_client_class = PageClient
    csrf.init_app(app)
    init_filters(app)
    init_static(app)
    init_icons(app)
    app.register_blueprint(estilo.bp)
    app.register_blueprint(preferences.bp)

    @app.context_processor
    def layout() -> dict[str, Any]:
        known = {"entidad": profile, "menus": (menu("Participa", hijos=(menu("Control social"),)),)} if profile else {}
        return {"preferencias": current_preferences(request), **known, **variables}

    return app
