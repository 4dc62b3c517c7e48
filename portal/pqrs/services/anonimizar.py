"""Removing the person, the words and the files of a case whose years have passed; its number, kind, dates and figures stay.

So the register, the statistics and the record of acts say afterwards what they said before. What cannot be changed is not: the acts
that were recorded, which hold no name that the portal put there, but what somebody wrote as a reason. Law: Ley 1581 de 2012 art. 4,
Decreto 1377 de 2013 art. 11, Ley 594 de 2000 art. 24.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, or_, select, update

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import SISTEMA
from portal.core.text import words
from portal.extensions import db
from portal.files.models import Archivo
from portal.outbox.models import OutboxMail
from portal.pqrs.models import (
    Asunto,
    CasoEliminado,
    CorreoRecibido,
    Encargo,
    Encuesta,
    Entrega,
    Fusion,
    HuellaAnaloga,
    IdentidadSellada,
    Insistencia,
    LeyendaReclamo,
    Mencion,
    Mensaje,
    MiembroAnalogo,
    Nota,
    Notificacion,
    OrdenJudicial,
    Peticion,
    Recurso,
    Respuesta,
    Solicitante,
    Vinculo,
)
from portal.pqrs.services.acto import flush
from portal.web.models import WebSession

BORRADO = "Eliminado según la tabla de retención documental."
# Of a letter's facts, those that say something of what was asked.
_OF_THE_LETTER = frozenset({"titulo", "parte"})
# Rows that are only words: gone. They have the case's key.
_GONE = (Mensaje, Mencion, Nota, HuellaAnaloga, IdentidadSellada)
# Rows that other figures count: they stay without words.
_BLANKED: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Encuesta, {"comentario": ""}),
    (Encargo, {"pedido": BORRADO, "respuesta": ""}),
    (Asunto, {"titulo": BORRADO, "parte": ""}),
    (Notificacion, {"quien": "", "documento": "", "fijado_lugar": "", "fijado_motivo": ""}),
    (Recurso, {"texto_guardado": BORRADO, "sellado": False}),
    (Insistencia, {"texto_guardado": BORRADO, "sellado": False, "detalle": ""}),
    (OrdenJudicial, {"texto_guardado": BORRADO, "sellado": False}),
    (LeyendaReclamo, {"motivo": BORRADO, "detalle": ""}),
    (Vinculo, {"motivo": BORRADO}),
    (Fusion, {"motivo": BORRADO}),
    (MiembroAnalogo, {"razones": {}}),
    (Respuesta, {"cuerpo": BORRADO, "motivo_devolucion": ""}),
)


# Rows between two cases: the column of the second one.
_OTHER_END: dict[Any, Any] = {Vinculo: Vinculo.otra_id, Fusion: Fusion.principal_id}


def anonimizar(linea: CasoEliminado) -> set[str]:
    """Carry out one line of an approved elimination; a case that is done already stays as it is.

    Returns:
        Digests of the files that stood on the case: those on which nothing else stands may be forgotten after the commit.
    """
    peticion, now = linea.peticion, clock.now()
    if linea.hecho_en is not None or linea.eliminacion.estado != "aprobada":
        return set()
    digests = _forget_files(peticion) | _forget_correos(peticion) if peticion.anonimizada_en is None else set()
    if peticion.anonimizada_en is None:
        _forget_rows(peticion)
        _forget_letters(peticion)
        _forget_person(peticion)
        facts = {"numero": linea.eliminacion.numero, "acta": linea.eliminacion.acta, "serie": linea.serie, "archivos": len(digests)}
        record("caso_anonimizado", actor=SISTEMA, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id, datos=facts)
    linea.hecho_en = now
    flush()
    # The session must not go on with what it read before: the rows changed beneath it.
    db.session.expire_all()
    return digests


def _forget_rows(peticion: Peticion) -> None:
    own = select(Respuesta).where(Respuesta.peticion_id == peticion.id)
    for letter in db.session.scalars(own):
        letter.datos = {name: value for name, value in letter.datos.items() if name not in _OF_THE_LETTER}
    flush()
    keys = select(Respuesta.id).where(Respuesta.peticion_id == peticion.id)
    # Only in the database: the session forgets all it knows when the case is done.
    quiet = {"synchronize_session": False}
    db.session.execute(update(Entrega).where(Entrega.respuesta_id.in_(keys)).values(prueba={}), execution_options=quiet)
    for model, values in _BLANKED:
        column = model.peticion_id
        mine = or_(column == peticion.id, _OTHER_END[model] == peticion.id) if model in _OTHER_END else column == peticion.id
        db.session.execute(update(model).where(mine).values(**values), execution_options=quiet)
    for gone in _GONE:
        db.session.execute(delete(gone).where(gone.peticion_id == peticion.id), execution_options=quiet)
    db.session.execute(
        delete(WebSession).where(WebSession.kind == "ciudadano", WebSession.subject_id == peticion.id), execution_options=quiet
    )


def _forget_letters(peticion: Peticion) -> None:
    """The copies of what was sent: of this case, and any that names it, such as the heads' digests of what is overdue."""
    about = (OutboxMail.about_type == "peticion") & (OutboxMail.about_id == peticion.id)
    named = OutboxMail.body.contains(peticion.radicado, autoescape=True)
    db.session.execute(delete(OutboxMail).where(about | named), execution_options={"synchronize_session": False})


