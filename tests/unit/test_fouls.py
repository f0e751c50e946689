"""Fouls in a round of points: counted, costing by their number, and putting a team out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.explaining.prospects import prospects
from scoreboard.contest.model import FoulRule, Round
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, heat, judged, picture, points

RULE = FoulRule(free=1, penalty=Decimal(10), out=3)


def buzzer(rule: FoulRule | None = RULE, **rest: Any) -> Round:
    return points("buzzer", fouls=rule, **rest)


def playing(a_round: Round | None = None, **rest: Any) -> Scribe:
    return Scribe(contest(heat(a_round or buzzer()), **rest)).open("buzzer")


def foul(scribe: Scribe, team: str, times: int = 1) -> Any:
    return [scribe.write("foul", round="buzzer", team=team) for _ in range(times)][-1]


def totals(scribe: Scribe) -> dict[str, str | None]:
    return {team: total for team, _, total in scribe.table()}


def test_the_first_foul_is_free_later_ones_cost_and_the_third_puts_the_team_out() -> None:
    scribe = playing()
    scribe.awards("buzzer", red=30, blue=10)
    foul(scribe, "red")
    assert totals(scribe) == {"red": "30", "blue": "10", "green": "0"}
    foul(scribe, "red")
    foul(scribe, "blue")
    assert totals(scribe) == {"red": "20", "blue": "10", "green": "0"}
    foul(scribe, "red")
    assert totals(scribe)["red"] == "10"
    rows = {row["team"]["id"]: row.get("fouls") for row in scribe.board()["rows"]}
    assert rows == {
        "red": {"buzzer": {"count": 3, "out": True}},
        "blue": {"buzzer": {"count": 1, "out": False}}, "green": None,
    }  # fmt: skip


def test_what_a_foul_costs_follows_from_those_that_stand_before_it() -> None:
    scribe = playing()
    scribe.award("buzzer", "red", 30)
    first = foul(scribe, "red")
    foul(scribe, "red", 2)
    assert totals(scribe)["red"] == "10"
    undone = scribe.undo(first)
    # The second is the first now, and free; nobody is out.
    assert totals(scribe)["red"] == "20"
    (row,) = [row for row in scribe.board()["rows"] if row["team"]["id"] == "red"]
    assert row["fouls"] == {"buzzer": {"count": 2, "out": False}}
    found = desk_board(scribe.book)["fouls"]["buzzer"]
    assert [(one["number"], one["points"], one["out"]) for one in found] == [
        (2, "-10", False), (1, "0", False),
    ]  # fmt: skip
    scribe.write("undo", voids=undone.version, round="buzzer", reason="it was one")
    assert totals(scribe)["red"] == "10"


def test_the_hall_sees_fouls_while_the_round_runs_and_only_where_it_sees_the_round() -> None:
    scribe = playing(publish="round")
    foul(scribe, "red", 3)
    hidden = board(scribe.book, "public")
    assert not any("fouls" in row for row in hidden["rows"])
    assert any("fouls" in row for row in board(scribe.book, "desk")["rows"])
    scribe.close("buzzer")
    # Over is over: the breakdown keeps them.
    assert not any("fouls" in row for row in scribe.board()["rows"])


def test_a_correction_sets_the_score_with_its_fouls_in_it() -> None:
    scribe = playing()
    scribe.award("buzzer", "red", 30)
    foul(scribe, "red", 2)
    scribe.write("correction", round="buzzer", team="red", value=Decimal(25), reason="recount")
    assert totals(scribe)["red"] == "25"
    foul(scribe, "red")
    assert totals(scribe)["red"] == "15"


def test_where_fewer_is_better_a_foul_adds() -> None:
    scribe = playing(buzzer(better="lower"), better="lower")
    scribe.awards("buzzer", red=30, blue=10, green=5)
    foul(scribe, "blue", 2)
    assert totals(scribe)["blue"] == "20"


def test_a_free_foul_is_no_entry_in_the_round_and_one_that_costs_is_a_deduction() -> None:
    event = contest(heat(buzzer()), tie_breaks=("fewest_deductions",))
    scribe = Scribe(event).open("buzzer")
    scribe.awards("buzzer", red=20, blue=30)
    foul(scribe, "blue", 2)
    assert [(row.team.id, row.rank) for row in scribe.rows()][:2] == [("red", 1), ("blue", 2)]


def test_who_is_out_can_win_nothing_more_in_the_round() -> None:
    scribe = playing(buzzer(questions=2), teams="red blue")
    scribe.award("buzzer", "red", 10)
    foul(scribe, "red", 3)

    def reach() -> dict[str, tuple[str | None, str | None]]:
        seen = prospects(scribe.book, scribe.book.stage, in_english)
        return {one["team"]["id"]: (one["lowest"], one["highest"]) for one in seen["teams"]}

    assert reach() == {"red": ("-10", "-10"), "blue": ("-20", "20")}
    seen = prospects(scribe.book, scribe.book.stage, in_english)
    assert seen["notes"][-1].startswith("Penalties, bonuses, fouls")


def test_the_breakdown_names_each_foul_by_its_number() -> None:
    scribe = playing()
    foul(scribe, "red")
    scribe.award("buzzer", "red", 10)
    foul(scribe, "red", 2)
    (seen,) = breakdown(scribe.book, scribe.book.stage, "red", "desk", in_english)["rounds"]
    assert [(one.get("foul"), one["value"], one["words"]) for one in seen["awards"]] == [
        (1, "0", "free"), (None, "10", None), (2, "-10", "at a cost"),
        (3, "-10", "at a cost, out of this round"),
    ]  # fmt: skip
    assert seen["steps"] == ["10 − 10 − 10 = −10"]


def test_a_tablet_is_told_of_fouls_and_of_none_where_none_are_counted() -> None:
    scribe = playing()
    foul(scribe, "red", 3)
    red, blue, _ = scribe.sheet("wu")["teams"]
    assert (red["fouls"], blue["fouls"]) == (
        {"count": 3, "out": True}, {"count": 0, "out": False},
    )  # fmt: skip
    other = Scribe(contest()).open("buzzer")
    assert "fouls" not in other.sheet("wu")["teams"][0]
    assert desk_board(other.book)["fouls"] == {}


def test_a_rule_that_is_dropped_costs_nothing_any_more_and_needs_none() -> None:
    scribe = playing()
    foul(scribe, "red", 3)
    scribe.write("setup", setup=contest(heat(buzzer(None))))
    assert totals(scribe)["red"] == "0"
    assert not any("fouls" in row for row in scribe.board()["rows"])


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RULE, ["In Buzzer the first fouls cost nothing (1), each later one 10.",
                "With foul 3 a team is out of Buzzer; points for it then need a reason."]),
        (FoulRule(penalty=Decimal(5)), ["In Buzzer each foul costs 5."]),
        (FoulRule(free=2), ["In Buzzer fouls are counted; they cost no points."]),
    ],
)  # fmt: skip
def test_what_the_rule_means_is_said(rule: FoulRule, said: list[str]) -> None:
    told = consequences(contest().rules, (heat(buzzer(rule)),))
    assert [one["text"] for one in told if one["field"] == "stages.0.rounds.0"] == said


def test_a_judged_round_counts_none() -> None:
    assert judged().fouls is None


@given(
    st.builds(
        FoulRule, st.integers(0, 2), st.sampled_from([Decimal(0), Decimal("2.5")]),
        st.integers(0, 3),
    ),
    st.lists(
        st.tuples(st.sampled_from(["foul", "award", "undo", "correct"]),
                  st.sampled_from(["red", "blue"]), st.integers(0, 9)),
        max_size=14,
    ),
)  # fmt: skip
def test_a_score_is_what_is_recorded_and_a_replay_says_the_same(
    rule: FoulRule, acts: list[tuple[str, str, int]]
) -> None:
    scribe = playing(buzzer(rule), decimals=1)
    for act, team, n in acts:
        given_so_far = [e for e in scribe.book.entries if e.kind in ("foul", "award")]
        standing = [e for e in given_so_far if e.version not in scribe.book.voided]
        if act == "foul":
            foul(scribe, team)
        elif act == "award":
            scribe.award("buzzer", team, n + 1)
        elif act == "correct":
            scribe.write(
                "correction", round="buzzer", team=team, value=Decimal(n), reason="recount"
            )
            assert totals(scribe)[team] == f"{n}.0"
        elif standing:
            scribe.undo(standing[n % len(standing)])
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)
    found = desk_board(scribe.book)
    for team in ("red", "blue"):
        recorded = [
            Decimal(one["points"]) for one in found["awards"]["buzzer"] if one["team"] == team
        ]
        recorded += [
            Decimal(one["points"]) for one in found["fouls"]["buzzer"] if one["team"] == team
        ]
        assert Decimal(totals(scribe)[team] or "0") == sum(recorded, Decimal(0))
