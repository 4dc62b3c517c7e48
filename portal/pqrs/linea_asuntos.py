"""How the decision on one matter is notified and appealed against, in the words of the timeline: those of a case, and which matter."""

from collections.abc import Callable, Mapping

from portal.pqrs.frases import Datos, asunto, day, effective, files, letter, sentences

Words = tuple[str, Callable[[Datos], str]]


def _appeal(datos: Datos) -> str:
    return sentences(
        asunto(datos), f"Radicado {datos.get('radicado')}.", "" if datos.get("en_termino", True) else "Fuera de tiempo.", files(datos),
        f"La alcaldía debe decidirlo a más tardar el {day(datos, 'limite')}.",
    )  # fmt: skip


def _posted(datos: Datos) -> str:
    return sentences(asunto(datos), f"En la página de avisos y en {datos.get('lugar')}, hasta el {day(datos, 'hasta')}.")


PARA_TODOS: Mapping[str, Words] = {
    "citacion_asunto_enviada": (
        "Se le citó a notificarse",
        lambda d: sentences(asunto(d), letter(d), "Puede venir en los cinco días hábiles siguientes."),
    ),
    "asunto_notificado_personalmente": (
        "La decisión sobre un asunto se notificó en persona",
        lambda d: sentences(asunto(d), effective(d)),
    ),
    "aviso_asunto_enviado": ("Se envió el aviso con la decisión sobre un asunto", lambda d: sentences(asunto(d), letter(d))),
    "aviso_asunto_entregado": ("El aviso se entregó", lambda d: sentences(asunto(d), effective(d))),
    "aviso_asunto_publicado": ("El aviso se publicó", _posted),
    "aviso_asunto_retirado": ("El aviso se retiró", lambda d: sentences(asunto(d), effective(d))),
    "recurso_asunto_presentado": ("Se presentó recurso de reposición sobre un asunto", _appeal),
    "recurso_asunto_decidido": ("La alcaldía decidió el recurso sobre un asunto", lambda d: sentences(asunto(d), letter(d))),
    "recurso_asunto_desistido": (
        "Se desistió del recurso sobre un asunto",
        lambda d: sentences(asunto(d), "La decisión queda como estaba."),
    ),
}
PARA_FUNCIONARIOS: Mapping[str, Words] = {
    "recurso_asunto_decidido": (
        "Recurso sobre un asunto decidido",
        lambda d: sentences(asunto(d), letter(d), f"{d.get('sentido')}."),
    ),
}
