"""Every address says who may open it, and the document of addresses is current."""

import pytest
from flask import Flask

from portal import documents
from portal.core.permissions import all_permissions

NOT_PERMISSIONS = {"público", "ciudadanía con código", "funcionario"}


def test_every_view_has_exactly_one_access(base_app: Flask) -> None:
    without = [
        rule.endpoint for rule in base_app.url_map.iter_rules() if not getattr(base_app.view_functions[rule.endpoint], "access", None)
    ]
    assert not without


def test_every_permission_that_a_view_asks_for_exists(base_app: Flask) -> None:
    known = set(all_permissions())
    asked = {getattr(view, "access", "") for view in base_app.view_functions.values()} - NOT_PERMISSIONS
    assert asked <= known


def test_nothing_under_gestion_is_public(base_app: Flask) -> None:
    public = [
        rule.rule
        for rule in base_app.url_map.iter_rules()
        if rule.rule.startswith("/gestion") and getattr(base_app.view_functions[rule.endpoint], "access", "") == "público"
    ]
    assert not public


def test_every_page_of_gestion_sends_a_stranger_to_sign_in(base_app: Flask) -> None:
    client = base_app.test_client()
    for rule in base_app.url_map.iter_rules():
        if rule.rule.startswith("/gestion") and "GET" in (rule.methods or set()):
            values = {name: 1 if "int" in str(rule._converters[name].__class__).lower() else "2026-E-000001" for name in rule.arguments}
            with base_app.test_request_context():
                url = rule.build(values)
            assert url is not None
            assert client.get(url[1]).status_code == 302, rule.rule


@pytest.mark.parametrize("name", ["rutas.md", "peticion.md", "grupo.md", "ajustes.md", "comandos.md"])
def test_generated_documents_are_current(base_app: Flask, name: str) -> None:
    assert name not in {path.name for path in documents.stale(base_app)}, "run `make docs`"
