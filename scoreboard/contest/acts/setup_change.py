"""Changing the set-up: recorded entries must still fit, and changed results need a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypedDict

from scoreboard.contest.acts.beginning import check_not_rehearsing, was_played
from scoreboard.contest.acts.setup_differences import changes
from scoreboard.contest.acts.setup_limits import check_announced, check_stays, has_begun
from scoreboard.contest.model import Entry, Event, Round, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import Consequence, consequences_of
from scoreboard.contest.rules.ranking import place_number
from scoreboard.contest.standings.individuals import best_with_prizes
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import prizes_of, standings_of
from scoreboard.contest.texts import is_seen
from scoreboard.contest.words import N_, Say, not_now, refuse

# "from" is a word of Python.
SetupMove = TypedDict(
    "SetupMove",
    {"team": str, "name": str, "from": int | float | None, "to": int | float | None, "stage": str},
)


class SetupPreview(TypedDict):
    """What a set-up would change. `moves` are teams whose place would, with the place before.

    `cut`: somebody would cross the cut; `announced`: the figures or prizes of an announced result
    would change, though it still stands. `changes` are sentences.
    """

    changes: list[str]
    moves: list[SetupMove]
    cut: bool
    announced: bool
    needs_reason: bool
    consequences: list[Consequence]


def check_change(book: Book, event: Event) -> None:
    """Raises Refusal when the new set-up leaves out or contradicts what recorded entries name."""
    check_not_rehearsing(book)
    if event.slug != book.event.slug:
        raise refuse("The address of an event does not change.", field="event.slug")
    if not was_played(book):
        return
    check_stays(book, event)
    check_announced(book, _then(book, event))


def check_reason(book: Book, event: Event, reason: str | None) -> None:
    """Raises Refusal when the set-up changes what results depend on, and no reason is given."""
    if not is_seen(reason or "") and needs_reason(book, event):
        raise refuse(
            "The event has begun, and this changes what its results rest on. Give a reason.",
            field="reason",
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """What a set-up was made from: a version, and the ledger it counts in where that is known."""

    version: int
    ledger: str | None = None


def check_since(book: Book, origin: Origin) -> None:
    """Raises Refusal when the set-up in force is not the one that was looked at.

    A version beyond the newest is of another ledger: of a rehearsal, say, that has ended.
    """
    elsewhere = origin.ledger not in (None, book.ledger_id)
    if elsewhere or not book.newest_setup.version <= origin.version <= book.version:
        raise not_now(
            "Somebody has changed the set-up since you opened it. Reload the page to see it."
        )


def needs_reason(book: Book, event: Event) -> bool:
    """Whether a set-up changes what the results of a running event depend on."""
    if not was_played(book):
        return False
    if _rests_on(book, book.event) != _rests_on(book, event):
        return True
    then = _then(book, event)
    return any(
        _figures(_rows(book, old)) != _figures(_rows(then, new)) for old, new in _begun(book, then)
    )


def preview_change(book: Book, event: Event, say: Say) -> SetupPreview:
    """What a set-up would change; nothing is written. Raises as `check_change` does."""
    check_change(book, event)
    moves: list[SetupMove] = []
    crossed = announced = False
    told: list[str] = []
    if was_played(book):
        then = _then(book, event)
        for old, new in _begun(book, then):
            rows, anew = _rows(book, old), _rows(then, new)
            moves += _moves(rows, anew, new)
            cuts = {row.team.id: row.cut for row in rows}
            crossed |= any(cuts.get(row.team.id, row.cut) != row.cut for row in anew)
            announced |= old.id in book.announced and _figures(rows) != _figures(anew)
        told = _prizes_told_anew(book, then, say)
    return {
        "changes": [*changes(book.event, event, say), *told],
        "moves": moves,
        "cut": crossed,
        "announced": announced or bool(told),
        "needs_reason": needs_reason(book, event),
        "consequences": consequences_of(event, say),
    }


def _prizes_told_anew(book: Book, then: Book, say: Say) -> list[str]:
    """Who would have another prize than was announced, in a sentence for each such change."""
    if not book.final:
        return []
    before, now = _prizes_told(book), _prizes_told(then)
    others: dict[tuple[str, str], list[str]] = {}
    for team in then.event.teams:
        for one, name in (("", team.name), *((m.id, m.name) for m in team.members)):
            change = before.get((team.id, one), ""), now.get((team.id, one), "")
            if change[0] != change[1]:
                others.setdefault(change, []).append(name)
    text = N_("Announced as %(before)s, then %(now)s: %(teams)s.")
    return [
        say(
            text,
            before=_prize_name(book, was, say),
            now=_prize_name(then, to, say),
            teams=say(N_(", ")).join(names),
        )
        for (was, to), names in others.items()
    ]


def _prizes_told(book: Book) -> dict[tuple[str, str], str]:
    """The ids of the announced prizes, by team and member; the teams' own with no member."""
    teams = prizes_of(book, book.event.stages[-1], "desk") or {}
    told = {(team, ""): prize for team, prize in teams.items()}
    for one in best_with_prizes(book, "desk"):
        if one.prize:
            told[one.team.id, one.member.id] = one.prize.id
    return told


