"""A whole freeze and reveal on a hall's screens: the seed's event, frozen after its second round.

Two projectors, a phone and the overlay of a stream follow every step, one projector is cut off in
the middle, and the server dies and comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scoreboard.assets import examples_dir
from scoreboard.demo.script import Mark, read_script
from tests.support.browsers import PHONE, PROJECTOR, expect_version, rows_on, visiting
from tests.support.contests import shipped
from tests.support.desk import DESK
from tests.support.server import Server, serving
from tests.support.waiting import until

SLUG = "nm2024"
# The seed's table, from the last place up; who shares a place as its order of registration has it.
SEED = [
    ("yhcj", 6, "21"), ("djdh", 5, "24"), ("hlwx", 4, "26"), ("bhlc", 4, "26"),
    ("hlbf", 3, "27"), ("yzwd", 2, "34"), ("hyzg", 1, "42"),
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("frozen")
    with serving(folder, shipped()) as running:
        play(running, "r1", "r2")
        yield running


@pytest.fixture(scope="module")
def screens(
    server: Server, browser: Browser, another_browser: Browser
) -> Iterator[dict[str, Page]]:
    links = server.links(SLUG)
    with ExitStack() as people:
        booth = people.enter_context(visiting(another_browser, PROJECTOR))
        foyer = people.enter_context(visiting(another_browser, PROJECTOR))
        seat = people.enter_context(visiting(another_browser, PHONE, is_mobile=True))
        stream = people.enter_context(visiting(browser, PROJECTOR, reduced_motion="reduce"))
        room = people.enter_context(visiting(browser, DESK))
        yield {
            "booth": booth.open(links["display"]),
            "foyer": foyer.open(links["display"]),
            "phone": seat.open(links["audience"]),
            "overlay": stream.open(f"{server.hall}/e/{SLUG}/overlay?show=board"),
            "desk": room.open(links["scorer"]),
        }


def play(server: Server, *rounds: str) -> None:
    script = read_script((examples_dir() / "nuclear-medicine-2024.play.toml").read_bytes())
    scorer = server.scorer(SLUG)
    for one in (r for stage in script.stages for r in stage.rounds if r.id in rounds):
        scorer.set_round("open", one.id)
        for entry in one.entries:
            if isinstance(entry, Mark):
                answer = server.judge(SLUG, entry.judge).mark(one.id, entry.team, entry.value)
            else:
                answer = scorer.award(one.id, entry.team, entry.points, **entry.answer)
            assert answer.status_code == 201, answer.text
        scorer.set_round("close", one.id)


def board(server: Server) -> dict[str, Any]:
    return server.stranger(SLUG).board()


def shown(page: Page) -> list[tuple[str, str, str]]:
    found: list[list[str]] = page.locator("[data-team][data-rank]").evaluate_all(
        "rows => rows.map(r => [r.dataset.team, r.dataset.rank, r.dataset.total])"
    )
    return [(team, rank, total) for team, rank, total in found]


def expect_told(server: Server, *pages: Page) -> None:
    """These pages show the rows of the public board, in its order, and no other figure."""
    rows = board(server)["rows"]
    for page in pages:
        expect_rows(page, rows)


def expect_rows(page: Page, rows: list[dict[str, Any]]) -> None:
    wanted = [(team, rank, total) for team, rank, total, _ in rows_on({"rows": rows})]
    until(lambda: shown(page) == wanted, f"{page.url} shows {wanted}")


def at_step(server: Server, step: int) -> bool:
    return bool(board(server)["reveal"]["step"] == step)


def expect_step(step: int, *pages: Page) -> None:
    for page in pages:
        expect(page.locator("[data-scene]").first).to_have_attribute("data-scene", "reveal")
        expect(page.locator("[data-scene]").first).to_have_attribute("data-step", str(step))


def expect_lit(page: Page, team: str | None) -> None:
    """The phone marks this team alone as just revealed, and has brought it into sight."""
    lit = page.locator("tr[data-lit]")
    expect(lit).to_have_count(0 if team is None else 1)
    if team is not None:
        expect(lit).to_have_attribute("data-team", team)
        expect(lit).to_have_attribute("data-revealed", "true")
        expect(lit).to_be_in_viewport(ratio=1)


def test_the_desk_freezes_and_every_screen_stands(server: Server, screens: dict[str, Page]) -> None:
    desk = screens["desk"]
    before = board(server)
    desk.locator('[data-freeze="freeze"]').click()
    hall = (screens["booth"], screens["foyer"], screens["phone"])
    for page in hall:
        expect(page.get_by_text("已封榜")).to_be_visible()
    hall = (*hall, screens["overlay"])
    play(server, "r3")
    now = board(server)
    assert [row["total"] for row in now["rows"]] == [row["total"] for row in before["rows"]]
    for page in hall:
        expect_version(page, now["version"])
    expect_told(server, *hall)
    expect(screens["booth"].locator(".figure.sealed")).to_have_count(7)
    expect(desk.locator("#freeze-words")).to_contain_text("抢答题")
    desk.locator('[data-freeze="desk"]').click()
    expect(desk.locator("#hall [data-total]").first).to_have_attribute("data-total", "42")
    desk.locator('[data-freeze="hall"]').click()
    expect(desk.locator("#hall [data-total]").first).to_have_attribute("data-total", "28")


def test_every_step_is_on_every_screen_though_one_is_cut_off_and_the_server_dies(
    server: Server, screens: dict[str, Page]
) -> None:
    desk, booth, foyer = screens["desk"], screens["booth"], screens["foyer"]
    phone, overlay = screens["phone"], screens["overlay"]
    desk.locator("#next-button").click()
    expect_step(0, booth, foyer, phone, overlay)
    expect_told(server, booth, foyer, phone, overlay)
    expect_lit(phone, None)
    for step in range(1, 8):
        if step == 3:
            foyer.context.set_offline(True)
        if step == 5:
            server.kill()
            server.start()
            expect_version(desk, board(server)["version"])
            foyer.context.set_offline(False)
        desk.locator("#next-button").click()
        until(partial(at_step, server, step), f"step {step}")
        at = board(server)
        told = [(r["team"]["id"], r["rank"], r["total"]) for r in at["rows"] if r["revealed"]]
        assert told == SEED[:step][::-1]
        there = (booth, overlay, phone, *((foyer,) if step not in (3, 4) else ()))
        expect_step(step, *there)
        expect_told(server, *there)
        expect_lit(phone, SEED[step - 1][0])
    assert at["frozen"] is False


def test_back_and_forth_and_at_once(server: Server, screens: dict[str, Page]) -> None:
    desk, booth, foyer = screens["desk"], screens["booth"], screens["foyer"]
    desk.locator('[data-freeze="back"]').click()
    everywhere = (booth, foyer, screens["phone"], screens["overlay"])
    expect_step(6, *everywhere)
    expect_lit(screens["phone"], SEED[5][0])
    first = board(server)["rows"][0]
    assert (first["team"]["id"], first["total"], first["revealed"]) == ("hyzg", "28", False)
    expect_told(server, *everywhere)
    desk.locator("#next-also").click()
    expect_step(7, *everywhere)
    expect_told(server, *everywhere)
    expect(desk.locator("#next-button")).to_contain_text("公布晋级")


DUEL = """\
[event]
slug = "duel"
title = "Deductions and a tie"
locale = "en"

