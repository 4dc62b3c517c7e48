"""What the generated cases say: pieces that are put together, each with the words that the search sees."""

from dataclasses import dataclass

from portal.core.text import words

LUGARES = (
    "vereda San Mateo", "vereda Maicira", "vereda Tescual", "vereda El Páramo", "vereda Monopamba", "vereda Loma Larga",
    "vereda Desmontes Bajos", "barrio San Francisco", "barrio El Comercio", "barrio La Merced", "barrio Centro", "barrio El Progreso",
)  # fmt: skip
ASUNTOS = (
    "Arreglo de la vía", "Alumbrado público apagado", "Cobro del acueducto", "Recolección de basuras", "Encuesta del Sisbén",
    "Recibo del impuesto predial", "Licencia de construcción", "Poda de árboles", "Reductor de velocidad", "Certificado de residencia",
    "Apoyo para adulto mayor", "Alcantarilla tapada", "Perros sin dueño", "Ruido en la noche", "Matrícula de un negocio", "Uso del suelo",
)  # fmt: skip
HECHOS = (
    "Desde hace varias semanas tenemos este problema y con las lluvias empeoró.",
    "Ya lo habíamos dicho en la ventanilla y no hemos tenido respuesta.",
    "Somos doce familias y hay adultos mayores y niños que lo necesitan.",
    "El recibo llegó con un valor mucho más alto que el del mes pasado.",
    "El sitio queda a diez minutos de la escuela y todos pasamos por ahí.",
    "La junta de acción comunal visitó el lugar y está de acuerdo con esta petición.",
)
PEDIDOS = (
    "Solicito una visita técnica y que me informen la fecha.",
    "Pido copia de los documentos y que se revise el caso.",
    "Pedimos el arreglo y que nos digan cuándo empieza.",
    "Solicito que corrijan el cobro y me devuelvan lo pagado de más.",
    "Solicito la información completa y quién es el responsable.",
)
RESPUESTA = (
    "Estudiamos su solicitud y atendimos lo que pidió. La oficina hizo la visita y dejó constancia en el acta. Gracias por escribirnos."
)
NOMBRES = (
    "Rosa",
    "Luis",
    "María",
    "José",
    "Aura",
    "Carlos",
    "Diana",
    "Segundo",
    "Olga",
    "Wilmer",
    "Gladys",
    "Marco",
    "Yeny",
    "Harold",
    "Nelly",
    "Édgar",
)
APELLIDOS = (
    "Tarapués", "Cuasapud", "Yandún", "Puerchambud", "Malpud", "Chalapud", "Guancha", "Piarpuezán", "Chitán", "Nastar",
    "Ascuntar", "Estacio", "Tapie", "Inguilán", "Cuaspud", "Imbacuán", "Getial", "Quenguán", "Burbano", "Realpe",
)  # fmt: skip


@dataclass(frozen=True)
class Pieza:
    """A piece of text and what the search sees of it."""

    texto: str
    plano: str


def _pieces(texts: tuple[str, ...]) -> tuple[Pieza, ...]:
    return tuple(Pieza(text, " ".join(words(text))) for text in texts)


# Every subject in every place; every story with every request.
TEMAS = _pieces(tuple(f"{asunto} en {'la' if lugar.startswith('v') else 'el'} {lugar}" for asunto in ASUNTOS for lugar in LUGARES))
RELATOS = _pieces(tuple(f"{what} {wanted}" for what in HECHOS for wanted in PEDIDOS))
GENTE = _pieces(
    tuple(f"{nombre} {apellido} {otro}" for nombre in NOMBRES for apellido in APELLIDOS for otro in APELLIDOS if otro != apellido)
)
