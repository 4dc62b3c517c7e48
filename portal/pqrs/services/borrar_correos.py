"""Deleting the e-mails that became no case when the days that the municipality decided have passed (Ley 1581 de 2012 art. 4)."""

from sqlalchemy import delete

from portal.audit.services import record
from portal.core.actors import SISTEMA
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.files.jobs import forget_after_commit
from portal.files.models import Archivo
from portal.pqrs.queries.correo import list_archivos_de
from portal.pqrs.queries.correo_vencido import list_vencidos
from portal.pqrs.services.acto import flush

BORRADOS = "correos_borrados"


def borrar_vencidos(limit: int) -> int:
    """Remove sender, words, files and original of at most so many; gives how many.

    Their digest stays: the same message, given once more by the mail server or in a file, is known and files nothing. How many they
    were and of which days stays written, and nothing of who wrote.
    """
    days = get_entidad().dias_correo
    rows = list_vencidos(days, limit)
    if not rows:
        return 0
    digests: set[str] = set()
    for one in rows:
        files = list_archivos_de(one)
        digests |= {one.guardado_sha256, *(each.sha256 for each in files)}
        db.session.execute(delete(Archivo).where(Archivo.id.in_([each.id for each in files])))
        one.guardado_sha256 = one.remitente = one.nombre = one.asunto = one.texto = one.citado = one.detalle = one.radicado_citado = ""
        one.no_recibidos = []
    received = sorted(one.recibido_en.date() for one in rows)
    facts = {"cuantos": len(rows), "desde": str(received[0]), "hasta": str(received[-1]), "dias_correo": days}
    record(BORRADOS, actor=SISTEMA, sobre=("entidad", 1), datos=facts)
    flush()
    forget_after_commit(digests)
    return len(rows)
