"""Rehearsing at the event's own addresses: everything works, and nothing of it is left."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people, points

CUP = replace(
    contest(heat(judged(), points(), advance=1), final(points("last")), judges=people("lin wu")),
    locale="en",
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The essay is closed in the event itself: red 9, blue 8, green nothing."""
    made = Site(tmp_path, CUP)
    made.scorer.set_round("open", "essay")
    for judge in ("lin", "wu"):
        made.judge(judge).mark("essay", "red", 9)
        made.judge(judge).mark("essay", "blue", 8)
    made.scorer.set_round("close", "essay")
    return made


def start(site: Site, uid: str | None = None) -> int:
    return site.organiser.post("rehearsal", {"id": uid or str(uuid.uuid4())}).status_code


def end(site: Site) -> None:
    answer = site.organiser.delete("rehearsal")
    assert (answer.status_code, answer.get_json()) == (200, {"rehearsal": False})


def content(folder: Path) -> list[tuple[Any, ...]]:
    """Every row of every table."""
    with closing(sqlite3.connect(folder / "scoreboard.db")) as connection:
        return [
            (table, *row)
            for table in ("events", "entries", "access")
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        ]


def play(site: Site) -> None:
    """Much of a rehearsal: marks, a correction, an undo, a penalty, an announcement."""
    site.scorer.set_round("open", "essay")
    for team, value in (("red", 1), ("blue", 20), ("green", 20)):
        for judge in ("lin", "wu"):
            assert site.judge(judge).mark("essay", team, value).status_code == 201
    body = {"id": str(uuid.uuid4()), "round": "essay", "team": "red", "judge": "lin", "value": 2}
    assert site.scorer.post("corrections", {**body, "reason": "misread"}).status_code == 201
    site.scorer.set_round("close", "essay")
    site.scorer.set_round("open", "buzzer")
    assert site.judge("lin").award("buzzer", "green", 10).status_code == 201
    site.scorer.set_round("close", "buzzer")
    assert site.scorer.post("stages/heat/advance").status_code == 200


def test_nothing_of_a_rehearsal_is_left_in_the_event(site: Site, tmp_path: Path) -> None:
    before, board = content(tmp_path), site.stranger.board()
    assert start(site) == 200
    play(site)
    assert site.stranger.board()["stage"]["id"] == "final"
    end(site)
    assert content(tmp_path) == before
    assert site.stranger.board() == board
    assert site.services.ledger.verify("quiz") == board["version"]


def test_a_rehearsal_begins_with_nothing_but_the_set_up_and_says_so(site: Site) -> None:
    own = site.stranger.board()
    uid = str(uuid.uuid4())
    assert start(site, uid) == 200
    board = site.stranger.board()
    assert (board["rehearsal"], board["version"], board["ledger"]) == (True, 1, uid)
    assert {row["total"] for row in board["rows"]} == {None}
    assert (own["rehearsal"], own["ledger"] == uid) == (False, False)
    assert site.judge("lin").get("board").status_code == 200, "the same links open it"
    end(site)
    assert site.stranger.board() == own


def test_nobody_keeps_a_board_of_the_event_for_one_of_the_rehearsal(tmp_path: Path) -> None:
    site = Site(tmp_path, CUP)
    client = site.app.test_client()
    for path in ("board", "teams/red/reckoning"):
        kept = {"If-None-Match": client.get(f"/api/v1/events/quiz/{path}").headers["ETag"]}
        start(site)
        assert client.get(f"/api/v1/events/quiz/{path}", headers=kept).status_code == 200
        end(site)
        assert client.get(f"/api/v1/events/quiz/{path}", headers=kept).status_code == 304


def test_while_it_runs_the_events_own_chain_can_be_verified(site: Site) -> None:
    version = site.version
    start(site)
    play(site)
    ledger = site.services.ledger
    assert ledger.verify("quiz", own=True) == version
    assert ledger.verify("quiz") == site.version
    assert [e.version for e in ledger.since("quiz", 0, own=True)] == list(range(1, version + 1))


