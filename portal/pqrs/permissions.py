"""What officials may do with cases, and which cases they reach: the rule for one case and the same condition in SQL."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true

from portal.core.actors import Actor
from portal.core.permissions import can, register
from portal.entidad.models import Funcionario, Rol
from portal.extensions import db
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.tipos import CONTRA_FUNCIONARIOS

# Against officials themselves: only control interno, and the office it gives the case to, may know of them.
RESERVADAS = CONTRA_FUNCIONARIOS

TITLES = {
    "pqrs:ver": "Ver los casos de su dependencia",
    "pqrs:ver_todas": "Ver los casos de todas las dependencias",
    "pqrs:ver_reservadas": "Ver denuncias de corrupción y quejas disciplinarias",
    "pqrs:abrir_identidad": "Abrir la identidad sellada de quien denuncia",
    "pqrs:radicar_ventanilla": "Radicar en ventanilla, por teléfono o en papel",
    "pqrs:correo": "Atender los correos que llegan",
    "pqrs:clasificar": "Cambiar la clase de un caso",
    "pqrs:preferencia": "Confirmar o quitar la atención preferente",
    "pqrs:asignar": "Asignar casos nuevos",
    "pqrs:reasignar": "Reasignar casos",
    "pqrs:proyectar": "Escribir respuestas y mensajes",
    "pqrs:responder": "Enviar respuestas",
    "pqrs:agrupar": "Agrupar las peticiones que piden lo mismo y unir las repetidas",
    "pqrs:aprobar": "Aprobar o devolver respuestas",
    "pqrs:actuar": "Pedir documentos, prorrogar y trasladar",
    "pqrs:decidir": "Rechazar, devolver, archivar, decretar el desistimiento y continuar de oficio",
    "pqrs:entregar": "Registrar entregas",
    "pqrs:cerrar": "Cerrar casos respondidos",
    "pqrs:reabrir": "Reabrir casos",
    "pqrs:anular": "Anular radicados",
    "pqrs:anotar": "Agregar notas internas",
    "pqrs:publicar": "Publicar respuestas sin datos personales y retirarlas",
    "pqrs:exportar": "Exportar listas de casos",
    "pqrs:plantillas": "Editar plantillas de respuesta",
    "pqrs:autoridades": "Editar el directorio de entidades a las que se traslada",
    "pqrs:ausencias": "Registrar ausencias y reemplazos de cualquier dependencia",
    "pqrs:reglas": "Editar las reglas que reparten los casos nuevos",
    "pqrs:preguntas": "Editar las preguntas adicionales del formulario",
    "pqrs:datos_personales": "Reunir lo que se sabe de quien pregunta por sus datos",
    "pqrs:series": "Editar las tablas de retención documental",
    "pqrs:transferir": "Transferir casos terminados al archivo central",
    "pqrs:eliminar": "Proponer y aprobar la eliminación de casos por retención",
    "pqrs:informes": "Preparar los informes periódicos y expedir el de acceso a la información",
    "pqrs:informe_control": "Expedir el informe semestral de control interno",
}


# Heading on the roles' page → what stands under it.
GRUPOS = {
    "PQRSD: ver casos": (
        "pqrs:ver", "pqrs:ver_todas", "pqrs:ver_reservadas", "pqrs:abrir_identidad", "pqrs:datos_personales", "pqrs:exportar",
    ),
    "PQRSD: recibir y repartir": (
        "pqrs:radicar_ventanilla", "pqrs:correo", "pqrs:clasificar", "pqrs:preferencia", "pqrs:asignar", "pqrs:reasignar",
        "pqrs:agrupar", "pqrs:anular", "pqrs:ausencias",
    ),
    "PQRSD: responder": (
        "pqrs:anotar", "pqrs:proyectar", "pqrs:responder", "pqrs:aprobar", "pqrs:entregar", "pqrs:cerrar", "pqrs:reabrir",
        "pqrs:publicar",
    ),
    "PQRSD: otras decisiones": ("pqrs:actuar", "pqrs:decidir"),
    "PQRSD: informes": ("pqrs:informes", "pqrs:informe_control"),
    "PQRSD: configurar": ("pqrs:plantillas", "pqrs:autoridades", "pqrs:reglas", "pqrs:preguntas"),
    "PQRSD: archivo": ("pqrs:series", "pqrs:transferir", "pqrs:eliminar"),
}  # fmt: skip

# Who gets a case must be able to open it and to write its answer.
RECIBE = frozenset({"pqrs:ver", "pqrs:proyectar"})


def can_recibir(funcionario: Funcionario) -> bool:
    """Whether a case may be given to this official: active, in an office, and with a role that answers."""
    return funcionario.activo and funcionario.dependencia_id is not None and funcionario.permissions() >= RECIBE


def reaches(actor: Actor, peticion: Peticion) -> bool:
    """Whether this official may know of the case: it is theirs, their department's, or they see all departments'.

    Who has one of its matters sees the whole petition, for what is asked is understood only together.
    """
    if actor.kind == "sistema":
        return True
    if "pqrs:ver" not in actor.permissions:
        return False
    own = peticion.responsable_id == actor.id or (peticion.dependencia_id is not None and peticion.dependencia_id == actor.dependencia_id)
    if own or _sees_kind(actor, peticion):
        return True
    return peticion.is_separada and db.session.scalar(_asuntos_of(actor).where(Asunto.peticion_id == peticion.id).limit(1)) is not None


def may_widen(actor: Actor, peticion: Peticion) -> bool:
    """Whether this official may let other offices know of the case; of one against officials only control interno.

    Who it was given to cannot hand its words on: they may name who denounces.
    """
    return actor.kind == "sistema" or peticion.tipo not in RESERVADAS or "pqrs:ver_reservadas" in actor.permissions


def _sees_kind(actor: Actor, peticion: Peticion) -> bool:
    return _sees(peticion) in actor.permissions


def _asuntos_of(actor: Actor) -> Select[int]:
    """The cases of which this official, or their office, has a matter."""
    mine = Asunto.responsable_id == actor.id
    return select(Asunto.peticion_id).where(
        mine if actor.dependencia_id is None else mine | (Asunto.dependencia_id == actor.dependencia_id)
    )


@dataclass(frozen=True)
class QuienAlcanza:
    """An official who may know of a case, with what a list of names shows."""

    id: int
    nombre: str
    cargo: str


def list_who_reach(peticion: Peticion) -> list[QuienAlcanza]:
    """The active officials who may know of the case, in order of name: one question however many there are."""
    offices, people = {peticion.dependencia_id} - {None}, {peticion.responsable_id}
    if peticion.is_separada:
        query = select(Asunto.dependencia_id, Asunto.responsable_id).where(Asunto.peticion_id == peticion.id)
        for of_matter, person in db.session.execute(query):
            offices.add(of_matter)
            people.add(person)
    columns = (Funcionario.id, Funcionario.nombre, Funcionario.cargo, Funcionario.dependencia_id, Rol.permisos)
    rows = db.session.execute(
        select(*columns).join(Funcionario.roles).where(Funcionario.activo.is_(True)).order_by(Funcionario.nombre, Funcionario.id)
    )
    found: dict[int, tuple[QuienAlcanza, int | None, set[str]]] = {}
    for key, nombre, cargo, office, permisos in rows:
        found.setdefault(key, (QuienAlcanza(key, nombre, cargo), office, set()))[2].update(permisos)
    needed = _sees(peticion)
    return [
        one
        for one, office, permisos in found.values()
        if "pqrs:ver" in permisos and (one.id in people or office in offices or needed in permisos)
    ]


def _sees(peticion: Peticion) -> str:
    return "pqrs:ver_reservadas" if peticion.tipo in RESERVADAS else "pqrs:ver_todas"


def reached_by(actor: Actor) -> ColumnElement[bool]:
    """`reaches` as a condition for lists."""
    if actor.kind == "sistema":
        return true()
    if "pqrs:ver" not in actor.permissions:
        return false()
    own = [Peticion.responsable_id == actor.id, Peticion.id.in_(_asuntos_of(actor))]
    if actor.dependencia_id is not None:
        own.append(Peticion.dependencia_id == actor.dependencia_id)
    sees_all, sees_reserved = "pqrs:ver_todas" in actor.permissions, "pqrs:ver_reservadas" in actor.permissions
    if sees_all and sees_reserved:
        return true()
    if sees_all:
        return or_(*own, Peticion.tipo.not_in(RESERVADAS))
    if sees_reserved:
        return or_(*own, Peticion.tipo.in_(RESERVADAS))
    return or_(*own)


# What serves somebody who opens no case; every other act begins with seeing it.
_WITHOUT_SEEING = frozenset({
    "pqrs:ver", "pqrs:radicar_ventanilla", "pqrs:correo", "pqrs:plantillas", "pqrs:autoridades", "pqrs:reglas", "pqrs:series",
    "pqrs:informes",
})  # fmt: skip
_NEEDS = {"pqrs:informe_control": "pqrs:informes"}
# Answering and deciding on the answer belong to the office that has the case, even for who sees all of them.
_OWN_OFFICE = frozenset({
    "pqrs:proyectar", "pqrs:responder", "pqrs:aprobar", "pqrs:actuar", "pqrs:decidir", "pqrs:cerrar", "pqrs:reabrir", "pqrs:publicar",
})  # fmt: skip


def _is_own(actor: Actor, one: Peticion | Asunto) -> bool:
    return one.responsable_id == actor.id or one.dependencia_id in {None, actor.dependencia_id}


def _rule(actor: Actor, obj: Any) -> bool:
    if isinstance(obj, Asunto):
        return reaches(actor, obj.peticion)
    return not isinstance(obj, Peticion) or reaches(actor, obj)


def _own_rule(actor: Actor, obj: Any) -> bool:
    return _rule(actor, obj) and (not isinstance(obj, Peticion | Asunto) or _is_own(actor, obj))


def register_permissions() -> None:
    """Make the permissions of the PQRSD known, each narrowed to the cases that the official reaches."""
    for name, title in TITLES.items():
        needs = _NEEDS.get(name, None if name in _WITHOUT_SEEING else "pqrs:ver")
        grupo = next((one for one, names in GRUPOS.items() if name in names), "PQRSD: otros permisos")
        register(name, title, _own_rule if name in _OWN_OFFICE else _rule, needs, grupo=grupo)


def acts_for(actor: Actor, peticion: Peticion) -> list[str]:
    """The acts that the table and the permissions allow this official now: the page's buttons."""
    from portal.pqrs.estados import DE_UNIDA, DEL_OTRO, DESHACER_FUSION, ORDEN, PETICION, QUEJA_DECIDIDA, REASIGNAR

    found = [one.act for one in PETICION.acts_from(peticion.estado) if one.quien == "funcionario" and can(actor, one.permission, peticion)]
    found = [one for one in found if one not in DEL_OTRO and (one in DE_UNIDA if peticion.is_unida else one not in DESHACER_FUSION)]
    found = [one for one in found if one != DESHACER_FUSION[1]]
    # One button, whatever the case's state makes of it.
    found = [one for one in found if one != QUEJA_DECIDIDA[1]]
    names = {**dict.fromkeys(REASIGNAR, REASIGNAR[0]), **dict.fromkeys(ORDEN, ORDEN[0]), QUEJA_DECIDIDA[0]: "decidir_queja"}
    return [names.get(one, one) for one in found]
