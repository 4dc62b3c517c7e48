"""The map of the territories as a drawing: areas, the point where each name's figure stands, shades, and points. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from portal.core.geometry import Bounds, Polygon, Position, centre_of

WIDTH = 800.0
MARGIN = 12.0
# Shades of the legend, the lightest for the fewest.
SHADES = 4


@dataclass(frozen=True)
class Forma:
    """One area of the drawing: its outline as a path, where its figure stands, and its shade (0 is none)."""

    territorio_id: int
    path: str
    x: float
    y: float
    tono: int = 0


@dataclass(frozen=True)
class Marco:
    """How degrees become the drawing's own units. A degree of longitude is shortened by the latitude, so that shapes keep their form."""

    caja: Bounds
    escala: float
    ancho: float
    alto: float

    @property
    def margen(self) -> float:
        return MARGIN

    @property
    def por_grado(self) -> tuple[float, float]:
        """How many units of the drawing a degree of longitude and one of latitude have."""
        return cos(radians((self.caja.sur + self.caja.norte) / 2)) * self.escala, self.escala

    def place(self, lon: float, lat: float) -> Position:
        """Where a point stands in the drawing."""
        east, south = self.por_grado
        return round(MARGIN + (lon - self.caja.oeste) * east, 1), round(MARGIN + (self.caja.norte - lat) * south, 1)


def frame_of(boxes: Sequence[Bounds]) -> Marco:
    """The frame in which all of these fit."""
    west, south = min(one.oeste for one in boxes), min(one.sur for one in boxes)
    box = Bounds(west, south, max(one.este for one in boxes), max(one.norte for one in boxes))
    wide = max((box.este - box.oeste) * cos(radians((box.sur + box.norte) / 2)), 1e-6)
    high = max(box.norte - box.sur, 1e-6)
    # A tall municipality must not fill three screens.
    scale = min((WIDTH - 2 * MARGIN) / wide, 2 * WIDTH / high)
    return Marco(box, scale, round(wide * scale + 2 * MARGIN, 1), round(high * scale + 2 * MARGIN, 1))


def draw(key: int, polygons: Sequence[Polygon], frame: Marco, tono: int = 0) -> Forma:
    """One area. Points that fall on the same half unit are drawn once: an outline of thousands stays light."""
    parts = []
    for polygon in polygons:
        for ring in polygon:
            placed = [frame.place(*point) for point in ring]
            kept = [one for before, one in zip([None, *placed], placed, strict=False) if before is None or _apart(before, one)]
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z")
    x, y = frame.place(*centre_of(polygons))
    return Forma(key, "".join(parts), x, y, tono)


def _apart(one: Position, other: Position) -> bool:
    return abs(one[0] - other[0]) >= 0.5 or abs(one[1] - other[1]) >= 0.5


def shade_limits(counts: Mapping[int, int]) -> list[int]:
    """From how many on each shade begins, rising: four shades with about as many territories each, fewer when there is little to part."""
    found = sorted(counts.values())
    if not found:
        return []
    return sorted({found[len(found) * step // SHADES] for step in range(SHADES)})


def shade_of(count: int | None, limits: Sequence[int]) -> int:
    """The shade of a figure that is told, from 1; 0 of one that is not, or of none."""
    return 0 if count is None else sum(count >= one for one in limits)


def legend_of(limits: Sequence[int], counts: Mapping[int, int]) -> list[str]:
    """What each shade means: «5 a 8», «9 o más»."""
    told: list[str] = []
    if not limits:
        return told
    for low, following in zip(limits, [*limits[1:], None], strict=True):
        high = max(counts.values()) if following is None else following - 1
        told.append(f"{low}" if high <= low else f"{low} a {high}")
    return told
