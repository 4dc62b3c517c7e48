"""`flask pqrs`: the operator's commands of the PQRSD, one group for each subject."""

from flask.cli import AppGroup

from portal.pqrs.cli_anonimizar import anonimizar
from portal.pqrs.cli_correo import correo_cli
from portal.pqrs.cli_informes import informes_cli
from portal.pqrs.cli_sugerencias import sugerencias_cli

pqrs_cli = AppGroup("pqrs", help="Las PQRSD.")
pqrs_cli.add_command(correo_cli)
pqrs_cli.add_command(sugerencias_cli)
pqrs_cli.add_command(anonimizar)
pqrs_cli.add_command(informes_cli)
