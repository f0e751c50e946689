"""The moments people came for, as the large screen draws them: who advances, and who has won."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.assets import examples_dir
from scoreboard.demo.script import Mark, read_script
from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import shipped
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.scenes import Teller, seven_marked, wall_and_teller
from tests.support.server import Person, Server
from tests.support.sweeps import later

SLUG = "moments"
# The seed's event from the announcement of its finalists to its winner, as a hall sees it.
SEED = "nm2024"
STAGE, FINAL = {"id": "s1", "name": "初赛"}, {"id": "s2", "name": "决赛"}
LONG = ("四川省人民医院核医学科远山代表队第一支队伍", "University Hospital Nuclear Medicine Unit")
# What sticks out of the screen, or is cut off in its own box.
CLIPPED = """(root) => [...root.querySelectorAll("*")].filter((one) => {
  const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const seen = one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  if (!words || !seen) return false;
  const range = document.createRange();
  range.selectNodeContents(one);
  const box = range.getBoundingClientRect();
  const screen = document.querySelector(".scene-box").getBoundingClientRect();
  const out = box.left < screen.left - 1 || box.right > screen.right + 1
    || box.top < screen.top - 1 || box.bottom > screen.bottom + 1;
  const hides = getComputedStyle(one).overflowX !== "visible";
  return out || hides && one.scrollWidth > one.clientWidth + 2;
}).map((one) => `${one.className}: ${one.textContent}`)"""


def team(n: int, name: str = "") -> dict[str, Any]:
    return {"id": f"t{n}", "name": name or f"第{n}队", "region": "成都", "members": []}


def advance(step: int) -> dict[str, Any]:
    """The scene of seven teams of which three go on, as it is told up to a step."""
    going = [{"team": team(n), "rank": n, "total": str(100 - n), "way": None} for n in (3, 2, 1)]
    out = [{"team": team(n), "rank": n} for n in range(4, 8)]
    last = step == 4
    shows = {"stage": STAGE, "next": FINAL if last else None, "count": 3}
    told = {"going": going[:step], "out": out if last else []}
    return {"step": step, "of": 4, "stage": "s1", "shows": {**shows, **told}}


def podium(places: Sequence[tuple[float, Sequence[dict[str, Any]]]], step: int) -> dict[str, Any]:
    """The scene of these places, first place first, as it is told up to a step."""
    steps = [
        {
            "rank": rank,
            "teams": [
                {"team": one, "total": f"{40 - i}.50", "region": "成都", "prize": None}
                for one in teams
            ],
        }
        for i, (rank, teams) in enumerate(places)
    ]
    shows = {"stage": FINAL, "division": None, "columns": [rank for rank, _ in places]}
    told = {"steps": steps[::-1][:step]}
    return {"step": step, "of": len(places), "stage": "s2", "shows": {**shows, **told}}


def awards(prizes: Sequence[tuple[str, Sequence[dict[str, Any]]]], step: int) -> dict[str, Any]:
    told = [
        {
            "id": f"p{i}",
            "name": name,
            "division": None,
            "winners": [
                {"team": one, "member": None, "total": "40.00", "rank": 1} for one in teams
            ],
        }
        for i, (name, teams) in enumerate(prizes)
    ]
    shows = {"prizes": told[:step], "prize": told[step - 1] if step else None}
    return {"step": step, "of": len(prizes), "shows": shows}


@pytest.fixture(scope="module")
def server(host: Host) -> Iterator[Server]:
    with seven_marked(host, SLUG, shipped(SEED)) as running:
        yield running


@pytest.fixture(scope="module")
def hall(browser: Browser, server: Server) -> Iterator[tuple[Page, Teller]]:
    with wall_and_teller(browser, server, SLUG) as both:
        yield both


def lit(page: Page) -> list[str | None]:
    return [row.get_attribute("data-team") for row in page.locator(".row.goes-on").all()]


def test_rows_light_up_from_the_lowest_and_become_the_names_of_the_final(
    hall: tuple[Page, Teller],
) -> None:
    page, teller = hall
    wall = page.locator("#board")
    teller.tell("advance", **advance(0))
    expect(wall).to_have_attribute("data-scene", "advance")
    expect(page.locator(".row .name")).to_have_count(7)
    expect(page.locator(".tableau")).to_have_text("")
    assert lit(page) == []
    for step, told in ((1, ["t3"]), (2, ["t2", "t3"]), (3, ["t1", "t2", "t3"])):
        teller.tell("advance", again=True, **advance(step))
        expect(page.locator(".row.goes-on")).to_have_count(step)
        assert lit(page) == told
        assert page.locator(".row.newest").get_attribute("data-team") == told[0]
    expect(page.locator(".advance-chip")).to_have_text(["晋级", "晋级", "晋级"])
    expect(page.locator(".tableau"), "who is out is not told before the last step").to_have_text("")

    teller.tell("advance", again=True, **advance(4))
    expect(page.locator(".tableau-head")).to_have_text("晋级决赛")
    settle(page)
    expect(page.locator(".plate-name")).to_have_text(["第1队", "第2队", "第3队"])
    expect(page.locator(".plate-total")).to_have_text(["99", "98", "97"])
    expect(page.locator(".out-one")).to_have_text([f"{n}第{n}队" for n in range(4, 8)])
    expect(page.locator(".advance-board")).not_to_be_visible()
    assert page.locator(".layer").evaluate(CLIPPED) == []

    # A step back is a newer entry too.
    newer = teller.message("advance", again=True, step=50)["version"]
    teller.tell("advance", again=True, **advance(1), version=newer)
    expect(page.locator(".row.goes-on"), "back").to_have_count(1)
    settle(page)
    expect(page.locator(".advance-board")).to_be_visible()
    expect(page.locator(".likeness, .travels, .gone")).to_have_count(0)


# The others are more of the same: long names, halves, and as many as there may be.
LATER = ("one each", "the same, counted from below", "two and a half", "sixteen")
PLACES = {
    "one each": [(1, [team(1)]), (2, [team(2)]), (3, [team(3)])],
    "two share the first place": [(1, [team(1), team(2)]), (3, [team(3)])],
    "the same, counted from below": [(2, [team(1), team(2)]), (3, [team(3)])],
    "two and a half": [(1, [team(1, LONG[0])]), (2.5, [team(2, LONG[1]), team(3)])],
    "sixteen": [
        (1, [team(1)]),
        (2, [team(2)]),
        (3, [team(n, LONG[n % 2] if n < 6 else "") for n in range(3, 19)]),
    ],
}


@pytest.mark.parametrize(
    "places",
    [later(places) if name in LATER else places for name, places in PLACES.items()],
    ids=PLACES.keys(),
)
def test_the_podium_is_built_from_the_last_step_up(
    hall: tuple[Page, Teller], places: list[tuple[float, list[dict[str, Any]]]]
) -> None:
    page, teller = hall
    names = page.locator(".podium-name")
    for step in range(len(places) + 1):
        teller.tell("podium", again=step > 0, **podium(places, step))
        expect(page.locator("#board")).to_have_attribute("data-step", str(step))
        expect(page.locator(".podium-column.told")).to_have_count(step)
        told = [one["name"] for _, teams in places[len(places) - step :] for one in teams]
        expect(names).to_have_count(len(told))
        assert sorted(names.all_inner_texts()) == sorted(told) or len(told) > 15
        assert page.locator(".podium-first").inner_text() == "" or step == len(places)
    settle(page)
    first = "并列冠军" if len(places[0][1]) > 1 else "冠军"
    expect(page.locator(".podium-first > *").first).to_have_text(first)
    expect(page.locator('[data-medal="1"] .podium-number')).to_have_text(str(places[0][0]))
    shared = [one for one in places if len(one[1]) > 1]
    expect(page.locator(".podium-tied")).to_have_text(["并列"] * len(shared))
    assert page.locator(".layer").evaluate(CLIPPED) == []
    heights = page.locator(".podium-step").evaluate_all(
        "all => all.map(one => Math.round(100 * one.offsetHeight / innerHeight))"
    )
    assert max(heights) == 50


@pytest.mark.long
def test_every_prize_has_a_page_the_last_before_the_first(hall: tuple[Page, Teller]) -> None:
    page, teller = hall
    many = [team(n, LONG[n % 2] if n % 3 == 0 else "") for n in range(1, 35)]
    prizes = [("优秀奖", many), ("二等奖", [team(2), team(3)]), ("一等奖", [team(1)])]
    teller.tell("awards", **awards(prizes, 0))
    expect(page.locator(".awards-prize")).to_have_text("颁奖")
    expect(page.locator(".awards-winner")).to_have_count(0)
    for step, (name, teams) in enumerate(prizes, start=1):
        teller.tell("awards", again=True, **awards(prizes, step))
        here = page.locator(".awards:not(.gone)")
        expect(here.locator(".awards-prize")).to_have_text(name)
        expect(here.locator(".awards-winner")).to_have_count(len(teams))
        settle(page)
        assert page.locator(".layer").evaluate(CLIPPED) == []
        sizes = here.locator(".awards-name").evaluate_all(
            "all => [...new Set(all.map(one => parseFloat(getComputedStyle(one).fontSize)))]"
        )
        assert len(sizes) == 1, "one size for all names"
        assert sizes[0] >= 1080 * 0.024


def revealing(board: dict[str, Any], step: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The public board of a reveal that has come so far, and its scene."""
    frozen = {"t1": 97, "t2": 99, "t3": 96, "t4": 98, "t5": 95, "t6": 94, "t7": 93}
    rows = sorted(board["rows"][: 7 - step], key=lambda row: -frozen[row["team"]["id"]])
    waiting = [
        row | {"revealed": False, "sealed": 1, "total": str(frozen[row["team"]["id"]])}
        for row in rows
    ]
    told = [row | {"revealed": True, "sealed": 1} for row in board["rows"][7 - step :]]
    lit = told[0] if told else None
    at = {"step": step, "of": 7, "place": lit and lit["rank"]}
    freeze = {"at": "2024-11-30T15:42:05+08:00", "rounds": ["r1"]}
    shows = {
        "place": at["place"],
        "spot": 8 - step if step else 7,
        "lit": lit and lit["team"]["id"],
        "sealed": [{"round": {"id": "r1", "name": "必答题"}, "score": lit["total"]}] if lit else [],
        "frozen_total": str(frozen[lit["team"]["id"]]) if lit else None,
        "total": lit and lit["total"],
        "bracket": [],
    }
    changed = {"rows": waiting + told, "reveal": at, "freeze": freeze, "frozen": True}
    return board | changed, {"step": step, "of": 7, "shows": shows}


