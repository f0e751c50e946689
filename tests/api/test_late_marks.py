"""A mark that came too late: the desk is told whose, for which team and what; nobody else is."""

from __future__ import annotations

import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.app import live_of
from scoreboard.live.late import MOST, MOST_OF_ONE_JUDGE
from tests.support.site import Person, Site
from tests.unit.contests import contest, heat, judged, people, points


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two judges; the talk r1 has been open and is closed."""
    event = contest(heat(judged("r1", step=Decimal("0.25")), points("r2")), judges=people("lin wu"))
    site = Site(tmp_path, event)
    site.scorer.set_round("open", "r1")
    assert site.judge("lin").mark("r1", TEAM, 7).status_code == 201
    site.scorer.set_round("close", "r1")
    return site


TEAM, OTHER = "red", "blue"


def late(site: Site) -> list[dict[str, Any]]:
    answer = site.scorer.get("refused")
    assert answer.status_code == 200, answer.text
    marks: list[dict[str, Any]] = answer.get_json()["marks"]
    return marks


def listed(site: Site) -> list[tuple[str, str, str, str]]:
    return [(one["judge"], one["round"], one["team"], one["value"]) for one in late(site)]


def send(judge: Person, team: str, value: object) -> str:
    """A mark that is refused as too late; its id."""
    uid = str(uuid.uuid4())
    answer = judge.post("scores", {"id": uid, "round": "r1", "team": team, "value": value})
    assert answer.status_code == 409, answer.text
    return uid


def test_the_desk_is_told_whose_for_which_team_and_what(site: Site) -> None:
    uid = send(site.judge("wu"), OTHER, "8.50")
    (mark,) = late(site)
    assert (mark["id"], mark["judge"], mark["team"], mark["value"]) == (uid, "wu", OTHER, "8.5")
    assert (mark["kind"], mark["closed"]) == ("mark", True)
    assert mark["at"].count(":") >= 3, "a time with its offset"
    assert mark["ledger"] == site.scorer.board()["ledger"]


def test_points_that_come_after_their_round_was_closed_are_told_too(site: Site) -> None:
    site.scorer.set_round("open", "r2")
    site.scorer.set_round("close", "r2")
    assert site.judge("wu").award("r2", OTHER, 10).status_code == 409
    assert [(one["kind"], one["judge"], one["value"]) for one in late(site)] == [
        ("award", "wu", "10")
    ]


def test_a_correction_that_the_judge_has_not_seen_is_said_to_be_the_reason(site: Site) -> None:
    site.scorer.set_round("reopen", "r1")
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": TEAM, "judge": "lin", "value": 6}
    assert site.scorer.post("corrections", {**body, "reason": "ruled"}).status_code == 201
    send(site.judge("lin"), TEAM, 9)
    (mark,) = late(site)
    assert mark["closed"] is False
    assert mark["why"]


def test_what_is_there_by_now_is_not_told_any_more(site: Site) -> None:
    wu = site.judge("wu")
    send(wu, TEAM, 8)
    send(wu, OTHER, 9)
    assert len(late(site)) == 2
    site.scorer.set_round("reopen", "r1")
    assert wu.mark("r1", TEAM, 8).status_code == 201
    assert listed(site) == [("wu", "r1", OTHER, "9")]
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": OTHER, "judge": "wu", "value": 9}
    assert site.scorer.post("corrections", {**body, "reason": "late"}).status_code == 201
    assert listed(site) == []


def test_a_newer_mark_for_the_same_team_takes_the_older_ones_place(site: Site) -> None:
    wu = site.judge("wu")
    send(wu, OTHER, 8)
    send(wu, OTHER, 9)
    assert listed(site) == [("wu", "r1", OTHER, "9")]


def test_what_is_no_loss_is_not_told(site: Site) -> None:
    lin = site.judge("lin")
    send(lin, TEAM, "7.0")
    for team, value in (("nobody", 5), (TEAM, 1000), (TEAM, "x")):
        assert lin.mark("r1", team, value).status_code == 422
    assert site.scorer.award("r1", TEAM, 5).status_code == 422
    assert lin.mark("r1", OTHER, 5, ledger=str(uuid.uuid4())).status_code == 409
    assert listed(site) == []


def test_the_desk_dismisses_it_and_again_is_harmless(site: Site) -> None:
    uid = send(site.judge("wu"), OTHER, 8)
    kept = send(site.judge("lin"), OTHER, 9)
    for _ in range(2):
        assert site.scorer.delete(f"refused/{uid}").status_code == 200
        assert [one["id"] for one in late(site)] == [kept]


def test_a_tablet_that_repeats_itself_fills_no_list(site: Site) -> None:
    site.scorer.set_round("open", "r2")
    site.scorer.set_round("close", "r2")
    for points_ in range(1, MOST_OF_ONE_JUDGE + 5):
        assert site.judge("wu").award("r2", OTHER, points_).status_code == 409
    send(site.judge("lin"), OTHER, 9)
    found = late(site)
    assert len(found) == MOST_OF_ONE_JUDGE + 1 <= MOST
    assert next(one["value"] for one in found if one["judge"] == "wu") == "5"


def test_no_judge_and_nobody_in_the_hall_is_told(site: Site) -> None:
    live = live_of(site.app)
    sent: list[tuple[str, str]] = []
    live._socketio.emit = lambda name, _payload, to: sent.append((name, to))  # type: ignore[method-assign]
    send(site.judge("wu"), OTHER, "8.75")
    # The phones' own task may still be telling what was before.
    listed = [(name, room) for name, room in sent if name != "board"]
    assert listed == [("refused", f"desk/{site.event.slug}")]
    for who in (site.judge("lin"), site.stranger):
        assert who.get("refused").status_code in (401, 403)
        assert "8.75" not in who.get("board").text
