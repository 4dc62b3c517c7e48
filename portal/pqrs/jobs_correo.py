"""Reading the mailbox: periodic, by any number of workers, each message once. And the same for messages of a file."""

from collections.abc import Callable
from datetime import datetime

from flask import current_app
from sqlalchemy.exc import OperationalError

from portal.database import transaction
from portal.extensions import db
from portal.files.storage import open_blob
from portal.pqrs.adjuntos_correo import SIN_ADJUNTOS, DoorClosed, recibir_adjuntos
from portal.pqrs.correo.buzon import Acceso, Buzon, BuzonError, Cabeza
from portal.pqrs.correo.lectura import MAX_MENSAJE, leer
from portal.pqrs.correo.reglas import Entorno, normal, veredicto
from portal.pqrs.queries.correo import list_por_leer
from portal.pqrs.services import correo as services
from portal.pqrs.services.borrar_correos import borrar_vencidos
from portal.web.logging import logger

# Of one run: it must end before the next one begins to be missed.
BATCH = 60
# Of a message that is too large only this is fetched: its headers.
BEGINNING = 256 * 1024


def leer_correo() -> int:
    """Fetch what is new in the mailbox, and read what was kept; how many messages were read. Nothing without `IMAP_SERVER`."""
    failure: BuzonError | None = None
    if current_app.config["SETTINGS"].imap_server:
        try:
            _fetch()
        except BuzonError as error:
            # What is here already does not wait for the server.
            failure = error
    done = procesar_pendientes()
    if failure is not None:
        logger().warning("buzon_sin_leer", motivo=str(failure))
        raise failure
    return done


def _fetch() -> None:
    with Buzon(_access()) as buzon:
        for head in buzon.nuevos(BATCH):
            if _keep(buzon, head):
                # Only after it is safely here. Killed in between, it is fetched once more, recognized and marked.
                buzon.marcar(head.uid)


def _keep(buzon: Buzon, head: Cabeza) -> bool:
    is_whole = head.tamano <= MAX_MENSAJE
    raw = buzon.leer(head.uid, MAX_MENSAJE if is_whole else BEGINNING)
    if not raw:
        return False
    believed = head.llegada if current_app.config["SETTINGS"].imap_trust_date else None
    recibir(raw, origen="buzon", recibido_en=believed, incompleto=not is_whole)
    return True


def recibir(raw: bytes, *, origen: str, recibido_en: datetime | None = None, incompleto: bool = False) -> tuple[int, bool]:
    """Keep one message in a transaction of its own; gives its key, and whether it is new."""
    with transaction():
        return services.guardar(raw, origen=origen, recibido_en=recibido_en, incompleto=incompleto)


def procesar_pendientes(limit: int = BATCH) -> int:
    """Read what was kept and nobody has read; how many."""
    keys = list_por_leer(limit)
    db.session.rollback()
    return sum(procesar(key) for key in keys)


def procesar(key: int) -> bool:
    """Read one message and do what it asks for; whether it was read now. A failure leaves it for the next time, and then sets it aside."""
    with transaction():
        digest = services.empezar(key)
    if digest is None:
        return False
    return _whatever_happens(key, lambda: _read(key, digest))


def _read(key: int, digest: str) -> None:
    entorno = entorno_of()
    with open_blob(digest) as source, leer(source) as lectura:
        # What a machine sent keeps its files inside the original: nobody looks at them unless a person asks.
        motivo = veredicto(lectura, entorno)
        recibidos = SIN_ADJUNTOS if motivo and motivo.se_rechaza else recibir_adjuntos(lectura)
        with transaction():
            services.decidir(key, lectura, recibidos, entorno=entorno)


def _whatever_happens(key: int, work: Callable[[], None]) -> bool:
    try:
        work()
    except (OperationalError, DoorClosed, OSError):
        # Of the machine, not of the message.
        with transaction():
            services.dejar_por_leer(key)
        raise
    except Exception as error:  # one message must not stop the others; after three times it is set aside
        db.session.rollback()
        logger().error("correo_sin_leer", correo=key, error=type(error).__name__, exc_info=error)
        return False
    return True


def borrar_correos() -> int:
    """Delete what became no case and whose days have passed; how many. What a run that was cut off has done stays done."""
    total = 0
    while True:
        with transaction():
            done = borrar_vencidos(BATCH)
        if not done:
            return total
        total += done


def entorno_of() -> Entorno:
    """What the rules need of this deployment."""
    settings = current_app.config["SETTINGS"]
    own = {settings.mail_intake, settings.mail_sender.rpartition("<")[2].strip(" >"), settings.imap_username}
    return Entorno(frozenset(normal(one) for one in own if one), settings.imap_authserv)


def _access() -> Acceso:
    one = current_app.config["SETTINGS"]
    return Acceso(one.imap_server, one.imap_port, one.imap_username, one.imap_password, one.imap_security, one.imap_folder)
