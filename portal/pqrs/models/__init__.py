"""Tables of the PQRSD."""

from portal.pqrs.models.actuacion import Autoridad, HechoTermino
from portal.pqrs.models.analogas import GrupoAnalogo, HuellaAnaloga, MiembroAnalogo
from portal.pqrs.models.asunto import Asunto
from portal.pqrs.models.ausencia import Ausencia
from portal.pqrs.models.calendario import CalendarioPersonal
from portal.pqrs.models.clave_api import ClaveApi
from portal.pqrs.models.conversacion import Encuesta, Mensaje, Nota, Recordatorio
from portal.pqrs.models.correo import CorreoRecibido
from portal.pqrs.models.eliminacion import CasoEliminado, Eliminacion
from portal.pqrs.models.encargo import Encargo
from portal.pqrs.models.estadistica import Estadistica
from portal.pqrs.models.fusion import Fusion
from portal.pqrs.models.identidad import IdentidadSellada
from portal.pqrs.models.informe import Informe
from portal.pqrs.models.insistencia import Insistencia
from portal.pqrs.models.leyenda import LeyendaReclamo
from portal.pqrs.models.mencion import Mencion
from portal.pqrs.models.notificacion import Notificacion
from portal.pqrs.models.orden import OrdenJudicial
from portal.pqrs.models.peticion import Peticion, Solicitante
from portal.pqrs.models.pregunta import PreguntaAdicional, VersionPregunta
from portal.pqrs.models.publicacion import Publicacion
from portal.pqrs.models.recurso import Recurso
from portal.pqrs.models.reparto import ReglaReparto
from portal.pqrs.models.respuesta import Entrega, Plantilla, Respuesta
from portal.pqrs.models.resumen import ResumenPreferido
from portal.pqrs.models.retencion import SerieDocumental, TablaRetencion
from portal.pqrs.models.sugerencia import ModeloSugerencia, SugerenciaDecidida
from portal.pqrs.models.territorio import Territorio
from portal.pqrs.models.transferencia import CasoTransferido, Transferencia
from portal.pqrs.models.vinculo import Vinculo

__all__ = [
    "Asunto",
    "Ausencia",
    "Autoridad",
    "CalendarioPersonal",
    "CasoEliminado",
    "CasoTransferido",
    "ClaveApi",
    "CorreoRecibido",
    "Eliminacion",
    "Encargo",
    "Encuesta",
    "Entrega",
    "Estadistica",
    "Fusion",
    "GrupoAnalogo",
    "HechoTermino",
    "HuellaAnaloga",
    "IdentidadSellada",
    "Informe",
    "Insistencia",
    "LeyendaReclamo",
    "Mencion",
    "Mensaje",
    "MiembroAnalogo",
    "ModeloSugerencia",
    "Nota",
    "Notificacion",
    "OrdenJudicial",
    "Peticion",
    "Plantilla",
    "PreguntaAdicional",
    "Publicacion",
    "Recordatorio",
    "Recurso",
    "ReglaReparto",
    "Respuesta",
    "ResumenPreferido",
    "SerieDocumental",
    "Solicitante",
    "SugerenciaDecidida",
    "TablaRetencion",
    "Territorio",
    "Transferencia",
    "VersionPregunta",
    "Vinculo",
]
