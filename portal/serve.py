"""What `make run` does after installing: migrate, load the demonstration if the database is empty, serve.

The web server and the worker are two processes, as in production; when one ends, the other is ended too.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from portal import create_app
from portal.config import ROOT, ConfigError


def main() -> int:
    """Prepare and serve until interrupted; gives the exit code, 2 when it cannot start at all."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    try:
        check_address(host, port)
        app = create_app()
    except ConfigError as error:
        sys.stderr.write(f"El portal no puede arrancar.\n{error}\n")
        return 2
    settings = app.config["SETTINGS"]
    (ROOT / "instance").mkdir(exist_ok=True)
    # What people send is read by this account alone.
    settings.files_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with app.app_context():
        try:
            upgrade(directory=str(ROOT / "migrations"))
        except OperationalError:
            sys.stderr.write("El portal no puede arrancar.\nLa base de datos de DATABASE_URL no responde o no deja entrar.\n")
            return 2
        if not settings.is_production:
            from portal.demo.carga import load_if_empty

            for line in load_if_empty():
                print(line)
    print(f"\nEl portal está en http://{host}:{port} (Ctrl+C lo detiene)\n", flush=True)
    return _serve()


def check_address(host: str, port: str) -> None:
    """See that the web server will be able to listen, before anything is started or written.

    Raises:
        ConfigError: HOST or PORT is wrong, or somebody else listens there.
    """
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ConfigError(f"PORT no sirve: «{port}» no es un puerto. Use un número entre 1 y 65535, por ejemplo 8000.")
    try:
        (family, kind, protocol, _name, address), *_more = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)
        with socket.socket(family, kind, protocol) as probe:
            # As gunicorn does it: what a server that has just ended left behind is no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise ConfigError(f"HOST no sirve: no hay ninguna máquina que se llame «{host}».") from error
    except OSError as error:
        raise ConfigError(_address_refused(host, port, error)) from error


def _address_refused(host: str, port: str, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"El puerto {port} ya está ocupado por otro programa. Deténgalo, o use otro puerto: PORT={int(port) % 65535 + 1} make run."
    if error.errno == errno.EACCES:
        return f"Esta cuenta no puede usar el puerto {port}. Use uno mayor que 1023, por ejemplo PORT=8000."
    return f"HOST no sirve: esta máquina no tiene la dirección «{host}»."


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
