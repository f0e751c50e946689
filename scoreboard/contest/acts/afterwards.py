"""Acts after an announcement: scores that an announced result depends on become public."""

from __future__ import annotations

from dataclasses import replace

from scoreboard.contest.acts.advancing import check_public, names_of
from scoreboard.contest.model import Entry, Round, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.visibility import hidden
from scoreboard.contest.words import not_now


def resting_on_public(book: Book, draft: Entry) -> Entry:
    """The draft, with the scores that it must make public because announced results need them.

    Raises Refusal when a team's marks would be too few for a score that could be public, and when
    the act brings back an announcement that depends on hidden marks.
    """
    then = book.after(draft)
    public: dict[str, list[str]] = {}
    for stage in then.event.stages:
        if stage.id not in then.announced:
            continue
        for a_round in stage.rounds:
            if stage.id not in book.announced:
                check_public(then, a_round)
            teams = _newly_hidden(book, then, draft, stage, a_round)
            if teams:
                public[a_round.id] = teams
    return replace(draft, detail={**draft.detail, "public": public}) if public else draft


def _newly_hidden(book: Book, then: Book, draft: Entry, stage: Stage, a_round: Round) -> list[str]:
    was = hidden(book, a_round) if book.event.round(a_round.id) else {}
    found = {t: h for t, h in hidden(then, a_round).items() if t not in was or t == draft.team}
    few = [team for team, marks in found.items() if marks.score is None]
    if few:
        raise not_now(
            "%(stage)s is announced, and %(teams)s would have too few marks in %(round)s for a "
            "score. Correct a mark instead, or take the announcement back first.",
            stage=stage.name,
            teams=names_of(then, few),
            round=a_round.name,
        )
    return list(found)
