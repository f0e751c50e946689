"""How a team's score in one round came about, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from scoreboard.contest.explaining.exactly import Exact, added, equals, exactly
from scoreboard.contest.explaining.marks import (
    ABSENT,
    AwardLine,
    MarkLine,
    award_lines,
    kept_values,
    mark_lines,
)
from scoreboard.contest.model import Round, RoundKind, RoundState, Team
from scoreboard.contest.numbers import plain, show_exact
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.scoring import RoundScore, aggregate_marks
from scoreboard.contest.standings.visibility import Audience
from scoreboard.contest.words import N_, Say

_STATE_WORDS: dict[RoundState, str] = {
    "pending": N_("Not opened yet"),
    "open": N_("Still open"),
    "closed": N_("Closed"),
}
_RULES = {
    "sum": N_("Sum of the marks that count"),
    "mean": N_("Mean of the marks that count"),
    "median": N_("Median of the marks that count"),
}


class RoundBreakdown(TypedDict):
    """One round of a breakdown. `steps` are the sums to type into a calculator, in order.

    `score` is the panel's, rounded where the round has `decimals`, None where marks are too few;
    `weighted` is that times the weight, `counted` what the total takes: rounded again where the
    round has `weighted_decimals`.
    """

    id: str
    name: str
    kind: RoundKind
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


def explain_round(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> RoundBreakdown:
    """How the team's score in this round came about."""
    scored = book.scores(a_round)[team.id]
    absent = team.id in book.round_record(a_round.id).absent
    marks = mark_lines(book, a_round, team, audience, say) if a_round.kind == "judged" else []
    kept = kept_values(book, a_round, team)
    state = book.round_record(a_round.id).state
    weighted = (scored.score or Fraction(0)) * Fraction(a_round.weight)
    return {
        "id": a_round.id,
        "name": a_round.name,
        "kind": a_round.kind,
        "state": state,
        "words": say(_STATE_WORDS[state]),
        "rule": _rule(a_round, say),
        "marks": marks,
        "awards": award_lines(book, a_round, team, audience, say),
        "sum": exactly(sum(map(Fraction, kept), Fraction(0))) if kept else None,
        "count": len(kept),
        "steps": [say(ABSENT)] if absent else _steps(a_round, kept, scored, say),
        "score": None if scored.score is None else exactly(scored.score),
        "weight": plain(a_round.weight),
        "weighted": exactly(weighted),
        "decimals": a_round.decimals,
        "weighted_decimals": a_round.weighted_decimals,
        "counted": exactly(scored.counted),
        "provisional": scored.provisional,
    }


def _rule(a_round: Round, say: Say) -> str:
    if a_round.kind == "points":
        return say(N_("Sum of what was awarded and deducted"))
    rule = say(_RULES[a_round.aggregate])
    if not a_round.drop_high and not a_round.drop_low:
        return rule
    return say(
        N_("%(rule)s; left out: highest %(high)s, lowest %(low)s"),
        rule=rule, high=a_round.drop_high, low=a_round.drop_low,
    )  # fmt: skip


def _steps(a_round: Round, kept: Sequence[Decimal], scored: RoundScore, say: Say) -> list[str]:
    if scored.score is None:
        return [_too_few(a_round, say)]
    exact = _exact_score(a_round, kept)
    # One mark or award is its own sum.
    steps = [_first_step(a_round, kept, exact, say)] if len(kept) > 1 else []
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


def _exact_score(a_round: Round, kept: Sequence[Decimal]) -> Fraction:
    """What the marks or points that count come to, before any rounding."""
    if a_round.kind == "points":
        return sum(map(Fraction, kept), Fraction(0))
    return aggregate_marks(kept, a_round.aggregate, 0, 0) or Fraction(0)


def _rounded(places: int, value: Fraction, say: Say) -> str:
    text = N_("Rounded half up, decimal places %(n)s: %(value)s")
    return say(text, n=places, value=show_exact(value, places).replace("-", "−"))


def _too_few(a_round: Round, say: Say) -> str:
    needed = a_round.drop_high + a_round.drop_low + 1
    return say(N_("Too few marks: this round needs %(n)s to reckon a score."), n=needed)


def _first_step(a_round: Round, kept: Sequence[Decimal], score: Fraction, say: Say) -> str:
    if a_round.kind == "points" or a_round.aggregate == "sum":
        return f"{added(kept)} = {equals(score)}"
    if a_round.aggregate == "median":
        ordered = ", ".join(plain(mark) for mark in sorted(kept))
        return say(
            N_("In order: %(marks)s; in the middle: %(value)s"),
            marks=ordered, value=equals(score),
        )  # fmt: skip
    total, count = sum(map(Fraction, kept), Fraction(0)), len(kept)
    about = exactly(score)["about"]
    shown = f"= {equals(score)}" if about is None else f"≈ {about}".replace("-", "−")
    return f"({added(kept)}) ÷ {count} = {equals(total)} ÷ {count} {shown}"
