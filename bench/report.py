"""Writing the figures down."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bench.measure import CONNECTIONS, REQUESTS, ROUNDS, SECONDS, Figure
from tests.support.servers import ROOT

_ABOUT = """# Benchmarks

`make bench` measures the portal against itself and against the least that the same tools can do, in one run, on one
machine. Ratios are what counts: they say the same on a slow machine and on a fast one. Nothing here is a timed test.

Every ratio comes from alternating rounds ({rounds} of each, medians): {requests} requests one after another for the cost
of a page, {seconds:.0f} seconds with {connections} connections for a rate. Server and client are processes of their own on
127.0.0.1; both sides of a ratio have the same client, the same gunicorn settings (two workers of eight threads) and the
same database settings (SQLite in WAL with `synchronous=FULL`; PostgreSQL as it comes). Rate limits are off, nothing else
is. The bare application is `bench/bare.py`. Databases are made once under `instance/bench/`.

Last run: {day}, {cores} cores, Python {python}, SQLite {sqlite}, {system}.
"""

# What a table does not say by itself, by its group.
_NOTES = {
    "Filing through the web": """
The goal is missed. The bare view does one INSERT and answers "ok"; a filing checks a form of thirty fields, counts a term, looks
for a rule that gives the case to an office, and writes number, petition, session, one-time key and the chained act in one
transaction, a dozen statements whose lock the next filing waits for. What was tried and helped: no page drawn while sending,
statements made once, rows written without the session's ordering of work, one question for the calendar, threads of a process
that queue for SQLite's lock and processes that ask for it every 0.3 ms.
"""
}


def write(figures: Sequence[Figure]) -> str:
    """Write `bench/README.md`; gives its text."""
    about = _ABOUT.format(
        rounds=ROUNDS, requests=REQUESTS, seconds=SECONDS, connections=CONNECTIONS, day=date.today().isoformat(),  # noqa: DTZ011
        cores=os.cpu_count(), python=platform.python_version(), sqlite=sqlite3.sqlite_version, system=platform.system(),
    )  # fmt: skip
    parts = [about]
    for group, own in groupby(figures, key=lambda one: one.group):
        parts.append(f"\n## {group}\n\n| what | figure | goal | met | measured |\n|---|---|---|---|---|\n")
        parts += [f"{line(one)}\n" for one in own]
        parts.append(_NOTES.get(group, ""))
    text = "".join(parts)
    (ROOT / "bench" / "README.md").write_text(text, encoding="utf-8")
    return text


def line(figure: Figure) -> str:
    """One row of the table."""
    form = "{:.2f}" if figure.unit == "×" else "{:,.0f}"
    bound = "at most" if figure.at_most else "at least"
    met = "yes" if figure.is_met else "**no**"
    value, goal = (f"{form.format(number)}{figure.unit}" for number in (figure.value, figure.goal))
    return f"| {figure.what} | {value} | {bound} {goal} | {met} | {figure.detail} |"
