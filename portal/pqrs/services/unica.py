"""The single answer reaches one petition of its group: a letter in its file, its number, and the publication as proof of delivery."""

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import SISTEMA
from portal.core.errors import DomainError
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados_grupo import PUBLICADO
from portal.pqrs.models import Entrega, MiembroAnalogo, Respuesta
from portal.pqrs.plazos import is_a_tiempo
from portal.pqrs.services.acto import begin, end
from portal.pqrs.services.expedir import LetterMaker, send
from portal.web.urls import absolute_url


def responder_unica(miembro: MiembroAnalogo, *, make_letter: LetterMaker) -> Respuesta:
    """Answer one petition with the single answer of its group, and close it with that reference (CPACA art. 22).

    Its publication delivers it; the person also gets a letter of their own, reads it in tracking, and may say that it does not answer them.

    Raises:
        DomainError: the group has no single answer, or the petition is not in it.
        Conflict: the case is not in a state to be answered.
    """
    grupo, peticion = miembro.grupo, miembro.peticion
    transition = begin("responder_unica", peticion, SISTEMA)
    if grupo.estado != PUBLICADO or miembro.estado != "miembro" or grupo.salida is None or grupo.firmante is None:
        raise DomainError("Esta solicitud no tiene una respuesta única que recibir.")
    now = clock.now()
    numero = grupo.salida.numero
    where = absolute_url("pqrs.respuesta_unica", numero=numero)
    published = f"{grupo.diario} del {fecha_larga(grupo.diario_el)}" if grupo.diario_el else grupo.diario
    note = (
        f"Esta es la respuesta única a las peticiones que piden lo mismo (Ley 1437 de 2011, art. 22), carta {numero}. "
        f"Está publicada en {where} y en {published}. Puede pedir una copia."
    )
    letter = Respuesta(
        peticion_id=peticion.id, clase=ClaseCarta.RESPUESTA.value, cuerpo=f"{grupo.texto}\n\n{note}", autor_id=grupo.firmante_id,
        actualizada_en=now, enviada_en=now, datos={"unica": numero},
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    send(peticion, letter, make_letter=make_letter, actor=grupo.firmante.as_actor())
    proof = {"detalle": f"Respuesta única {numero}, publicada en {where} y en {published} (Ley 1437 de 2011, art. 22)."}
    db.session.add(Entrega(respuesta_id=letter.id, medio="aviso", iniciada_en=now, probada_en=now, prueba=proof))
    miembro.respuesta_id = letter.id
    peticion.respondida_en = peticion.cerrada_en = now
    peticion.espera_ciudadano = False
    facts = {"unica": numero, "salida": letter.salida.numero if letter.salida else "", "en_termino": is_a_tiempo(peticion.vence_el, now)}
    end(transition, peticion, SISTEMA, {**facts, "carta_sha256": letter.carta_sha256})
    mails.respuesta_unica(peticion, numero=numero, url=where)
    return letter
