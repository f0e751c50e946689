"""What the wall tells, told on the phones: who goes on, the podium, a message; and the chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.support.axe import barriers
from tests.support.browsers import PHONE, Visitor, expect_version, visiting
from tests.support.contests import contest, name_of
from tests.support.scenes import Teller, put, run_timer
from tests.support.server import Server, serving

SLUG, TEAMS = "told", 7
# The scripts of what is told, and of the chart.
SCENES = ("/js/show/", "uplot", "/advance.js", "/podium.js", "/awards.js")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Seven teams of which two go on; the heats are over, and nothing is announced."""
    with serving(tmp_path_factory.mktemp("told"), contest(SLUG, TEAMS)) as running:
        scorer = running.scorer(SLUG)
        scorer.set_round("open", "r1")
        for n in range(1, TEAMS + 1):
            assert running.judge(SLUG, "j1").mark("r1", f"t{n}", 100 - n).status_code == 201
        scorer.set_round("close", "r1")
        scorer.set_round("open", "r2")
        assert running.judge(SLUG, "j1").award("r2", "t7", 10).status_code == 201
        scorer.set_round("close", "r2")
        yield running


@pytest.fixture(scope="module")
def seats(browser: Browser, server: Server) -> Iterator[list[Visitor]]:
    with ExitStack() as people:
        yield [
            people.enter_context(visiting(browser, PHONE, color_scheme=scheme, is_mobile=True))
            for scheme in ("light", "dark")
        ]


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """What the first phone has asked the server for."""
    return []


@pytest.fixture(scope="module")
def phone(server: Server, seats: list[Visitor], asked: list[str]) -> Page:
    def note(request: Request) -> None:
        asked.append(request.url)

    page = seats[0].context.new_page()
    page.on("request", note)
    page.goto(f"{server.hall}/e/{SLUG}")
    expect_version(page, server.stranger(SLUG).board()["version"])
    page.evaluate("window.kept = true")
    page.locator('tr[data-team="t7"] .pin').click()
    return page


# On how many lines each winner's name stands on the podium; -1 for one that is not all there.
WINNERS = """() => {
  const box = document.querySelector(".told-box").getBoundingClientRect();
  const shown = '.podium-column[data-medal="1"] .podium-team:not([hidden]) .podium-name';
  return [...document.querySelectorAll(shown)].map((name) => {
    const range = document.createRange();
    range.selectNodeContents(name);
    const lines = [...range.getClientRects()];
    const head = document.querySelector(".podium-first").getBoundingClientRect().bottom;
    const whole = lines.every((one) =>
      one.left >= box.left && one.right <= box.right && one.top >= head - 1);
    return whole ? new Set(lines.map((one) => Math.round(one.top))).size : -1;
  });
}"""


def names(page: Page, where: str) -> list[str]:
    return page.locator(where).all_inner_texts()


def test_the_chart_opens_at_any_time_and_nothing_of_it_is_fetched_before(
    server: Server, phone: Page, asked: list[str]
) -> None:
    assert [url for url in asked if any(part in url for part in (*SCENES, "/chart.js"))] == []
    phone.get_by_role("button", name="走势图").click()
    expect(phone.locator(".chart-name")).to_have_count(TEAMS)
    # Seven lines, and the team that is followed is told apart wherever it stands.
    order = [row["team"]["name"] for row in server.stranger(SLUG).board()["rows"]]
    assert sorted(names(phone, ".chart-team")) == sorted(order)
    assert names(phone, ".chart-team")[0] == order[0] == name_of(7)
    expect(phone.locator(".chart-figure").first).to_have_text("103")
    phone.get_by_role("button", name="名次", exact=True).click()
    expect(phone.locator(".chart-figure").first).to_have_text("1")
    expect(phone.locator(".board-frame").first).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert barriers(phone) == []
    sent = sum("/chart" in url for url in asked)
    # Three more boards cost no request.
    for text in ("一", "二", "三"):
        assert put(server.scorer(SLUG), "message", text=text).status_code == 200
    expect(phone.locator(".hall-says")).to_contain_text("三")
    assert sum("/chart" in url for url in asked) == sent
    phone.get_by_role("button", name="排名").click()
    expect(phone.locator("tbody tr[data-team]")).to_have_count(TEAMS)
    expect(phone.locator(".board-frame").first).to_be_visible()


