"""The portal that the browser visits: its own database, the cast, a case in every state, and pages that fail on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from flask import Blueprint, Flask, abort

from portal.core import clock
from portal.core.actors import ciudadano
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.entidad.models import DiaLocal
from portal.entidad.services import add_dia
from portal.extensions import db
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.services.plantillas import crear_plantilla
from portal.web.access import public
from tests.support import casos
from tests.support.browser import serving
from tests.support.workshop import own_app

MADE = datetime(2026, 2, 3, 10, 15, tzinfo=clock.BOGOTA)
LONG = "https://www.ejemplo.example/una-direccion-que-no-se-parte-en-ninguna-parte-y-que-es-mas-larga-que-un-telefono"


@dataclass
class Sitio:
    """Where it listens, and what tests need to name: cases by state (or by what is special in them), keys of rows."""

    app: Flask
    url: str
    casos: dict[str, int] = field(default_factory=dict)
    radicados: dict[str, str] = field(default_factory=dict)
    claves: dict[str, int] = field(default_factory=dict)


def _failing(app: Flask) -> None:
    bp = Blueprint("fallas", __name__, url_prefix="/falla")

    @bp.get("/<int:status>")
    @public
    def fallar(status: int) -> str:
        abort(status)

    app.register_blueprint(bp)


@contextmanager
def opened(folder: Path) -> Iterator[Sitio]:
    """Make everything and listen."""
    with own_app("sqlite", folder, _failing, second_factor_for_all=False, pow_threshold=1000, filing_hard_limit=1000) as app:
        with app.app_context(), clock.at(MADE):
            with transaction():
                create_cast()
            sitio = Sitio(app, "")
            with transaction():
                _make_cases(sitio)
            with transaction():
                _make_rows(sitio)
            db.session.remove()
        with serving(app) as url:
            sitio.url = url
            yield sitio


def _make_cases(sitio: Sitio) -> None:
    special = {"conversada": _conversada, "por_aprobar": _por_aprobar, "anonima": _anonima, "abierta": _abierta}
    makers = {"vencida": _vencida, **casos.IN_STATE, **special}
    for name, make in makers.items():
        peticion = make()
        sitio.casos[name], sitio.radicados[name] = peticion.id, peticion.radicado


def _make_rows(sitio: Sitio) -> None:
    add_dia(fecha=date(2026, 6, 1), motivo="Fiestas patronales", acto="Decreto 012 de 2026", actor=casos.actor("efrain"))
    db.session.flush()
    sitio.claves["dia"] = db.session.scalars(db.select(DiaLocal.id)).first() or 0
    office = casos.dependencia("161").id
    plantilla = crear_plantilla(
        nombre="Alumbrado", cuerpo="{{nombre}}: se revisó el poste.", tipo=None, dependencia_id=office, actor=casos.actor("carmen")
    )
    sitio.claves["plantilla"] = plantilla.id


def _conversada() -> Peticion:
    """Messages both ways with a file, a note, a long word, a place; filed by a minor, so that it goes first."""
    peticion = casos.en_tramite(texto=f"Miren {LONG}\n\nGracias.", lugar="Vereda San Mateo", latitud=0.8851, longitud=-77.5041)
    services.escribir(peticion, texto="¿Cuál es el poste?", pide_respuesta=True, actor=casos.actor("jairo"))
    sent = services.aportar(peticion, texto="El del puente.", actor=ciudadano(peticion.id))
    register(store_bytes("foto_del_poste_del_puente_sobre_la_quebrada_con_nombre_largo.pdf", "application/pdf", b"%PDF-1.7\n"),
             sobre=("mensaje", sent.id), etiqueta="mensaje")  # fmt: skip
    services.escribir(peticion, texto="Falta el barrio.", pide_respuesta=True, actor=casos.actor("jairo"))
    services.anotar(peticion, texto="Hablé con el electricista.", actor=casos.actor("jairo"))
    return peticion


def _por_aprobar() -> Peticion:
    """Waits for the head of the office that approves every answer."""
    peticion = casos.radicar()
    services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    services.proyectar(peticion, cuerpo="La licencia {{numero}} salió.", actor=casos.actor("beto"))
    services.pedir_aprobacion(peticion, actor=casos.actor("beto"))
    return peticion


def _vencida() -> Peticion:
    with clock.at(datetime(2025, 12, 1, 9, 0, tzinfo=clock.BOGOTA)):
        return casos.en_tramite()


def _anonima() -> Peticion:
    return casos.radicar(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)


def _abierta() -> Peticion:
    """Answered, and the answer opened by its citizen."""
    peticion = casos.por_notificar()
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    return peticion
