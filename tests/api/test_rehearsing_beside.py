"""Several processes on one database: each follows the others into a rehearsal and out of it."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from flask import Flask

from scoreboard.app import create_app, services_of
from scoreboard.contest.record.book import Book
from tests.support.hall import Hall, config_in
from tests.unit.contests import contest, heat, judged, points


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """An event whose first round is closed."""
    made = Hall(tmp_path, contest(heat(judged(), points())))
    made.scorer.turn("open", "essay")
    made.scorer.turn("close", "essay")
    return made


def start(hall: Hall) -> None:
    assert hall.organiser.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 200


def end(hall: Hall) -> None:
    assert hall.organiser.delete("rehearsal").status_code == 200


def beside(folder: Path) -> Flask:
    """Another process on the same database."""
    return create_app(config_in(folder))


def test_another_process_follows_into_the_rehearsal_and_out_again(
    hall: Hall, tmp_path: Path
) -> None:
    other = services_of(beside(tmp_path)).books
    own = other.board("quiz", "public")
    heads = other.heads()
    start(hall)
    assert other.heads() != heads, "its watch sees that there is something to tell"
    assert other.board("quiz", "public")["rehearsal"]
    hall.scorer.turn("open", "essay")
    assert other.board("quiz", "public")["rounds"][0]["state"] == "open"
    end(hall)
    assert other.board("quiz", "public") == own
    assert other.heads() == heads


def test_another_process_writes_into_what_is_played_now(hall: Hall, tmp_path: Path) -> None:
    other = beside(tmp_path)
    services_of(other).books.board("quiz", "public")
    start(hall)
    hall.scorer.turn("open", "essay")
    judge = hall.judge("lin")
    judge.client = other.test_client()
    assert judge.mark("essay", "red", 20).status_code == 201
    assert hall.stranger.board()["version"] == 3
    end(hall)
    assert judge.mark("essay", "red", 20).status_code == 409, "closed in the event itself"


def test_a_server_that_starts_anew_is_still_rehearsing(hall: Hall, tmp_path: Path) -> None:
    start(hall)
    hall.scorer.turn("open", "essay")
    books = services_of(beside(tmp_path)).books

    def look(book: Book) -> tuple[bool, int]:
        return book.rehearsal, book.version

    assert books.read("quiz", look) == (True, 2)
