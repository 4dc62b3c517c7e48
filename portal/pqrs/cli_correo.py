"""The operator's commands for e-mail that comes in: reading files of it, and taking out an original."""

from pathlib import Path

import click
from flask.cli import AppGroup

from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.files.storage import open_blob
from portal.pqrs.correo.reglas import MOTIVOS
from portal.pqrs.correo.sobres import mensajes
from portal.pqrs.estados_correo import CORREO
from portal.pqrs.models import CorreoRecibido
from portal.pqrs.queries.correo_vencido import count_vencidos

correo_cli = AppGroup("correo", help="El correo que llega.")


@correo_cli.command("leer")
@click.argument("archivos", nargs=-1, required=True, type=click.Path(path_type=Path))
def leer(archivos: tuple[Path, ...]) -> None:
    """Lee los mensajes de archivos .eml o mbox, como si hubieran llegado ahora. Repetirlo no radica dos veces."""
    failed = False
    for path in archivos:
        try:
            with path.open("rb") as source:
                found = [_read(raw, whole=whole) for raw, whole in mensajes(source)]
        except OSError as error:
            click.echo(f"{path}: no se puede leer ({error.strerror or type(error).__name__}).")
            failed = True
            continue
        if not found:
            click.echo(f"{path}: está vacío.")
            failed = True
        for number, line in enumerate(found, 1):
            click.echo(f"{path}, mensaje {number}: {line}")
    if failed:
        raise SystemExit(1)


@correo_cli.command("original")
@click.argument("numero", type=int)
@click.argument("destino", type=click.Path(path_type=Path, dir_okay=False))
def original(numero: int, destino: Path) -> None:
    """Guarda en DESTINO el correo NUMERO tal como llegó. De un caso con identidad sellada no lo entrega."""
    found = db.session.get(CorreoRecibido, numero)
    if found is None:
        raise click.ClickException("No hay un correo con ese número.")
    if found.sellado or found.reservado:
        raise click.ClickException("Es de un caso con identidad sellada: no se entrega.")
    if not found.guardado_sha256:
        raise click.ClickException("Ya no se conserva: se borró según la tabla de retención o porque no era una solicitud.")
    with open_blob(found.guardado_sha256) as source:
        destino.write_bytes(source.read())
    click.echo(f"Guardado en {destino}. Puede traer virus: no lo abra con un programa de correo.")


@correo_cli.command("borrar")
@click.option("--aplicar", "apply", is_flag=True, help="Los borra ahora. Sin esto solo informa.")
def borrar(apply: bool) -> None:
    """Dice cuántos correos que no son solicitudes ya no se guardan, por motivo y días; con --aplicar los borra."""
    days = get_entidad().dias_correo
    found = count_vencidos(days)
    db.session.rollback()
    if not found:
        click.echo(f"Ningún correo que no sea una solicitud tiene más de {days} días.")
        return
    click.echo(f"Se guardan {days} días. Ya los cumplieron:")
    for reason, count, first, last in found:
        click.echo(f"- {count}, llegados del {first:%d/%m/%Y} al {last:%d/%m/%Y}: {MOTIVOS[reason].frase}")
    if not apply:
        click.echo("No se cambió nada. Con --aplicar se borran ahora; si no, los borra la tarea de la noche.")
        return
    # Imported here: no web worker speaks IMAP.
    from portal.pqrs.jobs_correo import borrar_correos

    click.echo(f"Se borraron {borrar_correos()}.")


def _read(raw: bytes, *, whole: bool) -> str:
    """Keep and read one message; gives what became of it, without saying who wrote."""
    # Imported here: no web worker speaks IMAP.
    from portal.pqrs.jobs_correo import procesar, recibir

    key, is_new = recibir(raw, origen="archivo", incompleto=not whole)
    procesar(key)
    found = db.session.get_one(CorreoRecibido, key, populate_existing=True)
    words = CORREO.states[found.estado].title.lower() if found.leido_en else "quedó por leer"
    why = f": {MOTIVOS[found.motivo].frase}" if found.motivo else f", {found.peticion.radicado}" if found.peticion else ""
    line = f"{'' if is_new else 'ya estaba; '}correo {found.id}, {words}{why}"
    db.session.rollback()
    return line
