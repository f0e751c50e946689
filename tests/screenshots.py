"""Draws the pages into pictures, to be looked at: `python -m tests.screenshots [DIR]`.

With `--readme` only the pictures that README.md shows are drawn, into docs/pictures.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scoreboard.assets import examples_dir
from scoreboard.demo.script import Mark, RoundScript, read_script
from tests.support.browsers import PHONE, TABLET, launch
from tests.support.contests import contest, shipped
from tests.support.server import CHECKOUT, Server, serving

HD, UHD = {"width": 1920, "height": 1080}, {"width": 3840, "height": 2160}
SMALL = {"width": 1280, "height": 720}
UPRIGHT = {"width": 820, "height": 1180}
DESK = {"width": 1440, "height": 900}
LANGUAGES = {"zh": "zh-CN", "en": "en"}
# The shipped event at its beginning, in its first round, in its third, and at its end.
WAITING, MARKING, RUNNING, ENDED = "waiting", "marking", "running", "ended"
STILL = """
() => new Promise((done) => {
  let rest = 0;
  const look = () => {
    const live = document.querySelector('[data-connection]')?.dataset.connection ?? 'live';
    const ends = document.getAnimations().some(
      (one) => one.effect.getComputedTiming().endTime !== Infinity);
    rest = ends || live !== 'live' ? 0 : rest + 1;
    if (rest > 5) done(true); else requestAnimationFrame(look);
  };
  document.fonts.ready.then(look);
})
"""


@dataclass(frozen=True)
class Picture:
    """One page on one device."""

    name: str
    path: str
    device: dict[str, int]
    who: str | None = None
    options: tuple[tuple[str, Any], ...] = ()


# The same pages as README.md shows them. A smaller picture of a large screen is enough there.
README = (
    Picture("projector", "/e/running/display", HD, options=(("device_scale_factor", 2 / 3),)),
    Picture("tablet", "/e/marking/judge", TABLET, "j1"),
)


def pictures() -> Iterator[Picture]:
    """All there is to look at."""
    for short, lang in LANGUAGES.items():
        for slug, name in ((RUNNING, "7"), ("c24", "24"), ("c60", "60")):
            for size, device in (("720p", SMALL), ("1080p", HD), ("4k", UHD)):
                path = f"/e/{slug}/display?lang={lang}"
                yield Picture(f"projector-{name}-{size}-{short}", path, device)
        prelim = f"/e/{ENDED}/display?lang={lang}&stage=prelim"
        yield Picture(f"projector-seed-1080p-{short}", prelim, HD)
        for slug in (WAITING, MARKING, ENDED):
            yield Picture(f"projector-{slug}-1080p-{short}", f"/e/{slug}/display?lang={lang}", HD)
        yield from _hands(short, lang)
        yield Picture(f"home-{short}", f"/?lang={lang}", DESK)
        yield Picture(f"join-{short}", f"/join?lang={lang}", PHONE)


def _hands(short: str, lang: str) -> Iterator[Picture]:
    """The pages in somebody's hands: tablets, phones, the desk."""
    for slug in (WAITING, MARKING, RUNNING):
        path = f"/e/{slug}/judge?lang={lang}"
        yield Picture(f"tablet-{slug}-landscape-{short}", path, TABLET, "j1")
        yield Picture(f"tablet-{slug}-portrait-{short}", path, UPRIGHT, "j1")
        yield Picture(f"desk-{slug}-{short}", f"/e/{slug}/desk?lang={lang}", DESK, "scorer")
    tablet = f"/e/c24/judge?lang={lang}"
    yield Picture(f"tablet-24-portrait-{short}", tablet, UPRIGHT, "j1")
    yield Picture(f"links-{short}", f"/e/{RUNNING}/desk/links?lang={lang}", DESK, "scorer")
    for scheme in ("light", "dark"):
        phone = (("color_scheme", scheme), ("is_mobile", True), ("device_scale_factor", 2))
        for slug in (RUNNING, ENDED, "c24"):
            path = f"/e/{slug}?lang={lang}"
            yield Picture(f"phone-{slug}-{scheme}-{short}", path, PHONE, options=phone)


