"""A mark that came too late: the desk is told whose, for which team and what; nobody else is."""

from __future__ import annotations

import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.app import live_of
from scoreboard.live.late import MOST, MOST_OF_ONE_JUDGE
from tests.support.hall import Hall, Person
from tests.unit.contests import contest, heat, judged, people, points


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Two judges; the talk r1 has been open and is closed."""
    event = contest(heat(judged("r1", step=Decimal("0.25")), points("r2")), judges=people("lin wu"))
    hall = Hall(tmp_path, event)
    hall.scorer.turn("open", "r1")
    assert hall.judge("lin").mark("r1", TEAM, 7).status_code == 201
    hall.scorer.turn("close", "r1")
    return hall


TEAM, OTHER = "red", "blue"


def late(hall: Hall) -> list[dict[str, Any]]:
    answer = hall.scorer.get("refused")
    assert answer.status_code == 200, answer.text
    marks: list[dict[str, Any]] = answer.get_json()["marks"]
    return marks


def told(hall: Hall) -> list[tuple[str, str, str, str]]:
    return [(one["judge"], one["round"], one["team"], one["value"]) for one in late(hall)]


def send(judge: Person, team: str, value: object) -> str:
    """A mark that is refused as too late; its id."""
    uid = str(uuid.uuid4())
    answer = judge.post("scores", {"id": uid, "round": "r1", "team": team, "value": value})
    assert answer.status_code == 409, answer.text
    return uid


def test_the_desk_is_told_whose_for_which_team_and_what(hall: Hall) -> None:
    uid = send(hall.judge("wu"), OTHER, "8.50")
    (mark,) = late(hall)
    assert (mark["id"], mark["judge"], mark["team"], mark["value"]) == (uid, "wu", OTHER, "8.5")
    assert (mark["kind"], mark["closed"]) == ("mark", True)
    assert mark["at"].count(":") >= 3, "a time with its offset"
    assert mark["ledger"] == hall.scorer.board()["ledger"]


def test_points_that_come_after_their_round_was_closed_are_told_too(hall: Hall) -> None:
    hall.scorer.turn("open", "r2")
    hall.scorer.turn("close", "r2")
    assert hall.judge("wu").award("r2", OTHER, 10).status_code == 409
    assert [(one["kind"], one["judge"], one["value"]) for one in late(hall)] == [
        ("award", "wu", "10")
    ]


def test_a_correction_that_the_judge_has_not_seen_is_said_to_be_the_reason(hall: Hall) -> None:
    hall.scorer.turn("reopen", "r1")
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": TEAM, "judge": "lin", "value": 6}
    assert hall.scorer.post("corrections", {**body, "reason": "ruled"}).status_code == 201
    send(hall.judge("lin"), TEAM, 9)
    (mark,) = late(hall)
    assert mark["closed"] is False
    assert mark["why"]


def test_what_is_there_by_now_is_not_told_any_more(hall: Hall) -> None:
    wu = hall.judge("wu")
    send(wu, TEAM, 8)
    send(wu, OTHER, 9)
    assert len(late(hall)) == 2
    hall.scorer.turn("reopen", "r1")
    assert wu.mark("r1", TEAM, 8).status_code == 201
    assert told(hall) == [("wu", "r1", OTHER, "9")]
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": OTHER, "judge": "wu", "value": 9}
    assert hall.scorer.post("corrections", {**body, "reason": "late"}).status_code == 201
    assert told(hall) == []


def test_a_newer_mark_for_the_same_team_takes_the_older_ones_place(hall: Hall) -> None:
    wu = hall.judge("wu")
    send(wu, OTHER, 8)
    send(wu, OTHER, 9)
    assert told(hall) == [("wu", "r1", OTHER, "9")]


def test_what_is_no_loss_is_not_told(hall: Hall) -> None:
    lin = hall.judge("lin")
    send(lin, TEAM, "7.0")
    for team, value in (("nobody", 5), (TEAM, 1000), (TEAM, "x")):
        assert lin.mark("r1", team, value).status_code == 422
    assert hall.scorer.award("r1", TEAM, 5).status_code == 422
    assert lin.mark("r1", OTHER, 5, ledger=str(uuid.uuid4())).status_code == 409
    assert told(hall) == []


def test_the_desk_dismisses_it_and_again_is_harmless(hall: Hall) -> None:
    uid = send(hall.judge("wu"), OTHER, 8)
    kept = send(hall.judge("lin"), OTHER, 9)
    for _ in range(2):
        assert hall.scorer.delete(f"refused/{uid}").status_code == 200
        assert [one["id"] for one in late(hall)] == [kept]


def test_a_tablet_that_repeats_itself_fills_no_list(hall: Hall) -> None:
    hall.scorer.turn("open", "r2")
    hall.scorer.turn("close", "r2")
    for points_ in range(1, MOST_OF_ONE_JUDGE + 5):
        assert hall.judge("wu").award("r2", OTHER, points_).status_code == 409
    send(hall.judge("lin"), OTHER, 9)
    found = late(hall)
    assert len(found) == MOST_OF_ONE_JUDGE + 1 <= MOST
    assert next(one["value"] for one in found if one["judge"] == "wu") == "5"


def test_no_judge_and_nobody_in_the_hall_is_told(hall: Hall) -> None:
    live = live_of(hall.app)
    sent: list[tuple[str, str]] = []
    live._socketio.emit = lambda name, _payload, to: sent.append((name, to))  # type: ignore[method-assign]
    send(hall.judge("wu"), OTHER, "8.75")
    # The phones' own task may still be telling what was before.
    told = [(name, room) for name, room in sent if name != "board"]
    assert told == [("refused", f"desk/{hall.event.slug}")]
    for who in (hall.judge("lin"), hall.stranger):
        assert who.get("refused").status_code in (401, 403)
        assert "8.75" not in who.get("board").text
