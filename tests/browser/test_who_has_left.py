"""A team and a judge who have left the event keep their names where the ledger is told."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import TABLET, visiting
from tests.support.contests import contest, name_of
from tests.support.server import Server, serving

SLUG = "left"
LEFT = f"评委二 gave {name_of(3)} 80, 必答题"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A mark of a judge for a team; then all is cleared, and both are taken out of the event."""
    folder: Path = tmp_path_factory.mktemp("left")
    with serving(folder, contest(SLUG, 4, judges=2)) as running:
        running.scorer(SLUG).set_round("open", "r1")
        assert running.judge(SLUG, "j2").mark("r1", "t3", 80).status_code == 201
        organiser = running.organiser(SLUG)
        body = {"id": str(uuid.uuid4()), "reason": "that was the rehearsal"}
        assert organiser.post("begin", body).status_code == 200
        there = organiser.ask("GET", "setup").json()
        for part, gone in (("teams", "t3"), ("judges", "j2")):
            there["setup"][part] = [one for one in there["setup"][part] if one["id"] != gone]
        body = {"id": str(uuid.uuid4()), "setup": there["setup"], "since": there["version"]}
        assert organiser.ask("PUT", "setup", body).status_code == 200
        yield running


def test_the_story_and_the_desks_list_name_who_has_left(server: Server, browser: Browser) -> None:
    with visiting(browser, TABLET, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        story = visitor.open(f"{server.hall}/e/{SLUG}/desk/story?lang=en")
        expect(story.locator(".entry-what", has_text=LEFT)).to_have_count(1)
        desk = visitor.open(f"{server.hall}/e/{SLUG}/desk?lang=en")
        desk.keyboard.press("a")
        desk.locator("#acts-all").check()
        row = desk.locator(".act", has_text=LEFT)
        expect(row.locator(".act-by")).to_have_text("评委二")
        # What a begin has set aside is not offered to be taken back, nor is the begin to a scorer.
        expect(row.locator(".act-back")).to_be_hidden()
        begin = desk.locator('.act[data-kind="begin"]')
        expect(begin.locator(".act-what")).to_have_text(
            "Everything before was cleared, and the event began"
        )
        expect(begin.locator(".act-back")).to_be_hidden()
