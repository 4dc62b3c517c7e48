"""`flask pqrs anonimizar`: what the retention table lets go, as a report; and, once two persons approved it, the removal itself."""

import csv
import sys
from datetime import datetime
from typing import Any

import click

from portal.core.actors import SISTEMA
from portal.core.text import harmless_cell
from portal.extensions import db
from portal.pqrs.depuracion import LOTE, aplicar, compactar
from portal.pqrs.models import CasoEliminado
from portal.pqrs.queries.eliminaciones import list_aprobados, list_por_eliminar, lo_que_tienen

COLUMNAS = (
    "radicado", "codigo", "serie", "disposicion", "cerrada_el", "termina_el", "estado", "mensajes", "cartas", "archivos", "bytes",
    "actos_con_texto_que_quedan",
)  # fmt: skip
# Of each list; a report that stops there says so.
MAXIMO = 100_000


@click.command("anonimizar")
@click.option("--antes", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Solo casos cerrados antes de este día.")
@click.option("--serie", default="", help="Solo los de la serie con este código, sin el de la oficina.")
@click.option("--aplicar", "apply", is_flag=True, help="Elimina lo que ya aprobó otra persona. Sin esto solo informa.")
def anonimizar(antes: datetime, serie: str, apply: bool) -> None:
    """Informa en CSV qué casos ya no se guardan; con --aplicar quita persona, textos y archivos de los aprobados."""
    _report(antes, serie)
    if not apply:
        click.echo("No se cambió nada. Con --aplicar se elimina lo que dice «aprobado».", err=True)
        return
    done = 0
    for done in aplicar(antes=antes.date(), serie=serie):
        click.echo(f"{done} casos", err=True)
    if done:
        compactar()
    click.echo(f"Se eliminaron la persona, los textos y los archivos de {done} casos, de a {LOTE}.", err=True)


def _report(antes: datetime, serie: str) -> None:
    """The rows of what may go and nobody proposed, and of what is approved, with what each holds."""
    writer = csv.writer(sys.stdout, delimiter=";")
    writer.writerow(COLUMNAS)
    rows: list[tuple[Any, ...]] = []
    approved = list_aprobados(antes=antes.date(), serie=serie, limit=MAXIMO)
    ready = list_por_eliminar(SISTEMA, antes=antes.date(), serie=serie, reservadas=None, limit=MAXIMO)
    if MAXIMO in (len(approved), len(ready)):
        click.echo(f"El informe llega hasta {MAXIMO} casos de cada estado: pida una fecha anterior, o una sola serie.", err=True)
    for key in approved:
        line = db.session.get_one(CasoEliminado, key)
        rows.append((line.peticion, line.codigo, line.serie, line.disposicion, line.cerrada_el, line.termina_el, "aprobado"))
    for one in ready:
        ficha = one.ficha
        if ficha.serie is not None and ficha.plazos is not None:
            name, end = ficha.serie.nombre, ficha.plazos.termina_el
            rows.append((one.peticion, ficha.codigo, name, ficha.serie.disposicion, ficha.cerrada_el, end, "sin proponer"))
    held = lo_que_tienen([row[0].id for row in rows])
    for peticion, *facts in rows:
        has = held[peticion.id]
        counts = (has.mensajes, has.cartas, has.archivos, has.tamano, has.actos_con_texto)
        writer.writerow([harmless_cell(str(one)) for one in (peticion.radicado, *facts, *counts)])
