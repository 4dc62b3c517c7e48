"""A test client that looks at every page that it gets, and fills forms as a browser would."""

import contextvars
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import has_app_context
from flask.testing import FlaskClient
from lxml.etree import HTMLParser, fromstring
from werkzeug.test import TestResponse

from portal.extensions import db

ENGLISH = re.compile(r"\b(This field is required|Not a valid|Submit|Not Found|Internal Server Error|Bad Request|Log in|Sign in)\b")


class Page:
    """A parsed page: what a person and a screen reader find on it."""

    def __init__(self, response: TestResponse) -> None:
        self.html = response.get_data(as_text=True)
        self.root: Element = fromstring(self.html.encode(), HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8"))

    def parse_errors(self) -> list[Any]:
        """What a strict HTML5 parser finds wrong. It is slow: see `PageClient`."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(self.html)
        return [error for error in parser.errors if error[1] != "non-void-element-with-trailing-solidus"]

    def all(self, *tags: str) -> list[Element]:
        return list(self.root.iter(*tags))

    def text(self, element: Element | None = None) -> str:
        target = self.root.find(".//main") if element is None else element
        whole = "".join((self.root if target is None else target).itertext())
        return re.sub(r"\s+", " ", whole).strip()

    @property
    def title(self) -> str:
        return self.text(self.all("title")[0])

    @property
    def h1(self) -> str:
        return self.text(self.all("h1")[0])

    def links(self) -> list[str]:
        return [one.get("href", "") for one in self.all("a")]

    def form(self, action: str | None = None) -> Element:
        """The form whose action ends in `action`, or the first one of the main content."""
        main = self.root.find(".//main")
        forms = list((self.root if main is None else main).iter("form"))
        for one in forms:
            if action is None or one.get("action", "").split("?")[0].endswith(action):
                return one
        raise AssertionError(f"no form with action {action!r}; there are {[one.get('action') for one in forms]}")

    def check(self) -> None:
        """Raise AssertionError on what no page may have."""
        root = self.root
        assert root.get("lang") == "es-CO", "lang"
        assert len(self.all("h1")) == 1, f"{len(self.all('h1'))} h1"
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), f"repeated ids: {sorted({one for one in ids if ids.count(one) > 1})}"
        labelled = {one.get("for") for one in self.all("label")}
        for one in self.all("input", "select", "textarea"):
            if one.get("type") in {"hidden", "submit", "button"}:
                continue
            named = one.get("id") in labelled or one.get("aria-label") or one.get("aria-labelledby")
            assert named, f"input without label: {one.get('name')}"
        for one in root.iter():
            assert not one.get("style"), f"inline style on {one.tag}"
            assert not any(name[:2] == "on" for name in one.attrib), f"event attribute on {one.tag}"
        assert self.title.startswith(self.h1[:40]) or self.h1[:20] in self.title, f"title {self.title!r} does not begin with h1 {self.h1!r}"
        assert not re.search(r"[ap]\.\sm\.\.", self.text()), "two full stops after an hour"
        english = ENGLISH.search(self.text())
        assert not english, f"English on the page: {english}"


# The strict parser costs as much as the page: the first pages of each kind (by heading and status) go through it.
STRICT_PAGES = 2
_parsed: Counter[tuple[str, int]] = Counter()


class PageClient(FlaskClient):
    """Checks every HTML answer; `page` and `submit` act as a person with a browser does."""

    check_pages = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # A request must not find the test's own application context: its `g` and its session belong to the test.
        # What the test has open is committed first, or undoing it later would undo the request's work too.
        if has_app_context():
            db.session.commit()
        kwargs.setdefault("buffered", True)
        response = contextvars.Context().run(super().open, *args, **kwargs)
        if (
            self.check_pages
            and response.mimetype == "text/html"
            and response.data
            and response.status_code not in {301, 302, 303, 307, 308}
        ):
            page = Page(response)
            page.check()
            kind = (re.sub(r"\d+", "0", page.h1), response.status_code)
            _parsed[kind] += 1
            if _parsed[kind] <= STRICT_PAGES:
                errors = page.parse_errors()
                assert not errors, f"HTML does not parse: {errors[:3]}"
        return response

    def page(self, url: str, status: int = 200) -> Page:
        response = self.get(url, follow_redirects=True)
        assert response.status_code == status, f"{url}: {response.status_code} instead of {status}"
        return Page(response)

    def form_values(self, page: Page, action: str | None = None) -> dict[str, Any]:
        """What a browser would send of a form nobody touched."""
        values: dict[str, Any] = {}
        form = page.form(action)
        for one in form.iter():
            name = one.get("name")
            if not name:
                continue
            if one.tag == "input":
                kind = one.get("type", "text")
                if kind in {"checkbox", "radio"} and one.get("checked") is None:
                    continue
                if kind in {"submit", "button", "file", "image"}:
                    continue
                values[name] = one.get("value", "on" if kind in {"checkbox", "radio"} else "")
            elif one.tag == "textarea":
                values[name] = "".join(one.itertext()).removeprefix("\n")
            elif one.tag == "select":
                options = list(one.iter("option"))
                chosen = [option for option in options if option.get("selected") is not None] or options[:1]
                if chosen:
                    values[name] = chosen[0].get("value", "")
        return values

    def submit(
        self, url: str, data: dict[str, Any] | None = None, *, action: str | None = None, follow: bool = True, **kwargs: Any
    ) -> TestResponse:
        """Open `url`, fill its form with `data`, send it. `action` chooses among several forms."""
        page = self.page(url)
        values = {**self.form_values(page, action), **(data or {})}
        values = {name: value for name, value in values.items() if value is not None}
        target = page.form(action).get("action") or url
        kwargs.setdefault("content_type", "multipart/form-data")
        return self.post(target, data=values, follow_redirects=follow, **kwargs)
