"""Totals, places and the cut of a stage, and what the hall may see of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.model import METHODS, Method
from tests.support.examples import examples
from tests.support.site import shipped_event
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points

HALF = Fraction(9, 2)
SEED = {"hyzg": 42, "yzwd": 34, "hlbf": 27, "bhlc": 26, "hlwx": 26, "djdh": 24, "yhcj": 21}


def seed_totals(**rules: Any) -> Scribe:
    """The seed's seven teams with their published totals, all from one round."""
    teams = " ".join(team.id for team in shipped_event().teams)
    event = contest(heat(points(), advance=3), teams=teams, **rules)
    return Scribe(event).open("buzzer").awards("buzzer", **SEED)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("dense", [1, 2, 3, 4, 4, 5, 6]),
        ("competition", [1, 2, 3, 4, 4, 6, 7]),
        ("modified", [1, 2, 3, 5, 5, 6, 7]),
        ("ordinal", [1, 2, 3, 4, 5, 6, 7]),
        ("fractional", [1, 2, 3, HALF, HALF, 6, 7]),
    ],
)
def test_the_seed_under_each_method(method: Method, expected: list[Any]) -> None:
    scribe = seed_totals(ranking=method)
    assert [row.rank for row in scribe.rows()] == expected
    assert [row.team.id for row in scribe.rows()] == list(SEED)
    assert [row.cut for row in scribe.rows()] == ["in"] * 3 + ["out"] * 4
    assert [row["rank"] for row in scribe.board()["rows"]] == expected


def test_a_shared_place_is_said_to_be_shared() -> None:
    rows = seed_totals().rows()
    assert [row.tied for row in rows] == [False] * 3 + [True] * 2 + [False] * 2
    assert not any(row.decided_by for row in rows)


def test_by_ordinal_the_order_of_registration_is_said_to_have_decided() -> None:
    rows = seed_totals(ranking="ordinal").rows()
    assert not any(row.tied for row in rows)
    assert [row.decided_by is not None for row in rows] == [False] * 3 + [True] * 2 + [False] * 2


def test_equal_totals_are_listed_in_the_order_of_registration() -> None:
    scribe = Scribe(contest(teams="green red blue"))
    assert [row.team.id for row in scribe.rows()] == ["green", "red", "blue"]
    scribe.open("buzzer").awards("buzzer", blue=10, red=10)
    assert [row.team.id for row in scribe.rows()] == ["red", "blue", "green"]


def test_a_tenth_and_two_tenths_tie_with_three_tenths() -> None:
    scribe = Scribe(contest(heat(points()), decimals=1)).open("buzzer")
    for amount in ("0.1", "0.2"):
        scribe.award("buzzer", "red", amount)
    scribe.award("buzzer", "blue", "0.3")
    assert scribe.table()[:2] == [("red", 1, "0.3"), ("blue", 1, "0.3")]


def test_two_teams_that_show_the_same_number_share_a_place() -> None:
    event = contest(heat(judged(step=Decimal("0.01"))), decimals=1, judges=people("lin"))
    scribe = Scribe(event).open("essay").marks("essay", red="9.54", blue="9.46", green="9.45")
    assert scribe.table() == [("red", 1, "9.5"), ("blue", 1, "9.5"), ("green", 1, "9.5")]


def test_the_total_is_rounded_once_and_not_each_round() -> None:
    rounds = [judged(name, step=Decimal("0.1")) for name in ("one", "two")]
    scribe = Scribe(contest(heat(*rounds), judges=people("lin"), decimals=0))
    for name in ("one", "two"):
        scribe.open(name).marks(name, red="8.4", blue="8", green="0").close(name)
    assert scribe.table()[0] == ("red", 1, "17")


def test_a_rounds_own_decimals_are_applied_before_it_is_added() -> None:
    rounds = [judged(name, step=Decimal("0.1"), decimals=0) for name in ("one", "two")]
    scribe = Scribe(contest(heat(*rounds), judges=people("lin"), decimals=0))
    for name in ("one", "two"):
        scribe.open(name).marks(name, red="8.4", blue="8", green="0").close(name)
    assert scribe.table()[:2] == [("red", 1, "16"), ("blue", 1, "16")]


