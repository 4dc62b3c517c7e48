"""The rows behind the pages of a key: groups, rules, absences, what offices ask of each other, notices, matters, an opened identity."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from portal.core import clock
from portal.extensions import db
from portal.files.storage import open_blob
from portal.pqrs import services
from portal.pqrs.adjuntos_correo import recibir_adjuntos
from portal.pqrs.correo.lectura import leer
from portal.pqrs.enlaces import make_url
from portal.pqrs.jobs_correo import entorno_of
from portal.pqrs.models import Ausencia, GrupoAnalogo, Notificacion, Peticion
from portal.pqrs.queries.grupos import list_grupos, list_miembros
from portal.pqrs.queries.notificaciones import list_fijadas
from portal.pqrs.services import grupos, identidades, informes
from portal.pqrs.services.agrupar import agrupar_nuevas
from portal.pqrs.services.ausencias import registrar_ausencia, terminar_ausencia
from portal.pqrs.services.correo import decidir, empezar, guardar
from portal.pqrs.services.eliminar import proponer_eliminacion
from portal.pqrs.services.encargos import encargar, responder_encargo, retirar_encargo
from portal.pqrs.services.preguntas import activar_pregunta, crear_pregunta
from portal.pqrs.services.reglas import activar_regla, crear_regla
from portal.pqrs.services.transferir import entregar_transferencia
from portal.pqrs.tipos import TipoPeticion
from tests.support import archivo, casos
from tests.support import informes as hechos
from tests.support.correos import carta
from tests.support.sugerencias import COPIA, con_modelo

LONG = "https://www.ejemplo.example/una-direccion-que-no-se-parte-en-ninguna-parte-y-que-es-mas-larga-que-un-telefono"
ENDLESS = "A" * 80
# Of two groups. No other test may write these words: a rule takes the cases that do.
BARRANCO = f"Pido un muro en el barranco detrás de la escuela, que se desmorona sobre el patio cuando llueve. {LONG}"
MATADERO = "Solicito que limpien el caño del antiguo matadero, porque huele mal y las familias cercanas se enferman."
# The site's cases are filed earlier that day: their periods are over in the reports' own time.
REPORTED_ON = datetime(2026, 7, 1, 8, 0, tzinfo=clock.BOGOTA)
GROUPED_ON = datetime(2026, 2, 4, 8, 0, tzinfo=clock.BOGOTA)
Keys = dict[str, int | str]


def make_filas(casos_por_nombre: dict[str, Peticion]) -> Keys:
    """All of them; gives the keys of their pages by name."""
    con_modelo()
    return {
        **_tablas(), **_grupos(), **_reglas(), **_preguntas(), **_ausencias(), **_informes(), **_encargos(casos_por_nombre["con_encargos"]),
        **_mencion(casos_por_nombre["con_encargos"]),
        **_correos(),
        "aviso": _newest_notice().id, "unica": _unica(casos_por_nombre["con_unica"]),
    }  # fmt: skip


def _tablas() -> Keys:
    """A retention table in force, with a name that never ends, and the draft of the next one."""
    series = ({**archivo.PETICIONES, "subserie": f"De interés {ENDLESS}"}, archivo.QUEJAS)
    vigente = archivo.adoptada(*series, acto=f"Resolución de ejemplo, {LONG}")
    with clock.at(GROUPED_ON.replace(year=GROUPED_ON.year - 3)):
        # Two that must go to the central archive: one goes.
        first, _second = casos.cerrada(), casos.cerrada()
    with clock.at(GROUPED_ON.replace(year=GROUPED_ON.year - 6)):
        # Two whose years have all passed: one is proposed.
        old, _other = casos.cerrada(), casos.cerrada()
    eliminacion = proponer_eliminacion({old.id}, antes=GROUPED_ON.date(), acta=f"Acta 4, {ENDLESS}", actor=casos.actor("octavio"))
    transferencia = entregar_transferencia({first.id}, actor=casos.actor("octavio"))
    return {"eliminacion": eliminacion.id, "transferencia": transferencia.id, "tabla": vigente.id, "tabla_borrador": archivo.borrador().id}


def con_encargos() -> Peticion:
    return casos.en_tramite(texto=f"Miren {LONG}")


def unida() -> Peticion:
    """Joined to another one of the same person, with a reason that never ends."""
    peticion, principal = casos.radicar(texto=f"Otra vez el poste. {LONG}"), casos.en_tramite()
    services.fusionar(peticion, principal=principal.radicado, motivo=f"La envió dos veces. {LONG}", actor=casos.actor("carmen"))
    return peticion


def sugerida() -> Peticion:
    """It is like a request for copies."""
    return casos.radicar(texto=COPIA)


def con_unica() -> Peticion:
    """A case whose answer is the single one of its group, which stands in public."""
    peticion = casos.en_tramite()
    casos.con_unica(peticion)
    return peticion


def separada() -> Peticion:
    """In three matters, of which the first was answered by its letter, and with a title that never ends."""
    peticion = casos.en_tramite(asuntos=True)
    casos.asunto(peticion, 2).titulo = f"Lo segundo: {LONG}"
    services.escribir_parte(casos.asunto(peticion, 3), texto=f"Se revisó. {LONG}", lista=False, actor=casos.actor("jairo"))
    return peticion


def fijada() -> Peticion:
    """The citation came back: its notice stands on the public page, with a name that never ends."""
    peticion = casos.rechazada(solicitante=replace(casos.ANA, primer_apellido=ENDLESS))
    services.citar(peticion, lugar="Secretaría de Salud, de 8 a 12", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.publicar_aviso(
        peticion, lugar=f"la cartelera de la alcaldía, {LONG}", motivo="El correo se devolvió.", make_copy=casos.make_copy,
        actor=casos.actor("jairo"),
    )  # fmt: skip
    return peticion


def de_datos() -> Peticion:
    """Somebody asks what is known of them, with a name that never ends."""
    return casos.radicar(tipo=TipoPeticion.HD_CONSULTA, solicitante=replace(casos.ANA, primer_apellido=ENDLESS))


def sellada() -> Peticion:
    """Against officials, its identity opened once."""
    peticion = casos.radicar(
        tipo=TipoPeticion.DENUNCIA_CORRUPCION,
        texto="Piden dinero por los permisos.",
        solicitante=replace(casos.ANA, primer_apellido=ENDLESS),
    )
    identidades.abrir(peticion, motivo=f"Citar a declarar. {LONG}", actor=casos.actor("hernan"))
    return peticion


def _grupos() -> Keys:
    """One that the portal proposes; one confirmed, of more than ten persons, with the form of the single answer."""
    lucia = casos.actor("lucia")
    with clock.at(GROUPED_ON):
        for number in range(14):
            person: Any = replace(casos.ANA, primer_nombre=f"Persona{number}", numero_documento=f"20000000{number:02d}", correo="")
            asunto, texto = (f"Muro {ENDLESS}", BARRANCO) if number < 3 else ("Caño del matadero", MATADERO)
            peticion = casos.radicar(solicitante=person, asunto=asunto, texto=texto, medio_respuesta="aviso", acepta_notificacion=False)
            services.asignar(peticion, dependencia=casos.dependencia("110"), responsable=None, actor=casos.actor("carmen"))
        agrupar_nuevas(desde=GROUPED_ON.date(), limit=50)
        found: dict[int, GrupoAnalogo] = {one.total: one.grupo for one in list_grupos(lucia, "propuesto")}
        whole = found[11]
        grupos.confirmar_grupo(whole, quedan={one.peticion_id for one in list_miembros(whole)}, actor=lucia)
    return {"grupo_propuesto": found[3].id, "grupo_confirmado": whole.id}


def _unica(peticion: Peticion) -> str:
    grupo: GrupoAnalogo = db.session.scalars(
        db.select(GrupoAnalogo).where(GrupoAnalogo.estado == "publicado").order_by(GrupoAnalogo.id)
    ).one()
    grupo.titulo, grupo.texto = f"Alumbrado de {ENDLESS}", f"Se arregla en marzo.\n\n{LONG}"
    return grupo.salida.numero


def _reglas() -> Keys:
    ines = casos.actor("ines")
    first = crear_regla(
        nombre=f"Barranco {ENDLESS}"[:80], palabras=f"muro en el barranco, {ENDLESS}", dependencia=casos.dependencia("120"),
        responsable=casos.funcionario("beto"), preferente=True, actor=ines,
    )  # fmt: skip
    crear_regla(nombre="Matadero", palabras="antiguo matadero", lugares="Loma Larga", dependencia=casos.dependencia("150"), actor=ines)
    retired = crear_regla(nombre="Ya no", palabras="plaza de ferias", dependencia=casos.dependencia("140"), actor=ines)
    activar_regla(retired, activa=False, actor=ines)
    return {"regla": first.id}


def _preguntas() -> Keys:
    carmen = casos.actor("carmen")
    first = crear_pregunta(
        texto=f"¿Desde qué día no recogen la basura de {ENDLESS}?"[:200], ayuda=f"Más o menos. {ENDLESS}"[:300], formato="una",
        opciones=["Ayer", f"Hace {ENDLESS}"[:100]], clases=["reclamo", "queja"], pedida=True, actor=carmen,
    )  # fmt: skip
    for formato in ("corta", "larga", "si_no", "fecha", "numero"):
        crear_pregunta(texto=f"¿Cuál es la de {formato}?", formato=formato, clases=["reclamo"], pedida=formato != "larga", actor=carmen)
    crear_pregunta(texto="¿Qué recogen?", formato="varias", opciones=["Vidrio", "Papel"], clases=["reclamo"], pedida=True, actor=carmen)
    retired = crear_pregunta(texto="¿Ya no?", formato="si_no", clases=["consulta"], actor=carmen)
    activar_pregunta(retired, activa=False, actor=carmen)
    return {"pregunta": first.id}


def _ausencias() -> Keys:
    """To come, so that no test's case goes to somebody else; one was called off."""

    def away(desde: date, hasta: date) -> Ausencia:
        return registrar_ausencia(
            funcionario=casos.funcionario("jairo"),
            sustituto=casos.funcionario("nubia"),
            desde=desde,
            hasta=hasta,
            actor=casos.actor("nubia"),
        )

    terminar_ausencia(away(date(2026, 8, 3), date(2026, 8, 14)), actor=casos.actor("nubia"))
    return {"ausencia": away(date(2026, 9, 1), date(2026, 9, 11)).id}


