"""The book: folded entry by entry, and always what a replay of the whole ledger gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.model import Entry, Event, Judge, Team
from scoreboard.contest.record.book import Book
from tests.unit.contests import Scribe, contest, final, heat, judged, points

QUIZ = contest(
    heat(judged(), points(), advance=2, base=Decimal(10)),
    final(judged("talk", drop_low=1), carry=Decimal("0.5")),
    tie_breaks=("latest_round", "best_marks"),
    decimals=1,
)


def changed(event: Event, how: str) -> Event:
    """The set-up with a corrected name, another recusal, or one more team."""
    if how == "rename":
        return replace(event, title=event.title + " again")
    if how == "recuse":
        lin, *others = event.judges
        return replace(event, judges=(replace(lin, recused=("red",)), *others))
    late = Team(f"late{len(event.teams)}", "Late")
    return replace(event, teams=(*event.teams, late))


def test_nothing_has_happened_in_an_empty_book() -> None:
    book = Book()
    assert book.version == 0
    with pytest.raises(ValueError, match="begin with a set-up"):
        _ = book.event


def test_an_entry_out_of_turn_is_not_taken_in() -> None:
    scribe = Scribe(QUIZ)
    for version in (1, 3):
        with pytest.raises(ValueError, match="does not follow version 1"):
            scribe.book.extend(Entry(version, "x", "open", "scorer", "", round="essay"))
    assert scribe.book.version == 1
    assert scribe.book.by_id.keys() == {"id-1"}


def test_a_set_up_that_sets_nothing_up_is_no_ledger() -> None:
    with pytest.raises(ValueError, match="set"):
        _ = Book.replay([Entry(1, "x", "setup", "scorer", "")]).event


def test_an_announcement_of_no_stage_is_no_ledger() -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # in whatever words
        Scribe(QUIZ).write("advance", detail={"teams": ["red"]})


def test_a_second_mark_of_a_judge_replaces_the_first() -> None:
    scribe = Scribe(QUIZ).open("essay")
    scribe.mark("essay", "red", "lin", 10)
    scribe.mark("essay", "red", "lin", 16)
    kept = scribe.book.round_record("essay").marks["red"]["lin"]
    assert (kept.value, kept.version, kept.corrected) == (16, 4, False)


def test_a_correction_stands_for_the_mark_until_the_judge_changes_it_knowingly() -> None:
    scribe = Scribe(QUIZ).open("essay")
    scribe.mark("essay", "red", "lin", 1)
    correction = scribe.correct("essay", "red", "lin", 19)
    marks = scribe.book.round_record("essay").marks
    assert (marks["red"]["lin"].value, marks["red"]["lin"].corrected) == (19, True)
    scribe.undo(correction)
    marks = scribe.book.round_record("essay").marks
    assert (marks["red"]["lin"].value, marks["red"]["lin"].corrected) == (1, False)


def test_a_mark_of_nothing_is_no_mark() -> None:
    scribe = Scribe(QUIZ).open("essay")
    scribe.write("mark", round="essay", team="red", judge="lin")
    assert scribe.book.round_record("essay").marks.get("red", {}) == {}
    assert scribe.book.scores(QUIZ.stages[0].rounds[0])["red"].score is None


def test_undoing_an_old_mark_does_not_touch_the_newer_one() -> None:
    scribe = Scribe(QUIZ).open("essay")
    first = scribe.mark("essay", "red", "lin", 10)
    scribe.mark("essay", "red", "lin", 16)
    undone = scribe.undo(first)
    assert scribe.book.round_record("essay").marks["red"]["lin"].value == 16
    scribe.undo(undone)
    assert scribe.book.round_record("essay").marks["red"]["lin"].value == 16


def test_only_what_is_taken_back_is_void() -> None:
    scribe = Scribe(QUIZ).open("buzzer")
    award = scribe.award("buzzer", "red", 10)
    first = scribe.undo(award)
    assert scribe.book.voided == {award.version}
    scribe.undo(first)
    assert scribe.book.voided == {first.version}


def test_rounds_are_opened_closed_and_reopened() -> None:
    scribe = Scribe(QUIZ)
    assert not scribe.book.open_rounds
    scribe.open("essay")
    assert scribe.book.open_rounds == [QUIZ.round("essay")]
    scribe.close("essay")
    assert not scribe.book.open_rounds
    assert scribe.book.round_record("essay").state == "closed"
    scribe.reopen("essay")
    assert scribe.book.open_rounds == [QUIZ.round("essay")]
    assert list(scribe.book.opened) == ["essay"]


def test_the_stage_moves_on_when_its_result_is_announced() -> None:
    scribe = Scribe(QUIZ)
    heat_, final_ = QUIZ.stages
    assert scribe.book.stage is heat_
    assert scribe.book.teams_of(heat_) == QUIZ.teams
    assert scribe.book.teams_of(final_) == ()
    scribe.advance("heat", "blue", "green")
    assert scribe.book.stage is final_
    assert {team.id for team in scribe.book.teams_of(final_)} == {"blue", "green"}
    assert not scribe.book.final
    scribe.advance("final", "green")
    assert scribe.book.final
    assert scribe.book.stage is final_


def test_the_newest_set_up_is_in_force_and_keeps_what_was_scored() -> None:
    scribe = Scribe(QUIZ).open("buzzer").awards("buzzer", red=10)
    entry = scribe.write("setup", setup=changed(QUIZ, "join"))
    assert scribe.book.newest_setup is entry
    assert [row[0] for row in scribe.table()] == ["red", "blue", "green", "late3"]
    assert scribe.table()[0] == ("red", 1, "20.0")


def test_a_judge_recused_on_the_day_takes_no_part_in_the_score_any_more() -> None:
    scribe = Scribe(QUIZ).open("essay").marks("essay", red="20 10", blue="8 9")
    assert scribe.book.scores(QUIZ.stages[0].rounds[0])["red"].score == 15
    scribe.write("setup", setup=changed(QUIZ, "recuse"))
    assert scribe.book.scores(QUIZ.stages[0].rounds[0])["red"].score == 10


def test_a_mark_that_no_longer_counts_breaks_no_tie() -> None:
    event = contest(heat(judged()), tie_breaks=("best_marks",))
    scribe = Scribe(event).open("essay").marks("essay", red="20 10", blue="12 8", green="0 0")
    panel = (Judge("lin", "Lin", recused=("red",)), event.judges[1])
    scribe.write("setup", setup=replace(event, judges=panel))
    assert scribe.table()[:2] == [("blue", 1, "10"), ("red", 2, "10")]