[rules]
ranking = "competition"

{teams}
[[judges]]
id = "j1"
name = "Judge One"

[[stages]]
id = "heats"
name = "Heats"
base = 100
advance = 2

[[stages.rounds]]
id = "r1"
name = "First"
kind = "points"
min = -100

[[stages.rounds]]
id = "r2"
name = "Second"
kind = "points"
min = -100

[[stages]]
id = "final"
name = "Final"

[[stages.rounds]]
id = "f1"
name = "Last"
"""
# Who leads loses the most, and two are tied for the second of two places that go on.
ROUNDS = {
    "r1": {"alder": 50, "birch": 20, "cedar": 10, "dogwood": 10, "elm": -10},
    "r2": {"alder": -70, "birch": -10, "cedar": 30, "elm": 20},
}
DUEL_ENDS = [
    ("alder", 5, "80"), ("elm", 2, "110"), ("dogwood", 2, "110"), ("birch", 2, "110"),
    ("cedar", 1, "140"),
]  # fmt: skip


@pytest.mark.long
def test_deductions_and_a_tie_at_the_cut_are_revealed_as_they_are(
    tmp_path: Path, browser: Browser
) -> None:
    teams = "".join(f'[[teams]]\nid = "{t}"\nname = "{t.title()}"\n\n' for t in ROUNDS["r1"])
    with serving(tmp_path, DUEL.format(teams=teams)) as server, ExitStack() as people:
        scorer = server.scorer("duel")
        for round_id, given in ROUNDS.items():
            scorer.set_round("open", round_id)
            for team, points in given.items():
                assert scorer.award(round_id, team, points).status_code == 201
            scorer.set_round("close", round_id)
            if round_id == "r1":
                assert scorer.post("freeze").status_code == 200
        links = server.links("duel")
        overlay = f"{server.hall}/e/duel/overlay?show=board"
        booth, foyer, stream, seat = (
            people.enter_context(visiting(browser, size)).open(url)
            for size, url in (
                (PROJECTOR, links["display"]), (PROJECTOR, links["display"]),
                (PROJECTOR, overlay), (PHONE, links["audience"]),
            )
        )  # fmt: skip
        assert scorer.post("reveal/next").status_code == 200
        for step in range(1, 6):
            if step == 2:
                foyer.context.set_offline(True)
            if step == 4:
                server.kill()
                server.start()
                foyer.context.set_offline(False)
            assert scorer.post("reveal/next", {"step": step - 1}).status_code == 200
            rows = server.stranger("duel").board()["rows"]
            told = [(r["team"]["id"], r["rank"], r["total"]) for r in rows if r["revealed"]]
            assert told == DUEL_ENDS[:step][::-1]
            there = (booth, stream, seat, *((foyer,) if step not in (2, 3) else ()))
            expect_step(step, *there)
            for page in there:
                expect_rows(page, rows)
            expect_lit(seat, DUEL_ENDS[step - 1][0])
        assert [row["cut"] for row in rows] == ["in", "tied", "tied", "tied", "out"]
        assert scorer.post("stages/heats/advance").status_code == 409
        assert scorer.post("reveal/back", {"step": 5}).status_code == 200
        expect_step(4, booth, foyer, stream, seat)
        expect_rows(seat, server.stranger("duel").board()["rows"])
