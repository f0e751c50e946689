"""Scores are exact: how one is read, rounded and shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.numbers import (
    as_typed,
    on_step,
    plain,
    read_score,
    round_half_up,
    show_exact,
)
from scoreboard.contest.words import Refusal

PLACES = st.integers(0, 4)
# Thirds and sevenths never end, halves and eighths end on the edge of rounding.
SHARES = st.builds(
    Fraction, st.integers(-(10**7), 10**7), st.sampled_from([1, 2, 3, 5, 7, 8, 9, 11, 16, 200])
)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("9.5", "9.5"),
        ("9.50", "9.5"),
        ("007", "7"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("1200", "1200"),
        ("999999999999999.0123456789", "999999999999999.0123456789"),
        (18, "18"),
        (-10, "-10"),
        (10**15 - 1, "999999999999999"),
        (Decimal("9.50"), "9.5"),
        (Decimal("1e3"), "1000"),
        (Decimal("1E+14"), "100000000000000"),
        (Decimal("-0.0"), "0"),
        (Decimal("0E+400"), "0"),
        (Decimal("0E-400"), "0"),
        (Decimal("1.5" + "0" * 20), "1.5"),
        (Decimal("1." + "0" * 60), "1"),
    ],
)
def test_a_score_is_read_exactly_and_in_its_shortest_form(raw: object, read: str) -> None:
    score = read_score(raw)
    assert plain(score) == read
    assert str(score) == read


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "12abc", "1,5", "٣", "1_0", "1e3", "+5", ".5", "5.", " 5", "5\n", ".", "5 5",
        "5..", "1.2.3", "①", "五",
        "--5", "+-5", "-,5", "0x10", "NaN", "Infinity", "-", "1" * 16, "0." + "1" * 11, "½",
        True, False, None, [], {}, b"5", 1.5, Fraction(1, 2), object(),
        Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity"),
        Decimal("1e309"), Decimal("1e15"), Decimal("1e-11"), Decimal("0." + "1" * 400),
        10**15, -(10**15), 10**400,
    ],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused_and_never_guessed(raw: object) -> None:
    with pytest.raises(Refusal) as refused:
        read_score(raw)
    assert refused.value.because == "wrong"
    assert str(refused.value)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("８．５", "8.5"), ("８。５", "8.5"), ("8。5", "8.5"), ("8｡5", "8.5"), ("１２", "12"),
        ("－５", "-5"), ("−5", "-5"), ("９．５０", "9.5"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_keyboards_write_it(typed: str, read: str) -> None:
    assert plain(read_score(typed)) == read


@pytest.mark.parametrize("typed", ["8,5", "1,000", "1,000.5", " -8,5 ", "8,5,5"])
def test_a_comma_in_a_number_is_said_to_be_one_and_why_it_is_not_read(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_score(typed)
    assert str(refused.value) == (
        f"{typed.strip()} holds a comma, which can mean a decimal point or thousands. "
        "Write it with a point, such as 8.5."
    )


@pytest.mark.parametrize(
    ("cell", "plain_form"),
    [("＋８。５", "8.5"), (" +10 ", "10"), ("２０", "20"), ("8,5", "8,5"), ("ten", "ten")],
)
def test_a_cell_holds_a_number_as_it_is_typed_or_else_its_text(cell: str, plain_form: str) -> None:
    assert as_typed(cell) == plain_form


def test_a_comma_of_a_chinese_keyboard_is_one_too() -> None:
    with pytest.raises(Refusal, match=r"8,5 holds a comma"):
        read_score("８，５")


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 4))
def test_a_number_means_the_same_however_it_is_spelled(number: Decimal, zeros: int) -> None:
    spellings = (f"{number:f}", number, f"{number:f}{'0' * zeros}", read_score(number))
    assert {plain(read_score(spelling)) for spelling in spellings} == {plain(read_score(number))}
    assert read_score(number) == number


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_number_is_read_the_same_as_int_text_and_decimal(number: int) -> None:
    assert read_score(number) == read_score(str(number)) == read_score(Decimal(number)) == number


@given(st.text("0123456789.-+eE_, １٣", max_size=8))
def test_text_is_a_number_only_as_it_would_be_shown(text: str) -> None:
    try:
        score = read_score(text)
    except Refusal:
        return
    typed = text.replace("１", "1")
    assert typed.isascii()
    assert Decimal(typed) == score
    assert plain(score).lstrip("-").replace(".", "", 1).isdigit()


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert read_score("0.1") + read_score("0.2") == read_score("0.3")


@pytest.mark.parametrize(
    ("value", "lowest", "step", "lies"),
    [
        ("0.3", "0", "0.1", True),
        ("0.35", "0", "0.1", False),
        ("9.5", "0", "0.5", True),
        ("7", "1", "2", True),
        ("6", "1", "2", False),
        ("-0.25", "-1", "0.25", True),
    ],
)
def test_marks_lie_on_the_steps_counted_from_the_lowest(
    value: str, lowest: str, step: str, lies: bool
) -> None:
    assert on_step(Decimal(value), Decimal(lowest), Decimal(step)) is lies


@given(
    st.decimals(-1000, 1000, places=3),
    st.decimals("0.001", 10, places=3),
    st.integers(0, 5000),
)
def test_every_step_is_on_the_steps_and_halfway_is_not(
    lowest: Decimal, step: Decimal, count: int
) -> None:
    assert on_step(lowest + count * step, lowest, step)
    assert not on_step(lowest + count * step + step / 2, lowest, step)


@pytest.mark.parametrize(
    ("number", "places", "rounded"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(-1, 3), 0, "0"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(2, 3), 4, "0.6667"),
        (Decimal("2.675"), 2, "2.68"),
        (42, 2, "42.00"),
        (Fraction(10**40 + 1, 2), 0, "5" + "0" * 38 + "1"),
    ],
)
def test_the_official_rounding_is_half_up(number: Fraction, places: int, rounded: str) -> None:
    assert plain(round_half_up(number, places)) == rounded


@given(SHARES, PLACES)
def test_rounding_agrees_with_decimals_own_half_up(number: Fraction, places: int) -> None:
    with localcontext(prec=80):
        quotient = Decimal(number.numerator) / Decimal(number.denominator)
        expected = quotient.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    rounded = round_half_up(number, places)
    assert rounded == expected
    assert rounded.as_tuple().exponent == -places


@given(st.lists(st.decimals(-50, 50, places=2), min_size=1, max_size=9), PLACES)
def test_a_mean_of_marks_is_rounded_as_by_hand(marks: list[Decimal], places: int) -> None:
    with localcontext(prec=80):
        by_hand = (sum(marks) / len(marks)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    mean = sum(map(Fraction, marks), Fraction(0)) / len(marks)
    assert round_half_up(mean, places) == by_hand


@given(SHARES, SHARES, PLACES)
def test_rounding_keeps_the_order_and_treats_gain_and_loss_alike(
    one: Fraction, other: Fraction, places: int
) -> None:
    low, high = sorted((one, other))
    assert round_half_up(low, places) <= round_half_up(high, places)
    assert round_half_up(-one, places) == -round_half_up(one, places)
    assert abs(Fraction(round_half_up(one, places)) - one) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        (Fraction(26), 0, "26"),
        (Fraction(26), 2, "26.00"),
        (Fraction(53, 2), 0, "26.5"),
        (Fraction(105, 4), 1, "26.25"),
        (Fraction(1, 16), 0, "0.0625"),
        (Fraction(1, 32), 0, "0.03"),
        (Fraction(1, 3), 0, "0.33"),
        (Fraction(1, 3), 3, "0.333"),
        (Fraction(-1, 3), 0, "-0.33"),
        (Fraction(-7, 2), 0, "-3.5"),
    ],
)
def test_a_round_score_is_shown_whole_where_four_places_can_hold_it(
    number: Fraction, places: int, shown: str
) -> None:
    assert show_exact(number, places) == shown


@given(SHARES, PLACES)
def test_what_is_shown_is_never_further_off_than_the_places_say(
    number: Fraction, places: int
) -> None:
    shown = show_exact(number, places)
    assert "e" not in shown.lower()
    assert len(shown.partition(".")[2]) >= places
    assert abs(Fraction(shown) - number) <= Fraction(1, 2 * 10 ** max(places, 2))
