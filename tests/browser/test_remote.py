"""A whole final from the title to the prizes, shown with the one key of a presenter's remote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, visiting
from tests.support.host import Host
from tests.support.server import Server

SLUG = "remote"
NAMES = {"red": "Red", "blue": "Blue", "green": "Green"}
_TEAMS = "".join(f'[[teams]]\nid = "{team}"\nname = "{name}"\n' for team, name in NAMES.items())
FILE = f"""\
[event]
slug = "{SLUG}"
title = "Spring final"
locale = "en"
[rules]
publish = "team"
{_TEAMS}
[[judges]]
id = "j1"
name = "Lin"
[[stages]]
id = "s1"
name = "Final"
[[stages.rounds]]
id = "talk"
name = "Talk"
max = 20
[[stages.rounds]]
id = "buzzer"
name = "Buzzer"
kind = "points"
awards = [10, -10]
[[prizes]]
id = "p1"
name = "First prize"
count = 1
[[prizes]]
id = "p2"
name = "Second prize"
count = 2
"""
MARKS = {"red": 18, "blue": 15, "green": 12}


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with host.serving(FILE) as running:
        yield running


class Wall:
    """The large screen, and the key that turns it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("#board")

    def shows(self, scene: str, step: int = 0) -> None:
        expect(self.root).to_have_attribute("data-scene", scene)
        expect(self.root).to_have_attribute("data-step", str(step))

    def press(self, scene: str, step: int = 0) -> None:
        """Page Down, which brings this."""
        self.page.keyboard.press("PageDown")
        self.shows(scene, step)

    def steps(self, scene: str, of: int) -> None:
        for step in range(1, of + 1):
            self.press(scene, step)


@pytest.mark.long
def test_a_whole_final_is_shown_with_page_down_alone(browser: Browser, server: Server) -> None:
    desk, judge = server.scorer(SLUG), server.judge(SLUG, "j1")
    with visiting(browser, PROJECTOR) as booth:
        booth.sign_in(server, server.links(SLUG)["presenter"])
        wall = Wall(booth.open(server.links(SLUG)["display"]))
        assert desk.ask("PUT", "scene", {"scene": "title"}).status_code == 200
        wall.shows("title")
        # From here on the presenter has the key; the desk runs the contest and touches no scene.
        wall.press("teams")
        wall.steps("teams", 3)
        wall.press("opener")
        desk.set_round("open", "talk")
        for team, value in MARKS.items():
            assert judge.mark("talk", team, value).status_code == 201
        for name in NAMES.values():
            wall.press("marks")
            expect(wall.root).to_contain_text(name)
            wall.steps("marks", 2)
        wall.press("round")
        wall.press("standings")
        desk.set_round("close", "talk")
        assert desk.post("freeze").status_code == 200
        wall.press("opener")
        desk.set_round("open", "buzzer")
        wall.press("standings")
        wall.page.keyboard.press("PageDown")
        expect(wall.page.locator(".hall-say")).to_contain_text("nothing to step")
        assert desk.award("buzzer", "green", 10).status_code == 201
        desk.set_round("close", "buzzer")
        wall.press("reveal")
        # A clock may say it, at any hour.
        expect(wall.root).not_to_contain_text(re.compile(r"(?<![\d:])22(?![\d:])"))
        wall.steps("reveal", 3)
        assert desk.post("stages/s1/advance", {"scene": True}).status_code == 200
        wall.shows("podium")
        assert server.stranger(SLUG).board()["winners"] == [], "nothing is told yet"
        wall.steps("podium", 3)
        assert server.stranger(SLUG).board()["winners"] == ["green"]
        wall.press("awards")
        wall.steps("awards", 2)
        wall.page.keyboard.press("PageDown")
        expect(wall.page.locator(".hall-say")).to_contain_text("nothing to step")
        wall.page.keyboard.press("PageUp")
        wall.shows("awards", 1)
