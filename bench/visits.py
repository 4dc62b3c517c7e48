"""What a visitor needs before the pages can be measured: the raw requests of each, with cookies, keys and cursors."""

from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import create_engine, text

from bench.client import KEY, get, post
from portal.demo.elenco import clave_demo
from portal.web.pagination import encode_cursor
from tests.support.citizens import FORM, Browser, hidden_fields
from tests.support.servers import Server, Site

_OFFICIAL = "carmen@puerres.example"


@dataclass(frozen=True)
class Visit:
    """A page by its name, and the raw requests that make one visit of it."""

    name: str
    requests: tuple[bytes, ...]


def cookies(browser: Browser) -> str:
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def filing(server: Server) -> tuple[bytes, bytes]:
    """Getting the form and sending it, each time with another one-time key."""
    with closing(Browser(server.port)) as browser:
        values = browser.open_form().values
        cookie = cookies(browser)
    values["clave"] = KEY.decode()
    return get(FORM, cookie), post(FORM, urlencode(values).encode(), cookie)


def tracking(server: Server) -> bytes:
    """The tracking page of a case that was just filed."""
    with closing(Browser(server.port)) as browser:
        radicado = browser.send(browser.open_form())
        return get(f"/pqrs/seguimiento/{radicado}", cookies(browser))


def receipt(server: Server) -> bytes:
    """The page that a filing leads to, with number and tracking code."""
    with closing(Browser(server.port)) as browser:
        browser.send(browser.open_form())
        return get(browser.location, cookies(browser))


def official(server: Server) -> str:
    """The cookies of an official of the counter, who sees the cases of all departments."""
    with closing(Browser(server.port)) as browser:
        _status, page = browser.request("GET", "/ingreso")
        values = {**hidden_fields(page, "/ingreso"), "correo": _OFFICIAL, "clave": clave_demo()}
        status, page = browser.request("POST", "/ingreso", urlencode(values))
        assert status == 303, f"sign-in answered {status}"
        return cookies(browser)


def list_visits(site: Site, server: Server) -> list[Visit]:
    """The pages that must cost the same with a thousand cases and with a million."""
    cookie = official(server)
    inbox, register = _cursors(site)
    return [
        Visit("inbox, first page", (get("/gestion/pqrs/", cookie),)),
        Visit("inbox, page in the middle", (get(f"/gestion/pqrs/?desde={inbox}", cookie),)),
        Visit("inbox, finished cases", (get("/gestion/pqrs/?vista=terminadas", cookie),)),
        Visit("where officials arrive, with its counts", (get("/gestion/", cookie),)),
        Visit("inbox, search by number", (get(f"/gestion/pqrs/?vista=todas&q={_some_radicado(site)}", cookie),)),
        Visit("page after filing", (receipt(server),)),
        Visit("tracking", (tracking(server),)),
        Visit("register, first page", (get("/pqrs/registro"),)),
        Visit("register, page in the middle", (get(f"/pqrs/registro?desde={register}"),)),
        Visit("statistics", (get("/pqrs/estadisticas"),)),
        Visit("registering (sending the form)", (filing(server)[1],)),
    ]


def _cursors(site: Site) -> tuple[str, str]:
    """Keyset cursors in the middle of the open cases by due date, and of all cases by reception."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    engine = create_engine(site.database_url)
    with engine.connect() as connection:
        middle = "SELECT {columns} FROM peticion {where} ORDER BY {order} LIMIT 1 OFFSET (SELECT count(*) / 2 FROM peticion {where})"
        due, key = connection.execute(text(middle.format(columns="vence_el, id", where="WHERE abierta", order="vence_el, id"))).one()
        received, number = connection.execute(
            text(middle.format(columns="recibida_en, id", where="", order="recibida_en DESC, id DESC"))
        ).one()
    engine.dispose()
    instant = datetime.fromisoformat(received).replace(tzinfo=ZoneInfo("UTC")) if isinstance(received, str) else received
    return encode_cursor(str(due), key), encode_cursor(instant.astimezone(ZoneInfo("America/Bogota")).isoformat(), number)


def _some_radicado(site: Site) -> str:
    engine = create_engine(site.database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT radicado FROM peticion WHERE abierta ORDER BY id LIMIT 1")).scalar_one()
    engine.dispose()
    return str(found)