def test_a_second_rehearsal_has_nothing_of_the_first(site: Site) -> None:
    start(site)
    play(site)
    first = site.stranger.board()["ledger"]
    end(site)
    start(site)
    board = site.stranger.board()
    assert (board["version"], board["announced"]) == (1, None)
    assert board["ledger"] != first


def test_a_mark_counts_only_in_the_play_it_was_made_in(site: Site) -> None:
    own = site.stranger.board()["ledger"]
    start(site)
    copy = site.stranger.board()["ledger"]
    site.scorer.set_round("open", "essay")
    late = site.judge("lin").mark("essay", "red", 5, ledger=own)
    assert late.status_code == 409
    assert "before the rehearsal" in late.get_json()["detail"]
    assert site.judge("lin").mark("essay", "red", 5, ledger=copy).status_code == 201
    site.scorer.set_round("close", "essay")
    end(site)
    site.scorer.set_round("open", "buzzer")
    for answer in (
        site.judge("lin").award("buzzer", "red", 10, ledger=copy),
        site.judge("lin").mark("essay", "red", 5, ledger=copy),
    ):
        assert answer.status_code == 409
        assert "in the rehearsal" in answer.get_json()["detail"]
    assert site.judge("lin").award("buzzer", "red", 10, ledger=own).status_code == 201
    assert [row["total"] for row in site.stranger.board()["rows"]] == ["19", "8", "0"]


def test_only_the_organiser_rehearses(site: Site) -> None:
    for person in (site.scorer, site.judge("lin")):
        assert person.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 403
        assert person.delete("rehearsal").status_code == 403
    assert site.stranger.post("rehearsal").status_code == 401
    assert not site.stranger.board()["rehearsal"]


def test_a_lost_answer_is_asked_for_again_and_two_organisers_do_not_start_two(site: Site) -> None:
    uid = str(uuid.uuid4())
    assert (start(site, uid), start(site, uid), start(site)) == (200, 200, 409)
    assert site.version == 1
    end(site)
    end(site)


def test_an_open_round_comes_first(site: Site) -> None:
    site.scorer.set_round("open", "buzzer")
    answer = site.organiser.post("rehearsal", {"id": str(uuid.uuid4())})
    assert answer.status_code == 409
    assert "Buzzer" in answer.get_json()["detail"]
    assert not site.stranger.board()["rehearsal"]


def test_nothing_of_the_event_itself_changes_while_it_rehearses(site: Site) -> None:
    start(site)
    organiser = site.organiser
    setup = organiser.get("setup").get_json()
    body = {"id": str(uuid.uuid4()), "setup": setup["setup"], "since": setup["version"]}
    body["setup"]["event"]["title"] = "Another"
    url = "/api/v1/events/quiz/setup"
    changed = organiser.client.put(url, json=body, headers=organiser.headers)
    site.scorer.set_round("open", "essay")
    begun = organiser.post("begin", {"id": str(uuid.uuid4()), "reason": "now"})
    archived = organiser.post("archive", {"id": str(uuid.uuid4())})
    for answer in (changed, begun, archived):
        assert answer.status_code == 409
        assert "End it first" in answer.get_json()["detail"]
    end(site)
    assert site.event == site.services.books.read("quiz", lambda book: book.event)


def test_nobody_reaches_a_rehearsal_by_a_name_of_its_own(site: Site) -> None:
    start(site)
    for slug in ("~1", "quiz~", "~"):
        assert site.app.test_client().get(f"/api/v1/events/{slug}/board").status_code == 404
    events = site.app.test_client().get("/api/v1/events").get_json()["events"]
    assert [(event["slug"], event["rehearsal"]) for event in events] == [("quiz", True)]


@pytest.mark.parametrize("path", ["/e/quiz", "/e/quiz/display", "/e/quiz/judge"])
def test_the_pages_of_the_hall_say_rehearsal(site: Site, path: str) -> None:
    def shown() -> str:
        client = site.app.test_client()
        client.get(site.links["judges"][0]["url"].removeprefix("http://hall"))
        return client.get(path).get_data(as_text=True)

    assert "rehearsal-mark" not in shown()
    start(site)
    assert "rehearsal-mark" in shown()
    assert "Rehearsal" in shown()
