"""An application whose record of acts starts empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.databases import ENGINES
from tests.support.workshop import own_app


@pytest.fixture(params=ENGINES)
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    with own_app(request.param, tmp_path) as app, app.app_context():
        yield app
