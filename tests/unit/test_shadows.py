"""A judge whose marks are kept and never counted: in no figure, and never waited for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scoreboard.contest.acts import running
from scoreboard.contest.acts.setup_change import needs_reason
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Event, Judge
from scoreboard.contest.standings.visibility import hidden
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, final, judged, people

# Ada learns to judge.
JUDGES = (*people("lin wu"), Judge("ada", "Ada", shadow=True))


def talk(**rules: Any) -> Event:
    given = {"publish": "team", "decimals": 2, **rules}
    return contest(final(judged()), judges=JUDGES, **given)


def table(scribe: Scribe) -> list[Any]:
    return [(row["team"]["id"], row["total"], row["provisional"]) for row in scribe.board()["rows"]]


def test_a_shadows_mark_is_kept_and_counts_in_no_score() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="18 16 4")
    assert table(scribe)[0] == ("red", "17.00", False)
    kept = desk_board(scribe.book)["marks"]["essay"]["red"]["ada"]
    assert (kept["value"], kept["dropped"]) == ("4", True)
    assert [j.get("shadow", False) for j in desk_board(scribe.book)["judges"]] == [
        False, False, True,
    ]  # fmt: skip


def test_nobody_waits_for_a_shadow() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="18 16 -")
    assert running.missing(scribe.book, scribe.book.open_rounds[0]) == {
        "lin": ["blue", "green"], "wu": ["blue", "green"],
    }  # fmt: skip
    assert table(scribe)[0] == ("red", "17.00", False)


def test_a_shadows_mark_alone_makes_nothing_public_and_blocks_nothing() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="- - 4")
    assert [total for _, total, _ in table(scribe)] == [None, None, None]
    assert hidden(scribe.book, scribe.book.open_rounds[0]) == {}


def test_no_tie_is_broken_and_nothing_found_odd_by_a_shadows_mark() -> None:
    rules = {"tie_breaks": ("best_marks", "all_marks")}
    scribe = Scribe(talk(**rules)).open("essay")
    scribe.marks("essay", red="17 17 20", blue="17 17 1", green="9 9 -")
    assert [row.tied for row in scribe.rows()] == [True, True, False]
    assert desk_board(scribe.book)["outliers"] == {}


def test_the_reckoning_names_the_mark_and_that_it_never_counts() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="18 16 4", blue="9 9 -")
    why = breakdown(scribe.book, scribe.book.stage, "red", "public", in_english)
    marks = why["rounds"][0]["marks"]
    assert [(m["judge"]["id"], m["value"], m["words"]) for m in marks] == [
        ("lin", "18", "counts"), ("wu", "16", "counts"), ("ada", "4", "kept, never counted"),
    ]  # fmt: skip
    blue = breakdown(scribe.book, scribe.book.stage, "blue", "public", in_english)
    assert [m["judge"]["id"] for m in blue["rounds"][0]["marks"]] == ["lin", "wu"]


def test_making_a_judge_a_shadow_needs_a_reason_once_marks_are_given() -> None:
    event = talk()
    scribe = Scribe(event).open("essay").marks("essay", red="18 16 4")
    counting = replace(event, judges=(*JUDGES[:2], replace(JUDGES[2], shadow=False)))
    assert needs_reason(scribe.book, counting)
    scribe.write("setup", setup=counting)
    assert scribe.table()[0] == ("red", 1, "12.67")


def test_a_shadows_tablet_says_what_becomes_of_the_marks() -> None:
    scribe = Scribe(talk()).open("essay")
    ada: Any = scribe.sheet("ada")
    assert (ada["shadow"], ada["round"]["scores"]) == (True, True)
    assert "shadow" not in scribe.sheet("lin")
