"""Clearing all and beginning over HTTP, after a backup; and keeping an event out of the lists."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from scoreboard.storage.backup import check
from tests.support.site import Person, Site
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = replace(
    contest(heat(judged(), points(), advance=1), final(points("last")), judges=people("lin wu")),
    locale="en",
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The essay is open; red has 9 from Lin."""
    made = Site(tmp_path, CUP)
    made.scorer.set_round("open", "essay")
    made.judge("lin").mark("essay", "red", 9)
    return made


def test_an_archived_event_is_out_of_the_list_and_works_on(site: Site) -> None:
    def listed() -> list[str]:
        answer = site.app.test_client().get("/api/v1/events")
        return [event["slug"] for event in answer.get_json()["events"]]

    body = {"id": str(uuid.uuid4())}
    assert site.scorer.post("archive", body).status_code == 403
    answer = site.organiser.post("archive", body)
    assert answer.get_json() == {"archived": True, "version": 4}
    assert site.organiser.post("archive", body).status_code == 200, "the same id again"
    assert listed() == []
    assert site.organiser.post("archive", {"id": str(uuid.uuid4())}).status_code == 409
    assert site.judge("wu").mark("essay", "red", 9).status_code == 201
    assert site.organiser.post("unarchive", {"id": str(uuid.uuid4())}).status_code == 200
    assert listed() == ["quiz"]


def begin(site: Site, **rest: Any) -> TestResponse:
    body = {"id": str(uuid.uuid4()), "reason": "The rehearsal is over.", **rest}
    return site.organiser.post("begin", body)


def test_before_everything_is_cleared_a_backup_is_made(site: Site, tmp_path: Path) -> None:
    answer = begin(site)
    assert answer.status_code == 200, answer.text
    done = answer.get_json()
    assert done["entry"]["kind"] == "begin"
    assert done["backup"].startswith("before-begin-quiz-")
    assert check(tmp_path / "backups" / done["backup"]) == {"quiz": 3}
    board = site.stranger.board()
    assert (board["version"], board["rows"][0]["total"]) == (4, None)
    assert [r["state"] for r in board["rounds"]] == ["pending", "pending"]


def test_a_repeated_begin_clears_nothing_again(site: Site, tmp_path: Path) -> None:
    uid = str(uuid.uuid4())
    first = begin(site, id=uid).get_json()
    site.scorer.set_round("open", "essay")
    site.judge("lin").mark("essay", "red", 4)
    assert begin(site, id=uid).get_json() == first
    assert site.stranger.board()["rows"][0]["total"] == "4"
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_without_a_backup_nothing_is_cleared(site: Site, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("no folder")
    answer = begin(site)
    assert answer.status_code == 409
    assert "so nothing was cleared" in answer.get_json()["detail"]
    assert site.version == 3


def test_beginning_is_the_organisers_and_takes_a_reason(site: Site) -> None:
    body = {"id": str(uuid.uuid4()), "reason": "now"}
    assert site.scorer.post("begin", body).status_code == 403
    assert begin(site, reason="").status_code == 422
    assert begin(site).status_code == 200
    assert begin(site).status_code == 409, "nothing was played since"


def test_a_begin_is_taken_back_as_other_acts_are(site: Site) -> None:
    before = site.stranger.board()["rows"]
    entry = begin(site).get_json()["version"]
    body = {"id": str(uuid.uuid4()), "entry": entry, "reason": "too early"}
    assert site.organiser.post("undo", body).status_code == 201
    assert site.stranger.board()["rows"] == before


def taken_back(person: Person, entry: int, query: str = "") -> TestResponse:
    return person.post(
        f"undo{query}", {"id": str(uuid.uuid4()), "entry": entry, "reason": "too early"}
    )


def test_a_scorer_neither_takes_a_begin_back_nor_brings_it_back(site: Site) -> None:
    entry = begin(site).get_json()["version"]
    for query in ("", "?preview=1"):
        answer = taken_back(site.scorer, entry, query)
        assert answer.status_code == 403
        assert answer.get_json()["detail"] == "Only the organiser can take this back."
    assert site.version == entry
    undone = taken_back(site.organiser, entry).get_json()["version"]
    assert taken_back(site.scorer, undone).status_code == 403
    assert taken_back(site.organiser, undone).status_code == 201


def test_a_scorer_does_not_show_an_archived_event_in_the_lists_again(site: Site) -> None:
    entry = site.organiser.post("archive", {"id": str(uuid.uuid4())}).get_json()["version"]
    assert taken_back(site.scorer, entry).status_code == 403
    assert site.app.test_client().get("/api/v1/events").get_json()["events"] == []


def test_a_mark_from_before_everything_was_cleared_does_not_count(site: Site) -> None:
    ledger = site.stranger.board()["ledger"]
    begin(site)
    site.scorer.set_round("open", "essay")
    late = site.judge("wu").mark("essay", "red", 20, ledger=ledger)
    assert late.status_code == 409
    assert "cleared" in late.get_json()["detail"]
