"""A new event is asked for in two steps: the form, then a few questions about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsers import PHONE, TABLET, Visitor, visiting
from tests.support.contests import contest
from tests.support.server import Server, serving
from tests.support.sweeps import later


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("new"), contest("old", 4)) as running:
        yield running


@pytest.fixture(params=[TABLET, later(PHONE)], ids=["tablet", "phone"])
def organiser(
    server: Server, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    """The organiser of the whole server, who touches."""
    with visiting(browser, request.param, has_touch=True) as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def question(page: Page, words: str) -> Locator:
    return page.get_by_role("group", name=words, exact=True)


def choose(page: Page, way: str) -> None:
    page.locator(".way").filter(has=page.get_by_text(way, exact=True)).tap()


def made(page: Page, server: Server, slug: str) -> dict[str, Any]:
    """Make the event; its set-up as it is then in force."""
    page.get_by_label("Name of the contest").fill("Contest of spring")
    page.get_by_label("Address").fill(slug)
    page.get_by_role("button", name="Make the event").tap()
    page.wait_for_url(f"**/e/{slug}/desk/setup*")
    setup: dict[str, Any] = server.organiser(slug).ask("GET", "setup").json()["setup"]
    return setup


def test_a_form_is_chosen_and_its_questions_tell_what_will_be_made(
    server: Server, organiser: Visitor
) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    get = page.locator("#get-what")
    expect(question(page, "What does every team start with?")).to_be_visible()
    expect(get).to_contain_text("every team starts with 100")
    choose(page, "Talks")
    expect(question(page, "Do judges mark?")).to_be_hidden()
    expect(get).not_to_contain_text("Final")
    question(page, "Is there a preliminary?").get_by_text("Yes").tap()
    expect(get).to_contain_text("the top 6 go on")
    expect(get).not_to_contain_text("Questions")
    question(page, "What counts besides the talk?").get_by_text("Questions, a fifth").tap()
    expect(get).to_contain_text("Questions")
    expect(get).to_contain_text("Second prize: 2")

    setup = made(page, server, f"talks-{page.evaluate('innerWidth')}")
    assert [stage["id"] for stage in setup["stages"]] == ["prelim", "final"]
    assert [one["name"] for one in setup["stages"][1]["rounds"]] == ["Talk", "Questions"]
    assert setup["prizes"][0]["name"] == "First prize"


def test_a_quiz_may_begin_from_nothing_instead_of_100(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    get = page.locator("#get-what")
    question(page, "Is there a preliminary?").get_by_text("Yes").tap()
    question(page, "What does every team start with?").get_by_text("0 points", exact=True).tap()
    expect(get).not_to_contain_text("every team starts with")
    setup = made(page, server, f"quiz-{page.evaluate('innerWidth')}")
    assert [stage["base"] for stage in setup["stages"]] == ["0", "0"]


def test_what_is_no_form_is_asked_nothing(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    for way in ("Lessons explained", "Nothing", "Another event", "A file"):
        choose(page, way)
        expect(page.locator("#part-asked")).to_be_hidden()
    choose(page, "Contest of skill")
    expect(question(page, "Is the paper test a preliminary?")).to_be_visible()


def test_a_list_of_teams_is_asked_for_its_rounds_the_same_way(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    teams = tmp_path / "teams.csv"
    teams.write_text("Team\nAlpha\nBeta\nGamma\n", "utf-8")
    page = organiser.open(f"{server.hall}/new?lang=en")
    choose(page, "A file")
    expect(page.locator("#part-asked")).to_be_hidden()
    page.set_input_files("#import-file", teams)
    page.get_by_label("Rounds and rules like").select_option(label="Contest of skill")
    question(page, "Is the paper test a preliminary?").get_by_text("Yes").tap()
    expect(page.locator("#get-what")).to_contain_text("Teams: 3")
    expect(page.locator("#get-what")).to_contain_text("40% of the earlier total is carried in")
    page.get_by_label("Rounds and rules like").select_option(label="Nothing")
    expect(page.locator("#part-asked")).to_be_hidden()


def test_heats_are_told_group_by_group_and_drawn_later(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    choose(page, "Heats and a final")
    expect(page.locator("#get-what")).to_contain_text("the top 2 of each group go on")
    page.get_by_label("Teams, one a line").fill("Ada\nBea\nCid\nDan\nEve")
    expect(page.locator("#get-what")).to_contain_text("the top 1 of each group go on")
    setup = made(page, server, f"heats-{page.evaluate('innerWidth')}")
    # Five teams are two groups, of which one goes on.
    assert [group["id"] for group in setup["groups"]] == ["a", "b"]
    assert [team["name"] for team in setup["teams"]] == ["Ada", "Bea", "Cid", "Dan", "Eve"]
