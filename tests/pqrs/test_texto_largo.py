"""A petition as long as its writer wished: the officials' page shows its beginning, keeps all of it, and stays usable."""

from portal.core.clock import MovableClock
from tests.support import casos
from tests.support.oficina import made, url_of
from tests.support.pages import PageClient
from tests.support.sessions import sign_in


def test_a_very_long_petition_is_folded_and_whole(client: PageClient, reloj: MovableClock) -> None:
    long = "Pido que arreglen el alumbrado de la vereda. " * 5000 + "Última palabra: cóndor."
    case = made(casos.en_tramite, texto=long, asunto="Alumbrado " * 600)
    sign_in(client, "jairo")
    page = client.page(url_of(case))
    folded = [one for one in page.all("details") if "long-text" in (one.get("class") or "")]
    assert len(folded) == 2
    assert "open" not in folded[1].attrib
    assert "cóndor" in page.text(folded[1])
    assert page.text().count("Pido que arreglen") == 5000


def test_an_ordinary_petition_is_shown_as_it_is(client: PageClient, reloj: MovableClock) -> None:
    case = made(casos.en_tramite)
    sign_in(client, "jairo")
    assert not [one for one in client.page(url_of(case)).all("details") if "long-text" in (one.get("class") or "")]