def test_a_negative_half_is_rounded_away_from_zero() -> None:
    scribe = Scribe(contest(heat(points()), decimals=2)).open("buzzer")
    scribe.award("buzzer", "red", "-0.125")
    scribe.award("buzzer", "blue", "0.125")
    assert scribe.table() == [("blue", 1, "0.13"), ("green", 2, "0.00"), ("red", 3, "-0.13")]


def test_every_team_starts_from_the_base() -> None:
    scribe = Scribe(contest(heat(points(), base=Decimal(100)))).open("buzzer")
    scribe.awards("buzzer", red=-10)
    assert scribe.table() == [("blue", 1, "100"), ("green", 1, "100"), ("red", 2, "90")]


@pytest.mark.parametrize(("carry", "total"), [("0", "5"), ("1", "15"), ("0.5", "10")])
def test_a_share_of_the_earlier_total_is_carried_in(carry: str, total: str) -> None:
    stages = heat(points(), advance=2), final(points("last"), carry=Decimal(carry))
    scribe = Scribe(contest(*stages)).open("buzzer").awards("buzzer", red=10, blue=2)
    scribe.close("buzzer").advance("heat", "red", "blue")
    scribe.open("last").awards("last", red=5)
    assert scribe.table()[0] == ("red", 1, total)
    assert {row.team.id for row in scribe.rows()} == {"red", "blue"}


def test_what_is_carried_in_is_the_official_rounded_total() -> None:
    stages = heat(points(), advance=2), final(points("last"), carry=Decimal(1))
    scribe = Scribe(contest(*stages, decimals=0)).open("buzzer")
    scribe.award("buzzer", "red", "10.4")
    scribe.close("buzzer").advance("heat", "red", "blue")
    scribe.open("last").award("last", "red", "0.4")
    assert scribe.table()[0] == ("red", 1, "10")


def test_a_stage_nobody_has_reached_yet_has_no_rows() -> None:
    scribe = Scribe(contest(heat(points(), advance=2), final(points("last"))))
    assert scribe.board("public", "final")["rows"] == []


def test_a_round_that_has_not_been_opened_counts_nothing_and_waits_for_nobody() -> None:
    rows = Scribe(contest()).rows()
    told = [(row.rank, row.tied, row.total, row.cut, row.provisional) for row in rows]
    assert told == [(None, False, None, None, False)] * 3


def test_a_team_is_provisional_while_one_of_its_marks_is_missing() -> None:
    scribe = Scribe(contest()).open("essay").marks("essay", red="10 12", blue="9 -", green="- -")
    rows = {row.team.id: row for row in scribe.rows()}
    assert {name: row.provisional for name, row in rows.items()} == {
        "red": False, "blue": True, "green": True,
    }  # fmt: skip
    assert [f"{rows[name].total}" for name in ("red", "blue", "green")] == ["11", "9", "None"]
    shown = {row["team"]["id"]: row["rounds"]["essay"] for row in scribe.board()["rows"]}
    assert shown == {"red": "11", "blue": "9", "green": None}


def test_the_cut_names_who_was_announced_whatever_is_scored_later() -> None:
    scribe = Scribe(contest(heat(points(), advance=1), final(points("last"))))
    scribe.open("buzzer").awards("buzzer", red=10).close("buzzer")
    assert [row.cut for row in scribe.rows()] == ["in", "out", "out"]
    scribe.advance("heat", "red")
    scribe.award("buzzer", "blue", 20)
    board = scribe.board("public", "heat")
    assert {row["team"]["id"]: row["cut"] for row in board["rows"]} == {
        "red": "in", "blue": "out", "green": "out",
    }  # fmt: skip
    assert board["announced"] is not None
    assert board["announced"]["advancing"] == ["red"]


