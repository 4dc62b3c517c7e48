"""The pages with which an official publishes an answer without personal data, and withdraws it. They need no script."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.files.queries import list_archivos
from portal.pqrs import services
from portal.pqrs.forms_gestion import as_choices, version_of
from portal.pqrs.forms_publicacion import PublicarForm, RetirarForm
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.publicas import make_publica
from portal.pqrs.queries.caso import get_carta_of, get_peticion_for
from portal.pqrs.queries.publicaciones import get_publicacion_of
from portal.pqrs.services.publicar import Publica, find_vigente, otras_de, preparar, proponer_tachado, proponer_titulo, razon_no_publicar
from portal.pqrs.tachado import Quitar, tachar
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import only_reads, start_again

Answer = Response | tuple[str, int]
READ_IT = "Marque la casilla cuando haya leído el texto como queda."


@blueprint.get("/<radicado>/publicar/<int:respuesta_id>")
@requires("pqrs:publicar")
def publicar(radicado: str, respuesta_id: int) -> Answer:
    """The answer with what the portal proposes to take out of it, all of it marked."""
    peticion = get_peticion_for(signed_in(), radicado)
    answer = get_carta_of(peticion, respuesta_id)
    if (found := find_vigente(answer.id)) is not None:
        return redirect(url_for("pqrs.respuesta_publicada", key=found.id))
    form = _form(peticion, answer, titulo=proponer_titulo(peticion), version=str(peticion.version))
    form.quitar.data = [one.value for one in form.quitar.choices]
    return _page(peticion, answer, form, None)


@blueprint.post("/<radicado>/publicar/<int:respuesta_id>")
@requires("pqrs:publicar")
def publicar_enviar(radicado: str, respuesta_id: int) -> Answer:
    """Show how the public version would be, or publish exactly the one that was shown."""
    publishes = request.form.get("accion") == "publicar"
    if not publishes:
        only_reads()
        start_again()
    peticion = get_peticion_for(signed_in(), radicado)
    answer = get_carta_of(peticion, respuesta_id)
    form = _form(peticion, answer)
    if not form.validate():
        return _page(peticion, answer, form, None, 422)
    try:
        quitar = _chosen(peticion, answer, form)
        public = preparar(answer, titulo=form.titulo.data, pregunta=form.pregunta.data, quitar=quitar)
    except DomainError as error:
        form.add_error(error)
        return _page(peticion, answer, form, None, error.status)
    return _publish(peticion, answer, form, quitar, public) if publishes else _page(peticion, answer, form, public)


def _publish(peticion: Peticion, answer: Respuesta, form: PublicarForm, quitar: list[Quitar], public: Publica) -> Answer:
    if not form.leido.data:
        form.leido.errors = [READ_IT]
        return _page(peticion, answer, form, public, 422)
    try:
        made = services.publicar(
            peticion, respuesta=answer, tema=form.tema.data, titulo=form.titulo.data, pregunta=form.pregunta.data, quitar=quitar,
            huella=form.huella.data, make_pdf=make_publica, actor=signed_in(), version=version_of(form.version),
        )  # fmt: skip
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        return _refused(peticion.radicado, answer.id, form, public, error)
    flash("Respuesta publicada. Así la lee cualquier persona.", "success")
    return redirect(url_for("pqrs.respuesta_publicada", key=made.id), 303)


def _refused(radicado: str, respuesta_id: int, form: PublicarForm, public: Publica, error: DomainError) -> Answer:
    """The page again; whoever clicked twice, or came second, is led to what is published."""
    start_again()
    peticion = get_peticion_for(signed_in(), radicado)
    answer = get_carta_of(peticion, respuesta_id)
    if isinstance(error, Conflict) and (found := find_vigente(answer.id)) is not None:
        flash("Esta respuesta ya estaba publicada.", "info")
        return redirect(url_for("pqrs.respuesta_publicada", key=found.id), 303)
    form.version.data, form.leido.data = str(peticion.version), False
    form.add_error(error)
    return _page(peticion, answer, form, public, error.status)


def _form(peticion: Peticion, answer: Respuesta, **data: Any) -> PublicarForm:
    form = PublicarForm(data=data or None)
    proposals = proponer_tachado(peticion, answer)
    form.quitar.choices = as_choices([(str(place), one.texto) for place, one in enumerate(proposals)])
    return form


def _chosen(peticion: Peticion, answer: Respuesta, form: PublicarForm) -> list[Quitar]:
    marked = set(form.quitar.data or [])
    proposals = [one for place, one in enumerate(proponer_tachado(peticion, answer)) if str(place) in marked]
    more = otras_de(form.otras.data, answer, form.titulo.data, form.pregunta.data)
    return [*(Quitar(one.texto, one.dato) for one in proposals), *more]


def _page(peticion: Peticion, answer: Respuesta, form: PublicarForm, public: Publica | None, status: int = 200) -> tuple[str, int]:
    form.huella.data = public.huella if public else ""
    proposals = proponer_tachado(peticion, answer)
    marked = [Quitar(one.texto, one.dato) for place, one in enumerate(proposals) if str(place) in set(form.quitar.data or [])]
    page = render_template(
        "pqrs/gestion/publicar.html",
        peticion=peticion, answer=answer, form=form, propuestas=proposals, publica=public,
        razon=razon_no_publicar(peticion, answer), texto=public.texto if public else tachar(answer.cuerpo, marked),
        anexos=list_archivos("respuesta", answer.id, etiqueta="respuesta"),
    )  # fmt: skip
    return page, status


@blueprint.route("/<radicado>/publicaciones/<int:publicacion_id>/retirar", methods=["GET", "POST"])
@requires("pqrs:publicar")
def retirar_publicacion(radicado: str, publicacion_id: int) -> Answer:
    """Withdraw what was published, with its reason."""
    peticion = get_peticion_for(signed_in(), radicado)
    publicacion = get_publicacion_of(peticion, publicacion_id)
    form = RetirarForm(data={"version": str(peticion.version)})
    status = 200
    if request.method == "POST" and form.validate():
        try:
            services.retirar_publicacion(
                publicacion, peticion, motivo=form.motivo.data, actor=signed_in(), version=version_of(form.version)
            )
            flash("La respuesta se retiró: ya nadie puede leerla.", "success")
            return redirect(url_for(".caso", radicado=radicado), 303)
        except (Forbidden, NotFound):
            raise
        except DomainError as error:
            start_again()
            form.add_error(error)
            status = error.status
    page = render_template("pqrs/gestion/retirar_publicacion.html", peticion=peticion, publicacion=publicacion, form=form)
    return page, 422 if form.errors and status == 200 else status
