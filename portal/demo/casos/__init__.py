"""The cases of the demonstration, in every state, told as what people did."""

from portal.demo.casos.abiertos import ABIERTOS
from portal.demo.casos.analogas import ANALOGAS
from portal.demo.casos.anteriores import ANTERIORES
from portal.demo.casos.con_actuaciones import CON_ACTUACIONES
from portal.demo.casos.con_asuntos import CON_ASUNTOS
from portal.demo.casos.decididos import DECIDIDOS
from portal.demo.casos.en_pausa import EN_PAUSA
from portal.demo.casos.especiales import ESPECIALES
from portal.demo.casos.notificados import NOTIFICADOS
from portal.demo.casos.recientes import RECIENTES
from portal.demo.casos.reservados import RESERVADOS
from portal.demo.casos.terminados import TERMINADOS

CASOS = (
    *ABIERTOS,
    *RECIENTES,
    *TERMINADOS,
    *EN_PAUSA,
    *CON_ACTUACIONES,
    *CON_ASUNTOS,
    *DECIDIDOS,
    *ANALOGAS,
    *NOTIFICADOS,
    *RESERVADOS,
    *ESPECIALES,
    *ANTERIORES,
)