def test_the_last_stage_has_no_cut_and_names_winners() -> None:
    scribe = Scribe(contest(heat(points()))).open("buzzer").awards("buzzer", red=10)
    assert [row.cut for row in scribe.rows()] == [None] * 3
    assert scribe.board()["status"] == "running"
    scribe.close("buzzer").advance("heat", "red")
    board = scribe.board()
    assert board["announced"] is not None
    assert board["announced"]["winners"] == ["red"]
    assert board["status"] == "final"


def moved(scribe: Scribe) -> dict[str, int | None]:
    return {row["team"]["id"]: row["movement"] for row in scribe.board()["rows"]}


@pytest.mark.parametrize("ranking", ["dense", "competition", "modified", "ordinal", "fractional"])
def test_movement_counts_the_teams_ahead_before_the_newest_round(ranking: Method) -> None:
    scribe = Scribe(contest(heat(points("one"), points("two")), ranking=ranking))
    scribe.open("one").awards("one", red=30, blue=20, green=10)
    assert moved(scribe) == {"red": None, "blue": None, "green": None}, "nobody stood anywhere yet"
    scribe.close("one").open("two").awards("two", green=30)
    assert moved(scribe) == {"green": 2, "red": -1, "blue": -1}
    scribe.close("two")
    assert moved(scribe) == {"green": 2, "red": -1, "blue": -1}, "told until the next round begins"


def test_who_leaves_a_shared_place_lets_nobody_fall_who_is_still_behind_as_many() -> None:
    """With shared places numbered on, a dense place number would call all others fallen."""
    event = contest(heat(points("one"), points("two")), teams="red blue green black")
    scribe = Scribe(event).open("one").awards("one", red=30, blue=20, green=20, black=20)
    scribe.close("one").open("two").awards("two", blue=5)
    assert [row["rank"] for row in scribe.board()["rows"]] == [1, 2, 3, 3]
    assert moved(scribe) == {"red": 0, "blue": 0, "green": -1, "black": -1}
    scribe.awards("two", green=5, black=5)
    assert moved(scribe) == {"red": 0, "blue": 0, "green": 0, "black": 0}


def test_a_result_has_no_movement_and_nor_has_who_had_no_place_before() -> None:
    scribe = Scribe(contest(heat(judged("one"), judged("two")), judges=people("lin")))
    scribe.open("one").marks("one", red="5", blue="4").close("one")
    scribe.open("two").marks("two", red="5", blue="9", green="20")
    assert moved(scribe) == {"green": None, "blue": 0, "red": -2}
    scribe.close("two").advance("heat", "green")
    assert scribe.board()["status"] == "final"
    assert moved(scribe) == {"red": None, "blue": None, "green": None}


def test_a_rounds_own_score_is_shown_weighted_and_a_tie_break_rounds_as_it_is() -> None:
    half, written = points("half", weight=Decimal("0.5")), judged("written", weight=Decimal(0))
    exact = points("exact", weight=Decimal("0.25"), decimals=2)
    scribe = Scribe(contest(heat(half, written, exact), judges=people("lin")))
    scribe.open("half").awards("half", red=5).close("half")
    scribe.open("written").marks("written", red="18").close("written")
    scribe.open("exact").awards("exact", red=1).close("exact")
    row = scribe.board()["rows"][0]
    assert row["rounds"] == {"half": "2.5", "written": "18", "exact": "0.25"}
    assert row["total"] == "3"


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=3), st.sampled_from(METHODS))
@examples(60)
def test_a_board_is_best_first_and_its_numbers_are_exact_text(
    amounts: list[int], method: Method
) -> None:
    scribe = Scribe(contest(heat(points(), advance=2), ranking=method, decimals=2)).open("buzzer")
    for team, amount in zip(("red", "blue", "green"), amounts, strict=True):
        scribe.award("buzzer", team, f"{amount}.5")
    rows = scribe.board()["rows"]
    totals = [Decimal(row["total"]) for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert all(isinstance(row["total"], str) and row["total"][-3] == "." for row in rows)
    ranks = [row["rank"] or 0 for row in rows]
    assert ranks == sorted(ranks)
    assert {row["cut"] for row in rows} <= {"in", "out", "tied"}
