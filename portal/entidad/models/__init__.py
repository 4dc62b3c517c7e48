"""Tables of the municipality: organisation, people who work in it, and the days on which it does not open."""

from portal.entidad.models.acceso import CodigoRecuperacion, EnlaceRestablecer
from portal.entidad.models.dias import DiaLocal
from portal.entidad.models.interrupciones import Interrupcion
from portal.entidad.models.organizacion import Dependencia, Entidad
from portal.entidad.models.personas import Funcionario, Rol, funcionario_rol

__all__ = [
    "CodigoRecuperacion",
    "Dependencia",
    "DiaLocal",
    "EnlaceRestablecer",
    "Entidad",
    "Funcionario",
    "Interrupcion",
    "Rol",
    "funcionario_rol",
]
