"""Scenes of scores as they are made: a team's marks card by card, and a play-off."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from scoreboard.contest.boards.figures import shown_figure
from scoreboard.contest.boards.shapes import Named, Row
from scoreboard.contest.model import Round, Team, entrant_of
from scoreboard.contest.numbers import plain, round_half_up
from scoreboard.contest.record.appearance import beside, order_of_appearance
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Shown
from scoreboard.contest.record.state import Freeze
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.show.kind import Hall, named
from scoreboard.contest.show.shapes import (
    Card,
    CriterionShown,
    FaceOffShows,
    Facing,
    MarksShows,
    Position,
    TeamShown,
)
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.visibility import is_seen, marks_are_seen
from scoreboard.contest.words import N_, Listed, not_now

Dropped = Literal["high", "low"]


class Subject(NamedTuple):
    """Whose marks are shown, and in which round."""

    round: Round
    team: Team


def subject_of(book: Book, show: Shown) -> Subject | None:
    """What the scene is about; None where that is a team and a round no more."""
    a_round = book.round(show.round) if show.round else None
    team = book.event.team(show.team) if show.team else None
    if a_round is None or team is None or not kind_of(a_round).panel:
        return None
    return Subject(a_round, team) if team in book.teams_in(a_round) else None


def how_many_cards(book: Book, show: Shown) -> int:
    """A step for each card that has a mark, and one for what is struck out and the score."""
    about = subject_of(book, show)
    return 1 + sum(not card.excused for card in _cards(book, about)) if about else 0


class _Mark(NamedTuple):
    """A card: who it is of, what it says, and whether that is left out of the score."""

    of: Named
    value: Decimal | None
    dropped: bool
    excused: bool


def _cards(book: Book, about: Subject) -> list[_Mark]:
    """A card for each judge whose mark counts; where members are marked, for each of them."""
    a_round, team = about
    if a_round.by == "member":
        return _of_members(book, about)
    kept = book.round_record(a_round.id)
    marks, score = kept.marks.get(team.id, {}), book.scores(a_round)[team.id]
    return [
        _Mark(
            {"id": judge.id, "name": judge.name},
            marks[judge.id].value if judge.id in marks else None,
            judge.id in score.dropped,
            judge.id in kept.excused and judge.id not in marks,
        )
        for judge in book.event.panel_of(a_round)
        if team.id not in judge.recused
    ]


def _of_members(book: Book, about: Subject) -> list[_Mark]:
    own = book.own_scores(about.round, about.team)
    found = []
    for member in about.team.members:
        score, of = (
            own.get(entrant_of(about.team.id, member.id)),
            Named(id=member.id, name=member.name),
        )
        shown = score is not None and score.score is not None
        value = Decimal(shown_figure(book, about.round, score)) if score and shown else None
        found.append(_Mark(of, value, dropped=False, excused=score is None))
    return found


def is_ready(book: Book, about: Subject) -> bool:
    """Whether all is in that the score is made of, or it is public already."""
    a_round, team = about
    if team.id in book.round_record(a_round.id).absent:
        return False
    if is_seen(book, a_round, team.id, "public"):
        return book.scores(a_round)[team.id].score is not None
    for one in book.event.performance_of(a_round):
        kept, kind = book.round_record(one.id), kind_of(one)
        complete = team.id in (kept.completed if kind.panel else kept.listed)
        if one.by_places or kept.state == "pending" or not (complete or kind.tally):
            return team.id in kept.released and book.scores(a_round)[team.id].score is not None
    return book.scores(a_round)[team.id].score is not None


def check_ready(book: Book, show: Shown) -> None:
    """Raises Refusal while the cards cannot be turned: nobody sees half a panel's marks."""
    about, known = subject_of(book, show), known_book(book, "public")
    if book.freeze is not None and _is_sealed(known, show, book.freeze):
        raise not_now(_SEALED)
    if about is None or is_ready(book, about):
        return
    a_round, team = about
    if any(one.by_places for one in book.event.performance_of(a_round)):
        text = N_("%(round)s goes by places, and these are made known when it is closed.")
        raise not_now(text, round=a_round.name)
    waiting = [
        judge.name
        for judge in book.event.panel_of(a_round)
        if judge.id in kind_of(a_round).missing(book.given(a_round, team))
    ]
    if not waiting or a_round.by == "member":
        text = N_("Marks of %(team)s in %(round)s are still missing.")
        raise not_now(text, team=team.name, round=a_round.name)
    raise not_now(
        "Marks of %(team)s are still missing: %(judges)s. Wait for them, or release the score.",
        team=team.name,
        judges=Listed(waiting),
    )


_SEALED = N_("The public board is frozen, so these marks are sealed.")


def _is_sealed(known: Book, show: Shown, freeze: Freeze) -> bool:
    """Whether a freeze keeps the marks from the hall: they came after it."""
    about = subject_of(known, show)
    return freeze.hides and (about is None or not is_ready(known, about))


