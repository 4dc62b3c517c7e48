"""The acts on periodic reports: prepared, counted again while they are drafts, issued for ever, corrected by another one."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portal.audit.services import read_end, record, seal
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.text import clean_text
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_calendario, get_entidad
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs.informes import FORMATO, canonico, huella_of, keep_calendario, read_calendario
from portal.pqrs.models import Informe
from portal.pqrs.models.informe import BORRADOR, EXPEDIDO
from portal.pqrs.periodos import CLASES, Periodo, periodo_de
from portal.pqrs.queries.estadisticas import names_of_oficinas
from portal.pqrs.queries.informes import OBJECT, contar_informe, find_correccion
from portal.pqrs.services.acto import require_text

# Makes the three files of a report and stores them: (report, who issues it, when) → data, table and document by their labels.
FilesMaker = Callable[[Informe, Funcionario, datetime], dict[str, Received]]
OBSERVACIONES_MAXIMO = 20_000
EXPEDIDO_YA = "Este informe ya se expidió y no cambia. Si algo está mal, corríjalo con otro."
CAMBIO = "El informe cambió mientras usted lo leía. Mírelo otra vez antes de seguir."


def preparar_informe(clase: str, desde: date, *, actor: Actor) -> Informe:
    """Count a period that is over and keep it as a draft.

    Raises:
        DomainError: there is no such kind, or the period is not over.
        Conflict: the period has its report, or its draft, already.
    """
    permissions.require(actor, "pqrs:informes")
    if clase not in CLASES:
        raise DomainError("Elija un informe de la lista.", "periodo")
    periodo = periodo_de(CLASES[clase], desde)
    if periodo.hasta >= clock.today():
        raise DomainError("Ese período no ha terminado: su informe se prepara al día siguiente.", "periodo")
    return _keep(Informe(clase=clase, desde=periodo.desde, hasta=periodo.hasta, motivo=""), actor)


def contar_borrador(informe: Informe, *, observaciones: str, actor: Actor, version: int | None = None) -> None:
    """Keep what control interno observes, and count the draft again up to now.

    Raises:
        DomainError: what is observed is too long.
        Conflict: the report was issued, or somebody changed it.
    """
    _require_draft(informe, actor, version)
    text = clean_text(observaciones).strip()
    if len(text) > OBSERVACIONES_MAXIMO:
        raise DomainError("Las observaciones pueden tener hasta 20.000 letras. Lo demás va en un documento aparte.", "observaciones")
    _count(informe, text)
    _flush()
    record("informe_contado", actor=actor, sobre=(OBJECT, informe.id), datos={"huella": informe.huella, "corte": informe.corte_evento_id})


def expedir_informe(informe: Informe, *, huella: str, make_files: FilesMaker, actor: Actor, version: int | None = None) -> None:
    """Issue exactly the draft that was looked at, with its files and their hashes. From here on nobody changes it.

    Args:
        huella: of the draft that was on screen.

    Raises:
        Forbidden: this kind of report is another's to issue.
        Conflict: it was issued before, or what was looked at is not what would be issued.
    """
    _require_draft(informe, actor, version)
    permissions.require(actor, informe.info.permiso)
    if huella != informe.huella:
        raise Conflict(CAMBIO)
    signer, now = db.session.get_one(Funcionario, actor.id), clock.now()
    made = make_files(informe, signer, now)
    # In one statement: once it is issued the database refuses every other.
    informe.estado, informe.expedido_en, informe.expedido_por_id = EXPEDIDO, now, signer.id
    informe.csv_sha256, informe.pdf_sha256 = made["csv"].sha256, made["pdf"].sha256
    _flush()
    for etiqueta, received in made.items():
        register(received, sobre=(OBJECT, informe.id), etiqueta=etiqueta, publico=True)
    facts = {"huella": informe.huella, "csv_sha256": informe.csv_sha256, "pdf_sha256": informe.pdf_sha256}
    record("informe_expedido", actor=actor, sobre=(OBJECT, informe.id), datos={**facts, "corte": informe.corte_evento_id})


def corregir_informe(informe: Informe, *, motivo: str, actor: Actor) -> Informe:
    """Begin the report that corrects one that was issued, naming it and saying why. The old one stays as it is.

    Raises:
        DomainError: no reason.
        Conflict: it was not issued, or another one corrects it already.
    """
    permissions.require(actor, "pqrs:informes")
    permissions.require(actor, informe.info.permiso)
    motivo = require_text(motivo, "motivo", "Escriba qué estaba mal: queda en el informe nuevo, a la vista de todos.")
    if not informe.is_expedido:
        raise Conflict("Ese informe es un borrador: se cambia sin corregirlo.")
    if find_correccion(informe) is not None:
        raise Conflict("Otro informe ya corrige a este. Corrija ese.")
    made = Informe(clase=informe.clase, desde=informe.desde, hasta=informe.hasta, corrige_id=informe.id, motivo=motivo)
    return _keep(made, actor)


def descartar_correccion(informe: Informe, *, actor: Actor, version: int | None = None) -> None:
    """Give up a correction that was begun and is not needed.

    Raises:
        Conflict: it was issued, or it is the first report of its period, which is due.
    """
    _require_draft(informe, actor, version)
    if informe.corrige_id is None:
        raise Conflict("El primer informe de un período no se descarta: hay que expedirlo.")
    record("informe_descartado", actor=actor, sobre=(OBJECT, informe.id), datos={"corrige": informe.corrige_id, "motivo": informe.motivo})
    db.session.delete(informe)
    _flush()


def recontar(datos: dict[str, Any]) -> dict[str, Any]:
    """Count again from the record what a report says, with the cut, the calendar and the names that it was counted with."""
    clase = CLASES[datos["clase"]]
    periodo = Periodo(date.fromisoformat(datos["desde"]), date.fromisoformat(datos["hasta"]))
    corte, insumos = datos["corte"], datos["insumos"]
    return contar_informe(
        clase, periodo, corte=corte["evento"], corte_en=datetime.fromisoformat(corte["en"]),
        calendario=read_calendario(insumos["calendario"]), oficinas={int(key): name for key, name in insumos["oficinas"].items()},
    )  # fmt: skip


def _keep(informe: Informe, actor: Actor) -> Informe:
    informe.estado, informe.version = BORRADOR, 1
    _count(informe, "")
    db.session.add(informe)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict("Ese período ya tiene su informe, o su borrador.") from error
    facts = {"clase_informe": informe.clase, "desde": str(informe.desde), "hasta": str(informe.hasta), "huella": informe.huella}
    more = {"corrige": informe.corrige_id, "motivo": informe.motivo} if informe.corrige_id else {}
    record("informe_preparado", actor=actor, sobre=(OBJECT, informe.id), datos={**facts, **more})
    return informe


def _count(informe: Informe, observaciones: str) -> None:
    """Count the report up to the last act of now, and keep with it everything that counting it again needs."""
    seal()
    last, hash_ = read_end()
    entidad, now = get_entidad(), clock.now()
    datos: dict[str, Any] = {
        "formato": FORMATO,
        "clase": informe.clase,
        "titulo": informe.titulo,
        "norma": informe.info.norma,
        "entidad": entidad.nombre,
        "municipio": f"{entidad.municipio}, {entidad.departamento}",
        "desde": informe.desde.isoformat(),
        "hasta": informe.hasta.isoformat(),
        "corte": {"evento": last, "huella": hash_, "en": now.isoformat(timespec="seconds")},
        "corrige": {"informe": informe.corrige_id, "motivo": informe.motivo} if informe.corrige_id else None,
        "observaciones": observaciones,
        "insumos": {
            "calendario": keep_calendario(get_calendario()),
            "oficinas": {str(key): name for key, name in names_of_oficinas().items()},
        },
    }
    datos |= recontar(datos)
    informe.corte_evento_id, informe.corte_en = last, now
    informe.datos, informe.huella = datos, huella_of(canonico(datos))


def _require_draft(informe: Informe, actor: Actor, version: int | None) -> None:
    permissions.require(actor, "pqrs:informes")
    if informe.is_expedido:
        raise Conflict(EXPEDIDO_YA)
    if version is not None and version != informe.version:
        raise Conflict(CAMBIO)


def _flush() -> None:
    try:
        db.session.flush()
    except StaleDataError as error:
        raise Conflict(CAMBIO) from error
