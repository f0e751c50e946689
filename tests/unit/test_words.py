"""How the core speaks: refusals, what decided a place, and numbers for a pocket calculator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoreboard.contest.rules.exactly import added, equals, exactly, signless
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.words import N_, Refusal, in_english, not_now, not_yours, refuse, unknown
from tests.unit.contests import Scribe, contest, heat, judged, points

PLAYING: dict[str, Any] = {
    "teams": ["red", "blue"], "name": "Sudden death", "min": "0", "max": "9", "awards": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "because", "field"),
    [
        (refuse("%(team)s is too late.", field="team", team="Red"), "wrong", "team"),
        (refuse("%(team)s is too late.", team="Red"), "wrong", None),
        (not_now("%(team)s is too late.", team="Red"), "not_now", None),
        (not_yours("%(team)s is too late.", team="Red"), "not_yours", None),
        (unknown("%(team)s is too late.", team="Red"), "unknown", None),
    ],
)
def test_a_refusal_keeps_its_sentence_apart_from_its_names(
    refusal: Refusal, because: str, field: str | None
) -> None:
    assert (str(refusal), refusal.because, refusal.field) == ("Red is too late.", because, field)
    assert (refusal.text, refusal.names) == ("%(team)s is too late.", {"team": "Red"})


def test_a_sentence_without_names_may_speak_of_percents() -> None:
    assert str(refuse("At most 100 % of it.")) == "At most 100 % of it."
    assert in_english("At most 100 % of it.") == "At most 100 % of it."
    assert in_english("%(team)s is first.", team="Red") == "Red is first."
    assert N_("Base") == "Base"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("registration", "order of registration"),
        ("latest_round", "latest round"),
        ("best_rounds", "best rounds"),
        ("rounds_won", "rounds won"),
        ("fewest_deductions", "fewest deductions"),
        ("best_marks", "best marks"),
        ("marks_given", "marks given"),
        ("lots7", "lots"),
        ("playoff1", "play-off"),
        ("round:essay", "Essay"),
        ("round:gone", "round:gone"),
    ],
)
def test_what_decided_a_place_has_a_name_that_people_know(name: str, words: str) -> None:
    scribe = Scribe(contest(heat(judged(), points())))
    scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    assert decided(scribe.book, name, in_english) == words


def test_what_decided_a_place_is_said_in_the_language_of_who_asks() -> None:
    scribe = Scribe(contest(heat(judged())))
    scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING)

    def german(text: str, **_names: object) -> str:
        return {"lots": "Los", "play-off": "Stechen", "best marks": "beste Noten"}[text]

    assert decided(scribe.book, "lots7", german) == "Los"
    assert decided(scribe.book, "playoff1", german) == "Stechen"
    assert decided(scribe.book, "best_marks", german) == "beste Noten"


@pytest.mark.parametrize(
    ("number", "exact", "about"),
    [
        (Fraction(53, 6), "26.5 ÷ 3", "8.833333"),
        (Fraction(-1, 3), "-1 ÷ 3", "-0.333333"),
        (Fraction(1, 7), "1 ÷ 7", "0.142857"),
        (Fraction(1, 12), "0.25 ÷ 3", "0.083333"),
        (Fraction(1, 15), "0.2 ÷ 3", "0.066667"),
        (Fraction(1, 11), "1 ÷ 11", "0.090909"),
        (Fraction(1, 16), "0.0625", None),
        (Fraction(1, 25), "0.04", None),
        (Decimal("-9.50"), "-9.5", None),
        (100, "100", None),
        (0, "0", None),
    ],
)
def test_a_number_is_written_so_that_it_can_be_typed(
    number: Any, exact: str, about: str | None
) -> None:
    assert exactly(number) == {"exact": exact, "about": about}


def test_sums_are_written_as_they_are_typed() -> None:
    third = Fraction(1, 3)
    assert added([]) == ""
    assert added([Decimal(10), Decimal(-5), Decimal(2)]) == "10 − 5 + 2"
    assert added([Decimal(-10), Decimal(0), Decimal(-1)]) == "−10 + 0 − 1"
    assert added([third, -third]) == "(1 ÷ 3) − (1 ÷ 3)"
    assert (signless(-third), signless(Decimal("-2.5"))) == ("(1 ÷ 3)", "2.5")
    assert (equals(-third), equals(Fraction(-5, 2))) == ("−1 ÷ 3 ≈ −0.333333", "−2.5")
