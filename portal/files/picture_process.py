"""Runs by itself (see `isolation`): reads a picture and writes it anew without its metadata.

    python -I picture_process.py FROM TO MAX_PIXELS

Writes one word to standard output: the format of what was written, or why it was not: `animada`, `enorme`, `ilegible`.
Imports nothing of the portal.
"""

import io
import resource
import sys
import warnings
from typing import Any

from PIL import GifImagePlugin, Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

MEMORY = 1500 * 2**20
SECONDS = 40
# Formats that we write, and how. Re-encoding at this quality is not visible in a photo of a document.
WRITTEN: dict[str, dict[str, Any]] = {"JPEG": {"quality": 90, "subsampling": "4:2:0"}, "PNG": {}, "WEBP": {"quality": 90, "method": 2}}
# A GIF that stands still becomes PNG, which loses nothing. MPO is what some phones call a JPEG with a second picture in it.
# No other decoder is loaded.
DECODERS = (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, WebPImagePlugin.WebPImageFile, GifImagePlugin.GifImageFile)
TARGET = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG"}


def clean(source: str, target: str, max_pixels: int) -> str:
    """Write the picture of `source` to `target`; returns the format written or the reason why not."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    try:
        with Image.open(source, formats=[one.format for one in DECODERS]) as picture:
            if picture.width * picture.height > max_pixels:
                return "enorme"
            if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
                return "animada"
            wanted = TARGET[picture.format or ""]
            upright = ImageOps.exif_transpose(picture)
            _save(_in_srgb(upright), target, wanted)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "enorme"
    # Whatever a decoder trips over, the picture cannot be read.
    except Exception:
        return "ilegible"
    return wanted


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The same colours without the colour profile, which is metadata too."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        srgb = ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        changed = ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), srgb, outputMode=mode)
    except ImageCms.PyCMSError:
        return picture
    return changed or picture


def _save(picture: Image.Image, target: str, wanted: str) -> None:
    if wanted == "JPEG" and picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    elif wanted == "WEBP" and picture.mode not in {"RGB", "RGBA"}:
        picture = picture.convert("RGBA")
    kept = picture.info.get("transparency")
    picture.info = {} if kept is None else {"transparency": kept}
    picture.save(target, wanted, **WRITTEN[wanted])


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")
    sys.stdout.write(clean(sys.argv[1], sys.argv[2], int(sys.argv[3])))
