"""`python -m tests.pictures [DIR] [--pairs]`: each scene in each theme, size and language."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.pictures.checks import faults_of
from tests.pictures.event import LANGUAGES, SIZES, THEMES, Shown
from tests.pictures.pairs import all_pairs
from tests.pictures.playing import DIVIDED, MOMENTS, Play
from tests.pictures.sheets import contact_sheets
from tests.pictures.still import settle
from tests.support.browsers import launch
from tests.support.server import CHECKOUT, Server, serving

SCREENS = {
    "1080p": {"width": 1920, "height": 1080},
    "4k": {"width": 3840, "height": 2160},
    "1024": {"width": 1024, "height": 768},
}


def wanted(pairs: bool) -> dict[Shown, set[tuple[str, str]]]:
    """For each event the scenes on the screens that are drawn of it."""
    lists = [MOMENTS, THEMES, [str(n) for n in SIZES], list(SCREENS), LANGUAGES]
    made: dict[Shown, set[tuple[str, str]]] = {}
    for moment, theme, teams, screen, locale in all_pairs(lists) if pairs else product(*lists):
        made.setdefault(Shown(int(teams), theme, locale), set()).add((moment, screen))
    for plain in (Shown(24, "daylight", "zh-CN"), Shown(7, "night", "en")):
        shown = replace(plain, divided=True)
        made[shown] = {(moment, "1080p") for moment in DIVIDED}
    return made


@contextmanager
def screens(browser: Browser, server: Server, shown: Shown) -> Iterator[dict[str, Page]]:
    """A display of each size, open on the event."""
    with ExitStack() as stack:
        pages = {}
        for name, size in SCREENS.items():
            context = browser.new_context(viewport=size, timezone_id="Asia/Shanghai")
            stack.callback(context.close)
            pages[name] = context.new_page()
            pages[name].goto(server.links(shown.slug)["display"])
        yield pages


def draw(
    browser: Browser,
    server: Server,
    shown: Shown,
    asked: Collection[tuple[str, str]],
    folder: Path,
) -> Iterator[tuple[Path, list[str]]]:
    """The pictures of one event, each with what is wrong with it."""
    with screens(browser, server, shown) as pages:
        play = Play(server, shown)
        for moment in play.scenes():
            for name, page in pages.items():
                if (moment, name) not in asked:
                    continue
                play.wait_for(page)
                settle(page)
                file = folder / f"{moment}-{shown.slug}-{name}.png"
                page.screenshot(path=file)
                yield file, faults_of(page, file)


def main() -> int:
    """Draw what was asked for; say what is wrong with it; 1 where something is."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    usual = CHECKOUT / "build" / "screenshots" / "scenes"
    parser.add_argument("folder", nargs="?", type=Path, default=usual)
    parser.add_argument("--pairs", action="store_true", help="a set in which each two values meet")
    parser.add_argument("--only", default="", help="only events whose name contains this")
    asked = parser.parse_args()
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    faulty, drawn = 0, []
    events = {one: what for one, what in wanted(asked.pairs).items() if asked.only in one.slug}
    with ExitStack() as stack:
        browser = launch(stack.enter_context(sync_playwright()))
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="scoreboard-pictures-"))
        server = stack.enter_context(serving(Path(place), *(one.toml() for one in events)))
        for shown, what in events.items():
            for file, faults in draw(browser, server, shown, what, folder):
                drawn.append(file)
                faulty += bool(faults)
                print(file.name, *(f"\n    {fault}" for fault in faults), flush=True)
        browser.close()
    if asked.pairs:
        print(*contact_sheets(sorted(drawn), folder / "sheets"), sep="\n")
    print(f"{len(drawn)} pictures, {faulty} with something to look at")
    return 1 if faulty else 0


if __name__ == "__main__":
    raise SystemExit(main())
