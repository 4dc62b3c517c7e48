"""The first account of a new installation."""

import re

from flask import Flask
from flask.testing import FlaskCliRunner

from portal.entidad.queries import find_funcionario_by_correo, get_entidad
from portal.extensions import db


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    db.session.commit()
    runner: FlaskCliRunner = app.test_cli_runner()
    result = runner.invoke(args=["entidad", "crear-administrador", *arguments])
    return result.exit_code, result.output


def test_the_first_administrator_gets_a_link_that_serves_once(app: Flask) -> None:
    code, output = run(app, "--correo", "nueva@puerres.example", "--nombre", "Nora Nieves")
    assert code == 0
    link = re.search(r"https://portal\.example(/ingreso/restablecer/\S+)", output)
    assert link
    assert app.test_client().get(link[1]).status_code == 200
    made = find_funcionario_by_correo("nueva@puerres.example")
    assert made is not None
    assert "entidad:roles" in made.permissions()


def test_a_new_installation_must_say_which_municipality_it_is(app: Flask) -> None:
    db.session.delete(get_entidad())
    code, output = run(app, "--correo", "nueva@puerres.example", "--nombre", "Nora Nieves")
    assert code == 1
    assert "--municipio" in output
    code, _output = run(
        app, "--correo", "nueva@puerres.example", "--nombre", "Nora Nieves", "--municipio", "Funes", "--departamento", "Nariño"
    )
    assert code == 0
    assert get_entidad().nombre == "Alcaldía Municipal de Funes"


def test_an_ordinary_account_is_not_made_administrator_by_command(app: Flask) -> None:
    code, output = run(app, "--correo", "beto@puerres.example", "--nombre", "Beto")
    assert code == 1
    assert "no es de administrador" in output
