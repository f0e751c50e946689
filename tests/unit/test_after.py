"""What would be: a book with one more entry is what the whole ledger with it would give."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.model import Entry, EntryKind
from scoreboard.contest.record import book as books
from scoreboard.contest.record.book import STRIDE, Book
from scoreboard.contest.words import Refusal
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, picture
from tests.unit.days import CUP, DAYS, Act, day, take_back

SOME = settings(examples(60), phases=[Phase.generate, Phase.shrink])


def whole(book: Book) -> list[Any]:
    """Everything any screen shows, and what is taken back."""
    desks = [desk_board(book, stage) for stage in book.event.stages]
    return [*picture(book), *desks, book.voided, book.counting, list(book.opened)]


def drafted(kind: EntryKind, **rest: Any) -> Entry:
    return Entry(0, "draft", kind, "scorer", "2024-11-30T15:00:00+08:00", **rest)


@SOME
@given(DAYS, st.integers(0, 100))
def test_one_more_entry_is_what_a_replay_with_it_gives(acts: list[Act], cut: int) -> None:
    entries = day(acts).entries
    now = 1 + cut % max(1, len(entries) - 1)
    # One that grew entry by entry, with everything drawn that it keeps.
    book = Book()
    for entry in entries[:now]:
        book.extend(entry)
    before = whole(book)
    for draft in entries[now : now + 1]:
        then = book.after(replace(draft, version=0))
        assert whole(then) == whole(Book.replay(entries[: now + 1]))
        assert then is not book
    assert whole(book) == before, "only looked at"
    assert whole(Book.replay(entries[:now])) == before


@SOME
@given(DAYS, st.integers(0, 100))
def test_taking_back_anything_is_what_a_replay_without_it_gives(acts: list[Act], back: int) -> None:
    scribe = Scribe(CUP)
    scribe.book = day(acts)
    entry = scribe.book.entries[-1 - back % scribe.book.version]
    if entry.kind == "setup":
        return
    draft = drafted("undo", round=entry.round, stage=entry.stage, voids=entry.version)
    with suppress(KeyError):  # an opening that is taken back may leave marks without a round
        replayed = Book.replay(
            [*scribe.book.entries, replace(draft, version=scribe.book.version + 1)]
        )
        assert whole(scribe.book.after(draft)) == whole(replayed)
    with suppress(Refusal):
        undone = take_back(scribe, entry)
        take_back(scribe, undone)
        assert whole(Book.replay(scribe.book.entries)) == whole(scribe.book)


@SOME
@given(acts=DAYS)
@pytest.mark.parametrize(
    "draft",
    [
        drafted("begin", reason="rehearsed"),
        drafted("archive", detail={"archived": True}),
        drafted("setup", setup=replace(CUP, title="Cup again")),
        drafted(
            "setup",
            setup=replace(CUP, rules=replace(CUP.rules, publish="round")),
            detail={"keeps_public": True},
        ),
        drafted("withdraw", team="red", reason="left"),
        drafted("absent", team="blue", round="essay", reason="ill"),
        drafted("excuse", round="essay", judge="wu", reason="tablet broken"),
        drafted("penalty", stage="heat", team="red", value=Decimal(-1), reason="conduct"),
        drafted("release", round="essay", team="gold"),
    ],
    ids=lambda draft: draft.kind,
)
def test_each_kind_of_entry_leaves_the_book_it_is_tried_on_alone(
    acts: list[Act], draft: Entry
) -> None:
    book = day(acts)
    before = whole(book)
    then = book.after(draft)
    entries = [*book.entries, replace(draft, version=book.version + 1)]
    assert whole(then) == whole(Book.replay(entries))
    assert whole(book) == before


def test_what_would_be_is_made_once_for_a_draft_and_not_for_a_later_version() -> None:
    scribe = Scribe(contest()).open("essay")
    draft = drafted("mark", round="essay", team="red", judge="lin", value=Decimal(7))
    then = scribe.book.after(draft)
    assert scribe.book.after(draft) is then
    scribe.mark("essay", "blue", "lin", 9)
    anew = scribe.book.after(draft)
    assert anew.version == then.version + 1
    assert scribe.book.after(replace(draft, id="another")) is not anew


def folded(book: Book, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many entries are folded to say what the book would be with one more."""
    seen: list[Entry] = []

    def fold(state: Any, one: Entry) -> None:
        seen.append(one)
        kept(state, one)

    kept = books.fold
    monkeypatch.setattr(books, "fold", fold)
    book.after(entry)
    monkeypatch.undo()
    return len(seen)


def test_a_preview_folds_what_has_changed_however_long_the_ledger_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scribe = Scribe(contest()).open("buzzer")
    awards = [scribe.award("buzzer", "red", 1) for _ in range(100 * STRIDE)]
    assert folded(scribe.book, drafted("award", round="buzzer", team="red", value=Decimal(1)),
                  monkeypatch) == 1  # fmt: skip
    newest, older = (drafted("undo", voids=awards[-n].version) for n in (3, 10 * STRIDE))
    for book in (scribe.book, Book.replay(scribe.book.entries)):
        assert folded(book, newest, monkeypatch) <= 3 * STRIDE
        assert folded(book, older, monkeypatch) <= 40 * STRIDE


def test_a_set_up_that_is_only_looked_at_leaves_nothing_shown() -> None:
    event = contest(publish="live")
    scribe = Scribe(event).open("essay")
    scribe.mark("essay", "red", "lin", 8)
    new = replace(event, rules=replace(event.rules, publish="team"))
    then = scribe.book.after(drafted("setup", setup=new, detail={"keeps_public": True}))
    assert then.round_record("essay").shown == {"public": {"red"}, "judge": set()}
    assert scribe.book.round_record("essay").shown == {"public": set(), "judge": set()}
