"""Entry point of gunicorn and of the commands."""

import sys

from portal import create_app
from portal.config import ConfigError

try:
    app = create_app()
except ConfigError as error:
    # The sentence is for who installs; where in the program it was found is not.
    sys.exit(f"El portal no puede arrancar.\n{error}")