def _encargos(peticion: Peticion) -> Keys:
    """One that waits, one answered, one taken back."""
    jairo, gloria = casos.actor("jairo"), casos.actor("gloria")
    asked = [
        encargar(
            peticion, dependencia=casos.dependencia("120"), pedido=f"{words} {LONG}", dias=5, ve_solicitud=not number, actor=jairo
        )
        for number, words in enumerate(("¿Pasó la cuadrilla?", "¿Hay plano?", "¿Hay licencia?"))
    ]  # fmt: skip
    responder_encargo(asked[1], respuesta=f"Sí: {LONG}", actor=gloria)
    retirar_encargo(asked[2], actor=jairo)
    return {"encargo": asked[0].id, "encargo_respondido": asked[1].id}


def _mencion(peticion: Peticion) -> Keys:
    """A note that calls Jairo, and the link of his mail by which he says that he received the case."""
    note = f"@jairo.jurado: mire {LONG}"
    services.anotar(peticion, texto=note, actor=casos.actor("nubia"))
    return {"acuse": make_url(casos.funcionario("jairo").id, "acuse", peticion.id).rpartition("/")[2]}


def _informes() -> Keys:
    """One of each kind that was issued; the access report of a quarter that waits; a correction that was begun."""
    hernan, made = casos.actor("hernan"), {}
    with clock.at(REPORTED_ON):
        for clase in ("acceso", "control_interno"):
            made[clase] = informes.preparar_informe(clase, date(2026, 1, 1), actor=hernan)
            informes.contar_borrador(made[clase], observaciones=f"Se recomienda:\n- revisar cada lunes {LONG}.", actor=hernan)
            hechos.expedir(made[clase])
        draft = informes.preparar_informe("acceso", date(2026, 4, 1), actor=hernan)
        informes.contar_borrador(draft, observaciones=ENDLESS, actor=hernan)
        correction = informes.corregir_informe(made["acceso"], motivo=f"Faltaba una oficina. {LONG}", actor=hernan)
    return {
        "informe": made["acceso"].id, "informe_de_control": made["control_interno"].id, "informe_borrador": draft.id,
        "informe_correccion": correction.id, "informe_corregido": made["control_interno"].id,
    }  # fmt: skip


