"""The overall ranking at the end: ticked in the set-up, shown in the hall, a tab on phones."""

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsers import PHONE, board_of, rows_on, visiting
from tests.support.desk import DESK, NAMES, quiz, room
from tests.support.host import Host
from tests.support.server import Server
from tests.support.setup_page import in_force, save, set_up

SLUG = "quiz1"


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    prizes = '[[prizes]]\nname = "First"\ncount = 1\n[[prizes]]\nname = "Honour"\n'
    with host.serving(quiz(SLUG) + prizes) as running:
        yield running


def test_it_is_ticked_then_shown_by_the_desk_and_found_on_phones(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, DESK, reduced_motion="reduce") as organiser:
        organiser.sign_in(server, server.server_link())
        page = set_up(server, organiser, SLUG, "rules")
        page.get_by_label("Rank all stages together too").check()
        expect(page.locator("#means-list")).to_contain_text("All stages are ranked together")
        save(page)
        assert in_force(server, SLUG)["rules"]["overall"] is True

    with room(browser, server, SLUG, projector=True) as hall:
        desk, wall, scorer = hall.desk, hall.projector, hall.scorer
        hall.play([50, 40, 30, 20, 10])
        assert scorer.post("stages/s1/advance").status_code == 200
        scorer.set_round("open", "f1")
        for team, points in (("t1", 10), ("t2", 30), ("t3", 20)):
            assert server.judge(SLUG, "j1").mark("f1", team, points).status_code == 201
        scorer.set_round("close", "f1")
        assert scorer.post("stages/s2/advance").status_code == 200
        hall.settle()
        expect(wall.locator(".row")).to_have_count(3)

        with visiting(browser, PHONE) as onlooker:
            phone = onlooker.open(f"{server.hall}/e/{SLUG}?lang=en")
            phone.locator(".stages").get_by_role("link", name="Overall ranking").click()
            expect(phone.locator("tbody tr[data-team]")).to_have_count(5)
            expect(phone.locator('tr[data-team="t4"]')).to_contain_text("Honour")
            phone.locator('tr[data-team="t4"]').get_by_role("link", name=NAMES["t4"]).click()
            expect(phone.get_by_role("heading", level=1)).to_contain_text(NAMES["t4"])

        # Also who has a prize and was not in the last stage is named before and after it is told.
        honour = desk.locator("#next-list li").filter(has_text=NAMES["t5"])
        expect(honour.locator("small")).to_have_text("Honour")
        expect(desk.locator("#next-button")).to_contain_text("Show the overall ranking in the hall")
        desk.keyboard.press("n")
        expect(wall.locator(".row")).to_have_count(5)
        expect(wall.locator(".hall-stage")).to_contain_text("Overall ranking")
        shown = server.stranger(SLUG).board("?stage=*")
        assert [row[0] for row in rows_on(shown)] == ["t2", "t3", "t1", "t4", "t5"]
        # What is corrected later is followed there too.
        before = board_of(wall).get_attribute("data-version")
        left = {"id": str(uuid.uuid4()), "reason": "ill"}
        assert scorer.post("teams/t5/withdraw", left).status_code == 201
        expect(board_of(wall)).not_to_have_attribute("data-version", before or "")
        expect(wall.locator('.row[data-team="t5"]')).to_contain_text("withdrawn")
