"""The consequences of the rules, in words, are those that the ranking has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.model import METHODS, Method, Round, Rules
from scoreboard.contest.rules.consequences import RANKING, consequences
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS, TieBreak
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, people, points

SAID = {"4th": 4, "5th": 5, "6th": 6, "4.5": 4.5}


@pytest.mark.parametrize("method", METHODS)
def test_the_places_that_the_words_promise_are_those_that_two_equals_get(method: Method) -> None:
    scribe = Scribe(contest(teams="a b c d e f", ranking=method)).open("buzzer")
    scribe.awards("buzzer", a=60, b=50, c=40, d=20, e=20, f=10)
    places = [row["rank"] for row in scribe.board()["rows"]]
    numbers = [SAID[w.strip(".,")] for w in RANKING[method].split() if w.strip(".,") in SAID]
    pair = numbers[:-1] if method == "ordinal" else numbers[:1] * 2
    assert places[3:] == [*pair, numbers[-1]]


@pytest.mark.parametrize("row", TIE_BREAKS.values(), ids=TIE_BREAKS.keys())
def test_every_tie_break_says_what_it_compares(row: TieBreak) -> None:
    said = {c["field"]: c["text"] for c in consequences(Rules(tie_breaks=(row.name,)), ())}
    assert said["rules.tie_breaks"] == f"Ties are broken by {row.sentence}."


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
    assert cut.startswith("Ties across the cut are broken by the lower score in Time, then")
    assert cut.endswith("the number of rounds won; other ties stay.")
    (first,) = said("rules.tie_breaks", replace(rules, break_ties="first"))
    assert first.startswith("Ties at the top")
    assert said("rules.tie_breaks") == ["Equal totals share a place; no tie is broken."]


def test_rounding_and_publishing_are_said() -> None:
    assert said("rules.decimals") == [
        "Totals are rounded half up to whole points, so 25.5 and 26 are equal."
    ]
    assert said("rules.decimals", Rules(decimals=2)) == [
        "Totals are rounded half up before they are compared; decimal places: 2."
    ]
    assert said("rules.publish") != said("rules.publish", Rules(publish="round"))


def test_stages_and_rounds_are_said() -> None:
    assert said("stages.0.base") == ["Every team starts Heat with 100 points."]
    (line,) = said("stages.0.advance")
    assert line.startswith("After Heat, 3 go on. Teams tied across that line go on, or not, by a")
    assert line.endswith(" a play-off, by lots, or all together.")
    assert said("stages.1.advance")[0].startswith("The first of Final wins")
    assert said("stages.1.carry") == ["50 per cent of the total before is carried into Final."]
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
    assert said("rules.tie_breaks", rules) == ["Ties are broken by the score in Talk, then gone."]


def test_a_final_that_starts_from_nothing_says_so() -> None:
    told = consequences(Rules(), (heat(judged(), advance=2), final(points())))
    assert [c["text"] for c in told if c["field"].endswith("carry")] == [
        "Nothing of the stage before counts in Final."
    ]


@pytest.mark.parametrize(
    ("essay", "left", "counts", "least"),
    [
        (judged(), "", "the mean of the marks counts.", ""),
        (judged(aggregate="median"), "", "the middle mark counts.", ""),
        (judged(aggregate="sum", drop_high=1, drop_low=1),
         "the highest and the lowest mark are left out, then ", "the sum of the marks counts.",
         " It takes at least 3 marks."),
        (judged(drop_high=1), "some marks are left out: the highest 1. Then ",
         "the mean of the marks counts.", " It takes at least 2 marks."),
        (judged(drop_low=2), "some marks are left out: the lowest 2. Then ",
         "the mean of the marks counts.", " It takes at least 3 marks."),
        (judged(drop_high=2, drop_low=2),
         "some marks are left out: the highest 2, the lowest 2. Then ",
         "the mean of the marks counts.", " It takes at least 5 marks."),
        (judged(drop_high=2, drop_low=1, aggregate="median"),
         "some marks are left out: the highest 2, the lowest 1. Then ",
         "the middle mark counts.", " It takes at least 4 marks."),
    ],
)  # fmt: skip
def test_how_the_marks_of_an_essay_come_to_one_score_is_said(
    essay: Round, left: str, counts: str, least: str
) -> None:
    told = consequences(Rules(), (heat(essay),))
    assert [c["text"] for c in told if c["field"] == "stages.0.rounds.0"] == [
        f"In Essay {left}{counts}{least}"
    ]


@pytest.mark.parametrize(
    ("rules", "field", "text"),
    [
        (Rules(ranking="dense"), "ranking",
         "Two equal totals will both be 4th, and the next is 5th."),
        (Rules(ranking="competition"), "ranking",
         "Two equal totals will both be 4th, and the next is 6th."),
        (Rules(ranking="modified"), "ranking",
         "Two equal totals will both be 5th, and the next is 6th."),
        (Rules(ranking="ordinal"), "ranking",
         "Two equal totals will be 4th and 5th in the order of the list, and the next is 6th."),
        (Rules(ranking="fractional"), "ranking",
         "Two equal totals will both have place 4.5, and the next is 6th."),
        (Rules(tie_breaks=("latest_round",)), "tie_breaks",
         "Ties are broken by the score in the newest closed round."),
        (Rules(tie_breaks=("best_rounds",)), "tie_breaks",
         "Ties are broken by the best round score, then the second best."),
        (Rules(tie_breaks=("rounds_won",), break_ties="first"), "tie_breaks",
         "Ties at the top are broken by the number of rounds won; other ties stay."),
        (Rules(tie_breaks=("fewest_deductions",)), "tie_breaks",
         "Ties are broken by the fewest points deducted."),
        (Rules(tie_breaks=("best_marks",)), "tie_breaks",
         "Ties are broken by the highest single mark, then the second highest."),
        (Rules(tie_breaks=("marks_given",)), "tie_breaks",
         "Ties are broken by the number of marks above zero."),
        (Rules(tie_breaks=("all_marks",)), "tie_breaks",
         "Ties are broken by the mean of all marks, none left out."),
        (Rules(tie_breaks=("first_places",)), "tie_breaks",
         "Ties are broken by how often a judge marked the team best."),
        (Rules(tie_breaks=("rounds_won",), break_ties="cut"), "tie_breaks",
         "Ties across the cut are broken by the number of rounds won; other ties stay."),
        (Rules(publish="team"), "publish",
         "The hall sees a team's score when all its judges have marked, and points at once."),
        (Rules(release="desk"), "publish",
         "The hall sees a team's score when the desk releases it, and points at once."),
        (Rules(publish="round", release="desk"), "publish",
         "The hall sees a round's scores when the round is closed."),
        (Rules(judges_see_totals=True), "judges_see_totals",
         "Judges see running totals while they mark."),
        (Rules(publish="live"), "publish", "The hall sees every mark at once."),
        (Rules(publish="round"), "publish",
         "The hall sees a round's scores when the round is closed."),
    ],
)  # fmt: skip
def test_every_rule_says_what_it_does(rules: Rules, field: str, text: str) -> None:
    assert said(f"rules.{field}", rules) == [text]


def meaning_of(a_round: Round, names: str = "") -> list[tuple[str, str]]:
    told = consequences(Rules(), (heat(a_round),), judges=people(names))
    field = "stages.0.rounds.0"
    return [(c["field"].removeprefix(field), c["text"]) for c in told if field in c["field"]]


def test_where_a_score_is_rounded_is_said_before_and_after_the_weight() -> None:
    talk = judged("talk", decimals=2, weighted_decimals=1, weight=Decimal("0.7"))
    assert [text for _, text in meaning_of(talk)][1:] == [
        "Talk counts 0.7 times.",
        "The score of Talk is rounded half up before the weight; decimal places: 2.",
        "The score of Talk is rounded half up after the weight; decimal places: 1.",
    ]
    # What counts in no total is not rounded for it.
    unweighted = judged("talk", weighted_decimals=1, weight=Decimal(0))
    assert not any("after the weight" in text for _, text in meaning_of(unweighted))


def test_who_gives_the_points_is_said_where_it_is_not_the_desk_alone() -> None:
    assert meaning_of(points(scored_by="desk")) == []
    assert meaning_of(points(scored_by="judges")) == [
        (".scored_by", "All judges and the desk give points in Buzzer.")
    ]
    assert meaning_of(points(scored_by=("wu", "gone")), "lin wu") == [
        (".scored_by", "Wu, gone and the desk give points in Buzzer.")
    ]
    assert meaning_of(judged(scored_by="judges"))[1:] == []
