"""Fouls through the real routes: counted at the desk, undone in a minute, out asked about."""

from __future__ import annotations

import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import FoulRule
from tests.support.site import Person, Site
from tests.unit.contests import contest, heat, points

RULE = FoulRule(free=1, penalty=Decimal(10), out=3)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The buzzer round is open; red has 30."""
    made = Site(tmp_path, contest(heat(points("plain"), points("buzzer", fouls=RULE))))
    made.scorer.set_round("open", "plain")
    made.scorer.set_round("close", "plain")
    made.scorer.set_round("open", "buzzer")
    assert made.scorer.award("buzzer", "red", 30).status_code == 201
    return made


def foul(person: Person, team: str = "red", **rest: Any) -> Any:
    body = {"id": str(uuid.uuid4()), "round": "buzzer", "team": team, **rest}
    return person.post("fouls", body)


def row(site: Site, team: str = "red") -> dict[str, Any]:
    rows: list[dict[str, Any]] = site.stranger.board()["rows"]
    return next(row for row in rows if row["team"]["id"] == team)


def test_the_desk_counts_fouls_and_nobody_else(site: Site) -> None:
    assert foul(site.judge("lin")).status_code == 403
    assert foul(site.stranger).status_code == 401
    assert "fouls" not in row(site)
    uid = str(uuid.uuid4())
    assert [foul(site.scorer, id=uid).status_code for _ in "12"] == [201, 200]
    assert (row(site)["total"], row(site)["fouls"]) == (
        "30", {"buzzer": {"count": 1, "out": False}},
    )  # fmt: skip
    assert foul(site.scorer, note="before the signal").status_code == 201
    assert row(site)["total"] == "20"
    entry = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (entry["kind"], entry["detail"]) == ("foul", {"note": "before the signal"})


def test_a_round_without_the_rule_counts_none_and_one_that_is_closed_takes_none(
    site: Site,
) -> None:
    refused = foul(site.scorer, round="plain")
    assert refused.status_code in (409, 422)
    site.scorer.set_round("close", "buzzer")
    assert foul(site.scorer).status_code == 409


def test_points_for_a_team_that_is_out_are_asked_about_and_given_with_a_reason(
    site: Site,
) -> None:
    for _ in "123":
        assert foul(site.scorer).status_code == 201
    assert foul(site.scorer).status_code == 409
    for person in (site.scorer, site.judge("lin")):
        refused = person.award("buzzer", "red", 10)
        assert refused.status_code == 422
        assert [one["field"] for one in refused.get_json()["errors"]] == ["reason"]
        assert "Buzzer出局" in refused.get_json()["detail"]
    assert site.scorer.award("buzzer", "red", 10, reason="the jury ruled").status_code == 201
    assert site.scorer.award("buzzer", "blue", 10).status_code == 201
    assert row(site)["total"] == "20"


def test_a_foul_goes_without_a_reason_for_a_minute_and_the_later_ones_are_reckoned_anew(
    site: Site,
) -> None:
    versions = [foul(site.scorer).get_json()["version"] for _ in "123"]
    body = {"id": str(uuid.uuid4()), "entry": versions[0]}
    # Only the newest is a slip of the hand.
    assert site.scorer.post("undo", body).status_code == 422
    shown = site.scorer.post("undo?preview=1", {**body, "reason": "no foul"}).get_json()
    assert row(site)["total"] == "10"
    assert shown["moves"] is not None
    assert site.scorer.post("undo", {**body, "reason": "no foul"}).status_code == 201
    assert (row(site)["total"], row(site)["fouls"]["buzzer"]) == ("20", {"count": 2, "out": False})
    newest = {"id": str(uuid.uuid4()), "entry": versions[2]}
    assert site.scorer.post("undo", newest).status_code == 201
    assert row(site)["total"] == "30"
    found = site.scorer.board("?view=desk")["fouls"]["buzzer"]
    assert [(one["number"], one["points"]) for one in found] == [(1, "0")]
