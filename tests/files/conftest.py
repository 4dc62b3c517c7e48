"""An application with small limits and a storage of its own; no database is touched here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from portal.config import load_settings

SMALL = {"upload_max_file": 2_000_000, "upload_max_total": 3_000_000, "upload_max_count": 3}


@pytest.fixture(scope="package")
def receiving_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("files")
    settings = load_settings(
        {}, environment="test", secret_key="s3creto-de-prueba-0123456789abcdef", database_url=f"sqlite:///{folder}/x.sqlite3",
        public_url="https://portal.example", files_dir=folder / "archivos", **SMALL,
    )  # fmt: skip
    return create_app(settings)


@pytest.fixture
def storage_root(receiving_app: Flask) -> Iterator[Path]:
    """The folder of the storage, with the application ready to receive."""
    with receiving_app.app_context():
        yield receiving_app.config["SETTINGS"].files_dir