@contextmanager
def playing() -> Iterator[Server]:
    """A server with the shipped event at four moments, and with two crowds."""
    events = [shipped(slug) for slug in (WAITING, MARKING, RUNNING, ENDED)]
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-screenshots-") as folder,
        serving(Path(folder), *events, contest("c24", 24), contest("c60", 60)) as server,
    ):
        play(server, MARKING, ["r1"], unfinished=11)
        play(server, RUNNING, ["r1", "r2", "r3"], unfinished=9)
        play(server, ENDED, ["r1", "r2", "r3", "f1", "f2"])
        for slug, teams in (("c24", 24), ("c60", 60)):
            crowd(server, slug, teams)
        yield server


def play(server: Server, slug: str, rounds: list[str], unfinished: int = 0) -> None:
    """Play the shipped script through these rounds; of the last one leave so many entries out."""
    script = read_script((examples_dir() / "nuclear-medicine-2024.play.toml").read_bytes())
    scorer = server.scorer(slug)
    for stage in script.stages:
        wanted = [one for one in stage.rounds if one.id in rounds]
        for a_round in wanted:
            scorer.set_round("open", a_round.id)
            left_out = unfinished if a_round.id == rounds[-1] else 0
            _enter(server, slug, a_round, len(a_round.entries) - left_out)
            if not left_out:
                scorer.set_round("close", a_round.id)
        if wanted and not unfinished:
            assert scorer.post(f"stages/{stage.id}/advance").status_code == 200


def _enter(server: Server, slug: str, a_round: RoundScript, count: int) -> None:
    for entry in a_round.entries[:count]:
        if isinstance(entry, Mark):
            answer = server.judge(slug, entry.judge).mark(a_round.id, entry.team, entry.value)
        else:
            by = entry.by
            person = server.scorer(slug) if by == "scorer" else server.judge(slug, by)
            answer = person.award(a_round.id, entry.team, entry.points, **entry.answer)
        assert answer.status_code == 201, answer.text


def crowd(server: Server, slug: str, teams: int) -> None:
    """One judged round closed, and points given in the next, so that some have moved."""
    scorer, judge = server.scorer(slug), server.judge(slug, "j1")
    scorer.set_round("open", "r1")
    for n in range(1, teams + 1):
        judge.mark("r1", f"t{n}", 96 - (n * 7 % teams))
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    for n in range(1, teams + 1, 3):
        judge.award("r2", f"t{n}", 10 if n % 2 else -10)


def draw(browser: Browser, server: Server, picture: Picture, file: Path) -> None:
    """One picture, when its page has come to rest."""
    options = {"timezone_id": "Asia/Shanghai", **dict(picture.options)}
    context = browser.new_context(viewport=picture.device, **options)
    with context.new_page() as page:
        if picture.who:
            slug = picture.path.split("/")[2]
            scorer = server.links(slug)["scorer"]
            page.goto(scorer if picture.who == "scorer" else server.judge_link(slug, picture.who))
        page.goto(server.hall + picture.path)
        if f"/e/{MARKING}/judge" in picture.path:
            _half_typed(page)
        page.evaluate(STILL)
        page.screenshot(path=file)
    context.close()


def _half_typed(page: Page) -> None:
    page.locator('[data-mark="none"] button, [data-mark="none"]').first.click()
    for digit in "18":
        page.keyboard.type(digit)


def main() -> None:
    """Draw what was asked for, and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CHECKOUT / "build" / "screenshots")
    parser.add_argument("--readme", action="store_true", help="only what README.md shows")
    parser.add_argument("--only", default="", help="only pictures whose name contains this")
    asked = parser.parse_args()
    folder: Path = CHECKOUT / "docs" / "pictures" if asked.readme else asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        browser = launch(stack.enter_context(sync_playwright()))
        server = stack.enter_context(playing())
        for picture in README if asked.readme else pictures():
            if asked.only in picture.name:
                file = folder / f"{picture.name}.png"
                draw(browser, server, picture, file)
                print(file, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
