"""Computing the figures of the statistics page, once a night: what is kept is what may be told."""

from sqlalchemy import delete

from portal.core import clock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs.models import Estadistica
from portal.pqrs.queries.estadisticas import contar, names_of_oficinas
from portal.pqrs.queries.tablas import figures_of


def contar_estadisticas() -> int:
    """Count every case and keep the figures of each year; gives how many years. Safe to run twice.

    The table is read without holding the database for writing: on SQLite nobody waits meanwhile.

    Norm: Ley 1712 de 2014 art. 11 lit. h; Ley 190 de 1995 art. 54.
    """
    corte = clock.now()
    conteo = contar(corte, get_calendario())
    oficinas = names_of_oficinas()
    made = {vigencia: figures_of(conteo, oficinas, vigencia=vigencia) for vigencia in conteo.vigencias()}
    with transaction():
        db.session.execute(delete(Estadistica))
        db.session.add_all([Estadistica(vigencia=vigencia, corte_en=corte, datos=datos) for vigencia, datos in made.items()])
    return len(made)
