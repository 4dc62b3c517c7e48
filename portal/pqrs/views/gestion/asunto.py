"""The page of one matter of a petition, and how each of its acts is done: `perform_asunto`."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.entidad.queries import get_calendario
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.pqrs.estados import PETICION
from portal.pqrs.forms_asuntos import ASUNTO_FORMS, NOTIFICAN
from portal.pqrs.luces import luz
from portal.pqrs.models import Asunto, Recurso
from portal.pqrs.pasos import Pasos, pasos_de_asunto
from portal.pqrs.queries.asuntos import get_asunto, list_decisiones
from portal.pqrs.queries.caso import get_peticion_for, may_still_read
from portal.pqrs.queries.identidades import find_sello
from portal.pqrs.queries.recursos import list_recursos_asunto
from portal.pqrs.services.copia_publica import proponer_tapado
from portal.pqrs.services.expedir import can_enviar_asunto
from portal.pqrs.services.responder import get_borrador
from portal.pqrs.views.gestion.adjuntos_del_acto import take_files
from portal.pqrs.views.gestion.carta_previa import LetterSeen, no_letter, only_looks, show_letter
from portal.pqrs.views.gestion.opciones import offer
from portal.pqrs.views.gestion.pagina import place_of, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import start_again

Answer = Response | tuple[str, int]
Act = Callable[[Asunto, Any, Actor], str]
_WITH_MOMENT = frozenset({"entregar_asunto", "notificar_personalmente_asunto", "registrar_aviso_asunto"})
# Acts that write a letter: where the head signs them all, only the head does them.
_WITH_LETTER = frozenset({"responder_asunto", "citar_asunto", "avisar_asunto", "decidir_recurso_asunto"})
_STEPS = {f"{act}_asunto": act for act in NOTIFICAN}


@blueprint.get("/<radicado>/asuntos/<int:numero>")
@requires("pqrs:ver")
def asunto(radicado: str, numero: int) -> Answer:
    """One matter: its date, what its office writes, its letter."""
    return render_asunto(radicado, numero)


def render_asunto(
    radicado: str, numero: int, act: str = "", filled: Any = None, status: int = 200, error: DomainError | None = None
) -> tuple[str, int]:
    """The matter's page; `filled` is the form of the act that was refused, `error` why, which may be of the text in another form."""
    actor = signed_in()
    peticion = get_peticion_for(actor, radicado)
    one, calendario = get_asunto(peticion, numero), get_calendario()
    decisiones, recursos = list_decisiones(one), list_recursos_asunto(one)
    pasos = pasos_de_asunto(one, decisiones[-1] if decisiones else None, calendario)
    forms = {name: _form(name, one) for name in _acts(actor, one, pasos, recursos)}
    if filled is not None and act in forms:
        _prepare(act, filled, one)
        forms[act] = filled
    if error and error.field == "texto" and act == "responder_asunto" and "escribir_parte" in forms:
        forms["escribir_parte"].texto.errors = [error.message]
    page = render_template(
        "pqrs/gestion/asunto.html", peticion=peticion, asunto=one, luz=luz(one, calendario), forms=forms, refused=act,
        refused_form=filled, borrador=get_borrador(peticion), titulos=PETICION.transitions, pasos=pasos, hoy=clock.today(),
        decisiones=decisiones, recursos=recursos, sello=find_sello(peticion),
        puede_enviar=can_enviar_asunto(one, actor), archivos=list_archivos("asunto", one.id),
    )  # fmt: skip
    return page, status


def _acts(actor: Actor, one: Asunto, pasos: Pasos | None, recursos: list[Recurso]) -> list[str]:
    """The acts that the state, the matter and the permissions allow now."""
    waiting = any(not uno.sentido for uno in recursos)
    fitting = {
        "entregar_asunto": one.respuesta is not None and bool(one.respuesta.datos.get("asunto")) and not one.respuesta.se_notifica,
        "presentar_recurso_asunto": pasos is not None and pasos.puede_recurrir and not recursos,
        "decidir_recurso_asunto": waiting,
        "desistir_recurso_asunto": waiting,
        "responder_asunto": one.respondida_en is None and bool(one.parte),
        **{act: pasos is not None and step in pasos.actos for act, step in _STEPS.items()},
    }
    found = []
    for act in ASUNTO_FORMS:
        transition = PETICION.transitions[act]
        fits = fitting.get(act, one.respondida_en is None) and (act not in _WITH_LETTER or can_enviar_asunto(one, actor))
        if fits and one.peticion.estado in transition.desde and can(actor, transition.permission, one):
            found.append(act)
    return found


def _form(act: str, one: Asunto) -> Any:
    form: Any = ASUNTO_FORMS[act](formdata=None, prefix=f"{act}-")
    _prepare(act, form, one)
    if act == "escribir_parte":
        form.texto.data, form.lista.data = one.parte, one.parte_lista_en is not None
    elif act == "reasignar_asunto":
        form.dependencia.data, form.responsable.data = one.dependencia_id, one.responsable_id or 0
    elif act == "clasificar_asunto":
        form.tipo.data = one.tipo
    elif act in _WITH_MOMENT:
        form.fecha.data = clock.now().replace(second=0, microsecond=0, tzinfo=None)
    elif act == "retirar_aviso_asunto":
        form.fecha.data = clock.today()
    elif act == "citar_asunto":
        form.lugar.data = place_of(one.dependencia)
    elif act == "publicar_aviso_asunto" and (decisiones := list_decisiones(one)):
        form.quitar.data = "\n".join(uno.texto for uno in proponer_tapado(one.peticion, decisiones[-1]))
    return form


def _prepare(act: str, form: Any, one: Asunto) -> None:
    form.version.data = str(one.version)
    if act == "reasignar_asunto":
        offer(form, one.dependencia_id)


def perform_asunto(radicado: str, numero: int, act: str, do: Act, files: list[Received] | None = None) -> Answer:
    """Do the act of a form; `files` gets those that it brings, before anything is held in the database."""
    actor = signed_in()
    one = get_asunto(get_peticion_for(actor, radicado), numero)
    form: Any = ASUNTO_FORMS[act](prefix=f"{act}-")
    looks = only_looks(form)
    valid = form.validate()
    if files is not None:
        files += take_files(form, actor, f"{radicado}-{numero}")
        one = get_asunto(get_peticion_for(actor, radicado), numero)
    if not valid or form.errors:
        return render_asunto(radicado, numero, act, form, 422)
    try:
        done = do(one, form, actor)
        if looks:
            raise no_letter()
    except LetterSeen as seen:
        return show_letter(seen, f"{radicado}-{numero}")
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        form.form_errors.append(error.message) if isinstance(error, Conflict) else form.add_error(error)
        return render_asunto(radicado, numero, act, form, error.status, error)
    flash(done, "success")
    if may_still_read(actor, radicado):
        return redirect(url_for(".asunto", radicado=radicado, numero=numero), 303)
    return redirect(url_for(".bandeja"), 303)
