"""The portal that the browser visits: its own database, the cast, a case in every state, and pages that fail on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from flask import Blueprint, Flask, abort

from portal.core import clock
from portal.core.actors import ciudadano
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.demo.territorios import create_territorios
from portal.entidad.models import DiaLocal
from portal.entidad.services import add_dia, registrar_interrupcion
from portal.extensions import db
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.jobs import contar_estadisticas
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.services.plantillas import crear_plantilla
from portal.pqrs.services.publicar import preparar
from portal.pqrs.tipos import TipoPeticion
from portal.web.access import public
from tests.browser import filas
from tests.browser.filas import LONG
from tests.support import casos
from tests.support.browser import serving
from tests.support.workshop import own_app

MADE = datetime(2026, 2, 3, 10, 15, tzinfo=clock.BOGOTA)


@dataclass
class Sitio:
    """Where it listens, and what tests need to name: cases by state (or by what is special in them), keys of rows."""

    app: Flask
    url: str
    casos: dict[str, int] = field(default_factory=dict)
    radicados: dict[str, str] = field(default_factory=dict)
    claves: filas.Keys = field(default_factory=dict)


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
                create_territorios()
            sitio = Sitio(app, "")
            with transaction():
                _make_cases(sitio)
            with transaction():
                _make_rows(sitio)
            contar_estadisticas()
            db.session.remove()
        with serving(app) as url:
            sitio.url = url
            yield sitio


def _make_cases(sitio: Sitio) -> None:
    special = {
        "conversada": _conversada, "por_aprobar": _por_aprobar, "anonima": _anonima, "abierta": _abierta, "palabra": _palabra,
        "con_orden": casos.con_orden, "por_defensa": casos.en_recurso_por_defensa, "reclamo": _reclamo,
        "con_cartas": _con_cartas, "silenciosa": _silenciosa, "decretada": _decretada, "decision_abierta": _decision_abierta,
        "pedida_tarde": _pedida_tarde, "con_encargos": filas.con_encargos, "con_unica": filas.con_unica, "separada": filas.separada,
        "fijada": filas.fijada, "sellada": filas.sellada, "sugerida": filas.sugerida, "unida": filas.unida,
        "de_datos": filas.de_datos,
    }  # fmt: skip
    makers = {"vencida": _vencida, **casos.IN_STATE, **special}
    for name, make in makers.items():
        peticion = make()
        sitio.casos[name], sitio.radicados[name] = peticion.id, peticion.radicado


def _make_rows(sitio: Sitio) -> None:
    add_dia(fecha=date(2026, 6, 1), motivo="Fiestas patronales", acto="Decreto 012 de 2026", actor=casos.actor("efrain"), confirmado=True)
    db.session.flush()
    sitio.claves["dia"] = db.session.scalars(db.select(DiaLocal.id)).first() or 0
    registrar_interrupcion(
        canal="portal", inicio_en=MADE, fin_en=None, descripcion=f"Se cayó el enlace.\n\n{LONG}", actor=casos.actor("efrain")
    )
    sitio.claves["interrupcion"] = 1
    office = casos.dependencia("161").id
    plantilla = crear_plantilla(
        nombre="Alumbrado", cuerpo="{{nombre}}: se revisó el poste.", tipo=None, dependencia_id=office, actor=casos.actor("carmen")
    )
    sitio.claves["plantilla"] = plantilla.id
    _publish(sitio)
    sitio.claves |= filas.make_filas({name: db.session.get_one(Peticion, sitio.casos[name]) for name in ("con_encargos", "con_unica")})
    sitio.claves["autoridad"] = casos.autoridad(temas="Ambiente, aguas y bosques").id


def _publish(sitio: Sitio) -> None:
    """An answer that everybody reads, one that was withdrawn, and one to be published."""
    keys = {}
    for name in ("respondida", "cerrada"):
        peticion = db.session.get_one(Peticion, sitio.casos[name])
        keys[name] = (
            db.session.scalars(db.select(Respuesta.id).where(Respuesta.peticion_id == peticion.id).order_by(Respuesta.id)).first() or 0
        )
    sitio.claves["por_publicar"] = keys["respondida"]
    answer = db.session.get_one(Respuesta, keys["cerrada"])
    made = []
    for titulo in ("Alumbrado de las veredas", "Cuándo se arreglan los postes de las veredas"):
        public = preparar(answer, titulo=titulo, pregunta=f"Cuándo se arregla. {LONG}", quitar=[])
        made.append(
            services.publicar(
                peticion, respuesta=answer, tema="alumbrado", titulo=titulo, pregunta=public.pregunta, quitar=[], huella=public.huella,
                make_pdf=lambda *_parts: store_bytes("publica.pdf", "application/pdf", b"%PDF-1.7"), actor=casos.actor("nubia"),
            )
        )  # fmt: skip
        if len(made) == 1:
            services.retirar_publicacion(made[0], peticion, motivo="Quedó el nombre de una vereda.", actor=casos.actor("nubia"))
    sitio.claves["retirada"], sitio.claves["publicada"] = (one.id for one in made)
    sitio.claves["por_retirar"] = sitio.claves["publicada"]


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


def _palabra() -> Peticion:
    """Words that never end, in every place where somebody from outside writes, and in what officials write about it."""
    peticion = casos.en_tramite(
        asunto="z" * 2000, texto="a" * 100_000, lugar="l" * 200, solicitante=replace(casos.ANA, primer_apellido="A" * 80)
    )
    services.aportar(peticion, texto="m" * 3000, actor=ciudadano(peticion.id))
    services.clasificar(peticion, tipo=TipoPeticion.QUEJA, motivo="r" * 500, actor=casos.actor("carmen"))
    services.anotar(peticion, texto="n" * 500, actor=casos.actor("jairo"))
    services.proyectar(peticion, cuerpo="c" * 3000, actor=casos.actor("jairo"))
    return peticion


def _por_aprobar() -> Peticion:
    """Waits for the head of the office that approves every answer."""
    peticion = casos.radicar()
    services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    services.proyectar(peticion, cuerpo="La licencia 12 salió.", actor=casos.actor("beto"))
    services.pedir_aprobacion(peticion, actor=casos.actor("beto"))
    return peticion


def _vencida() -> Peticion:
    with clock.at(datetime(2025, 12, 1, 9, 0, tzinfo=clock.BOGOTA)):
        peticion = casos.en_tramite()
        services.proyectar(peticion, cuerpo="El poste {{numero}}:\n\n1. ", actor=casos.actor("jairo"))
        return peticion


def _con_cartas() -> Peticion:
    """A part was passed on and the term was extended."""
    peticion, jairo = casos.en_tramite(), casos.actor("jairo")
    services.trasladar(
        peticion,
        autoridad=casos.autoridad(),
        motivo=f"Es ambiental: {LONG}",
        parte="Lo del río.",
        make_letter=casos.make_letter,
        actor=jairo,
    )
    services.prorrogar(peticion, motivo="Falta la visita.", hasta=date(2026, 3, 10), make_letter=casos.make_letter, actor=jairo)
    return peticion


def _reclamo() -> Peticion:
    """A claim on personal data with its legend."""
    peticion = casos.con_borrador(tipo=TipoPeticion.HD_RECLAMO)
    services.poner_leyenda(
        peticion, base="Impuesto predial", motivo=f"El dueño es otro. {LONG}", detalle="La puso Octavio.", puesta_el=clock.today(),
        actor=casos.actor("jairo"),
    )  # fmt: skip
    return peticion


def _silenciosa() -> Peticion:
    """Nobody answered in ten days: accepted by law."""
    with clock.at(datetime(2025, 12, 1, 9, 0, tzinfo=clock.BOGOTA)):
        peticion = casos.en_tramite(tipo=TipoPeticion.INFORMACION)
    services.operar_silencio(peticion)
    return peticion


def _anonima() -> Peticion:
    return casos.radicar(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)


def _abierta() -> Peticion:
    """Answered, and the answer opened by its citizen."""
    peticion = casos.por_notificar()
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    return peticion


def _decretada() -> Peticion:
    """Its tacit withdrawal was decreed; the person has not opened the decision."""
    peticion = casos.por_decretar()
    services.decretar_desistimiento(peticion, motivo=f"No llegó. {LONG}", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    return peticion


def _decision_abierta() -> Peticion:
    """The decision was opened, so that its appeal is told."""
    peticion = _decretada()
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    return peticion


def _pedida_tarde() -> Peticion:
    """Something was asked for on a day on which that pauses nothing."""
    with clock.at(datetime(2026, 1, 15, 9, 0, tzinfo=clock.BOGOTA)):
        peticion = casos.en_tramite()
    services.requerir(peticion, texto="Falta el plano.", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    return peticion
