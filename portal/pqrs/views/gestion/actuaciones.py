"""One POST for each act of the law around a petition, besides answering it. All of them go through `perform`."""

from datetime import date
from typing import Any

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.entidad.queries import get_interrupcion
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.forms_actuaciones import PARTE
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.queries.asuntos import get_asunto
from portal.pqrs.queries.autoridades import get_autoridad
from portal.pqrs.queries.caso import corre_desde
from portal.pqrs.views.gestion.acciones import Act, Answer, perform
from portal.pqrs.views.gestion.carta_previa import letter_maker
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

_TO_NOTIFY = "El caso queda por notificar hasta que haya prueba de la entrega."


def _told(letter: Respuesta, words: str) -> str:
    return f"Carta {letter.salida.numero} enviada. {words}" if letter.salida else words


def _runs_again(el: date | None = None) -> str:
    return f"El plazo vuelve a correr desde el {fecha_larga(corre_desde(el))}."


def _decision(service: Any, words: str) -> Act:
    """An act that writes its reasons in a letter."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        motivo = form.motivo.data
        return _told(service(peticion, motivo=motivo, make_letter=letter_maker(), actor=actor, version=version_of(form.version)), words)

    return do


@blueprint.post("/<radicado>/requerir")
@requires("pqrs:actuar")
def requerir(radicado: str) -> Answer:
    """Ask the person to complete the petition."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.requerir(
            peticion, texto=form.texto.data, archivos=files, make_letter=letter_maker(), actor=actor, version=version_of(form.version)
        )
        if peticion.pausa_limite_el is None:
            return _told(letter, "Se pidió fuera de tiempo: el plazo sigue corriendo.")
        return _told(letter, f"El plazo queda en pausa. La persona puede completar hasta el {fecha_larga(peticion.pausa_limite_el)}.")

    return perform(radicado, "requerir", do)


@blueprint.post("/<radicado>/prorrogar")
@requires("pqrs:actuar")
def prorrogar(radicado: str) -> Answer:
    """Extend the term."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        letter = services.prorrogar(
            peticion,
            motivo=form.motivo.data,
            hasta=form.hasta.data,
            make_letter=letter_maker(),
            actor=actor,
            version=version_of(form.version),
        )
        return _told(letter, f"El plazo vence ahora el {fecha_larga(peticion.vence_el)}.")

    return perform(radicado, "prorrogar", do)


@blueprint.post("/<radicado>/trasladar")
@requires("pqrs:actuar")
def trasladar(radicado: str) -> Answer:
    """Pass the petition on, whole or in part."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        is_part = form.alcance.data == PARTE
        autoridad = get_autoridad(form.autoridad.data)
        matter = get_asunto(peticion, form.asunto.data) if is_part and form.asunto.data else None
        letter = services.trasladar(
            peticion, autoridad=autoridad, motivo=form.motivo.data, parte=form.parte.data if is_part else "", asunto=matter,
            make_letter=letter_maker(), actor=actor, version=version_of(form.version),
        )  # fmt: skip
        way = f"Va por correo a {autoridad.correo}." if autoridad.correo else "La entidad no tiene correo: imprima la carta y envíela."
        return _told(letter, f"{way} {'Responda aquí lo demás.' if is_part else 'El caso termina en esta entidad.'}")

    return perform(radicado, "trasladar", do)


@blueprint.post("/<radicado>/deshacer-traslado")
@requires("pqrs:decidir")
def deshacer_traslado(radicado: str) -> Answer:
    """Take back what was passed on to who is not competent."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        letter = services.deshacer_traslado(
            peticion, causa=form.causa.data or "", motivo=form.motivo.data, make_letter=letter_maker(), actor=actor,
            version=version_of(form.version),
        )  # fmt: skip
        due = "venció" if peticion.vence_el < clock.today() else "vence"
        return _told(letter, f"El caso sigue aquí con el plazo de siempre: {due} el {fecha_larga(peticion.vence_el)}.")

    return perform(radicado, "deshacer_traslado", do)


@blueprint.post("/<radicado>/plantear-conflicto")
@requires("pqrs:decidir")
def plantear_conflicto(radicado: str) -> Answer:
    """Suspend the term while a court says who is competent."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.plantear_conflicto(peticion, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "plantear_conflicto", do, "El plazo queda suspendido hasta que el juez decida. Avisamos a la persona.")


