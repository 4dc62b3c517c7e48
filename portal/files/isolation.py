"""Runs one of our small scripts in a process of its own, for what reads hostile input or takes much memory.

A picture that breaks its decoder, or a text that fills the memory of the page layout, ends that process and not the
worker that serves everybody; and what it took goes back to the system when it ends.
"""

import subprocess
import sys
import threading
from pathlib import Path

# Per worker: more at once would only wait for the same processors, with their memory taken.
_places = threading.BoundedSemaphore(2)


class IsolatedFailure(Exception):
    """The process failed, was killed or took too long; the text is for the log, never for a person."""


def run_isolated(script: Path, *arguments: str, given: bytes = b"", timeout: float) -> bytes:
    """Run `script` with this interpreter and return what it wrote.

    Args:
        script: a file of ours that imports nothing of the portal, so that it starts in hundredths of a second.
        given: what it reads from its standard input.
        timeout: seconds after which it is killed.

    Raises:
        IsolatedFailure: it did not end well in time.
    """
    command = [sys.executable, "-I", str(script), *arguments]
    with _places:
        try:
            # Our own script; its arguments are never read by a shell.
            done = subprocess.run(  # noqa: S603
                command, input=given, capture_output=True, timeout=timeout, check=False, env={"LC_ALL": "C.UTF-8"}
            )
        except subprocess.TimeoutExpired as error:
            raise IsolatedFailure(f"{script.name} took more than {timeout} s") from error
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise IsolatedFailure(f"{script.name} ended with {done.returncode}: {' '.join(last)[:300]}")
    return done.stdout