def _prize_name(book: Book, prize_id: str, say: Say) -> str:
    named = (prize.name for prize in book.event.prizes if prize.id == prize_id)
    return next(named, say(N_("no prize")))


def _then(book: Book, event: Event) -> Book:
    draft = Entry(0, "preview", "setup", "", book.at_time, setup=event)
    return book.after(keeping_public(book, draft))


def keeping_public(book: Book, draft: Entry) -> Entry:
    """The draft of a set-up; where it says anew when scores are public, those that are stay so.

    The entry says it, because earlier set-ups took such scores off the wall, and their boards stay.
    """
    if draft.setup is None or _publishing(draft.setup) == _publishing(book.event):
        return draft
    return replace(draft, detail={**draft.detail, "keeps_public": True})


def _publishing(event: Event) -> tuple[str, str]:
    return event.rules.publish, event.rules.release


def _begun(book: Book, then: Book) -> list[tuple[Stage, Stage]]:
    """The stages in which something has been played, as they are and as they would be."""
    pairs = [(stage, then.event.stage(stage.id)) for stage in book.event.stages]
    return [(old, new) for old, new in pairs if new is not None and has_begun(book, old)]


def _rows(book: Book, stage: Stage) -> Sequence[Standing]:
    return standings_of(book, stage, "desk").rows


def _figures(rows: Sequence[Standing]) -> dict[str, tuple[object, ...]]:
    return {row.team.id: (row.rank, row.total, row.tied, row.cut) for row in rows}


def _moves(rows: Sequence[Standing], anew: Sequence[Standing], stage: Stage) -> list[SetupMove]:
    ranks = {row.team.id: row.rank for row in rows}
    return [
        {
            "team": row.team.id,
            "name": row.team.name,
            "from": place_number(ranks.get(row.team.id)),
            "to": place_number(row.rank),
            "stage": stage.name,
        }
        for row in anew
        if ranks.get(row.team.id) != row.rank
    ]


def _rests_on(book: Book, event: Event) -> tuple[object, ...]:
    """Everything of a set-up that the results of stages with entries depend on."""
    begun = [
        s for stage in book.event.stages if has_begun(book, stage) if (s := event.stage(stage.id))
    ]
    return (
        # What is seen, by whom and when, is no result.
        replace(event.rules, publish="team", release="complete", judges_see_totals=False),
        frozenset((team.id, team.guest, team.division) for team in event.teams),
        event.prizes,
        {team.id: team.organisation for team in event.teams if any(s.quota for s in begun)},
        {j.id: (frozenset(j.recused), j.shadow) for j in event.judges if book.event.judge(j.id)},
        [replace(stage, name="", rounds=()) for stage in begun],
        {
            r.id: _bare(r)
            for stage in begun
            for r in stage.rounds
            if book.event.round(r.id) and book.round_record(r.id).state != "pending"
        },
    )


def _bare(a_round: Round) -> Round:
    """A round without what no score depends on: labels, order, buttons and who presses them."""
    bare = replace(a_round, name="", awards=(), stakes=(), questions=None, scored_by="desk")
    bare = replace(bare, tokens=())
    # What an answer brings is booked with it, and is not reckoned anew.
    return replace(
        bare, loss="stake", declined=Decimal(0), order="highest", appearance="registration"
    )