def marks(hall: Hall) -> MarksShows | str:
    """A team's marks: those whose step is reached, and with the last step what they come to."""
    book, about = hall.book, subject_of(hall.book, hall.show)
    if about is None:
        return _why_none(hall)
    if hall.whole.freeze is not None and _is_sealed(book, hall.show, hall.whole.freeze):
        return _SEALED
    a_round, team = about
    ready, last = is_ready(book, about), hall.step == hall.of
    seen = ready and (hall.seer == "public" or marks_are_seen(book, a_round, team.id, hall.seer))
    cards = _cards(book, about)
    score = book.scores(a_round)[team.id]
    row = _row(hall, about) if last and seen else None
    shows: MarksShows = {
        "team": hall.team_shown(team.id),
        "round": named(a_round),
        "position": _position(book, about),
        "cards": _drawn(a_round, cards, hall.step if seen else 0, last=last),
        "open": ready,
        "score": shown_figure(book, a_round, score) if last and seen else None,
        "total": row["total"] if row else None,
        "rank": row["rank"] if row else None,
        "movement": row["movement"] if row else None,
        "next": _next(hall, about),
    }
    if a_round.criteria:
        shows["criteria"] = _by_criteria(book, about, told=last and seen)
    return shows


def _by_criteria(book: Book, about: Subject, *, told: bool) -> list[CriterionShown]:
    """What the marks that count have given for each criterion in the mean, once that is told."""
    a_round, team = about
    dropped = book.scores(a_round)[team.id].dropped
    counting = {judge.id for judge in book.event.panel_of(a_round)} - set(dropped)
    given = book.round_record(a_round.id).marks.get(team.id, {})
    parts = [mark.parts for judge, mark in given.items() if judge in counting and mark.parts]
    places = 2 if a_round.decimals is None else a_round.decimals

    def mean(criterion: str) -> str:
        total = sum((Fraction(one[criterion]) for one in parts), Fraction(0))
        return plain(round_half_up(total / len(parts), places))

    return [
        {"id": one.id, "name": one.name, "score": mean(one.id) if told and parts else None}
        for one in a_round.criteria
    ]


def _why_none(hall: Hall) -> str:
    if hall.team is None:
        return N_("Nobody is on stage yet.")
    if hall.round is None or not kind_of(hall.round).panel:
        return N_("No judges mark this round.")
    return N_("This team is not in the round.")


def _drawn(a_round: Round, cards: list[_Mark], step: int, *, last: bool) -> list[Card]:
    told = len(cards) if last and step else step
    struck = _struck(a_round, cards) if last and step else {}
    turned = {card.of["id"] for card in [card for card in cards if not card.excused][:told]}
    return [
        {
            "judge": card.of,
            "value": plain(card.value)
            if card.value is not None and card.of["id"] in turned
            else None,
            "dropped": struck.get(card.of["id"]),
            "excused": card.excused,
        }
        for card in cards
    ]


def _struck(a_round: Round, cards: list[_Mark]) -> Mapping[str, Dropped]:
    """Which of the marks are left out as the highest, and which as the lowest."""
    out = sorted(
        ((card.value, n, card.of["id"]) for n, card in enumerate(cards)
         if card.dropped and card.value is not None),
    )  # fmt: skip
    lowest = max(0, len(out) - a_round.drop_high)
    return {judge: "low" if n < lowest else "high" for n, (_, _, judge) in enumerate(out)}


def _row(hall: Hall, about: Subject) -> Row | None:
    rows = hall.board(hall.book.stage_of(about.round).id)["rows"]
    return next((row for row in rows if row["team"]["id"] == about.team.id), None)


def _position(book: Book, about: Subject) -> Position | None:
    order = order_of_appearance(book, about.round)
    if about.team.id not in order:
        return None
    return {"n": 1 + order.index(about.team.id), "of": len(order)}


def _next(hall: Hall, about: Subject) -> TeamShown | None:
    after = beside(hall.book, about.round, about.team.id, "next")
    return hall.team_shown(after) if after else None


def face_off(hall: Hall) -> FaceOffShows | str:
    """The teams that settle a tie, with their points in the play-off as far as it is held."""
    stage = hall.stage or hall.book.stage
    rows = hall.board(stage.id)["rows"]
    held = hall.book.playoffs(stage)
    a_round = held[-1] if held else None
    ids = {t.id for t in hall.book.teams_in(a_round)} if a_round else _tied(rows)
    # Each keeps its side of the screen, whoever comes to lead.
    by_id = {row["team"]["id"]: row for row in rows}
    facing = [by_id[t.id] for t in hall.book.event.teams if t.id in ids and t.id in by_id]
    if len(facing) < 2:
        return N_("No teams are tied for a place.")
    places = [row["rank"] for row in facing if row["rank"] is not None]
    teams = [_facing(hall, row, a_round) for row in facing]
    return {
        "stage": named(stage),
        "place": min(places, default=None),
        "teams": teams,
        "decided": _decided(hall.book, a_round, teams),
    }


def _tied(rows: list[Row]) -> set[str]:
    """Who is tied across the cut, else for the first place."""
    across = {row["team"]["id"] for row in rows if row["cut"] == "tied"}
    return across or {row["team"]["id"] for row in rows if row["rank"] == 1 and row["tied"]}


def _facing(hall: Hall, row: Row, a_round: Round | None) -> Facing:
    points = row["rounds"].get(a_round.id) if a_round else None
    return {"team": hall.team_shown(row["team"]["id"]), "points": points, "total": row["total"]}


def _decided(book: Book, a_round: Round | None, teams: list[Facing]) -> str | None:
    """Who is alone in front once the play-off is over; None while nobody is."""
    if a_round is None or book.round_record(a_round.id).state != "closed":
        return None
    points = {one["team"]["id"]: Decimal(one["points"] or 0) for one in teams}
    best = max(points.values())
    first = [team for team, given in points.items() if given == best]
    return first[0] if len(first) == 1 else None
