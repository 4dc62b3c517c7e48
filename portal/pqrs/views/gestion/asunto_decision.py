"""One POST for each step by which the decision on one matter is notified, and for the appeal against it."""

from collections.abc import Callable
from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import make_public_copy
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Asunto
from portal.pqrs.views.gestion.asunto import Answer, perform_asunto
from portal.pqrs.views.gestion.carta_previa import letter_maker
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

# Does the act with the files that came: (matter, form, who, files) → what is told.
WithFiles = Callable[[Asunto, Any, Actor, list[Received]], str]


def _with_files(radicado: str, numero: int, act: str, do: WithFiles) -> Answer:
    files: list[Received] = []
    return perform_asunto(radicado, numero, act, lambda one, form, actor: do(one, form, actor, files), files)


def _common(one: Asunto, form: Any, actor: Actor) -> dict[str, Any]:
    return {"asunto": one, "actor": actor, "version": version_of(form.version)}


@blueprint.post("/<radicado>/asuntos/<int:numero>/citar")
@requires("pqrs:entregar")
def citar_asunto(radicado: str, numero: int) -> Answer:
    """Send the citation."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        letter = services.citar(one.peticion, lugar=form.lugar.data, make_letter=letter_maker(), **_common(one, form, actor))
        number = letter.salida.numero if letter.salida else ""
        if one.peticion.correo:
            return f"Citación {number} enviada por correo a {one.peticion.correo}."
        return f"Citación {number} hecha. Imprímala, envíela y registre el envío en el caso: desde ese día corren los cinco días."

    return perform_asunto(radicado, numero, "citar_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/notificar-personalmente")
@requires("pqrs:entregar")
def notificar_personalmente_asunto(radicado: str, numero: int) -> Answer:
    """Record the notification in person."""

    def do(one: Asunto, form: Any, actor: Actor, files: list[Received]) -> str:
        services.notificar_personalmente(
            one.peticion, quien=form.quien.data, documento=form.documento.data, calidad=form.calidad.data, fecha=form.fecha_read,
            copia_entregada=form.copia_entregada.data, archivos=files, **_common(one, form, actor),
        )  # fmt: skip
        return "Notificación personal registrada."

    return _with_files(radicado, numero, "notificar_personalmente_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/avisar")
@requires("pqrs:entregar")
def avisar_asunto(radicado: str, numero: int) -> Answer:
    """Send the aviso."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        letter = services.avisar(one.peticion, make_letter=letter_maker(), **_common(one, form, actor))
        mail = one.peticion.correo
        way = f"por correo a {mail}" if mail else "en papel: imprímalo con la copia de la decisión y envíelo"
        return f"Aviso {letter.salida.numero if letter.salida else ''} enviado {way}. Registre aquí su entrega."

    return perform_asunto(radicado, numero, "avisar_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/registrar-aviso")
@requires("pqrs:entregar")
def registrar_aviso_asunto(radicado: str, numero: int) -> Answer:
    """Record the delivery of the aviso."""

    def do(one: Asunto, form: Any, actor: Actor, files: list[Received]) -> str:
        steps = services.registrar_aviso(
            one.peticion, detalle=form.detalle.data, fecha=form.fecha_read, archivos=files, **_common(one, form, actor)
        )
        return f"Queda notificada al terminar el {fecha_larga(steps.efectiva_el)}." if steps.efectiva_el else ""

    return _with_files(radicado, numero, "registrar_aviso_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/publicar-aviso")
@requires("pqrs:entregar")
def publicar_aviso_asunto(radicado: str, numero: int) -> Answer:
    """Put the notice on the public page."""

    def do(one: Asunto, form: Any, actor: Actor, files: list[Received]) -> str:
        services.publicar_aviso(
            one.peticion, lugar=form.lugar.data, motivo=form.motivo.data, copias=files, quitar=form.quitar.data, make_copy=make_public_copy,
            **_common(one, form, actor),
        )  # fmt: skip
        return "Aviso publicado en la página. Fíjelo hoy también en el lugar público."

    return _with_files(radicado, numero, "publicar_aviso_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/retirar-aviso")
@requires("pqrs:entregar")
def retirar_aviso_asunto(radicado: str, numero: int) -> Answer:
    """Record that the notice was taken down."""

    def do(one: Asunto, form: Any, actor: Actor, files: list[Received]) -> str:
        steps = services.retirar_aviso(one.peticion, fecha=form.fecha.data, archivos=files, **_common(one, form, actor))
        return f"Queda notificada al terminar el {fecha_larga(steps.efectiva_el)}." if steps.efectiva_el else ""

    return _with_files(radicado, numero, "retirar_aviso_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/presentar-recurso")
@requires("pqrs:radicar_ventanilla")
def presentar_recurso_asunto(radicado: str, numero: int) -> Answer:
    """File at the counter what the person brings on paper or says."""

    def do(one: Asunto, form: Any, actor: Actor, files: list[Received]) -> str:
        made = services.presentar_recurso_asunto(one.peticion, numero=one.numero, texto=form.texto.data, archivos=files, actor=actor)
        late = "" if made.en_termino else " Llegó fuera de tiempo: dígaselo a la persona."
        return f"Recurso radicado con el número {made.numero.numero}. Se decide a más tardar el {fecha_larga(made.vence_el)}.{late}"

    return _with_files(radicado, numero, "presentar_recurso_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/decidir-recurso")
@requires("pqrs:decidir")
def decidir_recurso_asunto(radicado: str, numero: int) -> Answer:
    """Decide the appeal with a letter."""

    def do(one: Asunto, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.decidir_recurso_asunto(
            one, sentido=form.sentido.data, motivo=form.motivo.data, make_letter=letter_maker(), archivos=files, actor=actor,
            version=version_of(form.version),
        )  # fmt: skip
        return f"Carta {letter.salida.numero if letter.salida else ''} enviada. Falta notificarla."

    return _with_files(radicado, numero, "decidir_recurso_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/desistir-recurso")
@requires("pqrs:radicar_ventanilla")
def desistir_recurso_asunto(radicado: str, numero: int) -> Answer:
    """Withdraw the appeal for the person who says so at the counter."""

    def do(one: Asunto, _form: Any, actor: Actor) -> str:
        made = services.desistir_recurso_asunto(one.peticion, numero=one.numero, actor=actor)
        return f"Quedó retirado el recurso {made.numero.numero}. La decisión no cambia."

    return perform_asunto(radicado, numero, "desistir_recurso_asunto", do)
