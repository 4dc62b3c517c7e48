"""What the portal is compared with: the least that Flask, SQLAlchemy and gunicorn need to say hello and to keep one row.

Same gunicorn.conf.py, same SQLAlchemy extension, same database settings (WAL, `synchronous=FULL`, BEGIN IMMEDIATE).
"""

import os
from datetime import UTC, datetime

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from portal.database import prepare_engine, set_will_write


class Base(DeclarativeBase):
    """Base of the one table."""


db = SQLAlchemy(model_class=Base)


class Row(Base):
    """One row of what was sent."""

    __tablename__ = "bare_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    texto: Mapped[str] = mapped_column(Text)


app = Flask(__name__, static_folder=None)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db.init_app(app)
with app.app_context():
    prepare_engine(db.engine)
    set_will_write(True)
    db.create_all()
    db.session.commit()
    set_will_write(False)
    # Each worker opens its own connections.
    db.engine.dispose()


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/")
def hello() -> str:
    return "hello"


@app.post("/insertar")
def insertar() -> str:
    """Insert and commit one row."""
    set_will_write(True)
    db.session.add(Row(created_at=datetime.now(UTC).replace(tzinfo=None), texto="Pedimos el arreglo de la vía."))
    db.session.commit()
    set_will_write(False)
    return "ok"
