"""`python -m bench [PART …]`: all parts, or those named: growth, throughput, loading, memory, grouping. All parts write README.md."""

import sys
from collections.abc import Callable, Iterator

from bench import measure, report, sites

PARTS: dict[str, Callable[[], Iterator[measure.Figure]]] = {
    "loading": lambda: (figure for kind in sites.KINDS for figure in measure.loading(kind)),
    "growth": lambda: (figure for kind in sites.KINDS for figure in measure.growth(kind)),
    "throughput": lambda: (figure for kind in sites.KINDS for figure in measure.throughput(kind)),
    "memory": measure.memory,
    "grouping": measure.grouping,
}


def main(names: list[str]) -> int:
    """Measure, print each figure when it is there; 1 when a goal was missed."""
    figures = []
    for name in names or PARTS:
        for figure in PARTS[name]():
            figures.append(figure)
            print(f"{figure.group}: {report.line(figure)}", flush=True)
    if not names:
        report.write(sorted(figures, key=lambda one: one.group))
    return int(not all(one.is_met for one in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
