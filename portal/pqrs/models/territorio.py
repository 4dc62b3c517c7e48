"""The comunas, corregimientos, veredas and neighbourhoods of the municipality, with their outlines."""

from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.geometry import Polygon
from portal.extensions import Base

CLASES = {"comuna": "Comuna", "corregimiento": "Corregimiento", "vereda": "Vereda", "barrio": "Barrio", "cabecera": "Cabecera municipal"}


class Territorio(Base):
    """One of them. Retired, it is no longer offered nor drawn, and its cases keep it.

    `poligonos` holds polygons of rings of (longitude, latitude); the four columns after it are the box around them.
    """

    __tablename__ = "territorio"
    __table_args__ = (CheckConstraint(f"clase IN ({', '.join(repr(one) for one in CLASES)})", name="clase"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(80), unique=True)
    clase: Mapped[str] = mapped_column(String(16))
    poligonos: Mapped[list[Any]] = mapped_column(JSON)
    oeste: Mapped[float]
    sur: Mapped[float]
    este: Mapped[float]
    norte: Mapped[float]
    activo: Mapped[bool] = mapped_column(default=True)
    # Drawn to be shown, and not the true outline.
    demostracion: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def clase_nombre(self) -> str:
        return CLASES[self.clase]

    @property
    def caja_area(self) -> float:
        """How large the box around it is, to tell the larger of two."""
        return (self.este - self.oeste) * (self.norte - self.sur)

    @property
    def formas(self) -> list[Polygon]:
        """The polygons as `core.geometry` takes them."""
        return [[[(x, y) for x, y in ring] for ring in polygon] for polygon in self.poligonos]
