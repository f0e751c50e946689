"""When a phone on a bad network shows its first board: Chromium, its network and processor slowed.

How to read it: `painted` is the first picture, which has the table of the page in it; `live` the
first board by the socket. The floor is a page with the same table and nothing else, no style, no
script, from memory, on the same slowed phone.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import Loading, chromium
from bench.contests import SLUG, contest
from bench.figures import Figure, Spread, spread
from bench.floor import bare
from bench.sizes import Sizes
from bench.wall import Asker, posted
from tests.support.browsers import PHONE, visiting
from tests.support.server import HALL_HOST
from tests.support.waiting import until

# Megabits a second down, as browsers' tools name a slow and a very slow mobile network.
NETWORKS = (1.6, 0.5)
LATENCY_MS = 150
SLOWED = 4
REPEATS = 3
PATIENCE = 120
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Seconds to the first board on each network."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder)) as hall,
        bare("route", Path(folder)) as plain,
        chromium() as browser,
    ):
        page = posted(Asker(hall.host).get(f"/e/{SLUG}", {"Accept-Encoding": "identity"}))
        plain.keep(_table_of(page.decode()), "text/html; charset=utf-8")
        for network in NETWORKS:
            painted, live, floor = [], [], []
            for _ in range(min(REPEATS, sizes.repeats(REPEATS))):
                first, second = _opened(browser, f"{hall.server.hall}/e/{SLUG}", network, live=True)
                painted.append(first)
                live.append(second)
                address = f"http://{HALL_HOST}:{plain.port}/kept"
                floor.append(_opened(browser, address, network, live=False)[0])
            yield _figure(network, "painted", "painted", spread(painted), spread(floor))
            yield _figure(network, "live", "live by the socket", spread(live), spread(floor))


def _figure(network: float, key: str, says: str, value: Spread, floor: Spread) -> Figure:
    return Figure(
        f"throttled/{network}/{key}", f"first board at {network} Mb/s, {says}", "s", value, floor,
        "a page of the same table and nothing else, on the same slowed phone",
    )  # fmt: skip


def _opened(browser: Browser, url: str, network: float, *, live: bool) -> tuple[float, float]:
    """Seconds until the first picture of a phone that was never here, and until it is live."""
    with visiting(browser, PHONE, locale="zh-CN") as visitor:
        page = visitor.context.new_page()
        found = Loading(page)
        found.devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": network * 1e6 / 8,
                "uploadThroughput": network * 1e6 / 16,
            },
        )
        found.devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(url, wait_until="commit", timeout=PATIENCE * 1000)

        def painted() -> float:
            return float(page.evaluate(PAINTED))

        first = until(painted, "the phone shows something", PATIENCE) / 1000
        if live:
            until(lambda: page.evaluate("1") and found.first_board, "a board", PATIENCE)
        page.close()
    return first, max(0.0, found.first_board - found.began)


def _table_of(page: str) -> bytes:
    """The table of the phone's page, alone."""
    table = re.search(r"<table.*?</table>", page, re.DOTALL)
    if table is None:
        raise RuntimeError("the phone's page has no table")
    return f'<!doctype html><meta charset="utf-8"><title>-</title>{table[0]}'.encode()
