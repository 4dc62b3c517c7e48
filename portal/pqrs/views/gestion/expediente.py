"""The file of a case: its index on a page, and the whole of it as PDF or ZIP."""

from flask import Response, render_template

from portal.core.errors import DomainError, Forbidden
from portal.core.permissions import can
from portal.pqrs.expediente.armado import armar
from portal.pqrs.expediente.documento import Alcance, Expediente
from portal.pqrs.expediente.indice import filas_de, huella_de
from portal.pqrs.forms_archivo import ExpedienteForm
from portal.pqrs.models import Peticion, Solicitante
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.services.identidades import abrir
from portal.pqrs.views.expediente import hand_out
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.limits import limit
from portal.web.transaction import start_again

INTERNO = Alcance(interno=True)


@blueprint.get("/<radicado>/expediente")
@requires("pqrs:ver")
def expediente(radicado: str) -> tuple[str, int]:
    """The electronic index, and the buttons that hand the file out."""
    return _page(radicado, ExpedienteForm(formdata=None))


@blueprint.post("/<radicado>/expediente/<any(libro, unido, originales):forma>")
@limit("30/10 minutes")
@requires("pqrs:ver")
def expediente_descargar(radicado: str, forma: str) -> Response | tuple[str, int]:
    """The whole file, as PDF or ZIP; with a reason, also with the identity that is sealed."""
    form = ExpedienteForm()
    motivo = (form.motivo.data or "").strip()
    try:
        return hand_out(forma, lambda: _build(radicado, motivo), lambda: _opened(radicado, motivo)[0], signed_in())
    except Forbidden:
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(radicado, form, 422)


def _opened(radicado: str, motivo: str) -> tuple[Peticion, Solicitante | None]:
    """The case, and who filed it when the identity is sealed and the official gave a reason to have it in this copy."""
    peticion = get_peticion_for(signed_in(), radicado)
    return peticion, abrir(peticion, motivo=motivo, actor=signed_in()) if motivo else None


def _build(radicado: str, motivo: str) -> Expediente:
    peticion, persona = _opened(radicado, motivo)
    return armar(peticion, Alcance(interno=True, sellado=persona is not None), persona, lector=signed_in())


def _page(radicado: str, form: ExpedienteForm, status: int = 200) -> tuple[str, int]:
    peticion = get_peticion_for(signed_in(), radicado)
    made = armar(peticion, INTERNO, lector=signed_in())
    page = render_template(
        "pqrs/gestion/expediente.html", peticion=peticion, expediente=made, filas=filas_de(made), huella=huella_de(made), form=form,
        ficha=made.ficha, puede_abrir=peticion.is_sellada and can(signed_in(), "pqrs:abrir_identidad", peticion),
    )  # fmt: skip
    return page, status
