"""When the years of a case have passed, the e-mails by which it came go with it."""

from flask import Flask
from sqlalchemy import inspect, select, text

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.models import CasoEliminado, Peticion
from portal.pqrs.services.anonimizar import anonimizar
from portal.pqrs.services.eliminar import aprobar_eliminacion, proponer_eliminacion
from tests.support import archivo, casos
from tests.support.correos import carta, leido, llega

WORDS = ("Rosaunica", "rosaunica@correo.example", "puenteunico", "firmaunica")


def _closed(peticion: Peticion) -> None:
    jairo = casos.actor("jairo")
    services.asignar(peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("carmen"))
    services.proyectar(peticion, cuerpo="Se arregló.", actor=jairo)
    services.responder(peticion, make_letter=casos.make_letter, actor=jairo)
    services.registrar_entrega(peticion, medio="ventanilla", detalle="Recibió", fecha=clock.now(), actor=jairo)
    services.cerrar(peticion, actor=jairo)


def test_of_an_eliminated_case_no_table_tells_who_wrote_and_its_original_goes(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        archivo.adoptada()
    raw = carta("Pido el puenteunico.\n\n-- \nfirmaunica", From="Rosaunica <rosaunica@correo.example>", Subject="El puenteunico")
    correo = llega(raw)
    assert correo.peticion is not None
    key, digest = correo.id, correo.guardado_sha256
    with transaction():
        _closed(correo.peticion)
    reloj.advance(days=6 * 366)
    with transaction():
        made = proponer_eliminacion({correo.peticion.id}, antes=clock.today(), acta="Acta 4", actor=casos.actor("octavio"))
        aprobar_eliminacion(made, version=made.version, actor=casos.actor("hernan"))
        gone = anonimizar(db.session.scalars(select(CasoEliminado)).one())
    assert digest in gone
    row = leido(key)
    assert (row.estado, row.remitente, row.texto, row.guardado_sha256) == ("radicado", "", "", "")
    names = [one for one in inspect(db.session.connection()).get_table_names() if not one.startswith("peticion_fts_")]
    told = {name: str(db.session.execute(text(f'SELECT * FROM "{name}"')).all()).lower() for name in names}  # noqa: S608 - our own tables
    assert [(name, word) for name, shown in told.items() for word in WORDS if word.lower() in shown] == []
    # The same message fetched again is known, and files nothing.
    assert llega(raw).id == key
