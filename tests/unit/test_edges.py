"""The edges of the rules, where a slip of one sign or one step would show."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoreboard.contest.acts.advancing import named_anew
from scoreboard.contest.numbers import read_score
from scoreboard.contest.rules.kinds.judged import Judged
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.rules.tie_breaks import Amount
from scoreboard.contest.standings.evidence import evidence, opened_at
from scoreboard.contest.standings.standings import compute
from scoreboard.contest.words import Refusal
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points


def ranks(**problem: object) -> list[int | None]:
    solved = answer({"method": "competition", **problem})
    assert "error" not in solved, solved
    found: list[int | None] = solved["ranks"]
    return found


def test_ten_decimal_places_are_read_and_eleven_are_not() -> None:
    assert read_score(Decimal("1E-10")) == Decimal("0.0000000001")
    # A zero at the end is no place of its own.
    assert read_score(Decimal("0.12345678910")) == Decimal("0.1234567891")
    for raw, told in (
        (Decimal("1E-11"), "That number has too many decimal places: at most 10 are read."),
        (
            Decimal("1E+15"),
            "That number is too large: at most 15 digits before the point are read.",
        ),
        (Decimal("NaN"), "A score must be a number, such as 9.5."),
        (None, "A score must be a number, such as 9.5."),
        (True, "A score must be a number, such as 9.5."),
    ):
        with pytest.raises(Refusal) as refused:
            read_score(raw)
        assert str(refused.value) == told


def test_where_lower_is_better_the_lowest_single_mark_is_the_best_one() -> None:
    low = {"marks": [[1, 5, 6], [2, 3, 7]], "aggregate": "sum", "tie_breaks": ["best_marks"]}
    assert ranks(**low, lower_is_better=True) == [1, 2]
    assert ranks(**low, lower_is_better=False) == [2, 1]


def test_any_mark_above_nothing_is_a_mark_given() -> None:
    small = {"aggregate": "sum", "tie_breaks": ["marks_given"]}
    assert ranks(**small, marks=[["0.5", "0.5", 0], [1, 0, 0]]) == [1, 2]
    assert ranks(**small, marks=[[1, -1, 0], [0, 0, 0]]) == [1, 2]


def test_a_team_nobody_may_mark_loses_no_tie_by_it() -> None:
    event = contest(
        heat(judged(), points()), judges=people("lin"), tie_breaks=("marks_given", "best_marks")
    )
    recused = type(event.judges[0])("lin", "Lin", recused=("red",))
    scribe = Scribe(contest(*event.stages, judges=[recused], tie_breaks=event.rules.tie_breaks))
    scribe.open("essay").marks("essay", blue="5", green="0").close("essay")
    scribe.open("buzzer").awards("buzzer", red=5)
    assert scribe.table()[:2] == [("red", 1, "5"), ("blue", 1, "5")]


def won(*better: str) -> Scribe:
    """Each round's scores: red, blue and green lead one each in their turn."""
    rounds = [points(f"r{n}", better=way) for n, way in enumerate(better)]
    return Scribe(contest(heat(*rounds), tie_breaks=("rounds_won",)))


def test_a_round_is_won_by_the_highest_and_where_lower_is_better_by_the_lowest() -> None:
    scribe = won("higher", "higher", "higher", "higher")
    given = ({"red": 3, "blue": 1}, {"red": 3, "blue": 1}, {"red": 0, "blue": 4}, {"green": 9})
    for n, amounts in enumerate(given):
        scribe.open(f"r{n}").awards(f"r{n}", **amounts).close(f"r{n}")
    # Red won the first two, blue the third, green the fourth with nine points of its own.
    assert [row[:2] for row in scribe.table()] == [("green", 1), ("red", 2), ("blue", 3)]
    scribe = won("lower", "higher")
    scribe.open("r0").awards("r0", red=1, blue=3, green=2).close("r0")
    scribe.open("r1").awards("r1", red=4, blue=2, green=3).close("r1")
    assert scribe.table()[0] == ("red", 1, "5")
    assert [row[1] for row in scribe.table()] == [1, 2, 2]


