"""Seven ways in which a case could become known to who may not know of it, each tried at every address that could tell: list, search,
export, feed, API, mail, cache. Addresses are taken from the application, so a new one is tried without being named here.
"""

from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.clock import MovableClock
from portal.core.text import fold
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs, services
from portal.pqrs.jobs import contar_estadisticas
from portal.pqrs.jobs_pendientes import recordar_pendientes
from portal.pqrs.jobs_resumen import resumir
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import reaches
from portal.pqrs.services.calendarios import dar_calendario
from portal.web import page_cache
from tests.security.conftest import NewClient
from tests.security.fugas import ASKED, CLASSES, Plantado, class_of, leaks, plant, told_by, urls_of
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

# Who looks, and of which planted cases they may know what was written. Nobody may know who the sealed person is.
ROLES: Mapping[str, tuple[str, ...]] = {
    "stranger": (),
    "citizen of another case": (),
    "beto": (),  # an official of another office
    "gloria": (),  # the head of another office
    "delia": (),  # committee
    "efrain": (),  # administrator
    "karol": (),  # editor
    "jairo": ("anonima", "ajena"),  # the official who has two of them
    "hernan": ("sellada", "anonima", "ajena", "anulada"),  # control interno
}
# Of these each box asks the same of the database as of the others.
SEARCHERS = ("stranger", "citizen of another case", "gloria", "efrain", "hernan")
LOOKED_FOR = ("Quetzalapellido", "98765430", "quetzaltexto")
# Who administers the mail sees to whom letters go (docs/seguridad.md), never who is sealed.
ADDRESSEES = {("efrain", "correo.listar")}

Planted = Mapping[str, Plantado]


@pytest.fixture
def planted(app: Flask, reloj: MovableClock) -> Planted:
    with transaction():
        found = plant()
    contar_estadisticas()
    db.session.commit()
    return found


def _browser(who: str, new_client: NewClient) -> PageClient:
    client = new_client()
    if who == "citizen of another case":
        with transaction():
            own = casos.radicar(texto="La mía.").radicado
        enter(client, own)
        client.check_pages = False
    elif who != "stranger":
        sign_in(client, who)
    return client


def _forbidden(who: str, planted: Planted) -> dict[str, str]:
    """Each word that this one may not read, and what it is."""
    found = {}
    for name, one in planted.items():
        words = one.persona if name == "sellada" and name in ROLES[who] else () if name in ROLES[who] else one.todo
        found |= dict.fromkeys(words, f"case {name}")
    return found


def _crawl(app: Flask, new_client: NewClient, planted: Planted, name: str) -> list[str]:
    """What every role is told by every address of a class and must not be told."""
    found, urls = [], list(urls_of(app, name, planted))
    assert urls
    for who in ROLES:
        client, forbidden = _browser(who, new_client), _forbidden(who, planted)
        for endpoint, url in urls:
            told = leaks(client, url, forbidden)
            if (who, endpoint) in ADDRESSEES:
                told = [one for one in told if "@" not in one or "case sellada" in one]
            found += [f"{who}: {one}" for one in told]
    return found


def _told_somewhere(app: Flask, client: PageClient, planted: Planted, name: str, word: str) -> bool:
    return any(fold(word) in told_by(client.get(url)) for _endpoint, url in urls_of(app, name, planted))


def test_every_address_belongs_to_a_class(base_app: Flask) -> None:
    unknown = [rule.rule for rule in base_app.url_map.iter_rules() if "GET" in (rule.methods or ()) and class_of(rule) is None]
    assert unknown == [], "say in tests/security/fugas.py how these could tell of a case"
    assert {class_of(rule) for rule in base_app.url_map.iter_rules()} >= set(CLASSES)


def test_list(app: Flask, new_client: NewClient, planted: Planted, capsys: pytest.CaptureFixture[str]) -> None:
    """No page, and no line of the log that it leaves, tells of a case to who may not know of it."""
    assert _crawl(app, new_client, planted, "list") == []
    said = fold("".join(capsys.readouterr()))
    assert "peticion_web" in said
    assert [word for one in planted.values() for word in one.todo if fold(word) in said] == []
    assert _told_somewhere(app, _browser("jairo", new_client), planted, "list", "quetzaltextoajena"), "the test sees nothing"


