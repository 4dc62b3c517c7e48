"""The operator's commands for the keys of Open311."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from portal.core.actors import SISTEMA
from portal.core.errors import DomainError
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import ClaveApi
from portal.pqrs.services.claves_api import crear_clave, retirar_clave

clave_api_cli = AppGroup("clave-api", help="Las claves con que otros sistemas radican por Open311.")


@clave_api_cli.command("crear")
@click.argument("nombre")
def crear(nombre: str) -> None:
    """Crea una clave para NOMBRE y la muestra esta única vez."""
    try:
        with transaction():
            key = crear_clave(nombre, actor=SISTEMA)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(key)


@clave_api_cli.command("retirar")
@click.argument("nombre")
def retirar(nombre: str) -> None:
    """Retira la clave de NOMBRE. Lo que radicó queda."""
    try:
        with transaction():
            retirar_clave(nombre, actor=SISTEMA)
    except DomainError as error:
        raise click.ClickException("No hay una clave en uso con ese nombre.") from error
    click.echo("La clave ya no sirve.")


@clave_api_cli.command("listar")
def listar() -> None:
    """Muestra las claves, sin decirlas."""
    for one in db.session.scalars(select(ClaveApi).order_by(ClaveApi.id)):
        click.echo(f"{one.creada_en:%Y-%m-%d}  {'retirada' if one.retirada_en else 'en uso  '}  {one.nombre}")
