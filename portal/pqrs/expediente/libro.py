"""The file of a case as one accessible PDF: cover, index, and everything that was written; and the same with the PDF files behind it."""

from typing import IO

from portal.entidad.queries import get_entidad
from portal.files.joining import join_pdfs
from portal.pqrs.estados import PETICION
from portal.pqrs.expediente.documento import Expediente
from portal.pqrs.expediente.indice import Fila, filas_de, huella_de
from portal.pqrs.expediente.paquete import check_size
from portal.radicacion.documentos import EntradaIndice, ExpedienteDatos, SeccionExpediente
from portal.radicacion.pdf import expediente_pdf, membrete_de
from portal.web.filters import fecha, fecha_corta, fecha_hora
from portal.web.urls import absolute_url


def make_pdf(expediente: Expediente) -> bytes:
    """Cover, index and texts, tagged.

    Raises:
        PdfFailure: it could not be laid out.
    """
    numero = expediente.peticion.numero
    return expediente_pdf(
        ExpedienteDatos(
            entidad=membrete_de(get_entidad()), numero=expediente.peticion.radicado, armado_en=expediente.armado_en,
            filas=_cover(expediente), notas=expediente.notas, huella=huella_de(expediente),
            indice=[_entry(one) for one in filas_de(expediente)], secciones=_sections(expediente),
            url_verificacion=absolute_url("radicacion.mostrar", codigo=numero.codigo_verificacion),
            codigo_verificacion=numero.codigo_legible,
        )
    )  # fmt: skip


def make_joined(expediente: Expediente) -> tuple[IO[bytes], list[str]]:
    """The same, with every PDF of the file behind it under its bookmark, as an open file; and the names of those that could not be joined.

    Raises:
        DomainError: it would be too large.
        IsolatedFailure, PdfFailure: it took too long, or could not be laid out.
    """
    check_size(expediente)
    parts = [one for one in filas_de(expediente) if one.documento.is_pdf and one.documento.contenido is None]
    made, joined = join_pdfs(make_pdf(expediente), [(f"{one.orden}. {one.documento.titulo}", one.documento.sha256) for one in parts])
    return made, [one.nombre for one, done in zip(parts, joined, strict=True) if not done]


def _cover(expediente: Expediente) -> list[tuple[str, str]]:
    one, ficha = expediente.peticion, expediente.ficha
    serie = f"{ficha.codigo} {ficha.serie.nombre}" if ficha.serie else "Sin serie en la tabla de retención"
    return [
        ("Clase", one.tipo_info.nombre), ("Asunto", one.asunto), ("Quién la presenta", one.quien),
        ("Recibida el", fecha_hora(one.recibida_en)), ("Oficina", one.dependencia.nombre if one.dependencia else "Sin asignar"),
        ("Estado", PETICION.states[one.estado].title), ("Cerrado el", fecha(ficha.cerrada_el) if ficha.cerrada_el else "Sigue abierto"),
        ("Serie documental", serie), ("Documentos", str(len(expediente.documentos))),
        ("Este expediente se armó el", fecha_hora(expediente.armado_en)),
    ]  # fmt: skip


def _entry(row: Fila) -> EntradaIndice:
    one = row.documento
    dates = f"{fecha_corta(one.creado_en)} · {fecha_corta(one.incorporado_en)}"
    return EntradaIndice(row.orden, one.titulo, one.tipologia, dates, row.paginas, one.formato, one.tamano, one.sha256, one.origen)


def _sections(expediente: Expediente) -> list[SeccionExpediente]:
    found = [
        SeccionExpediente(f"{row.orden}. {row.documento.titulo}", cabeza or fecha_hora(row.documento.incorporado_en), texto)
        for row in filas_de(expediente)
        for cabeza, texto in row.documento.textos
    ]
    history = "\n".join(
        f"- {fecha_hora(one.en)}. {one.titulo}{f' ({one.quien})' if one.quien else ''}. {' '.join(one.texto.split())}".strip()
        for one in expediente.hitos
    )
    return [*found, SeccionExpediente("Qué ha pasado", "Las actuaciones del caso, en su orden.", history)]
