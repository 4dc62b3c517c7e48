"""What another system sends to file: the standard's arguments."""

from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from portal.pqrs.forms import Coordinate, EmailLine, PhoneLine, check_address, check_degrees, short
from portal.pqrs.services import DatosPeticion, DatosSolicitante
from portal.pqrs.tipos import TipoPeticion, list_tipos_publicos
from portal.web.forms import Line, Paragraphs, PortalForm


class SolicitudOpen311(PortalForm):
    """POST Service Request. Its sender is known by a key and not by a page of ours, so it carries no CSRF token."""

    class Meta(FlaskForm.Meta):
        csrf = False
        locales = ("es_CO", "es")

    service_code = Line("service_code", [InputRequired("falta service_code")])
    description = Paragraphs("description", [InputRequired("falta description: qué se pide o qué pasó")])
    lat = Coordinate("lat", check_degrees(90))
    long = Coordinate("long", check_degrees(180))
    address_string = Line("address_string", short(200))
    address_id = Line("address_id", short(80))
    email = EmailLine("email", [check_address])
    first_name = Line("first_name", short(80))
    last_name = Line("last_name", short(80))
    phone = PhoneLine("phone", short(30))

    @property
    def tipo(self) -> TipoPeticion | None:
        """The kind that was asked for, when the public form offers it."""
        return next((one.clave for one in list_tipos_publicos() if one.clave.value == self.service_code.data), None)

    @property
    def is_known(self) -> bool:
        """Whether it says who asks. A telephone alone names nobody whom an answer could be written to."""
        return bool(self.first_name.data or self.last_name.data or self.email.data)

    @property
    def has_dropped_phone(self) -> bool:
        """Whether a telephone came with an anonymous filing, of which no data of the person are kept (CPACA art. 16)."""
        return bool(self.phone.data) and not self.is_known

    def read(self) -> DatosPeticion:
        """What is filed, of a kind that there is. Without name and address it is anonymous, and answered on the tracking page."""
        who = DatosSolicitante(
            tipo="natural", primer_nombre=self.first_name.data or "", primer_apellido=self.last_name.data or "",
            correo=self.email.data or "", telefono_movil=self.phone.data or "",
        )  # fmt: skip
        return DatosPeticion(
            tipo=TipoPeticion(self.service_code.data), asunto="", texto=self.description.data or "",
            solicitante=who if self.is_known else None,
            medio_respuesta="correo" if self.email.data else "aviso",
            canal="open311", latitud=self.lat.number, longitud=self.long.number, lugar=self.address_string.data or "",
        )  # fmt: skip
