"""The PDF that proves a filing, made anew whenever it is asked for: it says the same each time."""

from portal.entidad.queries import get_calendario, get_entidad
from portal.files.models import Archivo
from portal.files.queries import list_archivos
from portal.pqrs.codigos import format_code
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import explicar
from portal.radicacion.pdf import Anexo, ConstanciaDatos, constancia_pdf, membrete_de
from portal.web.urls import absolute_url


def make_constancia(peticion: Peticion, *, codigo: str | None = None) -> bytes:
    """The constancia as PDF (CPACA arts. 9.1, 15, 61.3 and 62.1).

    Args:
        codigo: the tracking code, only for who has it in hand.

    Raises:
        PdfFailure: it could not be laid out.
    """
    return constancia_pdf(_facts(peticion, codigo))


def _facts(peticion: Peticion, codigo: str | None) -> ConstanciaDatos:
    calendario = get_calendario().with_politica(peticion.politica)
    told = explicar(peticion, calendario)
    moved = peticion.efectiva_el != peticion.recibida_en.date()
    numero = peticion.numero
    return ConstanciaDatos(
        entidad=membrete_de(get_entidad()),
        numero=peticion.radicado,
        tipo_nombre=peticion.tipo_info.nombre,
        recibida_en=peticion.recibida_en,
        efectiva_el=peticion.efectiva_el,
        efectiva_motivo=told.efectiva if moved else "",
        canal=peticion.canal_nombre,
        verbal=peticion.verbal,
        funcionario_receptor=peticion.recibida_por.nombre if peticion.recibida_por else "",
        solicitante_texto=peticion.quien,
        asunto=peticion.asunto,
        texto=peticion.texto,
        anexos=[_annex(one) for one in list_archivos("peticion", peticion.id)],
        vence_el=peticion.vence_el,
        plazo_texto=told.plazo,
        norma=peticion.plazo_norma,
        medio_respuesta=peticion.como_recibe,
        url_seguimiento=absolute_url("pqrs.seguimiento"),
        url_verificacion=absolute_url("radicacion.mostrar", codigo=numero.codigo_verificacion),
        codigo_verificacion=numero.codigo_legible,
        texto_sha256=peticion.texto_sha256,
        codigo=format_code(codigo) if codigo else None,
        observaciones=peticion.observaciones,
        preguntas=[(one.pregunta, one.dicho) for one in peticion.contestadas],
    )


def _annex(archivo: Archivo) -> Anexo:
    kind = archivo.nombre.rpartition(".")[2].upper() if "." in archivo.nombre else archivo.mime
    return Anexo(archivo.nombre, kind, archivo.tamano, archivo.sha256, archivo.sha256_recibido)