@pytest.mark.long
def test_a_place_is_told_once_board_and_scene_have_both_come_to_it(
    server: Server, hall: tuple[Page, Teller]
) -> None:
    page, teller = hall
    board = server.stranger(SLUG).board()
    rows = page.locator(".reveal .row")
    teams = "rows => rows.map((row) => row.dataset.team)"
    for step in range(4):
        shown, scene = revealing(board, step)
        shown["version"] = board["version"] + 1 + step
        order = [row["team"]["id"] for row in shown["rows"]]
        if step == 2:
            teller.tell_board(shown)
            expect_version(page, shown["version"])
            waiting = page.locator(".reveal .row.waits")
            expect(waiting, "not before the scene says so").to_have_count(6)
        teller.tell("reveal", again=step > 0, **scene)
        if step != 2:
            teller.tell_board(shown)
        expect(page.locator(".reveal .row.waits")).to_have_count(7 - step)
        assert rows.evaluate_all(teams) == order
        expect(page.locator(".reveal-count")).to_have_text(f"揭榜 {step} / 7")
        settle(page)
        lit = page.locator(".reveal .row.lit")
        expect(lit).to_have_count(min(step, 1))
        expect(page.locator(".reveal .under-seal")).to_have_count(7 - step)
        if step:
            own = shown["rows"][7 - step]
            expect(lit.locator(".place-number")).to_have_text(str(own["rank"]))
            expect(lit.locator(".total-number")).to_have_text(own["total"])
        spot, row = page.locator(".reveal-spot").bounding_box(), rows.nth(6 - step).bounding_box()
        assert spot is not None
        assert row is not None
        assert spot["y"] >= row["y"] + row["height"], "the open place is below those who wait"
        assert page.locator(".layer").evaluate(CLIPPED) == []
    size = rows.first.locator(".name").evaluate(
        "name => parseFloat(getComputedStyle(name).fontSize)"
    )
    assert size >= 1080 / 20


