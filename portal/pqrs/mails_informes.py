"""The letter that a report waits to be issued."""

from portal.entidad.models import Funcionario
from portal.outbox.services import enqueue
from portal.pqrs.models import Informe
from portal.web.urls import absolute_url


def informe_por_expedir(informe: Informe, recipient: Funcionario) -> None:
    """The draft of a report is there: who must issue it is told, once."""
    enqueue(
        "pqrs/informe_por_expedir",
        to=recipient.correo,
        context={
            "funcionario": recipient,
            "informe": informe,
            "url_informe": absolute_url("gestion_pqrs.informe", informe_id=informe.id),
        },
        key=f"informe:{informe.id}:{recipient.id}",
    )
