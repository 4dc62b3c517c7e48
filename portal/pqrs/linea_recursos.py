"""What is done against a decision, what a judge orders, and the legend of a claim, in the words of the timeline."""

from collections.abc import Callable, Mapping

from portal.pqrs.frases import Datos, day, due, files, letter, moved, says, sentences, to


def _order(datos: Datos) -> str:
    return sentences(
        f"Radicado {datos.get('radicado')}.", f"{datos.get('juez')}, proceso {datos.get('proceso')}.", files(datos),
        f"Se cumple a más tardar el {day(datos, 'cumplir_el')}.",
    )  # fmt: skip


PARA_TODOS: Mapping[str, tuple[str, Callable[[Datos], str]]] = {
    "informacion_negada": ("La oficina negó lo que es reservado", letter),
    "insistencia_presentada": (
        "Se insistió ante el juez",
        lambda d: sentences(
            f"Radicado {d.get('radicado')}.",
            "" if d.get("en_termino", True) else "Fuera de tiempo.",
            files(d),
            f"Se envía al juez a más tardar el {day(d, 'limite')}.",
        ),
    ),
    "insistencia_enviada": ("La insistencia se envió al juez", lambda d: sentences(to(d), letter(d))),
    "reserva_confirmada": ("El juez confirmó la reserva", lambda d: str(d.get("detalle") or "")),
    "acceso_ordenado": ("El juez ordenó entregar", lambda d: sentences(str(d.get("detalle") or ""), due(d))),
    "apelacion_concedida": (
        "La apelación pasó a quien la decide",
        lambda d: sentences(letter(d), f"{d.get('ante')}.", f"Debe decidirla a más tardar el {day(d, 'limite')}."),
    ),
    "apelacion_rechazada": ("La oficina rechazó la apelación", letter),
    "queja_presentada": (
        "Se presentó recurso de queja",
        lambda d: sentences(
            f"Radicado {d.get('radicado')}.", "" if d.get("en_termino", True) else "Fuera de tiempo.", files(d), f"Ante {d.get('ante')}."
        ),
    ),
    "queja_concedida": ("La queja se concedió y la apelación sigue", letter),
    "queja_negada": ("La queja se negó", letter),
    "recurso_presentado": (
        "Se presentó recurso",
        lambda d: sentences(
            f"Radicado {d.get('radicado')}.",
            "" if d.get("en_termino", True) else "Fuera de tiempo.",
            files(d),
            f"La alcaldía debe decidirlo a más tardar el {day(d, 'limite')}.",
        ),
    ),
    "recurso_decidido": ("La alcaldía decidió el recurso", letter),
    "decision_revocada": ("La decisión se revocó y la solicitud sigue", lambda d: sentences(letter(d), due(d))),
    "leyenda_puesta": (
        "Sus datos dicen «reclamo en trámite»",
        lambda d: sentences(f"En {d.get('base')}, desde el {day(d, 'puesta_el')}.", files(d)),
    ),
    "leyenda_quitada": ("Se quitó la leyenda «reclamo en trámite»", lambda d: f"De {d.get('base')}, el {day(d, 'hasta')}."),
    "recurso_desistido": ("Se desistió del recurso", says("La decisión queda como estaba.")),
    "reposicion_negada": (
        "La alcaldía negó el recurso; decide un juez",
        lambda d: sentences(letter(d), f"Los documentos se envían al juez a más tardar el {day(d, 'limite')}."),
    ),
    "orden_registrada": ("Un juez dio una orden", _order),
    "seguida_por_orden": ("Un juez dio una orden y la solicitud sigue", _order),
}

PARA_FUNCIONARIOS: Mapping[str, tuple[str, Callable[[Datos], str]]] = {
    "informacion_negada": ("Negada por reserva", lambda d: sentences(letter(d), f"{d.get('normas')}.")),
    "insistencia_enviada": ("Insistencia enviada al juez", moved),
    "recurso_decidido": ("Recurso decidido", lambda d: sentences(letter(d), f"{d.get('sentido')}.")),
    "reposicion_negada": (
        "Reposición negada; va al juez",
        lambda d: sentences(letter(d), f"{d.get('sentido')}.", f"Envíe los documentos a más tardar el {day(d, 'limite')}."),
    ),
}
