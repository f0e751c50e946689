"""`python -m tests.pictures.strips [DIR]`: what moves on the wall, ten frames a second."""

from __future__ import annotations

import argparse
import base64
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.pictures.event import Shown
from tests.pictures.playing import Play
from tests.pictures.sheets import contact_sheets
from tests.pictures.still import settle
from tests.support.browsers import launch
from tests.support.server import CHECKOUT, serving

SHOWN = Shown(7, "night", "zh-CN")
SCREEN = {"width": 1280, "height": 720}
APART = 0.1


@dataclass(frozen=True, slots=True)
class Scenario:
    """Something that moves: how it is begun, and for how many seconds it is watched."""

    name: str
    begin: Callable[[], object]
    seconds: float


class Motions(Play):
    """The moments people came for, each begun by the call that brings it."""

    def each(self) -> Iterator[Scenario]:
        """Plays to each moment; it is to be begun before the next one is asked for."""
        yield from self._scores()
        yield from self._revealed()
        yield from self._told()

    def _scores(self) -> Iterator[Scenario]:
        self.open("r1")
        for place, team in enumerate(self.shown.ids):
            for n in range(1, self.shown.judges + 1):
                self.done(self.mark(n, team, 195 - 6 * place))
        self.close("r1")
        self.open("r2")
        yield Scenario("score", lambda: self.award("r2", "t6", 10), 5)
        yield Scenario("scores-together", self._three, 8)
        yield Scenario("title-from-standings", lambda: self.put("title"), 2)
        self.put("standings")

    def _three(self) -> None:
        for team in ("t2", "t4", "t7"):
            self.award("r2", team, 10)

    def _revealed(self) -> Iterator[Scenario]:
        self.done(self.scorer.post("freeze"))
        for behind, team in enumerate(self.shown.ids):
            self.award("r2", team, 10 * (behind + 1))
        self.close("r2")
        yield Scenario("reveal-begins", self._reveal, 6)
        yield Scenario("reveal", self._reveal, 6)
        self._reveal()
        yield Scenario("reveal-among-others", self._reveal, 6)
        self.done(self.scorer.post("reveal/finish"))

    def _reveal(self) -> None:
        self.done(self.scorer.post("reveal/next"))

    def _told(self) -> Iterator[Scenario]:
        self.done(self.scorer.post("stages/prelim/advance", {"scene": True}))
        self.put("advance", stage="prelim")
        self.next()
        yield Scenario("advance", self.next, 4)
        self.last_but_one()
        yield Scenario("advance-into-the-final", self.next, 5)
        self.open("f1")
        for place, team in enumerate(self.finalists()):
            self.award("f1", team, 40 - 10 * place)
        self.close("f1")
        self.done(self.scorer.post("stages/final/advance", {"scene": True}))
        self.put("podium", stage="final")
        yield Scenario("podium", self.next, 4)
        self.last_but_one()
        yield Scenario("podium-first", self.next, 6)


def film(page: Page, scenario: Scenario, folder: Path) -> list[Path]:
    """The frames of one scenario, a tenth of a second from one to the next, as files."""
    seen: list[tuple[float, bytes]] = []
    session = page.context.new_cdp_session(page)

    def keep(frame: dict[str, Any]) -> None:
        seen.append((frame["metadata"]["timestamp"], base64.b64decode(frame["data"])))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "jpeg", "quality": 85})
    scenario.begin()
    page.evaluate("ms => new Promise((done) => setTimeout(done, ms))", scenario.seconds * 1000)
    session.send("Page.stopScreencast")
    session.detach()
    files = []
    first = seen[0][0] if seen else 0.0
    for n in range(round(scenario.seconds / APART)):
        shown = [data for at, data in seen if at <= first + n * APART]
        if shown:
            files.append(folder / f"{scenario.name}-{n * 100:04}.jpg")
            files[-1].write_bytes(shown[-1])
    return files


def main() -> int:
    """Film everything, and put each film on a sheet."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.strips", description=__doc__)
    usual = CHECKOUT / "build" / "screenshots" / "strips"
    parser.add_argument("folder", nargs="?", type=Path, default=usual)
    folder: Path = parser.parse_args().folder
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        browser = launch(stack.enter_context(sync_playwright()))
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="scoreboard-strips-"))
        server = stack.enter_context(serving(Path(place), SHOWN.toml()))
        page = browser.new_context(viewport=SCREEN).new_page()
        page.goto(server.links(SHOWN.slug)["display"])
        play = Motions(server, SHOWN)
        for scenario in play.each():
            play.wait_for(page)
            settle(page)
            frames = film(page, scenario, folder / "frames")
            for sheet in contact_sheets(frames, folder, scenario.name, across=5, down=8):
                print(sheet, flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
