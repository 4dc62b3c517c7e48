"""Sites of their own for the tests that kill."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import ENGINES, fresh_database
from tests.support.servers import Site


@pytest.fixture(params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A migrated site with the cast, on a database that nobody else uses."""
    with fresh_database(request.param, tmp_path) as url:
        made = Site(tmp_path, url)
        made.prepare()
        yield made
