"""What each page weighs: requests and bytes on the wire, by Chromium's own account, cold and warm.

How to read it: cold is a device that was never here, warm one that loads the page once more. Bytes
are counted with the answers' heads; the socket is not a request.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.browser import Loading, chromium, load
from bench.contests import SLUG, contest
from bench.figures import Figure, single
from bench.sizes import Sizes
from tests.support.browsers import PHONE, PROJECTOR, TABLET, visiting

PAGES = (
    ("phone", f"/e/{SLUG}", PHONE, None),
    ("projector", f"/e/{SLUG}/display", PROJECTOR, None),
    ("judge", f"/e/{SLUG}/judge", TABLET, "judge"),
    ("desk", f"/e/{SLUG}/desk", PROJECTOR, "scorer"),
)


def measure(_sizes: Sizes) -> Iterator[Figure]:
    """Requests and kilobytes of each page."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder,
        contest(Path(folder)) as hall,
        chromium() as browser,
    ):
        links = hall.server.links(SLUG)
        signs = {"scorer": links["scorer"], "judge": links["judges"][0]["url"]}
        for name, path, window, role in PAGES:
            with visiting(browser, window, locale="zh-CN") as visitor:
                if role is not None:
                    visitor.sign_in(hall.server, signs[role])
                cold = load(visitor.context, hall.server.hall + path)
                warm = load(visitor.context, hall.server.hall + path)
            yield from _figures(name, "cold", cold)
            yield from _figures(name, "warm", warm)


def _figures(name: str, state: str, found: Loading) -> Iterator[Figure]:
    key, says = f"weights/{name}/{state}", f"page of the {name}, {state}"
    yield Figure(f"{key}/requests", says, "requests", single(len(found.over_the_network)))
    fonts, scripts = found.octets_of("Font") / 1000, found.octets_of("Script") / 1000
    sheets, page = found.octets_of("Stylesheet") / 1000, found.octets_of("Document") / 1000
    note = f"page {page:.0f}, scripts {scripts:.0f}, styles {sheets:.0f}, fonts {fonts:.0f} kB"
    yield Figure(f"{key}/kB", says, "kB", single(found.octets / 1000), note=note)
    yield Figure(f"{key}/fonts", f"of that fonts, {says}", "kB", single(fonts))
