"""Clearing all and beginning: what came before is set aside, stays readable, and can come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scoreboard.contest.acts.beginning import (
    check_begin,
    check_rehearsal,
    check_same_ledger,
    played,
)
from scoreboard.contest.acts.undoing import check_sound, check_undo
from scoreboard.contest.model import Entry, Event
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal
from tests.unit.contests import Scribe, contest, final, heat, judged, people, picture, points

CUP = contest(heat(judged(), points(), advance=2), final(points("last")), judges=people("lin wu"))


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value


def evening() -> Scribe:
    """A whole first stage: played, penalised, one team withdrawn, announced."""
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 9", blue="8 8", green="7 7")
    scribe.close("essay").open("buzzer").awards("buzzer", blue=10).close("buzzer")
    scribe.write("withdraw", team="green", reason="left")
    scribe.advance("heat", "blue", "red")
    return scribe


def begin(scribe: Scribe) -> Entry:
    check_begin(scribe.book)
    return scribe.write("begin", by="organiser", reason="The rehearsal is over.")


def undo(scribe: Scribe, entry: Entry) -> Entry:
    """An undo as the desk writes it."""
    check_undo(scribe.book, entry)
    draft = Entry(0, "draft", "undo", "scorer", "", voids=entry.version)
    check_sound(scribe.book, scribe.book.after(draft))
    return scribe.undo(entry)


def test_after_a_begin_everything_is_as_before_the_first_round() -> None:
    scribe = evening()
    begin(scribe)
    fresh = Scribe(CUP)
    drawn, clean = scribe.board("desk"), fresh.board("desk")
    for key in ("rows", "rounds", "status", "announced", "stage"):
        assert drawn[key] == clean[key], key  # type: ignore[literal-required]
    assert played(scribe.book) == []
    assert scribe.book.withdrawn == {}
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


def test_the_set_up_stays_and_so_does_every_entry() -> None:
    scribe = evening()
    renamed = replace(CUP, title="Cup")
    scribe.write("setup", setup=renamed)
    before = list(scribe.book.entries)
    begin(scribe)
    assert scribe.book.event == renamed
    assert scribe.book.entries[:-1] == before
    assert all(scribe.book.by_id[entry.id] is entry for entry in before)


def test_what_is_played_after_a_begin_counts_alone() -> None:
    scribe = evening()
    begun = begin(scribe)
    scribe.open("essay").mark("essay", "red", "lin", 5)
    assert [e.kind for e in played(scribe.book)] == ["open", "mark"]
    assert scribe.table()[0] == ("red", 1, "5")
    assert scribe.book.begun_at == begun.version
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


def test_nothing_played_is_nothing_to_clear() -> None:
    scribe = Scribe(CUP)
    assert "nothing to clear" in str(refusal(lambda: check_begin(scribe.book)))
    scribe.undo(scribe.open("essay").book.entries[-1])
    refusal(lambda: check_begin(scribe.book))
    begin(evening())
    cleared = evening()
    begin(cleared)
    refusal(lambda: check_begin(cleared.book))


def test_what_was_before_a_begin_cannot_be_taken_back() -> None:
    scribe = evening()
    mark = next(e for e in scribe.book.entries if e.kind == "mark")
    taken = undo(scribe, next(e for e in scribe.book.entries if e.kind == "advance"))
    begin(scribe)
    for entry in (mark, taken):
        refused = refusal(lambda e=entry: check_undo(scribe.book, e))  # type: ignore[misc]
        assert "cleared" in str(refused)


def test_a_begin_taken_back_brings_everything_back() -> None:
    scribe = evening()
    before = scribe.board("desk")["rows"]
    undone = undo(scribe, begin(scribe))
    assert scribe.board("desk")["rows"] == before
    assert scribe.book.begun_at == 0
    assert list(scribe.book.announced) == ["heat"]
    undo(scribe, undone)
    assert played(scribe.book) == []
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


def test_a_begin_stays_once_something_was_played_after_it() -> None:
    scribe = evening()
    begun = begin(scribe)
    opened = scribe.open("essay").book.entries[-1]
    assert "played since" in str(refusal(lambda: check_undo(scribe.book, begun)))
    undo(scribe, opened)
    undo(scribe, begun)


def test_a_begin_taken_back_is_not_brought_back_over_what_was_played_then() -> None:
    scribe = evening()
    undone = undo(scribe, begin(scribe))
    scribe.open("last")
    assert "played since" in str(refusal(lambda: check_undo(scribe.book, undone)))


@pytest.mark.parametrize(
    "event",
    [
        replace(CUP, teams=CUP.teams[1:]),
        replace(CUP, stages=(heat(judged(max=1), points(), advance=2), CUP.stages[1])),
        replace(CUP, stages=(replace(CUP.stages[0], advance=1), CUP.stages[1])),
    ],
)
def test_what_comes_back_must_fit_the_set_up_that_was_changed_meanwhile(event: Event) -> None:
    scribe = evening()
    begun = begin(scribe)
    scribe.write("setup", setup=event)
    assert refusal(lambda: check_undo(scribe.book, begun)).because == "not_now"


def test_a_second_begin_sets_the_first_play_and_the_second_aside() -> None:
    scribe = evening()
    begin(scribe)
    scribe.open("essay").mark("essay", "red", "lin", 5)
    second = begin(scribe)
    assert (scribe.book.begun_at, played(scribe.book)) == (second.version, [])
    undo(scribe, second)
    assert [e.kind for e in played(scribe.book)] == ["open", "mark"]


def test_every_play_has_an_id_of_its_own() -> None:
    scribe = evening()
    first = scribe.book.ledger_id
    assert first == scribe.book.entries[0].id == scribe.board()["ledger"]
    begun = begin(scribe)
    assert (
        scribe.book.ledger_id
        == begun.id
        == scribe.board()["ledger"]
        == scribe.sheet("lin")["ledger"]
    )
    undo(scribe, begun)
    assert scribe.book.ledger_id == first


def test_a_mark_of_another_play_is_refused_in_words() -> None:
    scribe = evening()
    first = scribe.book.ledger_id
    check_same_ledger(scribe.book, first)
    check_same_ledger(scribe.book, None)
    assert "in the rehearsal" in str(refusal(lambda: check_same_ledger(scribe.book, "elsewhere")))
    begin(scribe)
    assert "cleared" in str(refusal(lambda: check_same_ledger(scribe.book, first)))
    copy = rehearsal()
    assert "before the rehearsal" in str(refusal(lambda: check_same_ledger(copy.book, first)))


def rehearsal() -> Scribe:
    scribe = Scribe(CUP)
    entry = replace(scribe.book.entries[0], id="copy", detail={"rehearsal": True})
    scribe.book = Book.replay([entry])
    return scribe


def test_a_rehearsal_says_so_on_boards_and_sheets() -> None:
    scribe = rehearsal()
    assert scribe.board()["rehearsal"]
    assert scribe.sheet("lin")["rehearsal"]
    assert not Scribe(CUP).board()["rehearsal"]
    scribe.open("essay").mark("essay", "red", "lin", 5)
    assert scribe.book.at(1).rehearsal


def test_in_a_rehearsal_nothing_is_cleared_and_none_begins() -> None:
    scribe = rehearsal().open("essay")
    assert "End it first" in str(refusal(lambda: check_begin(scribe.book)))
    assert "already" in str(refusal(lambda: check_rehearsal(scribe.book)))


def test_a_rehearsal_waits_for_the_open_round() -> None:
    scribe = Scribe(CUP).open("essay")
    assert "Essay is open" in str(refusal(lambda: check_rehearsal(scribe.book)))
    check_rehearsal(scribe.close("essay").book)


def test_an_event_is_archived_and_taken_out_again() -> None:
    scribe = evening()
    rows = scribe.board()["rows"]
    scribe.write("archive", detail={"archived": True})
    assert scribe.book.archived
    assert scribe.board()["rows"] == rows
    begin(scribe)
    assert scribe.book.archived, "an archive is not part of a play"
    scribe.write("archive", detail={"archived": False})
    assert not scribe.book.archived
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)
