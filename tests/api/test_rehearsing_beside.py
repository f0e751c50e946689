"""Several processes on one database: each follows the others into a rehearsal and out of it."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from flask import Flask

from scoreboard.app import create_app, services_of
from scoreboard.contest.record.book import Book
from tests.support.site import Site, config_in
from tests.unit.contests import contest, heat, judged, points


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An event whose first round is closed."""
    made = Site(tmp_path, contest(heat(judged(), points())))
    made.scorer.set_round("open", "essay")
    made.scorer.set_round("close", "essay")
    return made


def start(site: Site) -> None:
    assert site.organiser.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 200


def end(site: Site) -> None:
    assert site.organiser.delete("rehearsal").status_code == 200


def beside(folder: Path) -> Flask:
    """Another process on the same database."""
    return create_app(config_in(folder))


def test_another_process_follows_into_the_rehearsal_and_out_again(
    site: Site, tmp_path: Path
) -> None:
    services = services_of(beside(tmp_path))
    other, heads = services.boards, services.books.heads()
    own = other.board("quiz", "public")
    start(site)
    assert services.books.heads() != heads, "its watch sees that there is something to tell"
    assert other.board("quiz", "public")["rehearsal"]
    site.scorer.set_round("open", "essay")
    assert other.board("quiz", "public")["rounds"][0]["state"] == "open"
    end(site)
    assert other.board("quiz", "public") == own
    assert services.books.heads() == heads


def test_another_process_writes_into_what_is_played_now(site: Site, tmp_path: Path) -> None:
    other = beside(tmp_path)
    services_of(other).boards.board("quiz", "public")
    start(site)
    site.scorer.set_round("open", "essay")
    judge = site.judge("lin")
    judge.client = other.test_client()
    assert judge.mark("essay", "red", 20).status_code == 201
    assert site.stranger.board()["version"] == 3
    end(site)
    assert judge.mark("essay", "red", 20).status_code == 409, "closed in the event itself"


def test_a_server_that_starts_anew_is_still_rehearsing(site: Site, tmp_path: Path) -> None:
    start(site)
    site.scorer.set_round("open", "essay")
    books = services_of(beside(tmp_path)).books

    def look(book: Book) -> tuple[bool, int]:
        return book.rehearsal, book.version

    assert books.read("quiz", look) == (True, 2)
