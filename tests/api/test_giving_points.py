"""Giving points: who may, and a question that would be booked twice is asked about first."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Event
from tests.support.site import Person, Site
from tests.unit.contests import contest, decimals, final, heat, judged, people, points

RISK = points("risk", stakes=decimals("10", "20", "30"), awards=(), questions=1)


def event(*rounds: Any, **rest: Any) -> Event:
    return contest(heat(*(rounds or (RISK,)), advance=1), final(judged("talk")), **rest)


@pytest.fixture
def open_risk(tmp_path: Path) -> Site:
    """One risk question for each team; red has had it, and won 30."""
    site = Site(tmp_path, event())
    site.scorer.set_round("open", "risk")
    assert stake(site.scorer, "red").status_code == 201
    return site


def stake(person: Person, team: str, **rest: Any) -> Any:
    return person.award("risk", team, 30, stake=30, outcome="right", **rest)


def total(site: Site, team: str) -> str:
    rows = site.stranger.board()["rows"]
    return str(next(row["total"] for row in rows if row["team"]["id"] == team))


def test_a_second_booking_of_one_question_is_refused_until_somebody_says_why(
    open_risk: Site,
) -> None:
    site = open_risk
    again = stake(site.organiser, "red")
    assert again.status_code == 422
    problem = again.get_json()
    assert [error["field"] for error in problem["errors"]] == ["reason"]
    assert "Red" in problem["detail"]
    assert "1" in problem["detail"]
    assert total(site, "red") == "30"
    taken = stake(site.organiser, "red", reason="加题")
    assert taken.status_code == 201
    assert taken.get_json()["entry"]["reason"] == "加题"
    assert total(site, "red") == "60"
    entries = site.scorer.get("ledger").get_json()["entries"]
    assert [e.get("reason") for e in entries if e["kind"] == "award"] == [None, "加题"]


def test_the_same_award_sent_again_is_no_second_question(open_risk: Site) -> None:
    site, uid = open_risk, str(uuid.uuid4())
    assert stake(site.scorer, "blue", id=uid).status_code == 201
    assert stake(site.scorer, "blue", id=uid).status_code == 200
    extra = str(uuid.uuid4())
    assert stake(site.scorer, "blue", id=extra, reason="加题").status_code == 201
    assert stake(site.scorer, "blue", id=extra, reason="加题").status_code == 200
    assert total(site, "blue") == "60"


def test_a_question_that_was_taken_back_may_be_booked_anew(open_risk: Site) -> None:
    site = open_risk
    newest = site.scorer.board("?view=desk")["awards"]["risk"][0]
    assert site.scorer.delete(f"awards/{newest['id']}").status_code == 200
    assert stake(site.scorer, "red").status_code == 201
    assert total(site, "red") == "30"


def test_two_desks_that_book_the_same_numbered_question_book_it_once(tmp_path: Path) -> None:
    site = Site(tmp_path, event(points()))
    site.scorer.set_round("open", "buzzer")
    assert site.scorer.award("buzzer", "red", 10, question=7).status_code == 201
    assert site.organiser.award("buzzer", "red", 10, question="7").status_code == 422
    assert site.organiser.award("buzzer", "blue", -10, question="7").status_code == 201
    assert site.organiser.award("buzzer", "red", 10, question=8).status_code == 201
    assert (total(site, "red"), total(site, "blue")) == ("20", "-10")


def test_the_desk_sees_how_many_questions_each_team_has_had_and_why_one_more(
    open_risk: Site,
) -> None:
    site = open_risk
    assert stake(site.scorer, "red", reason="加题").status_code == 201
    desk = site.scorer.board("?view=desk")
    assert desk["asked"] == {"risk": {"red": 2}}
    assert desk["stages"][0]["rounds"][0]["questions"] == 1
    assert [award["reason"] for award in desk["awards"]["risk"]] == ["加题", None]


@pytest.mark.parametrize("reason", ["", "x" * 501, 7])
def test_a_reason_that_says_nothing_or_too_much_is_refused(open_risk: Site, reason: object) -> None:
    answer = stake(open_risk.scorer, "red", reason=reason)
    assert answer.status_code == 422
    assert total(open_risk, "red") == "30"


def test_the_breakdown_gives_the_reason_to_the_desk_alone(open_risk: Site) -> None:
    site = open_risk
    assert stake(site.scorer, "red", reason="加题").status_code == 201
    at_desk = site.scorer.get("teams/red/reckoning?view=desk")
    in_hall = site.stranger.get("teams/red/reckoning")
    assert (at_desk.status_code, in_hall.status_code) == (200, 200)
    assert "加题" in at_desk.get_data(as_text=True)
    assert "加题" not in in_hall.get_data(as_text=True)


@pytest.mark.parametrize(
    ("scored_by", "refused"),
    [
        ("desk", "This round is scored at the desk."),
        (("wu",), "This round is scored by Wu."),
        (("wu", "chen"), "This round is scored by Wu, Chen."),
    ],
)
def test_a_judge_who_does_not_score_the_round_gives_no_points(
    tmp_path: Path, scored_by: Any, refused: str
) -> None:
    judges = people("lin wu chen")
    site = Site(tmp_path, event(points(scored_by=scored_by), judges=judges))
    site.scorer.set_round("open", "buzzer")
    lin, wu = site.judge("lin"), site.judge("wu")
    answer = lin.post(
        "awards?lang=en",
        {"id": str(uuid.uuid4()), "round": "buzzer", "team": "red", "points": 10},
    )
    assert answer.status_code == 403
    assert answer.get_json()["detail"] == refused
    assert wu.award("buzzer", "red", 10).status_code == (403 if scored_by == "desk" else 201)
    assert site.scorer.award("buzzer", "red", 10).status_code == 201
    given = [entry["by"] for entry in site.scorer.get("ledger").get_json()["entries"]]
    assert "judge:lin" not in given


def test_points_given_while_the_judge_scored_answer_the_same_when_sent_again(
    tmp_path: Path,
) -> None:
    judges, desk = event(points(scored_by="judges")), event(points(scored_by="desk"))
    site, uid = Site(tmp_path, judges), str(uuid.uuid4())
    site.scorer.set_round("open", "buzzer")
    assert site.judge("lin").award("buzzer", "red", 10, id=uid).status_code == 201
    site.services.preparing.set_up(desk)
    assert site.judge("lin").award("buzzer", "red", 10, id=uid).status_code == 200
    assert site.judge("lin").award("buzzer", "red", 10).status_code == 403
    assert total(site, "red") == "10"


@pytest.mark.parametrize(("scored_by", "status"), [("desk", 403), ("judges", 201)])
def test_a_play_off_is_scored_by_who_scores_the_stages_points(
    tmp_path: Path, scored_by: Any, status: int
) -> None:
    site = Site(tmp_path, event(points(scored_by=scored_by)))
    site.scorer.set_round("open", "buzzer")
    site.scorer.set_round("close", "buzzer")
    body = {"id": str(uuid.uuid4()), "reason": "tied"}
    playoff = site.scorer.post("stages/heat/playoff", body).get_json()["entry"]["round"]
    assert site.judge("lin").award(playoff, "red", 1).status_code == status
    assert site.scorer.award(playoff, "blue", 1).status_code == 201
