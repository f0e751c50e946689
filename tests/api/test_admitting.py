"""A whole event in which a finalist withdraws, the next in line comes, and the host's guest too."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.rulings import play, rule, small_event
from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Five teams of three schools; two of one school at most go on, and nobody below 20."""
    event = small_event()
    homes = ("North", "North", "North", "South", "East")
    teams = [replace(t, organisation=home) for t, home in zip(event.teams, homes, strict=True)]
    heats = replace(event.stages[0], advance=3, quota=2, threshold=Decimal(20))
    return Site(tmp_path, replace(event, teams=tuple(teams), stages=(heats, event.stages[1])))


def test_a_reserve_comes_after_a_withdrawal_and_the_event_goes_on(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 25, 20])
    desk = site.scorer.board("?view=desk")
    assert [row["cut"] for row in desk["rows"]] == ["in", "in", "out", "in", "out"]
    assert [row["barred"] for row in desk["rows"]] == [None, None, "quota", None, None]
    assert site.scorer.post("stages/s1/advance").status_code == 200
    # Nobody has withdrawn yet, so there is no place for a reserve.
    early = rule(site.scorer, "stages/s1/admit", team="t5", **{"as": "reserve"})
    assert early.status_code == 409
    assert rule(site.scorer, "teams/t2/withdraw").status_code == 201
    seen = rule(site.scorer, "stages/s1/admit?preview=1", team="t5", **{"as": "reserve"})
    assert seen.get_json()["cut"] == ["t5"]
    assert rule(site.scorer, "stages/s1/admit", team="t5", **{"as": "reserve"}).status_code == 201
    assert rule(site.scorer, "stages/s1/admit", team="t3", **{"as": "wild_card"}).status_code == 201
    heats = site.stranger.board("?stage=s1")
    assert heats["announced"]["advancing"] == ["t1", "t2", "t4", "t5", "t3"]
    final = site.stranger.board()
    assert {row["team"]["id"]: row["admitted"] for row in final["rows"]} == {
        "t1": None, "t2": None, "t4": None, "t5": "reserve", "t3": "wild_card",
    }  # fmt: skip
    site.scorer.set_round("open", "f1")
    assert site.judge("j1").award("f1", "t5", 90).status_code == 201
    assert site.judge("j1").award("f1", "t3", 30).status_code == 201
    site.scorer.set_round("close", "f1")
    assert rule(site.scorer, "stages/s1/admit", team="t2", **{"as": "wild_card"}).status_code == 409
    assert site.scorer.post("stages/s2/advance").status_code == 200
    assert site.stranger.board()["winners"] == ["t5"]
    assert site.scorer.get("verify").get_json()["holds"] is True


def test_who_was_admitted_stands_in_the_ledger_the_breakdown_and_the_files(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 25, 20])
    site.scorer.post("stages/s1/advance")
    rule(site.scorer, "stages/s1/admit", team="t3", **{"as": "wild_card"})
    newest = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (newest["kind"], newest["says"], newest["reason"]) == (
        "admit", "wild_card", "the rules",
    )  # fmt: skip
    why = site.stranger.get("teams/t3/reckoning?stage=s1").get_json()
    assert why["announced"]["words"] == "Goes on by wild card"
    assert why["cut"]["words"] == "Its organisation has no place left"
    assert why["cut"]["rule"] == (
        "the first 3 of all with 20 or more, at most 2 of one organisation"
    )
    assert "wild card" in site.scorer.get("export.csv").get_data(as_text=True)
    exported = json.loads(site.scorer.get("export.json").data)
    [stage] = [s for s in exported["setup"]["stages"] if s["id"] == "s1"]
    assert (stage["threshold"], stage["quota"]) == ("20", 2)


def test_what_is_wrong_with_an_admission_is_said(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 25, 20])
    before = rule(site.scorer, "stages/s1/admit", team="t3", **{"as": "wild_card"})
    assert before.status_code == 409
    assert "First announce who goes on" in before.get_json()["detail"]
    site.scorer.post("stages/s1/advance")
    for body, field in (
        ({"team": "t9", "as": "wild_card"}, "team"),
        ({"team": "t3", "as": "return"}, "as"),
        ({"team": "t3", "as": "wild_card", "reason": " "}, "reason"),
    ):
        answer = rule(site.scorer, "stages/s1/admit", **body)
        assert answer.status_code == 422, body
        assert answer.get_json()["errors"][0]["field"] == field
    assert (
        rule(site.judge("j1"), "stages/s1/admit", team="t3", **{"as": "wild_card"}).status_code
        == 403
    )
