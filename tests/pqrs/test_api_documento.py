"""The document of the interface for programs and the program itself say the same: every address, every answer, every refusal."""

import contextvars
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from portal.core.clock import MovableClock
from portal.extensions import db, limiter
from tests.support.abiertos import make_public
from tests.support.pages import PageClient

DOCUMENT = "/api/v1/openapi.json"
EXAMPLES = 8
# What is behind the variables of the addresses.
FILLED = {"radicado": "2026-E-000001", "vigencia": "2026"}
NEEDED = {"/api/v1/vencimiento": "?clase=informacion&recibido=2026-02-03T18:15"}


@pytest.fixture
def public(app: Flask, reloj: MovableClock) -> Flask:
    make_public(reloj)
    db.session.commit()
    return app


@pytest.fixture
def unlimited() -> Iterator[None]:
    """Hundreds of questions come from one address."""
    limiter.enabled = False
    yield
    limiter.enabled = True


def _document(client: PageClient) -> Any:
    return client.get(DOCUMENT).get_json()


def _apart(app: Flask) -> Callable[[Any, Any], Iterable[bytes]]:
    """The application, called so that a request does not find the test's own context; not compressed, which the tool cannot read."""
    return lambda environ, start: contextvars.Context().run(app.wsgi_app, {**environ, "HTTP_ACCEPT_ENCODING": ""}, start)


def test_every_address_of_the_interface_is_in_its_document(app: Flask, client: PageClient) -> None:
    rules = {rule.endpoint.removeprefix("api.") for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1")} - {"openapi"}
    described = {one["get"]["operationId"] for one in _document(client)["paths"].values()}
    assert described == rules
    assert _document(client)["openapi"].startswith("3.1")


def test_every_answer_is_what_its_schema_says(public: Flask, client: PageClient) -> None:
    document = _document(client)
    empty = []
    # PostgreSQL does not give a key again that another test had.
    filled = {**FILLED, "numero": client.get("/api/v1/respuestas").get_json()["datos"][0]["id"]}
    for path, methods in document["paths"].items():
        answer = client.get(path.format(**filled) + NEEDED.get(path, ""))
        assert answer.status_code == 200, f"{path}: {answer.text}"
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        found = jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]}, validate_formats=True)
        assert [str(one) for one in found.iter_errors(answer.get_json())] == [], path
        if answer.get_json().get("datos") == []:
            empty.append(path)
    assert empty == [], "the test looks at nothing there"


def test_every_field_and_parameter_says_what_it_is(client: PageClient) -> None:
    document = _document(client)
    fields = [
        f"{name}.{field}" for name, one in document["components"]["schemas"].items() for field, told in one["properties"].items()
        if not told["description"]
    ]  # fmt: skip
    assert fields == []
    assert [one["name"] for path in document["paths"].values() for one in path["get"]["parameters"] if not one["description"]] == []


@pytest.mark.usefixtures("unlimited")
def test_schemathesis_finds_nothing_that_the_document_does_not_say(public: Flask) -> None:
    """Well and badly formed questions to every address, the same ones in each run: no error of ours, no answer that is not described."""
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, _apart(public))
    found = []
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in GenerationMode:
            try:
                _ask(operation, mode)
            except Unsatisfiable:
                # Nothing can be wrong in a question without parameters.
                assert list(operation.iter_parameters()) == []
            except BaseExceptionGroup as error:
                found.append(f"{operation.path} {mode}: {error.exceptions}")
    assert not found, "\n".join(found)


def _ask(operation: Any, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        # A place in the pages is what the page before gave, and the calendar has its years: neither can be said in a schema.
        opaque = "desde" in (case.query or {}) or case.path.endswith("/vencimiento")
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if opaque else [])

    ask()
