"""Cases for the tests: each state is reached by running the acts, never by setting the column."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from portal.core import clock
from portal.core.actors import Actor, ciudadano
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import db
from portal.files.services import Received, store_bytes
from portal.pqrs import services
from portal.pqrs.models import Asunto, Autoridad, GrupoAnalogo, MiembroAnalogo, Peticion, Respuesta
from portal.pqrs.queries.asuntos import get_asunto, list_asuntos
from portal.pqrs.services import DatosAsunto, DatosPeticion, DatosSolicitante
from portal.pqrs.services.responder import record_mail_accepted
from portal.pqrs.tipos import TipoPeticion
from portal.radicacion.models import Radicado
from portal.radicacion.services import radicar_salida
from portal.web.sessions import hash_token

CODIGO = "ABCDEFGHJKLMNPQRSTUVWXYZ23"
ANA = DatosSolicitante(
    tipo="natural", primer_nombre="Ana", primer_apellido="Arteaga", tipo_documento="CC", numero_documento="1000000001",
    departamento="Nariño", municipio="Puerres", correo="ana@correo.example",
)  # fmt: skip


def funcionario(clave: str) -> Funcionario:
    """Somebody of the cast, by the first part of their address."""
    return db.session.scalars(db.select(Funcionario).where(Funcionario.correo == f"{clave}@puerres.example")).one()


def actor(clave: str) -> Actor:
    """Somebody of the cast as the one who acts."""
    return funcionario(clave).as_actor()


def dependencia(codigo: str) -> Dependencia:
    return db.session.scalars(db.select(Dependencia).where(Dependencia.codigo == codigo)).one()


def datos(**changes: Any) -> DatosPeticion:
    """A petition of Ana's that is answered by mail."""
    values: dict[str, Any] = {
        "tipo": TipoPeticion.PETICION_GENERAL,
        "asunto": "Alumbrado de la vereda",
        "texto": "Pido que arreglen el alumbrado de la vereda San Mateo.",
        "solicitante": ANA,
        "medio_respuesta": "correo",
        "acepta_notificacion": True,
    }
    return DatosPeticion(**{**values, **changes})


def radicar(recibida_en: datetime | None = None, **changes: Any) -> Peticion:
    """A case that was just filed on the web."""
    return services.radicar(datos(**changes), actor=ciudadano(), codigo_hash=hash_token(CODIGO), recibida_en=recibida_en)


def make_letter(_peticion: Peticion, _answer: Respuesta, numero: Radicado, _signer: Funcionario) -> Received:
    """A letter without the cost of typesetting: these tests are about the acts."""
    return store_bytes(f"{numero.numero}.pdf", "application/pdf", b"%PDF-1.7\n" + numero.numero.encode())


def make_copy(_peticion: Peticion, _answer: Respuesta, _quitar: object = ()) -> Received:
    """The published copy of a decision, without the cost of typesetting."""
    return store_bytes("copia.pdf", "application/pdf", b"%PDF-1.7 copia")


def en_tramite(*, asuntos: bool | str = False, **changes: Any) -> Peticion:
    """A case that Jairo of Salud has; with `asuntos`, in three matters of his of which the first was answered by its letter.

    Args:
        asuntos: "decide": that letter decides on a right, so that it is notified and appealed against.
    """
    peticion = radicar(**changes)
    services.asignar(peticion, dependencia=dependencia("150"), responsable=funcionario("jairo"), actor=actor("carmen"))
    if asuntos:
        separar(peticion, ("documentos", "150", "jairo"), ("peticion_general", "150", "jairo"), ("consulta", "150", "jairo"))
        for one in list_asuntos(peticion):
            services.escribir_parte(one, texto=f"Parte {one.numero}.", lista=True, actor=actor("jairo"))
        services.responder_asunto(get_asunto(peticion, 1), make_letter=make_letter, actor=actor("jairo"), decide=asuntos == "decide")
    return peticion


def separar(peticion: Peticion, *given: tuple[str, str, str]) -> Sequence[Asunto]:
    """Separate a case in matters, each given as its kind, the code of its office and, if wished, somebody of it."""
    datos = [
        DatosAsunto(f"Lo que pide {numero}", TipoPeticion(tipo), dependencia(codigo), funcionario(quien) if quien else None)
        for numero, (tipo, codigo, quien) in enumerate(given, start=1)
    ]
    return services.separar(peticion, asuntos=datos, actor=actor("carmen"))


def asunto(peticion: Peticion, numero: int = 2) -> Asunto:
    """A matter of the case; of one that was never separated, one that nobody kept, for the table to refuse."""
    if peticion.is_separada:
        return get_asunto(peticion, numero)
    return Asunto(peticion=peticion, peticion_id=peticion.id, numero=1, dependencia=dependencia("150"), tipo=peticion.tipo)


