"""What waits for an official among the cases, for the page where they arrive: counts, each with the inbox that shows them."""

from flask import url_for

from portal.core.actors import Actor
from portal.pqrs.queries.bandeja import COUNT_LIMIT, ONLY_WITH_CASES, count_vistas, shows_vista
from portal.web.menus import Pending

# View of the inbox, words, tone.
_ROWS = (
    ("mias", "Asignadas a usted", "plain"),
    ("asuntos", "Casos con asuntos que usted o su dependencia responden", "plain"),
    ("vencidas", "Vencidas", "danger"),
    ("silencio", "Aceptadas por silencio: entregue lo pedido", "danger"),
    ("por_vencer", "Vencen en 3 días hábiles o menos", "warning"),
    ("preferencia_por_confirmar", "Piden atención preferente: confirme o quite", "warning"),
    ("preferentes", "Preferentes: van primero", "plain"),
    ("sin_asignar", "Sin asignar", "warning"),
    ("sin_responsable", "Sin responsable en su dependencia", "warning"),
    ("por_aprobar", "Esperan su aprobación", "warning"),
    ("por_decidir", "Por decidir: no llegó lo que se pidió", "warning"),
    ("por_notificar", "Por notificar", "plain"),
    ("correo_fallido", "Respuestas que no llegaron por correo", "danger"),
    ("en_pausa", "En pausa", "plain"),
)
# Not cases: what is counted, words, the page that shows it, tone.
_TASKS = (
    ("encargos", "Encargos de otras dependencias", "gestion_pqrs.encargos", "warning"),
    ("correos", "Correos que esperan que alguien los mire", "gestion_pqrs.correos", "warning"),
    ("menciones", "Notas que le avisan a usted", "gestion_pqrs.menciones", "plain"),
)
# Whose words already say of what they are.
_SCOPED = frozenset({"mias", "asuntos", "sin_responsable", "por_aprobar", "por_decidir"})


def list_pending(actor: Actor) -> list[Pending]:
    """Who gives out cases is told of all that they reach; who only answers, of their own."""
    if "pqrs:ver" not in actor.permissions:
        return []
    mias = not {"pqrs:asignar", "pqrs:reasignar"} & actor.permissions
    scope = "Suyas" if mias else "De toda la entidad" if "pqrs:ver_todas" in actor.permissions else "De su dependencia"
    counts = count_vistas(actor, mias=mias)
    tasks = [Pending(words, _told(counts[name]), url_for(page), tone, "") for name, words, page, tone in _TASKS if counts[name]]
    return tasks + [
        Pending(words, _told(counts[vista]), _url(vista, mias), tone, "" if vista in _SCOPED else scope)
        for vista, words, tone in _ROWS
        if _concerns(actor, vista) and (counts[vista] or vista not in ONLY_WITH_CASES)
    ]


def _concerns(actor: Actor, vista: str) -> bool:
    # To who never answers, none is ever assigned.
    return shows_vista(actor, vista) and (vista != "mias" or "pqrs:proyectar" in actor.permissions)


def _told(count: int) -> int | str:
    return count if count < COUNT_LIMIT else f"+{COUNT_LIMIT - 1}"


def _url(vista: str, mias: bool) -> str:
    return url_for("gestion_pqrs.bandeja", vista=vista, mias=1 if mias and vista not in {"mias", "asuntos"} else None)
