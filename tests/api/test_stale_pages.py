"""A page that slept through the end of a rehearsal does nothing to the event."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.site import Site
from tests.unit.contests import contest, heat, judged, people, points

CUP = replace(contest(heat(judged(), points()), judges=people("lin")), locale="en")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, CUP)


def start(site: Site) -> str:
    """A rehearsal; its ledger."""
    assert site.organiser.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 200
    return str(site.stranger.board()["ledger"])


def act(site: Site, path: str, ledger: str, **body: Any) -> TestResponse:
    """What the desk does on a page that shows this ledger."""
    scorer = site.scorer
    return scorer.client.post(
        f"/api/v1/events/quiz/{path}",
        json={"id": str(uuid.uuid4()), **body},
        headers={**scorer.headers, "X-Scoreboard-Ledger": ledger},
    )


def test_a_desk_that_shows_a_rehearsal_which_is_over_opens_nothing_in_the_event(site: Site) -> None:
    copy = start(site)
    assert act(site, "rounds/essay/open", copy).status_code == 200
    assert site.organiser.delete("rehearsal").status_code == 200
    answer = act(site, "rounds/essay/open", copy)
    assert answer.status_code == 409
    assert "in the rehearsal" in answer.get_json()["detail"]
    assert site.version == 1


def test_a_desk_that_shows_the_event_does_nothing_in_a_rehearsal(site: Site) -> None:
    own = str(site.stranger.board()["ledger"])
    start(site)
    answer = act(site, "penalties", own, team="red", points=-5, reason="noise")
    assert (answer.status_code, site.version) == (409, 1)


def test_a_withdrawal_of_an_award_waits_for_the_play_it_belongs_to(site: Site) -> None:
    own = str(site.stranger.board()["ledger"])
    site.scorer.set_round("open", "buzzer")
    uid = str(uuid.uuid4())
    site.judge("lin").award("buzzer", "red", 10, id=uid)
    site.scorer.set_round("close", "buzzer")
    start(site)
    judge = site.judge("lin")
    answer = judge.client.delete(
        f"/api/v1/events/quiz/awards/{uid}", headers={**judge.headers, "X-Scoreboard-Ledger": own}
    )
    assert answer.status_code == 409
    assert answer.get_json()["errors"][0]["field"] == "ledger", "so that the tablet keeps it"


def test_whoever_names_no_ledger_means_the_play_that_runs(site: Site) -> None:
    start(site)
    assert site.scorer.set_round("open", "essay").status_code == 200
