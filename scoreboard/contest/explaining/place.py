"""A team's place in words and numbers, its position to the cut, and what was announced of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from scoreboard.contest.model import AdmitAs, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import prize_words
from scoreboard.contest.rules.going_on import BAR_WORDS, Bar, Counted, seats_of, who_goes_on
from scoreboard.contest.rules.ranking import CUT_WORDS, METHOD_WORDS, Cut, place_number
from scoreboard.contest.standings.individuals import best_with_prizes
from scoreboard.contest.standings.rows import Standing, Standings, called
from scoreboard.contest.standings.standings import prizes_of, standings_of
from scoreboard.contest.standings.tables import tables_of
from scoreboard.contest.standings.visibility import Audience
from scoreboard.contest.words import N_, Say

_ADMITTED: dict[AdmitAs, str] = {
    "wild_card": N_("Goes on by wild card"),
    "reserve": N_("Goes on as a reserve"),
    "return": N_("Returns from the side stage"),
}


class Place(TypedDict):
    """A place: `ahead` teams before it, `level` on it (the team included).

    `incomplete`, there only where the smaller total is first, says in words that others have a
    score in more rounds; None where none has.
    `outside`: a guest or a withdrawn team, which takes no place whatever it scores.
    `table`, there only where the stage has several, says in words among whom the place is, and what
    it is over all.
    """

    rank: int | float | None
    shared_with: list[str]
    ahead: int | None
    level: int | None
    words: str
    outside: bool
    rule: str
    incomplete: NotRequired[str | None]
    table: NotRequired[str]


class CutPosition(TypedDict):
    """The team against the cut; `ahead` teams are before it, `level` beside it.

    At most `seats` go on, None where all do who pass; `rule` is who goes on, in words, `barred`
    what keeps a team back that is high enough.
    """

    seats: int | None
    ahead: int
    level: int
    state: Cut
    barred: Bar | None
    rule: str
    words: str


class AnnouncedOf(TypedDict):
    """What was announced of the team; `reason` of a decision only for the desk.

    `admitted` is how it goes on by hand, though it was not named.
    `prizes` says why it has which prize, a sentence for each, where it has any.
    """

    named: bool
    admitted: AdmitAs | None
    words: str
    decision: str | None
    decision_words: str | None
    reason: str | None
    prizes: NotRequired[list[str]]


def explain_place(book: Book, stage: Stage, standings: Standings, row: Standing, say: Say) -> Place:
    """The team's place, in numbers and in words."""
    with_it = [other.team.name for other in standings.level_with(row) if other is not row]
    names = say(N_(", ")).join(with_it) if row.tied else ""
    if row.rank is None and row.team.guest:
        words = say(N_("Out of competition: shown without a place"))
    elif row.team.id in book.withdrawn:
        words = say(N_("Withdrawn: shown without a place"))
    elif row.rank is None and _is_absent(book, stage, row.team):
        words = say(N_("Absent: no score and no place"))
    elif row.rank is None:
        words = say(N_("No score yet, so no place yet"))
    elif names:
        words = say(N_("Place %(place)s, shared with %(teams)s"), place=_rank(row), teams=names)
    else:
        words = say(N_("Place %(place)s"), place=_rank(row))
    place: Place = {
        "rank": place_number(row.rank),
        "shared_with": with_it if row.tied else [],
        "ahead": row.ahead,
        "level": row.level,
        "words": words,
        "outside": row.team.guest or row.team.id in book.withdrawn,
        "rule": say(METHOD_WORDS[book.event.rules.ranking]),
    }
    if len(standings.tables) > 1:
        place["table"] = _table(standings, row, say)
    if book.event.rules.better == "lower":
        place["rule"] = say(N_("The smaller total is first. %(rule)s"), rule=place["rule"])
        place["incomplete"] = _incomplete(row, say)
    return place


def _table(standings: Standings, row: Standing, say: Say) -> str:
    """Among whom a team has its place, and where it stands among all."""
    name = called(standings.tables[row.table])
    if row.overall is None:
        return say(N_("Placed within %(table)s."), table=name)
    text = N_("Placed within %(table)s. Among all teams of the stage it is place %(place)s.")
    return say(text, table=name, place=place_number(row.overall))


def _incomplete(row: Standing, say: Say) -> str | None:
    if not row.behind or row.rank is None:
        return None
    text = N_("Rounds without a score that others have: %(n)s. It stands after those teams.")
    return say(text, n=row.behind)


def _is_absent(book: Book, stage: Stage, team: Team) -> bool:
    return any(team.id in book.round_record(r.id).absent for r in stage.rounds)


