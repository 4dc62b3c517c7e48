"""What the portal does by itself with an e-mail that came in: keeps it, and files it, joins it to its case, sets it aside or refuses it.

A message is a row before anybody reads it, so that a reading that fails or is killed loses nothing and repeats nothing.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import SISTEMA, ciudadano
from portal.core.errors import DomainError
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.files.jobs import forget_after_commit
from portal.files.services import register
from portal.files.storage import current_storage
from portal.pqrs.adjuntos_correo import SIN_ADJUNTOS, Recibidos
from portal.pqrs.correo import hilos
from portal.pqrs.correo.lectura import MAX_TEXTO, Lectura
from portal.pqrs.correo.reglas import MOTIVOS, Entorno, dmarc, veredicto
from portal.pqrs.estados import PETICION
from portal.pqrs.estados_correo import CORREO, RECIBIDO
from portal.pqrs.models import CorreoRecibido
from portal.pqrs.models.sellable import is_de_sellada
from portal.pqrs.queries.correo import Citado, count_en_la_hora, count_en_la_hora_del_caso, find_citado, find_mensaje, is_direccion_de
from portal.pqrs.services.acto import flush
from portal.pqrs.services.correo_actos import agregar, radicar_como_peticion

# Of one address, in the hour before a message, of the mailbox or of a file: more wait for a person, many more are refused. Two machines
# that answer each other stop here at the latest.
MOST_PER_HOUR, FLOOD = 20, 100
# What lay longer in the mailbox than this when it was read may have been attended to by hand, as when the mailbox is connected.
OLD = timedelta(days=7)
MOST_TRIES = 3


def guardar(raw: bytes, *, origen: str, recibido_en: datetime | None = None, incompleto: bool = False) -> tuple[int, bool]:
    """Keep a message as it came; gives its key, and whether it is new.

    Args:
        origen: `buzon` or `archivo`.
        recibido_en: when the mail server received it; now, when that is not known or not believed.
        incompleto: only its beginning is here.
    """
    digest, now = hashlib.sha256(raw).hexdigest(), clock.now()
    current_storage().put(BytesIO(raw))
    insert = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert
    statement = insert(CorreoRecibido).values(
        sha256=digest, guardado_sha256=digest, tamano=len(raw), origen=origen, incompleto=incompleto, estado=RECIBIDO,
        recibido_en=min(recibido_en or now, now), creado_en=now, no_recibidos=[], version=1,
        intentos=0, motivo="", detalle="", remitente="", nombre="", asunto="", texto="", citado="", radicado_citado="",
    )  # fmt: skip
    key = db.session.scalar(statement.on_conflict_do_nothing(index_elements=["sha256"]).returning(CorreoRecibido.id))
    if key is not None:
        return key, True
    known = db.session.scalars(db.select(CorreoRecibido).where(CorreoRecibido.sha256 == digest)).one()
    if known.guardado_sha256 != digest:
        # Sealed or eliminated since it first came: its words must not stand in the open again.
        forget_after_commit({digest})
    return known.id, False


def empezar(key: int) -> str | None:
    """Begin to read a message: gives where its original is, or None when there is nothing to read any more.

    Begun too often without an end, it is set aside: what kills its reader must not be tried for ever.
    """
    row = CorreoRecibido.__table__
    statement = update(CorreoRecibido).where(row.c.id == key, row.c.leido_en.is_(None)).values(intentos=row.c.intentos + 1)
    tries = db.session.scalar(statement.returning(row.c.intentos).execution_options(synchronize_session=False))
    if tries is None:
        return None
    correo = db.session.get_one(CorreoRecibido, key, populate_existing=True)
    if tries > MOST_TRIES:
        apartar(correo, "ilegible")
        return None
    return correo.guardado_sha256


def decidir(key: int, lectura: Lectura, recibidos: Recibidos, *, entorno: Entorno) -> CorreoRecibido:
    """Do with a message what it asks for, once; of one that was decided already nothing changes."""
    correo = db.session.get_one(CorreoRecibido, key, with_for_update=True, populate_existing=True)
    if correo.leido_en is not None:
        return correo
    _anotar(correo, lectura, recibidos)
    refused = _refusal(correo, lectura, entorno)
    if refused:
        apartar(correo, refused, recibidos)
        return correo
    cited = find_citado(hilos.ids(lectura), correo.radicado_citado)
    if cited is not None or correo.radicado_citado:
        _join(correo, lectura, recibidos, cited, entorno)
    elif clock.now() - correo.recibido_en > OLD:
        apartar(correo, "viejo", recibidos)
    elif get_entidad().correo_por_confirmar:
        _keep_files(correo, recibidos)
        record(CORREO.transitions["recibir_correo"].event, actor=SISTEMA, sobre=("correo_recibido", correo.id))
        flush()
    else:
        _or_set_aside(correo, recibidos, lambda: radicar_como_peticion(correo, lectura, recibidos, actor=SISTEMA))
    return correo


def _or_set_aside(correo: CorreoRecibido, recibidos: Recibidos, act: Callable[[], object]) -> None:
    """Do it whole, or leave the message to a person with what the refusal said."""
    try:
        with db.session.begin_nested():
            act()
    except DomainError as refusal:
        apartar(correo, "error", recibidos, refusal.message)


def apartar(correo: CorreoRecibido, clave: str, recibidos: Recibidos = SIN_ADJUNTOS, detalle: str = "") -> None:
    """Set a message aside, or refuse it: `clave` is one of `MOTIVOS`, which says which of both."""
    motivo = MOTIVOS[clave]
    recibidos = SIN_ADJUNTOS if motivo.se_rechaza else recibidos
    transition = CORREO.check("rechazar_correo" if motivo.se_rechaza else "apartar_correo", correo.estado)
    correo.motivo, correo.detalle, correo.leido_en = clave, detalle, clock.now()
    correo.estado = transition.hacia or correo.estado
    _keep_files(correo, recibidos)
    record(transition.event, actor=SISTEMA, sobre=("correo_recibido", correo.id), datos={"motivo": motivo.frase})
    flush()


def _anotar(correo: CorreoRecibido, lectura: Lectura, recibidos: Recibidos) -> None:
    """Write down what the message says of itself."""
    own = hilos.message_id(lectura)
    digest = hashlib.sha256(own.encode("utf-8", "replace")).hexdigest() if own else None
    correo.leido_en = clock.now()
    correo.remitente, correo.nombre, correo.asunto = lectura.remitente, lectura.nombre, lectura.asunto
    correo.texto, correo.citado = hilos.separar_cita(lectura.texto[:MAX_TEXTO])
    correo.radicado_citado = hilos.radicado_of(lectura)
    correo.no_recibidos = list(recibidos.rechazados)
    if digest is not None and find_mensaje(digest) is None:
        correo.mensaje_sha256 = digest
    elif digest is not None:
        correo.motivo = "repetido"


def _refusal(correo: CorreoRecibido, lectura: Lectura, entorno: Entorno) -> str:
    """Why it is not dealt with by itself; empty when it may be."""
    if correo.incompleto:
        return "grande"
    if motivo := veredicto(lectura, entorno):
        return motivo.clave
    if correo.motivo:
        return correo.motivo
    others = count_en_la_hora(correo)
    return "avalancha" if others >= FLOOD else "muchos" if others >= MOST_PER_HOUR else ""


def _join(correo: CorreoRecibido, lectura: Lectura, recibidos: Recibidos, cited: Citado | None, entorno: Entorno) -> None:
    """To the case that it speaks of, when it surely comes from who filed it; else a person looks at it.

    Anybody can write any address into From, and radicados are public: the sender's word alone is not enough. That it answers a
    letter of ours, whose identifier only its reader has, or that our mail server vouches for the address, is.
    """
    peticion = cited.peticion if cited else None
    if peticion is None or cited is None:
        apartar(correo, "cita", recibidos)
        return
    correo.radicado_citado = peticion.radicado
    # Against officials, or sealed: nobody else may learn who writes about it.
    is_secret = is_de_sellada(peticion)
    is_theirs = is_direccion_de(peticion, correo.remitente) and (cited.por_carta or dmarc(lectura, entorno) == "pass")
    if not is_theirs or peticion.estado not in PETICION.transitions["aportar"].desde:
        correo.reservado = is_secret
        apartar(correo, "cerrado" if is_theirs else "cita", recibidos)
    elif count_en_la_hora_del_caso(peticion.id, correo.recibido_en) >= MOST_PER_HOUR:
        correo.reservado = is_secret
        apartar(correo, "muchos", recibidos)
    else:
        correo.reservado = is_secret
        actor = ciudadano(peticion.id)
        _or_set_aside(correo, recibidos, lambda: agregar(correo, lectura, recibidos, peticion=peticion, actor=actor))


def _keep_files(correo: CorreoRecibido, recibidos: Recibidos) -> None:
    """The attachments of a message that waits for a person, who may want to see them."""
    for one in recibidos.archivos:
        register(one, sobre=("correo_recibido", correo.id), etiqueta="correo")


def dejar_por_leer(key: int) -> None:
    """The machine failed and not the message: its tries begin anew."""
    db.session.execute(update(CorreoRecibido).where(CorreoRecibido.id == key, CorreoRecibido.leido_en.is_(None)).values(intentos=0))
