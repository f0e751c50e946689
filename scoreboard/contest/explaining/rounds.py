"""How a team's score in one round came about, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NotRequired, TypedDict

from scoreboard.contest.explaining.marks import (
    ABSENT,
    AwardLine,
    MarkLine,
    MemberLine,
    award_lines,
    mark_lines,
    member_lines,
)
from scoreboard.contest.model import Round, RoundForm, RoundKind, RoundState, Team
from scoreboard.contest.numbers import plain, show_exact
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.exactly import Exact, equals, exactly
from scoreboard.contest.rules.kinds.kind import Given, RoundScore
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.members import Figure
from scoreboard.contest.rules.scoring import exact_sum
from scoreboard.contest.standings.visibility import Audience, marks_are_seen
from scoreboard.contest.words import N_, Say

_STATE_WORDS: dict[RoundState, str] = {
    "pending": N_("Not opened yet"),
    "open": N_("Still open"),
    "closed": N_("Closed"),
}


class RoundBreakdown(TypedDict):
    """One round of a breakdown. `steps` are the sums to type into a calculator, in order.

    `score` is the panel's, rounded where the round has `decimals`, None where marks are too few;
    `weighted` is that times the weight, `counted` what the total takes: rounded again where the
    round has `weighted_decimals`. `members` are there where these are marked.
    """

    id: str
    name: str
    kind: RoundKind
    form: RoundForm
    state: RoundState
    words: str
    rule: str
    marks: list[MarkLine]
    awards: list[AwardLine]
    sum: Exact | None
    count: int
    steps: list[str]
    score: Exact | None
    weight: str
    weighted: Exact
    decimals: int | None
    weighted_decimals: int | None
    counted: Exact
    provisional: bool
    members: NotRequired[list[MemberLine]]


def explain_round(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> RoundBreakdown:
    """How the team's score in this round came about."""
    scored = book.scores(a_round)[team.id]
    absent = team.id in book.round_record(a_round.id).absent
    kind = kind_of(a_round)
    marks = mark_lines(book, a_round, team, audience, say) if kind.panel else []
    given = book.given(a_round, team)
    kept = [] if absent else kind.counting(a_round, given, scored)
    state = book.round_record(a_round.id).state
    weighted = (scored.score or Fraction(0)) * Fraction(a_round.weight)
    found: RoundBreakdown = {
        "id": a_round.id,
        "name": a_round.name,
        "kind": a_round.kind,
        "form": a_round.form,
        "state": state,
        "words": say(_STATE_WORDS[state]),
        "rule": kind.rule(a_round, say),
        "marks": marks,
        "awards": award_lines(book, a_round, team, audience, say),
        "sum": exactly(exact_sum(kept)) if kept else None,
        "count": len(kept),
        "steps": [say(ABSENT)] if absent else _steps(a_round, given, kept, scored, say),
        "score": None if scored.score is None else exactly(scored.score),
        "weight": plain(a_round.weight),
        "weighted": exactly(weighted),
        "decimals": a_round.decimals,
        "weighted_decimals": a_round.weighted_decimals,
        "counted": exactly(scored.counted),
        "provisional": scored.provisional,
    }
    if kind.panel and a_round.by == "member":
        seen = marks_are_seen(book, a_round, team.id, audience)
        found["members"] = member_lines(book, a_round, team, say) if seen else []
    return found


def _steps(
    a_round: Round, given: Given, kept: Sequence[Figure], scored: RoundScore, say: Say
) -> list[str]:
    if scored.score is None:
        return [_too_few(a_round, say)]
    first = kind_of(a_round).first_step(a_round, given, kept, say)
    steps = [] if first is None else [first]
    if a_round.decimals is not None:
        steps.append(_rounded(a_round.decimals, scored.score, say))
    weighted = scored.score * Fraction(a_round.weight)
    if a_round.weight == 0:
        steps.append(say(N_("Weight 0: counts in no total")))
    elif a_round.weight != 1:
        typed = exactly(scored.score)["exact"].replace("-", "−")
        steps.append(
            say(
                N_("Weighted: %(sum)s"),
                sum=f"{typed} × {plain(a_round.weight)} = {equals(weighted)}",
            )
        )
    if a_round.weighted_decimals is not None and a_round.weight:
        steps.append(_rounded(a_round.weighted_decimals, scored.counted, say))
    return steps


def _rounded(places: int, value: Fraction, say: Say) -> str:
    text = N_("Rounded half up, decimal places %(n)s: %(value)s")
    return say(text, n=places, value=show_exact(value, places).replace("-", "−"))


def _too_few(a_round: Round, say: Say) -> str:
    if kind_of(a_round).listed:
        return say(N_("Nothing has been entered yet."))
    text = N_("Too few marks: this round needs %(n)s for a score.")
    return say(text, n=a_round.least_marks)
