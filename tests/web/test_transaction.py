"""One commit per successful writing request; everything else leaves nothing."""

from typing import Any

import pytest

from tests.support.pages import PageClient


def test_a_successful_post_is_kept(workshop: PageClient, written: Any) -> None:
    assert workshop.post("/taller/escribir/uno").status_code == 200
    assert written("uno")


@pytest.mark.parametrize("estado", ["400", "404", "409", "422", "500"])
def test_a_post_that_ends_in_an_error_leaves_nothing(workshop: PageClient, written: Any, estado: str) -> None:
    workshop.check_pages = False
    assert workshop.post("/taller/escribir/dos", data={"estado": estado}).status_code == int(estado)
    assert not written("dos")


@pytest.mark.parametrize("falla", ["dominio", "prohibido", "conflicto", "viejo", "propio", "base", "403"])
def test_a_post_that_fails_halfway_leaves_nothing(workshop: PageClient, written: Any, falla: str) -> None:
    assert workshop.post("/taller/escribir/tres", data={"falla": falla}).status_code >= 400
    assert not written("tres")


def test_a_preview_by_post_leaves_nothing(workshop: PageClient, written: Any) -> None:
    assert workshop.post("/taller/escribir/cuatro", data={"ensayo": "1"}).status_code == 200
    assert not written("cuatro")


def test_reading_never_writes(workshop: PageClient, written: Any) -> None:
    workshop.check_pages = False
    assert workshop.get("/taller/leer/cinco").status_code in {200, 503}
    assert not written("cinco")


def test_the_request_after_a_failed_one_is_not_disturbed(workshop: PageClient, written: Any) -> None:
    workshop.post("/taller/escribir/seis", data={"falla": "propio"})
    assert workshop.post("/taller/escribir/siete").status_code == 200
    assert written("siete")


def test_a_commit_that_fails_is_answered_with_an_error(workshop: PageClient, written: Any) -> None:
    workshop.post("/taller/escribir/ocho")
    response = workshop.post("/taller/escribir/ocho")
    assert response.status_code == 500
