"""What each address answers. These classes are the document's schemas: a field that is not here never leaves."""

from dataclasses import dataclass, field, make_dataclass
from datetime import date, datetime
from typing import Any

from portal.pqrs.cifras.medidas import CONTEOS, MEDIDAS
from portal.pqrs.estados import PETICION
from portal.pqrs.luces import EN_PAUSA
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.plazos import Semaforo
from portal.pqrs.queries.registro import AS_PUBLIC
from portal.pqrs.tipos import TIPOS
from portal.web.shapes import told

CLASES = tuple(one.value for one in TIPOS if one.value not in AS_PUBLIC)
_SIGUIENTE = "Dirección de la página que sigue; nulo en la última"
_ENLACE = "Página del portal que lo muestra a las personas"


@dataclass(frozen=True)
class Servicio:
    """Un servicio de esta interfaz."""

    ruta: str = told("Dirección, con sus variables entre llaves", example="/api/v1/radicados/{radicado}")
    titulo: str = told("Qué da")
    descripcion: str = told("Qué da y con qué reglas")


@dataclass(frozen=True)
class Servicios:
    """Los servicios que hay."""

    titulo: str = told("Nombre de la interfaz")
    entidad: str = told("Entidad que publica los datos")
    uso: str = told("Con qué condición se usan")
    descripcion: str = told("Dirección del documento OpenAPI")
    ayuda: str = told("Página que explica la interfaz")
    servicios: list[Servicio] = told("Los servicios")


@dataclass(frozen=True)
class Radicado:
    """Una solicitud como la muestra el registro público: sin persona, sin texto y sin archivos."""

    radicado: str = told("Número de radicado", example="2026-E-000123")
    recibida_en: datetime = told("Cuándo se recibió")
    clase: str = told("Clase de solicitud; las de reserva aparecen con la clase común más cercana", values=CLASES)
    clase_nombre: str = told("La clase, en palabras")
    dependencia: str | None = told("Oficina que la tiene; nulo si nadie la tiene todavía")
    estado: str = told("Estado", values=tuple(PETICION.states))
    estado_nombre: str = told("El estado, en palabras")
    abierta: bool = told("Si sigue en trámite")
    vence_el: date | None = told("Último día para responder, hasta la medianoche; nulo mientras el plazo está en pausa")
    respondida_en: datetime | None = told("Cuándo se envió la respuesta")
    semaforo: str = told("Cómo va el plazo", values=(*Semaforo, EN_PAUSA))
    semaforo_texto: str = told("Cómo va el plazo, en palabras", example="Quedan 3 días hábiles")
    trasladada_a: str | None = told("Entidad a la que se trasladó")
    enlace: str = told(_ENLACE)


@dataclass(frozen=True)
class Radicados:
    """Una página del registro, de la más reciente a la más antigua."""

    datos: list[Radicado] = told("Las solicitudes")
    siguiente: str | None = told(_SIGUIENTE)


@dataclass(frozen=True)
class PlazoDeLey:
    """Un plazo, con los días de recibo a los que se aplica."""

    dias: int = told("Cuántos")
    unidad: str = told("De qué", values=("habiles",))
    norma: str = told("Norma que lo fija")
    prorroga_hasta: int | None = told("Días en total si se prorroga; nulo si no se puede")
    vigente_desde: date = told("Primer día de recibo al que se aplica")
    vigente_hasta: date | None = told("Último día de recibo al que se aplica; nulo si rige hoy")


@dataclass(frozen=True)
class Clase:
    """Una clase de solicitud."""

    clase: str = told("Clave", values=tuple(one.value for one in TIPOS))
    nombre: str = told("Nombre")
    que_es: str = told("Qué es, en palabras sencillas")
    ejemplo: str = told("Un ejemplo")
    grupo: str = told("Grupo")
    publica: bool = told("Si cualquier persona puede elegirla en el formulario")
    plazos: list[PlazoDeLey] = told("Sus plazos, el de hoy primero")


@dataclass(frozen=True)
class Clases:
    """Las clases de solicitud con sus plazos."""

    datos: list[Clase] = told("Las clases")


@dataclass(frozen=True)
class Oficina:
    """Una oficina de la entidad."""

    codigo: str = told("Código")
    nombre: str = told("Nombre")
    funciones: str = told("Qué hace")
    ubicacion: str = told("Dónde está")
    telefono: str = told("Teléfono")
    correo: str = told("Correo")


@dataclass(frozen=True)
class Oficinas:
    """Las oficinas que hay hoy."""

    datos: list[Oficina] = told("Las oficinas")


# The figures are those of the page's dictionary: one that is added there is here.
Cifras = make_dataclass(
    "Cifras",
    [
        (one.clave, int | None if one.clave in CONTEOS else float | None, field(metadata={"description": f"{one.cuenta} ({one.unidad})"}))
        for one in MEDIDAS
    ],
    namespace={"__doc__": "Las cifras de un grupo; nulo es que no hay de qué calcularla."},
    frozen=True,
)


@dataclass(frozen=True)
class FilaDeCifras:
    """Las cifras de un grupo. Las reservadas que son pocas van junto con otro grupo, y el nombre lo dice."""

    clave: str = told("Valor del grupo; con «+» cuando son varios")
    nombre: str = told("El grupo, en palabras")
    cifras: Cifras = told("Sus cifras")  # type: ignore[valid-type]