def _rank(row: Standing) -> str:
    return str(place_number(row.rank))


def explain_cut(stage: Stage, standings: Standings, row: Standing, say: Say) -> CutPosition | None:
    """The team's position to the cut by its place alone, whatever was announced.

    None in a last stage and for a team without a place.
    """
    counted, rule = row.counted, who_goes_on(stage, say)
    if rule is None or counted is None:
        return None
    if len(standings.tables) > 1:
        rule = say(N_("%(table)s: %(rule)s"), table=called(standings.tables[row.table]), rule=rule)
    return {
        "seats": seats_of(stage, standings.placed(row.table)),
        "ahead": row.ahead or 0,
        "level": row.level or 0,
        "state": counted.cut,
        "barred": counted.bar,
        "rule": rule,
        "words": _cut_words(counted, say),
    }


_BEST: dict[Cut, str] = {
    "in": N_("Inside the cut, as one of the best others across the groups"),
    "tied": N_("Tied as one of the best others across the groups"),
}


def _cut_words(counted: Counted, say: Say) -> str:
    if counted.best and counted.cut in _BEST:
        return say(_BEST[counted.cut])
    return say(BAR_WORDS[counted.bar] if counted.bar else CUT_WORDS[counted.cut])


def explain_announcement(
    book: Book, stage: Stage, team: Team, audience: Audience, say: Say
) -> AnnouncedOf | None:
    """What was announced of the team at the end of the stage; None while nothing was."""
    named = book.announced.get(stage.id)
    if named is None:
        return None
    inside, last = team.id in named.teams, stage is book.event.stages[-1]
    won = _prize_won(book, stage, team, audience) if last and not inside else None
    words = N_("Announced: advancing") if inside else N_("Announced: not advancing")
    if stage.side_of:
        words = N_("Announced: to return") if inside else N_("Announced: not returning")
    if last:
        words = N_("Announced as the winner") if inside else N_("Announced: the winner is another")
    if last and inside and _is_shared(book, stage, team, named.teams):
        words = N_("Announced: shares the first place")
    admission = named.admission(team.id)
    if admission is not None:
        words = _ADMITTED[admission.way]
    reason = book.entries[(admission or named).version - 1].reason
    said: AnnouncedOf = {
        "named": inside,
        "admitted": admission.way if admission else None,
        "words": say(N_("Announced: %(prize)s"), prize=won) if won else say(words),
        "decision": named.decision,
        "decision_words": say(N_("All teams tied across the cut go on."))
        if named.decision == "all"
        else None,
        "reason": reason if audience == "desk" else None,
    }
    prizes = list(_prizes(book, stage, team, audience, say))
    if prizes:
        said["prizes"] = prizes
    return said


def _is_shared(book: Book, stage: Stage, team: Team, winners: Sequence[str]) -> bool:
    """Whether a winner has others beside it: those of other tables won another place."""
    own = next(table.teams for table in tables_of(book, stage) if team in table.teams)
    return sum(1 for one in own if one.id in winners) > 1


def _prize_won(book: Book, stage: Stage, team: Team, audience: Audience) -> str | None:
    """The name of the prize that the team has by its place."""
    won = (prizes_of(book, stage, audience) or {}).get(team.id)
    return next((prize.name for prize in book.event.prizes if prize.id == won), None)


def _prizes(book: Book, stage: Stage, team: Team, audience: Audience, say: Say) -> Iterator[str]:
    won = (prizes_of(book, stage, audience) or {}).get(team.id)
    for prize in book.event.prizes:
        if prize.id == won:
            ahead = standings_of(book, stage, audience).of(team.id).ahead
            yield (
                say(N_("Teams ahead: %(n)s."), n=ahead)
                + " "
                + prize_words(prize, say, lower_is_better=book.event.rules.better == "lower")
            )
    if won and any(team.id in teams for teams in book.together(stage)):
        yield say(N_("Tied across the edge of the prize; all who were took it, by a decision."))
    for one in best_with_prizes(book, audience) if book.final else ():
        if one.prize and one.team.id == team.id:
            text = N_("%(member)s among the best individuals, place %(place)s: %(prize)s")
            place = place_number(one.rank)
            yield say(text, member=one.member.name, place=place, prize=one.prize.name)
    for special in book.specials if book.final else ():
        if special.team == team.id:
            member = team.member(special.member or "")
            if member is None:
                yield say(N_("Special prize, given by hand: %(prize)s"), prize=special.name)
            else:
                text = N_("Special prize for %(member)s, given by hand: %(prize)s")
                yield say(text, member=member.name, prize=special.name)
