"""Territories for the tests: squares around a point."""

import json
from typing import Any

from portal.pqrs.queries.territorios import list_nombres
from portal.pqrs.services.territorios import importar_territorios
from tests.support import casos


def cuadro(lon: float, lat: float, side: float = 0.02) -> list[list[float]]:
    """A closed square of that many degrees around a point."""
    half = side / 2
    return [
        [lon - half, lat - half],
        [lon + half, lat - half],
        [lon + half, lat + half],
        [lon - half, lat + half],
        [lon - half, lat - half],
    ]


def geojson(*given: Any) -> bytes:
    """A file with a square for each (name, (longitude, latitude)[, side])."""
    features = [
        {"type": "Feature", "properties": {"nombre": name}, "geometry": {"type": "Polygon", "coordinates": [cuadro(*point, *side)]}}
        for name, point, *side in given
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def traer(*given: Any) -> dict[str, int]:
    """Bring them as the administrator does; gives the key of each name."""
    importar_territorios(geojson(*given), clase="vereda", actor=casos.actor("efrain"))
    return {name: key for key, name in list_nombres()}
