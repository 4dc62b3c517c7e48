"""The letters of what is done against a decision, and of what a judge orders: reposición, insistencia, orders."""

from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.outbox.services import Attachment, enqueue
from portal.pqrs import mails
from portal.pqrs.models import Autoridad, Insistencia, OrdenJudicial, Peticion, Recurso
from portal.web.urls import absolute_url


def _check_url(one: Recurso | Insistencia) -> str:
    return absolute_url("radicacion.mostrar", codigo=one.numero.codigo_verificacion)


def _to_office(letter: str, peticion: Peticion, **context: object) -> None:
    """To who has the case and who heads its office, once each."""
    told = [mails.in_charge(peticion), mails.head(peticion)]
    for recipient in {person.id: person for person in told if person is not None}.values():
        mails.to_official(letter, recipient, peticion, key=None, **context)


def recurso(peticion: Peticion, one: Recurso) -> None:
    """Reposición was filed: its number and the day by which it is decided; to the office also what it has to do."""
    mails.to_citizen("recurso", peticion, recurso=one, url_verificacion=_check_url(one))
    _to_office("recurso_oficina", peticion, recurso=one)


def ante_superior(peticion: Peticion, one: Recurso) -> None:
    """An apelación is with the superior: the person is told which office, and that office what it has to do."""
    mails.to_citizen("apelacion", peticion, recurso=one, ante=one.carta.apela_ante)
    _to_office("recurso_oficina", peticion, recurso=one)


def insistencia(peticion: Peticion, one: Insistencia) -> None:
    """The person insists: its number; to the office, by when the papers go to the judge."""
    mails.to_citizen("insistencia", peticion, insistencia=one, url_verificacion=_check_url(one))
    _to_office("insistencia_oficina", peticion, insistencia=one)


def insistencia_enviada(peticion: Peticion, one: Insistencia, made: Received, *, autoridad: Autoridad) -> None:
    """To the judge with the petition, the refusal and the insistencia, and their files; to the person, that they went."""
    copy = Attachment(made.nombre, made.mime, made.sha256)
    mails.to_citizen("insistencia_enviada", peticion, (copy,), autoridad=autoridad, insistencia=one)
    if autoridad.correo:
        # The judge gets what the person wrote: the insistencia, or the reposición that was refused.
        about = (("peticion", peticion.id), ("insistencia", one.id), ("recurso", one.recurso_id or 0))
        sent = [*list_archivos("respuesta", one.respuesta_id), *(file for key in about for file in list_archivos(*key))]
        enqueue(
            "pqrs/insistencia_juez", to=autoridad.correo, context={"peticion": peticion, "autoridad": autoridad, "insistencia": one},
            about=("peticion", peticion.id), attachments=(copy, *(Attachment(file.nombre, file.mime, file.sha256) for file in sent)),
        )  # fmt: skip


def fallo(peticion: Peticion, one: Insistencia) -> None:
    """What the judge decided."""
    mails.to_citizen("fallo", peticion, insistencia=one)


def recurso_desistido(peticion: Peticion, one: Recurso) -> None:
    """The person withdrew the appeal: the decision stands."""
    mails.to_citizen("recurso_desistido", peticion, recurso=one)
    _to_office("recurso_desistido_oficina", peticion, recurso=one)


def orden(peticion: Peticion, one: OrdenJudicial) -> None:
    """A judge's order is recorded: by when it is obeyed. What it says stands in the portal only."""
    mails.to_citizen("orden", peticion, orden=one)
    _to_office("orden_oficina", peticion, orden=one)
