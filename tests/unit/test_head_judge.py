"""The head judge's word: the last tie-break, entered at the desk, where all else is tied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.contest.acts.advancing import blocking_tie
from scoreboard.contest.words import Refusal
from scoreboard.verbs.settling import HeadJudgeDecides
from tests.unit.contests import Scribe, contest, heat, people, points
from tests.unit.desks import SCORER

JUDGES = (replace(people("lin")[0], head=True), *people("wu"))


def cup(advance: int = 1, judges: Any = JUDGES) -> Scribe:
    """Red, blue and green are equal; black is behind them."""
    event = contest(heat(points(), advance=advance), teams="red blue green black", judges=judges)
    scribe = Scribe(event).open("buzzer")
    return scribe.awards("buzzer", red=20, blue=20, green=20, black=10).close("buzzer")


def say(scribe: Scribe, *teams: str) -> Any:
    verb = HeadJudgeDecides(SCORER, "w", "heat", teams, "the better argument")
    draft = verb.draft(scribe.book).entry("w", SCORER, "2024-11-30T15:00:00+08:00")
    entry = verb.allow(scribe.book, draft)
    rest = {key: getattr(entry, key) for key in ("stage", "judge", "reason", "detail")}
    return scribe.write("word", **rest)


def decided(scribe: Scribe) -> dict[str, Any]:
    return {row["team"]["id"]: row["decided_by"] for row in scribe.board("desk")["rows"]}


def test_the_head_judge_puts_one_in_front_and_the_others_stay_tied() -> None:
    scribe = cup()
    entry = say(scribe, "green")
    assert (entry.judge, entry.reason) == ("lin", "the better argument")
    assert [(row.team.id, row.rank) for row in scribe.rows()] == [
        ("green", 1), ("red", 2), ("blue", 2), ("black", 3),
    ]  # fmt: skip
    assert decided(scribe)["green"] == "the head judge's word"
    assert decided(scribe)["black"] is None
    assert blocking_tie(scribe.book, scribe.book.stage) is None
    scribe.undo(entry)
    assert blocking_tie(scribe.book, scribe.book.stage) is not None


def test_it_is_asked_again_where_the_rest_are_tied_for_a_seat() -> None:
    scribe = cup(advance=2)
    say(scribe, "green")
    tie = blocking_tie(scribe.book, scribe.book.stage)
    assert tie is not None
    assert (tie.teams, tie.seats) == (("red", "blue"), 1)
    say(scribe, "blue")
    assert [row.team.id for row in scribe.rows()] == ["green", "blue", "red", "black"]


def test_the_whole_order_can_be_said_at_once() -> None:
    scribe = cup()
    say(scribe, "blue", "green", "red")
    assert [row.team.id for row in scribe.rows()] == ["blue", "green", "red", "black"]
    assert not any(row.tied for row in scribe.rows())


@pytest.mark.parametrize("teams", [("black",), ("red", "black"), ("red", "red"), ()])
def test_the_word_is_only_about_those_who_share_a_place(teams: tuple[str, ...]) -> None:
    with pytest.raises(Refusal):
        say(cup(), *teams)


def test_without_a_head_judge_there_is_no_word_to_enter() -> None:
    with pytest.raises(Refusal, match="head judge"):
        say(cup(judges=people("lin wu")), "red")
