"""Published results, computed again: each competition's figures give the places it published.

The figures, their source and the rule they follow are in tests/data, one file a competition.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Event, Judge, Round, Rules, Stage, Team
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.standings.standings import Standing
from tests.unit.contests import Scribe, points

DATA = Path(__file__).parents[1] / "data"
SKATED = ("skating", "transitions", "performance", "composition", "interpretation")


def figures(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / name).read_text("utf-8"))
    return found


def by_team(scribe: Scribe) -> dict[str, Standing]:
    return {row.team.id: row for row in scribe.rows()}


def places(scribe: Scribe) -> dict[str, Any]:
    return {team: row.rank for team, row in by_team(scribe).items()}


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.json")))
def test_every_file_says_where_its_figures_come_from(name: str) -> None:
    found = figures(name)
    assert all(found[key] for key in ("title", "source", "licence", "rule"))


def song_contest(*tie_breaks: str) -> Scribe:
    """Eurovision 1991: each country's jury marks every song but its own."""
    found = figures("eurovision-1991.json")
    judges = tuple(Judge(jury, jury, recused=(jury,)) for jury in found["juries"])
    votes = Round(
        "votes", "Votes", max=Decimal(12), aggregate="sum",
    )  # fmt: skip
    event = Event(
        "eurovision", found["title"],
        teams=tuple(Team(entry["id"], entry["name"]) for entry in found["entries"]),
        stages=(Stage("final", "Final", (votes,)),),
        judges=judges,
        rules=Rules("competition", tie_breaks=tie_breaks, break_ties="first"),
    )  # fmt: skip
    scribe = Scribe(event).open("votes")
    for jury, ranked in found["juries"].items():
        given = dict(zip(ranked, found["points"], strict=True))
        for song in event.teams:
            if song.id != jury:
                scribe.mark("votes", song.id, jury, given.get(song.id, 0))
    return scribe.close("votes")


def test_eurovision_1991_was_won_by_the_count_back_and_the_tenth_place_was_shared() -> None:
    entries = figures("eurovision-1991.json")["entries"]
    scribe = song_contest("best_marks")
    assert places(scribe) == {entry["id"]: entry["place"] for entry in entries}
    rows = by_team(scribe)
    assert {t: int(row.total) for t, row in rows.items()} == {e["id"]: e["points"] for e in entries}
    assert not any(row.provisional for row in rows.values())
    assert {t for t, row in rows.items() if row.decided_by == "best_marks"} == {"se", "fr"}
    assert {t for t, row in rows.items() if row.tied} == {"ie", "gb"}


def test_without_its_count_back_eurovision_1991_has_two_winners() -> None:
    placed = places(song_contest())
    assert [team for team, place in placed.items() if place == 1] == ["se", "fr"]
    assert 2 not in placed.values()


def test_by_the_rule_of_today_france_would_have_won_with_more_juries() -> None:
    placed = places(song_contest("marks_given", "best_marks"))
    assert (placed["fr"], placed["se"], placed["il"]) == (1, 2, 3)


def skated(components: Sequence[str] = SKATED, decimals: int | None = 2) -> Scribe:
    """The short program of the Junior Grand Prix Final 2017, a round for each component.

    The panel's mean is rounded to two decimals, multiplied by the factor, and rounded again.
    """
    found = figures("isu-junior-pairs-2017.json")
    rounds = [
        Round(
            name, name, max=Decimal(10), step=Decimal("0.25"), drop_high=1, drop_low=1,
            weight=Decimal(found["factor"]), decimals=decimals, weighted_decimals=decimals,
        )
        for name in components
    ]  # fmt: skip
    event = Event(
        "pairs", found["title"],
        teams=tuple(Team(f"p{n}", pair["name"]) for n, pair in enumerate(found["pairs"])),
        stages=(Stage("short", "Short program", (*rounds, points("elements"))),),
        judges=tuple(Judge(f"j{n}", f"J{n}") for n in range(1, 10)),
        rules=Rules("competition", decimals=2),
    )  # fmt: skip
    scribe = Scribe(event)
    for nth, component in enumerate(components):
        rows = {f"p{n}": " ".join(pair["marks"][nth]) for n, pair in enumerate(found["pairs"])}
        scribe.open(component).marks(component, **rows).close(component)
    return scribe


