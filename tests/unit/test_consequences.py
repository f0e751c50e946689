"""The consequences of the rules, in words, are those that the ranking has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.consequences import RANKING, TIE_BREAKS, consequences
from scoreboard.contest.model import METHODS, Method, Rules
from scoreboard.contest.model import TIE_BREAKS as KNOWN
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, points

SAID = {"4th": 4, "5th": 5, "6th": 6, "4.5": 4.5}


@pytest.mark.parametrize("method", METHODS)
def test_the_places_that_the_words_promise_are_those_that_two_equals_get(method: Method) -> None:
    scribe = Scribe(contest(teams="a b c d e f", ranking=method)).open("buzzer")
    scribe.awards("buzzer", a=60, b=50, c=40, d=20, e=20, f=10)
    places = [row["rank"] for row in scribe.board()["rows"]]
    numbers = [SAID[w.strip(".,")] for w in RANKING[method].split() if w.strip(".,") in SAID]
    pair = numbers[:-1] if method == "ordinal" else numbers[:1] * 2
    assert places[3:] == [*pair, numbers[-1]]


def test_every_tie_break_has_words() -> None:
    assert TIE_BREAKS.keys() == set(KNOWN)
    for name in KNOWN:
        said = {c["field"]: c["text"] for c in consequences(Rules(tie_breaks=(name,)), ())}
        assert TIE_BREAKS[name] in said["rules.tie_breaks"]


def said(field: str, rules: Rules | None = None) -> list[str]:
    stages = (
        heat(judged(drop_high=1, drop_low=1), points(stakes=decimals("10", "30")),
             judged("time", weight=Decimal(0), better="lower"), advance=3, base=Decimal(100)),
        final(judged("talk", aggregate="sum", weight=Decimal(2)), carry=Decimal("0.5")),
    )  # fmt: skip
    return [c["text"] for c in consequences(rules or Rules(), stages) if c["field"] == field]


def test_where_ties_are_broken_is_said() -> None:
    rules = Rules(tie_breaks=("round:time", "rounds_won"), break_ties="cut")
    (cut,) = said("rules.tie_breaks", rules)
    assert cut.startswith("Equal totals across the cut are parted by the lower score in Time, then")
    assert cut.endswith("the number of rounds won; other ties stay.")
    (first,) = said("rules.tie_breaks", replace(rules, break_ties="first"))
    assert first.startswith("Equal totals at the top")
    assert said("rules.tie_breaks") == ["Equal totals share a place; nothing parts them."]


def test_rounding_and_publishing_are_said() -> None:
    assert said("rules.decimals")[0].endswith("25.5 and 26 are equal.")
    assert "2 decimal places" in said("rules.decimals", Rules(decimals=2))[0]
    assert said("rules.publish") != said("rules.publish", Rules(publish="round"))


def test_stages_and_rounds_are_said() -> None:
    assert said("stages.0.base") == ["Every team starts Heat with 100 points."]
    assert said("stages.0.advance")[0].startswith("After Heat, 3 go on.")
    assert said("stages.1.advance")[0].startswith("The first of Final wins")
    assert said("stages.1.carry")[0].startswith("50 per cent")
    (dropped,) = said("stages.0.rounds.0")
    assert dropped.startswith(
        "In Essay the highest and the lowest mark are left out, then the mean"
    )
    assert dropped.endswith("It takes at least 3 marks.")
    assert said("stages.0.rounds.1") == [
        "In Buzzer a team stakes 10, 30, and wins or loses it, or declines."
    ]
    assert said("stages.0.rounds.2")[1].startswith("Time counts in no total")
    assert said("stages.1.rounds.0") == [
        "In Talk the sum of the marks counts.", "Talk counts 2 times.",
    ]  # fmt: skip


def test_a_tie_break_by_a_round_says_which_way_and_a_round_that_is_not_there_by_its_id() -> None:
    rules = Rules(tie_breaks=("round:talk", "round:gone"))
    assert said("rules.tie_breaks", rules) == [
        "Equal totals are parted by the score in Talk, then gone."
    ]
