"""What `make run` does after installing: migrate, load the demonstration if the database is empty, serve.

The web server and the worker are two processes, as in production; when one ends, the other is ended too.
"""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

from flask_migrate import upgrade

from portal import create_app
from portal.config import ROOT, ConfigError


def main() -> int:
    """Prepare and serve until interrupted; gives the exit code."""
    try:
        app = create_app()
    except ConfigError as error:
        sys.stderr.write(f"The portal cannot start.\n{error}\n")
        return 2
    settings = app.config["SETTINGS"]
    settings.files_dir.mkdir(parents=True, exist_ok=True)
    (ROOT / "instance").mkdir(exist_ok=True)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        if not settings.is_production:
            from portal.demo.carga import load_if_empty

            for line in load_if_empty():
                print(line)
    print(f"\nPortal on http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')} (Ctrl+C stops it)\n", flush=True)
    return _serve()


def _serve() -> int:
    python = sys.executable
    processes = [
        subprocess.Popen([python, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"], cwd=ROOT),  # noqa: S603 - fixed words
        subprocess.Popen([python, "-m", "flask", "--app", "wsgi", "worker"], cwd=ROOT),  # noqa: S603 - fixed words
    ]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for process in processes:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(process.poll() is None for process in processes):
        time.sleep(0.2)
    for process in processes:
        process.terminate()
    return max(abs(process.wait()) for process in processes) if any(process.returncode for process in processes) else 0


if __name__ == "__main__":
    sys.exit(main())