def test_the_junior_grand_prix_final_2017_comes_out_to_the_hundredth() -> None:
    pairs = figures("isu-junior-pairs-2017.json")["pairs"]
    scribe = skated()
    assert [plain(by_team(scribe)[f"p{n}"].total) for n in range(6)] == [
        pair["components"] for pair in pairs
    ]
    scribe.open("elements").awards(
        "elements", **{f"p{n}": pair["elements"] for n, pair in enumerate(pairs)}
    )
    for n, pair in enumerate(pairs):
        if Decimal(pair["deductions"]):
            scribe.write(
                "penalty", stage="short", team=f"p{n}", value=-Decimal(pair["deductions"]),
                reason="deduction",
            )  # fmt: skip
    rows = by_team(scribe)
    assert [plain(rows[f"p{n}"].total) for n in range(6)] == [pair["total"] for pair in pairs]
    assert [rows[f"p{n}"].rank for n in range(6)] == [pair["place"] for pair in pairs]


def test_each_published_mean_of_a_panel_is_that_rounds_score_before_the_factor() -> None:
    found = figures("isu-junior-pairs-2017.json")
    book = skated().book
    for nth, component in enumerate(SKATED):
        a_round = book.round(component)
        assert a_round is not None
        for n, pair in enumerate(found["pairs"]):
            score = book.scores(a_round)[f"p{n}"]
            assert score.score == Fraction(pair["panel"][nth])


def test_rounding_the_sum_alone_would_have_been_off_by_a_hundredth() -> None:
    """The rulebook's example: each component to two decimals, or the total is another one."""
    pairs = figures("isu-junior-pairs-2017.json")["pairs"]
    rows = by_team(skated(decimals=None))
    off = [
        rows[f"p{n}"].total - Decimal(pair["components"])
        for n, pair in enumerate(pairs)
        if plain(rows[f"p{n}"].total) != pair["components"]
    ]
    assert off
    assert {abs(difference) for difference in off} == {Decimal("0.01")}


def test_the_published_means_of_the_panel_are_those_of_the_rank_filter() -> None:
    for pair in figures("isu-junior-pairs-2017.json")["pairs"]:
        for marks, published in zip(pair["marks"], pair["panel"], strict=True):
            problem = {"marks": marks, "drop_high": 1, "drop_low": 1, "decimals": 2}
            assert Decimal(answer(problem)["score"]) == Decimal(published)


def test_the_medal_table_of_paris_is_ranked_by_gold_then_silver_then_bronze() -> None:
    rows = figures("olympics-2024-medals.json")["rows"]
    medals = [Round(name, name, "points", max=Decimal(99), weight=Decimal(weight))
              for name, weight in (("gold", 1), ("silver", 0), ("bronze", 0))]  # fmt: skip
    event = Event(
        "paris", "Medals",
        teams=tuple(Team(row[0], row[0]) for row in sorted(rows)),
        stages=(Stage("games", "Games", tuple(medals)),),
        rules=Rules("competition", tie_breaks=("round:silver", "round:bronze")),
    )  # fmt: skip
    scribe = Scribe(event)
    for nth, medal in enumerate(medals, start=1):
        scribe.open(medal.id).awards(medal.id, **{row[0]: row[nth] for row in rows})
        scribe.close(medal.id)
    assert places(scribe) == {row[0]: row[4] for row in rows}
    assert sum(row.tied for row in by_team(scribe).values()) == sum(
        1 for row in rows if [other[4] for other in rows].count(row[4]) > 1
    )


def test_the_programming_contest_finals_1999_are_ranked_by_problems_and_then_by_time() -> None:
    rows = figures("icpc-1999.json")["rows"]
    solved = Round("solved", "Solved", "points", max=Decimal(8))
    minutes = Round(
        "minutes", "Minutes", "points", max=Decimal(9999), weight=Decimal(0), better="lower"
    )
    event = Event(
        "icpc", "World Finals",
        teams=tuple(Team(f"t{n}", row[0]) for n, row in reversed(list(enumerate(rows)))),
        stages=(Stage("finals", "Finals", (solved, minutes)),),
        rules=Rules("competition", tie_breaks=("round:minutes",)),
    )  # fmt: skip
    scribe = Scribe(event)
    for nth, a_round in enumerate((solved, minutes), start=1):
        scribe.open(a_round.id).awards(
            a_round.id, **{f"t{n}": row[nth] for n, row in enumerate(rows)}
        )
        scribe.close(a_round.id)
    assert places(scribe) == {f"t{n}": row[3] for n, row in enumerate(rows)}
    assert [row.tied for row in scribe.rows()] == [False] * 59 + [True] * 3
