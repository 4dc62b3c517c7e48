"""Putting the file of a case together: every document in the order in which it joined it, for one of its readers."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from portal.core import clock
from portal.core.actors import Actor
from portal.files.joining import count_pages
from portal.pqrs.expediente.correos import correos_de
from portal.pqrs.expediente.documento import Alcance, Documento, Expediente
from portal.pqrs.expediente.piezas import Archivos, guardados, mensajes, solicitud, texto
from portal.pqrs.expediente.unidas import sin_ver, unidas
from portal.pqrs.linea import tell
from portal.pqrs.models import Entrega, Insistencia, Peticion, Recurso, Respuesta, Solicitante
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.queries.archivos import Key, archivos_by_object
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.queries.caso import get_encuesta, list_cartas, list_mensajes, list_notas, timeline
from portal.pqrs.queries.ciudadano import is_legible, list_archivos_visibles
from portal.pqrs.queries.correo import list_correos_propios
from portal.pqrs.queries.encargos import list_encargos
from portal.pqrs.queries.identidades import SELLADO
from portal.pqrs.queries.leyendas import list_leyendas
from portal.pqrs.queries.ordenes import list_ordenes
from portal.pqrs.queries.recursos import insistencia_of, recursos_of
from portal.pqrs.queries.series import ficha_de
from portal.web.filters import fecha, fecha_hora

SELLADA = "La identidad de quien presentó la solicitud está sellada: ni ella ni las pruebas que la muestran están en esta copia."
SIN_ABRIR = "Las cartas que deciden y que usted todavía no abrió no están: ábralas en la página de seguimiento y vuelva a descargar."
SIN_INTERNAS = "Esta es la copia de quien presentó la solicitud: no trae las notas ni las pruebas internas de la alcaldía."
CIFRADOS = "Los correos electrónicos de este caso se guardan cifrados: en esta copia no se pueden leer."


def armar(peticion: Peticion, alcance: Alcance, persona: Solicitante | None = None, *, lector: Actor | None = None) -> Expediente:
    """The file of a case as it is now.

    Args:
        persona: who filed it, when the identity was sealed and has just been opened for this copy.
        lector: the official who reads it: only they get the papers of the filings joined to it, of those cases that they may see.
    """
    cartas = list_cartas(peticion)
    legibles = [one for one in cartas if alcance.interno or is_legible(one)]
    files = _files(peticion, alcance, cartas)
    found = [*solicitud(peticion, files), *_identidad(peticion, persona), *correos_de(peticion, alcance)]
    found += mensajes(peticion, files)
    for carta in legibles:
        found += [*_carta(carta, files), *(_entregas(carta, files, peticion, alcance) if alcance.interno else ())]
    for recurso in recursos_of(peticion, cartas):
        found += _escrito("Recurso de reposición", recurso, files, ("recurso", recurso.id), recurso.presentado_en)
    insistencia = insistencia_of(peticion, cartas)
    if insistencia:
        found += _escrito("Insistencia", insistencia, files, ("insistencia", insistencia.id), insistencia.presentada_en)
    for orden in list_ordenes(peticion):
        head = f"Orden judicial {orden.numero.numero}"
        text = f"{orden.juez}, proceso {orden.proceso}. Ordena: {orden.ordena}\nCumplir a más tardar el {fecha(orden.cumplir_el)}."
        found += [texto(head, "Orden judicial", orden.registrada_en, f"orden-{orden.numero.numero}.txt", text)]
        found += guardados(files, ("orden", orden.id), "Anexo de orden judicial")
    found += _internos(peticion, cartas, files) if alcance.interno else []
    found += unidas(peticion, lector)
    found.sort(key=lambda one: one.incorporado_en)
    pages = count_pages({one.sha256: one.contenido for one in found if one.is_pdf})
    return Expediente(
        peticion, alcance, clock.now(), found, tell(timeline(peticion, for_citizen=not alcance.interno), for_citizen=not alcance.interno),
        ficha_de(peticion), [*_left_out(peticion, alcance, hidden=len(cartas) - len(legibles)), *sin_ver(peticion, lector)], pages,
    )  # fmt: skip


def _left_out(peticion: Peticion, alcance: Alcance, *, hidden: int) -> list[str]:
    notes = [SELLADA] if peticion.is_sellada and not alcance.sellado else []
    notes += [CIFRADOS] if any(one.sellado for one in list_correos_propios(peticion)) else []
    notes += [] if alcance.interno else [SIN_INTERNAS]
    return [*notes, SIN_ABRIR] if hidden else notes


def _files(peticion: Peticion, alcance: Alcance, cartas: Sequence[Respuesta]) -> Archivos:
    if not alcance.interno:
        return dict(list_archivos_visibles(peticion, list_mensajes(peticion), cartas, list_ordenes(peticion)))
    keys: list[Key] = [("peticion", peticion.id), *[("mensaje", one.id) for one in list_mensajes(peticion)]]
    keys += [("respuesta", one.id) for one in cartas] + [("entrega", one.id) for carta in cartas for one in carta.entregas]
    keys += [("recurso", one.id) for one in recursos_of(peticion, cartas)] + [("orden", one.id) for one in list_ordenes(peticion)]
    keys += [("asunto", one.id) for one in list_asuntos(peticion)] + [("encargo", one.id) for one in list_encargos(peticion)]
    keys += [("leyenda", one.id) for one in list_leyendas(peticion)]
    insistencia = insistencia_of(peticion, cartas)
    return dict(archivos_by_object([*keys, ("insistencia", insistencia.id)] if insistencia else keys))


def _identidad(peticion: Peticion, persona: Solicitante | None) -> Iterator[Documento]:
    if persona is not None:
        lines = [persona.nombre, f"{persona.tipo_documento} {persona.numero_documento}".strip(), persona.ubicacion, persona.correo]
        lines += [persona.telefono_movil, persona.telefono_fijo, persona.representado, persona.representado_documento]
        text = "\n".join(one for one in lines if one)
        yield texto("Identidad de quien presentó la solicitud (sellada)", "Identidad", peticion.recibida_en, "identidad.txt", text)


def _carta(carta: Respuesta, files: Archivos) -> Iterator[Documento]:
    sent = carta.enviada_en or carta.actualizada_en
    number = carta.salida.numero if carta.salida else ""
    signer = f"Firma: {carta.firmante.nombre}, {carta.firmante.cargo}." if carta.firmante else ""
    title = f"{carta.info.nombre} {number}".strip()
    yield texto(f"{title}: texto", "Carta", sent, f"carta-{number or carta.id}.txt", carta.cuerpo, f"{title}. {signer}".strip())
    yield from guardados(files, ("respuesta", carta.id), "Anexo de carta")


def _entregas(carta: Respuesta, files: Archivos, peticion: Peticion, alcance: Alcance) -> Iterator[Documento]:
    hidden = peticion.is_sellada and not alcance.sellado
    for one in carta.entregas:
        yield texto(
            f"Entrega: {MEDIOS_ENTREGA[one.medio]}", "Prueba de entrega", one.probada_en or one.iniciada_en, "entrega.txt",
            _proof(one), f"Carta {carta.salida.numero if carta.salida else ''}. {MEDIOS_ENTREGA[one.medio]}.",
        )  # fmt: skip
        if not hidden:
            yield from guardados(files, ("entrega", one.id), "Prueba de entrega")


def _proof(entrega: Entrega) -> str:
    when = f"Probada el {fecha_hora(entrega.probada_en)}." if entrega.probada_en else "Sin prueba todavía."
    facts = [f"{name}: {value}" for name, value in sorted(entrega.prueba.items()) if name != SELLADO]
    return "\n".join([when, *facts])


def _escrito(titulo: str, one: Recurso | Insistencia, files: Archivos, key: Key, moment: datetime) -> Iterator[Documento]:
    yield texto(f"{titulo} {one.numero.numero}", titulo, moment, f"{key[0]}-{one.numero.numero}.txt", one.texto)
    yield from guardados(files, key, f"Anexo de {titulo.lower()}")


def _internos(peticion: Peticion, cartas: Sequence[Respuesta], files: Archivos) -> list[Documento]:
    """What the officials wrote for each other, and how the person rated the answer."""
    found = [
        texto("Nota interna", "Nota interna", one.creada_en, "nota.txt", one.texto, one.autor.nombre if one.autor else "El portal")
        for one in list_notas(peticion)
    ]
    for one in list_encargos(peticion):
        head = f"Encargo a {one.dependencia.nombre}"
        found.append(texto(head, "Encargo", one.pedido_en, "encargo.txt", one.pedido, head))
        if one.respondido_en:
            found.append(
                texto(f"Respuesta del encargo a {one.dependencia.nombre}", "Encargo", one.respondido_en, "encargo.txt", one.respuesta)
            )
    for one in list_encargos(peticion):
        found += guardados(files, ("encargo", one.id), "Anexo de encargo")
    for asunto in list_asuntos(peticion):
        found += guardados(files, ("asunto", asunto.id), f"Anexo del asunto {asunto.numero}")
    for leyenda in list_leyendas(peticion):
        text = f"{leyenda.base}: {leyenda.motivo}\n{leyenda.detalle}".strip()
        found.append(texto("Leyenda «reclamo en trámite»", "Leyenda", leyenda.registrada_en, "leyenda.txt", text))
        found += guardados(files, ("leyenda", leyenda.id), "Prueba de leyenda")
    for carta in cartas:
        survey = get_encuesta(carta) if carta.info.decide else None
        if survey:
            text = f"{survey.puntaje} de 5. {'Resolvió' if survey.resuelto else 'No resolvió'} lo que pidió.\n{survey.comentario}".strip()
            found.append(texto("Calificación de la respuesta", "Calificación", survey.respondida_en, "calificacion.txt", text))
    return found