@pytest.mark.long
def test_a_chart_asked_for_on_a_page_that_is_not_seen_is_drawn_as_soon_as_it_is(
    server: Server, seats: list[Visitor]
) -> None:
    page = seats[0].open(f"{server.hall}/e/{SLUG}")
    expect_version(page, server.stranger(SLUG).board()["version"])
    page.evaluate("document.body.style.display = 'none'")
    page.locator("button", has_text="走势图").evaluate("button => button.click()")
    expect(page.locator(".chart-canvas")).to_have_count(1)
    expect(page.locator(".chart-lead path[d*=NaN]")).to_have_count(0)
    page.evaluate("document.body.style.display = ''")
    expect(page.locator(".chart-canvas canvas")).to_be_visible()
    expect(page.locator(".chart-name")).to_have_count(TEAMS)
    page.close()


@pytest.mark.long
def test_the_scores_of_a_round_are_a_view_of_their_own_and_the_timer_runs_beside_it(
    server: Server, phone: Page
) -> None:
    timer = phone.locator(".hall-timer")
    expect(timer).to_be_hidden()
    phone.get_by_role("button", name="环节", exact=True).click()
    rounds = phone.get_by_role("region", name="环节")
    expect(rounds.get_by_role("button", name="抢答题")).to_have_attribute("aria-pressed", "true")
    expect(rounds.locator("tbody tr").first).to_contain_text(name_of(7))
    expect(rounds.locator("tbody tr .total").first).to_have_text("10")
    rounds.get_by_role("button", name="必答题").click()
    table = rounds.get_by_role("table", name="必答题")
    expect(table.locator("tbody .name")).to_have_text([name_of(n) for n in range(1, TEAMS + 1)])
    expect(table.locator("tbody .total").first).to_have_text("99")
    expect(table.locator("tr.own")).to_contain_text(name_of(7))
    expect(phone.locator("tr[data-team]").first).to_be_hidden()
    assert run_timer(server.scorer(SLUG), "start", seconds=600).status_code == 200
    expect(timer).to_have_text(re.compile(r"^(10:00|9:5\d)$"))
    assert barriers(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    for _ in ("it is up", "it is taken away"):
        run_timer(server.scorer(SLUG), "end")
    expect(timer).to_be_hidden()
    phone.get_by_role("button", name="排名").click()
    expect(rounds).to_be_hidden()
    expect(phone.locator("tbody tr[data-team]").first).to_be_visible()


def test_a_place_that_is_revealed_meets_no_barrier(server: Server, phone: Page) -> None:
    scorer = server.scorer(SLUG)
    assert scorer.post("freeze").status_code == 200
    for step in range(3):
        assert scorer.post("reveal/next").status_code == 200, step
    expect(phone.locator('tr[data-revealed="true"]')).to_have_count(2)
    expect(phone.locator("tr[data-lit]")).to_have_count(1)
    phone.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    assert barriers(phone) == []
    assert scorer.post("unfreeze", {"reason": "that was a try"}).status_code == 200
    expect(phone.locator("tr[data-revealed]")).to_have_count(0)


@pytest.mark.long
def test_a_contest_that_is_named_anew_is_so_on_pages_that_are_open(
    server: Server, phone: Page, seats: list[Visitor]
) -> None:
    host = seats[1].open(server.links(SLUG)["presenter"])
    expect(host.locator("h1")).to_have_text(f"{TEAMS}支队伍的决赛")
    named = contest(SLUG, TEAMS).replace("支队伍的决赛", "支队伍的总决赛")
    server.load(named.replace("[rules]", '[show]\ntheme = "vermilion"\n\n[rules]', 1))
    for page, told in ((phone, ""), (host, "主持人 · ")):
        expect(page.locator("h1")).to_have_text(f"{TEAMS}支队伍的总决赛")
        expect(page).to_have_title(f"{told}{TEAMS}支队伍的总决赛")
        expect(page.locator("html")).to_have_attribute("data-theme", "vermilion")
    assert phone.evaluate("window.kept"), "without loading anew"
    server.load(contest(SLUG, TEAMS))
    expect(phone.locator("h1")).to_have_text(f"{TEAMS}支队伍的决赛")
    host.close()


def test_a_message_of_the_wall_is_a_quiet_line_while_it_stands(server: Server, phone: Page) -> None:
    scorer = server.scorer(SLUG)
    put(scorer, "message", text="中场休息", second="请勿离场")
    expect(phone.locator(".hall-says span")).to_have_text(["中场休息", "请勿离场"])
    put(scorer, "standings")
    expect(phone.locator(".hall-says")).to_be_hidden()


def test_who_goes_on_is_told_name_by_name_and_then_the_phone_is_in_the_final(
    server: Server, phone: Page
) -> None:
    scorer = server.scorer(SLUG)
    assert scorer.post("stages/s1/advance", {"scene": True}).status_code == 200
    told = phone.locator(".hall-told")
    expect(told).to_have_attribute("data-step", "0")
    expect(told.locator(".going-waits")).to_be_visible()
    assert names(phone, ".going-name") == []
    expect(phone.locator(".stages:not(.divisions)")).to_be_hidden()
    for step, going in ((1, [1]), (2, [7, 1])):
        assert scorer.post("scene/next", {"step": step - 1}).status_code == 200
        expect(told).to_have_attribute("data-step", str(step))
        assert names(phone, ".going-name") == [name_of(n) for n in going]
        expect(told.locator(".going-out")).to_be_hidden()
    phone.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    assert barriers(phone) == []
    expect(told.locator(".told-own")).to_have_text("你关注的队：晋级")
    assert scorer.post("scene/next", {"step": 2}).status_code == 200
    expect(told.locator(".going-next")).to_have_text("晋级决赛")
    expect(told.locator(".going-out")).to_contain_text(name_of(6))
    put(scorer, "standings")
    expect(told).to_be_hidden()


def test_the_switch_between_the_stages_loads_nothing(
    server: Server, phone: Page, asked: list[str]
) -> None:
    server.scorer(SLUG).set_round("open", "f1")
    expect(phone.locator("tbody tr[data-team]")).to_have_count(2)
    switch = phone.get_by_role("navigation", name="阶段")
    for stage, teams in (("初赛", TEAMS), ("决赛", 2)):
        switch.get_by_role("link", name=stage).click()
        expect(phone.locator("tbody tr[data-team]")).to_have_count(teams)
        expect(switch.get_by_role("link", name=stage)).to_have_attribute("aria-current", "page")
    phone.go_back()
    expect(phone.locator("tbody tr[data-team]")).to_have_count(TEAMS)
    phone.go_forward()
    expect(phone.locator("tbody tr[data-team]")).to_have_count(2)
    assert phone.evaluate("window.kept")
    # Whoever looks at the heats is not moved on by what happens in the final.
    assert len([url for url in asked if f"/e/{SLUG}?" in url]) == 0
    # The phone follows the final again.
    assert server.judge(SLUG, "j1").mark("f1", "t1", 60).status_code == 201
    expect_version(phone, server.stranger(SLUG).board()["version"])
    expect(phone.locator("tbody tr[data-team]").first).to_have_attribute("data-team", "t1")


def test_the_podium_rises_in_step_with_the_wall_with_the_team_that_is_followed_beneath(
    server: Server, phone: Page, seats: list[Visitor]
) -> None:
    scorer = server.scorer(SLUG)
    assert server.judge(SLUG, "j1").mark("f1", "t7", 50).status_code == 201
    scorer.set_round("close", "f1")
    other = seats[1].open(f"{server.hall}/e/{SLUG}?stage=s1&lang=en")
    other.locator('tr[data-team="t6"] .pin').click()
    for path, body in (("stages/s2/advance", {"scene": True}), ("scene/next", {"step": 0})):
        expect(phone.locator(".podium-column.told")).to_have_count(0)
        assert scorer.post(path, body).status_code == 200
    expect(phone.locator(".podium-name")).to_have_text([name_of(7)])
    expect(phone.locator(".told-own")).to_have_text("你关注的队：第 2 名")
    assert phone.locator(".crown").count() == 0
    assert scorer.post("scene/next", {"step": 1}).status_code == 200
    for page in (phone, other):
        expect(page.locator(".hall-told")).to_have_attribute("data-step", "2")
        expect(page.locator(".podium-column.told")).to_have_count(2)
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(other.locator(".told-own")).to_have_text("The team you follow: place 7")
    expect(phone.locator(".crown")).to_have_text("冠军")
    # Loaded anew it stands as it stood.
    phone.reload()
    expect(phone.locator(".podium-column.told")).to_have_count(2)


def test_the_podium_of_a_division_says_nothing_of_who_plays_in_another(
    server: Server, seats: list[Visitor]
) -> None:
    page = seats[0].context.new_page()
    teller = Teller(page, SLUG)
    page.goto(f"{server.hall}/e/{SLUG}")
    expect_version(page, server.stranger(SLUG).board()["version"])
    expect(page.locator(".pinned-place")).to_have_text("2")
    shows = {"stage": {"id": "s2", "name": "决赛"}, "columns": [1], "steps": []}
    juniors = {"id": "juniors", "name": "初中组"}
    for division, words in ((None, "你关注的队：第 2 名"), (juniors, "")):
        teller.tell("podium", of=1, shows={**shows, "division": division})
        expect(page.locator(".told-own")).to_have_text(words)
    team = {"id": "t7", "name": name_of(7), "region": "", "members": []}
    # A name that is too long for one line of a phone stands on its step alone.
    long = {**team, "name": "四川省核工业地质调查院知识竞赛代表一队"}
    steps = [{"rank": 1, "teams": [{"team": long, "total": "9", "region": "", "prize": None}]}]
    teller.tell(
        "podium", step=1, of=1, shows={**shows, "division": None, "columns": [1], "steps": steps}
    )
    expect(page.locator(".podium-name")).to_have_text(long["name"])
    expect(page.locator(".podium-first")).to_have_text("冠军")
    for name in (long["name"] + "员", "West China Hospital Nuclear Medicine Club"[:40]):
        told = [{"team": {**team, "id": f"t{n}", "name": name}, "total": "9", "region": "",
                 "prize": None} for n in (1, 2, 3)]  # fmt: skip
        alone = [{"rank": n, "teams": [told[n - 1]]} for n in (3, 2, 1)]
        joint = [{"rank": 2, "teams": told[2:]}, {"rank": 1, "teams": told[:2]}]
        for steps, columns in ((alone, [1, 2, 3]), (alone[1:], [1, 2]), (joint, [1, 2])):
            of, shows = len(columns), {**shows, "columns": columns, "steps": steps}
            teller.tell("podium", step=of, of=of, shows={**shows, "division": None})
            expect(page.locator(".podium-column.told")).to_have_count(of)
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            lines = page.evaluate(WINNERS)
            assert len(lines) == len(steps[-1]["teams"]), "each winner is named"
            assert all(0 < n <= 2 for n in lines), (name, columns, lines)
    winner = {"team": team, "member": None, "total": "50", "rank": 2}
    prize = {"id": "p1", "name": "一等奖", "division": None, "winners": [winner]}
    shows = {"division": None, "prizes": [prize], "prize": prize}
    teller.tell("awards", step=1, of=1, shows=shows)
    expect(page.locator(".told-own")).to_have_text("你关注的队：一等奖")
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    assert barriers(page) == []
