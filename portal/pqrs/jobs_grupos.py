"""Periodic work on analogous petitions: proposing groups, and taking the published answer to each case. Safe to run twice."""

from datetime import date, timedelta

from portal.core import clock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.cartas import make_letter
from portal.pqrs.models import MiembroAnalogo
from portal.pqrs.parecidas import DIAS_CERCA
from portal.pqrs.queries.grupos import list_por_entregar
from portal.pqrs.services.agrupar import agrupar_nuevas
from portal.pqrs.services.expedir import LetterMaker
from portal.pqrs.services.unica import responder_unica
from portal.web.logging import logger

# What is kept in memory grows with it, and how often the days around are read falls with it.
BATCH, LETTERS = 500, 200


def agrupar(desde: date | None = None) -> int:
    """Sketch what arrived since (a month twice over, unless a day is given) and propose groups; gives how many came into one.

    Each batch is its own transaction: it can stop at any moment and go on later.
    """
    since = desde or clock.today() - timedelta(days=2 * DIAS_CERCA)
    joined = 0
    while True:
        with transaction():
            seen, found = agrupar_nuevas(desde=since, limit=BATCH)
        joined += found
        if seen < BATCH:
            return joined


def entregar_unicas(make: LetterMaker = make_letter) -> int:
    """Take the single answers to the petitions of their groups, each in a transaction of its own; gives how many got theirs."""
    with transaction():
        keys = list_por_entregar(LETTERS)
    done = 0
    for key in keys:
        try:
            with transaction():
                responder_unica(db.session.get_one(MiembroAnalogo, key), make_letter=make)
            done += 1
        except DomainError as refused:
            logger().info("respuesta_unica_no_entregada", miembro=key, motivo=refused.message)
    return done
