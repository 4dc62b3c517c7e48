"""What may be done to the municipality's own data, and which roles the portal brings.

A role is a set of permission names. The names of other subjects are data here: their own package registers what
they mean, and narrows them to the department with its rule.
"""

from dataclasses import dataclass

from portal.core.permissions import register

PERMISOS = {
    "entidad:perfil": "Editar los datos de la entidad",
    "entidad:terminos": "Cambiar el horario y la forma de contar los términos",
    "entidad:dependencias": "Administrar las dependencias",
    "entidad:funcionarios": "Administrar las cuentas de los funcionarios",
    "entidad:roles": "Administrar los roles y sus permisos",
    "entidad:dias": "Administrar los días no hábiles",
    "entidad:interrupciones": "Registrar las interrupciones del servicio",
}


def register_permissions() -> None:
    """Make this package's permissions known."""
    for name, title in PERMISOS.items():
        register(name, title, grupo="La entidad y las cuentas")


@dataclass(frozen=True)
class RolInicial:
    """A role as the portal brings it; the administrator may change it afterwards."""

    clave: str
    nombre: str
    descripcion: str
    permisos: tuple[str, ...]
    exige_segundo_factor: bool = False


_FUNCIONARIO = ("pqrs:ver", "pqrs:proyectar", "pqrs:responder", "pqrs:actuar", "pqrs:anotar", "pqrs:entregar", "pqrs:cerrar")
_JEFE = (
    "pqrs:clasificar",
    "pqrs:preferencia",
    "pqrs:asignar",
    "pqrs:reasignar",
    "pqrs:agrupar",
    "pqrs:aprobar",
    "pqrs:decidir",
    "pqrs:reabrir",
    "pqrs:publicar",
    "pqrs:exportar",
    "pqrs:plantillas",
    "pqrs:autoridades",
)
_VENTANILLA = (
    "pqrs:ver_todas", "pqrs:ver", "pqrs:radicar_ventanilla", "pqrs:clasificar", "pqrs:asignar", "pqrs:reasignar",
    "pqrs:entregar", "pqrs:anotar", "pqrs:exportar", "pqrs:ausencias", "pqrs:reglas", "pqrs:preguntas", "pqrs:preferencia",
    "pqrs:agrupar", "pqrs:datos_personales", "pqrs:informes", "pqrs:correo",
)  # fmt: skip
_SISTEMA = ("sistema:ver_correo", "sistema:reenviar_correo", "sistema:ver_tareas", "sistema:ver_auditoria")

ROLES = (
    RolInicial(
        "administrador", "Administrador del portal", "Configura el portal y las cuentas. No ve el contenido de los casos.",
        (*PERMISOS, *_SISTEMA), exige_segundo_factor=True,
    ),
    RolInicial("ventanilla", "Ventanilla única", "Radica, clasifica y reparte las peticiones de toda la entidad.", _VENTANILLA),
    RolInicial("jefe", "Jefe de dependencia", "Asigna, aprueba y responde las peticiones de su dependencia.", (*_FUNCIONARIO, *_JEFE)),
    RolInicial("funcionario", "Funcionario", "Proyecta y responde las peticiones de su dependencia.", _FUNCIONARIO),
    RolInicial(
        "control_interno", "Control interno",
        "Consulta todos los casos y el registro de actuaciones; recibe y reparte las denuncias contra funcionarios; anula radicados.",
        (
            "pqrs:ver_todas", "pqrs:ver_reservadas", "pqrs:abrir_identidad", "pqrs:datos_personales", "pqrs:ver",
            "pqrs:asignar", "pqrs:reasignar",
            "pqrs:preferencia", "pqrs:ausencias", "pqrs:agrupar", "pqrs:exportar", "pqrs:anular", "pqrs:transferir", "pqrs:eliminar",
            "pqrs:informes", "pqrs:correo", "pqrs:informe_control", "sistema:ver_auditoria",
        ),
    ),
    RolInicial(
        "archivo", "Archivo", "Lleva la tabla de retención y el archivo de los casos terminados de toda la entidad.",
        ("pqrs:ver_todas", "pqrs:ver", "pqrs:series", "pqrs:transferir", "pqrs:eliminar"),
    ),
    RolInicial("comite_gel", "Comité de Gobierno en Línea", "Sigue el funcionamiento del portal.", ("sistema:ver_tareas",)),
    RolInicial("editor", "Editor de contenidos", "Publica contenidos del sitio. No ve peticiones.", ()),
)  # fmt: skip
