"""A filter that makes no sense: pages say so and do not narrow by it, files and programs are refused."""

import pytest

from portal.core.clock import MovableClock
from tests.support import casos
from tests.support.oficina import made
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

CROSSED = "desde_el=2026-03-01&hasta_el=2026-02-01"


@pytest.mark.parametrize(("base", "words"), [("/pqrs/registro", "Recibidas"), ("/gestion/pqrs/", "Recibida")])
def test_days_in_the_wrong_order_are_told_and_the_list_is_whole(client: PageClient, reloj: MovableClock, base: str, words: str) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "hernan")
    page = client.page(f"{base}?{CROSSED}")
    assert f"{words} desde y hasta, porque la primera fecha es posterior a la segunda. La lista se muestra sin él." in page.text()
    assert peticion.radicado in page.text()
    assert client.form_values(page, base)["desde_el"] == "2026-03-01"
    # What it offers as a file is what it shows.
    files = [link for link in page.links() if ".csv" in link]
    assert [client.get(link).status_code for link in files] == [200]
    assert not [link for link in files if "_el=" in link]


@pytest.mark.parametrize("query", ["tipo=xx", "estado=xx", "dependencia=99999", "desde_el=ayer", CROSSED])
@pytest.mark.parametrize("address", ["/pqrs/registro.csv", "/gestion/pqrs/exportar.csv", "/gestion/pqrs/exportar.xlsx"])
def test_a_file_is_refused_instead_of_holding_everything(client: PageClient, reloj: MovableClock, address: str, query: str) -> None:
    sign_in(client, "hernan")
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert "No entendimos" in Page(answer).text()


def test_the_interface_refuses_days_in_the_wrong_order(client: PageClient) -> None:
    answer = client.get("/api/v1/radicados?recibida_desde=2026-03-01&recibida_hasta=2026-02-01")
    assert answer.status_code == 400
    assert answer.get_json()["errores"] == [{"parametro": "recibida_hasta", "detalle": "debe ser igual o posterior a recibida_desde"}]
