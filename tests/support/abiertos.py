"""Something behind every public list: filings in several states, figures, a published answer, a notice, a printed head."""

from datetime import date

from portal.audit.heads import print_daily_head
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.services import add_dia
from portal.files.services import Received, store_bytes
from portal.pqrs import services
from portal.pqrs.jobs import contar_estadisticas
from portal.pqrs.models import Peticion, Publicacion
from portal.pqrs.queries.caso import list_respuestas
from portal.pqrs.services.publicar import preparar
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos


def make_pdf(*_parts: object) -> Received:
    """The public file, without the cost of typesetting."""
    return store_bytes("publica.pdf", "application/pdf", b"%PDF-1.7 publica")


def publicar(
    peticion: Peticion, *, titulo: str = "Arreglo de postes", pregunta: str = "Cuándo se arregla.", tema: str = "alumbrado"
) -> Publicacion:
    """Publish the answer of a case as it is: its words name nobody."""
    answer = list_respuestas(peticion)[-1]
    seen = preparar(answer, titulo=titulo, pregunta=pregunta, quitar=[]).huella
    return services.publicar(
        peticion, respuesta=answer, tema=tema, titulo=titulo, pregunta=pregunta, quitar=[], huella=seen, make_pdf=make_pdf,
        actor=casos.actor("nubia"),
    )  # fmt: skip


def fijar(peticion: Peticion) -> None:
    """The citation did not reach who filed: the notice stands in public."""
    jairo = casos.actor("jairo")
    services.citar(peticion, lugar="Secretaría de Salud, de 8 a 12", make_letter=casos.make_letter, actor=jairo)
    services.publicar_aviso(peticion, lugar="la cartelera", motivo="El correo se devolvió.", make_copy=casos.make_copy, actor=jairo)


def make_public(reloj: MovableClock) -> None:
    """All of it. Numbers begin with 2026-E-000001."""
    with transaction():
        add_dia(fecha=date(2026, 6, 1), motivo="Fiestas", acto="Decreto 12 de 2026", actor=casos.actor("efrain"), confirmado=True)
        casos.radicar()
        casos.requerida()
        casos.trasladada()
        casos.anulada()
        casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
        publicar(casos.cerrada())
        fijar(casos.rechazada())
    reloj.advance(days=1)
    print_daily_head()
    contar_estadisticas()
