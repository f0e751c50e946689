"""A PIN by hand: as it is copied from the cards, and as keyboards write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browsers import PHONE, visiting
from tests.support.contests import contest
from tests.support.server import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("pin")
    with serving(folder, contest("hall", 4, judges=2)) as running:
        yield running


@pytest.fixture
def form(browser: Browser, server: Server) -> Iterator[Page]:
    """A judge's phone with the form for the PIN, its field ready."""
    with visiting(browser, PHONE) as visitor:
        page = visitor.open(f"{server.hall}/join")
        expect(page.locator("#pin")).to_be_focused()
        yield page


def as_on_the_cards(browser: Browser, server: Server) -> str:
    """The second judge's PIN with what stands between its digits on the page of the cards."""
    with visiting(browser, PHONE) as visitor:
        visitor.sign_in(server, server.links("hall")["scorer"])
        cards = visitor.open(f"{server.hall}/e/hall/desk/links")
        return cards.locator(".card-pin").nth(1).inner_text()


def expect_signed_in(page: Page, server: Server) -> None:
    expect(page).to_have_url(f"{server.hall}/e/hall/judge")
    expect(page.locator("#judge-name")).to_have_text("评委二")


def test_a_pin_copied_from_the_cards_goes_on_by_itself(
    browser: Browser, server: Server, form: Page
) -> None:
    pin = as_on_the_cards(browser, server)
    assert re.search(r"\u2009", pin), "the cards print a thin space; that is what is tried here"
    form.keyboard.insert_text(pin)
    expect_signed_in(form, server)


@pytest.mark.long
def test_the_sixth_digit_goes_on_and_the_fifth_does_not(server: Server, form: Page) -> None:
    pin = server.links("hall")["judges"][1]["pin"]
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.method))
    form.keyboard.type(f"{pin[:3]} {pin[3:5]}")
    expect(form.locator("#pin")).to_have_value(pin[:5])
    assert asked == []
    form.keyboard.type(pin[5])
    expect_signed_in(form, server)
    assert asked.count("POST") == 1


@pytest.mark.long
def test_six_digits_typed_before_the_page_is_whole_go_on_when_it_is(
    browser: Browser, server: Server
) -> None:
    pin = server.links("hall")["judges"][1]["pin"]
    with visiting(browser, PHONE) as visitor:
        late: list[Route] = []

        def hold(route: Route) -> None:
            if held:
                late.append(route)
            else:
                route.continue_()

        held = True
        visitor.context.route(re.compile(r"\.js(\?|$)"), hold)
        page = visitor.context.new_page()
        page.goto(f"{server.hall}/join", wait_until="commit")
        page.locator("#pin").press_sequentially(pin)
        expect(page.locator("#pin")).to_have_value(pin)
        held = False
        for script in late:
            script.continue_()
        expect_signed_in(page, server)


@pytest.mark.long
@pytest.mark.parametrize("spelled", ["full width", "a whole link"])
def test_what_was_pasted_is_read_as_it_was_meant(server: Server, form: Page, spelled: str) -> None:
    pin = server.links("hall")["judges"][1]["pin"]
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in pin)
    link = f"{server.judge_link('hall', 'j2')} "
    form.keyboard.insert_text({"full width": wide, "a whole link": link}[spelled])
    expect_signed_in(form, server)


def test_a_wrong_pin_says_so_and_the_next_one_is_typed_at_once(server: Server, form: Page) -> None:
    taken = {judge["pin"] for judge in server.links("hall")["judges"]}
    form.keyboard.type(next(pin for pin in ("000000", "000001", "000002") if pin not in taken))
    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.locator("#pin")).to_be_focused()
    expect(form.locator("#pin")).to_have_value("")
    form.keyboard.type(server.links("hall")["judges"][1]["pin"])
    expect_signed_in(form, server)
