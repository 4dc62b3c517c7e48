"""What an office does with a group of analogous petitions, as the story writes it."""

from datetime import timedelta

from portal.core import clock
from portal.core.errors import DomainError
from portal.demo.elenco import actor_of
from portal.demo.guion import Acto, Escena
from portal.extensions import db
from portal.pqrs.cartas import make_letter, make_unica
from portal.pqrs.models import MiembroAnalogo
from portal.pqrs.parecidas import DIAS_CERCA
from portal.pqrs.queries.grupos import find_grupo_of, list_miembros, list_por_entregar
from portal.pqrs.services import grupos
from portal.pqrs.services.agrupar import agrupar_nuevas
from portal.pqrs.services.unica import responder_unica


def publicar_unica(titulo: str, texto: str, diario: str, *, por: str) -> Acto:
    """The portal proposes the group, the head of the office confirms it and answers it once, and the answer reaches each case."""

    def acto(escena: Escena) -> None:
        agrupar_nuevas(desde=clock.today() - timedelta(days=2 * DIAS_CERCA), limit=1000)
        grupo = find_grupo_of(escena.peticion)
        if grupo is None:
            raise DomainError("Las solicitudes de la historia no se parecen.")
        actor = actor_of(por)
        grupos.confirmar_grupo(grupo, quedan={one.peticion_id for one in list_miembros(grupo)}, actor=actor)
        grupos.publicar_unica(grupo, titulo=titulo, texto=texto, diario=diario, diario_el=clock.today(), make_unica=make_unica, actor=actor)
        for key in list_por_entregar(100):
            responder_unica(db.session.get_one(MiembroAnalogo, key), make_letter=make_letter)

    return acto
