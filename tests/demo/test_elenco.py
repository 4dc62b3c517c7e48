"""The cast that every test and the demonstration rely on."""

from dataclasses import replace

import pytest
from flask import Flask

from portal.core.errors import DomainError
from portal.demo.elenco import OFICINAS, PERSONAS, actor_of, clave_demo, codigo_demo, create_cast, get_oficina, get_persona
from portal.entidad.passwords import verify_password
from portal.entidad.queries import get_calendario, get_entidad, list_dependencias, list_funcionarios, list_roles


def test_puerres_has_its_dependencias_with_their_heads(app: Flask) -> None:
    assert get_entidad().municipio == "Puerres"
    assert {one.nombre for one in list_dependencias()} == {one.nombre for one in OFICINAS}
    assert all(one.jefe is not None for one in list_dependencias())
    assert get_oficina("atencion").padre == get_oficina("administrativa")
    assert get_oficina("planeacion").exige_aprobacion


def test_everybody_of_the_cast_has_an_account_with_the_demonstration_password(app: Flask) -> None:
    assert len(list_funcionarios()) == len(PERSONAS)
    assert verify_password(get_persona("beto").clave_hash, clave_demo())
    assert actor_of("beto").dependencia_id == get_oficina("planeacion").id


def test_each_role_of_the_portal_is_there_and_the_administrator_does_not_see_cases(app: Flask) -> None:
    assert {one.clave for one in list_roles()} >= {
        "administrador",
        "ventanilla",
        "jefe",
        "funcionario",
        "control_interno",
        "comite_gel",
        "editor",
    }
    assert "pqrs:ver" not in actor_of("efrain").permissions
    assert "entidad:roles" in actor_of("efrain").permissions
    assert {"pqrs:aprobar", "pqrs:radicar_ventanilla"} <= actor_of("carmen").permissions
    assert not any(name.startswith("pqrs:") for name in actor_of("karol").permissions)


def test_loading_the_cast_again_changes_nothing(app: Flask) -> None:
    create_cast()
    assert len(list_funcionarios(activos=False)) == len(PERSONAS)


def test_the_cast_cannot_be_loaded_in_production(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], environment="production"))
    with pytest.raises(DomainError):
        create_cast()
    with pytest.raises(DomainError):
        codigo_demo("efrain@puerres.example")


def test_the_administrator_of_the_demonstration_has_a_second_factor_whose_code_can_be_printed(app: Flask) -> None:
    assert len(codigo_demo("efrain@puerres.example")) == 6
    with pytest.raises(DomainError):
        codigo_demo("beto@puerres.example")


def test_the_calendar_of_the_municipality_is_built_from_its_profile(app: Flask) -> None:
    calendario = get_calendario()
    assert calendario.politica == "siguiente_habil"
    assert calendario.cierre.hour == 17
