"""What is counted of the petitions: which figures, how they are added up, and which of them are not told. Pure functions.

Law: Ley 1712 de 2014 art. 11 lit. h and k, Decreto 103 de 2015 art. 52, Ley 190 de 1995 art. 54. Start at `Conteo` and `MEDIDAS`.
"""

from portal.pqrs.cifras.conteo import Caso, Conteo, Encuestado, Situacion
from portal.pqrs.cifras.habiles import DiasHabiles
from portal.pqrs.cifras.medidas import MEDIDAS, Medida
from portal.pqrs.cifras.repaso import Acto, Repaso, repasar, situacion_of
from portal.pqrs.cifras.reserva import MINIMO, fundir, is_poca, is_reservada

__all__ = [
    "MEDIDAS", "MINIMO", "Acto", "Caso", "Conteo", "DiasHabiles", "Encuestado", "Medida", "Repaso", "Situacion", "fundir",
    "is_poca", "is_reservada", "repasar", "situacion_of",
]  # fmt: skip
