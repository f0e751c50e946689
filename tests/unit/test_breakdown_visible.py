"""Why this place, as people read it: every line of a breakdown, and its every word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.boards.shapes import team_on_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Judge
from scoreboard.contest.words import Refusal, in_english
from tests.unit.breakdowns import tied, why
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, people, points

PANEL = (*people("lin wu"), Judge("chen", "Chen", recused=("red",)))


def whole(number: str) -> dict[str, str | None]:
    return {"exact": number, "about": None}


def one_round(**rules: Any) -> Scribe:
    """An essay before three judges, one of them recused from Red."""
    return Scribe(contest(heat(judged(**rules)), judges=PANEL)).open("essay")


def test_a_round_is_told_from_the_marks_to_what_it_counts() -> None:
    scribe = one_round(weight=Decimal(2), decimals=1).marks("essay", red="9 - -")
    scribe.write("excuse", round="essay", judge="wu", reason="left the hall")
    (essay,) = why(scribe, "red")["rounds"]
    rest = {"corrected": False, "reason": None}
    assert essay == {
        "id": "essay", "name": "Essay", "kind": "judged",
        "form": "judged", "state": "open", "words": "Still open",
        "rule": "Mean of the marks that count",
        "marks": [
            {"judge": {"id": "lin", "name": "Lin"}, "value": "9", "state": "counted",
             "words": "counts", **rest},
            {"judge": {"id": "wu", "name": "Wu"}, "value": None, "state": "excused",
             "words": "excused from this round", "corrected": False, "reason": "left the hall"},
            {"judge": {"id": "chen", "name": "Chen"}, "value": None, "state": "recused",
             "words": "recused from this team", **rest},
        ],
        "awards": [], "sum": whole("9"), "count": 1,
        "steps": ["Rounded half up, decimal places 1: 9.0", "Weighted: 9 × 2 = 18"],
        "score": whole("9"), "weight": "2", "weighted": whole("18"), "decimals": 1,
        "weighted_decimals": None, "counted": whole("18"), "provisional": False,
    }  # fmt: skip


def test_where_nobody_has_marked_green_yet_there_is_nothing_to_weigh() -> None:
    (essay,) = why(one_round(weight=Decimal(2)), "green")["rounds"]
    assert [(m["state"], m["words"]) for m in essay["marks"]] == [("missing", "no mark")] * 3
    assert (essay["score"], essay["weighted"], essay["counted"]) == (None, whole("0"), whole("0"))
    assert essay["steps"] == ["Too few marks: this round needs 1 for a score."]


def test_marks_left_out_are_said_to_be() -> None:
    scribe = one_round(drop_high=1, drop_low=1).marks("essay", red="9 9 -", blue="9 8 7")
    (essay,) = why(scribe, "blue")["rounds"]
    assert [m["words"] for m in essay["marks"]] == [
        "highest, left out", "counts", "lowest, left out",
    ]  # fmt: skip
    (essay,) = why(scribe, "red")["rounds"]
    assert essay["marks"][0]["words"] == "given, but too few marks for a score"


@pytest.mark.parametrize(
    ("drops", "rule"),
    [
        ({"drop_high": 1}, "Mean of the marks that count; left out: highest 1, lowest 0"),
        ({"drop_low": 1}, "Mean of the marks that count; left out: highest 0, lowest 1"),
        ({"aggregate": "sum"}, "Sum of the marks that count"),
        ({"aggregate": "median"}, "Median of the marks that count"),
    ],
)
def test_the_rule_of_a_round_is_told(drops: dict[str, Any], rule: str) -> None:
    assert why(one_round(**drops), "red")["rounds"][0]["rule"] == rule


def test_numbers_below_nothing_have_a_minus_and_no_hyphen() -> None:
    low = {"min": Decimal(-9), "max": Decimal(0)}
    scribe = one_round(weight=Decimal(2), **low).marks("essay", blue="-1 0 0", green="-4 -4 -4")
    (essay,) = why(scribe, "blue")["rounds"]
    assert essay["steps"] == [
        "(−1 + 0 + 0) ÷ 3 = −1 ÷ 3 ≈ −0.333333",
        "Weighted: −1 ÷ 3 × 2 = −2 ÷ 3 ≈ −0.666667",
    ]
    (essay,) = why(scribe, "green")["rounds"]
    assert essay["steps"][0] == "(−4 − 4 − 4) ÷ 3 = −12 ÷ 3 = −4"


def test_points_that_were_nothing_or_set_by_the_desk_are_told() -> None:
    risk = points("risk", stakes=decimals("10"))
    scribe = Scribe(contest(heat(risk))).open("risk")
    scribe.award("risk", "red", 0, detail={"stake": "10", "outcome": "declined"})
    scribe.award("risk", "red", 10, detail={"stake": "10", "outcome": "right"})
    scribe.write("correction", round="risk", team="red", value=Decimal(7), reason="misheard")
    (told,) = why(scribe, "red")["rounds"]
    assert told["marks"] == []
    assert [(a["value"], a["words"], a["corrected"]) for a in told["awards"]] == [
        ("0", "declined to answer", False),
        ("10", "answered right", False),
        ("-3", "corrected by the desk to 7", True),
    ]
    assert [(a["stake"], a["outcome"]) for a in told["awards"]] == [
        ("10", "declined"), ("10", "right"), (None, None),
    ]  # fmt: skip


def test_the_whole_breakdown_of_red() -> None:
    event = contest(heat(points(), judged(), base=Decimal(5), advance=1), final(points("last")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=20, blue=10).close("buzzer")
    penalty = scribe.write(
        "penalty", stage="heat", team="red", value=Decimal(-1), reason="prompting"
    )
    told: Any = why(scribe, "red", "public")
    (buzzer,) = told.pop("rounds")
    assert (buzzer["id"], buzzer["words"]) == ("buzzer", "Closed")
    assert told == {
        "event": "quiz", "version": 6, "at": penalty.at, "audience": "public",
        "stage": {"id": "heat", "name": "Heat", "advance": 1, "goes_on": "the first 1"},
        "team": team_on_board(event.teams[0]), "playoffs": [], "to_come": ["Essay"],
        "parts": [
            {"kind": "base", "name": "Base", "value": whole("5"), "words": None},
            {"kind": "round", "name": "Buzzer", "value": whole("20"), "words": None},
            {"kind": "penalty", "name": "Penalty", "value": whole("-1"), "words": "prompting"},
        ],
        "exact": whole("24"), "decimals": 0, "rounding": "Rounded half up to a whole number",
        "total": "24", "provisional": False,
        "place": {
            "rank": 1, "shared_with": [], "ahead": 0, "level": 1, "words": "Place 1",
            "outside": False, "rule": "Equal totals share a place; no place is skipped",
        },
        "ties": {
            "words": "No other team has this total, so nothing had to part it.", "tried": [],
        },
        "cut": {
            "seats": 1, "ahead": 0, "level": 1, "state": "in", "words": "Inside the cut",
            "barred": None, "rule": "the first 1",
        },
        "announced": None,
    }  # fmt: skip


def test_what_is_carried_in_below_nothing_is_told_with_a_minus() -> None:
    event = contest(heat(points(), advance=1), final(points("last"), carry=Decimal("0.5")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=-5, blue=-10, green=-10)
    scribe.close("buzzer").advance("heat", "red")
    assert why(scribe, "red")["parts"] == [
        {"kind": "carried", "name": "Carried in from Heat", "value": whole("-2.5"),
         "words": "−5 × 0.5"},
    ]  # fmt: skip


def test_a_team_that_is_not_there_is_said_not_to_be() -> None:
    event = contest(heat(points(), advance=1), final(points("last")))
    scribe = Scribe(event)
    last = event.stages[1]
    for team, sentence in (
        ("white", "This event has no such team."),
        ("red", "Red does not take part in Final."),
    ):
        with pytest.raises(Refusal) as refused:
            breakdown(scribe.book, last, team, "desk", in_english)
        assert (str(refused.value), refused.value.because) == (sentence, "unknown")


def test_all_who_share_a_place_are_named() -> None:
    scribe = Scribe(contest(heat(points(), advance=1))).open("buzzer").close("buzzer")
    told = why(scribe, "red")
    assert told["place"]["words"] == "Place 1, shared with Blue, Green"
    assert told["cut"] == {
        "seats": 1, "ahead": 0, "level": 3, "state": "tied", "words": "Tied across the cut",
        "barred": None, "rule": "the first 1",
    }  # fmt: skip


def test_by_ordinal_registration_alone_parts_equals_and_is_said_to() -> None:
    told = why(tied(ranking="ordinal"), "blue")
    assert told["place"]["words"] == "Place 2"
    assert told["ties"]["tried"] == [
        {
            "name": "registration", "words": "order of registration", "result": "decided",
            "result_words": "They remain equal; only the numbering parts them.",
            "teams": [
                {"id": "red", "name": "Red", "value": "1"},
                {"id": "blue", "name": "Blue", "value": "2"},
            ],
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tie_breaks", "result", "words"),
    [
        (("round:one",), "decided", "This broke the tie."),
        (("rounds_won",), "equal", "Equal here, too."),
        (("best_marks",), "silent", "Not asked: somebody among them has nothing to compare."),
    ],
)
def test_a_tie_break_says_what_came_of_it(
    tie_breaks: tuple[str, ...], result: str, words: str
) -> None:
    (tried,) = why(tied(tie_breaks=tie_breaks), "red")["ties"]["tried"]
    assert (tried["name"], tried["result"], tried["result_words"]) == (*tie_breaks, result, words)
    assert [(t["id"], t["name"]) for t in tried["teams"]] == [("red", "Red"), ("blue", "Blue")]


def test_times_and_points_side_by_side_are_each_told_as_they_are() -> None:
    rounds = points("one", better="lower"), points("two")
    for tie_break, values in (
        ("round:one", {"red": "12", "blue": "8"}),
        ("round:two", {"red": "8", "blue": "12"}),
        ("latest_round", {"red": "8, 12", "blue": "12, 8"}),
    ):
        (tried,) = why(tied(*rounds, tie_breaks=(tie_break,)), "red")["ties"]["tried"]
        assert {team["id"]: team["value"] for team in tried["teams"]} == values


def test_the_latest_round_is_told_beside_a_play_off() -> None:
    event = contest(heat(points(), advance=1), tie_breaks=("latest_round",))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=9, blue=9).close("buzzer")
    playing = {"teams": ["red", "blue"], "name": "Play-off", "min": "0", "max": "9", "awards": []}
    scribe.write("playoff", stage="heat", round="playoff1", detail=playing)
    scribe.awards("playoff1", blue=2, red=1).close("playoff1")
    latest, playoff = why(scribe, "red")["ties"]["tried"]
    assert [(t["id"], t["value"]) for t in latest["teams"]] == [("blue", "9"), ("red", "9")]
    assert [(t["id"], t["value"]) for t in playoff["teams"]] == [("blue", "2"), ("red", "1")]
    assert why(scribe, "red")["place"]["rank"] == 2


def test_a_round_without_an_entry_shows_nothing_where_it_was_held_back() -> None:
    quick = points("quick", weight=Decimal(0), better="lower")
    event = contest(heat(points(), quick), tie_breaks=("round:quick", "latest_round"))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=5, blue=5, green=5).close("buzzer")
    scribe.open("quick").awards("quick", blue=95, green=60).close("quick")
    first, second = why(scribe, "red")["ties"]["tried"]
    shown = [(team["name"], team["value"]) for team in first["teams"]]
    assert shown == [("Green", "60"), ("Red", None), ("Blue", "95")]
    assert [(team["name"], team["value"]) for team in second["teams"]] == [
        ("Red", "–, 5"), ("Blue", "95, 5"),
    ]  # fmt: skip
