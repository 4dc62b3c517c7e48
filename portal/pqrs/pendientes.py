"""What the reminders of an act say: subject, what to do, the words beside its day, and the norm."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pendiente:
    """The words of one reminder. `ancla`: the part of the case's page where it is done."""

    que: str
    texto: str
    rotulo: str
    norma: str
    ancla: str


_CITAR = "Envíe la citación para que la persona venga a notificarse. Si no se le puede citar, publique el aviso."
_RECURSO = "Decida el recurso de reposición y notifique la decisión. Que pase el día no quita el deber de decidir."
_INSISTENCIA = "Envíe al juez la solicitud, la negación y la insistencia."
_FALLO = "Entregue lo que ordenó el juez."
_NORMA_FALLO = "Ley 1437 de 2011, art. 26, y lo que dice la providencia"

_BASE = {
    "citar": Pendiente("falta enviar la citación", _CITAR, "Citar a más tardar", "Ley 1437 de 2011, art. 68", "notificacion"),
    "recurso": Pendiente("falta decidir el recurso", _RECURSO, "Decidir a más tardar", "Ley 1437 de 2011, arts. 79, 80 y 86", "recursos"),
    "insistencia": Pendiente(
        "falta enviar la insistencia al juez", _INSISTENCIA, "Enviar a más tardar", "Ley 1437 de 2011, art. 26", "insistencia"
    ),
    "fallo": Pendiente("falta cumplir lo que ordenó el juez", _FALLO, "Cumplir a más tardar", _NORMA_FALLO, "respuesta"),
}
_ONCE = {
    "avisar": Pendiente(
        "la persona no vino a notificarse",
        "Pasaron los cinco días hábiles de la citación. Envíe el aviso con copia de la decisión, o publíquelo si no se puede enviar.",
        "Podía venir hasta", "Ley 1437 de 2011, art. 69", "notificacion",
    ),
    "fijar": Pendiente(
        "falta publicar el aviso",
        "No hay dirección a la cual citar. Publique el aviso en la página y en un lugar de acceso al público, por cinco días hábiles.",
        "Decisión del", "Ley 1437 de 2011, arts. 68 y 69", "notificacion",
    ),
    "desfijar": Pendiente(
        "se cumplieron los días del aviso publicado",
        "Retire el aviso de la página y de la cartelera, y registre el día. Queda notificada al terminar el siguiente.",
        "Debía estar hasta", "Ley 1437 de 2011, art. 69", "notificacion",
    ),
    "conflicto": Pendiente(
        "sigue en pausa por un conflicto de competencia",
        "El término está quieto hasta que se decida quién es competente. Pregunte cómo va y registre la decisión cuando llegue.",
        "En pausa desde", "Ley 1437 de 2011, art. 39", "acciones",
    ),
    "partes": Pendiente(
        "las partes están listas y la respuesta no ha salido",
        "Todas las oficinas dejaron lista su parte. Únalas y envíe la respuesta: el término sigue corriendo.",
        "Listas desde", "Ley 1437 de 2011, art. 14", "respuesta",
    ),
}  # fmt: skip
_ENDINGS = {"": "", "_hoy": ": hoy es el último día", "_tarde": ": ya pasó el día"}

PENDIENTES = {
    **_ONCE,
    **{
        f"{name}{ending}": Pendiente(f"{one.que}{words}", one.texto, one.rotulo, one.norma, one.ancla)
        for name, one in _BASE.items()
        for ending, words in _ENDINGS.items()
    },
}
