"""The fixed cast: the municipality of Puerres with invented people, the same in the tests and in the demonstration.

Dependencias and posts are those of the municipality's plan of action for Gobierno en Línea (August 2008); no name of it
is used. `create_cast` refuses to run in production: the cast's password is public.
"""

from dataclasses import dataclass
from datetime import date, time

from flask import current_app

from portal.core import clock
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import DomainError
from portal.entidad import totp
from portal.entidad.models import Dependencia, Entidad, Funcionario
from portal.entidad.passwords import hash_password
from portal.entidad.queries import find_entidad, find_funcionario_by_correo, list_dependencias
from portal.entidad.services import create_dependencia, create_entidad, create_funcionario, edit_dependencia, ensure_roles


@dataclass(frozen=True)
class Oficina:
    """A dependencia of the cast; `clave` is how tests name it."""

    clave: str
    codigo: str
    nombre: str
    funciones: str
    padre: str = ""
    jefe: str = ""
    exige_aprobacion: bool = False


@dataclass(frozen=True)
class Persona:
    """An official of the cast; `clave` is how tests name them."""

    clave: str
    nombre: str
    cargo: str
    oficina: str
    roles: tuple[str, ...]

    @property
    def correo(self) -> str:
        return f"{self.clave}@puerres.example"


@dataclass(frozen=True)
class Ciudadano:
    """Somebody without an account."""

    nombre: str
    documento: str
    correo: str
    telefono: str
    direccion: str


OFICINAS = (
    Oficina("despacho", "100", "Despacho del Alcalde", "Dirige la administración del municipio.", jefe="raul"),
    Oficina("gobierno", "110", "Secretaría de Gobierno", "Convivencia, seguridad y participación comunitaria.", jefe="lucia"),
    Oficina(
        "planeacion", "120", "Secretaría de Planeación", "Ordenamiento del territorio, licencias, vías y proyectos.",
        jefe="gloria", exige_aprobacion=True,
    ),
    Oficina("control_interno", "130", "Oficina de Control Interno", "Evalúa la gestión y vigila la atención.", jefe="hernan"),
    Oficina("hacienda", "140", "Secretaría de Hacienda", "Impuestos, presupuesto y pagos del municipio.", jefe="marino"),
    Oficina("salud", "150", "Secretaría de Salud", "Salud pública y aseguramiento.", jefe="nubia"),
    Oficina("administrativa", "160", "Secretaría Administrativa", "Talento humano, archivo y bienes del municipio.", jefe="octavio"),
    Oficina(
        "atencion", "161", "Oficina de Atención al Usuario", "Ventanilla única: recibe, radica y reparte las peticiones.",
        padre="administrativa", jefe="carmen",
    ),
    Oficina("sisben", "170", "Oficina SISBEN", "Encuestas y novedades del Sisbén.", jefe="patricia"),
)  # fmt: skip

PERSONAS = (
    Persona("beto", "Beto Benavides", "Profesional universitario de Planeación", "planeacion", ("funcionario",)),
    Persona("carmen", "Carmen Cabrera", "Jefa de Atención al Usuario", "atencion", ("jefe", "ventanilla")),
    Persona("delia", "Delia Delgado", "Integrante del comité de Gobierno en Línea", "administrativa", ("comite_gel",)),
    Persona("efrain", "Efraín Enríquez", "Profesional de sistemas", "administrativa", ("administrador",)),
    Persona("gloria", "Gloria Guerrero", "Secretaria de Planeación", "planeacion", ("jefe",)),
    Persona("hernan", "Hernán Hidalgo", "Jefe de Control Interno", "control_interno", ("control_interno", "jefe")),
    Persona("ines", "Inés Ibarra", "Auxiliar de ventanilla única", "atencion", ("ventanilla",)),
    Persona("jairo", "Jairo Jurado", "Técnico de Salud Pública", "salud", ("funcionario",)),
    Persona("karol", "Karol Klinger", "Comunicadora", "despacho", ("editor",)),
    Persona("lucia", "Lucía Lagos", "Secretaria de Gobierno", "gobierno", ("jefe",)),
    Persona("marino", "Marino Melo", "Secretario de Hacienda", "hacienda", ("jefe",)),
    Persona("nubia", "Nubia Narváez", "Secretaria de Salud", "salud", ("jefe",)),
    Persona("octavio", "Octavio Ortiz", "Secretario Administrativo", "administrativa", ("jefe", "archivo")),
    Persona("patricia", "Patricia Paz", "Coordinadora del Sisbén", "sisben", ("jefe",)),
    Persona("raul", "Raúl Rosero", "Alcalde municipal", "despacho", ("jefe",)),
)

ANA = Ciudadano("Ana Lucía Arteaga", "1000000001", "ana@correo.example", "3000000001", "Vereda San Mateo, casa 4")
FABIO = Ciudadano("Fabio Figueroa", "1000000002", "fabio@correo.example", "3000000002", "Calle 5 # 3-21")


