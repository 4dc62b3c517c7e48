"""A text that what stands in the database does not tell, when its case is one against officials (ADR 0010).

What a person writes after filing says who they are as often as not: a message, an appeal, what a judge ordered. It is sealed as it
is written, whoever writes the row, and read by the same pages as before.
"""

from typing import Any

from sqlalchemy import Connection, Text, event, false, select
from sqlalchemy.orm import Mapped, Mapper, declared_attr, mapped_column

from portal.pqrs.models.peticion import Peticion
from portal.pqrs.tipos import CONTRA_FUNCIONARIOS
from portal.sealing import CannotUnseal, seal, unseal

NO_KEY = "Este texto está sellado y no se puede leer: falta la llave. Avise a quien administra el portal."


class TextoSellable:
    """`texto` reads and writes the words; the column holds them sealed where `sellado` says so. `COLUMNA` is its name."""

    COLUMNA = "texto"
    peticion_id: Mapped[int]
    sellado: Mapped[bool] = mapped_column(default=False, server_default=false())

    @declared_attr
    def texto_guardado(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy calls it with the class
        return mapped_column(cls.COLUMNA, Text)

    @property
    def texto(self) -> str:
        """The words; where no key opens them, that they cannot be read."""
        if not self.sellado:
            return self.texto_guardado
        try:
            return unseal(self.texto_guardado)
        except CannotUnseal:
            return NO_KEY

    @texto.setter
    def texto(self, words: str) -> None:
        self.texto_guardado = seal(words) if self.sellado else words

    def sellar_texto(self) -> None:
        """Seal what stands in the open; a second time changes nothing."""
        if not self.sellado:
            self.texto_guardado, self.sellado = seal(self.texto_guardado), True


def is_de_sellada(peticion: Peticion) -> bool:
    """Whether the texts of this case are sealed: it is against officials, or who filed it is sealed."""
    return peticion.tipo in CONTRA_FUNCIONARIOS or peticion.is_sellada


@event.listens_for(TextoSellable, "before_insert", propagate=True)
def _seal_new(_mapper: Mapper[Any], connection: Connection, row: TextoSellable) -> None:
    """Whoever makes the row, it never stands in the open."""
    query = select(Peticion.tipo, Peticion.anonima, Peticion.solicitante_id).where(Peticion.id == row.peticion_id)
    found = connection.execute(query).one_or_none()
    if found is not None and (found.tipo in CONTRA_FUNCIONARIOS or (not found.anonima and found.solicitante_id is None)):
        row.sellar_texto()
