"""What if: limits, verdicts and words, each on a contest small enough to see through."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.explaining.prospects import Prospect, prospects
from scoreboard.contest.model import Event, Judge, Round, Team
from scoreboard.contest.record.questions import asked
from scoreboard.contest.rules.kinds.judged import highest_mark
from scoreboard.contest.rules.kinds.points import question_range, questions_left
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, people, points

TEAMS = ("red", "blue", "green")


def prospects_of(scribe: Scribe, stage: str | None = None) -> dict[str, Prospect]:
    book = scribe.book
    shown = book.event.stage(stage) if stage else book.stage
    assert shown is not None
    seen = prospects(book, shown, in_english)
    return {prospect["team"]["id"]: prospect for prospect in seen["teams"]}


def verdicts(scribe: Scribe, stage: str | None = None) -> dict[str, tuple[Any, Any, str]]:
    """Best place, worst place and outcome, by team."""
    seen = prospects_of(scribe, stage)
    return {team: (p["best"], p["worst"], p["outcome"]) for team, p in seen.items()}


def quiz(advance: int | None = 1, **rest: Any) -> Scribe:
    """One closed round and one round of three questions to come, 10 won or lost at each."""
    event = contest(heat(points("one"), points("two", questions=3), advance=advance), **rest)
    return Scribe(event).open("one")


def test_the_rounds_left_bound_what_is_possible() -> None:
    scribe = quiz().awards("one", red=100, blue=40, green=39).close("one")
    assert verdicts(scribe) == {
        "red": (1, 2, "needs"), "blue": (1, 3, "open"), "green": (2, 3, "out"),
    }  # fmt: skip
    red = prospects_of(scribe)["red"]
    assert (red["total"], red["lowest"], red["highest"]) == ("100", "70", "130")
    # Blue can reach 70, and a tie counts against red: 71 is enough, 29 less than it has now.
    assert (red["target"], red["needs"]) == ("71", "-29")
    assert red["words"] == "Is through with a total of 71 or more"


def test_what_a_team_needs_is_told_on_the_official_grid() -> None:
    scribe = quiz(decimals=1).awards("one", red=50, blue=40, green=0).close("one")
    red, blue = prospects_of(scribe)["red"], prospects_of(scribe)["blue"]
    assert (red["target"], red["needs"]) == ("70.1", "20.1")
    assert red["words"] == "Needs 20.1+ more, for a total of 70.1"
    assert (blue["outcome"], blue["needs"]) == ("open", None)
    assert blue["words"] == "Depends on others"


def test_the_last_stage_is_about_the_first_place() -> None:
    scribe = quiz(advance=None).awards("one", red=100, blue=39, green=39).close("one")
    seen = prospects_of(scribe)
    assert {team: p["words"] for team, p in seen.items()} == {
        "red": "Is first", "blue": "Cannot be first any more",
        "green": "Cannot be first any more",
    }  # fmt: skip
    scribe = quiz(advance=None).awards("one", red=50, blue=40, green=39).close("one")
    assert prospects_of(scribe)["red"]["words"] == "Needs 21+ more to be first, for a total of 71"
    scribe = quiz(advance=None).awards("one", red=90, blue=40).close("one")
    assert prospects_of(scribe)["red"]["words"] == "Is first with a total of 71 or more"


def test_questions_that_were_asked_are_gone() -> None:
    scribe = quiz().close("one").open("two")
    scribe.award("two", "red", 10, detail={"question": 1})
    scribe.award("two", "red", -10, detail={"question": "1"})
    scribe.award("two", "red", 10)
    scribe.award("two", "blue", 10, detail={"question": 2})
    scribe.write("correction", round="two", team="green", value=Decimal(7), reason="misheard")
    book, second = scribe.book, scribe.book.event.stages[0].rounds[1]
    left = {team.id: questions_left(second, asked(book, second, team)) for team in book.event.teams}
    assert left == {"red": 1, "blue": 2, "green": 3}
    seen = prospects_of(scribe)
    assert [(p["lowest"], p["highest"]) for p in (seen["red"], seen["blue"], seen["green"])] == [
        ("0", "20"), ("-10", "30"), ("-23", "37"),
    ]  # fmt: skip
    for _ in range(4):
        scribe.award("two", "red", 10)
    assert questions_left(second, asked(book, second, book.event.teams[0])) == 0


@pytest.mark.parametrize(
    ("a_round", "low", "high"),
    [
        (points(awards=decimals("10", "-5")), -5, 10),
        (points(awards=decimals("10")), 0, 10),
        (points(awards=(), stakes=decimals("10", "30")), -30, 30),
        (points(awards=decimals("5"), stakes=decimals("20")), -20, 20),
        (points(awards=(), stakes=decimals("10", "30"), loss="half"), -15, 30),
        (points(awards=(), stakes=decimals("10"), loss="none"), 0, 10),
        (points(awards=(), stakes=decimals("10"), loss="none", declined=Decimal(5)), -5, 10),
        (points(awards=(), min=Decimal(-7), max=Decimal(9)), -7, 9),
        (points(awards=(), min=Decimal(2), max=Decimal(9)), 0, 9),
    ],
)
def test_what_one_question_can_bring(a_round: Round, low: int, high: int) -> None:
    each = question_range(a_round)
    assert (each.low, each.high) == (low, high)


def test_the_highest_mark_is_on_the_steps() -> None:
    assert highest_mark(judged(max=Decimal(10), step=Decimal(3))) == 9
    assert highest_mark(judged(min=Decimal("0.5"), max=Decimal(2), step=Decimal("0.4"))) == Decimal(
        "1.7"
    )


def test_an_open_ended_round_is_said_to_be_one() -> None:
    event = contest(heat(points("one"), points("two"), advance=1))
    scribe = Scribe(event).open("one").awards("one", red=99).close("one")
    seen = prospects(scribe.book, scribe.book.stage, in_english)
    assert seen["open_ended"] == ["Two"]
    assert {(p["best"], p["highest"], p["outcome"]) for p in seen["teams"]} == {
        (None, None, "open-ended")
    }
    assert seen["rounds_left"][0]["words"].startswith("No limit")
    assert seen["notes"][-1].startswith("Penalties")


def test_with_a_seat_for_everybody_an_open_ended_round_changes_nothing() -> None:
    scribe = Scribe(contest(heat(points("one"), points("two"), advance=3)))
    assert {p["outcome"] for p in prospects_of(scribe).values()} == {"through"}


def test_teams_without_a_place_are_nobodys_rivals() -> None:
    event = contest(heat(points("one"), points("two", questions=1), advance=1), teams="red blue")
    fields = {name: getattr(event, name) for name in event.__dataclass_fields__}
    scribe = Scribe(Event(**{**fields, "teams": (*event.teams, Team("show", "Show", guest=True))}))
    scribe.open("one").awards("one", show=500, blue=400).close("one")
    scribe.write("withdraw", team="blue", reason="ill")
    assert verdicts(scribe) == {"red": (1, 1, "through")}


def test_when_all_rounds_are_closed_only_ties_are_left() -> None:
    scribe = Scribe(contest(heat(points("one"), advance=2), final(points("last"))))
    scribe.open("one").awards("one", red=9, blue=5, green=5).close("one")
    assert verdicts(scribe) == {
        "red": (1, 1, "through"), "blue": (2, 3, "tied"), "green": (2, 3, "tied"),
    }  # fmt: skip
    assert prospects_of(scribe)["blue"]["words"] == "Tied across the cut"
    seen = prospects(scribe.book, scribe.book.stage, in_english)
    assert (seen["rounds_left"], len(seen["notes"]), seen["seats"]) == ([], 1, 2)
    scribe.write("lots", stage="heat", detail={"order": ["green", "blue"]})
    assert verdicts(scribe)["green"] == (2, 2, "through")
    assert verdicts(scribe)["blue"] == (3, 3, "out")
    scribe.advance("heat", "red", "blue")
    assert verdicts(scribe, "heat")["blue"] == (3, 3, "through")
    assert verdicts(scribe, "heat")["green"] == (2, 2, "out")
    assert verdicts(scribe)["red"][2] == "open-ended"


def test_limits_are_told_with_the_rounds_left() -> None:
    rounds = judged("essay"), points("quiz", questions=2), judged("time", weight=Decimal(0))
    scribe = Scribe(contest(heat(*rounds, advance=1))).open("essay").marks("essay", red="18 -")
    seen = prospects(scribe.book, scribe.book.stage, in_english)
    assert [(r["id"], r["state"], r["words"]) for r in seen["rounds_left"]] == [
        ("essay", "open", "Marks from 0 to 20"),
        ("quiz", "pending", "Questions to a team: 2, each from −10 to 10"),
        ("time", "pending", "Weight 0: counts in no total"),
    ]  # fmt: skip
    assert len(seen["notes"]) == 4
    red = prospects_of(scribe)["red"]
    assert (red["lowest"], red["highest"]) == ("-11", "39")


def test_recused_and_excused_judges_are_not_waited_for() -> None:
    judges = (Judge("a", "A", recused=("red",)), *people("b c d"))
    event = contest(heat(judged(drop_high=1, drop_low=1), advance=1), judges=judges)
    scribe = Scribe(event)
    scribe.write("excuse", round="essay", judge="d", reason="ill")
    # Red is left with two judges, too few for the dropping: no score, whatever they give.
    assert (prospects_of(scribe)["red"]["lowest"], prospects_of(scribe)["red"]["highest"]) == (
        "0",
        "0",
    )
    assert (prospects_of(scribe)["blue"]["lowest"], prospects_of(scribe)["blue"]["highest"]) == (
        "0",
        "20",
    )


@pytest.mark.parametrize("totals", [(9, 5, 5), (9, 7, 5), (5, 5, 5), (9, 9, 5)])
@pytest.mark.parametrize("advance", [1, 2, 3])
@pytest.mark.parametrize("opened", [False, True])
def test_a_round_that_cannot_matter_changes_nobodys_fate(
    totals: Any, advance: int, opened: bool
) -> None:
    late = judged("late", weight=Decimal(0))
    scribe = Scribe(contest(heat(points("one"), late, advance=advance)))
    scribe.open("one").awards("one", **dict(zip(TEAMS, totals, strict=True))).close("one")
    if opened:
        scribe.open("late").marks("late", red="3 -")
    cuts = {row.team.id: row.cut for row in scribe.rows()}
    fates = {team: p["outcome"] for team, p in prospects_of(scribe).items()}
    assert {t for t, cut in cuts.items() if cut == "in"} == {
        t for t, fate in fates.items() if fate == "through"
    }
    assert {t for t, cut in cuts.items() if cut == "out"} == {
        t for t, fate in fates.items() if fate == "out"
    }
