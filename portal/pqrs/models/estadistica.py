"""The figures of the statistics page, computed each night, with what must not be told already taken out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class Estadistica(Base):
    """The figures of what was received in one year, as they were at `corte_en`."""

    __tablename__ = "estadistica"

    vigencia: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    corte_en: Mapped[datetime] = mapped_column(Instant)
    datos: Mapped[dict[str, Any]] = mapped_column(JSON)
