"""Several workers share the outbox: each letter leaves once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask

from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.outbox import delivery
from portal.outbox.models import OutboxMail
from tests.outbox.conftest import Inbox, MailServer
from tests.support.workshop import own_app


def _fill(amount: int) -> None:
    now = clock.now()
    with transaction():
        db.session.add_all(
            OutboxMail(
                letter="taller/aviso", recipient=f"persona{number}@example.com", subject="Aviso", body="Hola", html="<p>Hola</p>",
                message_id=f"<{number}@portal.example>", next_try_at=now, created_at=now,
            )
            for number in range(amount)
        )  # fmt: skip


def test_three_workers_send_each_letter_exactly_once(base_app: Flask, tmp_path: Path) -> None:
    engine = base_app.config["SETTINGS"].database_url.partition("+")[0].partition(":")[0]
    inbox = Inbox()
    controller = MailServer(inbox)
    controller.start()
    try:
        with own_app(engine, tmp_path, mail_server="127.0.0.1", mail_port=controller.port, mail_security="none") as app:
            with app.app_context():
                _fill(60)
            with ThreadPoolExecutor(3) as pool:
                sent = sum(pool.map(lambda _: _work(app), range(3)))
    finally:
        controller.stop()
    assert sent == 60
    assert set(Counter(inbox.recipients).values()) == {1}
    assert len(inbox.recipients) == 60


def _work(app: Flask) -> int:
    with app.app_context():
        report = delivery.send_everything()
        db.session.remove()
        return report.sent
