"""The kinds of formal letters that an office sends on a petition: the answer, and those of the other acts of the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ClaseCarta(StrEnum):
    """The key of each kind, as stored."""

    RESPUESTA = "respuesta"
    REQUERIMIENTO = "requerimiento"
    PRORROGA = "prorroga"
    TRASLADO = "traslado"
    TRASLADO_PARCIAL = "traslado_parcial"
    DEVOLUCION = "devolucion"
    RECHAZO = "rechazo"
    REMISION = "remision"
    DESISTIMIENTO = "desistimiento"
    ARCHIVO = "archivo"
    CONTINUACION = "continuacion"
    CITACION = "citacion"
    AVISO = "aviso"
    RECURSO = "recurso"
    RECHAZO_APELACION = "rechazo_apelacion"
    NEGACION = "negacion"
    REMISION_JUEZ = "remision_juez"
    SIN_TRASLADO = "sin_traslado"


@dataclass(frozen=True)
class Clase:
    """One kind of letter: its name, its subject, its norm, and whether it decides the petition and so must be notified.

    `cierre` is a paragraph that the law asks for and that the portal adds at the end; `recurso`: reposición lies against it;
    `notifica`: it is notified as such a decision is, although no reposición lies against it.
    `niega`: what was asked is refused, whole or in part; the statistics count it (Decreto 103 de 2015 art. 52).
    """

    clave: ClaseCarta
    nombre: str
    asunto: str
    norma: str
    decide: bool = False
    cierre: str = ""
    recurso: bool = False
    niega: bool = False
    notifica: bool = False


# What ends a petition without answering it makes it impossible to go on (CPACA art. 43), so that it may be appealed against.
_REPOSICION = (
    "Contra esta decisión procede el recurso de reposición ante quien la firma, dentro de los diez (10) días hábiles siguientes a su "
    "notificación (Ley 1437 de 2011, arts. {}). Usted puede presentar de nuevo su solicitud cuando quiera."
)
# An answer that decides on a right is an act like any other, and says so.
REPOSICION_DE_RESPUESTA = (
    "Contra esta decisión procede el recurso de reposición ante quien la firma, dentro de los diez (10) días hábiles siguientes a su "
    "notificación (Ley 1437 de 2011, arts. 74 y 76)."
)
# Where who decided has a functional superior in the municipality.
APELACION = (
    "Contra esta decisión proceden los recursos de reposición, ante quien la firma, y de apelación, para que la revise {}. La apelación se "
    "puede presentar directamente o en subsidio de la reposición. El escrito se presenta ante quien firma, dentro de los diez (10) días "
    "hábiles siguientes a su notificación (Ley 1437 de 2011, arts. 74 y 76)."
)
QUEJA = (
    "Contra esta decisión procede el recurso de queja ante {}, dentro de los cinco (5) días hábiles siguientes a su notificación (Ley 1437 "
    "de 2011, arts. 74 y 78)."
)
INSISTENCIA = (
    "Contra esta decisión no procede recurso. Usted puede insistir en su solicitud, por escrito y con sus razones, al notificarse o dentro "
    "de los diez (10) días hábiles siguientes: la alcaldía envía entonces los documentos al juez administrativo, que decide (Ley 1437 de "
    "2011, art. 26)."
)
# Of a refusal for defence, security or foreign relations.
INSISTENCIA_O_REPOSICION = (
    "Usted puede presentar recurso de reposición, por escrito y con sus razones, al notificarse o dentro de los tres (3) días hábiles "
    "siguientes: si se le niega, la alcaldía envía los documentos al juez administrativo, que decide (Ley 1712 de 2014, art. 27). O puede "
    "insistir en su solicitud dentro de los diez (10) días hábiles siguientes: los documentos van entonces al mismo juez (Ley 1437 de "
    "2011, art. 26)."
)
_C = ClaseCarta

CLASES: Mapping[ClaseCarta, Clase] = MappingProxyType({
    one.clave: one
    for one in (
        Clase(_C.RESPUESTA, "Respuesta", "Respuesta a su solicitud", "Ley 1437 de 2011, arts. 13 y 14", decide=True),
        Clase(_C.REQUERIMIENTO, "Requerimiento para completar", "Necesitamos que complete su solicitud", "Ley 1437 de 2011, art. 17"),
        Clase(_C.PRORROGA, "Prórroga", "Prórroga del plazo para responderle", "Ley 1437 de 2011, art. 14, parágrafo"),
        Clase(_C.TRASLADO, "Traslado por competencia", "Traslado de una solicitud por competencia", "Ley 1437 de 2011, art. 21"),
        Clase(_C.TRASLADO_PARCIAL, "Traslado parcial", "Traslado de parte de una solicitud por competencia", "Ley 1437 de 2011, art. 21"),
        Clase(_C.DEVOLUCION, "Devolución para aclarar", "Necesitamos que aclare su solicitud", "Ley 1437 de 2011, art. 19"),
        Clase(
            _C.RECHAZO, "Rechazo", "Rechazo de su solicitud", "Ley 1437 de 2011, art. 19",
            decide=True, cierre=_REPOSICION.format("43, 74 y 76"), recurso=True, niega=True,
        ),
        Clase(_C.REMISION, "Remisión a una respuesta anterior", "Su solicitud ya fue respondida", "Ley 1437 de 2011, art. 19", decide=True),
        Clase(
            _C.DESISTIMIENTO, "Desistimiento tácito", "Desistimiento tácito y archivo de su solicitud", "Ley 1437 de 2011, art. 17",
            decide=True, cierre=_REPOSICION.format("17, 74 y 76"), recurso=True,
        ),
        Clase(
            _C.ARCHIVO, "Archivo", "Archivo de su solicitud por falta de aclaración", "Ley 1437 de 2011, art. 19",
            decide=True, cierre=_REPOSICION.format("43, 74 y 76"), recurso=True,
        ),
        Clase(_C.CONTINUACION, "Continuación de oficio", "Seguimos con su solicitud por interés público", "Ley 1437 de 2011, art. 18"),
        Clase(_C.CITACION, "Citación", "Venga a notificarse de una decisión", "Ley 1437 de 2011, art. 68"),
        Clase(_C.AVISO, "Notificación por aviso", "Notificación por aviso", "Ley 1437 de 2011, art. 69"),
        Clase(
            _C.RECURSO, "Decisión del recurso", "Decisión de su recurso", "Ley 1437 de 2011, arts. 74 a 80",
            decide=True, notifica=True, cierre="Contra esta decisión no procede otro recurso ante esta alcaldía.",
        ),
        Clase(
            _C.RECHAZO_APELACION, "Rechazo de la apelación", "Rechazo de su recurso de apelación", "Ley 1437 de 2011, arts. 77 y 78",
            decide=True, notifica=True,
        ),
        Clase(
            _C.NEGACION, "Negación por reserva", "Información reservada: respuesta a su solicitud", "Ley 1437 de 2011, arts. 24 y 25",
            decide=True, notifica=True, niega=True, cierre=INSISTENCIA,
        ),
        Clase(_C.SIN_TRASLADO, "Traslado sin efecto", "El traslado de una solicitud queda sin efecto", "Ley 1437 de 2011, art. 21"),
        Clase(_C.REMISION_JUEZ, "Envío al juez", "Insistencia en una solicitud de información", "Ley 1437 de 2011, art. 26"),
    )
})  # fmt: skip
# What a letter on personal data cites: its own law comes before the general one.
_DE_DATOS = {
    "hd_consulta": {_C.PRORROGA: "Ley 1581 de 2012, art. 14"},
    "hd_reclamo": dict.fromkeys((_C.PRORROGA, _C.REQUERIMIENTO, _C.TRASLADO, _C.TRASLADO_PARCIAL), "Ley 1581 de 2012, art. 15"),
}


def norma_de(clase: ClaseCarta, tipo: str) -> str:
    """The norm that a letter of that kind cites on a petition of that kind."""
    return _DE_DATOS.get(tipo, {}).get(clase, CLASES[clase].norma)


DECIDEN = tuple(one.clave.value for one in CLASES.values() if one.decide)
NIEGAN = tuple(one.clave.value for one in CLASES.values() if one.niega)
