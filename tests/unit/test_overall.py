"""The overall ranking: finalists first, then those who went no further, each by its own stage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.contest.acts.advancing import settled_prizes
from scoreboard.contest.boards.awards import prize_givings
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.overall import overall, overall_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Division, Method, Prize
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, points


def played(ranking: Method = "dense") -> Scribe:
    """Blue wins the final before Red; Green and Gold share the heat's third place."""
    event = contest(
        heat(points(), advance=2), final(points("last")), teams="red blue green gold grey",
        ranking=ranking,
    )  # fmt: skip
    scribe = Scribe(event)
    scribe.open("buzzer").awards("buzzer", red=50, blue=40, green=20, gold=20, grey=10)
    scribe.close("buzzer").advance("heat", "red", "blue")
    return scribe.open("last").awards("last", blue=10).close("last")


def shown(scribe: Scribe, ranking: Method = "dense") -> list[tuple[str, float | None, bool, str]]:
    boards = [board(scribe.book, "desk", stage) for stage in scribe.book.event.stages]
    return [
        (one.row["team"]["name"], one.rank, one.tied, one.board["stage"]["id"])
        for one in overall(boards, ranking)
    ]


def test_finalists_come_first_though_others_had_more_points() -> None:
    assert shown(played()) == [
        ("Blue", 1, False, "final"),
        ("Red", 2, False, "final"),
        ("Green", 3, True, "heat"),
        ("Gold", 3, True, "heat"),
        ("Grey", 4, False, "heat"),
    ]


def test_the_numbers_go_on_as_the_event_numbers_its_places() -> None:
    assert [rank for _, rank, _, _ in shown(played("competition"), "competition")] == [
        1,
        2,
        3,
        3,
        5,
    ]
    assert [rank for _, rank, _, _ in shown(played("fractional"), "fractional")] == [
        1, 2, 3.5, 3.5, 5,
    ]  # fmt: skip
    assert [rank for _, rank, _, _ in shown(played("ordinal"), "ordinal")] == [1, 2, 3, 4, 5]


def test_a_finalist_who_has_left_has_no_place_and_is_listed_behind_the_other_finalists() -> None:
    scribe = played()
    scribe.write("withdraw", team="blue", reason="ill")
    assert shown(scribe)[:3] == [
        ("Red", 1, False, "final"),
        ("Blue", None, False, "final"),
        ("Green", 2, True, "heat"),
    ]


def test_there_is_none_before_somebody_has_a_place_in_a_later_stage() -> None:
    scribe = Scribe(contest(heat(points(), advance=2), final(points("last"))))
    scribe.open("buzzer").awards("buzzer", red=20, blue=10)
    assert shown(scribe)[:1] == []


def test_as_a_board_it_holds_each_team_s_total_of_every_stage() -> None:
    boards = [board(played().book, "desk", stage) for stage in played().book.event.stages]
    shown = overall_board(boards, "dense", "Overall ranking")
    assert (shown["stage"]["name"], [r["id"] for r in shown["rounds"]]) == (
        "Overall ranking", ["heat", "final"],
    )  # fmt: skip
    first, *_, last = shown["rows"]
    assert (first["total"], first["rounds"]) == ("10", {"heat": "40", "final": "10"})
    assert (last["total"], last["rounds"]) == ("10", {"heat": "10", "final": None})
    # Of one stage alone there is no overall ranking to speak of: its own order.
    assert overall(boards[:1], "dense") == []
    only = overall_board(boards[:1], "dense", "Overall ranking")["rows"]
    assert [row["rank"] for row in only] == [row["rank"] for row in boards[0]["rows"]]


def with_prizes(*prizes: Prize, **rules: Any) -> Scribe:
    """The same event, with these prizes and rules; its winner is announced."""
    scribe = played()
    event = replace(scribe.book.event, prizes=prizes)
    anew = Scribe(replace(event, rules=replace(event.rules, **rules)))
    for entry in scribe.book.entries[1:]:
        anew.book.extend(entry)
    anew.advance("final", "blue")
    return anew


FIRST, REST = Prize("p1", "First", count=1), Prize("p2", "Honour")


def prizes(scribe: Scribe, stage: str) -> dict[str, list[str] | None]:
    rows = scribe.board("public", stage)["rows"]
    return {row["team"]["id"]: row.get("prizes") for row in rows}


def test_a_last_prize_without_a_number_goes_to_all_where_all_are_ranked_together() -> None:
    scribe = with_prizes(FIRST, REST, overall=True)
    assert prizes(scribe, "final") == {"blue": ["First"], "red": ["Honour"]}
    assert prizes(scribe, "heat") == {
        "red": [], "blue": [], "green": ["Honour"], "gold": ["Honour"], "grey": ["Honour"],
    }  # fmt: skip
    givings = prize_givings(scribe.book)
    assert givings is not None
    [first, rest] = givings
    assert [one.team.id for one in first.called] == ["blue"]
    assert [one.team.id for one in rest.called] == ["red", "green", "gold", "grey"]
    why = breakdown(scribe.book, scribe.book.event.stages[0], "grey", "public", in_english)
    assert why["announced"] is not None
    assert "all the rest" in why["announced"]["prizes"][0]


