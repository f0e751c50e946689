"""What the two laptops say of each other, to whoever stands at one of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scoreboard.limits import FOLLOW_LOST_SECONDS, REACH_SECONDS
from scoreboard.pair.by_itself import tick, work
from scoreboard.web.page import SERVING, Serving
from scoreboard.web.qr import qr_picture
from tests.support.pairs import HERE, THERE, TwoLaptops
from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people

CARDS = "/e/quiz/desk/links"


@pytest.fixture
def pair(tmp_path: Path) -> TwoLaptops:
    """Two laptops with an open round, the second of which holds all that is there."""
    both = TwoLaptops(tmp_path, contest(heat(judged()), judges=people("lin wu")))
    assert both.first.scorer.set_round("open", "essay").status_code == 200
    both.copy()
    return both


def says(pair: TwoLaptops, *, at_second: bool = False, lang: str = "en") -> dict[str, Any]:
    """The section of the page "Safety", at one of the two."""
    scorer = pair.at_second(pair.first.scorer) if at_second else pair.first.scorer
    found: dict[str, Any] = scorer.get(f"safety?lang={lang}").get_json()["second"]
    return found


def seek(pair: TwoLaptops, seconds: int = 30) -> None:
    """Time passes in which the second follows, and the first looks whether it reaches it."""
    for _ in range(seconds):
        pair.step()
        work(pair.of_first)
        pair.pass_time(1)


def opened(site: Site, token: str | None, path: str) -> str:
    browser = site.app.test_client()
    assert browser.get(f"/join/{token}").status_code == 302
    return browser.get(path).text


def test_a_first_that_does_not_reach_its_second_says_so_and_so_does_the_second(
    pair: TwoLaptops,
) -> None:
    pair.no_way_back = True
    pair.step()
    work(pair.of_first)
    assert says(pair)["reached"], "one that has just begun to follow serves a moment later"
    seek(pair)
    here, there = says(pair), says(pair, at_second=True)
    assert here["connected"]
    assert not here["reached"]
    assert not there["reached"]
    assert here["warning"].startswith("The second laptop follows, but this one does not reach it.")
    assert f"Nothing answers at {THERE}." in here["warning"]
    assert f"does not reach this one at {THERE}" in there["warning"]
    assert "--address" in there["trouble"]
    assert pair.first.judge("wu").mark("essay", "red", 8).status_code == 201, "and it writes on"
    pair.no_way_back = False
    seek(pair)
    assert says(pair)["warning"] == ""
    assert says(pair, at_second=True)["trouble"] == ""


def test_one_that_is_reached_is_greeted_seldom(pair: TwoLaptops) -> None:
    greeted = []
    hear = pair.of_second.first.greet
    pair.of_second.first.greet = lambda *said: greeted.append(said) or hear(*said)  # type: ignore[func-returns-value,method-assign]
    began = pair.time
    seek(pair, 60)
    assert 1 < len(greeted) <= (pair.time - began) / REACH_SECONDS + 1


def test_a_first_that_starts_again_and_cannot_ask_says_that_it_writes_unasked(
    pair: TwoLaptops,
) -> None:
    pair.no_way_back = True
    pair.restart_first()
    for _ in range(5):
        work(pair.of_first)
        pair.pass_time(1)
    warning = says(pair)["warning"]
    assert "could not ask the second whether that has taken over" in warning
    assert THERE in warning


def test_an_armed_second_says_by_itself_that_it_takes_over_and_when(pair: TwoLaptops) -> None:
    assert says(pair, at_second=True)["takes_over"] is None
    pair.step()
    assert pair.first.scorer.post("second/arm").status_code == 200
    pair.step()
    there = says(pair, at_second=True)
    assert there["takes_over"] == 4
    assert "about 4 seconds after the first is gone it takes over by itself" in there["warning"]
    assert "约 4 秒后，由本机自动接管" in says(pair, at_second=True, lang="zh-CN")["warning"]
    asked = pair.second.stranger.client.get("/api/v1/pair").get_json()
    assert (asked["armed"], asked["hears"], asked["writes"]) == (True, True, False)
    pair.tick(0.2)
    # Its lid is closed for a while: it does nothing by itself any more, and says so.
    pair.pass_time(600)
    tick(pair.of_second)
    there = says(pair, at_second=True)
    assert (there["armed"], there["takes_over"]) == (True, None)
    assert "by itself" not in there["warning"]


def test_a_second_that_hears_nothing_says_who_must_act(pair: TwoLaptops) -> None:
    pair.step()
    refused = pair.at_second(pair.first.judge("wu")).mark("essay", "red", 8)
    assert f"只跟随 {HERE}" in refused.get_json()["detail"]
    pair.cut = True
    pair.pass_time(FOLLOW_LOST_SECONDS + 1)
    asked = pair.second.stranger.client.get("/api/v1/pair").get_json()
    assert (asked["armed"], asked["hears"]) == (False, False)
    refused = pair.at_second(pair.first.judge("wu")).mark("essay", "red", 8)
    assert "没有回应" in refused.get_json()["detail"]
    work(pair.of_second)
    assert says(pair, at_second=True)["trouble"].startswith(f"Nothing answers at {HERE}.")


def test_cards_name_the_laptop_that_writes_first_whoever_prints_them(pair: TwoLaptops) -> None:
    organiser = next(
        t for g, t, _ in pair.first.services.access.links("quiz") if g.role == "organiser"
    )

    def printed(site: Site) -> list[tuple[str, ...]]:
        page = opened(site, organiser, CARDS)
        links = re.findall(r'<p class="card-link[^>]*>(.*?)</p>', page, re.DOTALL)
        names = [re.sub(r"<[^>]+>", "", link) for link in links]
        return [tuple(names[n : n + 2]) for n in range(0, len(names), 2)]

    for site, address in ((pair.first, HERE), (pair.second, THERE)):
        site.app.config[SERVING] = Serving("0.0.0.0", 80, address=address)
    expected = printed(pair.first)
    assert all(one.startswith("first.test/") for one, _ in expected)
    assert all(two.startswith("second.test/") for _, two in expected)
    assert printed(pair.second) == expected
    tables = opened(pair.second, organiser, f"{CARDS}/tables")
    assert tables.index("first.test/join") < tables.index("second.test/join")
    page = opened(pair.second, organiser, CARDS)
    assert f'href="{HERE}/join/' not in re.findall(r'<a class="card-open"[^>]*>', page)[0]
    assert (
        pair.at_second(pair.first.scorer).post("second/take_over", {"off": True}).status_code == 200
    )
    swapped = printed(pair.second)
    assert all(one.startswith("second.test/") for one, _ in swapped), "that one writes now"


def test_a_link_of_the_desk_leads_to_where_the_second_takes_over(pair: TwoLaptops) -> None:
    token = pair.first.scorer.token
    browser = pair.second.app.test_client()
    led = browser.get(f"/join/{token}?to=safety").headers["Location"]
    assert led.endswith("/e/quiz/safety#second-take")
    judge = pair.first.judge("lin").token
    assert browser.get(f"/join/{judge}?to=safety").headers["Location"].endswith("/e/quiz/judge")
    elsewhere = browser.get(f"/join/{token}?to=//evil.example").headers["Location"]
    assert elsewhere.endswith("/e/quiz/desk"), "it leads nowhere else"


def test_who_took_over_says_so_and_does_not_call_the_other_one_the_second(
    pair: TwoLaptops,
) -> None:
    assert says(pair)["took_over"] is None
    assert says(pair, at_second=True)["took_over"] is None
    pair.cut = True
    pair.pass_time(FOLLOW_LOST_SECONDS + 1)
    taken = pair.at_second(pair.first.scorer).post("second/take_over", {"off": True})
    alone = taken.get_json()
    assert (alone["part"], alone["writes"], alone["connected"]) == ("first", True, False)
    history = pair.at_second(pair.first.scorer).get("safety").get_json()["histories"]["left"]
    assert alone["took_over"] == history[-1]["at"]
    for _ in range(9):
        work(pair.of_second)
        pair.pass_time(1)
    # It was not restarted, and nobody has followed it: the other one cannot have taken over.
    warning = says(pair, at_second=True, lang="en")["warning"]
    assert warning.startswith("This laptop took over, and writes alone")
    assert "whether that has taken over" not in warning
    assert "本机已接管" in says(pair, at_second=True, lang="zh-CN")["warning"]

    pair.cut = False
    work(pair.of_first)
    back = says(pair)
    assert (back["part"], back["other"], back["took_over"]) == ("second", THERE, None)


def test_the_code_for_phones_leads_to_the_laptop_that_writes(pair: TwoLaptops) -> None:
    for site, address in ((pair.first, HERE), (pair.second, THERE)):
        site.app.config[SERVING] = Serving("0.0.0.0", 80, address=address)

    def code(site: Site) -> bytes:
        return site.stranger.client.get("/e/quiz/audience.svg").data

    assert code(pair.second) == code(pair.first) == qr_picture(f"{HERE}/e/quiz")
    taken = pair.at_second(pair.first.scorer).post("second/take_over", {"off": True})
    assert taken.status_code == 200
    assert code(pair.second) == qr_picture(f"{THERE}/e/quiz")
