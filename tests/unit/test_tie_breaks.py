"""The table of tie-breaks: a row has every column, and each place that names one reads it there."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoreboard.contest.acts.setup_differences import changes
from scoreboard.contest.rules.named_breaks import (
    NAMED,
    SPELLINGS,
    round_tie_break,
    rounds_named,
    value_of,
)
from scoreboard.contest.rules.tie_breaks import (
    TIE_BREAKS,
    Amount,
    Evidence,
    RoundEvidence,
    TieBreak,
)
from scoreboard.contest.standings.deciding import decided
from scoreboard.contest.words import in_english
from scoreboard.files.event.tie_break_checks import CHECKS
from scoreboard.files.sheets.headings import TABLES
from tests.unit.contests import Scribe, contest, heat, judged

ROWS = pytest.mark.parametrize("row", TIE_BREAKS.values(), ids=TIE_BREAKS.keys())
# A team with something to show for every tie-break there is.
RED = Evidence(
    rounds=(
        RoundEvidence("essay", Fraction(8)),
        RoundEvidence("race", Fraction(90), lower_is_better=True),
        RoundEvidence("extra", Fraction(99), counts=False),
    ),
    newest_first=("race", "essay"),
    marks=(Decimal(7), Decimal(0), Decimal("9.5")),
    marked={("essay", "lin"): True, ("essay", "wu"): False, ("essay", "hu"): True},
    deducted=Fraction(15),
    rounds_won=2,
    resolved={"lots7": Amount(Fraction(3), lower_is_better=True), "playoff": None},
)


@ROWS
def test_a_row_leaves_no_column_empty(row: TieBreak) -> None:
    empty = [column.name for column in fields(row) if not getattr(row, column.name)]
    # Most say the same where the smaller total is first.
    assert empty in ([], ["lower", "choice_lower"])
    chinese, english, *_ = row.heading.split("|")
    assert not chinese.isascii()
    assert english.isascii()


@ROWS
def test_a_board_says_by_which_tie_break_a_place_was_decided(row: TieBreak) -> None:
    assert decided(Scribe(contest()).book, row.name, in_english) == row.words


@ROWS
def test_a_change_of_the_set_up_calls_each_tie_break_by_its_own_words(row: TieBreak) -> None:
    old = contest(heat(judged()))
    new = replace(old, rules=replace(old.rules, tie_breaks=(row.name,)))
    assert row.sentence in "".join(changes(old, new, in_english))


@ROWS
def test_a_spreadsheet_writes_each_tie_break_so_that_it_is_read_again(row: TieBreak) -> None:
    column = next(one for one in TABLES["event"] if one.key == "tie_breaks")
    for locale in ("zh-CN", "en"):
        assert column.choice(column.word(row.name, locale)) == row.name


def test_what_a_tie_break_compares_is_the_number_that_people_know() -> None:
    race = Amount(Fraction(90), lower_is_better=True)
    assert {name: value_of(name, RED) for name in TIE_BREAKS} == {
        "latest_round": (race, Amount(Fraction(8))),
        "best_rounds": (Amount(Fraction(8)), race),
        "rounds_won": Amount(Fraction(2)),
        "fewest_deductions": Amount(Fraction(15), lower_is_better=True),
        "best_marks": tuple(Amount(Fraction(mark)) for mark in ("9.5", "7", "0")),
        "marks_given": Amount(Fraction(2)),
        # 7 + 0 + 9.5 = 16.5, over three judges.
        "all_marks": Amount(Fraction(11, 2)),
        "first_places": Amount(Fraction(2)),
    }
    assert value_of("round:race", RED) == race
    assert value_of("round:extra", RED) == Amount(Fraction(99))
    assert value_of("rounds:essay,extra", RED) == Amount(Fraction(107))
    assert value_of("lots7", RED) == Amount(Fraction(3), lower_is_better=True)
    assert value_of("playoff", RED) is None


def test_a_team_with_nothing_to_show_has_no_value_for_any_tie_break() -> None:
    assert {
        value_of(name, Evidence()) for name in [*TIE_BREAKS, "round:essay", "rounds:essay,race"]
    } == {None}
    absent = replace(RED, rounds=(RoundEvidence("essay", None), *RED.rounds[1:]))
    assert value_of("latest_round", absent) is None, "one of the newest rounds has no score"
    assert value_of("best_rounds", absent) == (Amount(Fraction(90), lower_is_better=True),)


def test_less_is_better_where_less_is_better() -> None:
    more, less = Amount(Fraction(3)), Amount(Fraction(2))
    assert more.key > less.key
    assert replace(more, lower_is_better=True).key < replace(less, lower_is_better=True).key


def test_every_tie_break_is_named_where_an_unknown_one_is_refused() -> None:
    by_round = (round_tie_break("ID"), round_tie_break("ID", "ID"))
    assert (*TIE_BREAKS, *by_round, "criterion:ID") == SPELLINGS


def test_rounds_are_a_tie_break_by_their_ids() -> None:
    assert round_tie_break("essay") == "round:essay"
    assert round_tie_break("essay", "race") == "rounds:essay,race"
    assert rounds_named("round:essay") == ("essay",)
    assert rounds_named("rounds:essay, race") == ("essay", "race")
    assert rounds_named("latest_round") == rounds_named("rounds_won") == ()


def test_a_tie_break_that_names_what_it_compares_is_a_row_with_a_row_of_its_faults() -> None:
    assert NAMED.keys() == CHECKS.keys()
    spelt = {one for row in NAMED.values() for one in row.spellings}
    assert spelt | TIE_BREAKS.keys() == {*SPELLINGS}
    rounds = [judged("essay"), judged("talk")]
    assert NAMED["rounds"].called("essay,talk", rounds) == "Essay + Talk"
    assert NAMED["round"].called("race", rounds) is None
    assert NAMED["rounds"].meaning("talk,essay") == NAMED["rounds"].meaning("essay, talk")
    assert NAMED["criterion"].sentence("look", rounds, in_english) == "what was given for look"
