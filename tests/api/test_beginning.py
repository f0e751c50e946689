"""Clearing all and beginning over HTTP, after a backup; and keeping an event out of the lists."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from scoreboard.storage.backup import check
from tests.support.hall import Hall, Person
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = replace(
    contest(heat(judged(), points(), advance=1), final(points("last")), judges=people("lin wu")),
    locale="en",
)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """The essay is open; red has 9 from Lin."""
    made = Hall(tmp_path, CUP)
    made.scorer.turn("open", "essay")
    made.judge("lin").mark("essay", "red", 9)
    return made


def test_an_archived_event_is_out_of_the_list_and_works_on(hall: Hall) -> None:
    def listed() -> list[str]:
        answer = hall.app.test_client().get("/api/v1/events")
        return [event["slug"] for event in answer.get_json()["events"]]

    body = {"id": str(uuid.uuid4())}
    assert hall.scorer.post("archive", body).status_code == 403
    answer = hall.organiser.post("archive", body)
    assert answer.get_json() == {"archived": True, "version": 4}
    assert hall.organiser.post("archive", body).status_code == 200, "the same id again"
    assert listed() == []
    assert hall.organiser.post("archive", {"id": str(uuid.uuid4())}).status_code == 409
    assert hall.judge("wu").mark("essay", "red", 9).status_code == 201
    assert hall.organiser.post("unarchive", {"id": str(uuid.uuid4())}).status_code == 200
    assert listed() == ["quiz"]


def begin(hall: Hall, **rest: Any) -> TestResponse:
    body = {"id": str(uuid.uuid4()), "reason": "The rehearsal is over.", **rest}
    return hall.organiser.post("begin", body)


def test_before_everything_is_cleared_a_backup_is_made(hall: Hall, tmp_path: Path) -> None:
    answer = begin(hall)
    assert answer.status_code == 200, answer.text
    done = answer.get_json()
    assert done["entry"]["kind"] == "begin"
    assert done["backup"].startswith("before-begin-quiz-")
    assert check(tmp_path / "backups" / done["backup"]) == {"quiz": 3}
    board = hall.stranger.board()
    assert (board["version"], board["rows"][0]["total"]) == (4, None)
    assert [r["state"] for r in board["rounds"]] == ["pending", "pending"]


def test_a_repeated_begin_clears_nothing_again(hall: Hall, tmp_path: Path) -> None:
    uid = str(uuid.uuid4())
    first = begin(hall, id=uid).get_json()
    hall.scorer.turn("open", "essay")
    hall.judge("lin").mark("essay", "red", 4)
    assert begin(hall, id=uid).get_json() == first
    assert hall.stranger.board()["rows"][0]["total"] == "4"
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_without_a_backup_nothing_is_cleared(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("no folder")
    answer = begin(hall)
    assert answer.status_code == 409
    assert "so nothing was cleared" in answer.get_json()["detail"]
    assert hall.version == 3


def test_beginning_is_the_organisers_and_takes_a_reason(hall: Hall) -> None:
    body = {"id": str(uuid.uuid4()), "reason": "now"}
    assert hall.scorer.post("begin", body).status_code == 403
    assert begin(hall, reason="").status_code == 422
    assert begin(hall).status_code == 200
    assert begin(hall).status_code == 409, "nothing was played since"


def test_a_begin_is_taken_back_as_other_acts_are(hall: Hall) -> None:
    before = hall.stranger.board()["rows"]
    entry = begin(hall).get_json()["version"]
    body = {"id": str(uuid.uuid4()), "entry": entry, "reason": "too early"}
    assert hall.organiser.post("undo", body).status_code == 201
    assert hall.stranger.board()["rows"] == before


def taken_back(person: Person, entry: int, query: str = "") -> TestResponse:
    return person.post(
        f"undo{query}", {"id": str(uuid.uuid4()), "entry": entry, "reason": "too early"}
    )


def test_a_scorer_neither_takes_a_begin_back_nor_brings_it_back(hall: Hall) -> None:
    entry = begin(hall).get_json()["version"]
    for query in ("", "?preview=1"):
        answer = taken_back(hall.scorer, entry, query)
        assert answer.status_code == 403
        assert answer.get_json()["detail"] == "Only the organiser can take this back."
    assert hall.version == entry
    undone = taken_back(hall.organiser, entry).get_json()["version"]
    assert taken_back(hall.scorer, undone).status_code == 403
    assert taken_back(hall.organiser, undone).status_code == 201


def test_a_scorer_does_not_show_an_archived_event_in_the_lists_again(hall: Hall) -> None:
    entry = hall.organiser.post("archive", {"id": str(uuid.uuid4())}).get_json()["version"]
    assert taken_back(hall.scorer, entry).status_code == 403
    assert hall.app.test_client().get("/api/v1/events").get_json()["events"] == []


def test_a_mark_from_before_everything_was_cleared_does_not_count(hall: Hall) -> None:
    ledger = hall.stranger.board()["ledger"]
    begin(hall)
    hall.scorer.turn("open", "essay")
    late = hall.judge("wu").mark("essay", "red", 20, ledger=ledger)
    assert late.status_code == 409
    assert "cleared" in late.get_json()["detail"]
