"""What both maps show: the drawing, its legend, and the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.core.geometry import Bounds
from portal.pqrs.mapa import Forma, Marco, draw, frame_of, legend_of, shade_limits, shade_of
from portal.pqrs.models import Territorio


@dataclass(frozen=True)
class Fila:
    """A row of the table, and its area of the drawing. `cuantas` is None where the figure is not told."""

    territorio: Territorio
    forma: Forma
    cuantas: int | None


@dataclass(frozen=True)
class Mapa:
    """A whole map."""

    marco: Marco
    filas: Sequence[Fila]
    leyenda: Sequence[str]

    @property
    def dibujadas(self) -> Sequence[Fila]:
        """The larger areas first: a vereda is drawn on its corregimiento."""
        return sorted(self.filas, key=lambda fila: fila.territorio.caja_area, reverse=True)

    @property
    def is_demostracion(self) -> bool:
        return any(one.territorio.demostracion for one in self.filas)


def make_mapa(territorios: Sequence[Territorio], counts: Mapping[int, int], *, minimo: int = 0) -> Mapa | None:
    """The map of these figures; those below `minimo` are not told. None without territories."""
    if not territorios:
        return None
    frame = frame_of([Bounds(one.oeste, one.sur, one.este, one.norte) for one in territorios])
    told = {one.id: counts.get(one.id, 0) for one in territorios if counts.get(one.id, 0) >= max(minimo, 1)}
    limits = shade_limits(told)
    rows = [
        Fila(one, draw(one.id, one.formas, frame, shade_of(told.get(one.id), limits)), told.get(one.id, None if minimo else 0))
        for one in territorios
    ]
    return Mapa(frame, rows, legend_of(limits, told))
