"""Every page that is opened with GET, as a list: who opens it, in what state of a case. A test keeps the list whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.browser.sitio import Sitio
from tests.support import casos

# What answers with a file, data or a picture, and not with a page.
NOT_PAGES = {
    "gestion_pqrs.encargo_archivo",
    "api.openapi", "api.servicios", "api.radicados", "api.radicado", "api.clases", "api.dependencias", "api.estadisticas",
    "api.estadistica", "api.respuestas", "api.respuesta", "api.avisos", "api.vencimiento", "api.calendario", "api.huellas",
    "calendario.ver",
    "gestion_pqrs.correo_archivo",
    "gestion_pqrs.archivo", "gestion_pqrs.constancia", "gestion_pqrs.constancia_recurso", "gestion_pqrs.certificado",
    "gestion_pqrs.exportar_csv", "gestion_pqrs.exportar_xlsx", "inicio.escudo",
    "gestion_pqrs.transferencia_inventario",
    "huellas.listar_csv", "open311.definition", "open311.discovery", "open311.one_request", "open311.requests", "open311.services",
    "gestion_pqrs.informe_tabla", "pqrs.aviso_copia", "pqrs.informe_archivo", "pqrs.respuesta_unica_pdf",
    "interrupciones.estado_csv", "raiz.favicon", "raiz.robots", "raiz.security_txt", "raiz.sitemap",
    "pqrs.archivo", "pqrs.constancia_recurso", "pqrs.certificado",
    "pqrs.estadisticas_csv", "pqrs.estadisticas_json", "pqrs.estadisticas_diccionario",
    "pqrs.registro_csv", "pqrs.respuesta_pdf", "pqrs.reto", "salud.healthz", "salud.metrics", "salud.readyz",
}  # fmt: skip
# Pages behind something that a list cannot carry: the test named here opens them.
ELSEWHERE = {
    "acceso.comprobar": "test_sign_in",
    "acceso.restablecer": "test_pages_after_a_form",
    "gestion_pqrs.ventanilla_radicada": "test_answering",
}


@dataclass(frozen=True)
class Visita:
    """One page: its endpoint, and values of its address; `caso` names the case whose radicado is one of them."""

    endpoint: str
    caso: str = ""
    clave: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def path(self, sitio: Sitio) -> str:
        values: dict[str, Any] = dict(self.query)
        if self.caso:
            values["radicado"] = sitio.radicados[self.caso]
        if self.clave:
            values[_KEY_NAMES.get(self.clave, "key")] = sitio.claves.get(self.clave, 1)
        with sitio.app.test_request_context():
            return sitio.app.url_for(self.endpoint, **values)


_KEY_NAMES = {
    "por_publicar": "respuesta_id", "por_retirar": "publicacion_id", "plantilla": "plantilla_id", "autoridad": "autoridad_id",
    "grupo_propuesto": "grupo_id", "grupo_confirmado": "grupo_id", "regla": "regla_id", "ausencia": "ausencia_id",
    "encargo": "encargo_id", "encargo_respondido": "encargo_id", "aviso": "aviso_id", "unica": "numero",
    "correo_apartado": "correo_id", "correo_radicado": "correo_id", "correo_rechazado": "correo_id",
    "tabla": "tabla_id", "transferencia": "transferencia_id", "eliminacion": "eliminacion_id", "tabla_borrador": "tabla_id",
    "acuse": "token", "pregunta": "pregunta_id",
    "informe_borrador": "informe_id", "informe_correccion": "informe_id", "informe_corregido": "informe_id",
}  # fmt: skip
ESTADOS = tuple(casos.IN_STATE)

ABIERTAS = tuple(
    Visita(endpoint)
    for endpoint in (
        "inicio.portada", "inicio.mapa", "inicio.buscar", "interrupciones.estado", "paginas.accesibilidad",
        "paginas.atencion", "paginas.derechos", "huellas.listar",
        "paginas.directorio", "paginas.participa", "paginas.politica_datos", "paginas.terminos", "paginas.transparencia",
        "pqrs.inicio", "pqrs.datos", "pqrs.estadisticas", "pqrs.radicar", "pqrs.registro", "pqrs.respuestas", "pqrs.seguimiento",
        "pqrs.avisos", "pqrs.informes", "pqrs.respuestas_unicas", "api_pagina.pagina", "pqrs.mapa",
        "radicacion.verificar",
        "acceso.ingresar", "acceso.olvido", "acceso.enviado", "estilo.mostrar", "estilo.constancia", "estilo.gestion",
    )
)  # fmt: skip
VARIANTES = (
    Visita("inicio.buscar", query={"q": "agua"}),
    Visita("pqrs.radicar", query={"tipo": "queja"}),
    Visita("pqrs.registro", query={"estado": "cerrada"}),
    Visita("pqrs.registro", query={"estado": "trasladada"}),
    Visita("pqrs.registro", query={"estado": "requerida"}),
    Visita("pqrs.registro", query={"radicado": "2026-E-999999"}),
    Visita("pqrs.seguimiento", query={"radicado": "2026-E-000001"}),
    Visita("radicacion.mostrar", query={"codigo": "NOEXISTE"}, status=404),
    Visita("pqrs.respuesta_publicada", clave="publicada"),
    Visita("pqrs.respuesta_publicada", clave="retirada", status=410),
    Visita("pqrs.aviso", clave="aviso"),
    Visita("pqrs.respuesta_unica", clave="unica"),
    Visita("pqrs.informe", clave="informe"),
    Visita("pqrs.informe", clave="informe_de_control"),
    Visita("pqrs.respuestas", query={"q": "nada de esto"}),
    # Of another browser's filing; what its own browser sees is looked at where it files.
    Visita("pqrs.radicada", query={"radicado": "2026-E-000001"}, status=404),
)
# A desk draws them otherwise than a telephone: one of each kind is enough, for the narrow ones have been looked at all.
DE_CADA_CLASE = tuple(
    Visita(one) for one in ("inicio.portada", "paginas.transparencia", "pqrs.inicio", "pqrs.radicar", "pqrs.registro", "estilo.mostrar")
)
# Of each case what its citizen sees.
CIUDADANIA = tuple(
    Visita("pqrs.caso", caso)
    for caso in (
        *ESTADOS, "conversada", "vencida", "anonima", "con_cartas",
        "silenciosa", "pedida_tarde", "decretada", "decision_abierta", "abierta",
        "con_unica", "separada", "fijada", "sellada", "con_orden", "por_defensa", "reclamo",
        "con_unica", "separada", "fijada", "sellada", "unida",
    )
)  # fmt: skip
CIUDADANIA_EN_ESCRITORIO = tuple(Visita("pqrs.caso", caso) for caso in ("requerida", "decision_abierta", "abierta"))
CIUDADANIA_TERMINO = tuple(Visita("pqrs.termino", caso) for caso in ("en_tramite", "vencida", "requerida", "suspendida"))
VISTAS = (
    "todas", "mias", "dependencia", "sin_asignar", "vencidas", "espera", "en_pausa", "por_decidir", "silencio", "terminadas",
    "por_aprobar", "por_notificar",
)  # fmt: skip
OFICINA: Mapping[str, tuple[Visita, ...]] = {
    # The head of the office that reaches every case.
    "carmen": (
        Visita("gestion_inicio.inicio"),
        *(Visita("gestion_pqrs.bandeja", query={"vista": vista}) for vista in VISTAS),
        Visita("gestion_pqrs.bandeja", query={"q": "nada de esto"}),
        *(Visita("gestion_pqrs.caso", caso) for caso in (*ESTADOS, "conversada", "vencida", "anonima")),
        Visita("gestion_pqrs.termino", "en_tramite"),
        Visita("gestion_pqrs.ventanilla"), Visita("gestion_pqrs.sugerencias"),
        *(Visita("gestion_pqrs.caso", caso) for caso in ("sugerida", "unida")),
        *(Visita("gestion_pqrs.correos", query={"ver": vista}) for vista in ("por_mirar", "radicado", "agregado", "rechazado")),
        *(Visita("gestion_pqrs.correo", clave=clave) for clave in ("correo_apartado", "correo_radicado", "correo_rechazado")),
        Visita("gestion_pqrs.plantillas"), Visita("gestion_pqrs.plantilla_nueva"),
        Visita("gestion_pqrs.plantilla_editar", clave="plantilla"),
        Visita("gestion_pqrs.autoridades"), Visita("gestion_pqrs.autoridades", query={"q": "nada de esto"}),
        Visita("gestion_pqrs.autoridad_nueva"), Visita("gestion_pqrs.autoridad_editar", clave="autoridad"),
        Visita("gestion_pqrs.reglas"), Visita("gestion_pqrs.reglas_ensayo"),
        Visita("gestion_pqrs.reglas_aplicar"), Visita("gestion_pqrs.regla_nueva"),
        Visita("gestion_pqrs.regla_editar", clave="regla"),
        Visita("gestion_pqrs.preguntas"), Visita("gestion_pqrs.pregunta_nueva"),
        Visita("gestion_pqrs.pregunta_editar", clave="pregunta"),
        Visita("gestion_pqrs.asuntos", "en_tramite"), Visita("gestion_pqrs.asuntos", "separada"),
        *(Visita("gestion_pqrs.caso", caso) for caso in ("con_encargos", "con_unica", "separada", "fijada")),
        Visita("gestion_pqrs.ausencias"), Visita("gestion_pqrs.encargos"), Visita("gestion_pqrs.grupos"), Visita("gestion_pqrs.mapa"),
        Visita("gestion_pqrs.datos_personales", "de_datos"), Visita("gestion_pqrs.caso", "de_datos"),
    ),
    "jairo": (
        Visita("gestion_pqrs.bandeja"),
        *(Visita("gestion_pqrs.caso", caso) for caso in (*ESTADOS[1:-1], "conversada")),
        Visita("cuenta.inicio"), Visita("cuenta.clave"), Visita("cuenta.activar"), Visita("calendario.mostrar"),
        Visita("calendario.resumen"),
        Visita("gestion_pqrs.menciones"), Visita("gestion_pqrs.enlace", clave="acuse"),
    ),
    # The head of the office that has the cases: every act that each state admits.
    "nubia": (
        *(Visita("gestion_pqrs.caso", caso) for caso in (*ESTADOS[1:-1], "con_cartas", "silenciosa")),
        *(Visita("gestion_pqrs.termino", caso) for caso in ("requerida", "suspendida", "con_cartas")),
        *(Visita("gestion_pqrs.asunto", "separada", query={"numero": numero}) for numero in "123"),
        *(Visita("gestion_pqrs.caso", caso) for caso in ("con_encargos", "separada", "fijada", "con_orden", "por_defensa", "reclamo")),
        Visita("gestion_pqrs.ausencias"), Visita("gestion_pqrs.ausencia_nueva"), Visita("gestion_pqrs.ausencia", clave="ausencia"),
        *(Visita("gestion_pqrs.encargos", query={"ver": vista}) for vista in ("por_hacer", "pedidos", "terminados")),
        Visita("gestion_pqrs.encargo", clave="encargo"), Visita("gestion_pqrs.encargo", clave="encargo_respondido"),
        Visita("gestion_pqrs.publicar", "respondida", "por_publicar"),
        Visita("gestion_pqrs.retirar_publicacion", "cerrada", "por_retirar"),
    ),
    "gloria": (
        Visita("gestion_pqrs.caso", "por_aprobar"),
        *(Visita("gestion_pqrs.encargos", query={"ver": vista}) for vista in ("por_hacer", "pedidos", "terminados")),
        Visita("gestion_pqrs.encargo", clave="encargo"), Visita("gestion_pqrs.encargo", clave="encargo_respondido"),
        Visita("gestion_pqrs.ausencias"),
    ),
    # The head of the office that has the petitions which ask for the same.
    "lucia": (
        *(Visita("gestion_pqrs.grupos", query={"estado": estado}) for estado in ("propuesto", "confirmado", "publicado", "descartado")),
        Visita("gestion_pqrs.grupo", clave="grupo_propuesto"), Visita("gestion_pqrs.grupo", clave="grupo_confirmado"),
    ),
    # Who keeps the archive.
    "octavio": (
        Visita("gestion_pqrs.series"),
        Visita("gestion_pqrs.tabla", clave="tabla"), Visita("gestion_pqrs.tabla", clave="tabla_borrador"),
        Visita("gestion_pqrs.serie_nueva", clave="tabla_borrador"),
        Visita("gestion_pqrs.serie_editar", clave="tabla", query={"serie_id": "1"}),
        Visita("gestion_pqrs.caso", "cerrada"), Visita("gestion_pqrs.expediente", "cerrada"),
        Visita("gestion_pqrs.expediente", "conversada"),
        Visita("gestion_pqrs.transferencias"), Visita("gestion_pqrs.transferencia_nueva"),
        Visita("gestion_pqrs.transferencia", clave="transferencia"),
        Visita("gestion_pqrs.eliminaciones"), Visita("gestion_pqrs.eliminacion_nueva", query={"antes": "2026-02-04"}),
        Visita("gestion_pqrs.eliminacion", clave="eliminacion"),
    ),
    "hernan": (
        Visita("gestion_pqrs.expediente", "sellada"), Visita("gestion_pqrs.eliminacion", clave="eliminacion"),
        Visita("gestion_pqrs.informes"), Visita("gestion_pqrs.informe", clave="informe_borrador"),
        Visita("gestion_pqrs.informe", clave="informe_correccion"), Visita("gestion_pqrs.informe", clave="informe_corregido"),
        Visita("gestion_pqrs.informe_corregir", clave="informe_corregido"),
        Visita("gestion_pqrs.identidades"), Visita("gestion_pqrs.caso", "sellada"),
        Visita("gestion_pqrs.caso", "radicada"), Visita("gestion_pqrs.caso", "anulada"), Visita("auditoria.listar")),
    "efrain": (
        Visita("gestion_inicio.inicio"), Visita("cuenta.inicio"),
        Visita("gestion_entidad.perfil"), Visita("gestion_entidad.terminos"),
        Visita("gestion_entidad.dependencias"),
        Visita("gestion_entidad.dependencia", clave="dependencia"), Visita("gestion_entidad.nueva_dependencia"),
        Visita("gestion_entidad.funcionarios"),
        Visita("gestion_entidad.funcionario", clave="funcionario"), Visita("gestion_entidad.nuevo_funcionario"),
        Visita("gestion_entidad.roles"),
        Visita("gestion_entidad.rol", clave="rol"), Visita("gestion_entidad.nuevo_rol"),
        Visita("gestion_entidad.dias"), Visita("gestion_entidad.retirar_dia", clave="dia"),
        Visita("gestion_entidad.interrupciones"), Visita("gestion_entidad.interrupcion", clave="interrupcion"),
        Visita("gestion_pqrs.territorios"), Visita("auditoria.listar"), Visita("correo.listar"), Visita("tareas.listar"),
    ),
}  # fmt: skip
# What is refused: an official where they may not go, a page that is not there, and each error in its turn.
NEGADAS = (Visita("gestion_entidad.perfil", status=403),)
ERRORES = (400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)


def all_visitas() -> Iterator[Visita]:
    yield from (*ABIERTAS, *VARIANTES, *CIUDADANIA, *CIUDADANIA_TERMINO)
    for visitas in OFICINA.values():
        yield from visitas