def clave_demo() -> str:
    """The password of every account of the cast; printed by `make run`."""
    return "la papa florece despacio"


def create_cast() -> None:
    """Create the municipality, its dependencias, the roles and the officials; nothing when they are there already.

    Raises:
        DomainError: in production.
    """
    if current_app.config["SETTINGS"].is_production:
        raise DomainError("Los datos de demostración no se pueden cargar en producción: su contraseña es pública.")
    if find_entidad() is not None:
        return
    ensure_roles()
    _create_puerres()
    keys = _create_oficinas()
    people = {one.clave: _create_persona(one, keys[one.oficina]) for one in PERSONAS}
    for oficina in OFICINAS:
        edit_dependencia(keys[oficina.clave], version=1, datos={"jefe_id": people[oficina.jefe].id}, actor=SISTEMA)
    administrador = people["efrain"]
    administrador.totp_semilla, administrador.totp_activo = totp.new_seed(), True


def _create_puerres() -> Entidad:
    return create_entidad(
        nombre="Alcaldía Municipal de Puerres",
        municipio="Puerres",
        departamento="Nariño",
        nit="000.000.000-0",
        direccion="Palacio municipal, parque principal",
        codigo_postal="524060",
        horario="Lunes a viernes, de 8:00 a. m. a 12:00 m. y de 2:00 p. m. a 5:00 p. m.",
        telefono="+57 602 000 0000",
        linea_gratuita="01 8000 000 000",
        linea_anticorrupcion="01 8000 000 001",
        correo="contacto@puerres.example",
        correo_judicial="notificacionesjudiciales@puerres.example",
        redes=[
            {"nombre": "Facebook (de demostración)", "url": "https://facebook.example/alcaldia-puerres"},
            {"nombre": "Instagram (de demostración)", "url": "https://instagram.example/alcaldia-puerres"},
            {"nombre": "YouTube (de demostración)", "url": "https://youtube.example/alcaldia-puerres"},
        ],
        hora_cierre=time(17, 0),
        politica_horario="siguiente_habil",
        acto_reglamento="Decreto 000 de 2026 (de demostración)",
        cargo_quejas="Jefatura de Control Interno",
        datos_area="Oficina de Atención al Usuario",
        datos_correo="datospersonales@puerres.example",
        datos_desde=date(2026, 1, 1),
        actor=SISTEMA,
    )


def _create_oficinas() -> dict[str, int]:
    keys: dict[str, int] = {}
    for one in OFICINAS:
        made = create_dependencia(
            codigo=one.codigo,
            nombre=one.nombre,
            funciones=one.funciones,
            ubicacion="Palacio municipal",
            telefono=f"+57 602 000 0{one.codigo}",
            correo=f"{one.clave.replace('_', '')}@puerres.example",
            padre_id=keys.get(one.padre),
            exige_aprobacion=one.exige_aprobacion,
            actor=SISTEMA,
        )
        keys[one.clave] = made.id
    return keys


def _create_persona(one: Persona, dependencia_id: int) -> Funcionario:
    made = create_funcionario(
        nombre=one.nombre, cargo=one.cargo, correo=one.correo, dependencia_id=dependencia_id, roles=one.roles, actor=SISTEMA
    )
    # The public password would not pass the rules' spirit: it is set without them, and only here.
    made.clave_hash, made.clave_cambiada_en = hash_password(clave_demo()), clock.now()
    return made


def get_persona(clave: str) -> Funcionario:
    """The official of the cast with this short name, such as `"beto"`. Raises LookupError."""
    persona = next((one for one in PERSONAS if one.clave == clave), None)
    found = find_funcionario_by_correo(persona.correo) if persona else None
    if found is None:
        raise LookupError(f"nobody called {clave!r} in the cast")
    return found


def actor_of(clave: str) -> Actor:
    """That official as the one who acts."""
    return get_persona(clave).as_actor()


def get_oficina(clave: str) -> Dependencia:
    """The dependencia of the cast with this short name, such as `"planeacion"`. Raises LookupError."""
    codigo = next((one.codigo for one in OFICINAS if one.clave == clave), None)
    for dependencia in list_dependencias(activas=False):
        if dependencia.codigo == codigo:
            return dependencia
    raise LookupError(f"no dependencia called {clave!r} in the cast")


def codigo_demo(correo: str) -> str:
    """The second factor's six digits of now, so that the demonstration can be entered without a telephone.

    Raises:
        DomainError: in production, or when the account has no second factor.
    """
    if current_app.config["SETTINGS"].is_production:
        raise DomainError("Este comando no existe en producción.")
    funcionario = find_funcionario_by_correo(correo)
    if funcionario is None or not funcionario.totp_activo or not funcionario.totp_semilla:
        raise DomainError("Esa cuenta no existe o no tiene segundo factor.")
    return totp.code_at(funcionario.id, funcionario.totp_semilla, clock.now())
