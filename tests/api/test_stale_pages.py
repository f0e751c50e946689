"""A page that slept through the end of a rehearsal does nothing to the event."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.hall import Hall
from tests.unit.contests import contest, heat, judged, people, points

CUP = replace(contest(heat(judged(), points()), judges=people("lin")), locale="en")


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path, CUP)


def start(hall: Hall) -> str:
    """A rehearsal; its ledger."""
    assert hall.organiser.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 200
    return str(hall.stranger.board()["ledger"])


def act(hall: Hall, path: str, ledger: str, **body: Any) -> TestResponse:
    """What the desk does on a page that shows this ledger."""
    scorer = hall.scorer
    return scorer.client.post(
        f"/api/v1/events/quiz/{path}",
        json={"id": str(uuid.uuid4()), **body},
        headers={**scorer.headers, "X-Scoreboard-Ledger": ledger},
    )


def test_a_desk_that_shows_a_rehearsal_which_is_over_opens_nothing_in_the_event(hall: Hall) -> None:
    copy = start(hall)
    assert act(hall, "rounds/essay/open", copy).status_code == 200
    assert hall.organiser.delete("rehearsal").status_code == 200
    answer = act(hall, "rounds/essay/open", copy)
    assert answer.status_code == 409
    assert "in the rehearsal" in answer.get_json()["detail"]
    assert hall.version == 1


def test_a_desk_that_shows_the_event_does_nothing_in_a_rehearsal(hall: Hall) -> None:
    own = str(hall.stranger.board()["ledger"])
    start(hall)
    answer = act(hall, "penalties", own, team="red", points=-5, reason="noise")
    assert (answer.status_code, hall.version) == (409, 1)


def test_a_withdrawal_of_an_award_waits_for_the_play_it_belongs_to(hall: Hall) -> None:
    own = str(hall.stranger.board()["ledger"])
    hall.scorer.turn("open", "buzzer")
    uid = str(uuid.uuid4())
    hall.judge("lin").award("buzzer", "red", 10, id=uid)
    hall.scorer.turn("close", "buzzer")
    start(hall)
    judge = hall.judge("lin")
    answer = judge.client.delete(
        f"/api/v1/events/quiz/awards/{uid}", headers={**judge.headers, "X-Scoreboard-Ledger": own}
    )
    assert answer.status_code == 409
    assert answer.get_json()["errors"][0]["field"] == "ledger", "so that the tablet keeps it"


def test_whoever_names_no_ledger_means_the_play_that_runs(hall: Hall) -> None:
    start(hall)
    assert hall.scorer.turn("open", "essay").status_code == 200