@dataclass(frozen=True)
class Estadisticas:
    """Las cifras de las solicitudes recibidas en un año."""

    vigencia: int = told("Año de recibo")
    corte_en: datetime = told("Hasta qué momento se contaron")
    total: Cifras | None = told("Todas; nulo cuando son tan pocas y reservadas que no se muestran")  # type: ignore[valid-type]
    clase: list[FilaDeCifras] = told("Por clase")
    canal: list[FilaDeCifras] = told("Por canal")
    dependencia: list[FilaDeCifras] = told("Por oficina")
    mes: list[FilaDeCifras] = told("Por mes de recibo")


@dataclass(frozen=True)
class Vigencias:
    """Los años de los que hay cifras."""

    datos: list[int] = told("Años, el más reciente primero")


@dataclass(frozen=True)
class Publicada:
    """Una respuesta de interés general, sin lo que identifica a una persona."""

    id: int = told("Número de la publicación")
    titulo: str = told("Título")
    tema: str = told("Tema", values=tuple(TEMAS))
    tema_nombre: str = told("El tema, en palabras")
    pregunta: str = told("Qué se preguntó")
    texto: str = told("La respuesta")
    dependencia: str | None = told("Oficina que respondió")
    respondida_el: date = told("Día de la respuesta")
    publicada_en: datetime = told("Cuándo se publicó")
    enlace: str = told(_ENLACE)
    pdf: str = told("Dirección del PDF")


@dataclass(frozen=True)
class Publicadas:
    """Una página de respuestas publicadas, de la más reciente a la más antigua."""

    datos: list[Publicada] = told("Las respuestas")
    siguiente: str | None = told(_SIGUIENTE)


@dataclass(frozen=True)
class AvisoPublico:
    """Un aviso que está publicado ahora. Su nombre está solo en la página, el tiempo que ordena la ley."""

    id: int = told("Número del aviso")
    decision: str = told("Qué se notifica")
    carta: str | None = told("Número de la carta")
    publicado_el: date = told("Desde qué día está publicado")
    hasta_el: date = told("Hasta qué día")
    surte_efecto_el: date = told("Cuándo se considera hecha la notificación")
    enlace: str = told(_ENLACE)


@dataclass(frozen=True)
class AvisosPublicos:
    """Una página de los avisos publicados ahora."""

    datos: list[AvisoPublico] = told("Los avisos")
    siguiente: str | None = told(_SIGUIENTE)


@dataclass(frozen=True)
class DiaContado:
    """Un día del plazo."""

    fecha: date = told("Día")
    numero: int | None = told("Qué número hace; nulo si no cuenta")
    cuenta: bool = told("Si cuenta")
    motivo: str = told("Por qué")
    norma: str = told("Norma")


@dataclass(frozen=True)
class FechaLimite:
    """Hasta cuándo hay que responder lo que se recibe en un momento, y por qué. Una pausa o una prórroga lo mueven después."""

    clase: str = told("Clase de solicitud", values=tuple(one.value for one in TIPOS))
    recibida_en: datetime = told("Momento de recibo")
    cuenta_desde: date = told("Día desde el que cuenta; el día 1 es el hábil siguiente")
    dias: int = told("Días del plazo")
    unidad: str = told("De qué", values=("habiles",))
    norma: str = told("Norma del plazo")
    vence_el: date = told("Último día para responder, hasta la medianoche")
    estricta_el: date = told("El mismo, con la lectura más estricta de la ley")
    politica: str = told("Cómo cuenta esta entidad lo que llega fuera de horario", values=("siguiente_habil", "estricta"))
    calendario_version: str = told("Con qué calendario se contó")
    explicacion: list[str] = told("La cuenta, en palabras")
    por_dia: list[DiaContado] = told("Cada día, desde el siguiente al que cuenta hasta el último")


@dataclass(frozen=True)
class NoHabil:
    """Un día que no cuenta."""

    fecha: date = told("Día")
    motivo: str = told("Por qué")
    norma: str = told("Norma o acto que lo ordena")


@dataclass(frozen=True)
class CalendarioHabil:
    """Los días que cuentan en un año. No se listan los domingos, ni los sábados si no son hábiles."""

    vigencia: int = told("Año")
    version: str = told("Versión del calendario", example="co0.109-lv-e3b0c442")
    politica: str = told("Cómo se cuenta lo que llega fuera de horario", values=("siguiente_habil", "estricta"))
    hora_cierre: str = told("Última hora hábil", example="17:00")
    sabado_habil: bool = told("Si el sábado es hábil")
    habiles: int = told("Cuántos días hábiles tiene el año")
    habiles_por_mes: list[int] = told("Cuántos tiene cada mes, de enero a diciembre")
    no_habiles: list[NoHabil] = told("Festivos y días en que esta entidad no atiende")


@dataclass(frozen=True)
class Huella:
    """Hasta dónde iba el registro de los actos al final de un día."""

    dia: date = told("Día")
    ultimo_acto: int = told("Número del último acto")
    actos_nuevos: int = told("Cuántos actos se agregaron desde la anterior")
    huella_sha256: str = told("SHA-256 del último acto, encadenado con todos los anteriores")
    impresa_en: datetime = told("Cuándo se publicó")


@dataclass(frozen=True)
class Huellas:
    """Una página de huellas, de la más reciente a la más antigua."""

    datos: list[Huella] = told("Las huellas")
    siguiente: str | None = told(_SIGUIENTE)


def cifras_of(valores: dict[str, Any]) -> Any:
    """The figures of a stored row; one that was not counted yet is null."""
    return Cifras(*(valores.get(one.clave) for one in MEDIDAS))
