"""The table of best individuals, as every board has it."""

from __future__ import annotations

from scoreboard.contest.boards.figures import shown_figure
from scoreboard.contest.boards.shapes import IndividualRow
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.standings.individuals import Individual, individuals_of
from scoreboard.contest.standings.visibility import Audience


def individual_rows(book: Book, audience: Audience) -> list[IndividualRow]:
    """Who has scored under the own name, best first, as the audience may know it."""
    return [_row(book, one) for one in individuals_of(book, audience)]


def _row(book: Book, one: Individual) -> IndividualRow:
    row: IndividualRow = {
        "member": {"id": one.member.id, "name": one.member.name},
        "team": {"id": one.team.id, "name": one.team.name},
        "rank": place_number(one.rank),
        "tied": one.tied,
        "total": plain(one.total),
        "rounds": {
            a_round.id: shown_figure(book, a_round, one.scores[a_round.id])
            for stage in book.event.stages
            for a_round in stage.rounds
            if a_round.id in one.scores
        },
    }
    for division in book.event.divisions:
        if division.id == one.team.division:
            row["division"] = {"id": division.id, "name": division.name}
    if book.event.rules.better == "lower":
        row["incomplete"] = one.behind > 0 and one.rank is not None
    if book.final:
        given = [special.name for special in book.specials if special.member == one.member.id]
        row["prizes"] = [one.prize.name, *given] if one.prize else given
    return row
