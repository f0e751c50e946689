"""Members of teams through the real routes: ids that stay, and prizes of their own."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Member
from tests.api.test_setting_up import put, setup_of
from tests.support.rulings import play, rule, small_event
from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Ann and Ben are in t1, Cid is in t2; nobody has said an id."""
    event = small_event()
    people = {"t1": (Member("Ann"), Member("Ben")), "t2": (Member("Cid"),)}
    teams = [replace(team, members=people.get(team.id, ())) for team in event.teams]
    return Site(tmp_path, replace(event, teams=tuple(teams)))


def prize(site: Site, team: str, member: str | None = None) -> Any:
    named = {} if member is None else {"member": member}
    return rule(site.scorer, f"teams/{team}/prize", name="Best appearance", **named)


def test_a_member_has_an_id_and_a_prize_of_its_own(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 25, 20])
    desk = site.scorer.board("?view=desk")
    assert desk["members"] == {
        "t1": [{"id": "m1", "name": "Ann"}, {"id": "m2", "name": "Ben"}],
        "t2": [{"id": "m3", "name": "Cid"}],
    }
    assert prize(site, "t1", "m3").status_code == 422, "Cid is in another team"
    assert prize(site, "t1", "m2").status_code == 201
    assert prize(site, "t1", "m2").status_code == 409, "Ben has it already"
    assert prize(site, "t1", "m1").status_code == 201
    assert prize(site, "t1").status_code == 201, "the team is nobody of its members"
    newest = site.scorer.get("ledger").get_json()["entries"][-3]
    assert (newest["says"], newest["detail"]) == (
        "member", {"prize": "Best appearance", "member": "m2"}
    )  # fmt: skip
    assert site.scorer.board("?view=desk")["prizes"] == {
        "t1": ["Best appearance (Ben)", "Best appearance (Ann)", "Best appearance"]
    }
    assert "Best appearance" not in str(site.stranger.board()), "nothing before the announcement"


def test_a_set_up_without_ids_keeps_who_is_there_and_loses_nobody_with_a_prize(site: Site) -> None:
    play(site, "r1", [50, 40, 30, 25, 20])
    prize(site, "t1", "m2")
    document = setup_of(site.organiser)["setup"]
    document["teams"][0]["members"] = [{"name": "Dan"}, {"name": "Ben"}]
    changed = put(site.organiser, document)
    assert changed.status_code == 200, changed.text
    team = setup_of(site.organiser)["setup"]["teams"][0]
    assert [(one["name"], one["id"]) for one in team["members"]] == [("Dan", "m4"), ("Ben", "m2")]
    document["teams"][0]["members"] = [{"name": "Dan"}]
    answer = put(site.organiser, document)
    assert answer.status_code == 409
    assert "Ben has points or a prize and must stay" in answer.get_json()["detail"]


def test_points_may_name_who_earned_them_and_need_not(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    body = {"round": "r1", "team": "t1", "points": 10}
    assert rule(site.scorer, "awards", **body, member="m3").status_code == 422
    assert rule(site.scorer, "awards", **body, member="m1").status_code == 201
    assert rule(site.scorer, "awards", **body).status_code == 201
    judge = site.judge("j1")
    assert judge.award("r1", "t2", 30, member="m3").status_code == 201
    hall = site.stranger.board()
    assert [(one["member"]["name"], one["rank"], one["total"]) for one in hall["individuals"]] == [
        ("Cid", 1, "30"), ("Ann", 2, "10"),
    ]  # fmt: skip
    assert site.scorer.board("?view=desk")["awards"]["r1"][-1]["member"] == "m1"
    reckoning = site.stranger.get("teams/t1/reckoning").get_json()
    assert [one["member"]["name"] for one in reckoning["individuals"]] == ["Ann"]


def test_points_of_members_need_a_name_and_are_not_corrected_as_the_teams(site: Site) -> None:
    document = setup_of(site.organiser)["setup"]
    document["stages"][0]["rounds"][0] |= {"by": "member", "team_score": "mean"}
    assert put(site.organiser, document).status_code == 200
    site.scorer.set_round("open", "r1")
    body = {"round": "r1", "team": "t1", "points": 10}
    nobody = rule(site.scorer, "awards", **body)
    assert nobody.status_code == 422
    assert nobody.get_json()["errors"][0]["field"] == "member"
    none = rule(site.scorer, "awards", round="r1", team="t4", points=10)
    assert "has none in the set-up" in none.get_json()["errors"][0]["message"]
    for member, value in (("m1", 10), ("m2", 25)):
        body = {"round": "r1", "team": "t1", "points": value, "member": member}
        assert rule(site.scorer, "awards", **body).status_code == 201
    assert site.stranger.board()["rows"][0]["rounds"]["r1"] == "17.5"
    assert site.scorer.board("?view=desk")["stages"][0]["rounds"][0]["by"] == "member"
    fixed = rule(site.scorer, "corrections", round="r1", team="t1", value=5)
    assert fixed.status_code == 422
    assert "undo what was given" in str(fixed.get_json())


def test_a_member_stands_under_the_same_columns_as_the_teams_beside_a_bonus(site: Site) -> None:
    site.scorer.set_round("open", "r1")
    body = {"round": "r1", "team": "t1", "points": 10, "member": "m2"}
    assert rule(site.scorer, "awards", **body).status_code == 201
    assert rule(site.scorer, "bonuses", team="t1", points=5).status_code == 201
    text = site.scorer.get("export.csv").get_data(as_text=True).lstrip("\ufeff")
    head, *rows = csv.reader(io.StringIO(text))
    assert {len(row) for row in rows} == {len(head)}
    ben = dict(
        zip(head, next(row for row in rows if row[head.index("Member")] == "Ben"), strict=True)
    )
    assert (ben["Bonus"], ben["Total"], ben["Team id"]) == ("", "10", "t1")
