"""Rehearsing at the event's own addresses: everything works, and nothing of it is left."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.hall import Hall
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = replace(
    contest(heat(judged(), points(), advance=1), final(points("last")), judges=people("lin wu")),
    locale="en",
)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """The essay is closed in the event itself: red 9, blue 8, green nothing."""
    made = Hall(tmp_path, CUP)
    made.scorer.turn("open", "essay")
    for judge in ("lin", "wu"):
        made.judge(judge).mark("essay", "red", 9)
        made.judge(judge).mark("essay", "blue", 8)
    made.scorer.turn("close", "essay")
    return made


def start(hall: Hall, uid: str | None = None) -> int:
    return hall.organiser.post("rehearsal", {"id": uid or str(uuid.uuid4())}).status_code


def end(hall: Hall) -> None:
    answer = hall.organiser.delete("rehearsal")
    assert (answer.status_code, answer.get_json()) == (200, {"rehearsal": False})


def content(folder: Path) -> list[tuple[Any, ...]]:
    """Every row of every table."""
    with closing(sqlite3.connect(folder / "scoreboard.db")) as connection:
        return [
            (table, *row)
            for table in ("events", "entries", "access")
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        ]


def play(hall: Hall) -> None:
    """Much of a rehearsal: marks, a correction, an undo, a penalty, an announcement."""
    hall.scorer.turn("open", "essay")
    for team, value in (("red", 1), ("blue", 20), ("green", 20)):
        for judge in ("lin", "wu"):
            assert hall.judge(judge).mark("essay", team, value).status_code == 201
    body = {"id": str(uuid.uuid4()), "round": "essay", "team": "red", "judge": "lin", "value": 2}
    assert hall.scorer.post("corrections", {**body, "reason": "misread"}).status_code == 201
    hall.scorer.turn("close", "essay")
    hall.scorer.turn("open", "buzzer")
    assert hall.judge("lin").award("buzzer", "green", 10).status_code == 201
    hall.scorer.turn("close", "buzzer")
    assert hall.scorer.post("stages/heat/advance").status_code == 200


def test_nothing_of_a_rehearsal_is_left_in_the_event(hall: Hall, tmp_path: Path) -> None:
    before, board = content(tmp_path), hall.stranger.board()
    assert start(hall) == 200
    play(hall)
    assert hall.stranger.board()["stage"]["id"] == "final"
    end(hall)
    assert content(tmp_path) == before
    assert hall.stranger.board() == board
    assert hall.services.ledger.verify("quiz") == board["version"]


def test_a_rehearsal_begins_with_nothing_but_the_set_up_and_says_so(hall: Hall) -> None:
    own = hall.stranger.board()
    uid = str(uuid.uuid4())
    assert start(hall, uid) == 200
    board = hall.stranger.board()
    assert (board["rehearsal"], board["version"], board["ledger"]) == (True, 1, uid)
    assert {row["total"] for row in board["rows"]} == {None}
    assert (own["rehearsal"], own["ledger"] == uid) == (False, False)
    assert hall.judge("lin").get("board").status_code == 200, "the same links open it"
    end(hall)
    assert hall.stranger.board() == own


def test_nobody_keeps_a_board_of_the_event_for_one_of_the_rehearsal(tmp_path: Path) -> None:
    hall = Hall(tmp_path, CUP)
    client = hall.app.test_client()
    for path in ("board", "teams/red/reckoning"):
        kept = {"If-None-Match": client.get(f"/api/v1/events/quiz/{path}").headers["ETag"]}
        start(hall)
        assert client.get(f"/api/v1/events/quiz/{path}", headers=kept).status_code == 200
        end(hall)
        assert client.get(f"/api/v1/events/quiz/{path}", headers=kept).status_code == 304


def test_while_it_runs_the_events_own_chain_can_be_verified(hall: Hall) -> None:
    version = hall.version
    start(hall)
    play(hall)
    ledger = hall.services.ledger
    assert ledger.verify("quiz", own=True) == version
    assert ledger.verify("quiz") == hall.version
    assert [e.version for e in ledger.since("quiz", 0, own=True)] == list(range(1, version + 1))


def test_a_second_rehearsal_has_nothing_of_the_first(hall: Hall) -> None:
    start(hall)
    play(hall)
    first = hall.stranger.board()["ledger"]
    end(hall)
    start(hall)
    board = hall.stranger.board()
    assert (board["version"], board["announced"]) == (1, None)
    assert board["ledger"] != first


def test_a_mark_counts_only_in_the_play_it_was_made_in(hall: Hall) -> None:
    own = hall.stranger.board()["ledger"]
    start(hall)
    copy = hall.stranger.board()["ledger"]
    hall.scorer.turn("open", "essay")
    late = hall.judge("lin").mark("essay", "red", 5, ledger=own)
    assert late.status_code == 409
    assert "before the rehearsal" in late.get_json()["detail"]
    assert hall.judge("lin").mark("essay", "red", 5, ledger=copy).status_code == 201
    hall.scorer.turn("close", "essay")
    end(hall)
    hall.scorer.turn("open", "buzzer")
    for answer in (
        hall.judge("lin").award("buzzer", "red", 10, ledger=copy),
        hall.judge("lin").mark("essay", "red", 5, ledger=copy),
    ):
        assert answer.status_code == 409
        assert "in the rehearsal" in answer.get_json()["detail"]
    assert hall.judge("lin").award("buzzer", "red", 10, ledger=own).status_code == 201
    assert [row["total"] for row in hall.stranger.board()["rows"]] == ["19", "8", "0"]


def test_only_the_organiser_rehearses(hall: Hall) -> None:
    for person in (hall.scorer, hall.judge("lin")):
        assert person.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 403
        assert person.delete("rehearsal").status_code == 403
    assert hall.stranger.post("rehearsal").status_code == 401
    assert not hall.stranger.board()["rehearsal"]


def test_a_lost_answer_is_asked_for_again_and_two_organisers_do_not_start_two(hall: Hall) -> None:
    uid = str(uuid.uuid4())
    assert (start(hall, uid), start(hall, uid), start(hall)) == (200, 200, 409)
    assert hall.version == 1
    end(hall)
    end(hall)


def test_an_open_round_comes_first(hall: Hall) -> None:
    hall.scorer.turn("open", "buzzer")
    answer = hall.organiser.post("rehearsal", {"id": str(uuid.uuid4())})
    assert answer.status_code == 409
    assert "Buzzer" in answer.get_json()["detail"]
    assert not hall.stranger.board()["rehearsal"]


def test_nothing_of_the_event_itself_changes_while_it_rehearses(hall: Hall) -> None:
    start(hall)
    organiser = hall.organiser
    setup = organiser.get("setup").get_json()
    body = {"id": str(uuid.uuid4()), "setup": setup["setup"], "since": setup["version"]}
    body["setup"]["event"]["title"] = "Another"
    url = "/api/v1/events/quiz/setup"
    changed = organiser.client.put(url, json=body, headers=organiser.headers)
    hall.scorer.turn("open", "essay")
    begun = organiser.post("begin", {"id": str(uuid.uuid4()), "reason": "now"})
    archived = organiser.post("archive", {"id": str(uuid.uuid4())})
    for answer in (changed, begun, archived):
        assert answer.status_code == 409
        assert "End it first" in answer.get_json()["detail"]
    end(hall)
    assert hall.event == hall.services.books.read("quiz", lambda book: book.event)


def test_nobody_reaches_a_rehearsal_by_a_name_of_its_own(hall: Hall) -> None:
    start(hall)
    for slug in ("~1", "quiz~", "~"):
        assert hall.app.test_client().get(f"/api/v1/events/{slug}/board").status_code == 404
    events = hall.app.test_client().get("/api/v1/events").get_json()["events"]
    assert [(event["slug"], event["rehearsal"]) for event in events] == [("quiz", True)]


@pytest.mark.parametrize("path", ["/e/quiz", "/e/quiz/display", "/e/quiz/judge"])
def test_the_pages_of_the_hall_say_rehearsal(hall: Hall, path: str) -> None:
    def shown() -> str:
        client = hall.app.test_client()
        client.get(hall.links["judges"][0]["url"].removeprefix("http://hall"))
        return client.get(path).get_data(as_text=True)

    assert "rehearsal-mark" not in shown()
    start(hall)
    assert "rehearsal-mark" in shown()
    assert "Rehearsal" in shown()
