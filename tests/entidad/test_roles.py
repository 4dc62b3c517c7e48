"""The roles that the portal brings hold together: none has a permission that opens nothing."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.permissions import all_permissions, can, missing_for, permissions_by_group
from portal.demo.elenco import actor_of
from portal.entidad.models import Rol
from portal.entidad.permissions import ROLES, RolInicial
from portal.extensions import db
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in


@pytest.mark.parametrize("rol", ROLES, ids=lambda rol: rol.clave)
def test_each_role_can_use_every_permission_that_it_holds(app: Flask, rol: RolInicial) -> None:
    assert set(rol.permisos) <= set(all_permissions())
    assert missing_for(rol.permisos) == []


def test_who_configures_the_portal_neither_sees_cases_nor_acts_on_them(app: Flask) -> None:
    assert not [name for name in actor_of("efrain").permissions if name.startswith("pqrs:")]


def test_who_may_void_a_number_sees_the_case_whose_number_it_is(app: Flask) -> None:
    voiding = [one for one in ROLES if "pqrs:anular" in one.permisos]
    assert [one.clave for one in voiding] == ["control_interno"]
    assert can(actor_of("hernan"), "pqrs:ver")


def test_a_role_with_a_permission_that_would_open_nothing_is_refused_with_the_reason(client: PageClient) -> None:
    sign_in(client, "efrain")
    response = client.submit("/gestion/entidad/roles/nuevo", {"nombre": "Anulador", "permisos": ["pqrs:anular"]})
    assert response.status_code == 422
    assert "«Anular radicados» no sirve sin «Ver los casos de su dependencia»." in Page(response).text()
    client.submit("/gestion/entidad/roles/nuevo", {"nombre": "Anulador", "permisos": ["pqrs:anular", "pqrs:ver"]})
    assert db.session.scalars(select(Rol.permisos).where(Rol.nombre == "Anulador")).one() == ["pqrs:anular", "pqrs:ver"]


def test_every_permission_stands_under_the_heading_of_its_subject(client: PageClient) -> None:
    sign_in(client, "efrain")
    groups = permissions_by_group()
    assert sorted(name for names in groups.values() for name in names) == sorted(all_permissions())
    page = client.page("/gestion/entidad/roles/nuevo")
    shown = [page.text(one) for one in page.all("legend")]
    assert shown == ["Permisos", *groups]
    assert len([one for one in page.all("input") if one.get("name") == "permisos"]) == len(all_permissions())
