"""The ten sections of the transparency menu (Resolución MinTIC 1519 de 2020, Annex 2) and what this portal publishes of them.

An item without an address says so on the page and tells how to ask for the information: a promise would be worth less.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One item of the menu; `url` is where this portal publishes it, `nota` what of it is there."""

    codigo: str
    titulo: str
    url: str = ""
    nota: str = ""


@dataclass(frozen=True)
class Seccion:
    """One of the ten sections."""

    codigo: str
    titulo: str
    items: tuple[Item, ...]

    @property
    def ancla(self) -> str:
        return f"seccion-{self.codigo}"


TRANSPARENCIA = (
    Seccion("1", "Información de la entidad", (
        Item("1.1", "Misión, visión, funciones y deberes"),
        Item("1.2", "Estructura orgánica y organigrama", "/directorio", "El directorio dice de qué oficina depende cada una."),
        Item("1.3", "Mapas y cartas descriptivas de los procesos"),
        Item("1.4", "Directorio institucional", "/directorio", "Dependencias, funciones, ubicación y contacto."),
        Item("1.5", "Directorio de servidores públicos, empleados o contratistas"),
        Item("1.6", "Directorio de entidades"),
        Item("1.7", "Directorio de agremiaciones, asociaciones y otros grupos de interés"),
        Item("1.8", "Servicio al público, normas, formularios y protocolos de atención", "/atencion", "Canales y horarios de atención."),
        Item("1.9", "Procedimientos que se siguen para tomar decisiones"),
        Item("1.10", "Mecanismo de presentación directa de solicitudes, quejas y reclamos", "/pqrs/", "Presente aquí su PQRSD."),
        Item("1.11", "Calendario de actividades y eventos"),
        Item("1.12", "Información sobre decisiones que pueden afectar al público"),
        Item("1.13", "Entes y autoridades que vigilan a la entidad"),
        Item("1.14", "Publicación de hojas de vida de aspirantes"),
    )),
    Seccion("2", "Normativa", (
        Item("2.1", "Normativa de la entidad"),
        Item("2.2", "Búsqueda de normas"),
        Item("2.3", "Proyectos de normas para comentarios"),
    )),
    Seccion("3", "Contratación", (
        Item("3.1", "Plan anual de adquisiciones"),
        Item("3.2", "Publicación de la información contractual"),
        Item("3.3", "Publicación de la ejecución de los contratos"),
        Item("3.4", "Manual de contratación, adquisición y compras"),
        Item("3.5", "Formatos o modelos de contratos o pliegos tipo"),
    )),
    Seccion("4", "Planeación, presupuesto e informes", (
        Item("4.1", "Presupuesto general de ingresos, gastos e inversión"),
        Item("4.2", "Ejecución presupuestal"),
        Item("4.3", "Plan de acción"),
        Item("4.4", "Proyectos de inversión"),
        Item("4.5", "Informes de empalme"),
        Item("4.6", "Información pública y relevante"),
        Item("4.7", "Informes de gestión, evaluación y auditoría"),
        Item(
            "4.8", "Informes de la Oficina de Control Interno", "/pqrs/informes",
            "Está el informe semestral sobre las PQRSD (Ley 1474 de 2011, artículo 76).",
        ),
        Item("4.9", "Informe sobre defensa pública y prevención del daño antijurídico"),
        Item(
            "4.10", "Informes sobre acceso a información, quejas y reclamos", "/pqrs/informes",
            "El informe trimestral, con la respuesta a cada solicitud. También hay registro público y estadísticas.",
        ),
    )),
    Seccion("5", "Trámites", (Item("5.1", "Trámites: norma, proceso, costos y formularios"),)),
    Seccion("6", "Participa", (
        Item("6.1", "Descripción general del menú Participa", "/participa", "Qué es y cómo participar hoy."),
        Item("6.2", "Secciones del menú Participa", "/participa", "Las seis formas de participar."),
    )),
    Seccion("7", "Datos abiertos", (
        Item("7.1", "Instrumentos de gestión de la información"),
        Item("7.2", "Sección de datos abiertos", "/pqrs/estadisticas", "Cifras y registro de peticiones, y la interfaz para programas."),
    )),
    Seccion("8", "Información específica para grupos de interés", (
        Item("8.1", "Niños, niñas y adolescentes"),
        Item("8.2", "Mujeres"),
        Item("8.3", "Otros grupos de interés"),
    )),
    Seccion("9", "Obligación de reporte de información específica", (Item("9.1", "Normatividad especial"),)),
    Seccion("10", "Información tributaria", (
        Item("10.1", "Procesos de recaudo de rentas locales"),
        Item("10.2", "Tarifas del impuesto de industria y comercio (ICA)"),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Forma:
    """One of the six ways to take part (item 6.2)."""

    ancla: str
    titulo: str
    que_es: str
    hoy: str


PARTICIPA = (
    Forma(
        "diagnostico", "Identificación de problemas y diagnóstico de necesidades",
        "La comunidad dice qué problemas hay y cuáles son más urgentes.",
        "Cuente el problema con una petición de interés general. Recibe un radicado y una respuesta.",
    ),
    Forma(
        "presupuesto", "Planeación y presupuesto participativo",
        "La comunidad propone y prioriza obras e inversiones.",
        "Presente su propuesta como sugerencia. La recibe la Secretaría de Planeación o la oficina que haga sus veces.",
    ),
    Forma(
        "consulta", "Consulta ciudadana de proyectos, normas, políticas o programas",
        "Antes de decidir, la alcaldía publica el proyecto y recibe comentarios.",
        "Pida los proyectos en curso con una solicitud de información y comente por el mismo medio.",
    ),
    Forma(
        "colaboracion", "Colaboración e innovación abierta",
        "Personas y organizaciones ayudan a buscar soluciones a retos públicos.",
        "Proponga su idea como sugerencia.",
    ),
    Forma(
        "rendicion", "Rendición de cuentas",
        "La alcaldía explica qué hizo, con qué recursos y qué falta.",
        "Haga su pregunta como petición. También puede pedir los informes de gestión.",
    ),
    Forma(
        "control", "Control ciudadano",
        "La comunidad vigila la gestión y los recursos públicos, por ejemplo con veedurías.",
        "Consulte el registro público de peticiones, pida documentos o denuncie.",
    ),
)  # fmt: skip
