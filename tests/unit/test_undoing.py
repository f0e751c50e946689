"""Taking back what the desk did, and taking that back: the event always stays whole."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.support.hall import Hall
from tests.unit.contests import contest, final, heat, judged, people, points

HEAT = heat(points(), judged(), advance=1)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Red leads after the buzzer; the essay has not been opened."""
    event = contest(HEAT, final(points("last")), teams="red blue", judges=people("lin"))
    made = Hall(tmp_path, event)
    made.scorer.turn("open", "buzzer")
    made.scorer.award("buzzer", "red", 20)
    made.scorer.award("buzzer", "blue", 10)
    made.scorer.turn("close", "buzzer")
    return made


def act(hall: Hall, path: str, **body: Any) -> int:
    """Something the desk does that must go well; the version of its entry."""
    answer = hall.scorer.post(path, {"id": str(uuid.uuid4()), **body})
    assert answer.status_code in (200, 201), answer.text
    version: int = answer.get_json()["version"]
    return version


def undo(hall: Hall, version: int) -> tuple[int, int]:
    """Status of taking an entry back, and the version of the undo (0 where it is refused)."""
    body = {"id": str(uuid.uuid4()), "entry": version, "reason": "wrong"}
    answer = hall.scorer.post("undo", body)
    assert answer.status_code in (201, 409), answer.text
    return answer.status_code, answer.get_json().get("version", 0)


def check_whole(hall: Hall) -> None:
    """Every screen can be drawn; at most one round is open, and none of an announced stage."""
    desk = hall.scorer.board("?view=desk")
    open_in = [
        stage["state"] for stage in desk["stages"]
        for a_round in stage["rounds"] if a_round["state"] == "open"
    ]  # fmt: skip
    assert len(open_in) <= 1
    assert "done" not in open_in
    hall.stranger.board()
    page = hall.app.test_client()
    page.get(hall.links["judges"][0]["url"].removeprefix("http://hall"))
    assert page.get("/e/quiz/judge").status_code == 200


def play_essay(hall: Hall) -> None:
    act(hall, "rounds/essay/open")
    hall.judge("lin").mark("essay", "red", 5)
    hall.judge("lin").mark("essay", "blue", 5)
    act(hall, "rounds/essay/close")


def test_a_round_opened_by_mistake_is_pending_again(hall: Hall) -> None:
    opened = act(hall, "rounds/essay/open")
    assert undo(hall, opened)[0] == 201
    board = hall.stranger.board()
    assert [r["state"] for r in board["rounds"]] == ["closed", "pending"]
    check_whole(hall)


def test_a_round_in_which_something_happened_stays_opened(hall: Hall) -> None:
    opened = act(hall, "rounds/essay/open")
    hall.judge("lin").mark("essay", "red", 5)
    assert undo(hall, opened)[0] == 409


@pytest.mark.parametrize("version", [1, 2])
def test_a_set_up_and_a_scored_opening_are_not_taken_back(hall: Hall, version: int) -> None:
    assert undo(hall, version)[0] == 409


def states(hall: Hall) -> list[str]:
    return [a_round["state"] for a_round in hall.stranger.board()["rounds"]]


def test_a_closing_is_taken_back_and_so_is_the_taking_back(hall: Hall) -> None:
    status, undone = undo(hall, 5)
    assert (status, states(hall)) == (201, ["open", "pending"])
    status, again = undo(hall, undone)
    assert (status, states(hall)) == (201, ["closed", "pending"])
    assert undo(hall, again)[0] == 201
    assert states(hall) == ["open", "pending"]
    check_whole(hall)


def test_a_closing_is_not_taken_back_while_another_round_is_open(hall: Hall) -> None:
    act(hall, "rounds/essay/open")
    assert undo(hall, 5)[0] == 409
    assert states(hall) == ["closed", "open"]


def test_a_reopening_is_taken_back_and_what_was_given_meanwhile_stays(hall: Hall) -> None:
    reopened = act(hall, "rounds/buzzer/reopen")
    hall.scorer.award("buzzer", "blue", 10)
    assert undo(hall, reopened)[0] == 201
    assert states(hall) == ["closed", "pending"]
    totals = {row["team"]["id"]: row["total"] for row in hall.stranger.board()["rows"]}
    assert totals == {"red": "20", "blue": "20"}


def test_only_the_newest_turn_of_a_round_is_taken_back(hall: Hall) -> None:
    act(hall, "rounds/buzzer/reopen")
    act(hall, "rounds/buzzer/close")
    assert undo(hall, 5)[0] == 409


