"""Operators' commands of this package."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from portal.core.actors import SISTEMA
from portal.core.errors import DomainError
from portal.database import transaction
from portal.entidad.queries import find_entidad, find_funcionario_by_correo
from portal.entidad.services import acceso, create_entidad, create_funcionario, ensure_roles

entidad_cli = AppGroup("entidad", help="La entidad y sus cuentas.")


@entidad_cli.command("crear-administrador")
@click.option("--correo", required=True, help="Correo de la persona que administrará el portal.")
@click.option("--nombre", required=True, help="Sus nombres y apellidos.")
@click.option("--cargo", default="Administrador del portal", show_default=True)
@click.option("--municipio", help="Nombre del municipio; solo la primera vez.")
@click.option("--departamento", help="Departamento; solo la primera vez.")
def crear_administrador(correo: str, nombre: str, cargo: str, municipio: str | None, departamento: str | None) -> None:
    """Crea la primera cuenta e imprime un enlace de un solo uso para poner su contraseña."""
    try:
        with transaction():
            click.echo(_first_account(correo, nombre, cargo, municipio, departamento))
    except DomainError as error:
        raise click.ClickException(error.message) from error


def _first_account(correo: str, nombre: str, cargo: str, municipio: str | None, departamento: str | None) -> str:
    ensure_roles()
    if find_entidad() is None:
        if not municipio or not departamento:
            raise DomainError("Es la primera vez: diga también --municipio y --departamento.")
        create_entidad(nombre=f"Alcaldía Municipal de {municipio}", municipio=municipio, departamento=departamento, actor=SISTEMA)
    cuenta = find_funcionario_by_correo(correo)
    if cuenta is None:
        cuenta = create_funcionario(nombre=nombre, cargo=cargo, correo=correo, dependencia_id=None, roles=["administrador"], actor=SISTEMA)
    elif not any(rol.clave == "administrador" for rol in cuenta.roles):
        raise DomainError("Ya hay una cuenta con ese correo y no es de administrador.")
    link = acceso.make_link(cuenta, timedelta(hours=1))
    return f"Abra este enlace en la próxima hora para poner la contraseña de {correo}. Sirve una sola vez:\n{link}"
