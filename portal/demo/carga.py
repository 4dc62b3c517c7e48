"""Loading the demonstration: the cast, the templates, and some sixty cases made by playing their acts in order of time.

Nothing is written into columns: each act goes through the service that the pages use, with the clock at its instant.
Only the mail is imagined: the letters of the story count as accepted by a mail server, and none leaves the machine.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from secrets import token_urlsafe

from flask import current_app
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from portal.audit.heads import print_daily_head
from portal.core import clock
from portal.core.actors import SISTEMA
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.demo.apelaciones import name_superior
from portal.demo.autoridades import create_autoridades
from portal.demo.casos import CASOS
from portal.demo.correos import POR_CORREO, create_correos
from portal.demo.dibujos import contenido
from portal.demo.elenco import PERSONAS, actor_of, clave_demo, create_cast, get_oficina, get_persona
from portal.demo.guion import Adjunto, Caso, Escena, Hecho, dia_habil_atras, ordenar
from portal.demo.plantillas import PLANTILLAS
from portal.demo.preguntas import create_preguntas
from portal.demo.reglas import create_reglas
from portal.demo.series import create_series
from portal.demo.territorios import chosen_by, create_territorios
from portal.entidad.queries import find_entidad, find_funcionario_by_correo, get_calendario
from portal.entidad.services import add_dia, registrar_interrupcion
from portal.extensions import db
from portal.files.services import Received, receive_all
from portal.outbox.models import ENVIADO, PENDIENTE, OutboxMail
from portal.outbox.services import sent_handler
from portal.pqrs import jobs
from portal.pqrs.codigos import format_code, hash_code, make_code
from portal.pqrs.informes_archivos import make_files
from portal.pqrs.jobs_pendientes import recordar_pendientes
from portal.pqrs.jobs_resumen import resumir
from portal.pqrs.mails import CON_DECISION
from portal.pqrs.models import Peticion
from portal.pqrs.queries.informes import list_pendientes
from portal.pqrs.services import radicar
from portal.pqrs.services.ausencias import registrar_ausencia
from portal.pqrs.services.calendarios import dar_calendario
from portal.pqrs.services.informes import contar_borrador, expedir_informe, preparar_informe
from portal.pqrs.services.plantillas import crear_plantilla

Progress = Callable[[str], None]

# Letters of the last hours still wait for a mail server; earlier ones were accepted.
_MAIL_LAG = timedelta(hours=2)
_MORNING = time(6, 0)
# The municipality came into being before the first case, and then ordered a local day off that moves due dates.
_CAST_BEFORE = 400
_DAY_OFF_ORDERED, _DAY_OFF_AHEAD = 6, 9
# Nobody looks at older ones, and each asks for everybody what waits for them.
_SUMMARIES_OF = timedelta(days=3)
_OBSERVACIONES = {
    "control_interno": (
        "Las respuestas salen a tiempo en la mayoría de las oficinas.\n\nSe recomienda:\n- revisar cada lunes la lista de lo que vence "
        "en la semana;\n- prorrogar antes del vencimiento, con las razones, cuando falte una visita."
    ),
}
_ROLES_SHOWN = {
    "efrain": "administra el portal; pide segundo factor",
    "ines": "ventanilla",
    "beto": "funcionario de Planeación",
    "gloria": "jefa de Planeación, aprueba respuestas",
    "lucia": "jefa de Gobierno",
    "hernan": "control interno",
    "carmen": "jefa de Atención al Usuario",
    "delia": "comité de Gobierno en Línea",
    "karol": "editora de contenidos",
    "jairo": "funcionario de Salud",
    "octavio": "jefe de la Administrativa; lleva el archivo",
}


def load_if_empty(progress: Progress = lambda _text: None) -> list[str]:
    """Load the demonstration into a database that has no municipality yet; gives the lines to print, if it is there.

    Raises:
        DomainError: in production.
    """
    _refuse_in_production()
    if find_entidad() is None:
        load(progress)
    if find_funcionario_by_correo(PERSONAS[0].correo) is None:
        return []
    return [*account_lines(), *tracking_lines()]


def load(progress: Progress = lambda _text: None) -> int:
    """Load the whole demonstration; gives how many cases.

    Raises:
        DomainError: in production, or when there is a municipality already.
    """
    _refuse_in_production()
    if find_entidad() is not None:
        raise DomainError("La base ya tiene datos. La demostración se carga solo en una base vacía.")
    ahora = clock.now()
    with clock.at(ahora - timedelta(days=_CAST_BEFORE)) as reloj:
        with transaction():
            create_cast()
            _create_plantillas()
            create_autoridades()
            create_reglas()
            name_superior()
            create_preguntas()
            create_series()
            create_territorios()
        _play(ordenar(CASOS, get_calendario(), ahora), reloj, ahora, progress)
        with transaction():
            _create_interrupciones(ahora)
            _create_ausencias(ahora)
            # Their addresses were told once, to nobody: who wants to try one makes another.
            dar_calendario(token=token_urlsafe(24), alcance="mias", actor=actor_of("lucia"))
            dar_calendario(token=token_urlsafe(24), alcance="dependencia", actor=actor_of("octavio"))
        create_correos(reloj, ahora)
    jobs.contar_estadisticas()
    _issue_informes()
    return len(CASOS) + POR_CORREO


def _issue_informes() -> None:
    """Control interno issued the reports of the last periods that ended; the access report of the period before still waits."""
    hernan = actor_of("hernan")
    seen: set[str] = set()
    for one in list_pendientes():
        with transaction():
            if one.clase.clave not in seen:
                made = preparar_informe(one.clase.clave, one.periodo.desde, actor=SISTEMA)
                contar_borrador(made, observaciones=_OBSERVACIONES.get(made.clase, ""), actor=hernan)
                expedir_informe(made, huella=made.huella, make_files=make_files, actor=hernan)
            elif one.clase.por_solicitud and f"{one.clase.clave} anterior" not in seen:
                preparar_informe(one.clase.clave, one.periodo.desde, actor=SISTEMA)
                seen.add(f"{one.clase.clave} anterior")
        seen.add(one.clase.clave)


def _refuse_in_production() -> None:
    if current_app.config["SETTINGS"].is_production:
        raise DomainError("Los datos de demostración no se pueden cargar en producción: su contraseña es pública.")


def _create_plantillas() -> None:
    for one in PLANTILLAS:
        oficina = get_oficina(one.oficina).id if one.oficina else None
        crear_plantilla(
            nombre=one.nombre, cuerpo=one.cuerpo, tipo=one.tipo.value if one.tipo else None, dependencia_id=oficina, actor=SISTEMA
        )


def _create_interrupciones(ahora: datetime) -> None:
    """A failure and a stop for maintenance, both over."""
    noche = ahora.replace(hour=22, minute=0, second=0, microsecond=0)
    registrar_interrupcion(
        canal="portal", inicio_en=noche - timedelta(days=31), fin_en=noche - timedelta(days=31) + timedelta(hours=2),
        descripcion="Mantenimiento programado del servidor. Ninguna página abría.", actor=actor_of("efrain"),
    )  # fmt: skip
    registrar_interrupcion(
        canal="radicacion", inicio_en=noche - timedelta(days=9, hours=7), fin_en=noche - timedelta(days=9, hours=4, minutes=20),
        descripcion="Se cayó el enlace de internet de la alcaldía. El formulario no recibía solicitudes.", actor=actor_of("efrain"),
    )  # fmt: skip


def _create_ausencias(ahora: datetime) -> None:
    """Somebody of Planeación is away today, and somebody of Salud will be."""
    day = timedelta(days=1)
    registrar_ausencia(
        funcionario=get_persona("beto"), sustituto=get_persona("gloria"), desde=ahora.date() - day, hasta=ahora.date() + 6 * day,
        actor=actor_of("beto"),
    )  # fmt: skip
    registrar_ausencia(
        funcionario=get_persona("jairo"), sustituto=get_persona("nubia"), desde=ahora.date() + 12 * day, hasta=ahora.date() + 16 * day,
        actor=actor_of("nubia"),
    )  # fmt: skip


def _play(hechos: Sequence[Hecho], reloj: MovableClock, ahora: datetime, progress: Progress) -> None:
    """Play everything in order; every morning the periodic work runs, as the worker would do it."""
    escenas = {caso.clave: Escena(caso.clave) for caso in CASOS}
    day: date | None = None
    for done, hecho in enumerate(hechos, 1):
        if hecho.instante.date() != day:
            day = hecho.instante.date()
            _morning(day, reloj, ahora)
        reloj.set(hecho.instante)
        with transaction():
            if hecho.acto is None:
                _file(hecho.caso, escenas[hecho.caso.clave])
            else:
                hecho.acto(escenas[hecho.caso.clave])
        _accept_mail(ahora)
        if done % 40 == 0:
            progress(f"{done} de {len(hechos)} actuaciones")


def _file(caso: Caso, escena: Escena) -> None:
    archivos = [*caso.datos.archivos, *_attach(caso.adjuntos)]
    chosen = chosen_by(caso.datos.texto) if caso.datos.latitud is None else None
    datos = replace(caso.datos, archivos=tuple(archivos), territorio_id=chosen)
    peticion = radicar(datos, actor=caso.actor(), codigo_hash=hash_code(_code(caso)))
    escena.peticion_id = peticion.id


def _attach(adjuntos: Sequence[Adjunto]) -> list[Received]:
    return receive_all([FileStorage(BytesIO(contenido(one)), filename=one.nombre, name="archivos") for one in adjuntos])


def _code(caso: Caso) -> str:
    # Made from the secret key: the demonstration can tell its own codes again, and nobody else can.
    return make_code(f"demostracion-{caso.clave}")


def _morning(day: date, reloj: MovableClock, ahora: datetime) -> None:
    """The periodic work of one day of the story, and the day off that the mayor ordered."""
    instant = datetime.combine(day, _MORNING, tzinfo=clock.BOGOTA)
    if instant > ahora:
        return
    reloj.set(instant)
    print_daily_head()
    jobs.vencer_requerimientos()
    jobs.operar_silencios()
    jobs.recordar()
    recordar_pendientes()
    if ahora.date() - day <= _SUMMARIES_OF:
        resumir()
    calendario = get_calendario()
    if day == dia_habil_atras(ahora.date(), _DAY_OFF_ORDERED, calendario):
        with transaction():
            fecha = calendario.sumar(ahora.date(), _DAY_OFF_AHEAD)
            add_dia(
                fecha=fecha,
                motivo="Día cívico del municipio",
                acto="Decreto 041 (de demostración)",
                actor=actor_of("efrain"),
                confirmado=True,
            )
        jobs.recalcular()


def _accept_mail(ahora: datetime) -> None:
    """The mail server of the story accepts what was written; its answer goes to the case, as the worker would take it."""
    if clock.now() > ahora - _MAIL_LAG:
        return
    held = {caso.datos.solicitante.correo for caso in CASOS if caso.carta_detenida and caso.datos.solicitante}
    with transaction():
        waiting = select(OutboxMail).where(OutboxMail.state == PENDIENTE).order_by(OutboxMail.id).limit(200)
        for mail in db.session.scalars(waiting).all():
            if mail.letter in CON_DECISION and mail.recipient in held:
                continue
            mail.state, mail.sent_at, mail.attempts = ENVIADO, clock.now(), 1
            handler = sent_handler(mail.letter)
            if handler is not None:
                handler(mail)


def account_lines() -> list[str]:
    """The accounts and how to enter, for whoever starts the demonstration."""
    lines = ["", "Cuentas de la demostración (municipio de Puerres, personas inventadas):"]
    lines += [f"  {one.correo:<28} {_ROLES_SHOWN[one.clave]}" for one in PERSONAS if one.clave in _ROLES_SHOWN]
    return [
        *lines,
        f"  Contraseña de todas: {clave_demo()}",
        "  Código del segundo factor de efrain, en otra terminal:",
        f"    PORTAL_ENV=demo .venv/bin/flask --app wsgi demo codigo efrain{PERSONAS[0].correo[PERSONAS[0].correo.index('@') :]}",
    ]


def tracking_lines() -> list[str]:
    """Radicados with their tracking codes, to look at cases as a citizen does."""
    lines = ["", "Solicitudes para seguir como ciudadanía (/pqrs/seguimiento):"]
    for caso in CASOS:
        if caso.seguimiento:
            radicado = db.session.scalar(select(Peticion.radicado).where(Peticion.codigo_hash == hash_code(_code(caso))).limit(1))
            if radicado:
                lines.append(f"  {radicado}  {format_code(_code(caso))}  {caso.seguimiento}")
    return lines if len(lines) > 2 else []
