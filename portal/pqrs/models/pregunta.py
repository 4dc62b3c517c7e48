"""The extra questions of the filing form, each with its versions, and the answers that a case keeps."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.preguntas import FORMATOS, Contestada, Pregunta
from portal.sealing import CannotUnseal, seal, unseal

_SELLADO = "sellado"
NO_KEY = "No se puede leer: está sellado con una llave que el portal no tiene."


class PreguntaAdicional(Base):
    """A question: of which kinds of petition it is asked, in which place, and whether still. Retired, not deleted."""

    __tablename__ = "pregunta_adicional"
    __table_args__ = (Index("ix_pregunta_adicional_orden", "activa", "orden", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    orden: Mapped[int]
    clases: Mapped[list[str]] = mapped_column(JSON)
    # The number of the version that is asked now.
    vigente_numero: Mapped[int] = mapped_column(default=1)
    activa: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    vigente: Mapped["VersionPregunta"] = relationship(
        primaryjoin=lambda: (
            (foreign(VersionPregunta.pregunta_id) == PreguntaAdicional.id) & (VersionPregunta.numero == PreguntaAdicional.vigente_numero)
        ),
        uselist=False,
        viewonly=True,
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def texto(self) -> str:
        return self.vigente.texto

    @property
    def ayuda(self) -> str:
        return self.vigente.ayuda


class VersionPregunta(Base):
    """The words of a question as they were asked from one day on. Nobody changes them: who edits a question makes a new version."""

    __tablename__ = "version_pregunta"
    __table_args__ = (
        UniqueConstraint("pregunta_id", "numero"),
        CheckConstraint(f"formato IN ({', '.join(repr(one) for one in FORMATOS)})", name="formato"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pregunta_id: Mapped[int] = mapped_column(ForeignKey("pregunta_adicional.id"))
    numero: Mapped[int]
    texto: Mapped[str] = mapped_column(String(200))
    ayuda: Mapped[str] = mapped_column(String(300), default="")
    formato: Mapped[str] = mapped_column(String(12))
    opciones: Mapped[list[str]] = mapped_column(JSON, default=list)
    pedida: Mapped[bool] = mapped_column(default=False)
    creada_en: Mapped[datetime] = mapped_column(Instant)

    def as_pregunta(self, clases: Sequence[str]) -> Pregunta:
        """These words as forms take them, asked of these kinds."""
        return Pregunta(
            self.pregunta_id, self.id, self.texto, self.ayuda, self.formato, tuple(self.opciones), self.pedida, tuple(clases)
        )  # fmt: skip


@event.listens_for(VersionPregunta, "before_update")
def _refuse_change(_mapper: Any, _connection: Any, row: VersionPregunta) -> None:
    raise RuntimeError(f"version {row.id} of a question is what somebody was asked: make a new one")


def leer_contestadas(kept: Any) -> Sequence[Contestada]:
    """The answers of a case, of what its column holds; where no key opens them, that they cannot be read."""
    if isinstance(kept, dict):
        try:
            kept = json.loads(unseal(kept[_SELLADO]))
        except CannotUnseal:
            return [Contestada(0, "Preguntas del formulario", NO_KEY)]
    return [Contestada(**one) for one in kept or ()]


class ConContestadas:
    """What a case keeps of the extra questions: each as it was asked, with its answer, in the order of the form.

    With the case, and not in rows of its own: it is read wherever the petition's text is, and by the same people. Sealed where
    what a person writes is sealed (ADR 0010).
    """

    contestadas_guardadas: Mapped[Any] = mapped_column("contestadas", JSON, default=list, server_default="[]")

    @property
    def contestadas(self) -> Sequence[Contestada]:
        return leer_contestadas(self.contestadas_guardadas)

    def contestar(self, contestadas: Sequence[Contestada], *, sellar: bool) -> None:
        """Keep these answers, sealed or not."""
        self.contestadas_guardadas = [asdict(one) for one in contestadas]
        if sellar:
            self.sellar_contestadas()

    def sellar_contestadas(self) -> None:
        """Seal what stands in the open; a second time changes nothing."""
        if self.contestadas_guardadas and isinstance(self.contestadas_guardadas, list):
            self.contestadas_guardadas = {_SELLADO: seal(json.dumps(self.contestadas_guardadas))}
