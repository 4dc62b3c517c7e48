"""The citizen's pages of the PQRSD: what each kind is, filing, tracking with radicado and code, the public register."""

from portal.pqrs.views.publico import actos, caso, constancia, envios, estadisticas, inicio, radicar, registro
from portal.pqrs.views.publico.base import blueprint

__all__ = ["actos", "blueprint", "caso", "constancia", "envios", "estadisticas", "inicio", "radicar", "registro"]
