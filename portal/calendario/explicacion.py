"""A term told day by day, so that a citizen can check it with a calendar in hand."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.calendario.dias import NORMA_DIAS, Calendario


@dataclass(frozen=True)
class DiaExplicado:
    """One calendar day of a term: its number if it counts, and the reason with its norm either way."""

    fecha: date
    numero: int | None
    cuenta: bool
    motivo: str
    norma: str


def explicar(desde: date, dias: int, calendario: Calendario) -> tuple[DiaExplicado, ...]:
    """Every day from the one after `desde` to the last of a term of `dias` business days.

    Source: Ley 4 de 1913 art. 62. Raises ValueError when `dias` is less than 1, FueraDeCalendario beyond the known years.
    """
    hasta = calendario.sumar(desde, dias)
    explicados: list[DiaExplicado] = []
    numero = 0
    for offset in range(1, (hasta - desde).days + 1):
        explicado = explicar_dia(desde + timedelta(days=offset), numero + 1, calendario)
        numero += explicado.cuenta
        explicados.append(explicado)
    return tuple(explicados)


def explicar_dia(dia: date, numero: int, calendario: Calendario) -> DiaExplicado:
    """`dia` as number `numero` of a term if it is a business day, otherwise why it is not."""
    if motivo := calendario.motivo_no_habil(dia):
        return DiaExplicado(dia, None, False, motivo.texto, motivo.norma)
    return DiaExplicado(dia, numero, True, "Es día hábil", NORMA_DIAS)