@pytest.mark.long
def test_names_that_leave_no_room_for_figures_leave_it_for_the_line_of_the_reveal(
    server: Server, hall: tuple[Page, Teller]
) -> None:
    page, teller = hall
    board = server.stranger(SLUG).board()
    shown, scene = revealing(board, 1)
    shown["version"] = board["version"] + 10
    for row in shown["rows"]:
        row["team"]["name"] = f"{LONG[0]}{row['team']['id']}"
    teller.tell("reveal", again=True, **scene)
    teller.tell_board(shown)
    expect(page.locator(".reveal .row .name").first).to_contain_text(LONG[0])
    settle(page)
    line, row = page.locator(".reveal-line"), page.locator(".reveal .row").first
    under, top = line.bounding_box(), row.bounding_box()
    assert under is not None
    assert top is not None
    assert under["y"] + under["height"] <= top["y"] + 1


def play(server: Server, *rounds: str) -> None:
    script = read_script((examples_dir() / "nuclear-medicine-2024.play.toml").read_bytes())
    scorer = server.scorer(SEED)
    for one in (r for stage in script.stages for r in stage.rounds if r.id in rounds):
        scorer.set_round("open", one.id)
        for entry in one.entries:
            if isinstance(entry, Mark):
                answer = server.judge(SEED, entry.judge).mark(one.id, entry.team, entry.value)
            else:
                answer = scorer.award(one.id, entry.team, entry.points, **entry.answer)
            assert answer.status_code == 201, answer.text
        scorer.set_round("close", one.id)