def test_who_has_no_score_in_a_round_has_not_won_it() -> None:
    event = contest(heat(judged(), points()), tie_breaks=("rounds_won",))
    scribe = Scribe(event).open("essay").marks("essay", red="4 4", blue="- -", green="1 1")
    scribe.close("essay").open("buzzer").awards("buzzer", blue=4, red=0)
    assert scribe.table() == [("red", 1, "4"), ("blue", 1, "4"), ("green", 2, "1")]
    teams, stage = scribe.book.event.teams, scribe.book.stage
    found = [evidence(scribe.book, stage, team, stage.rounds, "desk").rounds_won for team in teams]
    assert found == [1, 1, 0]


def test_deductions_are_summed_and_an_award_is_none() -> None:
    scribe = Scribe(contest(heat(points()))).open("buzzer").awards("buzzer", red="0.5", blue=-2)
    scribe.award("buzzer", "blue", "-0.5")
    stage, teams = scribe.book.stage, scribe.book.event.teams
    found = [evidence(scribe.book, stage, team, stage.rounds, "desk").deducted for team in teams]
    assert found == [0, Fraction(5, 2), None]


def test_a_best_round_is_taken_with_its_weight() -> None:
    event = contest(
        heat(points("short", weight=Decimal("0.5")), points("long")), tie_breaks=("best_rounds",)
    )
    scribe = Scribe(event).open("short").awards("short", red=10, blue=8).close("short")
    scribe.open("long").awards("long", red=4, blue=5)
    assert scribe.table()[:2] == [("red", 1, "9"), ("blue", 1, "9")]


def test_what_was_never_opened_is_older_than_all_that_was() -> None:
    scribe = Scribe(contest()).open("essay").close("essay").open("buzzer")
    essay, buzzer = scribe.book.stage.rounds
    assert (opened_at(scribe.book, essay), opened_at(scribe.book, buzzer)) == (0, 1)
    assert opened_at(Scribe(contest()).book, essay) == -1


def test_who_has_left_is_listed_last_without_a_place_before_and_after_the_announcement() -> None:
    event = contest(heat(points(), advance=1), final(points("talk")), ranking="competition")
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=30, blue=20, green=-5)
    scribe.close("buzzer").write("withdraw", team="red", reason="left")
    left = [("blue", 1, "in"), ("green", 2, "out"), ("red", None, None)]
    assert [(r.team.id, r.rank, r.cut) for r in scribe.rows()] == left
    scribe.advance("heat", "blue")
    rows = scribe.board("desk", "heat")["rows"]
    assert [(r["team"]["id"], r["rank"], r["cut"]) for r in rows] == left


def test_tie_breaks_for_the_cut_know_how_many_seats_there_are() -> None:
    event = contest(
        heat(points("one"), points("two"), advance=1), final(points("talk")),
        tie_breaks=("latest_round",), break_ties="cut", ranking="competition",
    )  # fmt: skip
    scribe = Scribe(event).open("one").awards("one", red=2, blue=1).close("one")
    scribe.open("two").awards("two", red=1, blue=2).close("two")
    assert scribe.table()[:2] == [("blue", 1, "3"), ("red", 2, "3")]


def test_what_is_carried_in_is_what_that_audience_may_see_of_the_stage_before() -> None:
    event = contest(
        heat(points(), base=Decimal(7), advance=1), final(points("talk"), carry=Decimal(1)),
        publish="round",
    )  # fmt: skip
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=30).close("buzzer")
    scribe.advance("heat", "red")
    for audience in ("public", "desk"):
        assert scribe.table(audience) == [("red", 1, "37")]
    scribe.open("talk").awards("talk", red=5)
    assert [scribe.table(audience)[0][2] for audience in ("public", "desk")] == ["37", "42"]


