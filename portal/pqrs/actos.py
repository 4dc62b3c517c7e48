"""What was done to cases and templates, in words, for the record that control interno reads. The case's own page tells it in `linea`."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from portal.audit.queries import by_name
from portal.audit.titles import ObjectKind, add_fields, add_kind, add_titles
from portal.extensions import db
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.estados import PETICION
from portal.pqrs.estados_grupo import GRUPO
from portal.pqrs.models import (
    Autoridad,
    ClaveApi,
    Eliminacion,
    Informe,
    Peticion,
    Plantilla,
    ReglaReparto,
    TablaRetencion,
    Transferencia,
)
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.periodos import CLASES
from portal.pqrs.queries.preguntas import textos_de
from portal.pqrs.retencion import CONTEOS, DISPOSICIONES
from portal.pqrs.tipos import TIPOS

ACTOS = {
    "territorios_importados": "Territorios cargados",
    "territorio_activado": "Territorio en uso otra vez",
    "territorio_retirado": "Territorio retirado",
    "peticion_radicada": "Petición radicada",
    "peticion_clasificada": "Clase cambiada",
    "peticion_asignada": "Petición asignada",
    "peticion_asignada_por_regla": "Petición asignada por una regla",
    "peticion_reasignada": "Petición reasignada",
    "respuesta_proyectada": "Borrador de respuesta guardado",
    "aprobacion_pedida": "Respuesta enviada a aprobación",
    "proyecto_devuelto": "Respuesta devuelta para corregir",
    "respuesta_enviada": "Respuesta enviada",
    "entrega_probada": "Entrega probada",
    "respuesta_abierta": "Respuesta abierta por la persona",
    "tiempo_ampliado": "Más días por una falla",
    "citacion_enviada": "Citación enviada",
    "notificada_personalmente": "Notificada en persona",
    "aviso_enviado": "Aviso enviado",
    "aviso_entregado": "Aviso entregado",
    "aviso_publicado": "Aviso publicado",
    "aviso_retirado": "Aviso retirado",
    "envio_probado": "Envío de una carta probado",
    "informacion_negada": "Negada por reserva",
    "insistencia_presentada": "Insistencia presentada",
    "insistencia_enviada": "Insistencia enviada al juez",
    "reserva_confirmada": "El juez confirmó la reserva",
    "acceso_ordenado": "El juez ordenó entregar",
    "recurso_presentado": "Recurso de reposición presentado",
    "recurso_decidido": "Recurso de reposición decidido",
    "decision_revocada": "Decisión revocada; la solicitud sigue",
    "recurso_desistido": "Recurso retirado por la persona",
    "reposicion_negada": "Reposición por reserva negada; va al juez",
    "orden_registrada": "Orden de un juez registrada",
    "seguida_por_orden": "Orden de un juez registrada; el caso sigue",
    "peticion_cerrada": "Caso cerrado",
    "peticion_reabierta": "Caso reabierto",
    "reapertura_pedida": "Reapertura pedida por la persona",
    "peticion_desistida": "Solicitud retirada por la persona",
    "radicado_anulado": "Radicado anulado",
    "identidad_abierta": "Identidad sellada abierta",
    "nota_agregada": "Nota interna agregada",
    "mensaje_enviado": "Mensaje enviado a la persona",
    "mensaje_recibido": "Mensaje recibido de la persona",
    "notificacion_revocada": "Notificación por correo revocada",
    "respuesta_calificada": "Respuesta calificada",
    "termino_recalculado": "Término recalculado",
    "termino_conservado": "Término conservado aunque cambió el calendario",
    "complemento_pedido": "Complemento pedido; plazo en pausa",
    "complemento_pedido_tarde": "Complemento pedido sin pausar el plazo",
    "complemento_recibido": "Complemento recibido",
    "mas_tiempo_pedido": "Más tiempo pedido por la persona",
    "complemento_no_recibido": "Tiempo para completar terminado",
    "desistimiento_decretado": "Desistimiento tácito decretado",
    "tramite_reanudado": "Trámite reanudado sin complemento",
    "plazo_prorrogado": "Plazo prorrogado",
    "peticion_trasladada": "Petición trasladada por competencia",
    "parte_trasladada": "Parte trasladada por competencia",
    "conflicto_planteado": "Conflicto de competencia planteado",
    "conflicto_resuelto": "Conflicto de competencia resuelto",
    "aclaracion_pedida": "Devuelta para aclarar",
    "aclaracion_recibida": "Aclaración recibida",
    "archivo_decretado": "Archivo por falta de aclaración",
    "peticion_rechazada": "Petición rechazada por irrespetuosa",
    "peticion_remitida": "Remitida a la respuesta anterior",
    "tramite_continuado": "Trámite continuado de oficio",
    "respuesta_publicada": "Respuesta publicada sin datos personales",
    "publicacion_retirada": "Publicación retirada",
    "silencio_operado": "Silencio: petición aceptada por ley",
    "leyenda_puesta": "Leyenda «reclamo en trámite» puesta",
    "leyenda_quitada": "Leyenda «reclamo en trámite» quitada",
    "preferencia_confirmada": "Atención preferente confirmada",
    "preferencia_retirada": "Atención preferente retirada",
    "asuntos_separados": "Separada en asuntos",
    "asunto_clasificado": "Clase de un asunto cambiada",
    "asunto_reasignado": "Asunto reasignado",
    "parte_escrita": "Respuesta de un asunto guardada",
    "asunto_respondido": "Asunto respondido",
    "ultimo_asunto_respondido": "Último asunto respondido",
    "entrega_asunto_probada": "Entrega de la respuesta a un asunto probada",
    "respuesta_asunto_abierta": "Respuesta a un asunto abierta por la persona",
    "silencio_asunto_operado": "Silencio: asunto aceptado por ley",
    "respuesta_unica_recibida": "Respuesta única recibida",
    "grupo_propuesto": "Grupo de peticiones análogas propuesto",
    "grupo_confirmado": "Grupo de peticiones análogas confirmado",
    "grupo_descartado": "Grupo de peticiones análogas descartado",
    "grupo_ampliado": "Petición agregada al grupo",
    "grupo_reducido": "Petición quitada del grupo",
    "grupo_con_borrador": "Mismo borrador puesto en el grupo",
    "respuesta_unica_publicada": "Respuesta única publicada",
    "plantilla_creada": "Plantilla creada",
    "plantilla_editada": "Plantilla editada",
    "clave_api_creada": "Clave de Open311 creada",
    "clave_api_retirada": "Clave de Open311 retirada",
    "plantilla_activada": "Plantilla puesta en uso",
    "plantilla_retirada": "Plantilla retirada",
    "autoridad_creada": "Entidad agregada al directorio",
    "autoridad_editada": "Entidad del directorio editada",
    "autoridad_activada": "Entidad del directorio puesta en uso",
    "autoridad_retirada": "Entidad del directorio retirada",
    "ausencia_registrada": "Ausencia y reemplazo registrados",
    "ausencia_terminada": "Ausencia terminada antes de tiempo",
    "calendario_creado": "Calendario de vencimientos creado",
    "calendario_renovado": "Dirección del calendario de vencimientos cambiada",
    "calendario_retirado": "Calendario de vencimientos retirado",
    "asignacion_recibida": "Recibo del caso confirmado",
    "resumen_elegido": "Frecuencia del correo de pendientes elegida",
    "encargo_pedido": "Encargo pedido a otra dependencia",
    "encargo_respondido": "Encargo respondido",
    "encargo_retirado": "Encargo retirado",
    "peticion_fusionada": "Unida a otra de la misma persona",
    "repetida_recibida": "Recibió una repetida de la misma persona",
    "fusion_deshecha": "Separada de la otra de la misma persona",
    "repetida_suelta": "Se separó una repetida",
    "correo_recibido": "Correo recibido, por confirmar",
    "correo_radicado": "Correo radicado como solicitud",
    "correo_agregado": "Correo agregado a un caso",
    "correo_apartado": "Correo apartado",
    "correo_rechazado": "Correo rechazado",
    "correo_no_deseado": "Correo marcado como no deseado",
    "correo_descartado": "Correo descartado",
    "casos_vinculados": "Vinculado con otro caso",
    "casos_desvinculados": "Vínculo con otro caso quitado",
    "sugerencias_aprendidas": "Sugerencias aprendidas de los casos respondidos",
    "expediente_descargado": "Expediente descargado",
    "pregunta_creada": "Pregunta adicional creada",
    "pregunta_editada": "Pregunta adicional editada",
    "pregunta_movida": "Pregunta adicional cambiada de orden",
    "pregunta_activada": "Pregunta adicional puesta en uso",
    "pregunta_retirada": "Pregunta adicional retirada",
    "regla_creada": "Regla de reparto creada",
    "regla_editada": "Regla de reparto editada",
    "regla_movida": "Regla de reparto cambiada de orden",
    "regla_activada": "Regla de reparto puesta en uso",
    "regla_retirada": "Regla de reparto retirada",
    "caso_transferido": "Caso entregado al archivo central",
    "caso_devuelto": "Caso devuelto por el archivo central",
    "transferencia_entregada": "Transferencia al archivo central entregada",
    "transferencia_recibida": "Transferencia al archivo central recibida",
    "transferencia_devuelta": "Transferencia al archivo central devuelta",
    "eliminacion_propuesta": "Eliminación por retención propuesta",
    "eliminacion_aprobada": "Eliminación por retención aprobada",
    "eliminacion_rechazada": "Eliminación por retención rechazada",
    "eliminacion_aplicada": "Eliminación por retención aplicada",
    "caso_anonimizado": "Persona, textos y archivos eliminados por retención",
    "reglas_reaplicadas": "Reglas aplicadas otra vez a lo que nadie tenía",
    "datos_personales_reunidos": "Datos personales reunidos para quien pregunta",
    "tabla_creada": "Versión nueva de la tabla de retención",
    "tabla_adoptada": "Tabla de retención adoptada",
    "tabla_descartada": "Borrador de la tabla de retención descartado",
    "serie_creada": "Serie documental agregada",
    "serie_editada": "Serie documental editada",
    "serie_quitada": "Serie documental quitada",
    "informe_preparado": "Informe preparado",
    "informe_contado": "Informe contado otra vez",
    "informe_expedido": "Informe expedido",
    "informe_descartado": "Corrección de un informe descartada",
}
CAMPOS = {
    "acta": "Acta",
    "selladas": "Buscó en identidades selladas",
    "acto": "Acto",
    "aprobada_el": "Aprobada el",
    "casos": "Casos",
    "conteo": "Se cuenta",
    "codigo": "Código",
    "disposicion": "Disposición final",
    "en_central": "Años en el archivo central",
    "en_gestion": "Años en el archivo de gestión",
    "procedimiento": "Procedimiento",
    "documentos": "Documentos",
    "formato": "Formato",
    "huella": "Huella",
    "rige_desde": "Rige desde",
    "serie": "Serie",
    "subserie": "Subserie",
    "tipos": "Clases",
    "aceptada_desde": "Aceptada desde",
    "anonima": "Anónima",
    "anexos": "Anexos",
    "anterior": "Radicado anterior",
    "archivos": "Archivos",
    "asunto": "Asunto",
    "asuntos": "Asuntos",
    "autoridad": "Entidad",
    "base": "Base de datos",
    "avisados": "Avisa a",
    "canal": "Canal",
    "clase_informe": "Informe",
    "carta_sha256": "Huella de la carta",
    "caso_vence_el": "El caso vence el",
    "corrige": "Corrige el informe",
    "corte": "Cuenta hasta el acto",
    "csv_sha256": "Huella de la tabla",
    "copias_el": "Copias a más tardar",
    "cuerpo": "Texto",
    "cumplir_el": "Se cumple a más tardar",
    "dependencia": "Dependencia",
    "desde": "Desde",
    "diario": "Diario",
    "detalle": "Prueba",
    "efectiva_el": "Cuenta desde",
    "en_termino": "En término",
    "encargado_a": "Encargado a",
    "encargo_vence_el": "Encargo para el",
    "en_reemplazo_de": "En reemplazo de",
    "estado": "Estado",
    "estricta_el": "Vence en la lectura más estricta",
    "frecuencia": "Cada cuánto",
    "hasta": "Hasta",
    "juez": "Juez",
    "justificacion": "Justificación",
    "limite": "Límite de la persona",
    "lista": "Lista",
    "lugar": "Lugar",
    "lugares": "Lugares",
    "medio": "Medio",
    "mensaje": "Mensaje",
    "motivo": "Motivo",
    "modelo_sha256": "Huella del modelo",
    "normas": "Normas",
    "numero": "Número",
    "orden": "Orden",
    "palabras": "Palabras",
    "nuevos": "Nuevos",
    "cambiados": "Con límites nuevos",
    "territorio": "Territorio",
    "territorios": "Territorios",
    "preferente": "Preferente",
    "pdf_sha256": "Huella del PDF",
    "pedida": "La pidió la persona",
    "pide_respuesta": "Espera respuesta",
    "personas": "Personas distintas",
    "plazo_dias": "Plazo en días",
    "plazo_norma": "Norma del plazo",
    "proceso": "Proceso",
    "puesta_el": "Puesta el",
    "principal": "Radicado que sigue",
    "publicacion": "Publicación",
    "puntaje": "Puntaje",
    "quitados": "Datos quitados",
    "radicado": "Radicado",
    "regla": "Regla",
    "repetida": "Radicado repetido",
    "responsable": "Responsable",
    "resuelto": "Resolvió",
    "retiradas": "Solicitudes que se quitaron",
    "salida": "Carta",
    "seguida": "Se siguió la sugerencia",
    "sentido": "Sentido",
    "solicitudes": "Solicitudes",
    "sugerida": "Se sugirió",
    "sustituto": "Reemplazo",
    "tema": "Tema",
    "temas": "Temas",
    "tipo": "Clase",
    "unica": "Respuesta única",
    "vence_el": "Vence el",
}
VALORES = {
    "canal": CANALES.get,
    "clase_informe": {clave: one.nombre for clave, one in CLASES.items()}.get,
    "estado": {one.name: one.title for one in (*GRUPO.states.values(), *PETICION.states.values())}.get,
    "medio": MEDIOS_ENTREGA.get,
    "tema": TEMAS.get,
    "conteo": CONTEOS.get,
    "disposicion": DISPOSICIONES.get,
    "tipo": {clave.value: tipo.nombre for clave, tipo in TIPOS.items()}.get,
}


def _radicados(keys: Collection[int]) -> Mapping[int, str]:
    return {one.id: one.radicado for one in db.session.execute(select(Peticion.id, Peticion.radicado).where(Peticion.id.in_(keys)))}


def _find_case(text: str) -> Collection[int]:
    return db.session.scalars(select(Peticion.id).where(Peticion.radicado == clean_radicado(text))).all()


def _find_group(text: str) -> Collection[int]:
    return [int(text)] if text.isascii() and text.isdigit() and len(text) < 10 else []


def _informes(keys: Collection[int]) -> Mapping[int, str]:
    return {one.id: f"{one.id}: {one.titulo}" for one in db.session.scalars(select(Informe).where(Informe.id.in_(keys)))}


def _find_informe(text: str) -> Collection[int]:
    return _find_group(text)


def register_words() -> None:
    """Make the acts, objects and facts of this package known by their Spanish words."""
    add_titles(ACTOS)
    add_fields(CAMPOS, VALORES)
    # Who keeps the portal reads the record too, but not what cases are about, least of all those against officials.
    add_kind("peticion", ObjectKind("Caso", _radicados, _find_case, needs="pqrs:ver_reservadas"))
    add_kind("grupo", ObjectKind("Grupo de peticiones análogas", lambda keys: {key: str(key) for key in keys}, _find_group))
    add_kind("correo_recibido", ObjectKind("Correo recibido", lambda keys: {key: str(key) for key in keys}, _find_group))
    add_kind("plantilla", by_name("Plantilla", Plantilla.id, Plantilla.nombre))
    add_kind("regla", by_name("Regla de reparto", ReglaReparto.id, ReglaReparto.nombre))
    add_kind("pregunta", ObjectKind("Pregunta adicional", textos_de, _find_group))
    add_kind("tabla_retencion", by_name("Tabla de retención, versión", TablaRetencion.id, TablaRetencion.numero))
    add_kind("sugerencias", ObjectKind("Modelo de sugerencias", lambda keys: {key: str(key) for key in keys}, _find_group))
    add_kind("transferencia", by_name("Transferencia", Transferencia.id, Transferencia.numero))
    add_kind("eliminacion", by_name("Eliminación", Eliminacion.id, Eliminacion.numero))
    add_kind("clave_api", by_name("Clave de Open311", ClaveApi.id, ClaveApi.nombre))
    add_kind("informe", ObjectKind("Informe", _informes, _find_informe))
    add_kind("autoridad", by_name("Entidad del directorio", Autoridad.id, Autoridad.nombre))
