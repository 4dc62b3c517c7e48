"""The figures. Each ratio is measured in alternating rounds of the two things compared, so that a busy moment meets both."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median

from bench import grouping as bench_grouping
from bench import sites
from bench.client import get, latency, post, rate
from bench.memory import worker_memory
from bench.visits import Visit, filing, list_visits
from tests.support.servers import GUNICORN, Server, Site, free_port, wait_until

ROUNDS, REQUESTS, SECONDS, CONNECTIONS = 7, 30, 3.0, 8
LOADED = 40_000
BARE = (*GUNICORN[:-1], "bench.bare:app")


@dataclass(frozen=True)
class Figure:
    """One line of the report. `value` is judged against `goal`: at most, or at least."""

    group: str
    what: str
    value: float
    goal: float
    at_most: bool
    unit: str = "×"
    detail: str = ""

    @property
    def is_met(self) -> bool:
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def growth(kind: str) -> Iterator[Figure]:
    """How much more each page costs with a million cases than with a thousand."""
    small_site, large_site = sites.get_site(kind, sites.SMALL), sites.get_site(kind, sites.LARGE)
    with small_site.serving() as small, large_site.serving() as large:
        both = list(zip(list_visits(small_site, small), list_visits(large_site, large), strict=True))
        for one, other in both:
            times = _alternate(lambda o=one: _cost(small, o), lambda o=other: _cost(large, o))
            yield Figure(
                f"1,000,000 cases against 1,000 ({kind})", one.name, times[1] / times[0], 1.5, at_most=True,
                detail=f"{times[0] * 1000:.1f} ms → {times[1] * 1000:.1f} ms",
            )  # fmt: skip


def _cost(server: Server, visit: Visit) -> float:
    return sum(latency(server.port, request, REQUESTS) for request in visit.requests)


def _alternate(first: Callable[[], float], second: Callable[[], float], rounds: int = ROUNDS) -> tuple[float, float]:
    """Medians of both, measured in turns after one round that does not count."""
    first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def throughput(kind: str) -> Iterator[Figure]:
    """Filing against a bare insert, and the front page against a bare hello."""
    with sites.empty_site(kind) as site, ExitStack() as stack:
        ours = stack.enter_context(site.serving())
        bare = stack.enter_context(_bare(site))
        page_and_form = filing(ours)
        yield _share(
            "Filing through the web",
            f"form page and sending, against a bare insert ({kind})",
            1 / 3,
            ours,
            page_and_form,
            bare,
            (post("/insertar"),),
        )
        if kind == "sqlite":
            yield _share("Front page", "uncached, against a bare hello", 0.2, ours, (get("/"),), bare, (get("/"),))


def _share(
    group: str, what: str, goal: float, ours: Server, requests: tuple[bytes, ...], bare: Server, bare_requests: tuple[bytes, ...]
) -> Figure:
    def measure(server: Server, wanted: tuple[bytes, ...]) -> float:
        return rate(server.port, wanted, seconds=SECONDS, connections=CONNECTIONS)

    own, other = _alternate(lambda: measure(ours, requests), lambda: measure(bare, bare_requests))
    return Figure(group, what, own / other, goal, at_most=False, detail=f"{own:.0f}/s against {other:.0f}/s, {CONNECTIONS} connections")


@contextmanager
def _bare(site: Site) -> Iterator[Server]:
    port = free_port()
    with site.process(BARE, "bare", HOST="127.0.0.1", PORT=str(port)) as process:
        server = Server(port, process)
        wait_until(server.answers, "the bare application", 30)
        yield server


def loading(kind: str) -> Iterator[Figure]:
    """Generated cases per second."""
    with sites.empty_site(kind) as site:
        speed = sites.load(site, LOADED)
    yield Figure("Loading generated cases", f"`flask demo cargar --casos {LOADED}` ({kind})", speed, 5000, at_most=False, unit=" cases/s")


def memory() -> Iterator[Figure]:
    """The largest worker after it has made PDFs, taken pictures and exported a workbook."""
    largest = worker_memory(sites.get_site("sqlite", sites.SMALL))
    yield Figure("Memory", "largest worker after constancias, pictures and workbooks", largest, 120, at_most=True, unit=" MB")


def grouping() -> Iterator[Figure]:
    """Finding which petitions ask for the same, on SQLite: from the first case on, by the portal's own job."""
    seconds, megabytes = bench_grouping.figures("sqlite")
    title = "Petitions that ask for the same"
    yield Figure(title, f"grouping {bench_grouping.CASES:,} cases", seconds, 60, at_most=True, unit=" s")
    yield Figure(title, "memory of that process", megabytes, 120, at_most=True, unit=" MB")
