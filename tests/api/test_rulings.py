"""The desk's rulings: ties at the cut, play-offs, lots, excuses, penalties, risk questions."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Round, Rules
from tests.support.rulings import play, rule, small_event
from tests.support.site import Site, ranks
from tests.unit.contests import contest, final, heat, points


@pytest.fixture
def tied(tmp_path: Path) -> Site:
    """30, 28, 28, 28, 10 with three seats."""
    site = Site(tmp_path, small_event())
    play(site, "r1", [30, 28, 28, 28, 10])
    return site


def cuts(site: Site) -> list[str]:
    return [row["cut"] for row in site.stranger.board("?stage=s1")["rows"]]


def test_a_tie_across_the_cut_blocks_the_announcement_and_names_the_teams(tied: Site) -> None:
    assert cuts(tied) == ["in", "tied", "tied", "tied", "out"]
    answer = tied.scorer.post("stages/s1/advance")
    assert answer.status_code == 409
    assert "王队, 张队, 刘队 are tied" in answer.get_json()["detail"], "the reader's own joiner"
    chinese = tied.scorer.post("stages/s1/advance?lang=zh-CN").get_json()["detail"]
    assert "王队、张队、刘队" in chinese
    assert tied.scorer.board("?view=desk")["tie"] == {"teams": ["t2", "t3", "t4"], "seats": 2}


def test_a_play_off_orders_the_tied_and_changes_no_total(tied: Site) -> None:
    opened = rule(tied.scorer, "stages/s1/playoff")
    assert opened.status_code == 200, opened.text
    playoff = opened.get_json()["entry"]["round"]
    judge = tied.judge("j1")
    assert judge.award(playoff, "t1", 1).status_code == 422  # is not tied
    assert tied.scorer.post("stages/s1/advance").status_code == 409  # still open
    judge.award(playoff, "t4", 1)
    judge.award(playoff, "t3", 1)
    judge.award(playoff, "t4", 1)
    tied.scorer.set_round("close", playoff)
    board = tied.stranger.board("?stage=s1")
    assert ranks(board) == [
        ("t1", 1, "30"), ("t4", 2, "28"), ("t3", 3, "28"), ("t2", 4, "28"), ("t5", 5, "10"),
    ]  # fmt: skip
    assert [row["decided_by"] for row in board["rows"]] == [None, *["play-off"] * 3, None]
    assert cuts(tied) == ["in", "in", "in", "out", "out"]
    assert tied.scorer.post("stages/s1/advance").status_code == 200
    final = tied.stranger.board()["rows"]
    assert [row["team"]["id"] for row in final] == ["t1", "t4", "t3"]


def test_undoing_the_play_off_brings_the_tie_back(tied: Site) -> None:
    entry = rule(tied.scorer, "stages/s1/playoff").get_json()["entry"]
    tied.judge("j1").award(entry["round"], "t4", 1)
    tied.scorer.set_round("close", entry["round"])
    assert cuts(tied) == ["in", "in", "tied", "tied", "out"]
    assert rule(tied.scorer, "undo", entry=entry["version"]).status_code == 201
    assert cuts(tied) == ["in", "tied", "tied", "tied", "out"]
    again = rule(tied.scorer, "stages/s1/playoff").get_json()["entry"]
    assert again["round"] != entry["round"]


def test_a_play_off_that_leaves_a_tie_may_be_repeated_between_those_left(tied: Site) -> None:
    first = rule(tied.scorer, "stages/s1/playoff").get_json()["entry"]["round"]
    tied.judge("j1").award(first, "t4", 1)
    tied.scorer.set_round("close", first)
    second = rule(tied.scorer, "stages/s1/playoff").get_json()["entry"]
    assert second["detail"]["teams"] == ["t2", "t3"]
    tied.judge("j1").award(second["round"], "t2", 1)
    tied.scorer.set_round("close", second["round"])
    assert [team for team, _, _ in ranks(tied.stranger.board())][:4] == ["t1", "t4", "t2", "t3"]


def test_only_teams_that_share_a_place_play_off(tied: Site) -> None:
    for teams in (["t1", "t2"], ["t2", "t3"], ["t5"], ["nobody"]):
        answer = rule(tied.scorer, "stages/s1/playoff", teams=teams)
        assert answer.status_code == 422, teams


def test_all_who_are_tied_may_go_on_with_a_reason(tied: Site) -> None:
    decision = {"kind": "all", "reason": "the hall has a fourth table"}
    assert tied.scorer.post("stages/s1/advance", {"decision": {"kind": "all"}}).status_code == 422
    answer = tied.scorer.post("stages/s1/advance", {"decision": decision})
    assert answer.status_code == 200
    entry = answer.get_json()["entry"]
    assert entry["detail"] == {"teams": ["t1", "t2", "t3", "t4"], "decision": "all"}
    assert entry["reason"] == "the hall has a fourth table"
    assert len(tied.stranger.board()["rows"]) == 4


def test_lots_are_drawn_once_and_recorded(tied: Site) -> None:
    uid = str(uuid.uuid4())
    body = {"id": uid, "reason": "agreed by the captains"}
    first = tied.scorer.post("stages/s1/lots", body).get_json()
    assert tied.scorer.post("stages/s1/lots", body).get_json() == first
    drawn = first["entry"]["detail"]["order"]
    assert sorted(drawn) == ["t2", "t3", "t4"]
    board = tied.stranger.board()
    assert [row["team"]["id"] for row in board["rows"]] == ["t1", *drawn, "t5"]
    assert {row["decided_by"] for row in board["rows"]} == {None, "lots"}


def test_a_decision_where_nothing_is_tied_is_refused(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    play(site, "r1", [5, 4, 3, 2, 1])
    body = {"decision": {"kind": "all", "reason": "to be safe"}}
    assert site.scorer.post("stages/s1/advance", body).status_code == 422


def test_two_teams_may_share_the_first_place_of_the_last_stage(tied: Site) -> None:
    decision = {"kind": "all", "reason": "a fourth table"}
    tied.scorer.post("stages/s1/advance", {"decision": decision})
    play(tied, "f1", [7, 7, 1, 1])
    assert tied.scorer.post("stages/s2/advance").status_code == 409
    shared = {"decision": {"kind": "share", "reason": "both agree"}}
    assert tied.scorer.post("stages/s2/advance", shared).status_code == 200
    assert tied.stranger.board()["announced"]["winners"] == ["t1", "t2"]


@pytest.mark.parametrize("ranking", ["dense", "competition", "modified", "ordinal", "fractional"])
def test_no_numbering_of_places_hides_a_tie_at_the_cut(tmp_path: Path, ranking: Any) -> None:
    event = small_event()
    site = Site(tmp_path, replace(event, rules=Rules(ranking=ranking)))
    play(site, "r1", [30, 28, 28, 28, 10])
    assert site.scorer.post("stages/s1/advance").status_code == 409


def test_an_excused_judge_is_no_longer_waited_for(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    for judge in ("j1", "j2", "j3", "j4"):
        site.judge(judge).mark("r1", "hyzg", 10)

    def row() -> dict[str, Any]:
        rows = site.stranger.board()["rows"]
        return next(row for row in rows if row["team"]["id"] == "hyzg")

    assert row()["provisional"]
    version = site.version
    seen = rule(site.scorer, "rounds/r1/excuse?preview=1", judge="j5")
    assert (seen.status_code, seen.get_json()["stage"]) == (200, "prelim")
    assert site.version == version
    assert rule(site.scorer, "rounds/r1/excuse", judge="j5").status_code == 201
    assert not row()["provisional"]
    assert "j5" not in site.scorer.board("?view=desk")["missing"]["r1"]
    assert rule(site.scorer, "rounds/r1/excuse", judge="j5").status_code == 409
    assert rule(site.scorer, "rounds/r1/excuse?preview=1", judge="j5").status_code == 409


def test_a_penalty_counts_outside_any_round_and_needs_a_reason(site: Site) -> None:
    without = {"id": str(uuid.uuid4()), "team": "hyzg", "points": -10}
    assert site.scorer.post("penalties", without).status_code == 422
    assert rule(site.scorer, "penalties", team="hyzg", points=10).status_code == 422
    assert rule(site.scorer, "penalties", team="hyzg", points="-10").status_code == 201
    rows = {row["team"]["id"]: row for row in site.stranger.board()["rows"]}
    assert (rows["hyzg"]["total"], rows["hyzg"]["penalty"]) == (None, "-10"), "not yet on stage"
    for turn, round_id in (("open", "r1"), ("close", "r1"), ("open", "r2")):
        site.scorer.set_round(turn, round_id)
    last = site.stranger.board()["rows"][-1]
    assert (last["team"]["id"], last["total"], last["penalty"]) == ("hyzg", "-10", "-10")


def test_a_team_that_withdraws_keeps_its_scores_and_takes_nobodys_place(tied: Site) -> None:
    assert rule(tied.scorer, "teams/t1/withdraw").status_code == 201
    board = tied.stranger.board()
    assert ranks(board) == [
        ("t2", 1, "28"), ("t3", 1, "28"), ("t4", 1, "28"), ("t5", 4, "10"), ("t1", None, "30"),
    ]  # fmt: skip
    assert [row["cut"] for row in board["rows"]] == ["in", "in", "in", "out", None]


def test_a_guest_is_shown_without_a_place(tmp_path: Path) -> None:
    event = small_event()
    teams = (replace(event.teams[0], guest=True), *event.teams[1:])
    site = Site(tmp_path, replace(event, teams=teams))
    play(site, "r1", [99, 4, 3, 2, 1])
    assert ranks(site.stranger.board())[0] == ("t2", 1, "4")
    assert ranks(site.stranger.board())[-1] == ("t1", None, "99")


def test_the_order_of_play_runs_by_score_with_lots_among_equals(tmp_path: Path) -> None:
    event = small_event()
    stakes = (Decimal(10), Decimal(20))
    risk = Round("r2", "Risk", "points", stakes=stakes, scored_by="judges")
    stage = replace(event.stages[0], rounds=(*event.stages[0].rounds, risk))
    site = Site(tmp_path, replace(event, stages=(stage, event.stages[1])))
    play(site, "r1", [30, 28, 28, 28, 10])
    drawn = site.scorer.post("rounds/r2/order").get_json()["entry"]["detail"]
    assert drawn["order"][0] == "t1"
    assert drawn["order"][-1] == "t5"
    assert sorted(drawn["lots"][0]) == ["t2", "t3", "t4"]
    assert site.scorer.board("?view=desk")["order"]["r2"] == drawn["order"]


def test_a_risk_question_wins_or_loses_its_stake_or_is_declined(tmp_path: Path) -> None:
    event = small_event()
    stakes = (Decimal(10), Decimal(20))
    risk = Round("r2", "Risk", "points", stakes=stakes, scored_by="judges")
    stage = replace(event.stages[0], rounds=(risk,))
    site = Site(tmp_path, replace(event, stages=(stage, event.stages[1])))
    site.scorer.set_round("open", "r2")
    judge = site.judge("j1")
    assert judge.award("r2", "t1", 20, stake=20, outcome="right").status_code == 201
    assert judge.award("r2", "t2", -10, stake=10, outcome="wrong").status_code == 201
    assert judge.award("r2", "t3", 0, stake=20, outcome="declined").status_code == 201
    assert judge.award("r2", "t4", 30, stake=30, outcome="right").status_code == 422
    assert judge.award("r2", "t4", 10, stake=20, outcome="right").status_code == 422
    totals = {team: total for team, _, total in ranks(site.stranger.board())}
    assert (totals["t1"], totals["t2"], totals["t3"], totals["t4"]) == ("20", "-10", "0", "0")


def test_a_play_off_does_not_take_the_place_of_a_round_of_its_name(tmp_path: Path) -> None:
    own = replace(points(), id="playoff1", name="Play-off of the file")
    event = contest(heat(own, advance=1), final(points("last")), teams="red blue green")
    site = Site(tmp_path, event)
    site.scorer.set_round("open", "playoff1")
    for team, amount in (("red", 20), ("blue", 20), ("green", 10)):
        site.scorer.award("playoff1", team, amount)
    site.scorer.set_round("close", "playoff1")
    body = {"id": str(uuid.uuid4()), "reason": "tied"}
    answer = site.scorer.post("stages/heat/playoff", body)
    assert answer.status_code in (200, 201), answer.text
    totals = {row["team"]["id"]: row["total"] for row in site.stranger.board()["rows"]}
    assert totals == {"red": "20", "blue": "20", "green": "10"}
    rounds = [a_round["id"] for a_round in site.stranger.board()["rounds"]]
    assert len(rounds) == len(set(rounds)) == 2
