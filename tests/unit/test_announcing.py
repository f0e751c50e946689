"""Naming who goes on, or the winner: once the rounds are closed, and never across a tie."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, points


def tied_hall(folder: Path, *amounts: int, advance: int | None, ranking: str = "dense") -> Site:
    """A hall whose one round gave red, blue and green these points."""
    stages = (heat(points(), advance=advance), *([final(judged("talk"))] if advance else []))
    site = Site(folder, contest(*stages, ranking=ranking))
    assert site.scorer.set_round("open", "buzzer").status_code == 200
    for team, amount in zip(("red", "blue", "green"), amounts, strict=True):
        assert site.scorer.award("buzzer", team, amount).status_code == 201
    return site


def test_a_result_is_announced_only_once_its_rounds_are_closed(tmp_path: Path) -> None:
    site = tied_hall(tmp_path, 30, 20, 10, advance=2)
    answer = site.scorer.post("stages/heat/advance")
    assert (answer.status_code, "Buzzer" in answer.get_json()["detail"]) == (409, True)
    site.scorer.set_round("close", "buzzer")
    assert site.scorer.post("stages/final/advance").status_code == 409
    assert site.scorer.post("stages/heat/advance").status_code == 200
    board = site.stranger.board("?stage=heat")
    assert [row["cut"] for row in board["rows"]] == ["in", "in", "out"]
    assert site.scorer.post("stages/heat/advance").status_code == 409


def test_while_a_tie_straddles_the_cut_nobody_is_named(tmp_path: Path) -> None:
    site = tied_hall(tmp_path, 30, 20, 20, advance=2)
    site.scorer.set_round("close", "buzzer")
    answer = site.scorer.post("stages/heat/advance")
    assert answer.status_code == 409
    assert "Blue" in answer.get_json()["detail"]
    assert "Green" in answer.get_json()["detail"]
    board = site.stranger.board()
    assert board["stage"]["id"] == "heat"
    assert [row["cut"] for row in board["rows"]] == ["in", "tied", "tied"]


@pytest.mark.parametrize("ranking", ["dense", "modified", "fractional", "ordinal"])
def test_two_at_the_top_are_not_named_the_one_winner(tmp_path: Path, ranking: str) -> None:
    site = tied_hall(tmp_path, 20, 20, 10, advance=None, ranking=ranking)
    site.scorer.set_round("close", "buzzer")
    answer = site.scorer.post("stages/heat/advance")
    assert answer.status_code == 409
    assert "Red" in answer.get_json()["detail"]
    assert site.stranger.board()["status"] == "running"


def test_a_correction_that_would_tie_who_was_announced_says_so_before_it_is_made(
    tmp_path: Path,
) -> None:
    site = tied_hall(tmp_path, 30, 20, 10, advance=1)
    site.scorer.set_round("close", "buzzer")
    site.scorer.post("stages/heat/advance")
    body = {
        "id": str(uuid.uuid4()), "round": "buzzer", "team": "blue", "value": 30, "reason": "late",
    }  # fmt: skip
    version = site.version
    touched = site.scorer.post("corrections?preview=1", body).get_json()
    assert touched["announced"]["stands"] is False
    assert site.scorer.post("corrections", body).status_code == 409
    assert site.version == version
    assert site.scorer.post("corrections", {**body, "decision": "keep"}).status_code == 201
    named = site.stranger.board("?stage=heat")["announced"]["advancing"]
    assert named == ["red"], "nobody is named out of a tie"


def test_a_correction_that_swaps_two_teams_names_who_would_leave_and_enter(
    tmp_path: Path,
) -> None:
    site = tied_hall(tmp_path, 30, 20, 10, advance=1)
    site.scorer.set_round("close", "buzzer")
    site.scorer.post("stages/heat/advance")
    body = {
        "id": str(uuid.uuid4()), "round": "buzzer", "team": "blue", "value": 40, "reason": "late",
    }  # fmt: skip
    touched = site.scorer.post("corrections?preview=1", body).get_json()
    said = touched["announced"]
    assert (said["stands"], said["leaves"], said["enters"]) == (False, ["Red"], ["Blue"])
    assert {move["team"] for move in touched["moves"]} >= {"blue"}
    assert site.scorer.post("corrections", body).status_code == 409
    assert site.scorer.post("corrections", {**body, "decision": "change"}).status_code == 201
    assert site.stranger.board("?stage=heat")["announced"]["advancing"] == ["blue"]
