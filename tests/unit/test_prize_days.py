"""Whole days on which there are prizes: they follow the rule's numbers or a recorded decision."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoreboard.contest.acts import advancing
from scoreboard.contest.acts.running import next_action
from scoreboard.contest.model import Judge, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import prizes_of, standings_of
from scoreboard.contest.words import Refusal
from tests.support.examples import examples
from tests.unit.days import PRIZE_CUP, WHOLE_DAYS, Act, day, table

SOME = settings(examples(60), phases=[Phase.generate, Phase.shrink])
NUMBERS = [(prize.id, prize.count) for prize in PRIZE_CUP.prizes]


def edges(book: Book) -> tuple[dict[str, str], list[frozenset[str]]]:
    """The prizes by counting alone, and who is tied across an edge, reckoned anew.

    Team after team, best first: who shares a place with somebody beyond the last of a prize has it
    only where all of them take it by a decision; the next prize then begins after them.
    """
    stage = book.event.stages[-1]
    places: dict[int, list[str]] = {}
    for row in standings_of(book, stage, "desk").rows:
        if row.ahead is not None:
            places.setdefault(row.ahead, []).append(row.team.id)
    decided = {*book.together(stage), *shared_first(book)}
    given_: dict[str, str] = {}
    tied: list[frozenset[str]] = []
    waiting = [team for level in sorted(places) for team in places[level]]
    level_of = {team: frozenset(teams) for teams in places.values() for team in teams}
    for prize, count in NUMBERS:
        number = len(waiting) if count is None else count
        taken, waiting = waiting[:number], waiting[number:]
        straddling = level_of[taken[-1]] if taken and waiting else frozenset()
        beyond = [team for team in waiting if team in straddling]
        if beyond and straddling in decided:
            taken, waiting = [*taken, *beyond], waiting[len(beyond) :]
        elif beyond and straddling not in tied:
            tied.append(straddling)
        given_ |= {team: prize for team in taken if not any(team in one for one in tied)}
    return given_, tied


def shared_first(book: Book) -> list[frozenset[str]]:
    named = book.announced.get(book.event.stages[-1].id)
    return [frozenset(named.teams)] if named and named.decision == "share" else []


@SOME
@given(WHOLE_DAYS)
def test_prizes_are_announced_by_the_numbers_or_a_decision_and_never_with_a_tie_left(
    acts: list[Act],
) -> None:
    def query(book: Book) -> None:
        if book.entries[-1].kind != "advance":
            return
        found, tied = edges(book)
        assert tied == []
        assert prizes_of(book, book.event.stages[-1], "public") == found

    day([*acts, *[("step", 0, 0, 0)] * 8], PRIZE_CUP, each=query)


@SOME
@given(WHOLE_DAYS)
def test_a_tie_across_the_edge_of_a_prize_is_always_guarded(acts: list[Act]) -> None:
    def query(book: Book) -> None:
        stage = book.event.stages[-1]
        standings = standings_of(book, stage, "desk")
        if not book.final:
            assert [frozenset(tie.teams) for tie in standings.prize_ties] == edges(book)[1]
        if next_action(book).action != "announce":
            return
        first = frozenset(row.team.id for row in standings.rows if row.ahead == 0)
        for decision in (None, "share"):
            refused: Any = None
            try:
                advancing.named_teams(book, stage, decision)
            except Refusal as refusal:
                refused = refusal
            left = [tie for tie in edges(book)[1] if decision is None or tie != first]
            assert refused is not None or left == []

    day(acts, PRIZE_CUP, each=query)


@SOME
@given(WHOLE_DAYS)
def test_a_prize_once_announced_stays_its_own_until_the_desk_decides_otherwise(
    acts: list[Act],
) -> None:
    def query(book: Book) -> None:
        if book.final:
            won = prizes_of(book, book.event.stages[-1], "public") or {}
            for prize, count in NUMBERS:
                having = {team for team, own in won.items() if own == prize}
                takers = [*book.together(book.event.stages[-1]), *shared_first(book)]
                enlarged = any(having >= teams for teams in takers)
                assert count is None or len(having) <= count or enlarged

    with suppress(Refusal):
        day([*acts, *[("step", 0, 0, 0)] * 4], PRIZE_CUP, each=query)


@SOME
@given(WHOLE_DAYS, st.permutations(PRIZE_CUP.teams), st.permutations(PRIZE_CUP.judges))
def test_the_order_of_registration_changes_no_place_and_no_prize(
    acts: list[Act], teams: list[Team], judges: list[Judge]
) -> None:
    book = day([act for act in acts if act[0] != "set up"], PRIZE_CUP)
    other = replace(PRIZE_CUP, teams=tuple(teams), judges=tuple(judges))
    turned = Book.replay(replace(e, setup=other) if e.setup else e for e in book.entries)
    for stage, rows in table(book).items():
        assert {r.team.id: r for r in rows} == {r.team.id: r for r in table(turned)[stage]}
