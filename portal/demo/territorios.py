"""The territories of the demonstration: schematic outlines, marked as such, and the one that each case of the story chose."""

import json
from hashlib import sha256

from portal.demo.elenco import actor_of
from portal.pqrs.queries.territorios import list_nombres
from portal.pqrs.services.territorios import importar_territorios

# Corners (longitude, latitude), clockwise; neighbours share their sides.
_CABECERA = [(-77.516, 0.893), (-77.506, 0.897), (-77.496, 0.893), (-77.494, 0.882), (-77.505, 0.877), (-77.515, 0.881)]
_VEREDAS = {
    "San Mateo": [(-77.494, 0.882), (-77.496, 0.893), (-77.470, 0.900), (-77.452, 0.886), (-77.458, 0.862), (-77.482, 0.860)],
    "Loma Larga": [(-77.516, 0.893), (-77.540, 0.903), (-77.552, 0.884), (-77.538, 0.862), (-77.515, 0.881)],
    "Tescual": [
        (-77.515, 0.881),
        (-77.538, 0.862),
        (-77.520, 0.842),
        (-77.490, 0.840),
        (-77.482, 0.860),
        (-77.494, 0.882),
        (-77.505, 0.877),
    ],
    "Monopamba": [(-77.458, 0.862), (-77.452, 0.886), (-77.420, 0.880), (-77.395, 0.850), (-77.425, 0.828), (-77.460, 0.836)],
    "El Páramo": [
        (-77.516, 0.893),
        (-77.506, 0.897),
        (-77.496, 0.893),
        (-77.470, 0.900),
        (-77.478, 0.926),
        (-77.512, 0.932),
        (-77.540, 0.903),
    ],
}
# Who gave no point: so many of each ten chose the one, and the rest none.
_OF_TEN = ("Cabecera municipal", "Cabecera municipal", "Cabecera municipal", "San Mateo", "San Mateo", "Loma Larga", "Tescual", "", "", "")


def create_territorios() -> None:
    """The town, and five veredas around it."""
    importar_territorios(_file({"Cabecera municipal": _CABECERA}), clase="cabecera", actor=actor_of("efrain"), demostracion=True)
    importar_territorios(_file(_VEREDAS), clase="vereda", actor=actor_of("efrain"), demostracion=True)


def chosen_by(text: str) -> int | None:
    """The territory that who wrote this text chose on the form, the same each time; None of who chose none."""
    wanted = _OF_TEN[int(sha256(text.encode()).hexdigest(), 16) % 10]
    return next((key for key, nombre in list_nombres() if nombre == wanted), None)


def _file(areas: dict[str, list[tuple[float, float]]]) -> bytes:
    features = [
        {"type": "Feature", "properties": {"nombre": name}, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
        for name, ring in areas.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