def test_without_it_prizes_are_of_the_last_stage_alone_and_a_numbered_one_always() -> None:
    assert set(prizes(with_prizes(FIRST, REST), "heat").values()) == {None}
    numbered = with_prizes(FIRST, replace(REST, count=3), overall=True)
    assert prizes(numbered, "final") == {"blue": ["First"], "red": ["Honour"]}
    assert set(prizes(numbered, "heat").values()) == {None}


def test_nobody_is_told_of_the_rest_before_the_winner_is_announced() -> None:
    scribe = with_prizes(FIRST, REST, overall=True)
    scribe.undo(scribe.book.entries[-1])
    assert set(prizes(scribe, "heat").values()) == {None}
    # The desk sees whom it would be.
    assert settled_prizes(scribe.book) == {
        "blue": "p1", "red": "p2", "green": "p2", "gold": "p2", "grey": "p2",
    }  # fmt: skip


def test_who_has_left_or_performs_out_of_competition_is_none_of_the_rest() -> None:
    scribe = with_prizes(FIRST, REST, overall=True)
    scribe.write("withdraw", team="grey", reason="disqualified")
    assert prizes(scribe, "heat")["grey"] == []


def test_all_stages_are_one_board_of_their_own_where_the_event_wants_it() -> None:
    scribe = with_prizes(overall=True)
    drawn = Drawn(scribe.book, in_english)
    whole = drawn.board("public", "*")
    assert (whole["stage"]["id"], whole["stage"]["name"]) == ("*", "Overall ranking")
    assert [(r["team"]["id"], r["rank"], r["medal"]) for r in whole["rows"]] == [
        ("blue", 1, 1), ("red", 2, 2), ("green", 3, 3), ("gold", 3, 3), ("grey", 4, None),
    ]  # fmt: skip
    assert whole["winners"] == ["blue"]
    assert whole["rows"][2]["cells"] == {"heat": "score", "final": "ahead"}
    assert [one["id"] for one in whole["begun"]] == ["heat", "final", "*"]
    assert not Drawn(with_prizes().book, in_english).has("*")
    with pytest.raises(Refusal):
        Drawn(with_prizes().book, in_english).board("public", "*")


def test_before_anybody_has_a_place_in_the_final_it_is_the_order_of_the_heat() -> None:
    scribe = with_prizes(overall=True)
    waiting = Scribe(scribe.book.event)
    for entry in scribe.book.entries[1:8]:
        waiting.book.extend(entry)
    whole = Drawn(waiting.book, in_english).board("public", "*")
    assert [r["team"]["id"] for r in whole["rows"]] == ["red", "blue", "green", "gold", "grey"]
    assert "*" not in [one["id"] for one in whole.get("begun", [])]


def test_each_division_has_its_own_table_and_its_own_rest() -> None:
    event = contest(
        heat(points(), advance=1), final(points("last")), teams="red blue green gold", overall=True,
    )  # fmt: skip
    halves = {"red": "young", "blue": "young", "green": "old", "gold": "old"}
    event = replace(
        event,
        divisions=(Division("young", "Young"), Division("old", "Old")),
        teams=tuple(replace(team, division=halves[team.id]) for team in event.teams),
        prizes=(FIRST, replace(REST, division="old")),
    )
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=50, blue=40, green=20, gold=10)
    scribe.close("buzzer").advance("heat", "red", "green")
    scribe.open("last").awards("last", red=10, green=30).close("last")
    scribe.advance("final", "red", "green")
    whole = Drawn(scribe.book, in_english).board("public", "*")
    assert [(row["team"]["id"], row["rank"]) for row in whole["rows"]] == [
        ("red", 1), ("blue", 2), ("green", 1), ("gold", 2),
    ]  # fmt: skip
    assert [(table["teams"], table["places_shown"]) for table in whole["tables"]] == [
        (2, True), (2, True),
    ]  # fmt: skip
    # The young have no prize for the rest.
    assert prizes(scribe, "heat") == {"red": [], "blue": [], "green": [], "gold": ["Honour"]}
    givings = prize_givings(scribe.book)
    assert givings is not None
    assert [(one.division, one.name, [c.team.id for c in one.called]) for one in givings] == [
        ("Young", "First", ["red"]), ("Old", "First", ["green"]), ("Old", "Honour", ["gold"]),
    ]  # fmt: skip