def test_a_tie_break_out_of_its_scope_stops_none_that_follows() -> None:
    """Lots between a tied pair stand, though the event's tie-breaks are for the first place."""
    event = contest(
        heat(points(), points("last")), tie_breaks=("latest_round", "best_rounds"),
        break_ties="first", ranking="competition", teams="red blue green gold",
    )  # fmt: skip
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=9, gold=9, blue=3, green=3)
    scribe.close("buzzer").open("last").close("last")
    scribe.write("lots", stage="heat", reason="drawn", detail={"order": ["green", "blue"]})
    assert [(t, rank) for t, rank, _ in scribe.table()] == [
        ("red", 1), ("gold", 1), ("green", 3), ("blue", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("rest", [{"weight": Decimal(0)}, {"better": "lower"}])
def test_marks_that_count_in_no_total_or_are_times_are_nobodys_best(rest: dict[str, Any]) -> None:
    written = judged("written", max=Decimal(90), **rest)
    event = contest(heat(judged(), written), judges=people("lin"), tie_breaks=("best_marks",))
    scribe = Scribe(event).open("essay").marks("essay", red="15", blue="15", green="0")
    scribe.close("essay").open("written").marks("written", red="61", blue="61", green="90")
    stage, (red, *_) = scribe.book.stage, scribe.book.event.teams
    assert evidence(scribe.book, stage, red, stage.rounds, "desk").marks == (15,)


def test_nothing_is_carried_into_the_first_stage() -> None:
    event = contest(heat(points(), carry=Decimal(1), advance=2), final(points("talk")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=5)
    assert scribe.table()[0] == ("red", 1, "5")


def test_all_who_were_named_may_be_tied_and_still_be_those_who_are_named() -> None:
    event = contest(heat(points(), advance=2), final(points("talk")), teams="red blue green gold")
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=5, blue=5, green=5).close("buzzer")
    scribe.advance("heat", "red", "blue", "green")
    assert named_anew(scribe.book, scribe.book.event.stages[0]) == ["red", "blue", "green"]


def test_a_round_number_is_kept_in_its_plain_form() -> None:
    assert [str(read_score(raw)) for raw in ("10", "100", Decimal("1E+1"))] == ["10", "100", "10"]


def test_nobody_waits_for_a_team_that_has_left() -> None:
    scribe = Scribe(contest(heat(judged()))).open("essay")
    essay = scribe.book.stage.rounds[0]
    assert [scribe.book.scores(essay)[t].provisional for t in ("red", "blue")] == [True, True]
    scribe.write("withdraw", team="red", reason="left")
    assert [scribe.book.scores(essay)[t].provisional for t in ("red", "blue")] == [False, True]


def test_what_parts_the_parts_goes_on_in_the_order_of_the_event() -> None:
    """The first tie-break parts four into two pairs; then the second is asked, not the third."""
    rows = [[2, 1, 0, 3], [2, 0, 1, 3], [1, 3, 0, 2], [1, 2, 3, 0]]
    three = {"rounds": rows, "tie_breaks": ["round:r1", "round:r2", "round:r3"]}
    assert ranks(**three) == [1, 2, 3, 4]
    assert answer({**three})["decided_by"] == ["round:r2"] * 4


def test_lots_between_a_pair_stand_where_the_tie_breaks_have_no_more_to_say() -> None:
    """Once the cut is no longer touched the second tie-break is silent; the lots are not."""
    event = contest(
        heat(points("one"), points("two"), advance=2), final(points("talk")),
        teams="red blue green gold", tie_breaks=("round:one", "round:two"), break_ties="cut",
        ranking="competition",
    )  # fmt: skip
    scribe = Scribe(event).open("one").awards("one", red=2, blue=2, green=1, gold=1).close("one")
    scribe.open("two").awards("two", red=1, blue=1, green=2, gold=2).close("two")
    assert [row[1] for row in scribe.table()] == [1, 1, 3, 3]
    scribe.write("lots", stage="heat", reason="drawn", detail={"order": ["blue", "red"]})
    assert [row[:2] for row in scribe.table()] == [
        ("blue", 1), ("red", 2), ("green", 3), ("gold", 3),
    ]  # fmt: skip


def test_a_step_says_what_each_of_the_tied_teams_had_to_show() -> None:
    event = contest(heat(points("one"), points("two")), tie_breaks=("round:one",))
    scribe = Scribe(event).open("one").awards("one", red=9, blue=1, green=2).close("one")
    scribe.open("two").awards("two", blue=2, green=1).close("two")
    stage = scribe.book.stage
    steps = compute(scribe.book, stage, stage.rounds, "desk").tried
    assert [(step.name, step.decided) for step in steps] == [("round:one", True)]
    assert steps[0].values == {"green": Amount(Fraction(2)), "blue": Amount(Fraction(1))}


def test_a_team_that_never_came_to_a_round_is_parted_from_nobody_by_it() -> None:
    assert ranks(rounds=[[3], [1, 2]], tie_breaks=["round:r2"]) == [1, 1]


@pytest.mark.parametrize(
    ("value", "told"),
    [("21", "It must lie between 0 and 20."), ("1.5", "Marks go in steps of 1 from 0.")],
)
def test_a_judge_is_told_what_marks_there_are(value: str, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        Judged().check_limits(judged(), Decimal(value))
    assert (str(refused.value), refused.value.field) == (told, "value")
