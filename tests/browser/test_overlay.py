"""The overlay of a live stream: one plate on a picture that is somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, Visitor, expect_version, rows_of, rows_on, visiting
from tests.support.contests import contest, name_of
from tests.support.desk import DESK
from tests.support.host import Host
from tests.support.server import Server

SLUG, LONG = "on-air", "long-on-air"
# What lies where, and whether it is seen: nothing but the plate may cover the picture.
COVERED = """
() => [...document.querySelectorAll("body, main, .plate")].map((one) => [
  one.className || one.tagName, getComputedStyle(one).backgroundColor,
]).filter(([, colour]) => colour !== "rgba(0, 0, 0, 0)").map(([name]) => name)
"""
CUT_OFF = """
() => [...document.querySelectorAll(".plate *")].filter((one) => {
  const box = one.getBoundingClientRect();
  if (!one.checkVisibility() || !one.textContent.trim()) return false;
  // What is only heard.
  if (one.closest(".visually-hidden")) return false;
  return one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).textOverflow !== "ellipsis"
    || box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
}).map((one) => one.className + ": " + one.textContent)
"""


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    long = contest(LONG, 7, locale="en")
    for number in range(1, 8):
        long = long.replace(name_of(number), f"Team {number} of the eastern city districts here")
    with host.serving(contest(SLUG, 24, locale="en"), long) as running:
        for slug, teams in ((SLUG, 24), (LONG, 7)):
            scorer, judge = running.scorer(slug), running.judge(slug, "j1")
            scorer.set_round("open", "r1")
            for n in range(1, teams + 1):
                assert judge.mark("r1", f"t{n}", 90 - n).status_code == 201
        yield running


@pytest.fixture
def stream(browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, PROJECTOR, reduced_motion="reduce") as visitor:
        yield visitor


def at(stream: Visitor, server: Server, slug: str, options: str = "") -> Page:
    page = stream.open(f"{server.hall}/e/{slug}/overlay{options}")
    expect_version(page, server.stranger(slug).board()["version"])
    return page


def test_the_first_four_stand_in_the_lower_third_and_nothing_else_covers_the_picture(
    server: Server, stream: Visitor
) -> None:
    page = at(stream, server, SLUG)
    expect(page.locator(".lower-row")).to_have_count(4)
    assert rows_of(page) == rows_on(server.stranger(SLUG).board())[:4]
    assert page.evaluate(COVERED) == ["plate"]
    box = page.locator(".plate").bounding_box()
    assert box is not None
    assert box["y"] > 1080 * 2 / 3


@pytest.mark.long
def test_another_theme_is_on_air_at_once_unless_the_address_names_one(
    server: Server, stream: Visitor
) -> None:
    text = contest(SLUG, 24, locale="en")
    own, named = at(stream, server, SLUG), at(stream, server, SLUG, "?theme=daylight")
    expect(own.locator("html")).to_have_attribute("data-palette", "night")
    server.load(text.replace("[rules]", '[show]\ntheme = "ink"\n\n[rules]', 1))
    expect(own.locator("html")).to_have_attribute("data-palette", "ink")
    expect_version(named, server.stranger(SLUG).board()["version"])
    expect(named.locator("html")).to_have_attribute("data-palette", "daylight")
    server.load(text)
    expect(own.locator("html")).to_have_attribute("data-palette", "night")


def test_a_new_mark_is_on_air_at_once(server: Server, stream: Visitor) -> None:
    page = at(stream, server, LONG)
    answer = server.judge(LONG, "j1").mark("r1", "t7", 96)
    assert answer.status_code in (200, 201)
    expect(page.locator(".lower-row").first).to_have_attribute("data-team", "t7")


@pytest.mark.long
def test_the_whole_table_has_as_many_rows_as_are_asked_for(server: Server, stream: Visitor) -> None:
    page = at(stream, server, SLUG, "?show=board&rows=8&theme=daylight")
    expect(page.locator(".row")).to_have_count(8)
    assert rows_of(page) == rows_on(server.stranger(SLUG).board())[:8]
    assert page.evaluate("document.documentElement.dataset.palette") == "daylight"
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.long
@pytest.mark.parametrize("options", ["?scale=2&rows=6", "?scale=0.5", "?show=board", "?lang=en"])
def test_nothing_is_cut_off_at_any_size(server: Server, stream: Visitor, options: str) -> None:
    page = at(stream, server, SLUG, options)
    expect(page.locator(".plate")).to_be_visible()
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.long
def test_without_a_timer_and_without_marks_on_the_wall_there_is_nothing_on_the_picture(
    server: Server, stream: Visitor
) -> None:
    for show in ("timer", "marks"):
        page = at(stream, server, SLUG, f"?show={show}")
        expect(page.locator(".plate")).to_be_hidden()
        assert page.evaluate(COVERED) == ["plate"]


def test_the_timer_and_the_marks_come_and_go_with_what_the_desk_puts(
    server: Server, stream: Visitor
) -> None:
    scorer = server.scorer(LONG)
    timer, marks = at(stream, server, LONG, "?show=timer"), at(stream, server, LONG, "?show=marks")
    assert scorer.ask("PUT", "scene", {"scene": "timer", "seconds": 90}).status_code in (200, 201)
    expect(timer.locator(".timer-figure")).to_have_text("1:30")
    expect(marks.locator(".plate")).to_be_hidden()
    put = scorer.ask("PUT", "scene", {"scene": "marks", "round": "r1", "team": "t1"})
    assert put.status_code in (200, 201)
    expect(marks.locator(".marks-team")).to_be_visible()
    # No card is turned yet.
    assert marks.locator(".marks-value").all_inner_texts() == [""]
    assert scorer.post("scene/finish").status_code == 200
    expect(marks.locator(".marks-value")).to_have_text("89")
    scorer.ask("PUT", "scene", {"scene": "standings"})
    expect(marks.locator(".plate")).to_be_hidden()


@pytest.mark.parametrize("options", ["show=all", "rows=31", "rows=1.5", "scale=9", "theme=neon"])
def test_an_option_that_cannot_be_read_is_refused_with_what_can_be(
    server: Server, options: str
) -> None:
    answer = server.http.get(f"{server.url}/e/{SLUG}/overlay?{options}")
    assert answer.status_code == 422
    assert options.partition("=")[0] in answer.text


@pytest.mark.long
def test_the_desk_writes_the_address_that_the_stream_is_given(
    server: Server, browser: Browser
) -> None:
    with visiting(browser, DESK) as scorer:
        scorer.sign_in(server, server.links(SLUG)["scorer"])
        desk = scorer.open(f"{server.hall}/e/{SLUG}/desk/screens")
        address = desk.locator("#overlay-address")
        expect(address).to_have_value(f"{server.hall}/e/{SLUG}/overlay")
        form = desk.locator("#overlay-options")
        form.get_by_label("What the overlay shows").select_option("board")
        form.get_by_label("Number of rows").fill("8")
        form.get_by_label("Colours").select_option("ink")
        expect(address).to_have_value(f"{server.hall}/e/{SLUG}/overlay?show=board&rows=8&theme=ink")