@blueprint.post("/<radicado>/resolver-conflicto")
@requires("pqrs:decidir")
def resolver_conflicto(radicado: str) -> Answer:
    """Record what the court decided."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        services.resolver_conflicto(
            peticion, decision=form.decision.data, decidida_el=form.decidida_el.data, comunicada_el=form.comunicada_el.data,
            competente=form.competente, actor=actor, version=version_of(form.version),
        )  # fmt: skip
        return f"Decisión registrada. {_runs_again(form.comunicada_el.data)}"

    return perform(radicado, "resolver_conflicto", do)


@blueprint.post("/<radicado>/devolver")
@requires("pqrs:decidir")
def devolver(radicado: str) -> Answer:
    """Send back what cannot be understood."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        letter = services.devolver(
            peticion, texto=form.texto.data, make_letter=letter_maker(), actor=actor, version=version_of(form.version)
        )
        limite = peticion.pausa_limite_el
        return _told(letter, f"La persona puede aclarar hasta el {fecha_larga(limite)}." if limite else "")

    return perform(radicado, "devolver", do)


@blueprint.post("/<radicado>/seguir-sin-completar")
@requires("pqrs:decidir")
def seguir_sin_completar(radicado: str) -> Answer:
    """Go on with what there is."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.seguir_sin_completar(peticion, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "seguir_sin_completar", do, f"El trámite sigue. {_runs_again()}")


@blueprint.post("/<radicado>/decretar-desistimiento")
@requires("pqrs:decidir")
def decretar_desistimiento(radicado: str) -> Answer:
    """Decree the tacit withdrawal."""
    return perform(radicado, "decretar_desistimiento", _decision(services.decretar_desistimiento, _TO_NOTIFY))


@blueprint.post("/<radicado>/archivar")
@requires("pqrs:decidir")
def archivar(radicado: str) -> Answer:
    """Archive what was not clarified."""
    return perform(radicado, "archivar", _decision(services.archivar, _TO_NOTIFY))


@blueprint.post("/<radicado>/rechazar")
@requires("pqrs:decidir")
def rechazar(radicado: str) -> Answer:
    """Refuse a disrespectful petition."""
    return perform(radicado, "rechazar", _decision(services.rechazar, _TO_NOTIFY))


@blueprint.post("/<radicado>/remitir")
@requires("pqrs:decidir")
def remitir(radicado: str) -> Answer:
    """Refer to the answer that the earlier petition had."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        letter = services.remitir(
            peticion, anterior=form.anterior.data, motivo=form.motivo.data, misma=form.misma.data, make_letter=letter_maker(),
            actor=actor, version=version_of(form.version),
        )  # fmt: skip
        return _told(letter, _TO_NOTIFY)

    return perform(radicado, "remitir", do)


@blueprint.post("/<radicado>/continuar")
@requires("pqrs:decidir")
def continuar(radicado: str) -> Answer:
    """Go on ex officio with what was withdrawn."""
    return perform(radicado, "continuar", _decision(services.continuar, "El caso sigue abierto, con el mismo plazo."))


@blueprint.post("/<radicado>/ampliar-por-falla")
@requires("pqrs:actuar")
def ampliar_por_falla(radicado: str) -> Answer:
    """More days after a recorded interruption."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        row = get_interrupcion(form.interrupcion.data)
        services.ampliar_por_falla(peticion, interrupcion=row, actor=actor, version=version_of(form.version))
        limite = peticion.pausa_limite_el
        return f"La persona puede hacerlo hasta el {fecha_larga(limite)}. Le avisamos." if limite else ""

    return perform(radicado, "ampliar_por_falla", do)
