"""`python -m tests.pictures.laptops [DIR]`: the first of two laptops is lost in a round.

A tablet, the wall, the desk and a phone, each in a real browser, twice a second: before, while the
first is off, and as they go on at the second. The last lines say how long each took.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.pictures.sheets import contact_sheets
from tests.support.browsers import (
    PHONE,
    PROJECTOR,
    TABLET,
    board_of,
    enter_mark,
    expect_mark,
    launch,
    row,
)
from tests.support.contests import contest
from tests.support.laptops import TwoLaptops
from tests.support.server import CHECKOUT, Server
from tests.support.waiting import until

SLUG, TEAMS = "pair", 7
FIRST, SECOND, HOST = "first.test", "second.test", "127.0.0.1"
NAMES = f"--host-resolver-rules=MAP {FIRST} {HOST}, MAP {SECOND} {HOST}, MAP * ~NOTFOUND"
APART = 0.5


@contextmanager
def two_laptops(folder: Path) -> Iterator[tuple[Server, Server]]:
    """A first laptop with an open round, and a second one that follows it, by names of a hall."""
    both = TwoLaptops(folder, contest(SLUG, TEAMS), hosts=(HOST, HOST), called=(FIRST, SECOND))
    try:
        until(lambda: both.first.pair().get("other"), "they know each other")
        yield both.first, both.second
    except BaseException:
        print(*(laptop.log for laptop in both.laptops))
        raise
    finally:
        both.stop()


@dataclass
class Film:
    """The pages, and pictures of all of them twice a second; each says what happens."""

    folder: Path
    pages: dict[str, Page]
    taken: list[Path] = field(default_factory=list)
    nth: int = 0

    def for_a_while(self, says: str, done: Callable[[], bool], most: float = 12) -> None:
        """Take pictures until it is done, and one more; never longer than so many seconds."""
        ends, last = time.monotonic() + most, False
        while not last:
            last = done() or time.monotonic() > ends
            for name, page in self.pages.items():
                path = self.folder / f"{self.nth:02} {says} - {name}.png"
                page.screenshot(path=path)
                self.taken.append(path)
            self.nth += 1
            self.pages["wall"].wait_for_timeout(APART * 1000)


def film(folder: Path) -> None:
    """Film it, and say after how many seconds each page went on."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        first, second = stack.enter_context(
            two_laptops(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        )
        browser = launch(stack.enter_context(sync_playwright()), NAMES)
        stack.callback(browser.close)
        pages = _opened(browser, first)
        told = Film(folder, pages)
        tablet = pages["tablet"]
        enter_mark(tablet, "t1", "61")
        expect_mark(tablet, "t1", "saved")
        told.for_a_while("before", lambda: _shows(pages["wall"], first))
        until(lambda: _same(first, second), "the copy is whole")
        first.kill()
        enter_mark(tablet, "t2", "82")
        told.for_a_while("the first is off", lambda: told.nth > 4)
        assert second.scorer(SLUG).post("second/take_over", {"off": True}).status_code == 200
        since = time.monotonic()
        went: dict[str, float] = {}

        def all_went() -> bool:
            for name, page in pages.items():
                if name not in went and _goes_on(name, page, second):
                    went[name] = time.monotonic() - since
            return len(went) == len(pages)

        told.for_a_while("taken over", all_went, 20)
        for name, seconds in went.items():
            print(f"{name}: goes on {seconds:.1f} s after the take-over")
        print("\n".join(map(str, contact_sheets(told.taken, folder, across=4, down=5))))


def _opened(browser: Browser, first: Server) -> dict[str, Page]:
    links = first.links(SLUG)
    wanted = {
        "tablet": (TABLET, first.judge_link(SLUG, "j1")),
        "desk": (TABLET, links["scorer"]),
        "wall": (PROJECTOR, f"{first.hall}/e/{SLUG}/display"),
        "phone": (PHONE, f"{first.hall}/e/{SLUG}"),
    }
    pages = {}
    for name, (viewport, url) in wanted.items():
        context = browser.new_context(viewport=viewport, locale="zh-CN")
        pages[name] = context.new_page()
        pages[name].goto(url)
    return pages


def _same(first: Server, second: Server) -> bool:
    return second.stranger(SLUG).board()["version"] == first.stranger(SLUG).board()["version"]


def _shows(page: Page, server: Server) -> bool:
    shown = board_of(page).get_attribute("data-version")
    return shown == str(server.stranger(SLUG).board()["version"])


def _goes_on(name: str, page: Page, second: Server) -> bool:
    if name == "tablet":
        return row(page, "t2").get_attribute("data-mark") == "saved"
    return board_of(page).get_attribute("data-connection") == "live" and (
        name == "desk" or _shows(page, second)
    )


def main() -> None:
    """Film it into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CHECKOUT / "build/laptops")
    film(parser.parse_args().folder)


if __name__ == "__main__":
    main()
