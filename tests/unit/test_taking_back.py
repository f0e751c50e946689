"""What can be taken back and when, and in which words the desk is told that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts.undoing import check_sound, check_undo
from scoreboard.contest.record.book import Book
from tests.unit.contests import Scribe, contest, final, heat, points
from tests.unit.test_running import refusal

CUP = contest(heat(points(), points("sprint"), advance=1), final(points("last")), teams="red blue")
PLAYING: dict[str, Any] = {
    "teams": ["red", "blue"], "name": "Play-off", "min": "-9", "max": "9", "awards": ["1"],
}  # fmt: skip


def day(*opened: str) -> Scribe:
    """These rounds were played and closed, and red won each."""
    scribe = Scribe(CUP)
    for round_id in opened:
        scribe.open(round_id).awards(round_id, red=20, blue=10).close(round_id)
    return scribe


def announced() -> Scribe:
    scribe = day("buzzer", "sprint")
    scribe.advance("heat", "red")
    return scribe


def refused_with(act: Callable[[], object]) -> str:
    refused = refusal(act)
    assert refused.because == "not_now"
    return str(refused)


def no_undo(scribe: Scribe, version: int) -> str:
    """What the desk is told when it wants to take this entry back."""
    return refused_with(lambda: check_undo(scribe.book, scribe.book.entries[version - 1]))


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    scribe = day("buzzer")
    award = scribe.book.entries[2]
    scribe.undo(award)
    assert no_undo(scribe, award.version) == "This has already been taken back."


def test_the_set_up_is_not_taken_back() -> None:
    told_so = "A set-up is not taken back. Change it on the set-up page."
    assert no_undo(day("buzzer"), 1) == told_so


def test_of_a_rounds_openings_and_closings_only_the_newest_is_taken_back() -> None:
    scribe = day("buzzer").reopen("buzzer")
    turns = [entry for entry in scribe.book.entries if entry.kind in ("open", "close", "reopen")]
    *older, newest = turns
    for turn in older:
        assert no_undo(scribe, turn.version) == "Buzzer has been opened or closed again since."
    check_undo(scribe.book, newest)


def test_a_round_in_which_red_has_points_stays_opened_until_they_are_taken_back() -> None:
    scribe = Scribe(CUP).open("buzzer")
    award = scribe.award("buzzer", "red", 10)
    assert no_undo(scribe, 2) == "Something has happened in this round since it was opened."
    scribe.undo(award)
    check_undo(scribe.book, scribe.book.entries[1])


def test_what_happened_beside_the_round_does_not_keep_it_open() -> None:
    scribe = day("buzzer")
    opened = scribe.write("open", round="sprint")
    scribe.write("penalty", stage="heat", team="red", value=Decimal(-5), reason="prompting")
    check_undo(scribe.book, opened)


def test_what_shaped_an_announced_heat_is_not_taken_back_but_its_figures_may_be() -> None:
    scribe = day("buzzer", "sprint")
    order = {"order": ["blue", "red"], "lots": []}
    shaped = [
        scribe.book.entries[-1],
        scribe.write("order", round="sprint", detail=order),
        scribe.write("lots", stage="heat", detail=order),
        scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING),
    ]
    scribe.close("playoff1")
    penalty = scribe.write("penalty", stage="heat", team="blue", value=Decimal(-5), reason="noise")
    for entry in (*shaped, penalty):
        check_undo(scribe.book, entry)
    scribe.advance("heat", "red")
    announced_already = "The result of Heat is already announced. Take the announcement back first."
    assert [no_undo(scribe, e.version) for e in shaped] == [announced_already] * 4
    for figure in (penalty, scribe.book.entries[2]):
        check_undo(scribe.book, figure)


def test_a_withdrawal_is_of_no_stage_and_can_be_taken_back_at_any_time() -> None:
    scribe = announced()
    check_undo(scribe.book, scribe.write("withdraw", team="blue", reason="ill"))


def test_once_the_final_has_begun_the_announcement_of_the_heat_stands() -> None:
    scribe = announced()
    named = scribe.book.entries[-1]
    check_undo(scribe.book, named)
    scribe.open("last")
    assert no_undo(scribe, named.version) == "The stage after Heat has begun."


def unsound(then: Scribe, before: Scribe | None = None) -> str:
    book = before.book if before else Book.replay(then.book.entries[:-1])
    return refused_with(lambda: check_sound(book, then.book))


def test_a_day_that_went_by_the_rules_is_sound() -> None:
    scribe = announced()
    check_sound(scribe.book.at(scribe.book.version - 1), scribe.book)
    check_sound(scribe.book, scribe.book)
    scribe.open("last")
    check_sound(scribe.book, scribe.book)


def test_two_rounds_that_would_be_open_are_refused_by_the_name_of_the_first() -> None:
    both = Scribe(CUP).open("buzzer").open("sprint")
    assert unsound(both) == "Buzzer is still open. Close it first."


def test_an_announced_heat_with_an_open_round_or_play_off_is_no_result() -> None:
    no_more = "The result of Heat would no longer be what was announced."
    assert unsound(announced().reopen("sprint")) == no_more
    scribe = day("buzzer", "sprint")
    scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    scribe.advance("heat", "red")
    assert unsound(scribe) == no_more


def test_a_final_announced_without_its_heat_is_looked_at_too() -> None:
    scribe = day("buzzer", "sprint")
    scribe.advance("final", "red")
    assert unsound(scribe) == "The result of Final would no longer be what was announced."


@pytest.mark.parametrize("kept", [True, False])
def test_who_was_named_against_the_standings_may_stay_but_nobody_new_is_named_so(
    kept: bool,
) -> None:
    scribe = announced()
    then = announced()
    if kept:
        scribe.award("buzzer", "blue", 50)
    then.award("buzzer", "blue", 50)
    then.award("buzzer", "blue", 1)
    if kept:
        check_sound(scribe.book, then.book)
    else:
        assert unsound(then, scribe).startswith("The result of Heat would no longer")


def test_what_was_announced_may_come_to_differ_only_when_that_is_decided() -> None:
    scribe, then = announced(), announced()
    then.award("buzzer", "blue", 50)
    check_sound(scribe.book, then.book, decided=True)
    assert unsound(then, scribe) == "The result of Heat would no longer be what was announced."


def test_bringing_lots_back_is_judged_as_the_lots_are() -> None:
    scribe = day("buzzer", "sprint")
    scribe.write("penalty", stage="heat", team="blue", value=Decimal(-5), reason="noise")
    lots = scribe.write("lots", stage="heat", detail={"order": ["blue", "red"]})
    undone = scribe.write("undo", stage="heat", voids=lots.version, reason="early")
    check_undo(scribe.book, undone)
    scribe.advance("heat", "red")
    assert no_undo(scribe, undone.version).startswith("The result of Heat is already announced.")


def test_lots_of_the_final_are_no_lots_of_the_heat() -> None:
    scribe = day("buzzer", "sprint")
    first = scribe.write("lots", stage="heat", detail={"order": ["blue", "red"]})
    scribe.advance("heat", "blue")
    last = scribe.write("lots", stage="final", detail={"order": ["blue"]})
    check_undo(scribe.book, last)
    assert no_undo(scribe, first.version).startswith("The result of Heat is already announced.")


def test_an_announcement_brought_back_names_who_is_ahead_now_or_nobody() -> None:
    scribe = announced()
    named = scribe.book.entries[-1]
    undone = scribe.undo(named)
    then = Scribe(CUP)
    for entry in scribe.book.entries[1:]:
        then.book.extend(entry)
    scribe.award("buzzer", "blue", 50)
    then.award("buzzer", "blue", 50)
    then.undo(undone)
    assert unsound(then, scribe) == "The result of Heat would no longer be what was announced."