def test_a_closing_of_an_announced_stage_stands_until_the_announcement_is_taken_back(
    hall: Hall,
) -> None:
    play_essay(hall)
    closed = hall.version
    announced = act(hall, "stages/heat/advance")
    assert undo(hall, closed)[0] == 409
    undo(hall, announced)
    assert undo(hall, closed)[0] == 201
    check_whole(hall)


def test_an_announcement_brought_back_is_not_lifted_once_the_next_stage_has_begun(
    hall: Hall,
) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    _, lifted = undo(hall, announced)
    _, again = undo(hall, lifted)
    act(hall, "rounds/last/open")
    assert undo(hall, again)[0] == 409
    check_whole(hall)


def test_nothing_is_taken_back_twice(hall: Hall) -> None:
    assert [undo(hall, 5)[0], undo(hall, 5)[0]] == [201, 409]


def test_what_does_not_exist_is_not_taken_back(hall: Hall) -> None:
    for entry in (0, -1, 99):
        body = {"id": str(uuid.uuid4()), "entry": entry, "reason": "wrong"}
        answer = hall.scorer.post("undo", body)
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == "entry"


def test_an_opening_brought_back_does_not_stand_beside_another_open_round(hall: Hall) -> None:
    opened = act(hall, "rounds/essay/open")
    _, undone = undo(hall, opened)
    act(hall, "rounds/buzzer/reopen")
    undo(hall, undone)
    check_whole(hall)


def test_an_announcement_is_taken_back_and_made_again(hall: Hall) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    assert undo(hall, announced)[0] == 201
    assert hall.stranger.board()["stage"]["id"] == "heat"
    act(hall, "stages/heat/advance")
    assert hall.stranger.board()["stage"]["id"] == "final"
    check_whole(hall)


def test_an_announcement_brought_back_does_not_overtake_a_round_opened_since(hall: Hall) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    _, undone = undo(hall, announced)
    act(hall, "rounds/essay/reopen")
    undo(hall, undone)
    check_whole(hall)


def test_an_announcement_brought_back_names_who_is_ahead_now(hall: Hall) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    _, undone = undo(hall, announced)
    correction = {"round": "essay", "team": "blue", "judge": "lin", "value": 20}
    act(hall, "corrections", **correction, reason="misread")
    undo(hall, undone)
    board = hall.stranger.board("?stage=heat")
    leader = board["rows"][0]
    assert leader["team"]["id"] == "blue"
    assert leader["cut"] == "in"


def test_an_announcement_changed_by_a_correction_can_still_be_taken_back(hall: Hall) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    correction = {"round": "essay", "team": "blue", "judge": "lin", "value": 20}
    act(hall, "corrections", **correction, reason="misread", decision="change")
    undo(hall, announced)
    check_whole(hall)


def test_a_mark_of_an_announced_stage_is_taken_back_while_the_same_teams_stay_named(
    hall: Hall,
) -> None:
    act(hall, "rounds/essay/open")
    mark = hall.judge("lin").mark("essay", "red", 5).get_json()["version"]
    hall.judge("lin").mark("essay", "blue", 5)
    act(hall, "rounds/essay/close")
    act(hall, "stages/heat/advance")
    assert undo(hall, mark)[0] == 201
    rows = {row["team"]["id"]: row for row in hall.stranger.board("?stage=heat")["rows"]}
    assert (rows["red"]["cut"], rows["red"]["corrected"]) == ("in", True)
    check_whole(hall)


def test_an_undo_that_would_name_others_asks_for_a_decision(hall: Hall) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    body = {"entry": 3, "reason": "wrong"}
    seen = hall.scorer.post("undo?preview=1", {"id": str(uuid.uuid4()), **body}).get_json()
    assert (seen["announced"]["leaves"], seen["announced"]["enters"]) == (["Red"], ["Blue"])
    assert hall.version == announced
    assert undo(hall, 3)[0] == 409
    kept = hall.scorer.post("undo", {"id": str(uuid.uuid4()), **body, "decision": "keep"})
    assert kept.status_code == 201
    assert [row["team"]["id"] for row in hall.stranger.board()["rows"]] == ["red"]
    assert undo(hall, kept.get_json()["version"])[0] == 201
    changed = hall.scorer.post("undo", {"id": str(uuid.uuid4()), **body, "decision": "change"})
    assert changed.status_code == 201
    assert [row["team"]["id"] for row in hall.stranger.board()["rows"]] == ["blue"]
    assert undo(hall, changed.get_json()["version"])[0] == 201
    assert [row["team"]["id"] for row in hall.stranger.board()["rows"]] == ["red"]
    check_whole(hall)


def test_once_the_next_stage_has_begun_the_announcement_stands(hall: Hall) -> None:
    play_essay(hall)
    announced = act(hall, "stages/heat/advance")
    act(hall, "rounds/last/open")
    assert undo(hall, announced)[0] == 409
