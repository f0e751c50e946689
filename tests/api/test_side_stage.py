"""A whole event with a side stage whose winner returns, and a reserve after a withdrawal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Round, Stage
from tests.support.rulings import play, rule, small_event
from tests.support.site import Person, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Five teams: two go on, one of the other three returns."""
    event = small_event()
    heats, final = event.stages
    second = Round("b1", "Second chance", "points", scored_by="judges")
    side = Stage("side", "Revival", (second,), advance=1, side_of="s1")
    return Site(tmp_path, replace(event, stages=(replace(heats, advance=2), side, final)))


def give(site: Site, round_id: str, **points: int) -> None:
    site.scorer.set_round("open", round_id)
    for team, value in points.items():
        assert site.judge("j1").award(round_id, team, value).status_code == 201
    site.scorer.set_round("close", round_id)


def admit(who: Person, stage: str, team: str, way: str, **more: Any) -> int:
    return rule(who, f"stages/{stage}/admit", team=team, **{"as": way}, **more).status_code


def heats_and_side(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 20, 10])
    assert site.scorer.post("stages/s1/advance").status_code == 200
    give(site, "b1", t3=10, t4=5, t5=30)
    assert site.scorer.post("stages/side/advance").status_code == 200


def ids(board: dict[str, Any]) -> list[str]:
    return [row["team"]["id"] for row in board["rows"]]


def test_the_winner_of_the_side_stage_returns_and_wins_the_event(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 20, 10])
    # The final waits for the side stage, and nobody returns from what has not been played.
    assert site.scorer.post("stages/s1/advance").status_code == 200
    assert site.scorer.post("rounds/f1/open").status_code == 409
    assert admit(site.scorer, "side", "t5", "return") == 409
    side = site.stranger.board()
    assert (side["stage"]["id"], side["stage"]["side_of"], ids(side)) == (
        "side", "s1", ["t3", "t4", "t5"],
    )  # fmt: skip
    assert [one["id"] for one in side["begun"][0]["on"]] == ["t1", "t2"]
    assert site.judge("j1").award("b1", "t1", 5).status_code in (404, 409, 422)
    give(site, "b1", t3=10, t4=5, t5=30)
    assert site.scorer.post("stages/side/advance").status_code == 200
    desk = site.scorer.board("?view=desk")
    assert desk["next"] == {"action": "admit", "round": None, "stage": "side"}
    assert (desk["returning"], ids(desk)) == (["t5"], ["t1", "t2"])
    assert admit(site.scorer, "side", "t5", "return", reason=" ") == 422
    assert admit(site.judge("j1"), "side", "t5", "return") == 403
    assert admit(site.scorer, "side", "t5", "return") == 201
    assert admit(site.scorer, "side", "t5", "return") == 409
    final = site.stranger.board()
    assert {row["team"]["id"]: row["admitted"] for row in final["rows"]} == {
        "t1": None, "t2": None, "t5": "return",
    }  # fmt: skip
    give(site, "f1", t1=10, t2=20, t5=40)
    assert admit(site.scorer, "side", "t4", "return") == 409
    assert site.scorer.post("stages/s2/advance").status_code == 200
    assert site.stranger.board()["winners"] == ["t5"]
    assert site.scorer.get("verify").get_json()["holds"] is True


def test_it_stands_in_the_ledger_the_breakdown_and_the_files(site: Site) -> None:
    heats_and_side(site)
    assert admit(site.scorer, "s1", "t5", "return") == 201
    newest = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (newest["kind"], newest["says"], newest["stage"]) == ("admit", "return", "side")
    why = site.stranger.get("teams/t5/reckoning?stage=side").get_json()
    assert why["announced"]["words"] == "Returns from the side stage"
    assert why["announced"]["reason"] is None
    give(site, "f1", t1=10, t2=20, t5=40)
    sheet = site.scorer.get("export.csv").get_data(as_text=True)
    assert "Returned" in sheet
    assert "Not returning" in sheet
    told = json.loads(site.scorer.get("export.json").data)
    assert [s["side_of"] for s in told["setup"]["stages"]] == ["", "s1", ""]
    assert [one["team"] for one in told["overall"]] == ["t5", "t2", "t1", "t3", "t4"]
    page = site.stranger.client.get("/e/tie?lang=en").get_data(as_text=True)
    assert "returned" in page


def test_a_reserve_comes_for_one_who_has_withdrawn_and_both_announcements_stand(
    site: Site,
) -> None:
    heats_and_side(site)
    assert admit(site.scorer, "side", "t5", "return") == 201
    # A finalist leaves: what was announced of the heats and of the side stage stays as it is.
    left = rule(site.scorer, "teams/t2/withdraw")
    assert left.status_code == 201
    assert admit(site.scorer, "side", "t3", "reserve") == 201
    assert admit(site.scorer, "side", "t4", "reserve") == 409
    heats, side = site.stranger.board("?stage=s1"), site.stranger.board("?stage=side")
    assert heats["announced"]["advancing"] == ["t1", "t2"]
    assert side["announced"]["advancing"] == ["t5", "t3"]
    final = site.stranger.board()
    assert {row["team"]["id"]: (row["admitted"], row["outside"]) for row in final["rows"]} == {
        "t1": (None, None), "t2": (None, "withdrawn"), "t5": ("return", None),
        "t3": ("reserve", None),
    }  # fmt: skip
    give(site, "f1", t1=10, t3=20, t5=5)
    assert site.scorer.post("stages/s2/advance").status_code == 200
    assert site.stranger.board()["winners"] == ["t3"]
    assert site.scorer.get("verify").get_json()["holds"] is True
