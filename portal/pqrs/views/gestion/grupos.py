"""Groups of analogous petitions: the list, one group, and what is decided on it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.entidad.queries import get_funcionario
from portal.pqrs.cartas import VARIABLES, make_unica, make_unica_draft
from portal.pqrs.estados_grupo import GRUPO, PROPUESTO
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.forms_grupos import AgregarForm, BorradorForm, GrupoForm, UnicaForm
from portal.pqrs.models import GrupoAnalogo, MiembroAnalogo
from portal.pqrs.parecidas import Parecido, decir
from portal.pqrs.permissions import reaches
from portal.pqrs.plazos import MINIMO_PETICIONES_ANALOGAS
from portal.pqrs.queries.grupos import get_grupo_for, list_grupos, list_miembros
from portal.pqrs.services import grupos as services
from portal.pqrs.views.gestion.carta_previa import pdf_response
from portal.pqrs.views.gestion.pagina import read_only, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.input_checks import LARGEST_KEY
from portal.web.pagination import KeysetPage, decode_cursor, make_page
from portal.web.transaction import start_again

Answer = Response | tuple[str, int]
PAGE, MEMBERS, MOST_SHOWN = 25, 100, 1000
_FORMS: dict[str, type[Any]] = {
    "confirmar_grupo": GrupoForm, "descartar_grupo": GrupoForm, "agregar_al_grupo": AgregarForm, "quitar_del_grupo": GrupoForm,
    "copiar_borrador": BorradorForm, "publicar_unica": UnicaForm,
}  # fmt: skip


@blueprint.get("/grupos")
@requires("pqrs:agrupar")
def grupos() -> str:
    """The groups in one state, newest first."""
    estado = request.args.get("estado", PROPUESTO)
    estado = estado if estado in GRUPO.states else PROPUESTO
    cursor = decode_cursor(request.args.get("desde"), (int,))
    rows = list_grupos(signed_in(), estado, before=cursor[0] if cursor else None, limit=PAGE)
    page = make_page(rows, PAGE, request.args.get("desde") if cursor else None, lambda one: (one.grupo.id,))
    vistas = [
        {"titulo": one.title, "url": url_for(".grupos", estado=one.name), "cantidad": None, "actual": one.name == estado}
        for one in GRUPO.states.values()
    ]
    return render_template("pqrs/gestion/grupos.html", page=page, vistas=vistas, estado=GRUPO.states[estado])


@blueprint.get("/grupos/<int:grupo_id>")
@requires("pqrs:agrupar")
def grupo(grupo_id: int) -> Answer:
    """One group: its petitions, why they are proposed, and what may be decided."""
    return _page(grupo_id)


def _page(grupo_id: int, act: str = "", filled: Any = None, status: int = 200) -> tuple[str, int]:
    actor = signed_in()
    found = get_grupo_for(actor, grupo_id)
    miembros = list_miembros(found)
    seen = [one for one in miembros if reaches(actor, one.peticion)]
    forms = {name: _form(name, found) for name in _acts(actor, found, whole=len(seen) == len(miembros))}
    if filled is not None and act in forms:
        if "version" in filled:
            filled.version.data = str(found.version)
        forms[act] = filled
    shown = _shown(found, seen, choosing="confirmar_grupo" in forms)
    page = render_template(
        "pqrs/gestion/grupo.html", grupo=found, estado=GRUPO.states[found.estado], filas=[_row(one) for one in shown.rows],
        pagina=shown, total=len(miembros), no_caben=max(0, len(seen) - MOST_SHOWN) if "confirmar_grupo" in forms else 0,
        ocultas=len(miembros) - len(seen), forms=forms, refused=act, refused_form=filled,
        alcance=services.alcance_de(found), minimo=MINIMO_PETICIONES_ANALOGAS, variables=VARIABLES,
    )  # fmt: skip
    return page, status


def _shown(found: GrupoAnalogo, seen: Sequence[MiembroAnalogo], *, choosing: bool) -> KeysetPage[MiembroAnalogo]:
    """The petitions on this page. Which ones stay is decided on all of them together; afterwards they are read page by page."""
    if choosing:
        return make_page(seen[:MOST_SHOWN], MOST_SHOWN, None, lambda one: (one.id,))
    cursor = request.args.get("desde")
    after = decode_cursor(cursor, (int,))
    rest = [one for one in seen if after is None or one.id > after[0]]
    path = url_for(".grupo", grupo_id=found.id)
    return make_page(rest[: MEMBERS + 1], MEMBERS, cursor if after else None, lambda one: (one.id,), path=path)


def _acts(actor: Actor, found: GrupoAnalogo, *, whole: bool) -> list[str]:
    """What the state and the permissions allow; nothing, for who does not see all of the group."""
    return [one.act for one in GRUPO.acts_from(found.estado) if whole and one.act in _FORMS and can(actor, one.permission)]


def _form(act: str, found: GrupoAnalogo) -> Any:
    form = _FORMS[act](formdata=None, prefix=f"{act}-")
    if "version" in form:
        form.version.data = str(found.version)
    return form


def _row(one: MiembroAnalogo) -> dict[str, Any]:
    said = {name: value for name, value in one.razones.items() if name != "con"}
    return {"miembro": one, "peticion": one.peticion, "razones": decir(Parecido(**said), one.razones["con"]) if said else ""}


def _perform(grupo_id: int, act: str, do: Callable[[GrupoAnalogo, Any, Actor], str]) -> Answer:
    actor = signed_in()
    found = get_grupo_for(actor, grupo_id)
    form = _FORMS[act](prefix=f"{act}-")
    if not form.validate():
        return _page(grupo_id, act, form, 422)
    try:
        done = do(found, form, actor)
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(grupo_id, act, form, error.status)
    flash(done, "success")
    return redirect(url_for(".grupo", grupo_id=grupo_id), 303)


def _keys(name: str) -> set[int]:
    values = [one for one in request.form.getlist(name) if one.isascii() and one.isdigit() and len(one) < 11]
    return {int(one) for one in values if int(one) <= LARGEST_KEY}


@blueprint.post("/grupos/<int:grupo_id>/confirmar")
@requires("pqrs:agrupar")
def confirmar_grupo(grupo_id: int) -> Answer:
    """They ask for the same."""

    def do(found: GrupoAnalogo, form: Any, actor: Actor) -> str:
        marked = _keys("queda")
        services.confirmar_grupo(found, quedan=marked, salen=_keys("vista") - marked, actor=actor, version=version_of(form.version))
        return "Grupo confirmado. Las que no marcó siguen solas."

    return _perform(grupo_id, "confirmar_grupo", do)


@blueprint.post("/grupos/<int:grupo_id>/descartar")
@requires("pqrs:agrupar")
def descartar_grupo(grupo_id: int) -> Answer:
    """They do not."""

    def do(found: GrupoAnalogo, form: Any, actor: Actor) -> str:
        services.descartar_grupo(found, actor=actor, version=version_of(form.version))
        return "Grupo descartado. El portal no las propone juntas otra vez."

    return _perform(grupo_id, "descartar_grupo", do)


@blueprint.post("/grupos/<int:grupo_id>/agregar")
@requires("pqrs:agrupar")
def agregar_al_grupo(grupo_id: int) -> Answer:
    """Add one petition."""

    def do(found: GrupoAnalogo, form: Any, actor: Actor) -> str:
        added = services.agregar_al_grupo(found, radicado=form.radicado.data, actor=actor)
        return f"La solicitud {added.peticion.radicado} está en el grupo."

    return _perform(grupo_id, "agregar_al_grupo", do)


@blueprint.post("/grupos/<int:grupo_id>/quitar/<int:peticion_id>")
@requires("pqrs:agrupar")
def quitar_del_grupo(grupo_id: int, peticion_id: int) -> Answer:
    """Take one out."""

    def do(found: GrupoAnalogo, _form: Any, actor: Actor) -> str:
        services.quitar_del_grupo(found, peticion_id=peticion_id, actor=actor)
        return "La solicitud salió del grupo."

    return _perform(grupo_id, "quitar_del_grupo", do)


@blueprint.post("/grupos/<int:grupo_id>/borrador")
@requires("pqrs:proyectar")
def copiar_borrador(grupo_id: int) -> Answer:
    """One draft for all."""

    def do(found: GrupoAnalogo, form: Any, actor: Actor) -> str:
        done = services.copiar_borrador(found, texto=form.texto.data, actor=actor, version=version_of(form.version))
        left = f" No se puso en: {'; '.join(f'{one} ({why})' for one, why in done.no)}." if done.no else ""
        return f"Borrador puesto en {len(done.puesto)} casos. Revise y envíe cada carta.{left}"

    return _perform(grupo_id, "copiar_borrador", do)


@blueprint.post("/grupos/<int:grupo_id>/publicar")
@requires("pqrs:decidir")
def publicar_unica(grupo_id: int) -> Answer:
    """One answer for all."""

    def do(found: GrupoAnalogo, form: Any, actor: Actor) -> str:
        salida = services.publicar_unica(
            found, titulo=form.titulo.data, texto=form.texto.data, diario=form.diario.data, diario_el=form.diario_el.data,
            make_unica=make_unica, actor=actor, version=version_of(form.version),
        )  # fmt: skip
        return f"Respuesta única {salida.numero} publicada. En unos minutos llega a cada caso con su prueba."

    return _perform(grupo_id, "publicar_unica", do)


@blueprint.post("/grupos/<int:grupo_id>/vista-previa")
@requires("pqrs:decidir")
def vista_previa_unica(grupo_id: int) -> FlaskResponse:
    """The single answer as it would be published. Nothing is kept."""
    read_only()
    actor = signed_in()
    get_grupo_for(actor, grupo_id)
    form: Any = UnicaForm(prefix="publicar_unica-")
    data = make_unica_draft(form.titulo.data or "Sin título", form.texto.data or "Sin texto", get_funcionario(actor.id or 0))
    return pdf_response(data, f"borrador-grupo-{grupo_id}.pdf")
