"""A whole event of four groups of six: two of each and the best two others, then a final."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scoreboard.files.event.toml_file import read_event_file
from tests.support.groups import HEATS, SCORES, four_groups
from tests.support.rulings import rule
from tests.support.site import Site

FIRSTS = ["a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, read_event_file(four_groups("cup").encode()))


def play(site: Site) -> None:
    """All four groups at once, in four halls."""
    for group in HEATS:
        assert site.scorer.set_round("open", f"r{group}").status_code == 200
    for team, points in SCORES.items():
        assert site.scorer.award(f"r{team[0]}", team, points).status_code == 201
    for group in HEATS:
        assert site.scorer.set_round("close", f"r{group}").status_code == 200


def cuts(board: dict[str, Any]) -> dict[str, str]:
    return {row["team"]["id"]: row["cut"] for row in board["rows"]}


def test_the_best_others_are_tied_and_settled_across_the_groups_and_a_final_is_played(
    site: Site,
) -> None:
    play(site)
    board = site.stranger.board()
    assert [table["group"]["name"] for table in board["tables"]] == [
        "Group A", "Group B", "Group C", "Group D",
    ]  # fmt: skip
    assert [row["rank"] for row in board["rows"]] == [1, 2, 3, 4, 5, 6] * 4
    # Of the others 50, 50, 49, 48 …: two of them with 50, one of group A and one of group D.
    found = cuts(board)
    assert [team for team, cut in found.items() if cut == "in"] == [
        "a1", "a2", "a3", "b1", "b2", "c1", "c2", "d1", "d2", "d3",
    ]  # fmt: skip
    assert [row["team"]["id"] for row in board["rows"] if row["best"]] == ["a3", "d3"]
    # A third with 50, who is of group B: three for two places.
    body = {"round": "rb", "team": "b3", "value": 50, "reason": "counted again"}
    assert rule(site.scorer, "corrections", **body).status_code == 201
    refused = site.scorer.post("stages/heats/advance")
    assert refused.status_code == 409
    assert "A team 3, B team 3, D team 3" in refused.get_json()["detail"]
    tie = site.scorer.board("?view=desk")["tie"]
    assert (tie["teams"], tie["seats"], tie["best"]) == (["a3", "b3", "d3"], 2, True)
    assert "group" not in tie
    held = rule(site.scorer, "stages/heats/playoff", name="Third of three")
    assert held.status_code == 200
    playoff = site.scorer.board("?view=desk")["next"]["round"]
    for team, points in (("a3", 10), ("b3", 20), ("d3", 30)):
        assert site.scorer.award(playoff, team, points).status_code == 201
    site.scorer.set_round("close", playoff)
    assert site.scorer.post("stages/heats/advance").status_code == 200
    heats = site.stranger.board("?stage=heats")
    assert Counter(heats["announced"]["advancing"]) == Counter([*FIRSTS, "b3", "d3"])
    rows = {row["team"]["id"]: row for row in heats["rows"]}
    assert (rows["a3"]["cut"], rows["b3"]["cut"]) == ("out", "in")
    # In their groups all three are third, as before.
    assert {rows[team]["rank"] for team in ("a3", "b3", "d3")} == {3}
    final = site.stranger.board()
    assert "tables" not in final
    assert len(final["rows"]) == 10
    site.scorer.set_round("open", "last")
    for n, row in enumerate(final["rows"]):
        site.scorer.award("last", row["team"]["id"], 10 * n)
    site.scorer.set_round("close", "last")
    assert site.scorer.post("stages/final/advance").status_code == 200
    winner = final["rows"][-1]["team"]["id"]
    assert site.stranger.board()["winners"] == [winner]
    assert site.scorer.get("verify").get_json()["holds"] is True
    _exports(site, winner)


HEAD = '[[judges]]\nid = "lin"\nname = "Lin"\nhead = true\n'


def test_the_head_judge_says_which_of_those_tied_across_the_groups_goes_on(tmp_path: Path) -> None:
    site = Site(tmp_path, read_event_file(f"{four_groups('cup')}\n{HEAD}".encode()))
    play(site)
    body = {"round": "rb", "team": "b3", "value": 50, "reason": "counted again"}
    assert rule(site.scorer, "corrections", **body).status_code == 201
    # Who is first of a group shares no place with the third of another.
    refused = rule(site.scorer, "stages/heats/word", teams=["a1", "b3"], reason="the argument")
    assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, "teams")
    said = rule(site.scorer, "stages/heats/word", teams=["d3", "b3"], reason="the argument")
    assert said.status_code == 200
    rows = {row["team"]["id"]: row for row in site.scorer.board("?view=desk")["rows"]}
    assert [(rows[t]["cut"], rows[t]["best"]) for t in ("a3", "b3", "d3")] == [
        ("out", False), ("in", True), ("in", True),
    ]  # fmt: skip
    assert {rows[team]["decided_by"] for team in ("b3", "d3")} == {"the head judge's word"}
    assert site.scorer.board("?view=desk")["tie"] is None
    assert site.scorer.post("stages/heats/advance").status_code == 200
    announced = site.stranger.board("?stage=heats")["announced"]["advancing"]
    assert Counter(announced) == Counter([*FIRSTS, "b3", "d3"])


def _exports(site: Site, winner: str) -> None:
    text = site.scorer.get("export.csv").data.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    heats = [row for row in table if row["Stage"] == "Heats"]
    assert [row["Group"] for row in heats[::6]] == ["Group A", "Group B", "Group C", "Group D"]
    assert [row["Place"] for row in heats] == ["1", "2", "3", "4", "5", "6"] * 4
    document = site.scorer.get("export.json").get_json()
    assert document["winners"] == [winner]
    overall = {one["team"]: one["rank"] for one in document["overall"]}
    assert overall[winner] == 1
    # Nobody of those who are out stands before a finalist; the two thirds share their place.
    assert overall["a3"] == overall["c3"] == 11
    sheet = site.app.test_client().get(
        "/e/cup/desk/results/sheet?lang=en", headers=site.scorer.headers
    )
    assert "Heats · Group D" in sheet.text
    why = site.app.test_client().get("/e/cup/teams/b3?stage=heats&lang=en").text
    assert "Placed within Group B" in why
    assert "as one of the best others across the groups" in why


def test_one_group_is_chosen_and_its_columns_are_its_own(site: Site) -> None:
    play(site)
    board = site.stranger.board("?group=c")
    assert [row["team"]["id"] for row in board["rows"]] == [f"c{n}" for n in range(1, 7)]
    assert [r["id"] for r in board["rounds"]] == ["rc"]
    assert board["cut_line"] == {"after": 2, "tied": 0, "left": 0}
    assert len(site.stranger.board("?group=a,b")["rows"]) == 12
    assert site.stranger.get("board?group=x").status_code == 404
    page = site.app.test_client().get("/e/cup?group=c&lang=en").text
    assert page.count('<table class="board"') == 1
    assert "Group C</caption>" in page


def test_a_team_is_scored_in_its_own_groups_round_alone(site: Site) -> None:
    site.scorer.set_round("open", "ra")
    answer = site.scorer.award("ra", "b1", 10)
    assert answer.status_code == 422
    assert "does not take part" in answer.get_json()["errors"][0]["message"]


def test_the_groups_are_drawn_at_the_desk_before_the_first_round(tmp_path: Path) -> None:
    site = Site(tmp_path, read_event_file(four_groups("cup", drawn=False).encode()))
    desk = site.scorer.board("?view=desk")
    assert desk["next"] == {"action": "draw", "round": None, "stage": "heats"}
    assert [table["group"] for table in desk["tables"]] == [None]
    early = site.scorer.set_round("open", "ra")
    assert early.status_code == 409
    assert "in no group yet" in early.get_json()["detail"]
    assert site.scorer.post("stages/heats/groups", {"by": "chance"}).status_code == 422
    assert site.stranger.post("stages/heats/groups", {"by": "lots"}).status_code == 401
    assert site.scorer.post("stages/heats/groups", {"by": "seeds"}).status_code == 200
    seeded = {row["team"]["id"]: row["group"] for row in site.stranger.board()["rows"]}
    # As registered: a1 b1 c1 d1, a2 b2 c2 d2 …, in a snake.
    assert [seeded[f"{g}1"] for g in "abcd"] == list("abcd")
    assert [seeded[f"{g}2"] for g in "abcd"] == list("dcba")
    newest = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (newest["kind"], newest["says"]) == ("groups", "seeds")
    undo = rule(site.scorer, "undo", entry=newest["version"])
    assert undo.status_code == 201
    assert site.scorer.board("?view=desk")["next"]["action"] == "draw"
    assert site.scorer.post("stages/heats/groups", {"by": "lots"}).status_code == 200
    drawn = {row["team"]["id"]: row["group"] for row in site.stranger.board()["rows"]}
    assert Counter(drawn.values()) == {"a": 6, "b": 6, "c": 6, "d": 6}
    assert site.scorer.set_round("open", "ra").status_code == 200
    late = site.scorer.post("stages/heats/groups", {"by": "lots"})
    assert late.status_code == 409
    assert "has begun" in late.get_json()["detail"]
