"""Scenes that tell a result step by step: who goes on, the podium, the prizes."""

from __future__ import annotations

from collections.abc import Sequence

from scoreboard.contest.boards.shapes import Place, Row
from scoreboard.contest.model import Division, Stage
from scoreboard.contest.numbers import plain_or_none
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Shown
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.show.kind import Hall, named, person
from scoreboard.contest.show.shapes import (
    AdvanceShows,
    AwardsShows,
    OnStep,
    Out,
    PodiumShows,
    PrizeShown,
    Winner,
)
from scoreboard.contest.standings.giving import Giving, givings, in_turn, of_division
from scoreboard.contest.standings.standings import newest_first, prizes_of, standings_of
from scoreboard.contest.standings.telling import lowest_first
from scoreboard.contest.words import N_

# The places of a podium.
LAST_PLACE = 3
_NOT_ANNOUNCED = N_("The result is not announced yet.")


def how_many_go_on(book: Book, show: Shown) -> int:
    """A step for each team that goes on, and one that carries them into the next stage."""
    stage = _announced(book, show)
    return 0 if stage is None or book.event.after(stage) is None else 1 + _going(book, stage)


def _going(book: Book, stage: Stage) -> int:
    return len(lowest_first(book, stage))


def _announced(book: Book, show: Shown) -> Stage | None:
    """The stage that the scene is about, where its result is announced."""
    stage = book.event.stage(show.stage) if show.stage else None
    return stage if stage is not None and stage.id in book.whole.announced else None


def advance(hall: Hall) -> AdvanceShows | str:
    """Those who go on, from the lowest up to the first; with the last step who is out."""
    whole, stage = hall.whole, _announced(hall.book, hall.show)
    if stage is None:
        return _NOT_ANNOUNCED
    after = whole.event.after(stage)
    if after is None:
        return N_("Nobody goes on from the last stage.")
    order, announced = lowest_first(whole, stage), whole.announced[stage.id]
    rows = {row["team"]["id"]: row for row in hall.board(stage.id)["rows"]}
    shows: AdvanceShows = {
        "stage": named(stage),
        "next": named(after),
        "count": len(order),
        "going": [],
        "out": [],
    }
    for team in order[: hall.step]:
        row, admitted = rows.get(team), announced.admission(team)
        shows["going"].append(
            {
                "team": hall.team_shown(team),
                "rank": row["rank"] if row else None,
                "total": row["total"] if row else None,
                "way": admitted.way if admitted else None,
            }
        )
    if hall.step == hall.of:
        shows["out"] = [_out(hall, row) for team, row in rows.items() if team not in order]
    return shows


def _out(hall: Hall, row: Row) -> Out:
    return {"team": hall.team_shown(row["team"]["id"]), "rank": row["rank"]}


def how_many_places(book: Book, show: Shown) -> int:
    """A step for each place of the podium."""
    stage = _announced(book, show)
    return len(_columns(book, stage, show)) if stage else 0


def _columns(book: Book, stage: Stage, show: Shown) -> list[Place]:
    """The places of the podium that somebody has, the best first."""
    places = set()
    for row in standings_of(book.whole, stage, "desk").rows:
        place = row.rank if row.overall is None or show.division else row.overall
        of = not show.division or row.team.division == show.division
        if of and place is not None and place <= LAST_PLACE:
            places.add(place)
    return [shown for one in sorted(places) if (shown := place_number(one)) is not None]


def podium(hall: Hall) -> PodiumShows | str:
    """The first three places, the last of them first."""
    stage = _announced(hall.book, hall.show)
    if stage is None:
        return _NOT_ANNOUNCED
    columns = _columns(hall.book, stage, hall.show)
    rows, several = hall.rows(hall.board(stage.id)), not hall.show.division
    division = _division(hall.book, hall.show)
    return {
        "stage": named(stage),
        "division": named(division) if division else None,
        "columns": columns,
        "steps": [
            {
                "rank": rank,
                "teams": [_on_step(hall, r) for r in rows if _place(r, over_all=several) == rank],
            }
            for rank in columns[::-1][: hall.step]
        ],
    }


def _place(row: Row, *, over_all: bool) -> Place | None:
    return row.get("overall", row["rank"]) if over_all else row["rank"]


def _on_step(hall: Hall, row: Row) -> OnStep:
    return {
        "team": hall.team_shown(row["team"]["id"]),
        "total": row["total"],
        "region": row["team"]["region"],
        "prize": next(iter(row.get("prizes", ())), None),
    }


def how_many_prizes(book: Book, show: Shown) -> int:
    """A step for each prize; one at least, while there is something to tell."""
    return len(_in_turn(book, show)) or int(show.tells is not None)


def _in_turn(book: Book, show: Shown) -> Sequence[Giving]:
    """The prizes of the scene in the order of telling; none before the winner is announced."""
    whole, last = book.whole, book.event.stages[-1]
    if not whole.final:
        return ()
    won = prizes_of(whole, last, "desk") or {}
    given = givings(whole, won, newest_first(whole))
    return in_turn(of_division(whole, given, _division(whole, show)))


def _division(book: Book, show: Shown) -> Division | None:
    """The division that a scene is about, where it is about one."""
    return next((one for one in book.event.divisions if one.id == show.division), None)


def awards(hall: Hall) -> AwardsShows | str:
    """The prizes told so far, the last one first."""
    if not hall.whole.final:
        return _NOT_ANNOUNCED
    given = _in_turn(hall.book, hall.show)
    if not given:
        return N_("There are no prizes.")
    told = [_prize(hall, giving) for giving in given[: hall.step]]
    division = _division(hall.whole, hall.show)
    return {
        "division": named(division) if division else None,
        "prizes": told,
        "prize": told[-1] if told else None,
    }


def _prize(hall: Hall, giving: Giving) -> PrizeShown:
    last = hall.book.event.stages[-1]
    standings = standings_of(hall.whole, last, "desk")
    rows = {row.team.id: row for row in standings.rows}
    winners: list[Winner] = []
    for one in giving.winners:
        row = rows.get(one.team.id)
        total = one.own if one.member else row.total if row else None
        winners.append(
            {
                "team": hall.team_shown(one.team.id),
                "member": person(one.member) if one.member else None,
                "total": plain_or_none(total),
                "rank": place_number(row.rank) if row else None,
            }
        )
    division = giving.division
    return {
        "id": giving.prize.id if giving.prize else "",
        "name": giving.name,
        "division": named(division) if division else None,
        "winners": winners,
    }
