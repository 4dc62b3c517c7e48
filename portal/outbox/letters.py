"""Rendering letters. A letter `pqrs/radicada` is three templates: `pqrs/mail/radicada.asunto.txt`, `.txt` and `.html`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from portal.core.text import clean_line
from portal.web.mailer import sender_domain
from portal.web.urls import absolute_url

Context = Mapping[str, Any]

_providers: dict[str, Callable[[], Context]] = {}


@dataclass(frozen=True)
class Rendered:
    """A letter as it will be sent."""

    subject: str
    body: str
    html: str


def add_context(name: str, provider: Callable[[], Context]) -> None:
    """Offer variables to every letter, such as the municipality's profile. Registering a name again replaces it."""
    _providers[name] = provider


def render(letter: str, context: Context) -> Rendered:
    """The letter's subject, text and HTML. What a request's pages get (who is signed in, menus) is not offered here."""
    package, _, name = letter.partition("/")
    base = f"{package}/mail/{name}"
    variables: dict[str, Any] = {"absolute_url": absolute_url}
    for provider in _providers.values():
        variables.update(provider())
    variables.update(context)

    def rendered(ending: str) -> str:
        return current_app.jinja_env.get_template(base + ending).render(variables)

    # A line break in a subject could add headers of its own: the subject is one line, whatever a citizen wrote.
    return Rendered(clean_line(rendered(".asunto.txt")), rendered(".txt").strip() + "\n", rendered(".html"))


def message_domain() -> str:
    """The domain on which Message-IDs are made."""
    return sender_domain()
