"""The PDF that proves a filing, made anew whenever it is asked for; what changed since it was filed, it says with its day."""

import hashlib
from datetime import datetime
from itertools import pairwise

from portal.calendario import fecha_larga
from portal.core import clock
from portal.entidad.queries import get_calendario, get_entidad
from portal.files.models import Archivo
from portal.files.queries import list_archivos
from portal.pqrs.codigos import format_code
from portal.pqrs.models import Peticion, Recurso
from portal.pqrs.queries.caso import explicar
from portal.pqrs.queries.emitida import list_dichos
from portal.radicacion.documentos import Radicada
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


def make_constancia_recurso(peticion: Peticion, recurso: Recurso) -> bytes:
    """The constancia of an appeal: its number, when it came, its files with their digests, and until when it is decided.

    Raises:
        PdfFailure: it could not be laid out.

    Norm: CPACA arts. 61.3, 77 and 86.
    """
    carta, moment = recurso.carta.salida.numero if recurso.carta.salida else "", recurso.presentado_en
    in_time = "Se presentó a tiempo." if recurso.en_termino else "Se presentó después."
    return constancia_pdf(
        ConstanciaDatos(
            entidad=membrete_de(get_entidad()), numero=recurso.numero.numero, tipo_nombre=recurso.clase_nombre, recibida_en=moment,
            efectiva_el=moment.astimezone(clock.BOGOTA).date(), efectiva_motivo="", verbal=False, funcionario_receptor="",
            canal="Página de seguimiento" if recurso.recibido_por is None else f"En la alcaldía. Lo recibió {recurso.recibido_por.nombre}",
            solicitante_texto=peticion.quien, asunto="", texto=recurso.texto, medio_respuesta="",
            mas=[
                ("Contra la decisión", f"Carta {carta}, sobre la solicitud {peticion.radicado}"),
                ("Último día para presentarlo", f"{fecha_larga(recurso.limite_el)}. {in_time}"),
            ],
            anexos=[_annex(one) for one in list_archivos("recurso", recurso.id)], vence_el=recurso.vence_el,
            plazo_texto="La decisión se le notifica a más tardar ese día: dos meses desde que presentó el recurso.",
            norma="Ley 1437 de 2011, art. 86", url_seguimiento=absolute_url("pqrs.seguimiento"),
            url_verificacion=absolute_url("radicacion.mostrar", codigo=recurso.numero.codigo_verificacion),
            codigo_verificacion=recurso.numero.codigo_legible, texto_sha256=hashlib.sha256(recurso.texto.encode()).hexdigest(),
            radicada=Radicada("del recurso", "Plazo para decidirlo"),
        )
    )  # fmt: skip


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
        mas=_changed(peticion),
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


def _changed(peticion: Peticion) -> list[tuple[str, str]]:
    """What the constancia said when it was issued, where it says something else today, and since when."""
    issued, *later = list_dichos(peticion)
    found: list[tuple[str, str]] = []
    # Newest first: the first of them before which it was another says since when it is what it is.
    steps = list(pairwise([issued, *later]))[::-1]
    if later and later[-1].clase != issued.clase:
        since = next(late for early, late in steps if early.clase != later[-1].clase)
        found.append(("Clase al radicarla", f"{issued.clase}. Cambió el {_day(since.desde)}."))
    if later and later[-1].vence_el != issued.vence_el:
        since = next(late for early, late in steps if early.vence_el != later[-1].vence_el)
        found.append(("Vencía al radicarla", f"{fecha_larga(issued.vence_el)}. Cambió el {_day(since.desde)}."))
    return found


def _day(moment: datetime) -> str:
    return fecha_larga(moment.astimezone(clock.BOGOTA).date())


def _annex(archivo: Archivo) -> Anexo:
    kind = archivo.nombre.rpartition(".")[2].upper() if "." in archivo.nombre else archivo.mime
    return Anexo(archivo.nombre, kind, archivo.tamano, archivo.sha256, archivo.sha256_recibido)
