"""What the desk and the tablets read when nothing can be cleared, rehearsed or counted now."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.contest.acts.beginning import (
    check_begin,
    check_not_rehearsing,
    check_rehearsal,
    check_same_ledger,
    played,
    was_played,
)
from tests.unit.contests import Scribe
from tests.unit.test_beginning import CUP, begin, evening, refusal, rehearsal


def test_who_rehearses_already_reads_to_end_the_rehearsal_first() -> None:
    copy = rehearsal().book
    assert str(refusal(lambda: check_not_rehearsing(copy))) == (
        "A rehearsal is running. End it first."
    )
    assert str(refusal(lambda: check_rehearsal(copy))) == "A rehearsal is already running."
    check_not_rehearsing(Scribe(CUP).book)


def test_who_wants_to_rehearse_during_the_essay_reads_to_close_it() -> None:
    open_essay = Scribe(CUP).open("essay").book
    assert str(refusal(lambda: check_rehearsal(open_essay))) == (
        "Essay is open. Close it before you rehearse."
    )


def test_who_clears_an_event_that_nobody_has_played_reads_that_there_is_nothing_to_clear() -> None:
    assert str(refusal(lambda: check_begin(Scribe(CUP).book))) == (
        "Nothing has been played yet, so there is nothing to clear."
    )


def test_a_mark_from_before_the_rehearsal_waits_for_its_own_play() -> None:
    refused = refusal(lambda: check_same_ledger(rehearsal().book, "id-1"))
    assert str(refused) == "This was entered before the rehearsal. It counts nowhere in it."
    # The tablet keeps what is refused because of the play, to send it again after the rehearsal.
    assert refused.field == "ledger"


def test_a_mark_from_before_everything_was_cleared_is_lost_for_good() -> None:
    scribe = evening()
    first = scribe.book.ledger_id
    begin(scribe)
    refused = refusal(lambda: check_same_ledger(scribe.book, first))
    assert str(refused) == "This was entered before everything was cleared. It does not count."
    assert refused.field is None


def test_a_mark_of_the_rehearsal_is_none_of_the_event() -> None:
    refused = refusal(lambda: check_same_ledger(evening().book, "copy"))
    assert str(refused) == "This was entered in the rehearsal. It does not count in the event."
    assert refused.field is None


def test_set_ups_archives_and_what_was_taken_back_are_no_play() -> None:
    scribe = Scribe(CUP)
    scribe.write("archive", detail={"archived": True})
    scribe.write("setup", setup=replace(CUP, title="Cup"))
    undone = scribe.undo(scribe.open("essay").book.entries[-1])
    assert (played(scribe.book), was_played(scribe.book)) == ([], False)
    scribe.undo(undone)
    assert [entry.kind for entry in played(scribe.book)] == ["open"]
    assert was_played(scribe.book)
    begin(scribe)
    assert (played(scribe.book), was_played(scribe.book)) == ([], False)
