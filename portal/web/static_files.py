"""Style sheets, scripts and pictures under names that carry their content's hash, so a browser may keep them for a year.

The hashed and compressed copies are made once, when the application starts for the first time after a change; a web
server in front may serve the same folder. No page needs a file from another site.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask, current_app
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from portal.web.headers import security_headers

PREFIX = "/static/"
_HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")
_CSS_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_COMPRESSIBLE = {".css", ".js", ".svg", ".txt", ".json", ".xml"}
_MAX_AGE_PLAIN = 3600  # seconds; for a file asked for by its plain name
_PUBLIC = 0o755  # a web server under another account may have to read the folder


def init_static(app: Flask) -> None:
    """Serve `portal/static` through WhiteNoise and put `static_url` into the templates. In debug the files are served as they are."""
    app.jinja_env.globals["static_url"] = static_url
    source = Path(app.root_path) / "static"
    server = WhiteNoise(
        app.wsgi_app,
        autorefresh=app.debug,
        max_age=0 if app.debug else _MAX_AGE_PLAIN,
        immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
        add_headers_function=partial(_add_headers, over_https=bool(app.config.get("SESSION_COOKIE_SECURE"))),
        allow_all_origins=False,
    )
    server.add_files(str(source), prefix=PREFIX)
    app.extensions["portal_static"] = {}
    if not app.debug:
        built = _ensure_built(source, Path(app.instance_path) / "static")
        server.add_files(str(built / "files"), prefix=PREFIX)
        app.extensions["portal_static"] = json.loads((built / "names.json").read_text(encoding="utf-8"))
    # WSGI middleware is wired by replacing this attribute (Flask's own documentation); mypy only sees a method.
    app.wsgi_app = server  # type: ignore[method-assign]


def static_url(name: str) -> str:
    """The address of a file of `portal/static`, e.g. `static_url("css/portal.css")`.

    Raises:
        LookupError: there is no such file; a page must not ask for what does not exist.
    """
    names: Mapping[str, str] = current_app.extensions["portal_static"]
    if not names:
        return PREFIX + name
    if name not in names:
        raise LookupError(f"no static file {name!r}")
    return PREFIX + names[name]


def _add_headers(headers: Headers, _path: str, url: str, *, over_https: bool) -> None:
    """What every answer says, said here too: these files never reach the hook that adds it to the pages (ASVS 3.4)."""
    for name, value in security_headers(over_https=over_https).items():
        if name != "Cache-Control":
            headers[name] = value
    if url.endswith(".svg"):
        # A picture opened on its own must not be able to run anything.
        headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
        )


def _ensure_built(source: Path, target: Path) -> Path:
    """The folder with the copies for exactly these contents; made if it is not there yet."""
    files = sorted(path for path in source.rglob("*") if path.is_file() and not path.name.startswith("."))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    wanted = target / digest.hexdigest()[:16]
    if (wanted / "names.json").is_file():
        return wanted
    try:
        target.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=target))
    except OSError:
        # A read-only installation still serves its files, from a folder of its own.
        making = wanted = Path(tempfile.mkdtemp(prefix="portal-static-"))
    making.chmod(_PUBLIC)
    _build(source, files, making)
    return making if making == wanted else _put_in_place(making, wanted)


def _put_in_place(making: Path, wanted: Path) -> Path:
    # Two processes may build at once: the one that comes second keeps what the first one put there.
    try:
        return making.rename(wanted)
    except OSError:
        shutil.rmtree(making, ignore_errors=True)
        return wanted


def _build(source: Path, files: list[Path], target: Path) -> None:
    """Write every file under its hashed name, with compressed copies beside it; style sheets last, since they name others."""
    names: dict[str, str] = {}
    compressor = Compressor(quiet=True)
    for path in sorted(files, key=lambda one: (one.suffix == ".css", one)):
        name = path.relative_to(source).as_posix()
        content = path.read_bytes()
        if path.suffix == ".css":
            content = _with_hashed_urls(content.decode(), name, names).encode()
        hashed = f"{name.removesuffix(path.suffix)}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
        names[name] = hashed
        copy = target / "files" / hashed
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
        if path.suffix in _COMPRESSIBLE:
            compressor.compress(str(copy))
    (target / "names.json").write_text(json.dumps(names), encoding="utf-8")


def _with_hashed_urls(css: str, name: str, names: Mapping[str, str]) -> str:
    """The style sheet with each relative `url(…)` pointing to the hashed name of the file it meant."""
    folder = Path("/") / Path(name).parent

    def replaced(match: re.Match[str]) -> str:
        address = match.group(1)
        if address.startswith(("data:", "#", "/")):
            return match.group(0)
        meant = (folder / address).resolve().relative_to("/").as_posix()
        up = "../" * len(Path(name).parent.parts)
        return f'url("{up}{names[meant]}")'

    return _CSS_URL.sub(replaced, css)
