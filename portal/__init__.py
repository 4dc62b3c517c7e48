"""A municipal portal: PQRSD received, counted by law, answered and tracked. `create_app` builds it; docs/mapa.md shows it."""

from importlib import import_module

from flask import Flask

from portal.config import Settings, flask_config, load_settings

# In the order of the layers (design.md, section 2). Each brings itself in with `wiring.init_app`.
PACKAGES = ("web", "audit", "outbox", "jobs", "files", "entidad", "radicacion", "pqrs", "demo")


def create_app(settings: Settings | None = None) -> Flask:
    """The application: settings → transaction hook → extensions → packages → commands.

    Args:
        settings: read from the environment when None.

    Raises:
        ConfigError: a setting is missing or wrong; the message says which and why.
    """
    settings = settings or load_settings()
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(flask_config(settings))
    app.session_interface = import_module("portal.web.sessions").SignedCookies()
    _init_extensions(app)
    for name in PACKAGES:
        import_module(f"portal.{name}.wiring").init_app(app)
    import_module("portal.cli").init_app(app)
    return app


def _init_extensions(app: Flask) -> None:
    from portal.database import prepare_engine
    from portal.extensions import babel, csrf, db, login_manager, mail
    from portal.web.menus import init_registry
    from portal.web.transaction import init_transaction

    init_registry(app)
    # First of all hooks: its after_request must run last, when the answer is known.
    init_transaction(app)
    db.init_app(app)
    # Templates read `actor`, not the extension's `current_user`, which every part of a page would look up.
    login_manager.init_app(app, add_context_processor=False)
    csrf.init_app(app)
    mail.init_app(app)
    babel.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
