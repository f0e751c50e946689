"""The film of the projector while a thousand phones come in: `python -m bench film`.

A judge marks every half second, a real browser shows the projector, and phones load the page, its
files and the socket, all in half a minute. How to read it: each line says after how many
milliseconds from the POST the projector's page had the board of that mark; a board is late that is
not there when the next mark is given. The pictures, one for each mark, are in build/film.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bench.browser import chromium, paths_of
from bench.contests import SLUG, Contest, contest
from bench.figures import spread
from bench.hall import Phones, phones
from bench.progress import say
from bench.wall import Wall
from tests.pictures.sheets import contact_sheets
from tests.support.browsers import PROJECTOR, expect_version, visiting

PHONES, SECONDS, APART = 1_000, 30, 0.5
FOLDER = Path("build/film")
# Notes when the page has the board of which version, by the clock of this machine.
NOTE = """
() => {
  const board = document.querySelector("[data-version]");
  window.noted = [];
  new MutationObserver(() => window.noted.push([Number(board.dataset.version), Date.now()]))
    .observe(board, {attributeFilter: ["data-version"]});
}
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark, and after how many milliseconds the projector's page had it; None: not at all."""

    version: int
    posted: float
    after: float | None

    @property
    def late(self) -> bool:
        """Whether the next mark was given before this one was shown."""
        return self.after is None or self.after > APART * 1000


def run() -> None:
    """Film half a minute without phones and half a minute in which they come; print what was."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-film-") as folder,
        contest(Path(folder)) as hall,
        phones(hall.server.port) as there,
    ):
        paths = paths_of(hall.server, f"/e/{SLUG}")
        with chromium() as browser, visiting(browser, PROJECTOR, locale="zh-CN") as visitor:
            page = visitor.context.new_page()
            page.goto(f"{hall.server.hall}/e/{SLUG}/display")
            wall = Wall(hall.host, hall.auth("display"))
            expect_version(page, wall.mark(hall.mark_bytes(0)).version)
            page.evaluate(NOTE)
            _filmed(page, hall, wall, 1, "no phones")
            rate = PHONES / SECONDS
            auths = [hall.auth("audience")]
            there.join("phones", auths, PHONES, rate=rate, page=paths.page, files=paths.files)
            _filmed(page, hall, wall, 1 + int(SECONDS / APART), f"{PHONES:,} phones come in")
            _say_who_came(there, wall)
            wall.close()


def _say_who_came(there: Phones, wall: Wall) -> None:
    there.wait("phones", PHONES, 60, wall)
    say(f"   {there.ask('state', group='phones')['inside']:,} phones are in")


def _filmed(page: Page, hall: Contest, wall: Wall, first: int, says: str) -> None:
    given: list[tuple[int, float]] = []
    with _frames(page) as frames:
        for nth in range(first, first + int(SECONDS / APART)):
            since = time.time()
            given.append((wall.mark(hall.mark_bytes(nth)).version, since))
            # The browser's frames are taken in between.
            page.wait_for_timeout(max(0.0, APART - (time.time() - since)) * 1000)
        noted = page.evaluate("() => window.noted")
    shown = [_shown(version, posted, noted) for version, posted in given]
    _report(shown, says)
    _keep(shown, frames, says)


def _shown(version: int, posted: float, noted: list[list[float]]) -> Shown:
    had = [at for seen, at in noted if seen >= version]
    return Shown(version, posted, had[0] - posted * 1000 if had else None)


def _report(shown: list[Shown], says: str) -> None:
    took = spread([one.after for one in shown if one.after is not None])
    late = [one for one in shown if one.late]
    print(
        f"{says}: {len(shown)} marks, the projector's page has them after {took.median:.0f} ms, "
        f"p99 {took.p99:.0f} ms; {len(late)} late"
    )


@contextmanager
def _frames(page: Page) -> Iterator[list[tuple[float, bytes]]]:
    """What the browser has drawn meanwhile, each with the second of the day."""
    frames: list[tuple[float, bytes]] = []
    devtools = page.context.new_cdp_session(page)

    def drawn(said: dict[str, Any]) -> None:
        frames.append((said["metadata"]["timestamp"], base64.b64decode(said["data"])))
        devtools.send("Page.screencastFrameAck", {"sessionId": said["sessionId"]})

    devtools.on("Page.screencastFrame", drawn)
    devtools.send("Page.startScreencast", {"format": "jpeg", "quality": 70, "maxWidth": 960})
    yield frames
    devtools.send("Page.stopScreencast")


def _keep(shown: list[Shown], frames: list[tuple[float, bytes]], says: str) -> None:
    """The last frame before each next mark, on contact sheets."""
    name = says.replace(" ", "-").replace(",", "")
    kept: list[Path] = []
    for nth, one in enumerate(shown):
        before = [data for at, data in frames if at < one.posted + APART]
        if not before:
            continue
        after = "never" if one.after is None else f"{one.after:.0f} ms"
        path = FOLDER / f"{name} {nth:02} version {one.version} after {after}.jpg"
        path.write_bytes(before[-1])
        kept.append(path)
    for sheet in contact_sheets(kept, FOLDER, f"sheet-{name}", across=4, down=5):
        print(f"  {sheet}")
