"""What a judge has typed and not submitted stays with its team, and is said when it closes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import axe, barriers
from tests.support.browsers import TABLET, enter_mark, expect_mark, row, visiting
from tests.support.desk import talks
from tests.support.host import Host
from tests.support.provide import need
from tests.support.server import Server

SLUGS = [f"tablet{n}" for n in range(1, 7)]


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    need(axe())
    with host.serving(*map(talks, SLUGS)) as running:
        yield running


@pytest.fixture
def slug() -> str:
    return SLUGS.pop()


@pytest.fixture
def tablet(browser: Browser, server: Server, slug: str) -> Iterator[Page]:
    """The first judge's tablet; the talk is open."""
    server.scorer(slug).set_round("open", "r1")
    with visiting(browser, TABLET, has_touch=True) as visitor:
        yield visitor.open(server.judge_link(slug, "j1"))


def type_mark(tablet: Page, team: str, value: str) -> None:
    """Touch the team and type, and do not submit."""
    row(tablet, team).click()
    tablet.locator(f'input[name="mark:{team}"]').fill(value)


def expect_typed(tablet: Page, team: str, value: str) -> None:
    expect(row(tablet, team)).to_contain_text("Not submitted")
    expect(row(tablet, team)).to_contain_text(value)


def marks(server: Server, slug: str) -> list[tuple[str, str]]:
    return [(e["team"], e["value"]) for e in server.scorer(slug).ledger() if e["kind"] == "mark"]


def test_a_typed_mark_is_said_when_its_round_closes_and_is_there_when_it_opens_again(
    server: Server, tablet: Page, slug: str
) -> None:
    enter_mark(tablet, "t1", "9")
    expect_mark(tablet, "t1", "saved")
    type_mark(tablet, "t3", "8.5")
    server.scorer(slug).set_round("close", "r1")
    unsent = tablet.locator("#unsent")
    expect(unsent).to_contain_text("Cedar 8.5 was typed and not submitted. Tell the scorer's desk.")
    expect(tablet.locator("#waiting-unmarked")).to_have_text(
        "Without your mark: Birch, Cedar, Dogwood, Elm"
    )
    assert barriers(tablet) == []
    tablet.reload()
    expect(unsent).to_contain_text("Cedar 8.5 was typed and not submitted.")
    server.scorer(slug).set_round("reopen", "r1")
    expect(unsent).to_be_hidden()
    expect_typed(tablet, "t3", "8.5")
    row(tablet, "t3").click()
    expect(tablet.locator('input[name="mark:t3"]')).to_have_value("8.5")
    tablet.locator('button[data-submit="t3"]').click()
    expect_mark(tablet, "t3", "saved")
    assert marks(server, slug) == [("t1", "9"), ("t3", "8.5")]


@pytest.mark.long
def test_it_is_said_too_when_the_next_round_opens_at_once(
    server: Server, tablet: Page, slug: str
) -> None:
    type_mark(tablet, "t2", "7")
    server.scorer(slug).set_round("close", "r1")
    server.scorer(slug).set_round("open", "r2")
    unsent = tablet.locator("#unsent")
    expect(tablet.locator("#round-name")).to_contain_text("Buzzer")
    expect(unsent).to_contain_text("Birch 7 was typed and not submitted.")
    expect(unsent).to_contain_text("Talk is closed.")
    row(tablet, "t2").click()
    expect(tablet.locator('input[name="mark:t2"]')).to_have_value("")
    unsent.get_by_role("button", name="Noted").click()
    expect(unsent).to_be_hidden()
    assert marks(server, slug) == []


def test_each_team_keeps_what_was_typed_for_it_and_a_reload_takes_nothing(
    server: Server, tablet: Page, slug: str
) -> None:
    type_mark(tablet, "t1", "6.1")
    type_mark(tablet, "t2", "6.2")
    row(tablet, "t3").click()
    expect_typed(tablet, "t1", "6.1")
    tablet.reload()
    expect_typed(tablet, "t1", "6.1")
    expect_typed(tablet, "t2", "6.2")
    row(tablet, "t2").click()
    expect(tablet.locator('input[name="mark:t2"]')).to_have_value("6.2")
    assert marks(server, slug) == []
    tablet.locator('button[data-submit="t2"]').click()
    expect_mark(tablet, "t2", "saved")
    tablet.reload()
    expect(row(tablet, "t2")).not_to_contain_text("Not submitted")
    expect_typed(tablet, "t1", "6.1")


@pytest.mark.long
def test_points_typed_for_a_team_stay_with_it(server: Server, tablet: Page, slug: str) -> None:
    server.scorer(slug).set_round("close", "r1")
    server.scorer(slug).set_round("open", "r2")
    expect(tablet.locator("#round-name")).to_contain_text("Buzzer")
    type_mark(tablet, "t1", "7")
    row(tablet, "t2").click()
    expect(tablet.locator('input[name="mark:t2"]')).to_have_value("")
    expect(row(tablet, "t1")).to_contain_text("+7 not given")
    row(tablet, "t1").click()
    expect(tablet.locator('input[name="mark:t1"]')).to_have_value("7")


@pytest.mark.long
def test_what_was_typed_in_a_rehearsal_is_never_seen_in_the_event(
    server: Server, tablet: Page, slug: str
) -> None:
    organiser = server.organiser(slug)
    type_mark(tablet, "t1", "5.1")
    server.scorer(slug).set_round("close", "r1")
    begun = organiser.ask("POST", "rehearsal", {"id": str(uuid.uuid4())})
    assert begun.status_code == 200, begun.text
    organiser.set_round("open", "r1")
    expect(tablet.locator(".rehearsal-mark")).to_have_count(1)
    expect(row(tablet, "t1")).not_to_contain_text("Not submitted")
    type_mark(tablet, "t2", "5.2")
    organiser.ask("DELETE", "rehearsal")
    expect(tablet.locator(".rehearsal-mark")).to_have_count(0)
    server.scorer(slug).set_round("reopen", "r1")
    expect_typed(tablet, "t1", "5.1")
    expect(row(tablet, "t2")).not_to_contain_text("Not submitted")


@pytest.mark.long
def test_when_every_team_is_marked_the_panel_says_so(
    server: Server, tablet: Page, slug: str
) -> None:
    hint = tablet.locator("#panel-hint > span")
    for n in range(1, 6):
        expect(hint).to_have_text("")
        enter_mark(tablet, f"t{n}", f"8.{n}")
        expect_mark(tablet, f"t{n}", "saved")
    expect(hint).to_have_text("✓ All submitted in this round")
    type_mark(tablet, "t1", "7")
    expect(hint).not_to_contain_text("All submitted")
    assert len(marks(server, slug)) == 5
