"""The operator's commands of the PQRSD: checking the reports that were issued."""

from collections.abc import Iterator

import click
from flask.cli import AppGroup

from portal.audit.models import Evento
from portal.core.errors import DomainError
from portal.extensions import db
from portal.files.errors import BlobMissing
from portal.files.storage import open_blob
from portal.pqrs.informes import as_csv, canonico, diferencias, huella_of
from portal.pqrs.models import Informe
from portal.pqrs.queries.informes import get_archivo_of, get_informe, list_expedidos
from portal.pqrs.services.informes import recontar

informes_cli = AppGroup("informes", help="Los informes periódicos que se expidieron.")


@informes_cli.command("listar")
def listar() -> None:
    """Muestra los informes expedidos con su número y su huella."""
    for one, _later in list_expedidos():
        click.echo(f"{one.id:>4}  {one.huella}  {one.titulo}")


@informes_cli.command("recalcular")
@click.argument("numero", type=int)
def recalcular(numero: int) -> None:
    """Cuenta otra vez el informe NUMERO con el mismo corte y dice si da igual, o qué cifra difiere (termina con 1)."""
    try:
        informe = get_informe(numero)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    found = [*_altered(informe), *_recounted(informe)]
    if found:
        for one in found:
            click.echo(one)
        raise SystemExit(1)
    click.echo(f"Igual: el informe {informe.id} da los mismos datos, la misma tabla y las mismas huellas ({informe.huella}).")


def _altered(informe: Informe) -> Iterator[str]:
    """What of the kept report, its files or its cut is not what was issued."""
    if huella_of(canonico(informe.datos)) != informe.huella:
        yield "Los datos guardados no dan la huella del informe."
    corte = informe.datos["corte"]
    event = db.session.get(Evento, corte["evento"])
    if event is None or event.hash != corte["huella"]:
        yield f"El acto {corte['evento']} del registro no tiene la huella con la que se contó. Corra «flask audit verify»."
    if not informe.is_expedido:
        return
    for etiqueta, expected in (("json", informe.huella), ("csv", informe.csv_sha256), ("pdf", informe.pdf_sha256)):
        if _kept_hash(informe, etiqueta) != expected:
            yield f"El archivo {etiqueta} guardado no es el que se expidió."


def _kept_hash(informe: Informe, etiqueta: str) -> str:
    try:
        with open_blob(get_archivo_of(informe, etiqueta).sha256) as content:
            return huella_of(content.read())
    except (BlobMissing, DomainError):
        return ""


def _recounted(informe: Informe) -> Iterator[str]:
    again = recontar(informe.datos)
    kept = {name: informe.datos.get(name) for name in again}
    yield from diferencias(kept, again)
    if kept == again and informe.is_expedido and huella_of(as_csv({**informe.datos, **again})) != informe.csv_sha256:
        yield "La tabla CSV escrita otra vez no da la huella con la que se expidió."
