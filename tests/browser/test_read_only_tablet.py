"""The tablet of a judge who does not score a points round shows it, and takes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import PHONE, TABLET, row, visiting
from tests.support.desk import quiz
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server
from tests.support.sweeps import later

AT_DESK, BY_TWO = "atdesk", "bytwo"


def desk_scores(slug: str, by: str) -> str:
    """The quiz with three judges, its points given by these alone."""
    judges = "".join(f'\n[[judges]]\nid = "j{n}"\nname = "Judge {n}"\n' for n in (2, 3))
    text = quiz(slug).replace('scored_by = "judges"', f"scored_by = {by}")
    return text.replace('name = "Judge One"\n', f'name = "Judge One"\n{judges}')


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    events = desk_scores(AT_DESK, '"desk"'), desk_scores(BY_TWO, '["j2", "j3"]')
    with host.serving(*events) as running:
        for slug in (AT_DESK, BY_TWO):
            running.scorer(slug).set_round("open", "r1")
        yield running


@pytest.mark.parametrize("size", [TABLET, later(PHONE)])
def test_a_round_scored_at_the_desk_is_read_and_not_touched(
    server: Server, browser: Browser, size: dict[str, int]
) -> None:
    with visiting(browser, size, has_touch=True) as visitor:
        tablet = visitor.open(server.judge_link(AT_DESK, "j1"))
        expect(tablet.locator("#read-only h2")).to_have_text("This round is scored at the desk.")
        expect(tablet.locator("#panel")).to_be_hidden()
        before = server.scorer(AT_DESK).ledger()
        row(tablet, "t2").click()
        tablet.keyboard.type("10")
        tablet.keyboard.press("Enter")
        expect(tablet.locator("[data-chosen=true]")).to_have_count(0)
        assert server.scorer(AT_DESK).award("r1", "t2", 10).status_code == 201
        expect(row(tablet, "t2").locator(".team-value")).to_have_text("+10", use_inner_text=True)
        expect(row(tablet, "t1").locator(".team-value")).to_have_text("–")
        expect(tablet.locator("#given")).to_contain_text("Desk")
        assert [entry["by"] for entry in server.scorer(AT_DESK).ledger()[len(before) :]] == [
            "scorer"
        ]
        own = str(server.scorer(AT_DESK).ledger()[-1]["id"])
        state = row(tablet, "t2").locator(".team-state")
        expect(state).to_have_text("In this round")
        called = server.scorer(AT_DESK).ask("PUT", "rounds/r1/on_stage", {"team": "t2"})
        assert called.status_code == 200
        expect(state).to_have_text("● On stage")
        expect(row(tablet, "t2").locator(".team")).not_to_have_css("box-shadow", "none")
        expect(row(tablet, "t1").locator(".team")).to_have_css("box-shadow", "none")
        assert barriers(tablet) == []
        nobody = server.scorer(AT_DESK).ask("PUT", "rounds/r1/on_stage", {"team": None})
        assert nobody.status_code == 200
        assert server.scorer(AT_DESK).ask("DELETE", f"awards/{own}").status_code == 200


def test_the_judges_who_are_named_score_and_the_others_are_told_who_does(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, TABLET, has_touch=True) as visitor:
        reads = visitor.open(server.judge_link(BY_TWO, "j1"))
        said = "This round is scored by Judge 2, Judge 3."
        expect(reads.locator("#read-only h2")).to_have_text(said)
    with visiting(browser, TABLET, has_touch=True) as visitor:
        gives = visitor.open(server.judge_link(BY_TWO, "j2"))
        expect(gives.locator("#read-only")).to_be_hidden()
        row(gives, "t4").click()
        gives.locator(".quick [data-award='10']").click()
        expect(row(gives, "t4")).to_have_attribute("data-mark", "saved")
