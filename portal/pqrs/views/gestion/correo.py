"""The e-mails that came in: the list by state, one of them as plain text, and what an official decides about it."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.entidad.queries import get_entidad
from portal.files.queries import get_archivo
from portal.files.web import send_archivo
from portal.pqrs.adjuntos_correo import preparar
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.correo.reglas import MOTIVOS
from portal.pqrs.estados_correo import CORREO
from portal.pqrs.forms_correo import AgregarCorreoForm, CorreoForm, DescartarCorreoForm, RadicarCorreoForm
from portal.pqrs.models import CorreoRecibido
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.queries.correo import VISTAS, get_correo_for, list_archivos_de, page_correos
from portal.pqrs.queries.correo_vencido import se_borra_el
from portal.pqrs.services import correo_actos
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web import one_time
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page
from portal.web.transaction import start_again

PAGE = 25
PURPOSE = "correo"
FORMS: dict[str, type[CorreoForm]] = {
    "radicar_correo": RadicarCorreoForm, "agregar_correo": AgregarCorreoForm, "descartar_correo": DescartarCorreoForm,
    "marcar_spam": CorreoForm,
}  # fmt: skip
Answer = AnyResponse | tuple[str, int]


@blueprint.get("/correo")
@requires("pqrs:correo")
def correos() -> str:
    """The messages of one view, newest first."""
    ver = request.args.get("ver", "")
    vista = ver if ver in VISTAS else "por_mirar"
    cursor = request.args.get("desde")
    after = decode_cursor(cursor, (int,))
    rows = page_correos(signed_in(), vista, PAGE + 1, after[0] if after else None)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.id,))
    tabs = [{"titulo": words, "url": url_for(".correos", ver=name), "actual": name == vista} for name, words in VISTAS.items()]
    return render_template(
        "pqrs/gestion/correos.html", page=page, vista=vista, vistas=tabs, estados=CORREO.states, motivos=MOTIVOS
    )  # fmt: skip


@blueprint.get("/correo/<int:correo_id>")
@requires("pqrs:correo")
def correo(correo_id: int) -> str:
    """One message: its words as plain text, its files, and what may be done with it."""
    return _page(get_correo_for(signed_in(), correo_id))


@blueprint.get("/correo/<int:correo_id>/archivos/<int:archivo_id>")
@requires("pqrs:correo")
def correo_archivo(correo_id: int, archivo_id: int) -> Response:
    """A file of it, as it came through the door."""
    row = get_correo_for(signed_in(), correo_id)
    return send_archivo(get_archivo(archivo_id, sobre=("correo_recibido", row.id)))


@blueprint.post("/correo/<int:correo_id>/radicar")
@requires("pqrs:correo")
def correo_radicar(correo_id: int) -> Answer:
    """File it."""
    form = RadicarCorreoForm()

    def do(row: CorreoRecibido, parts: Any, actor: Actor) -> str:
        given = correo_actos.Clasificacion(form.kind, form.asunto.data)
        filed = correo_actos.radicar_como_peticion(row, *parts, como=given, actor=actor, version=form.version_shown)
        hidden = " Solo lo ve control interno." if filed.tipo in RESERVADAS else ""
        return f"Radicado {filed.radicado}. Le enviamos a la persona el radicado y el código de seguimiento.{hidden}"

    return _perform(correo_id, form, do, reads=True)


@blueprint.post("/correo/<int:correo_id>/agregar")
@requires("pqrs:correo")
def correo_agregar(correo_id: int) -> Answer:
    """Join it to a case."""
    form = AgregarCorreoForm()

    def do(row: CorreoRecibido, parts: Any, actor: Actor) -> str:
        try:
            peticion = get_peticion_for(actor, clean_radicado(form.radicado.data))
        except NotFound as error:
            raise DomainError("No encontramos ese radicado entre los casos que usted puede ver.", "radicado") from error
        correo_actos.agregar(row, *parts, peticion=peticion, actor=actor, version=form.version_shown)
        return f"El correo quedó en el caso {peticion.radicado}."

    return _perform(correo_id, form, do, reads=True)


@blueprint.post("/correo/<int:correo_id>/spam")
@requires("pqrs:correo")
def correo_spam(correo_id: int) -> Answer:
    """Say that it is not wanted."""
    form = CorreoForm()

    def do(row: CorreoRecibido, _parts: Any, actor: Actor) -> str:
        correo_actos.marcar_spam(row, actor=actor, version=form.version_shown)
        return "Correo marcado como no deseado. Está en «Rechazado» y todavía se puede radicar."

    return _perform(correo_id, form, do)


@blueprint.post("/correo/<int:correo_id>/descartar")
@requires("pqrs:correo")
def correo_descartar(correo_id: int) -> Answer:
    """Say why it is no petition."""
    form = DescartarCorreoForm()

    def do(row: CorreoRecibido, _parts: Any, actor: Actor) -> str:
        correo_actos.descartar(row, motivo=form.motivo.data, actor=actor, version=form.version_shown)
        return "Correo descartado. Está en «Rechazado» y todavía se puede radicar."

    return _perform(correo_id, form, do)


def _perform(correo_id: int, form: CorreoForm, do: Callable[[CorreoRecibido, Any, Actor], str], *, reads: bool = False) -> Answer:
    """Check the form, do the act once, go back to the list; refused, the message is shown with what was typed.

    Args:
        reads: whether the act takes the message apart again. That takes time: meanwhile nothing is held in the database.
    """
    actor, key = signed_in(), form.clave.data or ""
    row = get_correo_for(actor, correo_id)
    if one_time.is_key(key) and one_time.find_result(key, PURPOSE) == correo_id:
        flash("Ya estaba hecho: se envió dos veces.", "info")
        return redirect(url_for(".correos"), 303)
    if not form.validate():
        return _page(row, form), 422
    digest = row.guardado_sha256
    start_again()
    try:
        parts = preparar(digest) if reads else None
        words = do(get_correo_for(actor, correo_id), parts, actor)
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(get_correo_for(actor, correo_id), form), error.status
    one_time.claim(key, PURPOSE, correo_id)
    flash(words, "success")
    return redirect(url_for(".correos"), 303)


def _page(row: CorreoRecibido, refused: CorreoForm | None = None) -> str:
    actor = signed_in()
    acts = {one.act for one in CORREO.acts_from(row.estado)}
    forms: dict[str, Any] = {name: kind(formdata=None) for name, kind in FORMS.items() if name in acts}
    if "radicar_correo" in forms:
        forms["radicar_correo"].asunto.data = row.asunto
        forms["agregar_correo"].radicado.data = row.radicado_citado
    forms |= {name: refused for name in forms if type(refused) is FORMS[name]}
    for one in forms.values():
        one.version.data = str(row.version)
    if not can(actor, "pqrs:radicar_ventanilla"):
        forms.pop("radicar_correo", None)
    return render_template(
        "pqrs/gestion/correo.html", fila=row, formas=forms, rechazada=refused, estado_de=CORREO.states[row.estado],
        motivo=MOTIVOS.get(row.motivo), archivos_del_correo=list_archivos_de(row),
        se_borra=se_borra_el(row, get_entidad().dias_correo),
    )  # fmt: skip
