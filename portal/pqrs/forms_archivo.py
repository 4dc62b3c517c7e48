"""Forms of the archive's pages: the shape of what comes in. What each act asks for is checked by its service."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from portal.entidad.forms.gestion import VersionedForm
from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.retencion import CONTEOS, DISPOSICIONES
from portal.pqrs.tipos import TIPOS
from portal.web.forms import Boxes, DateField, IntegerField, Line, Paragraphs, PortalForm, RadioField, SelectField


class SerieForm(VersionedForm):
    """A series of the retention table."""

    codigo = Line("Código")
    serie = Line("Serie")
    subserie = Line("Subserie")
    tipos = Boxes("Clases de solicitud", choices=as_choices((one.clave.value, one.plural) for one in TIPOS.values()))
    en_gestion = IntegerField("Años en el archivo de gestión", [InputRequired("Escriba los años en el archivo de gestión.")])
    en_central = IntegerField("Años en el archivo central", [InputRequired("Escriba los años en el archivo central.")])
    disposicion = SelectField("Al final", choices=as_choices(DISPOSICIONES.items()))
    procedimiento = Paragraphs("Procedimiento")


class ExpedienteForm(PortalForm):
    """The file of a case; with a reason, the identity that is sealed goes with it."""

    motivo = Paragraphs("Para qué necesita la identidad sellada")


class DatosPersonalesForm(PortalForm):
    """Whose data are gathered, and how it was made sure that it is that person."""

    de_quien = RadioField(
        "De quién", choices=as_choices([("propia", "De quien pregunta"), ("representada", "De la persona a quien representa")])
    )
    motivo = Paragraphs("Cómo comprobó que es esta persona")
    selladas = BooleanField("Buscar también en las denuncias con identidad sellada")


class EntregarForm(PortalForm):
    """The cases of a transfer, each with its box; which ones there are is the view's to say."""

    casos = Boxes("Casos", coerce=int)


class DevolverTransferenciaForm(VersionedForm):
    """Why the central archive gives a transfer back."""

    motivo = Paragraphs("Qué falta o qué hay que corregir")


class ProponerForm(PortalForm):
    """The cases that are proposed to be eliminated, with the act of the committee."""

    antes = DateField("Cerrados antes del", [InputRequired("Escriba la fecha.")])
    serie = Line("Código de la serie")
    acta = Line("Acta del comité")
    casos = Boxes("Casos", coerce=int)


class RechazarForm(VersionedForm):
    """Why the cases of an elimination stay."""

    motivo = Paragraphs("Por qué se conservan")


class AdoptarForm(VersionedForm):
    """The act that puts a version in force."""

    acto = Line("Acto que la aprueba")
    aprobada_el = DateField("Aprobada el", [InputRequired("Escriba el día en que se aprobó.")])
    rige_desde = DateField("Rige desde", [InputRequired("Escriba desde qué día rige.")])
    conteo = RadioField("Desde cuándo se cuentan los años", choices=as_choices(CONTEOS.items()))
