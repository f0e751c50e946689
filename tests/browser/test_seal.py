"""The seal on the desk's screens: shown after an announcement, and one from paper held against."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import TABLET, visiting
from tests.support.desk import NAMES, quiz
from tests.support.host import Host
from tests.support.server import Server

SLUG = "sealed"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(quiz(SLUG)) as running:
        yield running


def test_after_an_announcement_the_desk_shows_the_seal_until_somebody_has_seen_it(
    server: Server, browser: Browser
) -> None:
    scorer = server.scorer(SLUG)
    scorer.set_round("open", "r1")
    for n, team in enumerate(NAMES):
        assert scorer.award("r1", team, 10 * (5 - n)).status_code == 201
    scorer.set_round("close", "r1")
    with visiting(browser, TABLET) as visitor:
        visitor.sign_in(server, server.links(SLUG)["scorer"])
        desk = visitor.open(f"{server.hall}/e/{SLUG}/desk")
        expect(desk.locator("#next-sentence")).to_contain_text("All rounds of Heats are closed")
        notice = desk.locator('[data-notice="seal"]')
        expect(notice).to_have_count(0)
        assert scorer.post("stages/s1/advance").status_code == 200
        seal = scorer.ask("GET", "seal").json()["text"]
        short, _, letters = seal.rpartition(".")
        expect(notice).to_contain_text(short)
        notice.get_by_role("button", name="Show the seal").click()
        expect(desk.locator("#seal-short")).to_have_text(f"{short}.")
        assert "".join(desk.locator("#seal-groups").inner_text().split()) == letters

        typed = f"{short}. {letters[:50].lower()} - {letters[50:]}"
        desk.get_by_label("Check a seal from paper").fill(typed)
        desk.get_by_role("button", name="Check").click()
        said = desk.locator("#seal-said")
        expect(said).to_contain_text("The seal is good")
        desk.get_by_label("Check a seal from paper").fill(typed.replace("sealed.", "other."))
        desk.get_by_role("button", name="Check").click()
        expect(said).to_contain_text("mistyped")

        desk.goto(f"{server.hall}/e/{SLUG}/desk")
        notice.get_by_role("button", name="Done").click()
        expect(notice).to_have_count(0)
        desk.reload()
        expect(desk.locator("#live")).to_have_attribute("data-connection", "live")
        expect(notice).to_have_count(0)