def con_unica(peticion: Peticion) -> MiembroAnalogo:
    """The case's place in a group whose single answer was published."""
    now, salida = clock.now(), radicar_salida(objeto_tipo="respuesta_unica", en=clock.now())
    grupo = GrupoAnalogo(
        estado="publicado", creado_en=now, publicado_en=now, titulo="Alumbrado", texto="Se arregla en marzo.", diario="El Diario",
        diario_el=clock.today(), personas=11, firmante=funcionario("lucia"), salida=salida,
    )  # fmt: skip
    db.session.add(grupo)
    db.session.flush()
    member = MiembroAnalogo(grupo=grupo, peticion=peticion, estado="miembro", razones={}, agregado_en=clock.now())
    db.session.add(member)
    db.session.flush()
    return member


def con_borrador(**changes: Any) -> Peticion:
    peticion = en_tramite(**changes)
    services.proyectar(peticion, cuerpo="Se arregló el alumbrado el lunes.", actor=actor("jairo"))
    return peticion


def en_aprobacion(**changes: Any) -> Peticion:
    peticion = con_borrador(**changes)
    services.pedir_aprobacion(peticion, actor=actor("jairo"))
    return peticion


def por_notificar(**changes: Any) -> Peticion:
    peticion = con_borrador(**changes)
    services.responder(peticion, make_letter=make_letter, actor=actor("jairo"))
    return peticion


def respondida(**changes: Any) -> Peticion:
    peticion = por_notificar(**changes)
    services.registrar_entrega(peticion, medio="ventanilla", detalle="Recibió Ana Arteaga", fecha=clock.now(), actor=actor("jairo"))
    return peticion


def cerrada(**changes: Any) -> Peticion:
    peticion = respondida(**changes)
    services.cerrar(peticion, actor=actor("jairo"))
    return peticion


def unida(*, asignada: bool = True, **changes: Any) -> Peticion:
    """A filing that was closed by reference to another one of the same person."""
    principal = en_tramite(**changes) if asignada else radicar(**changes)
    peticion = radicar(**changes)
    services.fusionar(peticion, principal=principal.radicado, motivo="La envió dos veces", actor=actor("carmen"))
    return peticion


def desistida(**changes: Any) -> Peticion:
    peticion = en_tramite(**changes)
    services.desistir(peticion, motivo="", actor=ciudadano(peticion.id))
    return peticion


def anulada(**changes: Any) -> Peticion:
    peticion = radicar(**changes)
    services.anular(peticion, justificacion="Se radicó dos veces por error de la ventanilla", actor=actor("hernan"))
    return peticion


def autoridad(nombre: str = "Corporación Autónoma Regional de Nariño", **values: Any) -> Autoridad:
    """An authority of the directory, made when it is not there yet."""
    found = db.session.scalar(db.select(Autoridad).where(Autoridad.nombre == nombre))
    if found is None:
        found = Autoridad(nombre=nombre, **{"correo": "contacto@corponarino.example", **values})
        db.session.add(found)
        db.session.flush()
    return found


def requerida(**changes: Any) -> Peticion:
    peticion = con_borrador(**changes)
    services.requerir(peticion, texto="Falta el plano del predio.", make_letter=make_letter, actor=actor("jairo"))
    return peticion


def por_decretar(**changes: Any) -> Peticion:
    peticion = requerida(**changes)
    services.vencer_requerimiento(peticion)
    return peticion


def devuelta(**changes: Any) -> Peticion:
    peticion = con_borrador(**changes)
    services.devolver(peticion, texto="No se entiende qué pide.", make_letter=make_letter, actor=jefe("jairo"))
    return peticion


def suspendida(**changes: Any) -> Peticion:
    peticion = con_borrador(**changes)
    services.plantear_conflicto(peticion, motivo="Se envió al Tribunal de Nariño.", actor=jefe("jairo"))
    return peticion


def trasladada(**changes: Any) -> Peticion:
    peticion = con_borrador(**changes)
    services.trasladar(peticion, autoridad=autoridad(), motivo="Es la autoridad ambiental.", make_letter=make_letter, actor=actor("jairo"))
    return peticion


SIN_ACEPTAR: dict[str, Any] = {"acepta_notificacion": False}
ANONIMA: dict[str, Any] = {"solicitante": None, "medio_respuesta": "aviso", "acepta_notificacion": False}


def rechazada(**changes: Any) -> Peticion:
    """A case that was decided against who filed, who did not accept electronic notification: it must be notified."""
    peticion = con_borrador(**{**SIN_ACEPTAR, **changes})
    services.rechazar(peticion, motivo="Insulta a la secretaria.", make_letter=make_letter, actor=jefe("jairo"))
    return peticion


def rechazada_por_correo(**changes: Any) -> Peticion:
    """Decided and delivered by mail to who accepted it, and never opened."""
    peticion = rechazada(acepta_notificacion=True, **changes)
    record_mail_accepted(peticion, "<1@portal>")
    return peticion


def citada(**changes: Any) -> Peticion:
    peticion = rechazada(**changes)
    services.citar(peticion, lugar="Secretaría de Salud, de 8 a 12", make_letter=make_letter, actor=actor("jairo"))
    return peticion


