"""The order of things: what may happen now, what is missing, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoreboard.contest.model import Action, Entry, Round, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import N_, Listed, not_now


@dataclass(frozen=True, slots=True)
class Next:
    """The one next action of the running order, and the round or stage it is about."""

    action: Action
    round: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Returning:
    """The teams that have won a side stage and are not let back yet; None and () without any."""

    stage: Stage | None = None
    teams: tuple[str, ...] = ()


_NOT_OPENED = N_("%(round)s has not been opened yet.")
_ALREADY_OPEN = N_("%(round)s is already open.")


def check_open(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round, or one of its performance, cannot be opened now."""
    closed = N_("%(round)s is closed. Reopen it instead.")
    for one in book.event.performance_of(a_round):
        _check_state(book, one, pending=None, open=_ALREADY_OPEN, closed=closed)
        _check_order(book, one)


def check_reopen(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round, or one of its performance, cannot be reopened now."""
    for one in book.event.performance_of(a_round):
        _check_state(book, one, pending=_NOT_OPENED, open=_ALREADY_OPEN, closed=None)
        _check_order(book, one)


def check_close(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round, or one of its performance, is not open."""
    closed = N_("%(round)s is already closed.")
    for one in book.event.performance_of(a_round):
        _check_state(book, one, pending=_NOT_OPENED, open=None, closed=closed)


def may_be_open_together(book: Book, one: Round, other: Round) -> bool:
    """Whether two rounds may be open at once, and nobody has to be in two places (contract).

    Those of one performance are; others where they are of different groups, or where each names its
    panel and no judge is of both.
    """
    if other in book.event.performance_of(one):
        return True
    if one.group and other.group and one.group != other.group:
        return True
    return not _meet(one, other)


def _meet(one: Round, other: Round) -> bool:
    """Whether somebody may be asked for in both: a round that names no panel asks for all."""
    if not (kind_of(one).panel and kind_of(other).panel):
        return True
    if one.panel is None or other.panel is None:
        return True
    return not {*one.panel}.isdisjoint(other.panel)


def check_takes(book: Book, a_round: Round) -> None:
    """Raises Refusal when the round takes no marks or awards now."""
    _check_state(book, a_round, pending=_NOT_OPENED, open=None, closed=N_("%(round)s is closed."))


def check_corrects(book: Book, a_round: Round) -> None:
    """Raises Refusal when there is nothing in the round that the desk could correct."""
    _check_state(book, a_round, pending=_NOT_OPENED, open=None, closed=None)


def _check_state(book: Book, a_round: Round, **said: str | None) -> None:
    """Raises Refusal with what is `said` of the state the round is in, unless that is None."""
    text = said[book.round_record(a_round.id).state]
    if text is not None:
        raise not_now(text, round=a_round.name)


def _check_order(book: Book, a_round: Round) -> None:
    stage = book.stage_of(a_round)
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
    if stage is not book.stage:
        raise not_now(
            "First announce who goes on from %(stage)s.",
            stage=book.stage.name,
        )
    check_opens(book, stage)
    check_drawn(book, stage)
    for other in book.open_rounds:
        if not may_be_open_together(book, a_round, other):
            raise not_now("%(round)s is still open. Close it first.", round=other.name)


def check_not_frozen(book: Book) -> None:
    """Raises Refusal while the public board is frozen: a result would tell what it hides."""
    if book.freeze is not None and book.freeze.hides:
        raise not_now("The public board is frozen. Reveal every place first, or unfreeze it.")


def check_opens(book: Book, stage: Stage) -> None:
    """Raises Refusal while a freeze keeps a round of this stage from being opened."""
    freeze = book.freeze
    if freeze is None or not freeze.hides:
        return
    if stage.id != freeze.stage:
        raise not_now("The public board is frozen. Reveal every place first, or unfreeze it.")
    if freeze.step is not None:
        raise not_now("The places are being revealed. Go back to before the first, or finish.")


def without_group(book: Book, stage: Stage) -> list[Team]:
    """The teams that have to be put into a group before a stage begins, in their order."""
    if not stage.by_group:
        return []
    return [
        team
        for team in book.teams_of(stage)
        if not book.group_of(stage, team) and team.id not in book.withdrawn
    ]


def check_drawn(book: Book, stage: Stage) -> None:
    """Raises Refusal while a stage is played by groups and some teams are in none."""
    if teams := without_group(book, stage):
        raise not_now(
            "%(teams)s: in no group yet. Draw the groups first.",
            teams=Listed(team.name for team in teams),
        )


def check_draws(book: Book, stage: Stage) -> None:
    """Raises Refusal when teams cannot be put into groups of a stage now."""
    if not stage.by_group:
        raise not_now("%(stage)s is not played by groups.", stage=stage.name)
    if stage.id in book.announced:
        raise not_now("The result of %(stage)s is already announced.", stage=stage.name)
    if stage is not book.stage:
        raise not_now("First announce who goes on from %(stage)s.", stage=book.stage.name)
    check_unbegun(book, stage)


def check_unbegun(book: Book, stage: Stage) -> None:
    """Raises Refusal once a round of the stage has been opened: then its groups stand."""
    if any(a_round.id in book.opened for a_round in stage.rounds):
        raise not_now("%(stage)s has begun, so its groups stand.", stage=stage.name)


def with_performance(book: Book, a_round: Round, entry: Entry) -> Entry:
    """The draft, which is then about the other rounds of the performance as well."""
    others = [r.id for r in book.event.performance_of(a_round) if r.id != a_round.id]
    return replace(entry, detail={**entry.detail, "with": others}) if others else entry


def missing(book: Book, a_round: Round) -> dict[str, list[str]]:
    """Whom each judge has still to mark, by judge id; judges who are done are left out.

    Teams, or where the members are marked "TEAM:MEMBER".
    """
    kind, absent = kind_of(a_round), book.round_record(a_round.id).absent
    waiting: dict[str, list[str]] = {judge.id: [] for judge in book.event.judges}
    for team in book.teams_in(a_round) if kind.panel else ():
        for one, given in book.own_given(a_round, team).items() if team.id not in absent else ():
            for judge_id in kind.missing(given):
                waiting[judge_id].append(one)
    return {judge_id: entrants for judge_id, entrants in waiting.items() if entrants}


def returning(book: Book) -> Returning:
    """Who has won a side stage and is not let back yet, as long as that may be."""
    stage, before = book.stage, book.event.before(book.stage)
    if before is None or any(r.id in book.opened for r in stage.rounds):
        return Returning()
    for side in book.event.sides(before):
        named = book.announced.get(side.id)
        back = {one.team for one in named.admitted} if named else set()
        waiting = [t for t in named.teams if t not in back | book.withdrawn.keys()] if named else ()
        if waiting:
            return Returning(side, tuple(waiting))
    return Returning()


def next_action(book: Book) -> Next:
    """The one next action: close what is open, let back who returns, draw, open, reveal, announce.

    A round stands for its whole performance.
    """
    stage = book.stage
    if book.final:
        return Next("done", stage=stage.id)
    back = returning(book)
    if back.stage is not None:
        return Next("admit", stage=back.stage.id)
    if book.open_rounds:
        return Next("close", book.open_rounds[0].id, stage.id)
    freeze = book.freeze if book.freeze and book.freeze.hides else None
    # No round is opened between two places.
    if freeze and freeze.step is not None:
        return Next("reveal", stage=stage.id)
    if without_group(book, stage):
        return Next("draw", stage=stage.id)
    for a_round in stage.rounds:
        if book.round_record(a_round.id).state == "pending":
            return Next("open", a_round.id, stage.id)
    if freeze:
        return Next("reveal", stage=stage.id)
    last = stage is book.event.stages[-1]
    return Next("announce" if last else "advance", stage=stage.id)