@pytest.fixture(scope="module")
def wall(server: Server, browser: Browser) -> Iterator[Page]:
    play(server, "r1", "r2", "r3")
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.open(server.links(SEED)["display"])
        expect_version(page, server.stranger(SEED).board()["version"])
        yield page


def turn(server: Server, page: Page, to: str, step: int) -> None:
    """The presenter turns the page, and the wall follows."""
    presenter = Person(server, SEED, server.links(SEED)["presenter"].rsplit("/", 1)[1])
    assert presenter.post(f"scene/{to}").json()["step"] == step
    expect(page.locator("#board")).to_have_attribute("data-step", str(step))


def test_the_presenter_turns_who_goes_on_row_by_row(server: Server, wall: Page) -> None:
    scorer = server.scorer(SEED)
    assert scorer.post("stages/prelim/advance", {"scene": True}).status_code == 200
    expect(wall.locator("#board")).to_have_attribute("data-scene", "advance")
    expect(wall.locator(".advance-board .row")).to_have_count(7)
    held = server.stranger(SEED).ask("GET", "scene").json()["shows"]
    assert (held["going"], held["out"]) == ([], []), "nothing of a later step is even sent"
    for step, told in ((1, ["hlbf"]), (2, ["yzwd", "hlbf"]), (3, ["hyzg", "yzwd", "hlbf"])):
        turn(server, wall, "next", step)
        expect(wall.locator(".row.goes-on")).to_have_count(step)
        assert lit(wall) == told
    turn(server, wall, "back", 2)
    expect(wall.locator(".row.goes-on")).to_have_count(2)
    wall.reload()
    expect(wall.locator(".row.goes-on")).to_have_count(2)
    assert lit(wall) == ["yzwd", "hlbf"], "the same after it is loaded again"
    turn(server, wall, "next", 3)
    turn(server, wall, "next", 4)
    expect(wall.locator(".tableau-head")).to_have_text("晋级决赛")
    expect(wall.locator(".plate-name")).to_have_text(["核医之光队", "勇者无敌队", "核力不凡队"])
    expect(wall.locator(".out-one")).to_have_count(4)
    settle(wall)
    assert wall.locator(".layer").evaluate(CLIPPED) == []
    wall.reload()
    expect(wall.locator(".plate-name")).to_have_count(3)
    # The first round of the final is opened: the names become the rows of its board.
    play(server, "f1")
    assert scorer.ask("PUT", "scene", {"scene": "standings"}).status_code == 200
    expect(wall.locator(".layer:not(.gone) .row[data-team]")).to_have_count(3)


def test_the_podium_rises_with_the_presenters_key_and_tells_no_later_step(
    server: Server, wall: Page
) -> None:
    play(server, "f2")
    scorer = server.scorer(SEED)
    assert scorer.post("stages/final/advance", {"scene": True}).status_code == 200
    expect(wall.locator("#board")).to_have_attribute("data-scene", "podium")
    names = wall.locator(".podium-name")
    for step, told in enumerate((["核力不凡队"], ["勇者无敌队", "核力不凡队"]), start=1):
        turn(server, wall, "next", step)
        expect(names).to_have_text(told)
        expect(wall.locator(".podium-first")).to_have_text("")
        settle(wall)
        scene = wall.locator(".scene")
        assert "核医之光队" not in scene.inner_html()
    wall.reload()
    expect(names).to_have_text(["勇者无敌队", "核力不凡队"])
    page_scene = wall.evaluate(
        "() => JSON.parse(document.getElementById('page').textContent).scene"
    )
    assert "核医之光队" not in str(page_scene["shows"])
    turn(server, wall, "back", 1)
    expect(names).to_have_text(["核力不凡队"])
    turn(server, wall, "next", 2)
    turn(server, wall, "next", 3)
    expect(names).to_have_text(["勇者无敌队", "核医之光队", "核力不凡队"])
    expect(wall.locator(".podium-first")).to_have_text("冠军核医之光队")
    settle(wall)
    assert wall.locator(".layer").evaluate(CLIPPED) == []
