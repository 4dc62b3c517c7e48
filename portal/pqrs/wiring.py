"""Brings the PQRSD into the application: permissions, pages, menus, commands, and what other layers ask of it."""

from flask import Flask

from portal.core.actors import Actor
from portal.entidad.services import before_calendar_change, on_calendar_change
from portal.extensions import csrf, db
from portal.files.door import open_door
from portal.files.jobs import keep_what
from portal.outbox.models import OutboxMail
from portal.outbox.services import on_sent
from portal.pqrs.actos import register_words
from portal.pqrs.cli import pqrs_cli
from portal.pqrs.cli_calendario import calendario_cli
from portal.pqrs.cli_open311 import clave_api_cli
from portal.pqrs.escritorio import list_pending
from portal.pqrs.mails import CON_DECISION
from portal.pqrs.models import Peticion
from portal.pqrs.open311.formats import refuse_here
from portal.pqrs.permissions import register_permissions
from portal.pqrs.queries.bandeja import count_abiertas, count_vencidas
from portal.pqrs.queries.cartas import CON_ENVIO
from portal.pqrs.queries.correo import originals_among
from portal.pqrs.queries.publica import (
    verify_insistencia,
    verify_orden,
    verify_peticion,
    verify_recurso,
    verify_respuesta,
    verify_unica,
)
from portal.pqrs.services import recalcular_abiertas
from portal.pqrs.services.asuntos_respuesta import record_mail_accepted_asunto
from portal.pqrs.services.notificar import record_letter_accepted
from portal.pqrs.services.responder import record_mail_accepted
from portal.pqrs.services.terminos import asentar_lo_ocurrido, prever_recuento
from portal.pqrs.temas import search_pqrs
from portal.pqrs.views import api
from portal.pqrs.views.calendario import bp as calendario
from portal.pqrs.views.gestion import blueprint as gestion
from portal.pqrs.views.open311 import bp as open311
from portal.pqrs.views.publico import blueprint as publico
from portal.radicacion.services import register_verifier
from portal.web.health import add_gauge
from portal.web.menus import MenuEntry, registry
from portal.web.problems import refuse_under

# A change of the calendar counts this many cases again at once; the rest is the worker's.
RECALCULATED_AT_ONCE = 300

MENU = (
    MenuEntry("atencion", "Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)", "pqrs.inicio", 10),
    MenuEntry("atencion", "Radicar una solicitud", "pqrs.radicar", 11),
    MenuEntry("atencion", "Seguir mi solicitud", "pqrs.seguimiento", 12),
    MenuEntry("atencion", "Notificaciones por aviso", "pqrs.avisos", 13),
    MenuEntry("transparencia", "Registro público de solicitudes", "pqrs.registro", 40),
    MenuEntry("atencion", "Respuestas de interés general", "pqrs.respuestas", 13),
    MenuEntry("transparencia", "Respuestas únicas a muchas personas", "pqrs.respuestas_unicas", 43),
    MenuEntry("transparencia", "Estadísticas de las PQRSD", "pqrs.estadisticas", 41),
    MenuEntry("transparencia", "Mapa de las solicitudes", "pqrs.mapa", 42),
    MenuEntry("gestion", "Mapa de los casos", "gestion_pqrs.mapa", 14, "pqrs:ver", "De dónde vienen, por vereda o barrio"),
    MenuEntry("gestion", "Territorios", "gestion_pqrs.territorios", 63, "entidad:perfil", "Veredas y barrios del mapa"),
    MenuEntry("transparencia", "Datos abiertos para programas (API)", "api_pagina.pagina", 44),
    MenuEntry("transparencia", "Informes de las PQRSD", "pqrs.informes", 42),
    MenuEntry(
        "gestion", "Informes periódicos", "gestion_pqrs.informes", 16, "pqrs:informes", "El de acceso a información y el de control interno"
    ),
    MenuEntry("gestion", "Bandeja PQRSD", "gestion_pqrs.bandeja", 10, "pqrs:ver", "Buscar, filtrar y abrir los casos"),
    MenuEntry("gestion", "Solicitudes que piden lo mismo", "gestion_pqrs.grupos", 14, "pqrs:agrupar", "Grupos, y una respuesta para todas"),
    MenuEntry(
        "gestion", "Radicar en ventanilla", "gestion_pqrs.ventanilla", 11, "pqrs:radicar_ventanilla", "En persona, por teléfono o en papel"
    ),
    MenuEntry(
        "gestion", "Correo recibido", "gestion_pqrs.correos", 11, "pqrs:correo", "Radicar o agregar a un caso lo que llega por correo"
    ),
    MenuEntry(
        "gestion", "Plantillas de respuesta", "gestion_pqrs.plantillas", 12, "pqrs:plantillas", "Textos con los que se empieza una carta"
    ),
    MenuEntry(
        "gestion",
        "Identidades abiertas",
        "gestion_pqrs.identidades",
        14,
        "pqrs:abrir_identidad",
        "Quién abrió qué identidad sellada y para qué",
    ),
    MenuEntry("gestion", "Directorio de entidades", "gestion_pqrs.autoridades", 13, "pqrs:autoridades", "A quién se trasladan los casos"),
    MenuEntry("gestion", "Encargos entre dependencias", "gestion_pqrs.encargos", 14, "pqrs:ver", "Lo que una oficina le pide a otra"),
    MenuEntry("gestion", "Me mencionan", "gestion_pqrs.menciones", 14, "pqrs:ver", "Las notas en que le avisan a usted"),
    MenuEntry("gestion", "Ausencias y reemplazos", "gestion_pqrs.ausencias", 15, "pqrs:ver", "Quién no está y quién recibe sus casos"),
    MenuEntry(
        "gestion", "Transferencias al archivo", "gestion_pqrs.transferencias", 16, "pqrs:transferir", "Casos que pasan al archivo central"
    ),
    MenuEntry("gestion", "Eliminación por retención", "gestion_pqrs.eliminaciones", 16, "pqrs:eliminar", "Casos que ya no se guardan"),
    MenuEntry(
        "gestion", "Tablas de retención", "gestion_pqrs.series", 16, "pqrs:series", "Cuánto se guarda cada caso y qué se hace después"
    ),
    MenuEntry("gestion", "Sugerencias", "gestion_pqrs.sugerencias", 14, "pqrs:clasificar", "Qué tanto acierta lo aprendido de los casos"),
    MenuEntry(
        "gestion", "Preguntas del formulario", "gestion_pqrs.preguntas", 14, "pqrs:preguntas", "Lo que se pregunta de más según la clase"
    ),
    MenuEntry("gestion", "Reglas de reparto", "gestion_pqrs.reglas", 14, "pqrs:reglas", "Qué casos nuevos van solos a qué oficina"),
)
# What an official chooses for themselves, on the page of their account.
CUENTA = (
    MenuEntry(
        "cuenta",
        "Calendario de vencimientos",
        "calendario.mostrar",
        10,
        "pqrs:ver",
        "Las fechas de sus casos en su teléfono o su computador.",
    ),
    MenuEntry("cuenta", "Correo con lo que espera por usted", "calendario.resumen", 20, "pqrs:ver", "Cada cuánto le llega."),
)


