"""A database that lost what was committed: the book goes on from what is there, as another one."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from scoreboard.contest.record.book import Book
from scoreboard.live.acknowledged import Acknowledged, read_acknowledged
from scoreboard.storage.book_cache import BookCache
from scoreboard.storage.database import Database
from scoreboard.storage.ledger import Ledger
from scoreboard.storage.receipts import Receipts
from scoreboard.storage.rescues import keep_lost
from scoreboard.storage.set_aside import SetAside
from tests.support.site import Site
from tests.unit.ledgers import entry, execute, setup, write
from tests.unit.test_book_cache import once

NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
RECEIPTS = Receipts("the server's own")


def known(ledger: Ledger) -> tuple[BookCache, list[tuple[str, int, int]]]:
    """A book of five entries in memory, and what is told of those that were lost."""
    write(ledger, setup(), entry("open", "open", team=None, value=None), entry("a"), entry("b"))
    books, lost = BookCache(ledger, lambda: NOW), []
    books.append("quiz", once(entry("c")))
    books.lost.append(lambda slug, book, shared: lost.append((slug, book.version, shared)))
    return books, lost


def lose(database: Database, ledger: Ledger, version: int) -> None:
    """Set the database back to a version, as a server that was restarted without its last log."""
    last = ledger.since("quiz", version - 1)[0].hash
    execute(database, f"DELETE FROM entries WHERE version > {version}")
    execute(database, f"UPDATE events SET head_version = {version}, head_hash = '{last}'")


def ids(books: BookCache) -> list[str]:
    return books.read("quiz", lambda book: [one.id for one in book.entries])


def test_the_next_write_goes_on_from_what_is_there_as_another_ledger(
    database: Database, ledger: Ledger
) -> None:
    books, lost = known(ledger)
    lose(database, ledger, 3)
    written = books.append("quiz", once(entry("d")))
    assert (written.entry.version, written.new) == (4, True)
    assert ids(books) == ["setup", "open", "a", "d"]
    assert lost == [("quiz", 5, 3)]
    (left,) = books.read("quiz", lambda book: book.history.left)
    assert (left.ledger, left.version, left.how) == ("setup", 3, "lost")
    head = ledger.head("quiz")
    assert head == (left.next, 4)
    assert ledger.verify("quiz") == 4
    assert BookCache(ledger).read("quiz", lambda book: book.history.left) == (left,)
    # A mark that was acknowledged and lost is new again.
    assert books.append("quiz", once(entry("c"))).new


def test_the_watch_notices_it_and_until_then_what_is_known_is_shown(
    database: Database, ledger: Ledger
) -> None:
    books, lost = known(ledger)
    lose(database, ledger, 2)
    assert len(ids(books)) == 5
    head = ledger.heads()["quiz"]
    assert books.is_behind("quiz", head)
    books.recover("quiz")
    books.recover("quiz")
    assert (ids(books), lost) == (["setup", "open"], [("quiz", 5, 2)])
    assert not books.is_behind("quiz", ledger.heads()["quiz"])


def test_other_entries_in_place_of_those_that_are_known_are_noticed(
    database: Database, ledger: Ledger
) -> None:
    books, lost = known(ledger)
    lose(database, ledger, 3)
    # Another process, started since, goes on without knowing of the loss.
    write(ledger, entry("x"), entry("y"))
    assert books.append("quiz", once(entry("d"))).entry.version == 6
    assert ids(books) == ["setup", "open", "a", "x", "y", "d"]
    assert lost == [("quiz", 5, 3)]


def test_more_entries_than_are_known_that_follow_others_are_noticed(
    database: Database, ledger: Ledger
) -> None:
    books, lost = known(ledger)
    lose(database, ledger, 3)
    write(ledger, *(entry(f"x{n}") for n in range(5)))
    assert books.append("quiz", once(entry("d"))).entry.version == 9
    assert lost == [("quiz", 5, 3)]


def test_what_another_process_has_written_is_no_loss(ledger: Ledger) -> None:
    books, lost = known(ledger)
    write(ledger, entry("x"))
    assert books.append("quiz", once(entry("d"))).entry.version == 7
    assert not books.is_behind("quiz", ledger.heads()["quiz"])
    assert lost == []
    assert books.read("quiz", lambda book: book.history.left) == ()


def test_an_event_that_the_database_has_lost_altogether_is_said_and_shown(
    database: Database, ledger: Ledger
) -> None:
    books, _ = known(ledger)
    execute(database, "DELETE FROM entries")
    execute(database, "DELETE FROM events")
    assert len(ids(books)) == 5
    with pytest.raises(SetAside, match="does not hold it any more, though 5 entries are known"):
        books.append("quiz", once(entry("d")))


def test_what_was_lost_is_kept_and_named(
    ledger: Ledger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    books, _ = known(ledger)
    with caplog.at_level(logging.ERROR):
        books.read("quiz", partial(keep_lost, tmp_path / "backups", lambda: NOW, "quiz", shared=3))
    (kept,) = (tmp_path / "backups").iterdir()
    assert kept.name == "lost-quiz-20261126T140000.json"
    assert [one["uid"] for one in json.loads(kept.read_text())["entries"]][-1] == "c"
    assert "has lost what was committed after entry 3, up to entry 5" in caplog.text
    assert str(kept) in caplog.text


def test_a_mark_after_the_loss_is_no_error_and_the_screens_start_over(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.scorer.set_round("open", "r1")
    for team in ("hyzg", "yzwd"):
        assert site.judge("j1").mark("r1", team, 9).status_code == 201
    before = site.scorer.board()["ledger"]
    last = site.services.ledger.since(site.event.slug, 2)[0].hash
    execute(site.services.database, "DELETE FROM entries WHERE version > 3")
    execute(site.services.database, f"UPDATE events SET head_version = 3, head_hash = '{last}'")
    answer = site.judge("j2").mark("r1", "hyzg", 8)
    assert (answer.status_code, answer.get_json()["version"]) == (201, 4)
    assert site.scorer.board()["ledger"] != before
    assert list((tmp_path / "backups").glob("lost-nm2024-*.json"))


def test_what_somebody_was_told_and_is_not_here_begins_another_history(
    database: Database, ledger: Ledger
) -> None:
    """Who starts on a ledger that is shorter than it was knows nothing of it."""
    known(ledger)
    lose(database, ledger, 3)
    books = BookCache(ledger, lambda: NOW)
    told = Acknowledged("setup", {"a": 3, "b": 4, "c": 5})
    assert len(ids(books)) == 3
    # The lost versions are other entries by now, and the first that was told of is not of the loss.
    for uid in ("x", "y", "z"):
        books.append("quiz", once(entry(uid)))
    assert books.go_on_without("quiz", Acknowledged("setup", {"c": 5}).lacking)
    assert not books.go_on_without("quiz", told.lacking), "of another history nothing is lacking"
    (left,) = books.read("quiz", lambda book: book.history.left)
    assert (left.ledger, left.version, left.how) == ("setup", 3, "lost")
    assert ids(books) == ["setup", "open", "a", "x", "y", "z"]
    assert BookCache(ledger).read("quiz", lambda book: book.history.left) == (left,)
    assert books.append("quiz", once(entry("c"))).new, "what was acknowledged is taken again"


def test_what_somebody_was_told_and_is_here_changes_nothing(ledger: Ledger) -> None:
    books, _ = known(ledger)
    assert not books.go_on_without("quiz", Acknowledged("setup", {"b": 4, "c": 5}).lacking)
    assert not books.go_on_without("quiz", Acknowledged("other", {"q": 9}).lacking)
    assert books.read("quiz", lambda book: book.history.left) == ()


@pytest.mark.parametrize(
    "said",
    [
        None, "told", [], {}, {"ledger": "x"}, {"ledger": 4, "entries": [["a", 1]]},
        {"ledger": "x", "entries": []}, {"ledger": "x", "entries": "a"},
        {"ledger": "x", "entries": [["a"], ["a", "1"], ["a", 1], ["a", 1, 2], ["", 1, "é"]]},
        {"ledger": "x", "entries": [["a", 1, ""], ["a", 1, "é"], ["a", 1, RECEIPTS.of("a", 2)]]},
        {"ledger": "x", "entries": [["b", 1, RECEIPTS.of("a", 1)], ["a", 0, RECEIPTS.of("a", 0)]]},
        {"ledger": "x", "entries": [["a", 1, Receipts("another").of("a", 1)]]},
        {"ledger": "x" * 99, "entries": [["a", 1, RECEIPTS.of("a", 1)]]},
        {"ledger": "x", "entries": [["a", 10**30, RECEIPTS.of("a", 10**30)]]},
    ],
)  # fmt: skip
def test_what_no_page_says_is_not_heard(said: object) -> None:
    assert read_acknowledged(said, RECEIPTS) is None


def test_of_what_a_page_says_the_newest_acts_are_heard() -> None:
    entries = [[f"e{n}", 100 - n, RECEIPTS.of(f"e{n}", 100 - n)] for n in range(50)]
    heard = read_acknowledged({"ledger": "x", "entries": entries}, RECEIPTS)
    assert heard
    assert (len(heard.versions), heard.versions["e19"]) == (20, 81)


def test_what_was_never_acknowledged_is_not_believed(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.scorer.set_round("open", "r1")
    said = site.judge("j1").mark("r1", "hyzg", 9).get_json()
    began, judge = site.scorer.board()["ledger"], site.judge("j1").token
    # As of a page that sends under one id and remembers another.
    entries = [["made-up", said["version"], said["receipt"]], ["made-up", said["version"], ""]]
    told = {"ledger": began, "entries": entries}
    auth = {"event": site.event.slug, "view": "judge", "token": judge, "told": told}
    assert site.app.extensions["socketio"].test_client(site.app, auth=auth).is_connected()
    assert site.scorer.board()["ledger"] == began


def test_a_judge_who_was_told_of_what_is_not_here_starts_the_screens_over_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = Site(tmp_path)
    site.scorer.set_round("open", "r1")
    said = site.judge("j1").mark("r1", "hyzg", 9).get_json()
    uid, version, began = said["entry"]["id"], said["version"], site.scorer.board()["ledger"]
    assert said["receipt"] == site.services.receipts.of(uid, version)
    judge, audience = site.judge("j1").token, None

    def connect(view: str, token: str | None, uid: str) -> str:
        entry = [uid, version, site.services.receipts.of(uid, version)]
        told = {"ledger": site.scorer.board()["ledger"], "entries": [entry]}
        auth = {"event": site.event.slug, "view": view, "token": token, "told": told}
        screen = site.app.extensions["socketio"].test_client(site.app, auth=auth)
        assert screen.is_connected()
        return str(site.scorer.board()["ledger"])

    assert connect("judge", judge, uid) == began, "it is here"
    assert connect("audience", audience, "made-up") == began, "only who is known is heard"
    with caplog.at_level(logging.ERROR):
        after = connect("judge", judge, "made-up")
    assert after != began
    assert "the database has lost what judge:j1 was told is saved" in caplog.text
    assert connect("judge", judge, "made-up-too") == after
    assert site.judge("j1").mark("r1", "yzwd", 9).status_code == 201


def test_a_book_is_read_anew_where_the_act_is_refused(tmp_path: Path) -> None:
    """The history is another one also where what is asked for may not be."""
    site = Site(tmp_path)
    site.scorer.set_round("open", "r1")
    first = site.services.ledger.since(site.event.slug, 0)[0].hash
    execute(site.services.database, "DELETE FROM entries WHERE version > 1")
    execute(site.services.database, f"UPDATE events SET head_version = 1, head_hash = '{first}'")
    answer = site.judge("j2").mark("r1", "hyzg", 8)
    assert answer.status_code in (202, 409), "the round that was open is not, any more"
    assert site.services.books.read(site.event.slug, _left) == [("lost", 1)]


def _left(book: Book) -> list[tuple[str, int]]:
    return [(one.how, one.version) for one in book.history.left]
