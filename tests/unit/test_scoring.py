"""From marks and awards to a round score: limits, dropping, recusal, weight."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.model import Aggregate, Judge, Round
from scoreboard.contest.numbers import round_half_up
from scoreboard.contest.rules.kinds.judged import Judged, dropped_judges
from scoreboard.contest.rules.kinds.kind import RoundScore
from scoreboard.contest.rules.kinds.points import Points
from scoreboard.contest.rules.scoring import (
    aggregate_marks,
    counted,
)
from scoreboard.contest.words import Refusal
from tests.unit.contests import Scribe, contest, decimals, heat, judged, people, points

JUDGES = people("lin wu zhou chen sun")
MARKS = st.lists(st.decimals(-20, 20, places=2), max_size=9)
FEW = st.integers(0, 2)
HOW: st.SearchStrategy[Aggregate] = st.sampled_from(["sum", "mean", "median"])


def given_by(*marks: str) -> dict[str, Decimal]:
    """Marks of the judges in their order."""
    return {judge.id: Decimal(mark) for judge, mark in zip(JUDGES, marks, strict=False)}


def score_of(
    a_round: Round, *marks: str, panel: Sequence[Judge] = JUDGES, team: str = "red"
) -> RoundScore:
    """What a team has from the marks that the judges of the panel gave it in their order."""
    scribe = Scribe(contest(heat(a_round), judges=panel)).open(a_round.id)
    for judge, value in zip(panel, marks, strict=False):
        scribe.mark(a_round.id, team, judge.id, value)
    return scribe.book.scores(a_round)[team]


def points_of(a_round: Round, *amounts: str) -> RoundScore:
    """What a team has from these awards and deductions."""
    scribe = Scribe(contest(heat(a_round))).open(a_round.id)
    for amount in amounts:
        scribe.award(a_round.id, "red", amount)
    return scribe.book.scores(a_round)["red"]


@pytest.mark.parametrize("value", ["0", "0.5", "20", "9.5"])
def test_a_mark_within_the_limits_and_on_the_step_stands(value: str) -> None:
    Judged().check_limits(judged(step=Decimal("0.5")), Decimal(value))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("20.5", "between 0 and 20"),
        ("-0.5", "between 0 and 20"),
        ("9.3", "steps of 0.5 from 0"),
        ("19.9", "steps of 0.5 from 0"),
    ],
)
def test_a_mark_off_the_limits_or_the_step_is_refused_and_not_clamped(
    value: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        Judged().check_limits(judged(step=Decimal("0.5")), Decimal(value))
    assert refused.value.field == "value"


def test_an_amount_at_the_buzzer_needs_no_step_but_keeps_the_limits() -> None:
    Points().check_limits(points(), Decimal("-0.25"))
    with pytest.raises(Refusal, match="between -100 and 100") as refused:
        Points().check_limits(points(), Decimal("100.01"))
    assert refused.value.field == "points"


@pytest.mark.parametrize(
    ("how", "score"), [("sum", Fraction(45)), ("mean", Fraction(9)), ("median", Fraction(9))]
)
def test_five_judges_are_summed_averaged_or_halved(how: Aggregate, score: Fraction) -> None:
    assert aggregate_marks(decimals("9.5", "8.5", "9", "8", "10"), how, 0, 0) == score


def test_the_median_of_four_marks_lies_between_the_middle_two() -> None:
    assert aggregate_marks(decimals("9", "4", "8.5", "7"), "median", 0, 0) == Fraction("7.75")


def test_one_highest_and_one_lowest_are_left_out() -> None:
    marks = decimals("9.2", "8.8", "9.5", "9.0", "8.1")
    assert aggregate_marks(marks, "mean", 1, 1) == 9
    assert aggregate_marks(marks, "mean", 1, 0) == Fraction(351, 40)
    assert aggregate_marks(marks, "mean", 0, 2) == Fraction(277, 30)


def test_of_equal_marks_one_is_dropped_and_the_other_counts() -> None:
    assert aggregate_marks(decimals("9", "9", "5", "5", "7"), "sum", 1, 1) == 21


def test_an_unknown_aggregate_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError):
        aggregate_marks(decimals("9"), "mode", 0, 0)  # type: ignore[arg-type]


def test_too_few_marks_for_dropping_say_nothing_rather_than_a_guess() -> None:
    assert aggregate_marks(decimals("9", "8"), "mean", 1, 1) is None
    assert aggregate_marks([], "mean", 0, 0) is None
    assert aggregate_marks(decimals("9", "8", "7"), "mean", 1, 1) == 8


@given(MARKS, HOW, FEW, FEW, st.randoms(use_true_random=False))
def test_the_order_of_the_judges_changes_no_score(
    marks: list[Decimal], how: Aggregate, high: int, low: int, chance: object
) -> None:
    shuffled = list(marks)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert aggregate_marks(marks, how, high, low) == aggregate_marks(shuffled, how, high, low)


@given(MARKS.filter(len), HOW, FEW, FEW, st.data())
def test_a_higher_mark_never_lowers_the_score(
    marks: list[Decimal], how: Aggregate, high: int, low: int, data: st.DataObject
) -> None:
    which = data.draw(st.integers(0, len(marks) - 1))
    raised = [*marks[:which], marks[which] + 1, *marks[which + 1 :]]
    before, after = (aggregate_marks(given, how, high, low) for given in (marks, raised))
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


@given(MARKS, FEW, FEW)
def test_dropping_takes_whole_marks_off_both_ends(
    marks: list[Decimal], high: int, low: int
) -> None:
    score = aggregate_marks(marks, "sum", high, low)
    assert (score is None) == (len(marks) <= high + low)
    if score is not None:
        kept = sorted(marks)
        for _ in range(high):
            kept.remove(max(kept))
        for _ in range(low):
            kept.remove(min(kept))
        assert score == sum(map(Fraction, kept))
        assert aggregate_marks(marks, "mean", high, low) == Fraction(score, len(kept))
        exact = statistics.median(map(Fraction, kept))
        assert aggregate_marks(marks, "median", high, low) == exact


@given(st.lists(st.integers(0, 5), min_size=1, max_size=5), HOW, FEW, FEW)
def test_the_marks_struck_through_are_the_ones_that_do_not_count(
    values: list[int], how: Aggregate, high: int, low: int
) -> None:
    a_round = judged(aggregate=how, drop_high=high, drop_low=low)
    marks = given_by(*map(str, values))
    score = score_of(a_round, *map(str, values), panel=JUDGES[: len(values)])
    kept = [mark for judge, mark in marks.items() if judge not in score.dropped]
    if score.score is None:
        assert not score.dropped
        assert score.provisional
    else:
        assert len(score.dropped) == high + low
        assert score.score == aggregate_marks(kept, how, 0, 0)


def test_of_equal_marks_the_first_judges_is_struck_through() -> None:
    a_round = judged(drop_high=1, drop_low=1)
    assert dropped_judges(a_round, given_by("9", "9", "9", "9", "9")) == {"lin", "wu"}
    assert dropped_judges(a_round, given_by("7", "9", "5", "9", "5")) == {"wu", "zhou"}


def test_a_score_is_provisional_while_a_judge_is_missing() -> None:
    score = score_of(judged(), "10", "8", panel=JUDGES[:3])
    assert (score.score, score.counted, score.provisional) == (9, 9, True)
    whole = score_of(judged(), "10", "8", "9", panel=JUDGES[:3])
    assert (whole.score, whole.provisional) == (9, False)


def test_nothing_is_counted_while_dropping_leaves_nothing() -> None:
    score = score_of(judged(drop_high=1, drop_low=1), "10", "8", panel=JUDGES[:2])
    assert (score.score, score.counted, score.provisional) == (None, 0, True)
    assert not score.dropped


def test_a_recused_judge_is_neither_waited_for_nor_counted() -> None:
    lin, *others = JUDGES[:3]
    panel = [replace(lin, recused=("red",)), *others]
    score = score_of(judged(), "20", "8", "9", panel=panel)
    assert (score.score, score.provisional) == (Fraction(17, 2), False)
    other_team = score_of(judged(), "20", "8", "9", panel=panel, team="blue")
    assert (other_team.score, other_team.provisional) == (Fraction(37, 3), False)


def test_dropping_with_a_recused_judge_uses_the_remaining_ones() -> None:
    panel = [replace(JUDGES[0], recused=("red",)), *JUDGES[1:]]
    score = score_of(judged(drop_high=1, drop_low=1), "20", "8", "9", "7", "10", panel=panel)
    assert (score.score, score.dropped) == (Fraction(17, 2), {"chen", "sun"})


def test_a_team_that_every_judge_is_recused_from_waits_for_nobody() -> None:
    score = score_of(judged(), panel=[Judge("lin", "Lin", recused=("red",))])
    assert (score.score, score.counted, score.provisional) == (None, 0, False)


def test_awards_and_deductions_add_up_also_below_zero() -> None:
    score = points_of(points(), "10", "-30", "0.5")
    assert (score.score, score.counted, score.provisional) == (Fraction("-19.5"),) * 2 + (False,)
    assert points_of(points()).score == 0


def test_a_weight_scales_what_counts_and_leaves_the_score_itself() -> None:
    score = points_of(points(weight=Decimal("0.4")), "10", "15")
    assert (score.score, score.counted) == (25, 10)
    assert points_of(points(weight=Decimal(0)), "10").counted == 0


HALF = Decimal("0.5")


def test_a_rounds_own_decimals_round_the_panels_score_before_the_weight() -> None:
    third = Fraction(1, 3)
    assert counted(judged(decimals=4), third) == Fraction("0.3333")
    assert counted(judged(decimals=1, weight=HALF), Fraction("0.25")) == Fraction("0.15")
    assert counted(judged(decimals=4), None) == 0
    essay = judged(decimals=2, weight=Decimal("0.7"), max=Decimal(100))
    score = score_of(essay, "90", "91", "91")
    assert (score.score, score.counted) == (Fraction("90.67"), Fraction("63.469"))


def test_weighted_decimals_round_what_comes_of_it_after_the_weight() -> None:
    assert counted(judged(weighted_decimals=2, weight=HALF), Fraction("0.25")) == Fraction("0.13")
    assert counted(judged(weighted_decimals=2, weight=-HALF), Fraction("0.25")) == Fraction("-0.13")
    both = judged(decimals=1, weighted_decimals=1, weight=HALF)
    assert counted(both, Fraction("0.25")) == Fraction("0.2")
    assert counted(judged(weighted_decimals=1, weight=HALF), Fraction("0.25")) == Fraction("0.1")


def test_the_points_of_a_round_are_rounded_once_when_they_are_added() -> None:
    score = points_of(points(decimals=0, weight=Decimal(2)), "0.4", "0.4", "0.4")
    assert (score.score, score.counted) == (1, 2)


def test_rounding_each_part_and_rounding_the_sum_are_two_different_rules() -> None:
    """Figure skating rounds each component to two decimals; the sum rounded once is 0.01 off."""
    parts = [Fraction("8.125"), Fraction("8.375"), Fraction("8.625")]
    apart = sum(counted(judged(decimals=2), part) for part in parts)
    at_once = counted(judged(decimals=2), sum(parts, Fraction(0)))
    assert (apart, at_once) == (Fraction("25.14"), Fraction("25.13"))


def test_two_teams_whose_panels_round_to_the_same_share_the_place() -> None:
    """Talk 70 %, audience 30 %: 90.666… is 90.67 first, and then both end on 90.03."""
    talk = judged(
        "talk", max=Decimal(100), drop_high=1, drop_low=1, weight=Decimal("0.7"), decimals=2
    )
    hall = points("hall", weight=Decimal("0.3"), decimals=2)
    event = contest(heat(talk, hall), teams="red blue", judges=people("a b c d e"), decimals=2)
    scribe = Scribe(event).open("talk")
    scribe.marks("talk", red="89 90 91 91 95", blue="89 90 91 91 95").close("talk")
    scribe.open("hall").awards("hall", red="88.55", blue="88.52").close("hall")
    assert scribe.table() == [("red", 1, "90.03"), ("blue", 1, "90.03")]
    assert [row["rounds"]["talk"] for row in scribe.board()["rows"]] == ["63.469", "63.469"]


PANELS = st.lists(st.integers(0, 1000).map(lambda n: Decimal(n) / 10), min_size=3, max_size=7)
PLACES = st.none() | st.integers(0, 4)


@given(PANELS, HOW, st.decimals("0.01", 3, places=2), PLACES, PLACES)
def test_a_score_is_rounded_then_weighed_then_rounded(
    marks: list[Decimal], how: Aggregate, weight: Decimal, own: int | None, after: int | None
) -> None:
    panel = people(" ".join(f"j{n}" for n in range(len(marks))))
    essay = judged(
        aggregate=how, max=Decimal(100), weight=weight, decimals=own, weighted_decimals=after
    )
    score = score_of(essay, *map(str, marks), panel=panel)
    exact = aggregate_marks(marks, how, 0, 0)
    assert exact is not None
    first = exact if own is None else Fraction(round_half_up(exact, own))
    weighted = first * Fraction(weight)
    last = weighted if after is None else Fraction(round_half_up(weighted, after))
    assert (score.score, score.counted) == (first, last)
    # Half a step of each rounding at most, and nothing where the round names none.
    step = Fraction(0) if own is None else Fraction(weight) / (2 * 10**own)
    step += 0 if after is None else Fraction(1, 2 * 10**after)
    assert abs(score.counted - exact * Fraction(weight)) <= step
