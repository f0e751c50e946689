"""Whatever happens on the day, the book that grew is the book a replay gives."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts import running
from scoreboard.contest.acts.undoing import check_undo_of_cleared
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal
from tests.support.examples import examples
from tests.unit.contests import Scribe, picture
from tests.unit.test_book import QUIZ, changed

ROUNDS = ("essay", "buzzer", "talk")
JUDGED = ("essay", "talk")
TEAMS = ("red", "blue", "green")
JUDGES = ("lin", "wu")
# What may happen, with all it needs; an undo names an earlier entry by how far back it lies.
ACTS = st.one_of(
    st.tuples(st.just("turn"), st.sampled_from(ROUNDS)),
    st.tuples(st.just("turn"), st.sampled_from(ROUNDS)),
    st.tuples(
        st.sampled_from(["mark", "correction"]),
        st.sampled_from(JUDGED),
        st.sampled_from(TEAMS),
        st.sampled_from(JUDGES),
        st.integers(0, 20),
    ),
    st.tuples(st.just("award"), st.sampled_from(TEAMS), st.integers(-20, 20)),
    st.tuples(st.just("undo"), st.integers(1, 6)),
    st.tuples(st.just("undo"), st.integers(1, 6)),
    st.tuples(st.just("advance"), st.permutations(TEAMS)),
    st.tuples(st.just("begin"), st.just({})),
    st.tuples(st.just("archive"), st.sampled_from([{"archived": True}, {"archived": False}])),
    st.tuples(st.just("setup"), st.sampled_from(["rename", "recuse", "join"])),
)
HISTORIES = st.lists(ACTS, min_size=5, max_size=30)


def write(scribe: Scribe, act: tuple[Any, ...]) -> None:
    """Let the scribe write one act; what the order of things forbids is left out."""
    match act:
        case ("mark" | "correction" as kind, round_id, team, judge, value):
            scribe.write(kind, round=round_id, team=team, judge=judge, value=Decimal(value))
        case ("award", team, value):
            scribe.award("buzzer", team, value)
        case ("undo", back):
            take_back(scribe, back)
        case ("advance", teams):
            if not scribe.book.open_rounds and not scribe.book.announced:
                scribe.advance("heat", *teams[:2])
        case ("begin" | "archive" as kind, detail):
            scribe.write(kind, detail=detail)
        case ("setup", how):
            scribe.write("setup", setup=changed(scribe.book.event, how))
        case ("turn", round_id):
            turn(scribe, round_id)


def take_back(scribe: Scribe, back: int) -> None:
    """Undo an entry so far back, where an undo of it is lawful and none stands yet."""
    entry = scribe.book.entries[max(0, scribe.book.version - back)]
    done = {e.voids for e in scribe.book.entries if e.version not in scribe.book.voided}
    lawful = entry.kind in ("mark", "correction", "award", "undo", "begin")
    if lawful and entry.version not in done:
        with suppress(Refusal):
            check_undo_of_cleared(scribe.book, entry, scribe.book.origin(entry))
            scribe.undo(entry)


def turn(scribe: Scribe, round_id: str) -> None:
    """Close the round that is open; else open this one, or open it again, if its turn has come."""
    if scribe.book.open_rounds:
        scribe.close(scribe.book.open_rounds[0].id)
        return
    a_round = scribe.book.find_round(round_id)
    with suppress(Refusal):
        running.check_open(scribe.book, a_round)
        scribe.open(round_id)
        return
    with suppress(Refusal):
        running.check_reopen(scribe.book, a_round)
        scribe.reopen(round_id)


def history(acts: Iterable[tuple[Any, ...]]) -> Scribe:
    scribe = Scribe(QUIZ)
    for act in acts:
        write(scribe, act)
    return scribe


@given(HISTORIES)
@examples(60)
def test_a_replay_of_any_history_gives_the_book_that_grew_entry_by_entry(
    acts: list[tuple[Any, ...]],
) -> None:
    scribe = history(acts)
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


@given(HISTORIES, st.data())
@examples(40)
def test_the_book_of_an_earlier_version_is_the_book_as_it_was_then(
    acts: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    scribe = Scribe(QUIZ)
    seen = {1: picture(scribe.book)}
    for act in acts:
        write(scribe, act)
        seen[scribe.book.version] = picture(scribe.book)
    version = data.draw(st.sampled_from(sorted(seen)))
    assert picture(scribe.book.at(version)) == seen[version]


@given(HISTORIES, st.sampled_from(TEAMS), st.integers(1, 20))
@examples(40)
def test_an_undo_undoes_and_its_own_undo_brings_it_back(
    acts: list[tuple[Any, ...]], team: str, value: int
) -> None:
    scribe = history(acts)

    def rows() -> list[Any]:
        return [scribe.board("desk", stage)["rows"] for stage in ("heat", "final")]

    before = rows()
    award = scribe.award("buzzer", team, value)
    after = rows()
    undone = scribe.undo(award)
    assert rows() == before
    again = scribe.undo(undone)
    assert rows() == after
    scribe.undo(again)
    assert rows() == before
    assert award in scribe.book.entries