def test_search(app: Flask, new_client: NewClient, planted: Planted) -> None:
    """Who looks for the beginning of a word is not shown the word, nor, among the officials' cases, that there is such a case."""
    assert _crawl(app, new_client, planted, "search") == []
    found = []
    for who in SEARCHERS:
        client, forbidden = _browser(who, new_client), _forbidden(who, planted)
        for word in (one for one in forbidden if any(what in one for what in LOOKED_FOR)):
            half = word[: len(word) * 2 // 3]
            for endpoint, url in urls_of(app, "search", {"ajena": planted["ajena"]}):
                told = leaks(client, f"{url}?{'&'.join(f'{name}={half}' for name in ASKED)}", {word: forbidden[word]})
                found += [f"{who}: {one}" for one in told if (who, endpoint) not in ADDRESSEES or "@" not in one or "sellada" in one]
        for one in (one for name, one in planted.items() if name not in ROLES[who]):
            found += [f"{who}: {one}" for one in leaks(client, "/gestion/pqrs/?vista=todas&q=quetzal", {one.radicado: "its number"})]
    assert found == []
    assert planted["ajena"].radicado in _browser("jairo", new_client).get("/gestion/pqrs/?vista=todas&q=quetzaltext").text


def test_export(app: Flask, new_client: NewClient, planted: Planted) -> None:
    """Spreadsheets, PDF, archives and attachments, unpacked."""
    assert _crawl(app, new_client, planted, "export") == []
    jairo = _browser("jairo", new_client)
    assert _told_somewhere(app, jairo, planted, "export", "quetzalasuntoajena"), "the test sees nothing"
    assert _told_somewhere(app, jairo, planted, "export", "quetzalcontenidoajena")


def test_feed(app: Flask, new_client: NewClient, planted: Planted) -> None:
    """What calendars and programs fetch again and again."""
    assert _crawl(app, new_client, planted, "feed") == []
    every = {word: f"case {name}" for name, one in planted.items() for word in one.todo}
    for who in ("jairo", "hernan", "gloria"):
        for alcance in ("mias", "dependencia"):
            with transaction():
                dar_calendario(token=f"{who}{alcance}", alcance=alcance, actor=casos.actor(who))
            # Not even to who has the case: only its number, its day and its office stand there.
            assert leaks(new_client(), f"/calendario/{who}{alcance}.ics", every) == []
    assert planted["ajena"].radicado in told_by(new_client().get("/calendario/jairodependencia.ics")).upper()


def test_api(app: Flask, new_client: NewClient, planted: Planted) -> None:
    """Interfaces for programs tell everybody the same: no person, no word, and no sealed kind."""
    assert _crawl(app, new_client, planted, "api") == []
    for _endpoint, url in urls_of(app, "api", planted):
        told = told_by(new_client().get(url))
        if "/radicados" in url or "/requests" in url:
            assert "denuncia_corrupcion" not in told, url
    # Both lists hold the same numbers: what one left out would be told by the other.
    listed = {one["service_request_id"] for one in new_client().get("/open311/v2/requests.json").json}
    assert listed == {one["radicado"] for one in new_client().get("/api/v1/radicados").json["datos"]}


def test_mail(app: Flask, reloj: MovableClock, planted: Planted) -> None:
    """A letter about a case goes only to its own person and to officials who reach it; of the sealed person it tells nobody anything."""
    with transaction():
        salud, hernan = casos.dependencia("150"), casos.actor("hernan")
        services.asignar(_case(planted, "sellada"), dependencia=salud, responsable=casos.funcionario("jairo"), actor=hernan)
        services.anotar(_case(planted, "ajena"), texto="@jairo.jurado: vea quetzalnotaajena", actor=casos.actor("carmen"))
    reloj.advance(days=41)
    jobs.recordar()
    recordar_pendientes()
    assert resumir() > 0
    mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    assert {one.about_id for one in mails} >= {planted["sellada"].peticion_id, planted["ajena"].peticion_id}
    found = []
    for mail in mails:
        told = fold(" ".join((mail.subject, mail.body, mail.html, mail.recipient, str(mail.attachments))))
        found += [f"{mail.letter}: {word}" for word in planted["sellada"].persona if fold(word) in told]
        for name, one in planted.items():
            own = mail.recipient in one.persona or (mail.sealed and mail.about_id == one.peticion_id)
            if not own and not _reached(mail.recipient, _case(planted, name)):
                found += [f"{mail.letter} to {mail.recipient}: {word}" for word in one.todo if fold(word) in told]
    assert found == []


def _case(planted: Planted, name: str) -> Peticion:
    return db.session.get_one(Peticion, planted[name].peticion_id)


def _reached(address: str, peticion: Peticion) -> bool:
    return address.endswith("@puerres.example") and reaches(casos.actor(address.partition("@")[0]), peticion)


def test_cache(app: Flask, new_client: NewClient, planted: Planted) -> None:
    """Only what is the same for everybody may be kept by anybody; nothing of a case is, in browsers, on the way, or in the workers."""
    every = [url for name in CLASSES for _endpoint, url in urls_of(app, name, planted)]
    stranger, found = new_client(), []
    for who in ("hernan", "jairo", "citizen of another case", "stranger"):
        client = _browser(who, new_client)
        for url in every:
            answer = client.get(url)
            if answer.headers.get("Cache-Control") == "no-store":
                found += [f"{who} {url}: ETag"] if "ETag" in answer.headers else []
                continue
            # Whoever keeps it gives it to the next: it must be what a stranger gets, and bring nobody's cookie.
            same = stranger.get(url)
            found += [f"{who} {url}: kept"] if same.data != answer.data or "Set-Cookie" in answer.headers else []
            again = stranger.get(url, headers={"If-None-Match": answer.headers.get("ETag", "none")})
            found += [f"{who} {url}: {again.status_code}"] if again.status_code not in {304, same.status_code} else []
    assert found == []
    kept = fold("".join(page for cache in page_cache._caches for _mark, page in cache._pages.values()))
    assert [word for one in planted.values() for word in one.todo if fold(word) in kept] == []
