"""The page that looks after the extra questions of the filing form."""

from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.forms_preguntas import PreguntaForm
from portal.pqrs.models import PreguntaAdicional
from portal.pqrs.preguntas import FORMATOS
from portal.pqrs.queries.preguntas import get_pregunta, list_preguntas
from portal.pqrs.services.preguntas import TEXTS, activar_pregunta, crear_pregunta, editar_pregunta, mover_pregunta
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.listas_ordenadas import change, kept
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

Answer = Response | tuple[str, int]


@blueprint.get("/preguntas")
@requires("pqrs:preguntas")
def preguntas() -> str:
    """The questions in their order, and those that are retired."""
    kinds = {kind.value: info.nombre for kind, info in TIPOS.items()}
    return render_template(
        "pqrs/gestion/preguntas.html", preguntas=list_preguntas(), retiradas=list_preguntas(activas=False), clases=kinds, formatos=FORMATOS
    )


@blueprint.route("/preguntas/nueva", methods=["GET", "POST"])
@requires("pqrs:preguntas")
def pregunta_nueva() -> Answer:
    """Add a question."""
    form = PreguntaForm()
    if form.validate_on_submit() and attempt(form, lambda: crear_pregunta(actor=signed_in(), **_values(form))):
        return kept("La pregunta quedó en el formulario.", ".preguntas")
    return answer("pqrs/gestion/pregunta.html", form)


@blueprint.route("/preguntas/<int:pregunta_id>", methods=["GET", "POST"])
@requires("pqrs:preguntas")
def pregunta_editar(pregunta_id: int) -> Answer:
    """Edit a question."""
    row = get_pregunta(pregunta_id)
    form = _form(row)
    if form.validate_on_submit() and attempt(
        form, lambda: editar_pregunta(row, version=form.version_number, actor=signed_in(), **_values(form))
    ):
        return kept("Los cambios quedaron guardados. Las respuestas de antes conservan la pregunta que se hizo.", ".preguntas")
    return answer("pqrs/gestion/pregunta.html", form, get_pregunta(pregunta_id))


@blueprint.post("/preguntas/<int:pregunta_id>/<any(subir, bajar):hacia>")
@requires("pqrs:preguntas")
def pregunta_mover(pregunta_id: int, hacia: str) -> Response:
    """Move a question one place."""
    return change(
        lambda: mover_pregunta(get_pregunta(pregunta_id), antes=hacia == "subir", actor=signed_in()),
        "Cambió el orden de las preguntas.",
        ".preguntas",
    )


@blueprint.post("/preguntas/<int:pregunta_id>/<any(retirar, activar):act>")
@requires("pqrs:preguntas")
def pregunta_activar(pregunta_id: int, act: str) -> Response:
    """Retire a question, or ask it again."""
    words = "La pregunta vuelve al formulario, después de las demás." if act == "activar" else "La pregunta ya no se hace."
    return change(lambda: activar_pregunta(get_pregunta(pregunta_id), activa=act == "activar", actor=signed_in()), words, ".preguntas")


def _form(row: PreguntaAdicional) -> PreguntaForm:
    now = row.vigente
    saved = {name: getattr(now, name) for name in TEXTS}
    return PreguntaForm(
        data={**saved, "opciones": "\n".join(now.opciones), "pedida": now.pedida, "clases": row.clases, "version": row.version}
    )


def _values(form: PreguntaForm) -> dict[str, Any]:
    texts = {name: form[name].data or "" for name in TEXTS}
    return {**texts, "clases": form.clases.data or [], "opciones": form.lista, "pedida": bool(form.pedida.data)}