# The addresses that take files, and so larger bodies: of who filed, and of officials.
TRAEN_ARCHIVOS = ("radicar_enviar", "mensaje", "completar", "aclarar", "recurso", "recurso_asunto", "queja", "insistir")
TRAEN_ARCHIVOS_EN_GESTION = (
    "ventanilla_enviar", "proyectar", "escribir", "registrar_entrega", "requerir", "presentar_recurso", "decidir_recurso",
    "presentar_recurso_asunto", "decidir_recurso_asunto", "rechazar_apelacion", "presentar_queja", "decidir_queja", "registrar_orden",
    "completar", "aclarar", "aportar", "escribir_parte", "encargar", "encargo_responder", "poner_leyenda",
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Register what the PQRSD offer."""
    register_permissions()
    app.register_blueprint(publico)
    app.register_blueprint(gestion)
    app.register_blueprint(calendario)
    app.cli.add_command(calendario_cli)
    app.cli.add_command(pqrs_cli)
    app.cli.add_command(clave_api_cli)
    keep_what("correos", originals_among)
    # A key names the sender, and no browser keeps it: there is nothing that another site could abuse.
    csrf.exempt(open311)
    app.register_blueprint(open311)
    refuse_under("/open311/", refuse_here)
    app.register_blueprint(api.bp)
    app.register_blueprint(api.page)
    open_door(*(f"pqrs.{view}" for view in TRAEN_ARCHIVOS), *(f"gestion_pqrs.{view}" for view in TRAEN_ARCHIVOS_EN_GESTION))
    register_words()
    add_gauge("portal_peticiones_abiertas", "Casos abiertos", count_abiertas)
    add_gauge("portal_peticiones_vencidas", "Casos abiertos con el término vencido", count_vencidas)
    for letter in CON_DECISION:
        on_sent(letter, _answer_accepted)
    on_sent("pqrs/respuesta_asunto", _answer_to_one_accepted)
    for letter in CON_ENVIO:
        on_sent(letter, record_letter_accepted)
    on_calendar_change(_calendar_changed)
    before_calendar_change(asentar_lo_ocurrido, prever_recuento)
    register_verifier("peticion", verify_peticion)
    register_verifier("respuesta", verify_respuesta)
    register_verifier("respuesta_unica", verify_unica)
    register_verifier("recurso", verify_recurso)
    register_verifier("insistencia", verify_insistencia)
    register_verifier("orden", verify_orden)
    with app.app_context():
        registry().add(*MENU, *CUENTA)
        registry().add_search_source(search_pqrs)
        registry().add_pending_source(10, list_pending)
        registry().add_front_block(10, "pqrs/publico/portada.html")


def _answer_accepted(mail: OutboxMail) -> None:
    """The letter with the answer was accepted by the citizen's mail server."""
    if mail.about_id is not None:
        peticion = db.session.get(Peticion, mail.about_id)
        if peticion is not None:
            record_mail_accepted(peticion, mail.message_id)


def _answer_to_one_accepted(mail: OutboxMail) -> None:
    """The letter with the answer to one matter was accepted; its key names the letter."""
    _, _, letter = (mail.key or "").partition(":")
    if letter.isdigit():
        record_mail_accepted_asunto(int(letter), mail.message_id)


def _calendar_changed(_motivo: str, _actor: Actor) -> int:
    _seen, moved = recalcular_abiertas(limit=RECALCULATED_AT_ONCE)
    return moved
