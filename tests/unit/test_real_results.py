"""Published results, computed again: each competition's figures give the places it published.

The figures, their source and the rule they follow are in tests/data, one file a competition.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Event, Judge, Prize, Round, Rules, Stage, Team
from scoreboard.contest.numbers import plain_or_none
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from tests.support.recounting import Recount, agrees, exported, recounting
from tests.unit.contests import Scribe, points

DATA = Path(__file__).parents[1] / "data"
PROTOCOLS = ("isu-junior-pairs-2017.json", "isu-ladies-free-2017.json")
SKATED = ("skating", "transitions", "performance", "composition", "interpretation")


@pytest.fixture(scope="module")
def recount() -> Iterator[Recount]:
    with recounting() as recount:
        yield recount


@pytest.fixture(autouse=True)
def _recounted_too(monkeypatch: pytest.MonkeyPatch, recount: Recount) -> Iterator[None]:
    """Every result that a test has made is recounted by the second implementation as well."""
    made: list[Scribe] = []
    begin = Scribe.__init__

    def noted(scribe: Scribe, event: Event) -> None:
        begin(scribe, event)
        made.append(scribe)

    monkeypatch.setattr(Scribe, "__init__", noted)
    yield
    for scribe in made:
        answer = recount(exported(scribe.book))
        assert agrees(answer), answer


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


def skated(
    name: str,
    components: Sequence[str] = SKATED,
    decimals: int | None = 2,
    weighted: int | None = 2,
) -> Scribe:
    """The components of a published segment, a round for each.

    The panel's mean is rounded to two decimals, multiplied by the factor, and rounded again.
    """
    found = figures(name)
    rounds = [
        Round(
            component, component, max=Decimal(10), step=Decimal("0.25"), drop_high=1, drop_low=1,
            weight=Decimal(found["factor"]), decimals=decimals, weighted_decimals=weighted,
        )
        for component in components
    ]  # fmt: skip
    event = Event(
        "skating", found["title"],
        teams=tuple(Team(f"s{n}", one["name"]) for n, one in enumerate(found["skaters"])),
        stages=(Stage("segment", "Segment", (*rounds, points("elements", max=Decimal(100)))),),
        judges=tuple(Judge(f"j{n}", f"J{n}") for n in range(1, 10)),
        rules=Rules("competition", decimals=2),
    )  # fmt: skip
    scribe = Scribe(event)
    for nth, component in enumerate(components):
        rows = {f"s{n}": " ".join(one["marks"][nth]) for n, one in enumerate(found["skaters"])}
        scribe.open(component).marks(component, **rows).close(component)
    return scribe


@pytest.mark.parametrize("name", PROTOCOLS)
def test_a_published_segment_comes_out_to_the_hundredth(name: str) -> None:
    skaters = figures(name)["skaters"]
    scribe = skated(name)
    assert totals(scribe) == [one["components"] for one in skaters]
    scribe.open("elements").awards(
        "elements", **{f"s{n}": one["elements"] for n, one in enumerate(skaters)}
    )
    for n, one in enumerate(skaters):
        if Decimal(one["deductions"]):
            scribe.write(
                "penalty", stage="segment", team=f"s{n}", value=-Decimal(one["deductions"]),
                reason="deduction",
            )  # fmt: skip
    assert totals(scribe) == [one["total"] for one in skaters]
    rows = by_team(scribe)
    assert [rows[f"s{n}"].rank for n in range(len(skaters))] == [one["place"] for one in skaters]


def totals(scribe: Scribe) -> list[str]:
    """The totals in the order of the file, as they were published."""
    rows = by_team(scribe)
    return [plain_or_none(rows[team.id].total) or "" for team in scribe.book.event.teams]


@pytest.mark.parametrize("name", PROTOCOLS)
def test_each_published_mean_of_a_panel_is_that_rounds_score_before_the_factor(name: str) -> None:
    book = skated(name).book
    for nth, component in enumerate(SKATED):
        a_round = book.round(component)
        assert a_round is not None
        for n, one in enumerate(figures(name)["skaters"]):
            score = book.scores(a_round)[f"s{n}"]
            assert score.score == Fraction(one["panel"][nth])


def off_by(scribe: Scribe, name: str) -> set[Decimal]:
    """By how much the components of some come out otherwise than published."""
    published = [Decimal(one["components"]) for one in figures(name)["skaters"]]
    found = zip(totals(scribe), published, strict=True)
    return {abs(Decimal(total) - right) for total, right in found} - {Decimal(0)}


@pytest.mark.parametrize("name", PROTOCOLS)
def test_rounding_the_sum_alone_would_have_been_off_by_hundredths(name: str) -> None:
    """The rulebook's example: each component to two decimals, or the total is another one."""
    assert off_by(skated(name, decimals=None, weighted=None), name) >= {Decimal("0.01")}


