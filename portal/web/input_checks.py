"""Input that no browser sends by itself: cleaned where a person may have pasted it, refused where nobody can have."""

from typing import IO, Any
from urllib.parse import parse_qsl, quote

from flask import Flask, Request, abort, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter, Map
from werkzeug.utils import cached_property

# The largest key that PostgreSQL's INTEGER holds: a longer number in an address names nothing.
LARGEST_KEY = 2**31 - 1

_PATH_SAFE = "/:@!$&()*+,;=~"

Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


class CleanFormParser(FormDataParser):
    """Takes null characters out of forms, for no database keeps them, and remembers where they stood.

    Broken UTF-8 reads the same however it was sent: a mark for each damaged letter, which the form's check refuses
    (`web.forms`). werkzeug does so in multipart only; elsewhere it leaves «%FF», or loses the whole form.
    """

    names_with_nulls: frozenset[str] = frozenset()

    def parse(self, *args: Any, **kwargs: Any) -> Parsed:
        stream, form, files = super().parse(*args, **kwargs)
        if any("\0" in name or "\0" in value for name, value in form.items(multi=True)):
            clean = [(name.replace("\0", ""), value.replace("\0", "")) for name, value in form.items(multi=True)]
            self.names_with_nulls = frozenset(
                name.replace("\0", "") for name, value in form.items(multi=True) if "\0" in name or "\0" in value
            )
            form = ImmutableMultiDict(clean)
        return stream, form, files

    def _parse_urlencoded(self, stream: IO[bytes], *_args: Any) -> Parsed:
        items = parse_qsl(stream.read().decode(errors="replace"), keep_blank_values=True, errors="replace")
        return stream, self.cls(items), self.cls()


class PortalRequest(Request):
    """Flask's request with cleaned forms, and with an address that may be written into a page."""

    form_data_parser_class = CleanFormParser
    _parser: FormDataParser | None = None

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        query = environ.get("QUERY_STRING", "")
        if not query.isascii():
            # Browsers encode it; who does not gets the same reading, where werkzeug would fail on broken UTF-8.
            environ["QUERY_STRING"] = quote(query.encode("latin-1"), safe=_PATH_SAFE + "%?")
        super().__init__(environ, *args, **kwargs)

    def make_form_data_parser(self) -> FormDataParser:
        self._parser = super().make_form_data_parser()
        return self._parser

    @property
    def names_with_nulls(self) -> frozenset[str]:
        """The fields of the form that held a null character. The form's own check refuses them (`web.forms`)."""
        _ = self.form
        return self._parser.names_with_nulls if isinstance(self._parser, CleanFormParser) else frozenset()

    @cached_property
    def full_path(self) -> str:
        """Path and query in percent encoding; werkzeug's own decodes the path, control characters and all."""
        return f"{quote(self.path, safe=_PATH_SAFE)}?{quote(self.query_string, safe=_PATH_SAFE + '%?')}"


class KeyIntConverter(IntegerConverter):
    """`<int:…>` in an address: a number that can be a key; a longer one is a 404, not an error of the database."""

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None, max: int | None = None, signed: bool = False) -> None:  # noqa: A002 - the base class's names
        super().__init__(map, fixed_digits, min, LARGEST_KEY if max is None else max, signed)


def init_input_checks(app: Flask) -> None:
    """Must come before any route is registered."""
    app.request_class = PortalRequest
    app.url_map.converters["int"] = KeyIntConverter

    @app.before_request
    def refuse_null_characters() -> None:
        if "\0" in request.path or any("\0" in name or "\0" in value for name, value in request.args.items(multi=True)):
            abort(400)
