"""Older cases, answered long ago: what the reports of the periods that ended are about."""

from portal.demo.actos import abrir, asignar, calificar, cerrar, proyectar, responder
from portal.demo.actuaciones import trasladar
from portal.demo.gente import juridica, persona, pide
from portal.demo.guion import Caso, Momento, Paso, hace

# (clave, business days ago, kind, subject, text, office, who answers, days until the answer, answer)
_RESPONDIDOS = (
    ("presupuesto_vias", 62, "informacion", "Cuánto se invirtió en vías", "¿Cuánto invirtió la alcaldía en vías veredales este año?",
     "hacienda", "marino", 6, "Se invirtieron 214 millones de pesos en afirmado y obras de drenaje de cuatro vías."),
    ("copia_licencia", 74, "documentos", "Copia de una licencia", "Solicito copia de la licencia de construcción del edificio de la plaza.",
     "planeacion", "beto", 8, "Va adjunta la copia de la licencia y de sus planos aprobados."),
    ("bache_galeria", 86, "reclamo", "Hueco frente a la galería", "El hueco frente a la galería daña las motos. Pido que lo tapen.",
     "planeacion", "beto", 12, "La cuadrilla reparchó el tramo el martes."),
    ("contratos_alumbrado", 98, "informacion", "Contratos de alumbrado", "Pido la lista de los contratos de alumbrado público de este año.",
     "hacienda", "marino", 13, "Va la lista con número, valor y contratista de los tres contratos."),
    ("jornada_vacunas", 112, "peticion_general", "Jornada de vacunación", "Pedimos una jornada de vacunación canina en Loma Redonda.",
     "salud", "jairo", 9, "La jornada es el primer sábado del mes, en la escuela."),
    ("actas_concejo", 126, "documentos", "Actas del comité de precios", "Solicito copia de las actas del comité de precios de la galería.",
     "atencion", "carmen", 7, "Van las actas del primer trimestre."),
    ("matadero_olores", 142, "queja", "Mal trato en una oficina", "El funcionario de la taquilla me habló a gritos y no me atendió.",
     "atencion", "carmen", 11, "Se habló con el funcionario y se le ofrecen disculpas. La oficina pone desde hoy un turno."),
    ("cifras_sisben", 158, "informacion", "Encuestas del Sisbén", "¿Cuántas encuestas del Sisbén se hicieron en cada vereda?",
     "sisben", "patricia", 16, "Va el cuadro de las encuestas por vereda. Pedimos excusas por la demora."),
    ("sugerencia_horario", 174, "sugerencia", "Horario de la biblioteca", "Sugiero que la biblioteca abra los sábados por la mañana.",
     "atencion", "carmen", 10, "Desde el mes próximo abre los sábados de 9 a 12."),
    ("copia_estratificacion", 190, "documentos", "Copia del decreto de estratos", "Solicito copia del decreto de estratificación vigente.",
     "planeacion", "beto", 5, "Va la copia del decreto."),
    ("nomina_2", 206, "informacion", "Personas que trabajan por contrato", "¿Cuántas personas trabajan por prestación de servicios?",
     "hacienda", "marino", 9, "Trabajan 41 personas por prestación de servicios, según el cuadro adjunto."),
    ("puente_peatonal", 222, "peticion_general", "Puente peatonal", "La comunidad pide arreglar las barandas del puente peatonal.",
     "planeacion", "beto", 14, "Las barandas se cambiaron y se pintaron."),
)  # fmt: skip


_PERSONAS = (
    ("Rosalba", "Cuasapud Tarapuez"), ("Segundo Efraín", "Malpud Yandún"), ("Aura Nelly", "Chalapud Coral"), ("Wilmer", "Inagán Piarpués"),
    ("Doris", "Tulcanaz Fuertes"), ("José Libardo", "Paguay Cuaical"), ("Blanca Inés", "Revelo Chacua"), ("Arley", "Guepud Nazate"),
    ("Miriam", "Potosí Cuastuza"), ("Edilberto", "Yama Puetate"), ("Yaneth", "Quelal Irúa"), ("Luis Onías", "Taimal Cuarán"),
)  # fmt: skip
# Where the head signs, the head sends.
_FIRMA = {"beto": "gloria", "jairo": "nubia"}


def _respondido(numero: int, row: tuple[str, int, str, str, str, str, str, int, str]) -> Caso:
    clave, ago, tipo, asunto, texto, oficina, por, dias, respuesta = row
    sent = ago - dias
    pasos: list[Paso] = [
        hace(ago, "11:00", asignar(oficina, por)),
        hace(sent, "09:10", proyectar(f"Buen día:\n\n{respuesta}", por=por)),
        hace(sent, "10:00", responder(por=_FIRMA.get(por, por))),
        hace(sent - 1, "08:20", abrir()),
    ]
    if numero % 3 == 0:
        pasos.append(hace(sent - 2, "14:00", calificar(4 if numero % 2 else 5, "Gracias.")))
    pasos.append(hace(sent - 20, "09:00", cerrar(por=por)))
    quien = persona(*_PERSONAS[numero], 200 + numero)
    return Caso(clave, Momento(ago, "09:30"), pide(tipo, asunto, texto, quien, acepta=True), tuple(pasos))


ANTERIORES = (
    *(_respondido(numero, row) for numero, row in enumerate(_RESPONDIDOS)),
    Caso(
        "quebrada_trasladada", Momento(104, "10:05"),
        pide("documentos", "Permiso de una captación de agua", "Solicito copia del permiso de la captación de la quebrada.",
             juridica("Junta de acción comunal de demostración", 130), acepta=True),
        (
            hace(104, "11:20", asignar("planeacion", "beto")),
            hace(101, "15:00", trasladar("Corporación", "El permiso lo da la autoridad ambiental.", por="gloria")),
        ),
    ),
)  # fmt: skip
