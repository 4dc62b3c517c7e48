"""The load: a process of its own with connections that stay open, written on bare sockets so that it costs little.

    python -m bench.client PORT SECONDS CONNECTIONS < request     one JSON line with the rate of whole rounds

A round is a list of raw requests, sent one after another on one connection. `KEY` in a request becomes a fresh
one-time key of the same length.
"""

import json
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from tests.support.servers import ROOT

# As long as a one-time key, so that the announced length stays right.
KEY = b"KEYKEYKEYKEYKEYKEYKEYKEYKEYKEYKE"
_LONG = 1 << 16


class Connection:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._rest = b""

    def send(self, request: bytes) -> int:
        """Send one raw request, read the whole answer, give its status. Connects anew when the server had closed."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._rest = b""
        self._socket.sendall(request.replace(KEY, secrets.token_urlsafe(24).encode()) if KEY in request else request)
        head = self._until(b"\r\n\r\n")
        status, lower = int(head[9:12]), head.lower()
        place = lower.find(b"content-length:")
        if place < 0:
            self.close()
            return status
        self._skip(int(lower[place + 15 : lower.find(b"\r\n", place)]))
        if b"connection: close" in lower:
            self.close()
        return status

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _receive(self) -> bytes:
        assert self._socket is not None
        piece = self._socket.recv(_LONG)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece

    def _until(self, mark: bytes) -> bytes:
        while (place := self._rest.find(mark)) < 0:
            self._rest += self._receive()
        place += len(mark)
        head, self._rest = self._rest[:place], self._rest[place:]
        return head

    def _skip(self, length: int) -> None:
        while len(self._rest) < length:
            self._rest += self._receive()
        self._rest = self._rest[length:]


def get(path: str, cookie: str = "") -> bytes:
    """A raw GET request."""
    line = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{line}\r\n".encode()


def post(path: str, body: bytes = b"", cookie: str = "") -> bytes:
    """A raw POST request of a form."""
    line = f"Cookie: {cookie}\r\n" if cookie else ""
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{line}{kind}\r\n".encode() + body


def rate(port: int, requests: Sequence[bytes], *, seconds: float, connections: int) -> float:
    """Whole rounds per second, by a client process that is started for it."""
    arguments = [sys.executable, "-m", "bench.client", str(port), str(seconds), str(connections)]
    given = json.dumps([one.decode("latin-1") for one in requests])
    done = subprocess.run(arguments, cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["rate"])


def latency(port: int, request: bytes, count: int) -> float:
    """Median seconds of `count` requests, one after another on one connection."""
    connection, times = Connection(port), []
    for _ in range(count):
        began = time.perf_counter()
        status = connection.send(request)
        times.append(time.perf_counter() - began)
        if status >= 400:
            raise AssertionError(f"{request[:80]!r} answered {status}")
    connection.close()
    return sorted(times)[len(times) // 2]


def _work(port: int, requests: Sequence[bytes], until: float, counts: list[int], failures: list[int]) -> None:
    connection, count = Connection(port), 0
    while time.perf_counter() < until:
        for request in requests:
            status = connection.send(request)
            if status >= 400:
                failures.append(status)
                return
        count += 1
    counts.append(count)
    connection.close()


def _main(port: int, seconds: float, connections: int) -> None:
    requests = [one.encode("latin-1") for one in json.load(sys.stdin)]
    counts: list[int] = []
    failures: list[int] = []
    began = time.perf_counter()
    threads = [threading.Thread(target=_work, args=(port, requests, began + seconds, counts, failures)) for _ in range(connections)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if failures:
        sys.exit(f"answered {failures}")
    print(json.dumps({"rate": sum(counts) / (time.perf_counter() - began)}))


if __name__ == "__main__":
    _main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