def test_weighing_before_the_mean_is_rounded_would_have_been_off_too() -> None:
    name = "isu-ladies-free-2017.json"
    assert off_by(skated(name, decimals=None), name) >= {Decimal("0.01")}


def test_the_published_means_of_the_panel_are_those_of_the_rank_filter() -> None:
    for one in [one for name in PROTOCOLS for one in figures(name)["skaters"]]:
        for marks, published in zip(one["marks"], one["panel"], strict=True):
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


def test_the_swedish_final_of_1994_is_the_sum_of_its_juries_with_a_shared_fourth_place() -> None:
    found = figures("melodifestivalen-1994.json")
    rows = found["rows"]
    votes = Round("votes", "Votes", max=Decimal(8), aggregate="sum")
    event = Event(
        "melodi", found["title"],
        teams=tuple(Team(f"t{n}", row[0]) for n, row in enumerate(rows)),
        stages=(Stage("final", "Final", (votes,)),),
        judges=tuple(Judge(f"j{n}", jury) for n, jury in enumerate(found["juries"])),
        rules=Rules("competition"),
    )  # fmt: skip
    scribe = Scribe(event).open("votes")
    scribe.marks("votes", **{f"t{n}": row[1] for n, row in enumerate(rows)}).close("votes")
    assert places(scribe) == {f"t{n}": row[3] for n, row in enumerate(rows)}
    assert totals(scribe) == [str(row[2]) for row in rows]
    assert [row.team.name for row in scribe.rows() if row.tied] == [rows[0][0], rows[1][0]]


def olympiad(found: dict[str, Any], *prizes: Prize) -> Scribe:
    """All contestants with their totals, the last one first in the order of registration."""
    total_of = [row[0] for row in reversed(found["rows"]) for _ in range(row[2])]
    papers = Round("papers", "Papers", "points", max=Decimal(42))
    event = Event(
        "imo", found["title"],
        teams=tuple(Team(f"c{n}", f"Contestant {n}") for n in range(len(total_of))),
        stages=(Stage("papers", "Papers", (papers,)),),
        rules=Rules("competition"),
        prizes=prizes,
    )  # fmt: skip
    scribe = Scribe(event).open("papers")
    for n, total in enumerate(total_of):
        if total:
            scribe.award("papers", f"c{n}", total)
    return scribe.close("papers")


def test_the_609_of_the_olympiad_of_2024_have_their_places_and_their_medals() -> None:
    found = figures("imo-2024.json")
    bars = found["medals"].items()
    scribe = olympiad(found, *(Prize(m, m, at_least=Decimal(bar)) for m, bar in bars))
    rows = scribe.rows()
    assert len(rows) == 609
    published = [row for row in found["rows"] for _ in range(row[2])]
    assert [(row.total, row.rank) for row in rows] == [(row[0], row[1]) for row in published]
    assert [row.prize or "" for row in rows] == [row[3] for row in published]


def test_the_medals_of_2024_by_the_shares_of_old_would_part_contestants_who_are_equal() -> None:
    """A twelfth, two and three of 609 would end among equals: the desk would be asked."""
    shares = {"gold": "0.0833", "silver": "0.1667", "bronze": "0.25"}
    medals = [Prize(medal, medal, share=Decimal(share)) for medal, share in shares.items()]
    scribe = olympiad(figures("imo-2024.json"), *medals)
    stage = scribe.book.event.stages[-1]
    ties = standings_of(scribe.book, stage, "public").prize_ties
    assert [tie.prize for tie in ties] == ["gold", "silver", "bronze"]
