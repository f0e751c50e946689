"""A scorer's desk in a browser, with the event it runs and the screens that follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PROJECTOR, TABLET, board_of, expect_version, row, visiting
from tests.support.server import Person, Server
from tests.support.waiting import until

NAMES = {"t1": "Alder", "t2": "Birch", "t3": "Cedar", "t4": "Dogwood", "t5": "Elm"}
DESK = {"width": 1440, "height": 900}

_TEAMS = "".join(f'[[teams]]\nid = "{team}"\nname = "{name}"\n\n' for team, name in NAMES.items())


def quiz(slug: str) -> str:
    """Five teams, one judge, one round of points, three seats in the final."""
    return f"""\
[event]
slug = "{slug}"
title = "Autumn quiz"
locale = "en"

[rules]
ranking = "competition"

{_TEAMS}
[[judges]]
id = "j1"
name = "Judge One"

[[stages]]
id = "s1"
name = "Heats"
advance = 3

[[stages.rounds]]
id = "r1"
name = "Buzzer"
kind = "points"
scored_by = "judges"
awards = [10, -10]
min = -100

[[stages]]
id = "s2"
name = "Final"

[[stages.rounds]]
id = "f1"
name = "Last"
"""


def talks(slug: str) -> str:
    """Five teams before four judges: a talk marked in tenths, a buzzer round, a risk round."""
    judges = "".join(
        f'[[judges]]\nid = "j{n}"\nname = "Judge {word}"\n\n'
        for n, word in enumerate(("One", "Two", "Three", "Four"), start=1)
    )
    return f"""\
[event]
slug = "{slug}"
title = "Autumn talks"
locale = "en"

[rules]
decimals = 2

{_TEAMS}
{judges}
[[stages]]
id = "s1"
name = "Contest"

[[stages.rounds]]
id = "r1"
name = "Talk"
max = 10
step = 0.1

[[stages.rounds]]
id = "r2"
name = "Buzzer"
kind = "points"
scored_by = "judges"
awards = [10, -10]
min = -20
max = 20

[[stages.rounds]]
id = "r3"
name = "Risk"
kind = "points"
scored_by = "judges"
stakes = [5, 15]
"""


@dataclass
class Room:
    """A server with one event and its desk; the other pages are there from their first use on."""

    server: Server
    slug: str
    desk: Page
    arrive: Callable[..., Page]

    @cached_property
    def tablet(self) -> Page:
        link = self.server.judge_link(self.slug, "j1")
        return self.arrive(link, TABLET, has_touch=True)

    @cached_property
    def projector(self) -> Page:
        return self.arrive(self.server.links(self.slug)["display"], PROJECTOR)

    @property
    def scorer(self) -> Person:
        return self.server.scorer(self.slug)

    def play(self, points: list[int]) -> None:
        """The quiz's round, from its opening to its closing."""
        self.scorer.set_round("open", "r1")
        for team, value in zip(NAMES, points, strict=True):
            assert self.server.judge(self.slug, "j1").award("r1", team, value).status_code == 201
        self.scorer.set_round("close", "r1")
        self.settle()

    def marks(self, **given: str) -> None:
        """Marks of the talk by team, in the order of the judges; "-" is none."""
        for team, values in given.items():
            for n, value in enumerate(values.split(), start=1):
                if value != "-":
                    judge = self.server.judge(self.slug, f"j{n}")
                    assert judge.mark("r1", team, value).status_code == 201
        self.settle()

    def settle(self) -> None:
        """Every screen that is there shows the newest version, also one written meanwhile."""
        screens = [self.desk, *([self.projector] if "projector" in vars(self) else [])]

        def is_shown() -> bool:
            version = str(self.server.stranger(self.slug).board()["version"])
            return all(board_of(one).get_attribute("data-version") == version for one in screens)

        until(is_shown, "all screens show the newest version")
        for page in screens:
            expect(board_of(page)).to_have_attribute("data-connection", "live")

    def next_is(self, words: str) -> None:
        expect(self.desk.locator("#next-sentence")).to_have_text(words)

    def state_is(self, round_id: str, state: str) -> None:
        shown = self.desk.locator(f"#stages [data-round={round_id}]")
        expect(shown).to_have_attribute("data-state", state)


@contextmanager
def room(browser: Browser, server: Server, slug: str, *, projector: bool = False) -> Iterator[Room]:
    """With a projector that follows from the beginning, or with one where it is looked at."""
    with ExitStack() as people:

        def arrive(link: str, size: dict[str, int], **device: bool) -> Page:
            # Nothing here is about how things move, and a wall in motion is drawn without a rest.
            visitor = visiting(browser, size, reduced_motion="reduce", **device)
            return people.enter_context(visitor).open(link)

        opened = Room(server, slug, arrive(server.links(slug)["scorer"], DESK), arrive)
        if projector:
            expect_version(opened.projector, server.stranger(slug).board()["version"])
        yield opened


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def ways(desk: Page) -> Locator:
    return desk.locator("#next-ways")


def line(desk: Page, team: str) -> Locator:
    """A team's row where points are given."""
    return desk.locator(f'#sums [data-row="{team}"]')


def give(tablet: Page, team: str, points: str) -> None:
    row(tablet, team).click()
    tablet.locator(f'.quick [data-award="{points}"]').click()
    expect(row(tablet, team)).to_have_attribute("data-mark", "saved")


def cell(desk: Page, team: str, judge: str) -> Locator:
    return desk.locator(f'#grid [data-row="{team}"] [data-judge="{judge}"]')


def take_back(desk: Page, kind: str, reason: str) -> Locator:
    """Opens the newest act of a kind to be taken back, with its reason typed; the preview."""
    act = desk.locator(f".act[data-kind={kind}]").first
    act.locator(".act-back").click()
    desk.keyboard.type(reason)
    return act.locator(".preview")
