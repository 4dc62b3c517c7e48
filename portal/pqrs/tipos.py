"""The kinds of PQRSD that the municipality receives, in words for the citizen. Their terms are in plazos.

Source: CPACA arts. 13-14 and 30, Ley 1474 de 2011 art. 76, Ley 1581 de 2012 arts. 14-15, Ley 5 de 1992 art. 258, Ley 24 de 1992.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class TipoPeticion(StrEnum):
    """The key of each kind, as stored and as commands take it."""

    PETICION_GENERAL = "peticion_general"
    PETICION_PARTICULAR = "peticion_particular"
    INFORMACION = "informacion"
    DOCUMENTOS = "documentos"
    CONSULTA = "consulta"
    QUEJA = "queja"
    RECLAMO = "reclamo"
    SUGERENCIA = "sugerencia"
    FELICITACION = "felicitacion"
    DENUNCIA = "denuncia"
    DENUNCIA_CORRUPCION = "denuncia_corrupcion"
    QUEJA_DISCIPLINARIA = "queja_disciplinaria"
    HD_CONSULTA = "hd_consulta"
    HD_RECLAMO = "hd_reclamo"
    ENTRE_AUTORIDADES = "entre_autoridades"
    CONGRESO = "congreso"
    DEFENSORIA = "defensoria"
    INSISTENCIA = "insistencia"


# Complaints against officials: who filed is sealed, and so is what they write.
CONTRA_FUNCIONARIOS = (TipoPeticion.DENUNCIA_CORRUPCION.value, TipoPeticion.QUEJA_DISCIPLINARIA.value)


class Grupo(StrEnum):
    """The headings under which the landing page explains the kinds; the value is the heading."""

    PETICIONES = "Peticiones"
    QUEJAS_Y_RECLAMOS = "Quejas y reclamos"
    SUGERENCIAS = "Sugerencias"
    DENUNCIAS = "Denuncias"
    DATOS_PERSONALES = "Datos personales"
    AUTORIDADES = "Autoridades"


class Quien(StrEnum):
    """Who may choose a kind: anybody, other authorities (and ventanilla for them), or only the municipality's staff."""

    CIUDADANIA = "ciudadania"
    AUTORIDAD = "autoridad"
    PERSONAL = "personal"


@dataclass(frozen=True)
class Tipo:
    """One kind: its names, one plain sentence, an example, its heading and its letter in PQRSD."""

    clave: TipoPeticion
    nombre: str
    plural: str
    que_es: str
    ejemplo: str
    grupo: Grupo
    letra: str
    quien: Quien = Quien.CIUDADANIA

    @property
    def publico(self) -> bool:
        """Whether a citizen may choose it in the public form."""
        return self.quien is Quien.CIUDADANIA


_T, _G, _Q = TipoPeticion, Grupo, Quien

