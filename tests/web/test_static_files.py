"""Static files under names that carry their content's hash, compressed, kept by browsers for good."""

import re
from pathlib import Path

import pytest
from flask import Flask

from portal.web.static_files import static_url
from tests.web.appearance import ROOT, make_app


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_app(tmp_path_factory.mktemp("estaticos"))


def address(app: Flask, name: str) -> str:
    with app.test_request_context("/"):
        return static_url(name)


def test_an_address_carries_the_content_s_hash_and_may_be_kept_for_good(served: Flask) -> None:
    url = address(served, "css/portal.css")
    assert re.fullmatch(r"/static/css/portal\.[0-9a-f]{12}\.css", url)
    answer = served.test_client().get(url)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "text/css"


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_a_browser_gets_the_compression_that_it_understands(served: Flask, accepted: str, encoding: str | None) -> None:
    answer = served.test_client().get(address(served, "css/portal.css"), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding


def test_a_style_sheet_names_the_hashed_font(served: Flask) -> None:
    css = served.test_client().get(address(served, "css/portal.css")).get_data(as_text=True)
    font = address(served, "fonts/montserrat-700-es.woff2").removeprefix("/static/")
    assert f'url("../{font}")' in css
    assert served.test_client().get(f"/static/{font}").status_code == 200


def test_a_plain_name_is_served_too_but_not_kept_for_good(served: Flask) -> None:
    answer = served.test_client().get("/static/img/favicon.svg")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_asking_for_a_file_that_does_not_exist_is_an_error_of_the_template(served: Flask) -> None:
    with pytest.raises(LookupError, match=r"css/otro\.css"):
        address(served, "css/otro.css")


def test_nothing_outside_the_folder_is_served(served: Flask) -> None:
    client = served.test_client()
    client.check_pages = False
    for path in ("/static/../config.py", "/static/%2e%2e/config.py", "/static/css/"):
        assert client.get(path).status_code == 404


def test_the_copies_are_made_once_and_found_again(tmp_path: Path) -> None:
    make_app(tmp_path)
    (built,) = (tmp_path / "static").iterdir()
    first = (built / "names.json").stat().st_mtime_ns
    make_app(tmp_path)
    assert [one.name for one in (tmp_path / "static").iterdir()] == [built.name]
    assert (built / "names.json").stat().st_mtime_ns == first


def test_a_read_only_installation_still_serves_its_files(tmp_path: Path) -> None:
    blocked = tmp_path / "instance"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    app = make_app(blocked)
    assert app.test_client().get(address(app, "js/portal.js")).status_code == 200


def test_no_file_of_ours_asks_another_site_for_anything() -> None:
    own = [*(ROOT / "static/css").glob("*.css"), *(ROOT / "static/js").glob("*.js")]
    for path in own:
        assert not re.search(r"(?:https?:)?//[\w.-]+\.\w+/", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)), path