def _correos() -> Keys:
    """One that waits with a file and words that never end, one that was filed, one that a machine sent."""
    file = ("carta.pdf", "application/pdf", b"%PDF-1.7\n%%EOF")
    long_words = f"Miren {LONG} {ENDLESS}\n\n-- \nJunta de {ENDLESS}"
    whole: dict[str, Any] = {"Subject": f"Puente {ENDLESS}", "From": f"Junta <{'j' * 60}@correo.example>"}
    waits = _keep_correo(carta(long_words, adjuntos=[file], X_Spam_Flag="YES", **whole))
    filed = _keep_correo(carta("Pido agua."))
    machine = _keep_correo(carta("Fuera de la oficina", Auto_Submitted="auto-replied", **whole))
    return {"correo_apartado": waits, "correo_radicado": filed, "correo_rechazado": machine}


def _keep_correo(raw: bytes) -> int:
    """As the job does it, inside this one transaction."""
    key, _is_new = guardar(raw, origen="buzon")
    digest = empezar(key) or ""
    with open_blob(digest) as source, leer(source) as lectura:
        decidir(key, lectura, recibir_adjuntos(lectura), entorno=entorno_of())
    return key


def _newest_notice() -> Notificacion:
    return list_fijadas(after=None, limit=1)[0]