_LISTA = (
    Tipo(
        _T.PETICION_GENERAL,
        "Petición de interés general",
        "Peticiones de interés general",
        "Usted pide algo que conviene a toda la comunidad.",
        "Pedir que se instale un reductor de velocidad frente a la escuela de la vereda.",
        _G.PETICIONES,
        "P",
    ),
    Tipo(
        _T.PETICION_PARTICULAR,
        "Petición de interés particular",
        "Peticiones de interés particular",
        "Usted pide algo para usted o para su familia.",
        "Pedir que se corrija el nombre del propietario en el recibo del impuesto predial.",
        _G.PETICIONES,
        "P",
    ),
    Tipo(
        _T.INFORMACION,
        "Solicitud de información",
        "Solicitudes de información",
        "Usted pide datos o información que tiene la alcaldía.",
        "Preguntar cuánto se invirtió el año pasado en el acueducto veredal.",
        _G.PETICIONES,
        "P",
    ),
    Tipo(
        _T.DOCUMENTOS,
        "Solicitud de documentos o copias",
        "Solicitudes de documentos o copias",
        "Usted pide ver un documento o recibir una copia.",
        "Pedir copia de la licencia de construcción de una obra vecina.",
        _G.PETICIONES,
        "P",
    ),
    Tipo(
        _T.CONSULTA,
        "Consulta",
        "Consultas",
        "Usted pide la opinión de la alcaldía sobre un asunto que está a su cargo.",
        "Preguntar cómo entiende la alcaldía una regla del plan de ordenamiento sobre su barrio.",
        _G.PETICIONES,
        "P",
    ),
    Tipo(
        _T.QUEJA,
        "Queja",
        "Quejas",
        "Usted cuenta que está inconforme con la conducta de un servidor público.",
        "Contar que en una oficina lo trataron de mala manera.",
        _G.QUEJAS_Y_RECLAMOS,
        "Q",
    ),
    Tipo(
        _T.RECLAMO,
        "Reclamo",
        "Reclamos",
        "Usted cuenta que un servicio o un trámite se prestó mal o no se prestó.",
        "Contar que hace dos semanas no recogen la basura de su calle.",
        _G.QUEJAS_Y_RECLAMOS,
        "R",
    ),
    Tipo(
        _T.QUEJA_DISCIPLINARIA,
        "Queja disciplinaria",
        "Quejas disciplinarias",
        "Usted informa de una conducta de un servidor público que puede ser una falta disciplinaria.",
        "Informar que un funcionario no asiste a su trabajo y firma la planilla.",
        _G.QUEJAS_Y_RECLAMOS,
        "Q",
    ),
    Tipo(
        _T.SUGERENCIA,
        "Sugerencia",
        "Sugerencias",
        "Usted propone cómo mejorar un servicio o el trabajo de la alcaldía.",
        "Proponer que la ventanilla atienda también al mediodía.",
        _G.SUGERENCIAS,
        "S",
    ),
    Tipo(
        _T.FELICITACION,
        "Felicitación",
        "Felicitaciones",
        "Usted agradece o reconoce un buen servicio.",
        "Agradecer la atención que recibió en la Comisaría de Familia.",
        _G.SUGERENCIAS,
        "S",
    ),
    Tipo(
        _T.DENUNCIA,
        "Denuncia",
        "Denuncias",
        "Usted informa de un hecho que puede ser irregular o contrario a la ley.",
        "Informar de una construcción levantada sobre la ronda del río.",
        _G.DENUNCIAS,
        "D",
    ),
    Tipo(
        _T.DENUNCIA_CORRUPCION,
        "Denuncia por actos de corrupción",
        "Denuncias por actos de corrupción",
        "Usted informa de un posible acto de corrupción de alguien que trabaja en la alcaldía.",
        "Informar que le pidieron dinero para agilizar un permiso.",
        _G.DENUNCIAS,
        "D",
    ),
    Tipo(
        _T.HD_CONSULTA,
        "Consulta de datos personales",
        "Consultas de datos personales",
        "Usted pregunta qué datos suyos tiene la alcaldía.",
        "Preguntar qué datos suyos hay en el registro de beneficiarios de un programa.",
        _G.DATOS_PERSONALES,
        "P",
    ),
    Tipo(
        _T.HD_RECLAMO,
        "Reclamo de datos personales",
        "Reclamos de datos personales",
        "Usted pide corregir, actualizar o borrar sus datos, o retirar el permiso para usarlos.",
        "Pedir que se corrija su número de teléfono en una base de datos.",
        _G.DATOS_PERSONALES,
        "R",
    ),
    Tipo(
        _T.ENTRE_AUTORIDADES,
        "Petición entre autoridades",
        "Peticiones entre autoridades",
        "Otra entidad pública pide información o documentos a la alcaldía.",
        "La Contraloría pide copia de un contrato.",
        _G.AUTORIDADES,
        "P",
        _Q.AUTORIDAD,
    ),
    Tipo(
        _T.CONGRESO,
        "Solicitud de congresista",
        "Solicitudes de congresistas",
        "Un senador o un representante pide un informe a la alcaldía.",
        "Una senadora pide un informe sobre el programa de alimentación escolar.",
        _G.AUTORIDADES,
        "P",
        _Q.AUTORIDAD,
    ),
    Tipo(
        _T.DEFENSORIA,
        "Requerimiento de la Defensoría del Pueblo",
        "Requerimientos de la Defensoría del Pueblo",
        "La Defensoría del Pueblo pide información o traslada la queja de una persona.",
        "La Defensoría pregunta qué se hizo con la queja de una familia desplazada.",
        _G.AUTORIDADES,
        "P",
        _Q.AUTORIDAD,
    ),
    Tipo(
        _T.INSISTENCIA,
        "Recurso de insistencia",
        "Recursos de insistencia",
        "Una persona insiste en pedir lo que se le negó por ser reservado, y decide un juez.",
        "Insistir en que se entregue un expediente que se negó por reserva.",
        _G.PETICIONES,
        "P",
        _Q.PERSONAL,
    ),
)

TIPOS: Mapping[TipoPeticion, Tipo] = MappingProxyType({tipo.clave: tipo for tipo in _LISTA})


# The kinds that most people mean, named by the word that the law and everybody use; the form folds the others away.
_COMUNES = (_T.PETICION_PARTICULAR, _T.PETICION_GENERAL, _T.QUEJA, _T.RECLAMO, _T.SUGERENCIA, _T.DENUNCIA)


def list_comunes() -> tuple[Tipo, ...]:
    """The kinds that the public form shows at once: PQRSD in the order of its letters."""
    return tuple(TIPOS[clave] for clave in _COMUNES)


def list_especiales() -> tuple[Tipo, ...]:
    """The kinds of the public form that are special cases of a common one, with a term or a path of their own."""
    return tuple(tipo for tipo in list_tipos_publicos() if tipo.clave not in _COMUNES)


def list_tipos_publicos() -> tuple[Tipo, ...]:
    """The kinds that the public form offers, in the order in which it offers them."""
    return tuple(tipo for tipo in _LISTA if tipo.publico)


def list_por_grupo(quienes: frozenset[Quien] = frozenset(Quien)) -> Mapping[Grupo, tuple[Tipo, ...]]:
    """The kinds open to any of `quienes` under their headings; a heading without kinds is left out."""
    agrupados = {grupo: tuple(tipo for tipo in _LISTA if tipo.grupo is grupo and tipo.quien in quienes) for grupo in Grupo}
    return MappingProxyType({grupo: tipos for grupo, tipos in agrupados.items() if tipos})
