"""A sender who floods: through the mailbox or in a file, whatever dates the messages carry, few become petitions and all are kept."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.extensions import db
from portal.pqrs.models import CorreoRecibido, Peticion
from tests.support.correos import carta, llega
from tests.support.workshop import own_app


def test_of_a_file_with_130_messages_of_one_sender_twenty_are_filed_and_the_others_wait_or_are_refused(tmp_path: Path) -> None:
    """The rule's own test runs on both databases; this one, over the operator's command and 130 readers, on one."""
    dates = [f"Tue, {1 + number % 28:02} Feb {2020 + number % 7} 10:00:00 -0500" for number in range(130)]
    letters = [carta(f"Pido {number}", Date=date) for number, date in enumerate(dates)]
    path = tmp_path / "flood.mbox"
    path.write_bytes(b"".join(b"From a@b.example Tue Feb  3 10:00:00 2026\n" + letter + b"\n" for letter in letters))
    with own_app("sqlite", tmp_path) as app:
        with app.app_context(), transaction():
            create_cast()
        done = app.test_cli_runner().invoke(args=["pqrs", "correo", "leer", str(path)])
        assert done.exit_code == 0
        with app.app_context():
            found = Counter((one.estado, one.motivo) for one in db.session.scalars(select(CorreoRecibido)))
            assert found == {("radicado", ""): 20, ("apartado", "muchos"): 80, ("rechazado", "avalancha"): 30}
            assert db.session.scalar(select(func.count(Peticion.id))) == 20


@pytest.mark.usefixtures("app")
def test_a_mailbox_whose_messages_came_long_apart_is_one_hour_when_it_is_read_in_one(reloj: MovableClock) -> None:
    now = clock.now()
    states = [llega(carta(f"Pido {number}"), recibido_en=now - timedelta(hours=2 * number)).estado for number in range(22)]
    assert states == ["radicado"] * 20 + ["apartado"] * 2
    assert llega(carta(From="otra@correo.example")).estado == "radicado"
    reloj.advance(hours=2)
    assert llega(carta()).estado == "radicado"
