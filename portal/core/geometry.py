"""Areas on a map: read from GeoJSON (RFC 7946) and checked, and whether a point lies in one. Degrees, WGS 84, longitude first.

What somebody uploads is not trusted: its size, depth, numbers and order of coordinates are looked at before anything is kept.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NoReturn

Position = tuple[float, float]
Ring = list[Position]
# Outer ring first, then its holes.
Polygon = list[Ring]

MAX_BYTES = 2_000_000
MAX_AREAS, MAX_RINGS, MAX_POSITIONS = 300, 50, 5000
# Colombia with its islands: west, south, east, north.
COLOMBIA = (-82.0, -4.5, -66.5, 13.7)
_NAMES = ("nombre", "name", "NOMBRE", "NOMBRE_VER", "NOM_VEREDA", "VEREDA")


class BadGeometry(Exception):
    """Why a file cannot be used, in Spanish, for who brought it."""


@dataclass(frozen=True)
class Area:
    """A named area of the file."""

    nombre: str
    poligonos: list[Polygon]


@dataclass(frozen=True)
class Bounds:
    """The smallest box around something."""

    oeste: float
    sur: float
    este: float
    norte: float


def read_areas(content: bytes) -> list[Area]:
    """The areas of a GeoJSON file.

    Raises:
        BadGeometry: it is none, is too large, or one of its areas is not what it should be.
    """
    if len(content) > MAX_BYTES:
        raise BadGeometry("El archivo pesa más de 2 MB. Simplifique las líneas antes de exportarlo.")
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadGeometry("El archivo no es GeoJSON. Expórtelo de su programa de mapas como GeoJSON, en UTF-8.") from error
    features = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        raise BadGeometry("El archivo debe traer una «FeatureCollection» con al menos un territorio.")
    if len(features) > MAX_AREAS:
        raise BadGeometry(f"El archivo trae {len(features)} territorios y el máximo es {MAX_AREAS}.")
    areas = [_area(one, number) for number, one in enumerate(features, start=1)]
    if len({one.nombre for one in areas}) < len(areas):
        raise BadGeometry("El archivo trae dos territorios con el mismo nombre.")
    return areas


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _area(feature: Any, number: int) -> Area:
    told: dict[str, Any] = feature if isinstance(feature, dict) else {}
    given = told.get("properties")
    properties: dict[str, Any] = given if isinstance(given, dict) else {}
    name = next((" ".join(value.split()) for one in _NAMES if isinstance(value := properties.get(one), str) and value.strip()), "")
    if not 0 < len(name) <= 80:
        raise BadGeometry(f"El territorio número {number} no trae su nombre, de hasta 80 letras, en la propiedad «nombre».")
    geometry = told.get("geometry")
    kind, coordinates = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(coordinates, list):
        raise BadGeometry(f"«{name}» no es un polígono. Se admiten «Polygon» y «MultiPolygon».")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    found = [[_ring(ring, name) for ring in polygon] for polygon in polygons if isinstance(polygon, list) and polygon]
    if not found or sum(map(len, found)) > MAX_RINGS or sum(len(ring) for one in found for ring in one) > MAX_POSITIONS:
        raise BadGeometry(f"«{name}» está vacío o tiene demasiado detalle: como mucho {MAX_RINGS} anillos y {MAX_POSITIONS} puntos.")
    if not any(_signed_area(polygon[0]) for polygon in found):
        raise BadGeometry(f"«{name}» no encierra ninguna superficie.")
    return Area(name, found)


def _ring(ring: Any, name: str) -> Ring:
    if not isinstance(ring, list) or not 4 <= len(ring) <= MAX_POSITIONS:
        raise BadGeometry(f"«{name}» tiene un anillo con menos de cuatro puntos, o con más de {MAX_POSITIONS}.")
    found = [_position(one, name) for one in ring]
    if found[0] != found[-1]:
        raise BadGeometry(f"«{name}» tiene un anillo sin cerrar: el último punto debe ser igual al primero.")
    return found


def _position(given: Any, name: str) -> Position:
    if not isinstance(given, list) or not 2 <= len(given) <= 4 or any(type(one) not in {int, float} for one in given[:2]):
        raise BadGeometry(f"«{name}» tiene un punto que no son dos números: longitud y latitud.")
    try:
        lon, lat = float(given[0]), float(given[1])
    except OverflowError as error:
        raise BadGeometry(f"«{name}» tiene un número demasiado grande.") from error
    if _is_in_colombia(lon, lat):
        return round(lon, 6), round(lat, 6)
    if _is_in_colombia(lat, lon):
        raise BadGeometry(f"«{name}» trae los puntos al revés: en GeoJSON va primero la longitud (-77,5) y después la latitud (0,88).")
    raise BadGeometry(f"«{name}» tiene un punto fuera de Colombia. Las coordenadas deben ir en grados (WGS 84).")


def _is_in_colombia(lon: float, lat: float) -> bool:
    west, south, east, north = COLOMBIA
    return west <= lon <= east and south <= lat <= north


def contains(polygons: Sequence[Polygon], lon: float, lat: float) -> bool:
    """Whether the point lies in one of the polygons and in none of its holes (even-odd rule)."""
    return any(sum(_crosses(ring, lon, lat) for ring in polygon) % 2 for polygon in polygons)


def _crosses(ring: Ring, lon: float, lat: float) -> int:
    """How many sides of the ring a ray to the east meets."""
    found = 0
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            found += 1
    return found


def _sides(ring: Ring) -> Iterator[tuple[Position, Position]]:
    return pairwise(ring)


def bounds_of(polygons: Sequence[Polygon]) -> Bounds:
    """The box around all of them."""
    points = [point for polygon in polygons for point in polygon[0]]
    return Bounds(min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))


def centre_of(polygons: Sequence[Polygon]) -> Position:
    """The middle of the largest polygon's outline."""
    ring = max((polygon[0] for polygon in polygons), key=lambda one: abs(_signed_area(one)))
    area = _signed_area(ring)
    if not area:
        return ring[0]
    # From its first point, so that tiny areas far from zero keep their digits.
    x0, y0 = ring[0]
    terms = [((x1 - x0), (y1 - y0), (x2 - x0), (y2 - y0)) for (x1, y1), (x2, y2) in _sides(ring)]
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for x1, y1, x2, y2 in terms) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for x1, y1, x2, y2 in terms) / (6 * area)
    return x0 + x, y0 + y


def _signed_area(ring: Ring) -> float:
    x0, y0 = ring[0]
    return sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in _sides(ring)) / 2
