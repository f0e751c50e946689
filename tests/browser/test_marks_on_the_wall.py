"""A team's marks on the large screen: as tiles under its row, and card by card as a scene."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scene_faults import scene_faults
from tests.support.server import Server

SLUG = "talks"
JUDGES = [f"j{n}" for n in range(1, 6)]


def event(slug: str) -> str:
    keys = "max = 100\ndrop_high = 1\ndrop_low = 1\ndecimals = 2"
    return contest(slug, 4, judges=5, publish="team").replace("max = 100", keys, 1)


def put(server: Server, scene: str, **keys: Any) -> None:
    """The desk puts a scene on the large screen."""
    body = {"id": str(uuid.uuid4()), "scene": scene, **keys}
    answer = server.scorer(SLUG).ask("PUT", "scene", body)
    assert answer.status_code == 200, answer.text


def mark(server: Server, team: str, *values: int) -> None:
    for judge, value in zip(JUDGES, values, strict=True):
        assert server.judge(SLUG, judge).mark("r1", team, value).status_code == 201


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with host.serving(event(SLUG)) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.fixture(scope="module")
def wall(browser: Browser, server: Server) -> Iterator[Page]:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.open(server.links(SLUG)["display"])
        expect_version(page, server.stranger(SLUG).board()["version"])
        settle(page)
        yield page


@pytest.mark.long
def test_a_judged_score_is_told_with_its_marks_under_the_row(wall: Page, server: Server) -> None:
    tiles = wall.locator(".judge-tile")
    mark(server, "t1", 90, 91, 92, 93, 94)
    settle(wall)
    expect(tiles, "before the first scene nothing of the show is in force").to_have_count(0)
    put(server, "standings")
    wall.evaluate("""() => {
        window.told = [];
        new MutationObserver(() => {
            const row = document.querySelector(".row.with-tiles");
            const tiles = [...(row?.querySelectorAll(".judge-tile") ?? [])];
            const said = tiles.map((tile) => tile.textContent
                + (tile.classList.contains("dropped") ? " out" : "")).join(", ");
            if (said && window.told.at(-1) !== said) window.told.push(said);
        }).observe(document.querySelector(".scene"), {subtree: true, childList: true});
    }""")
    mark(server, "t2", 92, 88, 95, 90, 81)
    expect(wall.locator('.row[data-team="t2"] .total-number')).to_have_text("90")
    assert wall.evaluate("window.told") == ["92, 88, 95 out, 90, 81 out"]
    expect(tiles, "they go again").to_have_count(0)


def turn(server: Server, to: str) -> None:
    answer = server.scorer(SLUG).post(f"scene/{to}", {"id": str(uuid.uuid4())})
    assert answer.status_code == 200, answer.text


def call_up(server: Server, team: str) -> None:
    body = {"id": str(uuid.uuid4()), "team": team}
    assert server.scorer(SLUG).ask("PUT", "rounds/r1/on_stage", body).status_code == 200


def everything_said(wall: Page, server: Server) -> str:
    """All that the hall's page, the live message and the public answers hold by now."""
    public = server.stranger(SLUG)
    answers = [public.ask("GET", path).text for path in ("scene", "board", "board?stage=s1")]
    pages = [f"/e/{SLUG}/teams/t3", f"/e/{SLUG}", f"/e/{SLUG}/overlay"]
    read = "paths => Promise.all(paths.map((path) => fetch(path).then((said) => said.text())))"
    heard = wall.evaluate("window.heard")
    return "\n".join([wall.content(), *heard, *answers, *wall.evaluate(read, pages)])


