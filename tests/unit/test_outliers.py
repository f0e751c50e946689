"""A mark far from the others is worth a second look; nobody is judged by it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.model import Round
from scoreboard.contest.rules.outliers import outliers
from tests.unit.contests import Scribe, contest, heat, judged, people

TENTHS = Round("talk", "Talk", max=Decimal(10), step=Decimal("0.1"))
TWENTY = Round("essay", "Essay", max=Decimal(20))
FINE = Round("speech", "Speech", max=Decimal(20), step=Decimal("0.1"))
HUNDRED = Round("exam", "Exam", max=Decimal(100))
DEBT = Round("debt", "Debt", min=Decimal(-100), max=Decimal(0))
THOUSAND = Round("sum", "Sum", max=Decimal(1000))
CENTS = Round("price", "Price", max=Decimal(10), step=Decimal("0.01"))
THIRTY = Round("long", "Long", max=Decimal(30), step=Decimal("0.1"))
TEN_UP = Round("high", "High", min=Decimal(10), max=Decimal(100))


def found(a_round: Round, marks: str) -> dict[str, tuple[str, str | None]]:
    """What is said of marks, each judge called by the mark that was given."""
    given = dict(zip(marks.split(), map(Decimal, marks.split()), strict=True))
    assert len(given) == len(marks.split()), "each mark stands for its judge"
    return {
        mark: (found.why, found.likely and f"{found.likely:f}")
        for mark, found in outliers(a_round, given).items()
    }


@pytest.mark.parametrize(
    ("a_round", "marks", "mark", "why", "likely"),
    [
        (TENTHS, "9.2 8.8 9.5 9.0 1.9", "1.9", "swapped", "9.1"),
        (HUNDRED, "88 90 91 58", "58", "swapped", "85"),
        (TENTHS, "9 8.8 0.9 9.1", "0.9", "decimal", "9"),
        (HUNDRED, "88 90 91 9", "9", "decimal", "90"),
        (FINE, "1.8 2 2.1 19", "19", "decimal", "1.9"),
        (DEBT, "-90 -88 -92 -9", "-9", "decimal", "-90"),
        (THOUSAND, "850 860 840 581", "581", "swapped", "851"),
        (THOUSAND, "9 8 10 900", "900", "decimal", "9"),
        (CENTS, "9 8.8 9.1 0.09", "0.09", "decimal", "9"),
        # 9.1 may be meant as well, but 19 is nearer to the others.
        (THIRTY, "14 16 18 1.9", "1.9", "decimal", "19"),
        # What was meant may be the lowest mark there is, and as far from the others as can be.
        (TEN_UP, "11 12 13 100", "100", "decimal", "10"),
        (HUNDRED, "74 75 76 77 9", "9", "decimal", "90"),
        # Half of the others lie within 5 of the middle; four times that is where far begins.
        (HUNDRED, "40 45 50 55 71", "71", "far", None),
        (HUNDRED, "80 70 65 35 0", "0", "far", None),
        (HUNDRED, "78 51 41 36", "78", "far", None),
        (HUNDRED, "80 81 20", "20", "far", None),
        (TWENTY, "9.9 10 10.1 10.2 13.2", "13.2", "far", None),
        (TWENTY, "10 12 13 14 3", "3", "far", None),
        (HUNDRED, "80 82 84 0", "0", "far", None),
    ],
)  # fmt: skip
def test_a_slip_of_the_hand_is_told_with_what_was_likely_meant(
    a_round: Round, marks: str, mark: str, why: str, likely: str | None
) -> None:
    assert found(a_round, marks) == {mark: (why, likely)}


@pytest.mark.parametrize(
    "marks",
    ["14 15 13", "13 15 9", "18 2", "9", "9 9.5 1 1.5", "20 15 10 5", "9.9 10 10.1 10.2 13.1"],
)
def test_judges_who_merely_differ_are_left_alone(marks: str) -> None:
    assert found(TWENTY, marks) == {}


def test_the_more_the_others_differ_and_the_wider_the_range_the_farther_a_mark_may_lie() -> None:
    assert found(HUNDRED, "40 45 50 55 70") == {}
    assert found(DEBT, "-51 -50 -49 -40") == {}


def test_in_a_round_of_a_few_steps_two_of_them_are_not_far() -> None:
    few = Round("stars", "Stars", max=Decimal(4))
    assert found(few, "1 1.1 0.9 3") == {}
    assert found(few, "1 1.1 0.9 3.1") == {"3.1": ("far", None)}


def test_a_slip_is_only_supposed_where_the_round_would_have_taken_it() -> None:
    assert found(TWENTY, "19 18 17 1.9") == {"1.9": ("decimal", "19")}
    halves = Round("r", "R", max=Decimal(10), step=Decimal("0.5"))
    assert found(halves, "9 8.5 9.5 1.9") == {"1.9": ("far", None)}


MARKS = st.dictionaries(
    st.sampled_from([f"j{n}" for n in range(9)]),
    st.integers(0, 100).map(lambda tenths: Decimal(tenths) / 10),
)


@given(st.integers(0, 9), st.integers(0, 100))
def test_equal_marks_are_never_flagged(judges: int, tenths: int) -> None:
    assert outliers(TENTHS, {f"j{n}": Decimal(tenths) / 10 for n in range(judges)}) == {}


@given(MARKS, st.permutations(range(9)))
def test_it_does_not_matter_which_judge_gave_which_mark(
    marks: dict[str, Decimal], turned: list[int]
) -> None:
    other = {f"j{n}": f"k{turned[n]}" for n in range(9)}
    moved = {other[judge]: mark for judge, mark in reversed(marks.items())}
    found = {other[judge]: why for judge, why in outliers(TENTHS, marks).items()}
    assert outliers(TENTHS, moved) == found


@given(MARKS)
def test_fewer_than_half_are_flagged_and_the_middle_mark_never(marks: dict[str, Decimal]) -> None:
    found = outliers(TENTHS, marks)
    assert 2 * len(found) <= len(marks)
    if len(marks) % 2:
        middle = sorted(marks.values())[len(marks) // 2]
        assert middle not in [marks[judge] for judge in found]


@given(MARKS)
def test_what_was_likely_meant_is_another_mark_nearer_to_the_middle(
    marks: dict[str, Decimal],
) -> None:
    ordered = sorted(map(Fraction, marks.values()))
    for judge, found in outliers(TENTHS, marks).items():
        middle = (ordered[len(ordered) // 2] + ordered[~(len(ordered) // 2)]) / 2
        if found.likely is not None:
            assert TENTHS.min <= found.likely <= TENTHS.max
            given_apart = abs(Fraction(marks[judge]) - middle)
            assert abs(Fraction(found.likely) - middle) < given_apart


def test_the_desk_is_shown_them_by_round_team_and_judge() -> None:
    event = contest(heat(judged()), judges=people("lin wu chen hu"))
    scribe = Scribe(event).open("essay").marks("essay", red="18 17 18 2", blue="10 11 10 12")
    assert desk_board(scribe.book)["outliers"] == {
        "essay": {"red": {"hu": {"why": "decimal", "likely": "20"}}}
    }
    assert "outliers" not in scribe.board("public")
    scribe.write("withdraw", team="red", reason="left")
    assert desk_board(scribe.book)["outliers"] == {}
