"""What the pages of lists that staff put in order (rules, questions) do after a change: say it, and show the list again."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.errors import DomainError, Forbidden, NotFound


def kept(words: str, page: str) -> Response:
    """Say that a change was kept, and go back to the list.

    Args:
        page: the endpoint of the list, as «.reglas».
    """
    flash(words, "success")
    return redirect(url_for(page), 303)


def change(act: Callable[[], object], words: str, page: str) -> Response:
    """Do a change that has no form of its own; a refusal is told above the list. Raises Forbidden and NotFound as the act does."""
    try:
        act()
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        flash(error.message, "warning")
        return redirect(url_for(page), 303)
    return kept(words, page)
