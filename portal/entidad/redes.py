"""Social networks as an administrator types them: one line each, «Facebook https://…»."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from portal.core.errors import DomainError


def parse_redes(text: str) -> list[dict[str, str]]:
    """The networks of a text, one per line.

    Raises:
        DomainError: a line has no name or no https address.
    """
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        nombre, _, url = line.strip().rpartition(" ")
        address = urlsplit(url)
        if not nombre.strip() or address.scheme != "https" or not address.hostname:
            raise DomainError(
                f"No entendimos esta línea: «{line.strip()}». Escriba el nombre, un espacio y la dirección con https://.", "redes"
            )
        found.append({"nombre": nombre.strip(), "url": url})
    return found


def redes_text(redes: Sequence[dict[str, str]]) -> str:
    """The text from which `parse_redes` reads the same networks."""
    return "\n".join(f"{red['nombre']} {red['url']}" for red in redes)
