"""What if: checked against every way in which the rounds that are left can end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.explaining.prospects import Prospect, prospects
from scoreboard.contest.model import Judge, Round, Team
from scoreboard.contest.words import in_english
from tests.support.cuts import cut_states
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, decimals, heat, judged, people, points

TEAMS = ("red", "blue", "green")
JUDGES = (Judge("a", "A", recused=("blue",)), *people("b c"))


@st.composite
def half_way(draw: st.DrawFn) -> Scribe:
    """A contest in its second round: one closed, one open with some marks, one of questions."""
    essay = judged(
        "essay", min=Decimal(1), max=Decimal(4), step=draw(st.sampled_from(decimals("1", "2"))),
        aggregate=draw(st.sampled_from(["sum", "mean", "median"])),
        drop_high=draw(st.integers(0, 1)), drop_low=draw(st.integers(0, 1)),
        weight=draw(st.sampled_from(decimals("0", "0.5", "1", "2"))),
        decimals=draw(st.sampled_from([None, 0, 1])),
        weighted_decimals=draw(st.sampled_from([None, 0])),
        better=draw(st.sampled_from(["higher", "lower"])),
    )  # fmt: skip
    questions = draw(st.integers(0, 2))
    # Of two questions either may be doubled: more endings than can be played out.
    tokens = draw(st.sampled_from([(), ("双倍",)])) if questions == 1 else ()
    buzzer = points(
        "buzzer", questions=questions, tokens=tokens,
        awards=draw(st.sampled_from([decimals("1"), decimals("2", "-1"), ()])),
        stakes=draw(st.sampled_from([(), decimals("1", "2")])),
        loss=draw(st.sampled_from(["stake", "half", "none"])),
        declined=draw(st.sampled_from(decimals("0", "1.5"))),
        min=Decimal(-1), max=Decimal(1),
    )  # fmt: skip
    order = (essay, buzzer) if draw(st.booleans()) else (buzzer, essay)
    stage = heat(points("one"), *order, advance=draw(st.sampled_from([None, 1, 2, 3])))
    scribe = Scribe(contest(stage, judges=JUDGES, decimals=draw(st.integers(0, 1))))
    scribe.open("one")
    scribe.awards("one", **{team: draw(st.integers(0, 4)) for team in TEAMS}).close("one")
    if draw(st.booleans()):
        scribe.write("excuse", round="essay", judge="c", reason="ill")
    if draw(st.booleans()):
        _begin(draw, scribe, order[0])
    return scribe


def _begin(draw: st.DrawFn, scribe: Scribe, a_round: Round) -> None:
    scribe.open(a_round.id)
    for team in TEAMS:
        if a_round.kind == "points":
            if a_round.questions and draw(st.booleans()):
                value = draw(st.sampled_from(outcomes_of_a_question(a_round)))
                scribe.award(a_round.id, team, value, detail={"question": 1})
            continue
        for judge in JUDGES:
            if team not in judge.recused and draw(st.booleans()):
                scribe.mark(a_round.id, team, judge.id, draw(st.sampled_from(marks_of(a_round))))


def _prospects_of(scribe: Scribe) -> dict[str, Prospect]:
    seen = prospects(scribe.book, scribe.book.stage, in_english)
    return {prospect["team"]["id"]: prospect for prospect in seen["teams"]}


def marks_of(a_round: Round) -> list[Any]:
    count = int((a_round.max - a_round.min) // a_round.step)
    return [a_round.min + n * a_round.step for n in range(count + 1)]


def outcomes_of_a_question(a_round: Round) -> list[Any]:
    part = {"stake": Decimal(1), "half": Decimal("0.5"), "none": Decimal(0)}[a_round.loss]
    answers = [*a_round.stakes, *(-part * stake for stake in a_round.stakes)]
    answers += [-a_round.declined] if a_round.stakes else []
    return [Decimal(0), *((*a_round.awards, *answers) or (a_round.min, a_round.max))]


def endings(scribe: Scribe, team: Team) -> set[Decimal]:
    """The official totals that the team can end with, by playing every ending out."""
    stage = scribe.book.stage
    possible = [list(_endings_of(scribe, r, team)) for r in stage.rounds[1:]]
    totals = set()
    for choice in product(*possible):
        played = Scribe(scribe.book.event)
        for entry in scribe.book.entries[1:]:
            played.book.extend(entry)
        for a_round, writes in zip(stage.rounds[1:], choice, strict=True):
            if played.book.round_record(a_round.id).state == "pending":
                played.open(a_round.id)
            for judge, value in writes:
                if judge is None:
                    played.award(a_round.id, team.id, value)
                else:
                    played.mark(a_round.id, team.id, judge, value)
            played.close(a_round.id)
        totals.add(next(row.total for row in played.rows() if row.team.id == team.id))
    return totals


def _endings_of(scribe: Scribe, a_round: Round, team: Team) -> Iterator[list[Any]]:
    kept = scribe.book.round_record(a_round.id)
    if a_round.kind == "points":
        left = (a_round.questions or 0) - sum(1 for a in kept.awards if a.team == team.id)
        for values in product(sorted(set(outcomes_of_a_question(a_round))), repeat=left):
            yield [(None, value) for value in values]
            # A token that is not used up may double any one of them.
            for n in range(left if a_round.tokens else 0):
                doubled = [value * 2 if n == place else value for place, value in enumerate(values)]
                yield [(None, value) for value in doubled]
        return
    missing = [
        j.id for j in JUDGES
        if team.id not in j.recused and j.id not in kept.excused
        and j.id not in kept.marks.get(team.id, {})
    ]  # fmt: skip
    for values in product(marks_of(a_round), repeat=len(missing)):
        yield list(zip(missing, values, strict=True))


@examples(25)
@given(half_way())
def test_it_is_what_playing_every_ending_out_gives(scribe: Scribe) -> None:
    book = scribe.book
    seats = book.stage.advance or 1
    ends = {team.id: endings(scribe, team) for team in book.event.teams}
    worlds = [dict(zip(TEAMS, world, strict=True)) for world in product(*(ends[t] for t in TEAMS))]
    for team, seen in _prospects_of(scribe).items():
        assert (Decimal(seen["lowest"] or 0), Decimal(seen["highest"] or 0)) == (
            min(ends[team]), max(ends[team]),
        )  # fmt: skip
        ahead = [sum(w[t] > w[team] for t in TEAMS) for w in worlds]
        level = [sum(w[t] >= w[team] for t in TEAMS if t != team) for w in worlds]
        assert seen["best"] == 1 + min(ahead)
        assert seen["worst"] == 1 + max(level)
        assert (seen["outcome"] == "through") == all(n < seats for n in level)
        assert (seen["outcome"] == "out") == all(n >= seats for n in ahead)
        cuts = {cut_states([w[t] for t in TEAMS], seats)[TEAMS.index(team)] for w in worlds}
        assert (seen["outcome"] == "through") == (cuts == {"in"})
        assert (seen["outcome"] == "out") == (cuts == {"out"})
        _check_needs(book.event.rules.decimals, team, seen, ends, seats)


def _check_needs(places: int, team: str, seen: Prospect, ends: Any, seats: int) -> None:
    others = [ends[t] for t in TEAMS if t != team]
    unit, low, high = Fraction(1, 10**places), min(ends[team]), max(ends[team])
    grid = [Fraction(low) + n * unit for n in range(int((Fraction(high - low)) / unit) + 1)]
    safe = [
        total for total in grid
        if all(sum(end >= total for end in world) < seats for world in product(*others))
    ]  # fmt: skip
    if seen["outcome"] == "needs":
        assert Fraction(seen["target"] or 0) == safe[0]
        assert Fraction(seen["needs"] or 0) == safe[0] - Fraction(seen["total"])
    else:
        assert seen["outcome"] == "through" or not safe
