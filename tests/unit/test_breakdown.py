"""Why this place: every mark, award and sum is told, to each audience what it may know."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.explaining.breakdown import explained_rounds
from scoreboard.contest.model import Judge
from scoreboard.contest.rules.exactly import exactly
from tests.unit.breakdowns import why
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, people, points

TENTH = Decimal("0.1")
FIVE = (*people("j1 j2 j3"), Judge("j4", "J4", recused=("red",)), Judge("j5", "J5"))


def acceptance() -> Scribe:
    """Two teams before five judges: one is recused from Red, one was excused from the essay."""
    rules = {"max": Decimal(10), "step": TENTH, "drop_high": 1, "drop_low": 1}
    speech = judged("speech", weight=Decimal("0.5"), **rules)
    event = contest(heat(judged("essay", **rules), speech), teams="red blue", judges=FIVE,
                    decimals=2)  # fmt: skip
    scribe = Scribe(event).open("essay")
    scribe.marks("essay", red="9.2 8.8 9.5 - -", blue="9 8.6 9.4 8.1 -")
    scribe.write("excuse", round="essay", judge="j5", reason="tablet broken")
    scribe.close("essay").open("speech")
    scribe.marks("speech", red="8.7 9.1 9.4 - 9", blue="9 9.1 9.3 9.6 8.9")
    return scribe.close("speech")


def states(a_round: Any) -> list[tuple[str | None, str]]:
    return [(mark["value"], mark["state"]) for mark in a_round["marks"]]


def test_five_judges_one_recused_one_excused() -> None:
    # By hand. Essay, Red: 9.2 8.8 9.5, without 9.5 and 8.8 leaves 9.2; 9.2 ÷ 1 = 9.2.
    # Speech, Red: 8.7 9.1 9.4 9.0, without 9.4 and 8.7 leaves 9.1 and 9.0; 18.1 ÷ 2 = 9.05;
    # weighted 9.05 × 0.5 = 4.525. Total 9.2 + 4.525 = 13.725, half up 13.73.
    red = why(acceptance(), "red", "public")
    essay, speech = red["rounds"]
    assert states(essay) == [
        ("9.2", "counted"), ("8.8", "low"), ("9.5", "high"), (None, "recused"), (None, "excused"),
    ]  # fmt: skip
    assert (essay["count"], essay["score"], essay["steps"]) == (1, exactly(Decimal("9.2")), [])
    assert states(speech) == [
        ("8.7", "low"), ("9.1", "counted"), ("9.4", "high"), (None, "recused"), ("9", "counted"),
    ]  # fmt: skip
    assert speech["steps"] == ["(9.1 + 9) ÷ 2 = 18.1 ÷ 2 = 9.05", "Weighted: 9.05 × 0.5 = 4.525"]
    assert speech["rule"] == "Mean of the marks that count; left out: highest 1, lowest 1"
    assert [part["value"]["exact"] for part in red["parts"]] == ["9.2", "4.525"]
    assert (red["exact"]["exact"], red["decimals"], red["total"]) == ("13.725", 2, "13.73")
    assert (red["place"]["rank"], red["place"]["ahead"], red["provisional"]) == (1, 0, False)


def test_a_score_that_does_not_end_is_shown_as_a_division() -> None:
    # By hand. Essay, Blue: 9.0 8.6 9.4 8.1, without 9.4 and 8.1: 17.6 ÷ 2 = 8.8.
    # Speech, Blue: without 9.6 and 8.9: 27.4 ÷ 3 = 9.13333…, weighted 13.7 ÷ 3 = 4.56666….
    # Total 26.4 ÷ 3 + 13.7 ÷ 3 = 40.1 ÷ 3 = 13.36666…, half up 13.37.
    blue = why(acceptance(), "blue", "public")
    essay, speech = blue["rounds"]
    assert essay["score"] == {"exact": "8.8", "about": None}
    assert (speech["sum"], speech["count"]) == ({"exact": "27.4", "about": None}, 3)
    assert speech["score"] == {"exact": "27.4 ÷ 3", "about": "9.133333"}
    assert speech["steps"] == [
        "(9 + 9.1 + 9.3) ÷ 3 = 27.4 ÷ 3 ≈ 9.133333",
        "Weighted: 27.4 ÷ 3 × 0.5 = 13.7 ÷ 3 ≈ 4.566667",
    ]
    assert blue["exact"] == {"exact": "40.1 ÷ 3", "about": "13.366667"}
    assert (blue["total"], blue["place"]["rank"]) == ("13.37", 2)
    assert blue["rounding"] == "Rounded half up, decimal places: 2"


def test_reasons_are_for_the_desk_alone() -> None:
    scribe = acceptance()
    scribe.correct("essay", "red", "j1", "9.1")
    desk, public = why(scribe, "red")["rounds"][0], why(scribe, "red", "public")["rounds"][0]
    assert [mark["reason"] for mark in desk["marks"]] == [
        "misread", None, None, None, "tablet broken",
    ]  # fmt: skip
    assert [mark["corrected"] for mark in public["marks"]] == [True, False, False, False, False]
    assert {mark["reason"] for mark in public["marks"]} == {None}


@pytest.mark.parametrize("publish", ["live", "round"])
def test_the_public_learns_nothing_of_an_open_round(publish: Any) -> None:
    event = contest(heat(judged(), points()), publish=publish)
    scribe = Scribe(event).open("essay").marks("essay", red="18 17", blue="9 9")
    told = why(scribe, "red", "public")
    assert (told["rounds"], told["total"], told["to_come"]) == ([], None, ["Essay", "Buzzer"])
    assert "17" not in str(told)
    assert [r["id"] for r in why(scribe, "red")["rounds"]] == ["essay"]
    scribe.close("essay").open("buzzer").awards("buzzer", red=10)
    told = why(scribe, "red", "public")
    assert ([r["id"] for r in told["rounds"]], told["total"]) == (["essay"], "18")
    assert why(scribe, "red")["total"] == "28"
    assert why(scribe, "red")["rounds"][1]["words"] == "Still open"
    stage = scribe.book.stage
    assert [r.id for r in explained_rounds(scribe.book, stage, "public")] == ["essay"]


def test_too_few_marks_give_no_score_and_say_how_many_it_takes() -> None:
    event = contest(heat(judged(drop_high=1, drop_low=1)), judges=people("a b c"))
    scribe = Scribe(event).open("essay").marks("essay", red="18 17 -", blue="18 17 16")
    red = why(scribe, "red")["rounds"][0]
    assert (red["score"], red["sum"], red["count"], red["provisional"]) == (None, None, 0, True)
    assert [mark["state"] for mark in red["marks"]] == ["given", "given", "missing"]
    assert red["steps"] == ["Too few marks: this round needs 3 for a score."]
    assert why(scribe, "blue")["rounds"][0]["provisional"] is False


@pytest.mark.parametrize(
    ("rules", "steps"),
    [
        ({"aggregate": "sum"}, ["18 + 15 + 11 = 44"]),
        ({"aggregate": "median"}, ["In order: 11, 15, 18; in the middle: 15"]),
        ({"weight": Decimal(0)}, ["(18 + 15 + 11) ÷ 3 = 44 ÷ 3 ≈ 14.666667",
                                  "Weight 0: counts in no total"]),
        ({"decimals": 2}, ["(18 + 15 + 11) ÷ 3 = 44 ÷ 3 ≈ 14.666667",
                           "Rounded half up, decimal places 2: 14.67"]),
        ({"drop_low": 1}, ["(18 + 15) ÷ 2 = 33 ÷ 2 = 16.5"]),
    ],
)  # fmt: skip
def test_each_rule_has_its_own_sum(rules: dict[str, Any], steps: list[str]) -> None:
    event = contest(heat(judged(**rules)), judges=people("a b c"))
    scribe = Scribe(event).open("essay").marks("essay", red="18 15 11").close("essay")
    assert why(scribe, "red")["rounds"][0]["steps"] == steps


def test_points_tell_question_stake_outcome_and_correction() -> None:
    risk = points("risk", stakes=decimals("10", "20"))
    scribe = Scribe(contest(heat(risk))).open("risk")
    detail = {"question": 3, "stake": "20", "outcome": "wrong", "note": "too late"}
    scribe.award("risk", "red", -20, detail=detail)
    scribe.award("risk", "red", 10)
    scribe.award("risk", "blue", 5)
    scribe.write("correction", round="risk", team="red", value=Decimal(0), reason="misheard")
    told = why(scribe.close("risk"), "red")
    lost, won, corrected = told["rounds"][0]["awards"]
    assert lost == {
        "value": "-20", "question": "3", "note": "too late", "stake": "20", "outcome": "wrong",
        "words": "answered wrong", "corrected": False, "reason": None,
    }  # fmt: skip
    assert (won["value"], won["question"], won["words"]) == ("10", None, None)
    assert corrected["value"] == "10"
    assert corrected["words"] == "corrected by the desk to 0"
    assert corrected["reason"] == "misheard"
    assert why(scribe, "red", "public")["rounds"][0]["awards"][2]["reason"] is None
    assert told["rounds"][0]["steps"] == ["−20 + 10 + 10 = 0"]
    assert told["rounds"][0]["rule"] == "Sum of what was awarded and deducted"


def test_the_total_lists_base_carry_rounds_and_penalties() -> None:
    event = contest(
        heat(points(), base=Decimal(100), advance=2),
        final(points("last"), carry=Decimal("0.5")),
    )
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=30, blue=20, green=-10)
    scribe.write("penalty", stage="heat", team="red", value=Decimal(-10), reason="prompting")
    scribe.close("buzzer")
    told = why(scribe, "red", "public")
    assert [(p["kind"], p["value"]["exact"], p["words"]) for p in told["parts"]] == [
        ("base", "100", None), ("round", "30", None), ("penalty", "-10", "prompting"),
    ]  # fmt: skip
    scribe.advance("heat", "blue", "red")
    told = why(scribe.open("last").awards("last", red=1).close("last"), "red", "public")
    assert [(p["name"], p["value"]["exact"], p["words"]) for p in told["parts"]] == [
        ("Carried in from Heat", "60", "120 × 0.5"), ("Last", "1", None),
    ]  # fmt: skip
    assert (told["total"], told["rounding"]) == ("61", "Rounded half up to a whole number")
