"""What the header's search finds of the PQRSD: the kinds that a citizen may file, and the pages around them.

The words beside each are those by which people ask for it when they do not know its name in the law.
"""

from collections.abc import Mapping, Sequence

from flask import url_for

from portal.core.matching import fit
from portal.pqrs.tipos import TipoPeticion, list_tipos_publicos
from portal.web.menus import Found

_T = TipoPeticion

PALABRAS: Mapping[TipoPeticion, str] = {
    _T.PETICION_GENERAL: "pedir solicitar pedido peticion derecho pqr pqrs pqrsd comunidad obra via carretera alumbrado parque",
    _T.PETICION_PARTICULAR: "pedir solicitar pedido peticion derecho pqr pqrs pqrsd certificado permiso licencia subsidio ayuda",
    _T.INFORMACION: "pedir informacion publica datos preguntar saber cifras presupuesto contrato acceso transparencia",
    _T.DOCUMENTOS: "pedir copia documento fotocopia expediente certificacion plano resolucion acta",
    _T.CONSULTA: "preguntar pregunta duda concepto opinion asesoria orientacion",
    _T.QUEJA: "quejar quejo queja inconforme molesto maltrato grosero trato atencion mal funcionario servidor conducta",
    _T.RECLAMO: "reclamar reclamo mal servicio fallo falla incumplimiento demora basura agua recoleccion cobro error no sirve",
    _T.QUEJA_DISCIPLINARIA: "falta disciplinaria abuso autoridad procuraduria personeria incumple sancion",
    _T.SUGERENCIA: "sugerir proponer propuesta idea mejorar recomendar opinion",
    _T.FELICITACION: "felicitar agradecer gracias agradecimiento reconocimiento elogio",
    _T.DENUNCIA: "denunciar denuncia irregularidad ilegal invasion contaminacion ruido construccion",
    _T.DENUNCIA_CORRUPCION: "denunciar corrupcion soborno coima mordida robo robar plata dinero contrato corrupto desvio cohecho",
    _T.HD_CONSULTA: "habeas data datos personales mis privacidad informacion",
    _T.HD_RECLAMO: "habeas data datos personales corregir borrar actualizar eliminar privacidad",
}
# (endpoint, title, what it is for, other words)
_PAGINAS = (
    (
        "pqrs.inicio",
        "Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)",
        "Qué clases hay y cuántos días hay para responder cada una.",
        "pqr pqrs pqrsd derecho peticion plazo termino dias",
    ),
    (
        "pqrs.radicar",
        "Radicar una solicitud",
        "Preséntela aquí. Recibe un número al instante y sabe qué día deben responderle.",
        "presentar enviar formulario peticion queja reclamo denuncia anonima anonimo pqr pqrs pqrsd",
    ),
    (
        "pqrs.seguimiento",
        "Seguir mi solicitud",
        "Con su radicado y su código vea en qué va y lea la respuesta.",
        "consultar estado respuesta radicado codigo seguimiento tramite mensaje ver va completar aclarar faltan documentos pausa retirar",
    ),
    (
        "pqrs.registro",
        "Registro público de solicitudes",
        "Todas las solicitudes recibidas, sin datos personales.",
        "lista radicados csv",
    ),
    (
        "pqrs.respuestas",
        "Respuestas de interés general",
        "Lo que la alcaldía ya respondió y le sirve a todos, por tema. Sin datos de las personas.",
        "preguntas frecuentes respondidas buscar temas faq",
    ),
    (
        "pqrs.estadisticas",
        "Estadísticas de las PQRSD",
        "Cuántas solicitudes se reciben, cuántas se responden a tiempo y cuánto se tarda. Con datos abiertos.",
        "cifras numeros indicadores informe datos abiertos csv json transparencia tiempo respuesta satisfaccion",
    ),
    (
        "pqrs.mapa",
        "Mapa de las solicitudes",
        "De qué veredas, corregimientos y barrios llegan las solicitudes.",
        "mapa vereda corregimiento barrio comuna sector territorio lugar",
    ),
    (
        "api_pagina.pagina",
        "Datos abiertos para programas",
        "El registro, las cifras, los plazos y las respuestas publicadas, para que un programa los lea.",
        "api json openapi datos abiertos interfaz programa desarrollador",
    ),
    (
        "pqrs.informes",
        "Informes de las PQRSD",
        "El trimestral de acceso a información y el semestral de control interno, con sus datos y cómo comprobarlos.",
        "informe trimestral semestral control interno acceso informacion pdf csv huella transparencia",
    ),
    (
        "pqrs.avisos",
        "Notificaciones por aviso",
        "Decisiones sobre solicitudes de personas que la alcaldía no encontró.",
        "aviso avisos notificar notificacion cartelera edicto decision",
    ),
    (
        "radicacion.verificar",
        "Verificar un documento",
        "Compruebe que una constancia o una carta salió de aquí.",
        "constancia carta autentico verdadero codigo qr validar",
    ),
)


def search_pqrs(wanted: Sequence[str]) -> list[Found]:
    """The kinds and pages that have any of the words looked for."""
    found = [
        Found(
            one.nombre,
            url_for("pqrs.radicar", tipo=one.clave.value),
            one.que_es,
            fit(wanted, one.nombre, f"{one.que_es} {PALABRAS[one.clave]}"),
        )
        for one in list_tipos_publicos()
    ]
    found += [
        Found(title, url_for(endpoint), summary, fit(wanted, title, f"{summary} {more}")) for endpoint, title, summary, more in _PAGINAS
    ]
    return [one for one in found if one.aciertos.found]
