"""The kinds of round, each by its own module: what it takes, refuses, comes to and says."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest

import scoreboard
from scoreboard.contest.model import Criterion, Judge, Round, RoundForm
from scoreboard.contest.rules.kinds.kind import Given, Kind, Range
from scoreboard.contest.rules.kinds.playoff import USUAL, playoff_round
from scoreboard.contest.rules.kinds.table import ROUND_KINDS, kind_of
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.round_checks import CHECKS
from scoreboard.files.results.round_columns import COLUMNS
from scoreboard.web.paper import SHEETS
from tests.unit.contests import Scribe, contest, decimals, heat, judged, people, points

ESSAY = judged("essay")
BUZZER = points("buzzer")
RISK = points("risk", awards=(), stakes=decimals("10", "20"))
TALK = judged("talk", criteria=(Criterion("content", "Content", Decimal(20)),))
PLAYOFF = playoff_round("playoff1", {**USUAL, "name": "Play-off"}, "desk")
ROUNDS: dict[RoundForm, Round] = {
    "judged": ESSAY, "criteria": TALK, "points": BUZZER, "risk": RISK, "playoff": PLAYOFF,
}  # fmt: skip
NOBODY = Given({}, (), ())
ROOT = Path(scoreboard.__file__).parent.parent
# Where files and JSON are read, and where a kind in full is told from what they say.
AT_THE_BORDER = {
    "contest.model": 1,
}


def marks(*values: str, missing: int = 0) -> Given:
    """Marks of as many judges, and of others who have still to mark."""
    given = {f"j{n}": Decimal(value) for n, value in enumerate(values)}
    return Given(given, [*given, *(f"late{n}" for n in range(missing))], ())


def won(*amounts: str) -> Given:
    """What a team won and lost."""
    return Given({}, (), decimals(*amounts))


def refused(a_round: Round, value: str, **detail: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refusal:
        kind_of(a_round).check_given(a_round, Decimal(value), detail)
    return str(refusal.value), refusal.value.field


def test_every_form_of_round_has_its_row_and_no_other_has() -> None:
    assert ROUND_KINDS.keys() == set(get_args(RoundForm))
    assert all(ROUND_KINDS[form].form == form for form in ROUND_KINDS)


def test_every_form_has_its_checks_its_columns_in_the_results_and_its_sheet_on_paper() -> None:
    assert CHECKS.keys() == COLUMNS.keys() == SHEETS.keys() == ROUND_KINDS.keys()


@pytest.mark.parametrize("form", ROUND_KINDS)
def test_a_kind_lacks_nothing_that_is_asked_of_one(form: RoundForm) -> None:
    own = {name for cls in type(ROUND_KINDS[form]).__mro__ if cls is not Kind for name in vars(cls)}
    asked = {*Kind.__annotations__, *(name for name in vars(Kind) if not name.startswith("_"))}
    assert asked <= own


@pytest.mark.parametrize("form", ROUNDS)
def test_a_round_is_of_one_kind(form: RoundForm) -> None:
    assert ROUNDS[form].form == form
    assert kind_of(ROUNDS[form]) is ROUND_KINDS[form]


def test_stakes_make_no_risk_of_a_judged_round_and_renaming_no_round_of_a_play_off() -> None:
    assert kind_of(replace(ESSAY, stakes=decimals("10"))).form == "judged"
    assert kind_of(replace(PLAYOFF, name="Sudden death")).form == "playoff"
    assert [form for form, kind in ROUND_KINDS.items() if kind.settles] == ["playoff"]


def test_one_bad_mark_is_left_out_and_the_rest_is_rounded_and_weighed() -> None:
    a_round = replace(ESSAY, drop_low=1, decimals=1, weight=Decimal(2))
    scored = kind_of(a_round).score(a_round, marks("9", "3", "8", "8"))
    assert (scored.score, scored.counted) == (Fraction("8.3"), Fraction("16.6"))
    assert (scored.dropped, scored.provisional) == ({"j1"}, False)
    assert kind_of(a_round).counting(a_round, marks("9", "3", "8", "8"), scored) == [
        *decimals("9", "8", "8")
    ]


def test_a_panel_waits_and_too_few_marks_come_to_nothing() -> None:
    a_round = replace(ESSAY, drop_low=1)
    given = marks("9", missing=2)
    scored = kind_of(a_round).score(a_round, given)
    assert (scored.score, scored.counted, scored.provisional) == (None, 0, True)
    assert kind_of(a_round).missing(given) == ["late0", "late1"]
    assert kind_of(a_round).counting(a_round, given, scored) == []


@pytest.mark.parametrize("form", ["points", "risk", "playoff"])
def test_points_add_up_and_wait_for_nobody(form: RoundForm) -> None:
    kind, a_round = ROUND_KINDS[form], ROUNDS[form]
    scored = kind.score(a_round, won("10", "-2.5"))
    assert (scored.score, scored.counted, scored.provisional) == (Fraction("7.5"),) * 2 + (False,)
    assert kind.score(a_round, NOBODY).score == 0
    assert kind.missing(won("10")) == []


def test_each_kind_refuses_what_is_not_its_own() -> None:
    assert refused(ESSAY, "21") == ("It must lie between 0 and 20.", "value")
    assert refused(ESSAY, "0.5") == ("Marks go in steps of 1 from 0.", "value")
    assert refused(BUZZER, "0") == ("An award of 0 would change nothing.", "points")
    assert refused(BUZZER, "101") == ("It must lie between -100 and 100.", "points")
    assert refused(BUZZER, "10", outcome="right", stake="10") == (
        "The stake must be one of –.", "stake",
    )  # fmt: skip
    assert refused(RISK, "10", outcome="wrong", stake="10") == (
        "These points do not follow from the stake and the answer.", "points",
    )  # fmt: skip
    assert refused(RISK, "15", outcome="right", stake="15")[1] == "stake"
    assert refused(PLAYOFF, "1001") == ("It must lie between -1000 and 1000.", "points")
    # A judge may mark 0, and a stake may be lost or declined.
    kind_of(ESSAY).check_given(ESSAY, Decimal(0), {})
    kind_of(RISK).check_given(RISK, Decimal(-20), {"outcome": "wrong", "stake": "20"})
    kind_of(RISK).check_given(RISK, Decimal(0), {"outcome": "declined"})


def test_what_a_team_has_been_given_waits_for_neither_recused_nor_excused_judges() -> None:
    panel = (*people("lin wu zhou"), Judge("chen", "Chen", recused=("red",)))
    scribe = Scribe(contest(heat(ESSAY, BUZZER), judges=panel)).open("essay")
    scribe.mark("essay", "red", "wu", 9)
    for judge in ("wu", "zhou"):
        scribe.write("excuse", round="essay", judge=judge, reason="ill")
    red = scribe.book.event.teams[0]
    given = scribe.book.given(ESSAY, red)
    # Who is excused after marking has marked.
    assert (given.marks, given.waited_for) == ({"wu": Decimal(9)}, ["lin", "wu"])
    assert kind_of(ESSAY).missing(given) == ["lin"]
    scribe.close("essay").open("buzzer").awards("buzzer", red=10, blue=-10)
    assert scribe.book.given(BUZZER, red).points == [Decimal(10)]


def test_limits_that_are_left_out_allow_the_buttons_of_a_points_round() -> None:
    assert kind_of(BUZZER).usual_limits(BUZZER) == (-100, 100)
    dear = replace(BUZZER, awards=decimals("-250"))
    assert kind_of(dear).usual_limits(dear) == (-250, 250)
    assert kind_of(ESSAY).usual_limits(ESSAY) == (0, 20)


def test_who_gives_marks_and_points_is_the_round_s_to_say() -> None:
    assert kind_of(ESSAY).is_given_by(replace(ESSAY, scored_by="desk"), "lin")
    said = [replace(BUZZER, scored_by=by) for by in ("desk", "judges", ("lin",))]
    assert [kind_of(r).is_given_by(r, "lin") for r in said] == [False, True, True]
    assert [kind_of(r).is_given_by(r, "wu") for r in said] == [False, True, False]


def test_what_is_still_possible_keeps_to_the_limits_of_each_kind() -> None:
    half = replace(ESSAY, weight=Decimal("0.5"))
    assert kind_of(half).possible(half, marks("10", missing=1), 0) == Range(
        Fraction("2.5"), Fraction("7.5")
    )
    # The highest mark is the last on the steps: 9 of 10 in steps of 3.
    threes = replace(ESSAY, max=Decimal(10), step=Decimal(3))
    assert kind_of(threes).possible(threes, marks(missing=1), 0).high == 9
    two = replace(RISK, questions=2)
    assert kind_of(two).possible(two, won("20"), 1) == Range(Fraction(0), Fraction(40))
    assert kind_of(RISK).is_open_ended(RISK)
    assert not kind_of(ESSAY).is_open_ended(ESSAY)
    # What counts in no total bounds none.
    assert not kind_of(BUZZER).is_open_ended(replace(BUZZER, weight=Decimal(0)))
    assert not kind_of(two).is_open_ended(two)


def test_each_kind_says_what_it_is_in_words() -> None:
    assert [*kind_of(ESSAY).meaning(ESSAY, in_english)] == [
        "In Essay the mean of the marks counts."
    ]
    assert [*kind_of(RISK).meaning(RISK, in_english)] == [
        "In Risk a team stakes 10, 20, and wins or loses it, or declines."
    ]
    assert [*kind_of(BUZZER).meaning(BUZZER, in_english)] == []
    assert kind_of(ESSAY).rule(ESSAY, in_english) == "Mean of the marks that count"
    assert kind_of(PLAYOFF).rule(PLAYOFF, in_english) == "Sum of what was awarded and deducted"
    assert kind_of(ESSAY).first_step(ESSAY, marks(), decimals("9", "8"), in_english) == (
        "(9 + 8) ÷ 2 = 17 ÷ 2 = 8.5"
    )
    assert kind_of(RISK).first_step(RISK, won(), decimals("20", "-10"), in_english) == (
        "20 − 10 = 10"
    )


def test_nothing_outside_the_modules_of_the_kinds_asks_a_round_for_its_kind_by_name() -> None:
    package = Path(scoreboard.__file__).parent
    found = {}
    for path in package.rglob("*.py"):
        name = ".".join(path.relative_to(package).with_suffix("").parts)
        if not name.startswith("contest.rules.kinds."):
            found[name] = sum(map(_compares_kinds, ast.walk(ast.parse(path.read_text("utf-8")))))
    assert {name: n for name, n in found.items() if n} == AT_THE_BORDER


def _compares_kinds(node: ast.AST) -> bool:
    """Whether a comparison names a kind of round: x == "judged", x in ("points", "risk")."""
    if not isinstance(node, ast.Compare):
        return False
    sides = [n for side in (node.left, *node.comparators) for n in ast.walk(side)]
    said = {n.value for n in sides if isinstance(n, ast.Constant)}
    return bool(said & {"judged", "points", "risk"})


def test_no_page_asks_a_round_for_its_kind_by_name_outside_the_modules_of_its_kinds() -> None:
    named = re.compile(r"""\b(?:kind|form) [=!]==? ["'](?:judged|points|risk|playoff)["']""")
    pages = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").glob("*.html")]
    assert len(pages) > 150
    assert not [
        str(path.relative_to(ROOT))
        for path in pages
        # The recount is an implementation of its own, with kinds of its own.
        if path.parent.name not in ("kinds", "recount") and named.search(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("page", ["desk", "judge"])
def test_a_page_has_a_module_for_each_form_of_round(page: str) -> None:
    kinds = ROOT / "static" / "js" / page / "kinds"
    assert {path.stem for path in kinds.glob("*.js")} == {*get_args(RoundForm), "table"}