def notificada(**changes: Any) -> Peticion:
    """Decided against who filed, and notified in person today."""
    peticion = rechazada(**changes)
    services.notificar_personalmente(
        peticion, quien="Ana Arteaga", documento="CC 1000000001", calidad="interesado", fecha=clock.now(), copia_entregada=True,
        actor=actor("jairo"),
    )  # fmt: skip
    return peticion


def notificada_y_cerrada(**changes: Any) -> Peticion:
    peticion = notificada(**changes)
    services.cerrar(peticion, actor=actor("jairo"))
    return peticion


def en_recurso(**changes: Any) -> Peticion:
    peticion = notificada(**changes)
    services.presentar_recurso(peticion, texto="No insulté a nadie.", actor=ciudadano(peticion.id))
    return peticion


def negada(**changes: Any) -> Peticion:
    """Refused for reserve, and notified in person today."""
    peticion = con_borrador(**{**SIN_ACEPTAR, **changes})
    services.negar_reserva(
        peticion, reservas=["24-3"], niega="La hoja de vida de la secretaria.", dano="Expone su dirección y su salud.",
        make_letter=make_letter, actor=jefe("jairo"),
    )  # fmt: skip
    services.notificar_personalmente(
        peticion, quien="Ana Arteaga", documento="CC 1000000001", calidad="interesado", fecha=clock.now(), copia_entregada=True,
        actor=actor("jairo"),
    )  # fmt: skip
    return peticion


def negada_sin_notificar(**changes: Any) -> Peticion:
    peticion = con_borrador(**{**SIN_ACEPTAR, **changes})
    services.negar_reserva(
        peticion, reservas=["24-3"], niega="La hoja de vida.", dano="Expone su salud.", make_letter=make_letter, actor=jefe("jairo")
    )
    return peticion


def negada_por_defensa(**changes: Any) -> Peticion:
    """Refused for defence, against which reposición lies too; notified in person today."""
    peticion = con_borrador(**{**SIN_ACEPTAR, **changes})
    services.negar_reserva(
        peticion, reservas=["19-a"], niega="El plan de seguridad.", dano="Quien quiera atacar sabría cómo.", make_letter=make_letter,
        actor=jefe("jairo"),
    )  # fmt: skip
    services.notificar_personalmente(
        peticion, quien="Ana Arteaga", documento="CC 1000000001", calidad="interesado", fecha=clock.now(), copia_entregada=True,
        actor=actor("jairo"),
    )  # fmt: skip
    return peticion


def en_recurso_por_defensa(**changes: Any) -> Peticion:
    peticion = negada_por_defensa(**changes)
    services.presentar_recurso(peticion, texto="Ese plan es público.", actor=ciudadano(peticion.id))
    return peticion


def con_orden(**changes: Any) -> Peticion:
    """A judge ordered to answer by the day after tomorrow."""
    peticion = con_borrador(**changes)
    ordenar(peticion, actor=jefe("jairo"))
    return peticion


def ordenar(peticion: Peticion, *, actor: Actor, dias: int = 2, **values: Any) -> Any:
    given: dict[str, Any] = {
        "juez": "Juzgado Promiscuo Municipal de Puerres", "proceso": "52573408900120260001200", "ordena": "Responder de fondo.",
        "ordenada_el": clock.today(), "cumplir_el": clock.today() + timedelta(days=dias), **values,
    }  # fmt: skip
    return services.registrar_orden(peticion, actor=actor, **given)


def negada_y_cerrada(**changes: Any) -> Peticion:
    peticion = negada(**changes)
    services.cerrar(peticion, actor=actor("jairo"))
    return peticion


def en_insistencia(**changes: Any) -> Peticion:
    peticion = negada(**changes)
    services.insistir(peticion, texto="El sueldo es público.", actor=ciudadano(peticion.id))
    return peticion


def ante_el_juez(**changes: Any) -> Peticion:
    peticion = en_insistencia(**changes)
    services.enviar_al_juez(peticion, autoridad=juez(), nota="", make_letter=make_letter, actor=jefe("jairo"))
    return peticion


def juez() -> Autoridad:
    return autoridad("Juzgado Administrativo de Pasto", correo="juzgado@rama.example", clase="juez")


def jefe(clave: str) -> Actor:
    """Somebody of the cast with what heads may do besides."""
    found = actor(clave)
    return replace(found, permissions=found.permissions | {"pqrs:decidir", "pqrs:aprobar"})


IN_STATE = {
    "radicada": radicar,
    "en_tramite": con_borrador,
    "en_aprobacion": en_aprobacion,
    "requerida": requerida,
    "por_decretar_desistimiento": por_decretar,
    "devuelta": devuelta,
    "suspendida": suspendida,
    "trasladada": trasladada,
    "por_notificar": por_notificar,
    "en_recurso": lambda **changes: en_recurso(**{"acepta_notificacion": True, **changes}),
    "en_insistencia": lambda **changes: en_insistencia(**{"acepta_notificacion": True, **changes}),
    "respondida": respondida,
    "cerrada": cerrada,
    "desistida": desistida,
    "anulada": anulada,
}
