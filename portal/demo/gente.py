"""The people of the story: invented names, documents and telephones, addresses under `.example`."""

from portal.pqrs.services import DatosPeticion, DatosSolicitante
from portal.pqrs.tipos import TipoPeticion


def persona(nombres: str, apellidos: str, numero: int, *, direccion: str = "", correo: bool = True, **otros: str) -> DatosSolicitante:
    """A natural person; `numero` makes document and telephone."""
    first, _, second = nombres.partition(" ")
    surname, _, second_surname = apellidos.partition(" ")
    return DatosSolicitante(
        tipo="natural",
        primer_nombre=first,
        segundo_nombre=second,
        primer_apellido=surname,
        segundo_apellido=second_surname,
        tipo_documento="CC",
        numero_documento=f"1000000{numero:03d}",
        departamento="Nariño",
        municipio="Puerres",
        direccion=direccion,
        correo=f"persona{numero:03d}@correo.example" if correo else "",
        telefono_movil=f"3000000{numero:03d}",
        **otros,
    )


def menor(nombre: str, apellido: str, numero: int) -> DatosSolicitante:
    """A child or adolescent: the name and where to answer, nothing else."""
    return DatosSolicitante(
        tipo="menor", primer_nombre=nombre, primer_apellido=apellido, municipio="Puerres", correo=f"persona{numero:03d}@correo.example"
    )


def juridica(razon_social: str, numero: int, *, direccion: str = "") -> DatosSolicitante:
    """A company, an association or another authority."""
    return DatosSolicitante(
        tipo="juridica",
        razon_social=razon_social,
        tipo_documento="NIT",
        numero_documento=f"900000{numero:03d}-0",
        departamento="Nariño",
        municipio="Puerres",
        direccion=direccion,
        correo=f"entidad{numero:03d}@correo.example",
    )


def pide(
    tipo: str,
    asunto: str,
    texto: str,
    quien: DatosSolicitante | None,
    *,
    medio: str = "",
    acepta: bool = False,
    canal: str = "web",
    verbal: bool = False,
    lugar: str = "",
    donde: tuple[float, float] | None = None,
    preferencia: str = "",
) -> DatosPeticion:
    """What somebody asks for. Without `medio`: by mail to who gave an address, by public notice to the anonymous."""
    return DatosPeticion(
        tipo=TipoPeticion(tipo),
        asunto=asunto,
        texto=texto,
        solicitante=quien,
        medio_respuesta=medio or ("correo" if quien and quien.correo else "aviso"),
        acepta_notificacion=acepta,
        canal=canal,
        verbal=verbal,
        lugar=lugar,
        latitud=donde[0] if donde else None,
        longitud=donde[1] if donde else None,
        preferencia=preferencia,
    )
