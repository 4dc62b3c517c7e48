"""Public bodies that the demonstration passes petitions on to. Their addresses are invented: no letter leaves for them."""

from portal.core.actors import SISTEMA
from portal.pqrs.models.actuacion import ENTIDAD, JUEZ
from portal.pqrs.services.autoridades import crear_autoridad

# Name, subjects, host of its address, municipality.
AUTORIDADES = (
    ("Personería Municipal de Puerres", "Derechos humanos, ministerio público, víctimas", "personeria.puerres", "Puerres"),
    ("Contraloría General de Nariño", "Recursos públicos del departamento y sus municipios", "contraloria.narino", "Pasto"),
    ("Procuraduría Provincial de Instrucción de Ipiales", "Faltas disciplinarias de servidores públicos", "procuraduria", "Ipiales"),
    ("Corporación Autónoma Regional de Nariño", "Ambiente, aguas, bosques, vertimientos", "corponarino", "Pasto"),
    ("Gobernación de Nariño", "Vías departamentales, educación y salud del departamento", "gobernacion.narino", "Pasto"),
    ("Fiscalía General de la Nación, Seccional Nariño", "Delitos", "fiscalia", "Pasto"),
    (
        "Superintendencia de Servicios Públicos Domiciliarios",
        "Energía, acueducto, alcantarillado, aseo, gas: segunda instancia y vigilancia",
        "superservicios",
        "Cali",
    ),
    ("Juzgado Administrativo de Pasto (de demostración)", "Insistencia por información reservada", "juzgado.administrativo", "Pasto"),
    ("Defensoría del Pueblo, Regional Nariño", "Derechos humanos, defensa pública", "defensoria", "Pasto"),
)


def create_autoridades() -> None:
    """Enter them in the directory."""
    for nombre, temas, host, municipio in AUTORIDADES:
        clase = JUEZ if nombre.startswith("Juzgado") else ENTIDAD
        crear_autoridad(
            nombre=nombre, clase=clase, temas=temas, correo=f"contacto@{host}.example", direccion="Dirección de demostración",
            municipio=municipio, telefono="+57 602 000 0000", actor=SISTEMA,
        )  # fmt: skip
