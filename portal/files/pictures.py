"""Pictures are written anew: what a phone hides in them (place, time, device, thumbnail) goes, and so does what hides behind them."""

from pathlib import Path

from portal.files import kinds
from portal.files.isolation import IsolatedFailure, run_isolated
from portal.files.kinds import Kind
from portal.files.problems import Unacceptable

SCRIPT = Path(__file__).with_name("picture_process.py")
# Four times what a 12-megapixel phone takes; more would need more memory than a small server has.
MAX_PIXELS = 64_000_000
TIMEOUT = 45.0

_PROBLEMS = {"animada": "animada", "enorme": "imagen_enorme", "ilegible": "imagen_ilegible"}


def write_anew(path: Path) -> Kind:
    """Replace the picture at `path` by itself without metadata, upright; returns the kind that it is now.

    Raises:
        Unacceptable: it moves, it is too large to decode, or it cannot be read.
    """
    target = path.with_name("limpia")
    try:
        answer = run_isolated(SCRIPT, str(path), str(target), str(MAX_PIXELS), timeout=TIMEOUT).decode()
    except IsolatedFailure as error:
        raise Unacceptable("imagen_ilegible") from error
    if answer in _PROBLEMS:
        raise Unacceptable(_PROBLEMS[answer])
    target.replace(path)
    return kinds.BY_PICTURE_FORMAT[answer]
