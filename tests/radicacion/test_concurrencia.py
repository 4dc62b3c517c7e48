"""Two who file at once, on real databases of both kinds: no savepoints, each thread with its own connection."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.config import load_settings
from portal.core.clock import BOGOTA
from portal.database import transaction
from portal.extensions import db
from portal.radicacion.models import Radicado
from portal.radicacion.services import radicar_entrada
from tests.support.databases import ENGINES, fresh_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=BOGOTA)
THREADS, EACH = 4, 12


@pytest.fixture(params=ENGINES)
def real_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    with fresh_database(request.param, tmp_path) as url:
        settings = load_settings(
            {}, environment="test", secret_key="s3creto-de-prueba-0123456789abcdef", database_url=url,
            files_dir=tmp_path / "archivos", public_url="https://portal.example",
        )  # fmt: skip
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            db.session.remove()
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_numbers_taken_at_once_have_neither_gap_nor_repetition(real_app: Flask) -> None:
    begin = threading.Barrier(THREADS)
    given: list[list[str]] = [[] for _ in range(THREADS)]
    failures: list[BaseException] = []

    def file_some(mine: list[str]) -> None:
        try:
            with real_app.app_context():
                begin.wait()
                for turn in range(EACH):
                    try:
                        with transaction():
                            numero = radicar_entrada(objeto_tipo="peticion", recibida_en=NOON).numero
                            if turn % 4 == 3:
                                raise InterruptedError
                        mine.append(numero)
                    except InterruptedError:
                        continue
                db.session.remove()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=file_some, args=(mine,)) for mine in given]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    acknowledged = sorted(number for mine in given for number in mine)
    assert acknowledged == [f"2026-E-{n:06d}" for n in range(1, THREADS * EACH * 3 // 4 + 1)]
    # Each saw its own numbers rise: they follow the order of reception.
    assert all(mine == sorted(mine) for mine in given)
    with real_app.app_context():
        assert sorted(db.session.scalars(select(Radicado.numero))) == acknowledged
        db.session.remove()


def test_of_two_who_file_at_once_the_lower_number_is_the_earlier(real_app: Flask) -> None:
    begin = threading.Barrier(THREADS)
    failures: list[BaseException] = []

    def file_some() -> None:
        try:
            with real_app.app_context():
                begin.wait()
                for _ in range(EACH):
                    with transaction():
                        radicar_entrada(objeto_tipo="peticion")
                db.session.remove()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=file_some) for _ in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    with real_app.app_context():
        received = db.session.scalars(select(Radicado.fecha).order_by(Radicado.vigencia, Radicado.consecutivo)).all()
        db.session.remove()
    assert len(received) == THREADS * EACH
    assert list(received) == sorted(received)
