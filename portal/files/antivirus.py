"""Asks ClamAV about a file over its socket (ASVS 5.4.3). Closed on failure: without an answer nothing is received."""

import socket
import struct
from typing import BinaryIO

TIMEOUT = 30.0
CHUNK = 64 * 1024


class Infected(Exception):
    """ClamAV knows this content; the text is the name that it gave."""


class AntivirusUnavailable(Exception):
    """ClamAV did not answer, or not as it should."""


def scan(stream: BinaryIO, address: str, timeout: float = TIMEOUT) -> None:
    """Send the stream to clamd with its INSTREAM command; returns when it is clean.

    Args:
        address: path of clamd's socket, or `host:port`.
        timeout: seconds for each step of the conversation.

    Raises:
        Infected, AntivirusUnavailable
    """
    try:
        with _connect(address, timeout) as connection:
            connection.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            answer = _read_answer(connection)
    except (OSError, ValueError) as error:
        raise AntivirusUnavailable(str(error)) from error
    if answer.endswith(" FOUND"):
        raise Infected(answer.removeprefix("stream: ").removesuffix(" FOUND"))
    if answer != "stream: OK":
        raise AntivirusUnavailable(answer[:200])


def _connect(address: str, timeout: float) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and not address.startswith("/"):
        return socket.create_connection((host, int(port)), timeout=timeout)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def _read_answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 1000:
        part = connection.recv(1000)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()