def _forget_files(peticion: Peticion) -> set[str]:
    letters = select(Respuesta.id).where(Respuesta.peticion_id == peticion.id)
    owners: dict[str, Any] = {
        "peticion": [peticion.id],
        "mensaje": select(Mensaje.id).where(Mensaje.peticion_id == peticion.id),
        "respuesta": letters,
        "recurso": select(Recurso.id).where(Recurso.peticion_id == peticion.id),
        "insistencia": select(Insistencia.id).where(Insistencia.peticion_id == peticion.id),
        "notificacion": select(Notificacion.id).where(Notificacion.peticion_id == peticion.id),
        "orden": select(OrdenJudicial.id).where(OrdenJudicial.peticion_id == peticion.id),
        "leyenda": select(LeyendaReclamo.id).where(LeyendaReclamo.peticion_id == peticion.id),
        "asunto": select(Asunto.id).where(Asunto.peticion_id == peticion.id),
        "encargo": select(Encargo.id).where(Encargo.peticion_id == peticion.id),
        "entrega": select(Entrega.id).where(Entrega.respuesta_id.in_(letters)),
    }
    mine = or_(*((Archivo.objeto_tipo == kind) & Archivo.objeto_id.in_(keys) for kind, keys in owners.items()))
    found = db.session.execute(select(Archivo.id, Archivo.sha256).where(mine)).all()
    keys: Collection[int] = [key for key, _digest in found]
    db.session.execute(delete(Archivo).where(Archivo.id.in_(keys)), execution_options={"synchronize_session": False})
    return {digest for _key, digest in found}


def _forget_correos(peticion: Peticion) -> set[str]:
    """The e-mails by which it came: their rows say only that they came, and their originals go with the files."""
    digests: set[str] = set()
    for one in db.session.scalars(select(CorreoRecibido).where(CorreoRecibido.peticion_id == peticion.id)):
        digests.add(one.guardado_sha256)
        one.guardado_sha256 = one.remitente = one.nombre = one.asunto = one.texto = one.citado = one.detalle = ""
        one.no_recibidos = []
    flush()
    return digests - {""}


def _forget_person(peticion: Peticion) -> None:
    key = peticion.solicitante_id
    peticion.solicitante = None
    peticion.asunto = peticion.texto = BORRADO
    peticion.observaciones = peticion.lugar = peticion.preferente_motivo = peticion.preferente_causa = peticion.preferente_estado = ""
    peticion.contestadas_guardadas = []
    peticion.latitud = peticion.longitud = peticion.territorio_id = None
    # No code opens it any more.
    peticion.codigo_hash = "0" * 64
    peticion.texto_busqueda = " ".join(words(peticion.radicado))
    peticion.anonimizada_en = clock.now()
    flush()
    shared = db.session.scalar(select(Peticion.id).where(Peticion.solicitante_id == key).limit(1)) if key else None
    if key is not None and shared is None:
        db.session.execute(delete(Solicitante).where(Solicitante.id == key), execution_options={"synchronize_session": False})
