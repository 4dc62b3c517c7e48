"""How long it takes to find which of many petitions ask for the same, and how much memory that holds: run as its own process.

`python -m bench.grouping` works on the database that its environment names and prints seconds and megabytes.
"""

import json
import resource
import subprocess
import sys
import time
from datetime import date

from bench import sites
from tests.support.servers import ROOT, Site

CASES = 100_000


def group(site: Site) -> tuple[float, float]:
    """Seconds to group all the cases of a site that has no group yet, and the largest size in memory of that process, in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.grouping"], cwd=ROOT, env=site.environment(), check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return float(told["seconds"]), float(told["megabytes"])


def figures(kind: str) -> tuple[float, float]:
    """The same for `CASES` generated cases, loaded for it."""
    with sites.empty_site(kind) as site:
        sites.load(site, CASES)
        return group(site)


def main() -> None:
    """Do the work of the portal's own job, from the first case on."""
    from portal import create_app
    from portal.pqrs.jobs_grupos import agrupar

    app = create_app()
    with app.app_context():
        begun = time.perf_counter()
        joined = agrupar(date(2000, 1, 1))
        seconds = time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": megabytes, "joined": joined}) + "\n")


if __name__ == "__main__":
    main()
