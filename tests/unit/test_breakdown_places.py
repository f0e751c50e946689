"""Why this place: ties and what parted them, teams without a place, and what was announced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.explaining.breakdown import newest_stage_of
from scoreboard.contest.model import METHODS, Event, Method, Prize, Team
from scoreboard.contest.words import Refusal
from tests.unit.breakdowns import tied, why
from tests.unit.contests import Scribe, contest, final, heat, points


def test_tie_breaks_are_told_in_order_with_each_teams_value() -> None:
    scribe = tied(tie_breaks=("best_rounds", "latest_round"))
    told = why(scribe, "red", "public")
    assert [(t["name"], t["result"], t["words"]) for t in told["ties"]["tried"]] == [
        ("best_rounds", "equal", "best rounds"), ("latest_round", "decided", "latest round"),
    ]  # fmt: skip
    assert [(t["id"], t["value"]) for t in told["ties"]["tried"][1]["teams"]] == [
        ("blue", "12, 8"), ("red", "8, 12"),
    ]  # fmt: skip
    assert told["ties"]["words"] is None
    assert told["place"]["words"] == "Place 2"
    assert told["cut"] == {
        "seats": 1, "ahead": 1, "level": 1, "state": "out", "words": "Outside the cut",
        "barred": None, "rule": "the first 1",
    }  # fmt: skip
    alone = why(scribe, "green")["ties"]
    assert alone["tried"] == []
    assert alone["words"] == "No other team has this total, so nothing had to part it."


@pytest.mark.parametrize(
    ("tie_break", "better", "values"),
    [
        ("round:one", "higher", {"red": "12", "blue": "8"}),
        ("round:one", "lower", {"red": "12", "blue": "8"}),
        ("latest_round", "lower", {"red": "8, 12", "blue": "12, 8"}),
        ("best_rounds", "lower", {"red": "8, 12", "blue": "8, 12"}),
        ("best_rounds", "higher", {"red": "12, 8", "blue": "12, 8"}),
        ("rounds_won", "higher", {"red": "1", "blue": "1"}),
        ("fewest_deductions", "higher", {"red": "3", "blue": "0"}),
        ("best_marks", "higher", {"red": None, "blue": None}),
    ],
)
def test_values_are_told_as_people_know_them(tie_break: str, better: Any, values: Any) -> None:
    rounds = points("one", better=better), points("two", better=better)
    scribe = tied(*rounds, tie_breaks=(tie_break,))
    scribe.reopen("one").awards("one", red=3)
    scribe.awards("one", red=-3).close("one")
    told = why(scribe, "red")["ties"]["tried"][0]
    assert {team["id"]: team["value"] for team in told["teams"]} == values
    assert told["result_words"].startswith("Not asked") == (tie_break == "best_marks")


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({}, "This event has no tie-breaks."),
        ({"tie_breaks": ("rounds_won",), "break_ties": "cut"},
         "Ties are broken only where the cut is touched."),
        ({"tie_breaks": ("rounds_won",), "break_ties": "first"},
         "Ties are broken only for the first place."),
        ({"tie_breaks": ("rounds_won",)}, None),
    ],
)  # fmt: skip
def test_why_a_tie_stays(rules: dict[str, Any], words: str | None) -> None:
    event = contest(heat(points(), advance=1), **rules)
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=9, blue=5, green=5).close("buzzer")
    told = why(scribe, "green")
    assert told["ties"]["words"] == words
    assert told["place"]["shared_with"] == ["Blue"]
    assert told["place"]["words"] == "Place 2, shared with Blue"
    assert (told["place"]["ahead"], told["place"]["level"]) == (1, 2)


def test_play_offs_and_lots_are_told_and_change_no_total() -> None:
    scribe = tied()
    playing = {"teams": ["red", "blue"], "name": "Play-off", "min": "-10", "max": "10",
               "awards": ["1"]}  # fmt: skip
    scribe.write("playoff", stage="heat", round="playoff1", detail=playing)
    assert why(scribe, "red", "public")["ties"]["tried"] == []
    assert why(scribe, "red", "public")["playoffs"] == []
    assert [r["id"] for r in why(scribe, "red")["playoffs"]] == ["playoff1"]
    scribe.award("playoff1", "blue", 1)
    scribe.close("playoff1")
    told = why(scribe, "red", "public")
    assert told["ties"]["tried"][0]["words"] == "play-off"
    assert [t["value"] for t in told["ties"]["tried"][0]["teams"]] == ["1", "0"]
    assert told["playoffs"][0]["counted"]["exact"] == "0"
    assert why(scribe, "green", "public")["playoffs"] == []
    assert (told["total"], told["place"]["rank"]) == ("20", 2)


def test_drawn_lots_are_told_by_their_number() -> None:
    scribe = tied()
    scribe.write("lots", stage="heat", detail={"order": ["blue", "red"]})
    lots = why(scribe, "red", "public")["ties"]["tried"][0]
    assert lots["words"] == "lots"
    assert [(t["id"], t["value"]) for t in lots["teams"]] == [("blue", "1"), ("red", "2")]


def test_by_ordinal_it_is_said_that_only_registration_parts_equals() -> None:
    told = why(tied(ranking="ordinal"), "blue")
    last = told["ties"]["tried"][-1]
    assert (last["name"], [t["value"] for t in last["teams"]]) == ("registration", ["1", "2"])
    assert told["place"]["rank"] == 2
    assert told["place"]["shared_with"] == []
    assert told["cut"] is not None
    assert told["cut"]["state"] == "tied"


@pytest.mark.parametrize("method", METHODS)
def test_every_method_says_its_rule(method: Method) -> None:
    assert why(tied(ranking=method), "red")["place"]["rule"].startswith("Equal totals")


def test_teams_without_a_place_are_said_to_have_none() -> None:
    event = contest(heat(points(), advance=1), teams="red blue")
    guest = Team("show", "Show", guest=True)
    scribe = Scribe(Event(**{**_fields(event), "teams": (*event.teams, guest)}))
    scribe.write("withdraw", team="blue", reason="ill")
    assert why(scribe, "show")["place"]["words"] == "Out of competition: shown without a place"
    gone = why(scribe, "blue")
    assert gone["place"]["words"] == "Withdrawn: shown without a place"
    assert (gone["place"]["rank"], gone["place"]["ahead"], gone["cut"]) == (None, None, None)
    assert gone["ties"] == {"words": None, "tried": []}


def _fields(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__dataclass_fields__}


def test_the_announcement_is_told_with_its_decision() -> None:
    event = contest(heat(points(), advance=1), final(points("last")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=5, blue=5).close("buzzer")
    assert why(scribe, "red")["announced"] is None
    scribe.write("advance", stage="heat", reason="room for two",
                 detail={"teams": ["red", "blue"], "decision": "all"})  # fmt: skip
    told = why(scribe, "red", "public", "heat")["announced"]
    assert told == {
        "named": True, "admitted": None, "words": "Announced: advancing", "decision": "all",
        "decision_words": "All teams tied across the cut go on.", "reason": None,
    }  # fmt: skip
    assert why(scribe, "red", "desk", "heat")["announced"]["reason"] == "room for two"  # type: ignore[index]
    assert why(scribe, "green", "public", "heat")["announced"]["named"] is False  # type: ignore[index]
    scribe.open("last").awards("last", red=5, blue=5).close("last")
    scribe.advance("final", "red")
    told = why(scribe, "red", "public")["announced"]
    assert told is not None
    assert (told["words"], told["decision_words"]) == ("Announced as the winner", None)
    assert why(scribe, "blue")["announced"]["words"] == "Announced: the winner is another"  # type: ignore[index]
    assert why(scribe, "red")["cut"] is None


def test_who_has_a_prize_is_told_the_prize_and_not_that_another_has_won() -> None:
    prizes = (Prize("p1", "Gold", count=1), Prize("p2", "Silver", count=1))
    scribe = Scribe(replace(contest(final(points())), prizes=prizes))
    scribe.open("buzzer").awards("buzzer", red=9, blue=5, green=1).close("buzzer")
    scribe.advance("final", "red")
    words = [why(scribe, team)["announced"]["words"] for team in ("red", "blue", "green")]  # type: ignore[index]
    assert words == [
        "Announced as the winner", "Announced: Silver", "Announced: the winner is another",
    ]  # fmt: skip


def test_a_shared_first_place_is_said_to_be_shared() -> None:
    scribe = Scribe(contest(heat(points())))
    scribe.open("buzzer").awards("buzzer", red=5, blue=5).close("buzzer")
    scribe.advance("heat", "red", "blue")
    assert why(scribe, "red")["announced"]["words"] == "Announced: shares the first place"  # type: ignore[index]


def test_a_team_is_told_of_only_where_it_takes_part() -> None:
    event = contest(heat(points(), advance=1), final(points("last")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=5).close("buzzer")
    scribe.advance("heat", "red")
    for team, words in (("nobody", "no such team"), ("blue", "does not take part in Final")):
        with pytest.raises(Refusal, match=words) as refused:
            why(scribe, team, "public", "final")
        assert refused.value.because == "unknown"
    assert newest_stage_of(scribe.book, "red").id == "final"
    assert newest_stage_of(scribe.book, "blue").id == "heat"
    assert newest_stage_of(scribe.book, "nobody").id == "heat"


def test_who_was_not_named_is_told_so_and_a_stage_that_carries_nothing_says_nothing_of_it() -> None:
    scribe = Scribe(contest(heat(points(), advance=1), final(points("last"))))
    scribe.open("buzzer").awards("buzzer", red=9, blue=5).close("buzzer").advance("heat", "red")
    told = [why(scribe, team, "public", "heat")["announced"] for team in ("red", "blue")]
    assert [t and (t["named"], t["words"]) for t in told] == [
        (True, "Announced: advancing"), (False, "Announced: not advancing"),
    ]  # fmt: skip
    assert why(scribe, "red")["parts"] == []


def test_why_a_play_off_was_corrected_is_for_the_desk_alone() -> None:
    scribe = tied()
    playing = {"teams": ["red", "blue"], "name": "Play-off", "min": "0", "max": "9", "awards": []}
    scribe.write("playoff", stage="heat", round="playoff1", detail=playing)
    scribe.write("correction", round="playoff1", team="red", value=Decimal(2), reason="misheard")
    scribe.close("playoff1")
    reasons = [
        why(scribe, "red", audience)["playoffs"][0]["awards"][0]["reason"]
        for audience in ("desk", "public")
    ]
    assert reasons == ["misheard", None]


def test_a_tie_that_was_asked_about_and_one_that_was_not_are_told_apart() -> None:
    event = contest(
        heat(points()), teams="red blue green gold", tie_breaks=("rounds_won",), break_ties="first"
    )
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=9, blue=9, green=3, gold=3)
    words = [why(scribe, team)["ties"]["words"] for team in ("red", "green")]
    assert words == [None, "Ties are broken only for the first place."]
