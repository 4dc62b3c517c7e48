"""The citizen's pages of the PQRSD: what each kind is, filing, tracking with radicado and code, the public register."""

from portal.pqrs.views.publico import (
    actos,
    avisos,
    caso,
    constancia,
    envios,
    estadisticas,
    expediente,
    informes,
    inicio,
    mapa,
    radicar,
    registro,
    respuestas,
    unicas,
)
from portal.pqrs.views.publico.base import blueprint

__all__ = [
    "actos", "avisos", "blueprint", "caso", "constancia", "envios", "estadisticas", "expediente", "informes", "inicio", "mapa", "radicar",
    "registro", "respuestas", "unicas",
]  # fmt: skip
