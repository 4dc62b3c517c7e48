"""The acts on a case told in plain sentences, for the citizen's page and the officials' one.

What officials wrote to each other, and who works on the case, is told to officials only.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.audit.models import Evento
from portal.pqrs.frases import Datos
from portal.pqrs.frases import asunto as _asunto
from portal.pqrs.frases import came as _came
from portal.pqrs.frases import day as _day
from portal.pqrs.frases import due as _due
from portal.pqrs.frases import effective as _effective
from portal.pqrs.frases import files as _files
from portal.pqrs.frases import kind as _kind
from portal.pqrs.frases import letter as _letter
from portal.pqrs.frases import moved as _moved
from portal.pqrs.frases import office as _office
from portal.pqrs.frases import person as _person
from portal.pqrs.frases import quoted as _quoted
from portal.pqrs.frases import says as _says
from portal.pqrs.frases import sentences as _sentences
from portal.pqrs.frases import to as _to
from portal.pqrs.linea_asuntos import PARA_FUNCIONARIOS as ASUNTOS_PARA_FUNCIONARIOS
from portal.pqrs.linea_asuntos import PARA_TODOS as ASUNTOS_PARA_TODOS
from portal.pqrs.linea_recursos import PARA_FUNCIONARIOS as RECURSOS_PARA_FUNCIONARIOS
from portal.pqrs.linea_recursos import PARA_TODOS as RECURSOS_PARA_TODOS
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA


@dataclass(frozen=True)
class Hito:
    """One entry of the timeline, as the macro `linea_de_tiempo` takes it."""

    titulo: str
    en: datetime
    quien: str = ""
    texto: str = ""


# Event → title, and the text made of its facts. What stands here may be read by who filed: the reasons of a decision do not,
# for they are read by opening its letter, which notifies (CPACA art. 56).
_PARA_TODOS: Mapping[str, tuple[str, Callable[[Datos], str]]] = {
    "peticion_radicada": ("Solicitud radicada", lambda d: _sentences(_files(d, "anexos"), _due(d))),
    "peticion_clasificada": (
        "Cambió la clase de solicitud",
        lambda d: _sentences(f"Ahora es «{_kind(d)}»." if _kind(d) else "", _due(d), _quoted("Motivo", d, "motivo")),
    ),
    "datos_personales_reunidos": ("La alcaldía reunió sus datos personales", _says("Para responder su consulta o su reclamo.")),
    "identidad_abierta": (
        "Se abrió su identidad sellada",
        _says("Queda escrito quién lo hizo y para qué. Si no está de acuerdo, dígalo a la personería."),
    ),
    "peticion_asignada": ("Una oficina la recibió", _office),
    "peticion_asignada_por_regla": ("Una oficina la recibió", _office),
    "peticion_reasignada": ("Pasó a otra oficina o persona", lambda d: _sentences(_office(d) + ".", "La fecha límite no cambia.")),
    "mensaje_enviado": (
        "La alcaldía escribió un mensaje",
        lambda d: _sentences("Espera su respuesta." if d.get("pide_respuesta") else "", _files(d)),
    ),
    "mensaje_recibido": ("Quien presentó la solicitud envió un mensaje", lambda d: _sentences(_came(d), _files(d))),
    "respuesta_enviada": (
        "La respuesta está lista",
        lambda d: _sentences(f"Carta {d['salida']}." if d.get("salida") else ""),
    ),
    "entrega_probada": ("La respuesta se entregó", lambda d: MEDIOS_ENTREGA.get(str(d.get("medio")), "")),
    "respuesta_abierta": ("La respuesta se abrió en esta página", _says("Desde ese momento quedó notificada.")),
    "decision_leida": ("La decisión se leyó en esta página", _says("Leerla no la notificó: eso se hace en persona o por aviso.")),
    "tiempo_ampliado": ("Más días por una falla", lambda d: _sentences(f"Hasta el {_day(d, 'limite')}.", str(d.get("motivo") or ""))),
    "citacion_enviada": ("Se le citó a notificarse", lambda d: _sentences(_letter(d), "Puede venir en los cinco días hábiles siguientes.")),
    "notificada_personalmente": ("La decisión se notificó en persona", _effective),
    "aviso_enviado": ("Se envió el aviso con la decisión", _letter),
    "aviso_entregado": ("El aviso se entregó", _effective),
    "aviso_publicado": ("El aviso se publicó", lambda d: f"En la página de avisos y en {d.get('lugar')}, hasta el {_day(d, 'hasta')}."),
    "aviso_retirado": ("El aviso se retiró", _effective),
    "envio_probado": ("Una carta se envió", lambda d: _sentences(_letter(d), f"{MEDIOS_ENTREGA.get(str(d.get('medio')), '')}.")),
    "peticion_cerrada": ("Caso cerrado", _says()),
    "peticion_reabierta": ("El caso se abrió de nuevo", lambda d: _sentences(_due(d), _quoted("Motivo", d, "motivo"))),
    "reapertura_pedida": (
        "Se dijo que la respuesta no resuelve lo pedido",
        lambda d: _sentences("El caso se abrió de nuevo.", _due(d), _quoted("Motivo", d, "motivo")),
    ),
    "peticion_desistida": ("Solicitud retirada por quien la presentó", lambda d: _quoted("Motivo", d, "motivo")),
    "radicado_anulado": ("Radicado anulado", lambda d: _quoted("Justificación", d, "justificacion")),
    "respuesta_publicada": (
        "La respuesta se publicó sin los datos de nadie",
        _says("Cualquiera puede leerla en «Respuestas de interés general»."),
    ),
    "publicacion_retirada": ("La respuesta se retiró de lo publicado", lambda d: _quoted("Motivo", d, "motivo")),
    "notificacion_revocada": ("Ya no se aceptan notificaciones por correo", _says()),
    "sms_aceptado": ("Se aceptan avisos por mensaje de texto", _says()),
    "sms_revocado": ("Ya no se aceptan avisos por mensaje de texto", _says()),
    "complemento_pedido": (
        "Falta que complete la solicitud",
        lambda d: _sentences(
            _letter(d), f"Puede hacerlo hasta el {_day(d, 'limite')}." if d.get("limite") else "", "El plazo está en pausa."
        ),
    ),
    "complemento_pedido_tarde": ("La oficina pidió algo más", lambda d: _sentences(_letter(d), "El plazo sigue corriendo.")),
    "complemento_recibido": ("Llegó lo que faltaba", lambda d: _sentences(_came(d), _files(d), "El plazo vuelve a correr.", _due(d))),
    "mas_tiempo_pedido": ("Más tiempo para completarla", lambda d: f"Hasta el {_day(d, 'limite')}."),
    "complemento_no_recibido": (
        "Terminó el tiempo para completarla",
        _says("Todavía se puede enviar. La oficina debe decidir por escrito."),
    ),
    "desistimiento_decretado": ("La oficina decidió que se desistió", _letter),
    "tramite_reanudado": ("La oficina sigue con lo que hay", lambda d: _sentences(_due(d), _quoted("Motivo", d, "motivo"))),
    "plazo_prorrogado": ("El plazo se prorrogó", lambda d: _sentences(_letter(d), _due(d), _quoted("Motivo", d, "motivo"))),
    "peticion_trasladada": ("Se envió a la entidad competente", lambda d: _sentences(_to(d), _letter(d), _quoted("Motivo", d, "motivo"))),
    "traslado_sin_efecto": (
        "El traslado quedó sin efecto: le respondemos nosotros",
        lambda d: _sentences(f"{d['causa']}." if d.get("causa") else "", _letter(d), _due(d), _quoted("Motivo", d, "motivo")),
    ),
    "parte_trasladada": ("Una parte se envió a otra entidad", lambda d: _sentences(_to(d), _letter(d), _quoted("Motivo", d, "motivo"))),
    "conflicto_planteado": (
        "Un juez decide quién responde",
        lambda d: _sentences("El plazo está en pausa.", _quoted("Motivo", d, "motivo")),
    ),
    "conflicto_resuelto": ("El juez decidió", lambda d: _sentences(_due(d), _quoted("Decisión", d, "motivo"))),
    "aclaracion_pedida": (
        "Falta que aclare la solicitud",
        lambda d: _sentences(_letter(d), f"Puede hacerlo hasta el {_day(d, 'limite')}.", "El plazo está en pausa."),
    ),
    "aclaracion_recibida": ("Llegó la aclaración", lambda d: _sentences(_came(d), _files(d), "El plazo vuelve a correr.", _due(d))),
    "archivo_decretado": ("Se archivó por falta de aclaración", _letter),
    "peticion_rechazada": ("La solicitud se rechazó", _letter),
    "peticion_remitida": ("Ya tenía respuesta", lambda d: _sentences(_quoted("Respuesta anterior", d, "anterior"), _letter(d))),
    "tramite_continuado": ("La alcaldía sigue por interés público", lambda d: _sentences(_letter(d), _quoted("Motivo", d, "motivo"))),
    "silencio_operado": (
        "Se entiende aceptada por ley",
        lambda d: _sentences("No se respondió a tiempo.", f"Las copias deben entregarse a más tardar el {_day(d, 'copias_el')}."),
    ),
    "preferencia_confirmada": ("Se atiende con preferencia", _says("Va primero entre las que vencen el mismo día.")),
    "preferencia_retirada": (
        "Ya no se atiende con preferencia",
        lambda d: _sentences("El plazo no cambia.", _quoted("Motivo", d, "motivo")),
    ),
    "peticion_fusionada": (
        "Se unió a otra solicitud suya",
        lambda d: _sentences(f"La respuesta llega por {d.get('principal')}.", _quoted("Motivo", d, "motivo")),
    ),
    "repetida_recibida": (
        "Se le unió otra solicitud suya",
        lambda d: f"{d.get('repetida')} pide lo mismo. Esta respuesta es para las dos.",
    ),
    "fusion_deshecha": (
        "Sigue por su cuenta",
        lambda d: _sentences(f"Ya no está unida a {d.get('principal')}. Su fecha no cambió.", _quoted("Motivo", d, "motivo")),
    ),
    "repetida_suelta": ("Se separó otra solicitud suya", lambda d: f"{d.get('repetida')} tiene su propia respuesta."),
    "asuntos_separados": (
        "Su solicitud se separó en asuntos",
        lambda d: "\n".join([*map(str, d.get("asuntos") or []), "La fecha de cada uno es la límite para responderlo."]),
    ),
    "respuesta_unica_recibida": (
        "Tiene respuesta única",
        lambda d: _sentences(f"Es la misma para todas las personas que piden lo mismo: carta {d.get('unica', '')}.", _letter(d)),
    ),
    "asunto_clasificado": (
        "Cambió la clase de un asunto",
        lambda d: _sentences(_asunto(d), f"Ahora es «{_kind(d)}»." if _kind(d) else "", _due(d), _quoted("Motivo", d, "motivo")),
    ),
    "asunto_reasignado": (
        "Un asunto pasó a otra oficina o persona",
        lambda d: _sentences(_asunto(d), _office(d) + ".", "Su fecha no cambia."),
    ),
    "asunto_respondido": ("Un asunto tiene respuesta", lambda d: _sentences(_asunto(d), _letter(d))),
    "ultimo_asunto_respondido": ("El último asunto tiene respuesta", lambda d: _sentences(_asunto(d), _letter(d))),
    "entrega_asunto_probada": (
        "La respuesta a un asunto se entregó",
        lambda d: _sentences(_asunto(d), MEDIOS_ENTREGA.get(str(d.get("medio")), "") + "."),
    ),
    "respuesta_asunto_abierta": (
        "Se abrió la respuesta a un asunto",
        lambda d: _sentences(_asunto(d), "Desde ese momento quedó notificada."),
    ),
    "silencio_asunto_operado": (
        "Un asunto se entiende aceptado por ley",
        lambda d: _sentences(
            _asunto(d), "No se respondió a tiempo.", f"Las copias deben entregarse a más tardar el {_day(d, 'copias_el')}."
        ),
    ),
    **RECURSOS_PARA_TODOS,
    **ASUNTOS_PARA_TODOS,
    "termino_recalculado": (
        "Cambió la fecha límite",
        lambda d: _sentences(_due(d), *map(str, d.get("asuntos") or []), _quoted("Motivo", d, "motivo")),
    ),
}

_PARA_FUNCIONARIOS: Mapping[str, tuple[str, Callable[[Datos], str]]] = {
    # What for stands only in the list of those who may open identities.
    "identidad_abierta": ("Se abrió la identidad sellada", _says("Queda escrito para qué, en «Identidades abiertas».")),
    "caso_anonimizado": ("Se eliminó según la tabla de retención", lambda d: f"Eliminación {d.get('numero')}, {d.get('acta')}."),
    "caso_transferido": ("Pasó al archivo central", lambda d: f"Transferencia {d.get('numero')}."),
    "caso_devuelto": ("El archivo central lo devolvió", lambda d: _quoted("Motivo", d, "motivo")),
    "expediente_descargado": ("Se descargó el expediente", lambda d: f"En {str(d.get('formato')).upper()}."),
    "termino_conservado": ("La fecha límite se conservó", lambda d: _quoted("Motivo", d, "motivo")),
    "peticion_asignada": (
        "Asignada",
        lambda d: _sentences(_office(d) + ".", _person(d)),
    ),
    "peticion_asignada_por_regla": (
        "Asignada por una regla",
        lambda d: _sentences(
            f"Asignada por la regla «{d.get('regla')}» a {_office(d)}.",
            _person(d),
            "Marcada como preferente." if d.get("preferente") else "",
        ),
    ),
    "peticion_reasignada": (
        "Reasignada",
        lambda d: _sentences(_office(d) + ".", _person(d), _quoted("Motivo", d, "motivo")),
    ),
    "respuesta_enviada": (
        "Respuesta enviada",
        lambda d: _sentences(
            f"Carta {d['salida']}." if d.get("salida") else "", "En término." if d.get("en_termino") else "Fuera de término."
        ),
    ),
    "desistimiento_decretado": ("La oficina decidió que se desistió", lambda d: _sentences(_letter(d), _quoted("Motivo", d, "motivo"))),
    "archivo_decretado": ("Se archivó por falta de aclaración", lambda d: _sentences(_letter(d), _quoted("Motivo", d, "motivo"))),
    "peticion_rechazada": ("La solicitud se rechazó", lambda d: _sentences(_letter(d), _quoted("Motivo", d, "motivo"))),
    "entrega_probada": (
        "Entrega probada",
        lambda d: _sentences(MEDIOS_ENTREGA.get(str(d.get("medio")), "") + ".", str(d.get("detalle") or "")),
    ),
    "aviso_entregado": ("El aviso se entregó", lambda d: _sentences(_effective(d), str(d.get("detalle") or ""))),
    "aviso_publicado": (
        "Aviso publicado",
        lambda d: _sentences(f"Hasta el {_day(d, 'hasta')}, también en {d.get('lugar')}.", _quoted("Motivo", d, "motivo")),
    ),
    "envio_probado": (
        "Envío de una carta probado",
        lambda d: _sentences(_letter(d), f"{MEDIOS_ENTREGA.get(str(d.get('medio')), '')}.", str(d.get("detalle") or "")),
    ),
    **RECURSOS_PARA_FUNCIONARIOS,
    **ASUNTOS_PARA_FUNCIONARIOS,
    "complemento_pedido": (
        "Se pidió completar; plazo en pausa",
        lambda d: _sentences(_letter(d), f"La persona puede hacerlo hasta el {_day(d, 'limite')}." if d.get("limite") else ""),
    ),
    "complemento_pedido_tarde": ("Se pidió completar, sin pausar el plazo", _letter),
    "mas_tiempo_pedido": ("La persona pidió más tiempo", lambda d: f"Puede completar hasta el {_day(d, 'limite')}."),
    "complemento_no_recibido": ("No llegó lo que se pidió", _says("Hay que decretar el desistimiento, o seguir con lo que hay.")),
    "aclaracion_pedida": (
        "Devuelta para que la aclare; plazo en pausa",
        lambda d: _sentences(_letter(d), f"La persona puede hacerlo hasta el {_day(d, 'limite')}."),
    ),
    "peticion_trasladada": ("Trasladada por competencia", _moved),
    "parte_trasladada": ("Una parte se trasladó", _moved),
    "preferencia_confirmada": ("Se atiende con preferencia", lambda d: _quoted("Motivo", d, "motivo")),
    "asuntos_separados": ("Separada en asuntos", lambda d: "\n".join(map(str, d.get("asuntos") or []))),
    "asunto_reasignado": (
        "Asunto reasignado",
        lambda d: _sentences(
            _asunto(d),
            _office(d) + ".",
            f"Responsable: {d['responsable']}." if d.get("responsable") else "",
            _quoted("Motivo", d, "motivo"),
        ),
    ),
    "parte_escrita": (
        "Respuesta de un asunto guardada",
        lambda d: _sentences(_asunto(d), "Lista para la respuesta conjunta." if d.get("lista") else "Todavía en borrador."),
    ),
    "entrega_asunto_probada": (
        "Entrega de la respuesta a un asunto",
        lambda d: _sentences(_asunto(d), MEDIOS_ENTREGA.get(str(d.get("medio")), "") + ".", str(d.get("detalle") or "")),
    ),
    "encargo_pedido": (
        "Encargo a otra dependencia",
        lambda d: _sentences(f"{d.get('encargado_a')}.", f"Para el {_day(d, 'encargo_vence_el')}." if d.get("encargo_vence_el") else ""),
    ),
    "encargo_respondido": (
        "Encargo respondido",
        lambda d: _sentences(f"{d.get('encargado_a')}.", "" if d.get("en_termino", True) else "Después del día pedido."),
    ),
    "encargo_retirado": ("Encargo retirado", lambda d: f"{d.get('encargado_a')}."),
    "casos_vinculados": ("Se vinculó con otro caso", _says()),
    "casos_desvinculados": ("Se quitó un vínculo con otro caso", _says()),
    "asignacion_recibida": ("Quien lo tiene confirmó que lo recibió", _says()),
    "nota_agregada": ("Nota interna", lambda d: f"Avisa a {', '.join(d['avisados'])}." if d.get("avisados") else ""),
    "respuesta_proyectada": ("Borrador de respuesta guardado", _says()),
    "aprobacion_pedida": ("Respuesta enviada a aprobación", _says()),
    "proyecto_devuelto": ("Respuesta devuelta para corregir", lambda d: _quoted("Motivo", d, "motivo")),
    "respuesta_calificada": (
        "Respuesta calificada",
        lambda d: f"{d.get('puntaje')} de 5. {'Resolvió' if d.get('resuelto') else 'No resolvió'} lo pedido.",
    ),
}

# What who filed did, told to them: the title already says who.
_DE_USTED: Mapping[str, str] = {
    "mensaje_recibido": "Usted envió un mensaje",
    "decision_leida": "Usted leyó la decisión en esta página",
    "reapertura_pedida": "Usted dijo que la respuesta no resuelve lo que pidió",
    "peticion_desistida": "Usted retiró la solicitud",
    "recurso_presentado": "Usted presentó un recurso",
    "queja_presentada": "Usted presentó recurso de queja",
    "recurso_desistido": "Usted desistió de su recurso",
    "recurso_asunto_presentado": "Usted presentó recurso de reposición sobre un asunto",
    "recurso_asunto_desistido": "Usted desistió de su recurso sobre un asunto",
    "insistencia_presentada": "Usted insistió ante el juez",
    "notificacion_revocada": "Usted pidió no recibir más notificaciones por correo",
    "sms_aceptado": "Usted pidió que le avisemos por mensaje de texto",
    "sms_revocado": "Usted pidió no recibir más mensajes de texto",
}
_DECISIONES = frozenset({
    "desistimiento_decretado", "archivo_decretado", "peticion_rechazada", "peticion_remitida", "recurso_decidido", "reposicion_negada",
    "apelacion_rechazada", "queja_negada",
    "informacion_negada",
})  # fmt: skip
# What happens to a letter that decides is told of it by its name.
_DE_LA_CARTA = frozenset({"entrega_probada", "respuesta_abierta", "respuesta_calificada", "reapertura_pedida"})


def tell(eventos: Iterable[Evento], *, for_citizen: bool) -> list[Hito]:
    """The acts, in their order, as entries of a timeline. An act without words for this reader is left out."""
    words = _PARA_TODOS if for_citizen else {**_PARA_TODOS, **_PARA_FUNCIONARIOS}
    told, decided = [], False
    for evento in eventos:
        decided = evento.tipo in _DECISIONES or (decided and evento.tipo != "respuesta_enviada")
        if evento.tipo in words:
            title, text = words[evento.tipo]
            own = _DE_USTED.get(evento.tipo, "") if for_citizen and evento.actor_tipo == "ciudadano" else ""
            words_of_it = own or title
            if decided and evento.tipo in _DE_LA_CARTA:
                words_of_it = words_of_it.replace("respuesta", "decisión")
            told.append(Hito(words_of_it, evento.en, "" if own else _who(evento, for_citizen), text(evento.datos)))
    return told


def _who(evento: Evento, for_citizen: bool) -> str:
    if evento.actor_tipo == "ciudadano":
        return "Usted" if for_citizen else "Quien presentó la solicitud"
    if evento.actor_tipo == "sistema":
        return "El portal"
    return "La alcaldía" if for_citizen else evento.actor_nombre
