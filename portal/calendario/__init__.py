"""Which days count in Colombia and which do not: holidays, weekends, local days, business-day sums. Pure functions.

Law: Ley 51 de 1983 and Ley 2578 de 2026 (holidays), Ley 4 de 1913 arts. 59-62 and Código Civil art. 67 (how terms run).
Nouns: `Calendario`, `DiaNoHabil`, `Politica`, `Motivo`, `DiaExplicado`. Start at `Calendario.sumar` and `explicar`.
"""

from portal.calendario.dias import NORMA_DIAS, Calendario, DiaNoHabil, FueraDeCalendario, Motivo, Politica
from portal.calendario.explicacion import DiaExplicado, explicar, explicar_dia
from portal.calendario.fuente import ULTIMO_YEAR, YEAR_INICIAL
from portal.calendario.textos import articulo_hora, fecha_larga, hora_corta

__all__ = [
    "NORMA_DIAS",
    "ULTIMO_YEAR",
    "YEAR_INICIAL",
    "Calendario",
    "DiaExplicado",
    "DiaNoHabil",
    "FueraDeCalendario",
    "Motivo",
    "Politica",
    "articulo_hora",
    "explicar",
    "explicar_dia",
    "fecha_larga",
    "hora_corta",
]
