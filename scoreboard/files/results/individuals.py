"""The best individuals as a table, and as rows below the standings of the teams."""

from __future__ import annotations

from scoreboard.contest.boards.shapes import IndividualRow
from scoreboard.contest.words import N_
from scoreboard.files.results.cells import Cell, Table, number, text
from scoreboard.files.results.shapes import Results

TITLE = N_("Best individuals")


def individuals(results: Results) -> Table:
    """Every member who has a score, best first, with the rounds it is from; of all stages."""
    say, rows = results.say, individuals_in(results)
    rounds = [r for r in results.event.rounds if any(r.id in row["rounds"] for row in rows)]
    prizes, divided = any(row.get("prizes") for row in rows), bool(results.event.divisions)
    heads = [
        (say(N_("Place")), 8),
        (say(N_("Tied")), 8),
        (say(N_("Member")), 20),
        (say(N_("Team")), 28),
        *([(say(N_("Division")), 14)] if divided else []),
        *[(a_round.name, 12) for a_round in rounds],
        (say(N_("Total")), 12),
        (say(N_("Remarks")), 18),
        *([(say(N_("Prize")), 18)] if prizes else []),
    ]
    return Table(
        title=say(TITLE),
        heads=[head for head, _ in heads],
        widths=[width for _, width in heads],
        rows=[
            [
                *place_cells(results, row),
                text(row["member"]["name"]),
                text(row["team"]["name"]),
                *([text(row["division"]["name"] if "division" in row else "")] if divided else []),
                *[number(row["rounds"].get(a_round.id)) for a_round in rounds],
                number(row["total"], look="strong"),
                text(remarks(results, row)),
                *([text(prize_words(results, row))] if prizes else []),
            ]
            for row in rows
        ],
    )


def individuals_in(results: Results) -> list[IndividualRow]:
    """The rows of the newest board; every stage's board has the same."""
    return results.current.get("individuals", [])


def place_cells(results: Results, row: IndividualRow) -> list[Cell]:
    """The place, and whether it is shared."""
    return [number(row["rank"]), text(results.say(N_("tied")) if row["tied"] else "")]


def remarks(results: Results, row: IndividualRow) -> str:
    """That others have a score in more rounds, where the smaller total is first."""
    return results.say(N_("incomplete")) if row.get("incomplete") else ""


def prize_words(results: Results, row: IndividualRow) -> str:
    """The prizes that are the member's own."""
    return results.say(N_(", ")).join(row.get("prizes", ()))
