"""The head judge's word: the last tie-break, entered at the desk, where all else is tied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.contest.acts.advancing import blocking_tie, named_teams
from scoreboard.contest.words import Refusal
from scoreboard.verbs.settling import HeadJudgeDecides
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points
from tests.unit.desks import SCORER
from tests.unit.test_groups import by_groups, cuts, grouped, rows_of, scored

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


ACROSS = {"ann": 9, "abe": 5, "ada": 5, "bob": 8, "ben": 5, "bea": 1}


def heats(best: int) -> Scribe:
    """Two groups of three: Abe and Ada of one, and Ben of the other, are tied as best others."""
    stage = by_groups(points(), advance=1, advance_best=best)
    return scored(grouped(stage, final(judged()), judges=JUDGES), **ACROSS)


def test_across_groups_the_word_says_who_is_the_best_other() -> None:
    scribe = heats(best=1)
    entry = say(scribe, "ben")
    assert entry.detail["rest"] == ["abe", "ada"]
    assert cuts(scribe) == {
        "ann": "in", "abe": "out", "ada": "out", "bob": "in", "ben": "in", "bea": "out",
    }  # fmt: skip
    assert decided(scribe)["ben"] == "the head judge's word"
    assert (decided(scribe)["ann"], decided(scribe)["bea"]) == (None, None)
    # In their group Abe and Ada share the second place as before.
    ranks = {row.team.id: row.rank for row in rows_of(scribe)}
    assert (ranks["abe"], ranks["ada"], ranks["ben"]) == (2, 2, 2)
    assert named_teams(scribe.book, scribe.book.stage, None) == ["ann", "bob", "ben"]
    scribe.undo(entry)
    assert cuts(scribe)["ben"] == "tied"


def test_those_whom_it_leaves_level_are_asked_about_again_in_their_group() -> None:
    scribe = heats(best=2)
    say(scribe, "ben")
    tie = blocking_tie(scribe.book, scribe.book.stage)
    assert tie is not None
    assert (tie.teams, tie.seats) == (("abe", "ada"), 1)
    with pytest.raises(Refusal, match="do not share a place"):
        say(scribe, "ben", "abe")
    say(scribe, "ada")
    assert [team for team, cut in cuts(scribe).items() if cut == "in"] == [
        "ann", "ada", "bob", "ben",
    ]  # fmt: skip
    assert {row.team.id: row.rank for row in rows_of(scribe)}["ada"] == 2


@pytest.mark.parametrize("teams", [("ann",), ("ben", "bea"), ("bob", "ben"), ("ann", "bob")])
def test_across_groups_too_it_is_only_about_those_who_are_tied(teams: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match="do not share a place"):
        say(heats(best=1), *teams)
