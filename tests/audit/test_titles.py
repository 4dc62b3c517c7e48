"""Whatever is recorded anywhere has words: no internal name reaches the page."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from flask import Flask
from sqlalchemy import select

import portal
from portal.audit.models import Evento
from portal.audit.services import record
from portal.audit.titles import fields, kinds, known, tell_facts
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.forms.gestion import DependenciaForm, FuncionarioForm, PerfilForm, RolForm, TerminosForm
from portal.extensions import db
from portal.pqrs.estados import PETICION
from portal.pqrs.estados_correo import CORREO
from portal.pqrs.estados_eliminacion import ELIMINACION
from portal.pqrs.estados_grupo import GRUPO
from portal.pqrs.estados_transferencia import TRANSFERENCIA
from tests.support import casos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

URL = "/gestion/sistema/auditoria/"
# Where the act is not written as a text: it comes from the table of states.
FROM_THE_TABLE = "transition.event"


def _recorded() -> Iterator[tuple[str, str, str]]:
    """Module, act and kind of object of each call of `record`, as far as the source says them."""
    for path in sorted(Path(portal.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text())
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            for call in (one for one in ast.walk(function) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "record"):
                about = next((one.value for one in call.keywords if one.arg == "sobre"), None)
                kind = about.elts[0].value if isinstance(about, ast.Tuple) and isinstance(about.elts[0], ast.Constant) else ""
                for act in _texts(call.args[0], tree):
                    yield path.name, act, str(kind)


def _texts(node: ast.expr, tree: ast.AST) -> list[str]:
    """What the expression may be: itself, either side of a choice, whatever that name is given in the module, or where it comes from."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return _texts(node.body, tree) + _texts(node.orelse, tree)
    if isinstance(node, ast.Name):
        values = [one.value for one in ast.walk(tree) if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == node.id]
        calls = [one.args[0] for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "_edit_entidad"]
        told = [text for value in (*values, *calls) if not isinstance(value, ast.Name) for text in _texts(value, tree)]
        sources = [one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and node.id in {name.name for name in one.names}]
        return told + [str(getattr(import_module(source), node.id)) for source in sources if source]
    return [FROM_THE_TABLE]


def test_every_act_that_is_recorded_anywhere_has_a_title(app: Flask) -> None:
    tables = {one.event for table in (PETICION, GRUPO, TRANSFERENCIA, ELIMINACION, CORREO) for one in table.transitions.values()}
    acts = {act for _module, act, _kind in _recorded()} - {FROM_THE_TABLE} | tables
    assert {"ingreso_fallido", "perfil_editado", "plantilla_retirada", "correo_reintentado", "funcionario_retirado"} <= acts
    assert not acts - set(known())
    assert not set(known()) - acts, "a title for what is never recorded"


def test_every_kind_of_object_has_a_name(app: Flask) -> None:
    assert not {kind for _module, _act, kind in _recorded() if kind} - set(kinds())


def test_every_fact_has_words(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        for make in casos.IN_STATE.values():
            make()
    recorded = {name for datos in db.session.scalars(select(Evento.datos)) for name in datos}
    forms = (PerfilForm, TerminosForm, DependenciaForm, FuncionarioForm, RolForm)
    edited = {name for form in forms for name in vars(form) if hasattr(getattr(form, name), "field_class")}
    assert len(edited) > 30
    assert not (recorded | edited) - set(fields())


def test_facts_are_told_as_people_write_them(app: Flask) -> None:
    told = dict(
        tell_facts(
            {
                "vence_el": ["2026-02-24", "2026-02-17"], "tipo": "hd_consulta", "en_termino": True, "jefe_id": [None, 15],
                "permisos": [[], ["pqrs:ver"]], "estado": ["radicada", "en_tramite"], "cosa_nueva": 3,
            }
        )
    )  # fmt: skip
    assert told["Vence el"] == "24/02/2026 → 17/02/2026"
    assert told["Clase"] == "Consulta de datos personales"
    assert told["En término"] == "Sí"
    assert told["Jefe (n.º)"] == "— → 15"
    assert told["Permisos"] == "— → Ver los casos de su dependencia"
    assert told["Estado"] == "Radicada → En trámite"
    assert told["Cosa nueva"] == "3"


def test_the_page_names_cases_and_people_and_finds_by_them(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        case, other = casos.en_tramite(), casos.radicar()
        record("ingreso_fallido", actor=casos.actor("beto"), sobre=("funcionario", casos.funcionario("beto").id))
    sign_in(client, "hernan")
    rows = client.page(URL).text()
    assert f"Caso {case.radicado}" in rows
    assert "Funcionario Beto Benavides" in rows
    found = client.page(f"{URL}?cual={case.radicado.lower()}").text()
    assert "Petición asignada" in found
    assert other.radicado not in found
    assert "Petición asignada" in client.page(f"{URL}?quien=cármen").text()
    assert "Ingreso fallido" in client.page(f"{URL}?quien=benavides").text()
    for nothing in ("?quien=nadie", "?cual=2026-E-999999", "?quien=%25", "?cual=_"):
        assert "No hay actos con ese filtro" in client.page(URL + nothing).text(), nothing


def test_who_keeps_the_portal_reads_that_a_case_was_dealt_with_but_not_what_was_said_of_it(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        case = casos.anulada()
    url = f"{URL}?cual={case.radicado}&objeto_tipo=peticion"
    sign_in(client, "efrain")
    text = client.page(url).text()
    assert "Radicado anulado" in text
    assert "Se radicó dos veces" not in text
    sign_in(client, "hernan")
    assert "Se radicó dos veces" in client.page(url).text()