def test_cards_turn_step_by_step_and_nothing_of_a_later_one_is_anywhere(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.context.new_page()
        page.add_init_script("""
            window.heard = [];
            const Plain = WebSocket;
            window.WebSocket = class extends Plain {
                constructor(...given) {
                    super(...given);
                    this.addEventListener("message", ({data}) => {
                        if (String(data).startsWith("42")) window.heard.push(String(data));
                    });
                }
            };
        """)
        page.goto(server.links(SLUG)["display"])
        call_up(server, "t3")
        put(server, "marks", text="基层的一天")
        cards = page.locator(".layer:not(.gone) .mark-card")
        expect(cards).to_have_count(5)
        expect(page.locator(".layer:not(.gone) .marks-about")).to_contain_text("基层的一天")
        expect(page.locator(".layer:not(.gone) .marks-waiting")).to_be_visible()
        # Higher than any version here: that stands in what is said, too.
        values = (57, 41, 61, 44, 33)
        mark(server, "t3", *values)
        expect(page.locator(".layer:not(.gone) .marks-waiting")).not_to_be_visible()
        for step in range(1, 6):
            turn(server, "next")
            expect(page.locator(".layer:not(.gone) .mark-card.open")).to_have_count(step)
            shown = page.locator(".layer:not(.gone) .mark-card.open .mark-value").all_inner_texts()
            assert shown == [str(value) for value in values[:step]]
            said = everything_said(page, server)
            for value in (*values[step:], "47.33"):
                assert f'"{value}"' not in said, f"{value} is told at step {step}"
                assert f">{value}<" not in said, f"{value} is drawn at step {step}"
        expect(page.locator(".layer:not(.gone) .marks-score")).not_to_be_visible()
        turn(server, "next")
        expect(page.locator(".layer:not(.gone) .marks-figure")).to_have_text("47.33")
        out = page.locator(".layer:not(.gone) .mark-card.dropped .mark-value")
        assert out.all_inner_texts() == ["61", "33"]
        expect(page.locator(".layer:not(.gone) .mark-word").nth(2)).to_have_text("去掉最高")
        expect(page.locator(".layer:not(.gone) .mark-word").nth(4)).to_have_text("去掉最低")
        settle(page)
        assert scene_faults(page) == []
        board = server.stranger(SLUG).board()
        assert {row["team"]["id"]: row["total"] for row in board["rows"]}["t3"] == "47"

        turn(server, "back")
        expect(page.locator(".layer:not(.gone) .marks-score")).not_to_be_visible()
        expect(page.locator(".layer:not(.gone) .mark-card.dropped")).to_have_count(0)
        page.reload()
        expect(page.locator(".layer:not(.gone) .mark-card.open")).to_have_count(5)
        turn(server, "finish")
        expect(page.locator(".layer:not(.gone) .marks-figure")).to_have_text("47.33")

        call_up(server, "t4")
        expect(page.locator(".layer:not(.gone) .marks-team")).to_have_text("正电子一队")
        expect(page.locator(".layer:not(.gone) .mark-card.open")).to_have_count(0)
        expect(page.locator(".layer:not(.gone) .marks-about")).not_to_contain_text("基层的一天")
        settle(page)
        assert "47.33" not in page.locator(".scene").inner_text()


@pytest.mark.long
def test_who_is_on_stage_reads_what_it_needs_until_it_has_its_score(
    browser: Browser, host: Host
) -> None:
    slug = "needs"
    with host.serving(event(slug)) as server, visiting(browser, PROJECTOR) as visitor:
        scorer = server.scorer(slug)
        scorer.set_round("open", "r1")
        for judge, value in zip(JUDGES, (70, 80, 80, 80, 90), strict=True):
            assert server.judge(slug, judge).mark("r1", "t1", value).status_code == 201
        scorer.ask("PUT", "rounds/r1/on_stage", {"id": str(uuid.uuid4()), "team": "t2"})
        page = visitor.open(server.links(slug)["display"])
        scorer.ask("PUT", "scene", {"id": str(uuid.uuid4()), "scene": "standings"})
        expect(page.locator(".foot-stage")).to_contain_text("得 80.5 分即居首位")
        scorer.ask("PUT", "scene", {"id": str(uuid.uuid4()), "scene": "marks"})
        needs = page.locator(".layer:not(.gone) .marks-needs")
        expect(needs).to_have_text("得 80.5 分即居首位")
        for judge in JUDGES:
            assert server.judge(slug, judge).mark("r1", "t2", 60).status_code == 201
        scorer.post("scene/finish", {"id": str(uuid.uuid4())})
        expect(page.locator(".layer:not(.gone) .marks-figure")).to_have_text("60.00")
        expect(needs).to_have_text("")


@pytest.mark.long
def test_the_first_point_of_a_play_off_lights_a_half_and_its_end_turns_that_gold(
    browser: Browser, host: Host
) -> None:
    slug = "playedoff"
    with host.serving(contest(slug, 4)) as server, visiting(browser, PROJECTOR) as visitor:
        scorer, judge = server.scorer(slug), server.judge(slug, "j1")
        scorer.set_round("open", "r1")
        for team, value in (("t1", 90), ("t2", 90), ("t3", 60), ("t4", 50)):
            assert judge.mark("r1", team, value).status_code == 201
        for act, a_round in (("close", "r1"), ("open", "r2"), ("close", "r2")):
            scorer.set_round(act, a_round)
        body = {"id": str(uuid.uuid4()), "teams": ["t1", "t2"], "reason": "Equal totals at the cut"}
        assert scorer.post("stages/s1/playoff", body).status_code == 200
        page = visitor.open(server.links(slug)["display"])
        scorer.ask("PUT", "scene", {"id": str(uuid.uuid4()), "scene": "face_off"})
        teams = page.locator(".layer:not(.gone) .face-team")
        expect(teams).to_have_count(2)
        expect(page.locator(".face-team.leads, .face-team.won")).to_have_count(0)
        # No side has decimals that none of them needs.
        expect(teams.locator(".face-plain .face-points")).to_have_text(["0", "0"])
        playoff = next(one["id"] for one in scorer.board()["rounds"] if one["playoff"])
        assert scorer.award(playoff, "t2", 1).status_code == 201
        expect(page.locator(".face-team.leads .face-plain .face-name")).to_have_text("碘光一队")
        expect(page.locator(".face-team.won"), "nothing is decided yet").to_have_count(0)
        scorer.set_round("close", playoff)
        expect(page.locator(".face-team.won .face-plain .face-name")).to_have_text("碘光一队")
        settle(page)
        assert scene_faults(page) == []
