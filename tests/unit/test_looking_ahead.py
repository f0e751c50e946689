"""What a correction or an undo would change is drawn up once, however often it is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal
from scoreboard.verbs.correcting import Correct, TakeBack
from scoreboard.verbs.preparing import ChangeSetup
from scoreboard.verbs.scorekeeping import AnnounceResult
from scoreboard.verbs.verb import Verb
from tests.unit.contests import contest, final, heat, points
from tests.unit.desks import ORGANISER, SCORER, Desk


@pytest.fixture
def replays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Red and blue were announced; how long each book was that has been replayed since."""
    event = contest(heat(points(), advance=2), final(points("last")))
    desk.do(ChangeSetup(ORGANISER, "setup", event))
    desk.rounds("open buzzer")
    desk.award(red=30, blue=20, green=10)
    desk.rounds("close buzzer")
    desk.do(AnnounceResult(SCORER, "named", "heat"))
    lengths: list[int] = []
    replay = Book.replay

    def counted(entries: list[object]) -> Book:
        lengths.append(len(entries))
        return replay(entries)  # type: ignore[arg-type]

    monkeypatch.setattr(Book, "replay", counted)
    return lengths


def correct(value: int, **said: str) -> Correct:
    return Correct(SCORER, "one", "buzzer", "green", None, value, "misread", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "verb",
    [correct(15), correct(40, decision="change"), TakeBack(SCORER, "one", 5, "wrong", "")],
    ids=["harmless", "names others", "taken back"],
)
@pytest.mark.parametrize("how", ["write", "preview"])
def test_the_ledger_is_replayed_once_at_most(
    desk: Desk, replays: list[int], verb: Verb, how: str
) -> None:
    act: Callable[..., object] = getattr(desk.writer, how)
    act("quiz", verb)
    assert replays.count(8) <= 1, "the ledger with the entry in question"


def test_a_refusal_for_want_of_a_decision_replays_it_once_at_most(
    desk: Desk, replays: list[int]
) -> None:
    with pytest.raises(Refusal, match="is announced, and this would change it"):
        desk.writer.write("quiz", correct(40))
    assert len(replays) <= 1


def test_what_comes_next_is_drawn_up_anew_after_another_entry(desk: Desk) -> None:
    desk.do(ChangeSetup(ORGANISER, "setup", contest(heat(points()))))
    desk.rounds("open buzzer")
    draft = desk.do(correct(5))
    first = desk.books.read("quiz", lambda book: book.after(draft))
    desk.award(red=10)
    then = desk.books.read("quiz", lambda book: book.after(draft))
    assert (first.version, then.version) == (4, 5)
    assert desk.books.read("quiz", lambda book: book.version) == 4, "the book itself stays"
