"""What every template may use."""

from typing import Any

from flask import Flask, g

from portal.core.permissions import can
from portal.web.access import current_actor
from portal.web.menus import registry

MENUS = (("transparencia", "Transparencia"), ("atencion", "Atención y servicios a la ciudadanía"), ("participa", "Participa"))


def _may(permission: str, obj: Any = None) -> bool:
    return can(current_actor(), permission, obj)


def _main_menus() -> list[dict[str, Any]]:
    return [{"clave": key, "titulo": title, "hijos": registry().items(key)} for key, title in MENUS]


def init_context(app: Flask) -> None:
    """Offer the layout's variables; the municipality's profile is added by its own package."""

    @app.context_processor
    def layout() -> dict[str, Any]:
        actor = current_actor()
        return {
            "actor": actor,
            "can": _may,
            "menus": _main_menus(),
            "gestion_menu": registry().items("gestion", actor) if actor else (),
            "pie_enlaces": registry().items("pie"),
            "request_id": g.get("request_id", ""),
        }
