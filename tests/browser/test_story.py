"""The story at the desk: what happened, in words, and the board as it stood at any moment."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import create_engine, text

from tests.support.axe import barriers
from tests.support.browsers import PHONE, TABLET, rows_of, rows_on, visiting
from tests.support.contests import contest, name_of
from tests.support.server import Server, serving

SLUG = "story"
TEAMS = 24


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One round marked, a mark corrected and put back, the buzzer round open."""
    folder: Path = tmp_path_factory.mktemp("story")
    with serving(folder, contest(SLUG, TEAMS, judges=2)) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for judge in ("j1", "j2"):
            for n in range(1, TEAMS + 1):
                assert running.judge(SLUG, judge).mark("r1", f"t{n}", 90 - n).status_code == 201
        scorer.set_round("close", "r1")
        body = {"round": "r1", "team": "t1", "judge": "j1", "value": 9, "reason": "misread <b>"}
        corrected = scorer.post("corrections", {"id": str(uuid.uuid4()), **body})
        assert corrected.status_code == 201, corrected.text
        undo = {"id": str(uuid.uuid4()), "entry": corrected.json()["version"], "reason": "it stood"}
        assert scorer.post("undo", undo).status_code == 201
        scorer.set_round("open", "r2")
        yield running


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    with visiting(browser, TABLET, reduced_motion="reduce") as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        page = visitor.open(f"{server.hall}/e/{SLUG}/desk/story?lang=en")
        expect(page.locator("#live")).to_have_attribute("data-connection", "live")
        expect(page.locator(".entry").first).to_be_visible()
        yield page


def newest(server: Server) -> int:
    version: int = server.scorer(SLUG).board()["version"]
    return version


def test_what_happened_is_told_in_words_and_what_was_taken_back_says_by_what(page: Page) -> None:
    told = page.locator(".entry-what").all_inner_texts()
    correction = f"Corrected: {name_of(1)}, 评委一 to 9, 必答题"
    assert told[:4] == ["抢答题 opened", f"Taken back: {correction}", correction, "必答题 closed"]
    assert f"评委二 gave {name_of(24)} 66, 必答题" in told
    undone = page.locator('.entry[data-kind="correction"]')
    expect(undone).to_have_attribute("data-gone", "")
    expect(undone.locator(".entry-reason")).to_have_text("misread <b>")
    undone.locator(".entry-link").click()
    expect(page.locator('.entry[data-kind="undo"]')).to_have_attribute("aria-current", "true")


@pytest.mark.long
def test_choices_narrow_each_other_and_stay_in_the_address(server: Server, page: Page) -> None:
    page.locator('select[name="judge"]').select_option("j2")
    page.locator('select[name="team"]').select_option("t3")
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("#count")).to_contain_text("1 of")
    expect(page).to_have_url(re.compile(r"judge=j2.*team=t3|team=t3.*judge=j2"))
    page.reload()
    expect(page.locator(".entry")).to_have_count(1)
    page.locator('input[name="q"]').fill("no such words")
    expect(page.locator("#entries-note")).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator(".entry").first).to_have_attribute("data-entry", str(newest(server)))


@pytest.mark.long
def test_an_entry_opens_to_before_and_after(page: Page) -> None:
    page.locator('.entry[data-kind="correction"] .entry-line').focus()
    page.keyboard.press("Enter")
    opened = page.locator('.entry[data-kind="correction"] .entry-opened')
    expect(opened.locator(".facts")).to_contain_text(re.compile("89.*then 9"))
    first = opened.locator("[data-changed=t1] td")
    expect(first.first).to_contain_text(re.compile("1.*then"))
    expect(opened.locator("[data-changed=t2] td").first).to_have_text(re.compile("2.*then 1"))
    assert barriers(page) == []


@pytest.mark.long
def test_news_appears_and_moves_nothing_under_the_readers_eye(server: Server, page: Page) -> None:
    box = page.locator("#entries-scroll")
    box.evaluate("box => { box.scrollTop = 700 }")
    reading = page.locator('[data-entry="30"] .entry-what')
    expect(reading).to_be_visible()
    before = reading.bounding_box()
    scorer = server.scorer(SLUG)
    for team in ("t1", "t2", "t3"):
        assert scorer.award("r2", team, 10).status_code == 201
    expect(page.locator("#news")).to_have_text("New entries: 3")
    assert reading.bounding_box() == before
    page.locator("#news").click()
    expect(page.locator(".entry").first).to_have_attribute("data-entry", str(newest(server)))
    expect(page.locator("#news")).to_be_hidden()


@pytest.mark.long
def test_the_slider_draws_the_board_of_every_moment_by_keyboard(server: Server, page: Page) -> None:
    slider, board = page.locator("#slider"), page.locator("#board")
    slider.focus()
    last = newest(server)
    for key, version in (
        ("ArrowLeft", last - 1),
        ("Home", 1),
        ("ArrowRight", 2),
        ("PageUp", 2 + 2 * TEAMS + 1),
        ("PageDown", 2),
        ("End", last),
    ):
        page.keyboard.press(key)
        expect(board).to_have_attribute("data-version", str(version))
        then = server.scorer(SLUG).board(f"?view=desk&at={version}")
        expect(page.locator("#standings [data-team]")).to_have_count(TEAMS)
        assert rows_of(page) == rows_on(then)
        expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^\d\d:\d\d:\d\d, ."))
    page.locator("#back").click()
    expect(page).to_have_url(re.compile(f"at={last - 1}"))
    scorer = server.scorer(SLUG)
    assert scorer.award("r2", "t9", 10).status_code == 201
    expect(page.locator("#then-entry")).to_have_text(f"entry {last - 1} of {last + 1}")
    page.locator("#now").click()
    expect(board).to_have_attribute("data-version", str(last + 1))
    assert scorer.award("r2", "t9", 10).status_code == 201
    expect(board).to_have_attribute("data-version", str(last + 2))


@pytest.mark.long
def test_no_barrier_in_either_language_also_on_a_phone(server: Server, browser: Browser) -> None:
    for lang, device in (("zh-CN", TABLET), ("en", PHONE)):
        with visiting(browser, device) as visitor:
            visitor.sign_in(server, server.links(SLUG)["scorer"])
            page = visitor.open(f"{server.hall}/e/{SLUG}/desk/story?lang={lang}")
            expect(page.locator(".entry").first).to_be_visible()
            expect(page.locator("#standings [data-team]")).to_have_count(TEAMS)
            assert barriers(page) == []
            width = "document.documentElement.scrollWidth <= innerWidth"
            assert page.evaluate(width), "nothing is drawn sideways"


def test_the_chain_is_checked_and_a_changed_entry_named(server: Server, page: Page) -> None:
    page.locator("#check").click()
    expect(page.locator(".verdict")).to_have_attribute("data-holds", "true")
    last = server.scorer(SLUG).ledger()[-1]["hash"]
    expect(page.locator("#hash")).to_have_value(last)
    page.locator("#hash").focus()
    assert page.evaluate("getSelection().toString()") in (last, "")
    engine = create_engine(f"sqlite:///{server.data / 'scoreboard.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE entries SET value = '11' WHERE version = 5"))
    engine.dispose()
    page.locator("#check").click()
    expect(page.locator(".verdict")).to_have_text("Entry 5 is not what was written.")
    page.get_by_role("button", name="Show that entry").click()
    expect(page.locator('[data-entry="5"]')).to_have_attribute("aria-current", "true")
    expect(page.locator('[data-entry="5"] .entry-line')).to_be_focused()
