"""How much memory a worker holds after the heaviest things that a visitor and an official can ask for."""

import secrets
from contextlib import closing
from io import BytesIO

from PIL import Image

from bench.client import Connection, get, rate
from bench.visits import filing, official
from tests.support.citizens import Browser
from tests.support.servers import Server, Site

PICTURES, CONSTANCIAS, WORKBOOKS, SECONDS = 12, 12, 8, 3.0


def worker_memory(site: Site) -> float:
    """Resident megabytes of the largest worker (shared pages counted whole)."""
    with site.serving() as server:
        form = filing(server)
        rate(server.port, form, seconds=SECONDS, connections=8)
        rate(server.port, (get("/"),), seconds=SECONDS, connections=8)
        for _ in range(PICTURES):
            _file_with_picture(server)
        cookie = official(server)
        for _ in range(WORKBOOKS):
            # A new connection each time, so that both workers take part.
            connection = Connection(server.port)
            for page in ("/gestion/pqrs/exportar.xlsx?vista=terminadas", "/gestion/pqrs/exportar.csv?vista=terminadas", "/gestion/pqrs/"):
                status = connection.send(get(page, cookie))
                assert status == 200, f"{page} answered {status}"
            connection.close()
        return max(one.memory_info().rss for one in server.workers()) / 2**20


def _file_with_picture(server: Server) -> None:
    """File with a photograph of a telephone's size, then ask for the constancia as PDF."""
    with closing(Browser(server.port)) as browser:
        form = browser.open_form()
        boundary = secrets.token_hex(16)
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form.values.items()]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="archivos"; filename="foto.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        body = "".join(parts).encode() + head.encode() + _photograph() + f"\r\n--{boundary}--\r\n".encode()
        status, page = browser.request("POST", "/pqrs/radicar", body, f"multipart/form-data; boundary={boundary}")
        assert status == 303, f"filing with a picture answered {status}: {page[:500]}"
        status = browser.ask_for_constancia(browser.read_receipt())
        assert status == 200, f"the constancia answered {status}"


def _photograph() -> bytes:
    out = BytesIO()
    Image.effect_noise((4000, 3000), 40).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
