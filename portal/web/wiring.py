"""Brings the web plumbing into the application: logs, input checks, headers, limits, errors, health, layout."""

from typing import Any

from flask import Flask, has_request_context, request

from portal.config import Settings


def init_app(app: Flask) -> None:
    """Register what the package offers."""
    from portal.web import health
    from portal.web.compression import init_compression
    from portal.web.errors import init_errors
    from portal.web.headers import init_headers
    from portal.web.input_checks import init_input_checks
    from portal.web.limits import init_limits
    from portal.web.logging import init_logging
    from portal.web.redirects import init_redirects

    settings: Settings = app.config["SETTINGS"]
    init_logging(app, settings.log_level)
    # Before whatever else writes into answers: its hook runs after theirs.
    init_compression(app)
    init_input_checks(app)
    init_headers(app, settings)
    init_limits(app, settings)
    init_errors(app)
    init_redirects(app)
    app.register_blueprint(health.bp)
    _init_layout(app)


def _init_layout(app: Flask) -> None:
    """What the pages are drawn with."""
    from portal.web import estilo, preferences
    from portal.web.context import init_context
    from portal.web.filters import init_filters
    from portal.web.icons import init_icons
    from portal.web.static_files import init_static
    from portal.web.templates import SharedGlobals

    app.jinja_env.template_class = SharedGlobals
    init_context(app)
    app.context_processor(_preferences)
    init_filters(app)
    init_static(app)
    init_icons(app)
    app.register_blueprint(preferences.bp)
    app.register_blueprint(estilo.bp)


def _preferences() -> dict[str, Any]:
    """The reader's choice of contrast and text size, for every page."""
    from portal.web.preferences import Preferences, current_preferences

    return {"preferencias": current_preferences(request) if has_request_context() else Preferences()}
