"""What the desk is told of its backups, what it does about them, and the page with the steps."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.support.browsers import PHONE, TABLET, Visitor, visiting
from tests.support.contests import contest
from tests.support.server import Server, serving
from tests.support.waiting import until

SLUG = "safe"
WIFI = 'wifi = {name = "Conference-Centre-Guest-5G", password = "Welcome to 2024; good luck"}'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    text = contest(SLUG, 3, judges=2).replace("[event]", f"[event]\n{WIFI}", 1)
    with serving(tmp_path_factory.mktemp("safe"), text) as running:
        yield running


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.server_link())
        yield visitor


def test_a_backup_that_fails_is_told_on_every_page_of_the_desk_until_one_is_made(
    server: Server, organiser: Visitor
) -> None:
    backups = server.data / "backups"
    backups.write_text("in the way")
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "r1")
    scorer.set_round("close", "r1")
    until(lambda: scorer.ask("GET", "safety").json()["backups"]["warning"], "it has failed")
    page = organiser.open(f"{server.hall}/e/{SLUG}/desk?lang=en")
    line = page.locator(".unsafe .moved")
    expect(line).to_contain_text("The last backup could not be made: There is no such folder.")
    line.get_by_role("link", name="Safety").click()
    expect(page.locator("#backups-trouble")).to_contain_text("There is no such folder.")
    expect(page.locator("#backups-state")).to_have_attribute("data-tone", "bad")
    backups.unlink()
    page.get_by_role("button", name="Back up now").click()
    expect(page.locator("#backups-state")).to_have_attribute("data-tone", "good")
    expect(page.locator("#backups-trouble")).to_be_empty()
    expect(page.locator(".backup")).to_have_count(1)
    page.goto(f"{server.hall}/e/{SLUG}/desk/results?lang=en")
    expect(page.locator(".band")).to_be_visible()
    expect(page.locator(".unsafe")).to_have_count(0)


def test_nothing_stays_green_while_the_server_is_silent(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/e/{SLUG}/safety?lang=en")
    state = page.locator("#database-state")
    expect(state).to_have_attribute("data-tone", "good")
    green = state.evaluate("node => getComputedStyle(node).color")
    page.route("**/events/safe/safety*", lambda route: route.abort())
    expect(page.locator("#trouble")).to_contain_text("The server does not answer. What stands here")
    expect(state).not_to_have_css("color", green)
    page.unroute("**/events/safe/safety*")
    expect(page.locator("#trouble")).to_be_empty()
    expect(state).to_have_css("color", green)


def test_a_stick_is_named_missed_and_caught_up_with(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    page = organiser.open(f"{server.hall}/e/{SLUG}/safety?lang=en")
    field, trouble = page.get_by_label("Folder on the stick"), page.locator("#folder-trouble")
    field.fill(str(stick))
    page.get_by_role("button", name="Copy backups there").click()
    expect(trouble).to_have_text("There is no such folder.")
    assert field.input_value() == str(stick), "what was typed stays"
    stick.mkdir()
    page.get_by_role("button", name="Copy backups there").click()
    expect(trouble).not_to_contain_text("There is no such folder.")
    expect(page.locator("#folder-path")).to_have_text(str(stick))
    assert server.scorer(SLUG).post("backup").status_code == 200
    name = until(lambda: [path.name for path in stick.glob("backup-*")], "it is copied")[-1]
    expect(page.locator("#backups-list")).to_contain_text(name)
    page.get_by_role("button", name="No longer").click()
    expect(page.locator("#folder-state")).to_have_text("None chosen")
    assert (stick / name).exists()


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_steps_to_restore_are_one_page_of_a4(
    server: Server, organiser: Visitor, lang: str
) -> None:
    page = organiser.open(f"{server.hall}/e/{SLUG}/safety/restore?lang={lang}")
    expect(page.locator(".restore-code code")).to_have_count(8)
    page.evaluate("() => document.fonts.ready.then(() => null)")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1


def test_on_a_phone_the_menu_shows_the_tab_that_is_open(server: Server, organiser: Visitor) -> None:
    page = organiser.open(f"{server.hall}/e/{SLUG}/desk?lang=zh-CN")
    page.set_viewport_size(PHONE)
    tabs = page.locator(".band-pages a").evaluate_all("tabs => tabs.map((tab) => tab.href)")
    assert len(tabs) == 7
    english = [tabs[-1].replace("zh-CN", "en"), tabs[2].replace("zh-CN", "en")]
    for address in [*tabs, *english]:
        page.goto(address)
        expect(page.locator(".band-pages [aria-current=page]")).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("window.scrollY") == 0
