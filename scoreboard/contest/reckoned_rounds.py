"""How a team's score in one round came about, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypedDict

from scoreboard.contest.book import Book
from scoreboard.contest.exactly import Exact, added, equals, exactly
from scoreboard.contest.model import Entry, Judge, Round, RoundKind, RoundState, Team
from scoreboard.contest.numbers import plain
from scoreboard.contest.scoring import RoundScore
from scoreboard.contest.standings import Audience
from scoreboard.contest.words import N_, Say

MarkState = Literal["counted", "high", "low", "given", "recused", "excused", "missing"]

_MARK_WORDS: dict[MarkState, str] = {
    "counted": N_("counts"),
    "high": N_("highest, left out"),
    "low": N_("lowest, left out"),
    "given": N_("given, but too few marks to reckon"),
    "recused": N_("recused from this team"),
    "excused": N_("excused from this round"),
    "missing": N_("no mark"),
}
_STATE_WORDS: dict[RoundState, str] = {
    "pending": N_("Not opened yet"),
    "open": N_("Still open"),
    "closed": N_("Closed"),
}
_OUTCOME_WORDS = {
    "right": N_("answered right"),
    "wrong": N_("answered wrong"),
    "declined": N_("declined to answer"),
}
_RULES = {
    "sum": N_("Sum of the marks that count"),
    "mean": N_("Mean of the marks that count"),
    "median": N_("Median of the marks that count"),
}


class MarkLine(TypedDict):
    """One judge's mark; `words` say what became of it, `reason` why, to the desk alone."""

    judge: dict[str, str]
    value: str | None
    state: MarkState
    words: str
    corrected: bool
    reason: str | None


class AwardLine(TypedDict):
    """One award or deduction; of a correction `value` is the difference that it makes."""

    value: str
    question: str | None
    note: str | None
    stake: str | None
    outcome: str | None
    words: str | None
    corrected: bool
    reason: str | None


class RoundReckoning(TypedDict):
    """One round of the reckoning. `steps` are the sums to type, in order.

    `score` is before the weight and None where there is too little to say, `weighted` after it,
    `counted` what the total takes: rounded, where the round has `decimals` of its own.
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
    counted: Exact
    provisional: bool


def reckoned_round(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> RoundReckoning:
    """How the team's score in this round came about."""
    scored = book.scores(a_round)[team.id]
    marks = _marks(book, a_round, team, audience, say) if a_round.kind == "judged" else []
    awards = _awards(book, a_round, team, audience, say) if a_round.kind == "points" else []
    kept = _kept(book, a_round, team, scored)
    state = book.round_book(a_round.id).state
    weighted = (scored.score or Fraction(0)) * Fraction(a_round.weight)
    return {
        "id": a_round.id,
        "name": a_round.name,
        "kind": a_round.kind,
        "state": state,
        "words": say(_STATE_WORDS[state]),
        "rule": _rule(a_round, say),
        "marks": marks,
        "awards": awards,
        "sum": exactly(sum(map(Fraction, kept), Fraction(0))) if kept else None,
        "count": len(kept),
        "steps": _steps(a_round, kept, scored, say),
        "score": None if scored.score is None else exactly(scored.score),
        "weight": plain(a_round.weight),
        "weighted": exactly(weighted),
        "decimals": a_round.decimals,
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


def _marks(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> list[MarkLine]:
    return [_mark(book, a_round, team, judge, audience, say) for judge in book.event.judges]


def _mark(
    book: Book, a_round: Round, team: Team, judge: Judge, audience: Audience, say: Say
) -> MarkLine:
    kept = book.round_book(a_round.id)
    mark = kept.marks.get(team.id, {}).get(judge.id)
    state = _mark_state(book, a_round, team, judge)
    reason = None
    if mark is not None and mark.corrected:
        reason = book.entries[mark.version - 1].reason
    elif state == "excused":
        reason = kept.excused[judge.id]
    return {
        "judge": {"id": judge.id, "name": judge.name},
        "value": None if mark is None else plain(mark.value),
        "state": state,
        "words": say(_MARK_WORDS[state]),
        "corrected": mark is not None and mark.corrected,
        # Why a judge left the hall is nobody's business outside the desk.
        "reason": reason if audience == "desk" else None,
    }


def _mark_state(book: Book, a_round: Round, team: Team, judge: Judge) -> MarkState:
    kept, scored = book.round_book(a_round.id), book.scores(a_round)[team.id]
    if team.id in judge.recused:
        return "recused"
    if judge.id not in kept.marks.get(team.id, {}):
        return "excused" if judge.id in kept.excused else "missing"
    if scored.score is None:
        return "given"
    if judge.id not in scored.dropped:
        return "counted"
    return "high" if judge.id in _dropped_high(book, a_round, team) else "low"


def _dropped_high(book: Book, a_round: Round, team: Team) -> list[str]:
    """Of the judges whose marks were left out, those left out at the top."""
    marks = book.round_book(a_round.id).marks[team.id]
    dropped = book.scores(a_round)[team.id].dropped
    in_order = [judge.id for judge in book.event.judges if judge.id in dropped]
    return sorted(in_order, key=lambda judge: -marks[judge].value)[: a_round.drop_high]


def _kept(book: Book, a_round: Round, team: Team, scored: RoundScore) -> list[Decimal]:
    """The marks that count, or what was awarded and deducted, in order."""
    kept = book.round_book(a_round.id)
    if a_round.kind == "points":
        return [a.value for a in kept.awards if a.team == team.id and a.value is not None]
    if scored.score is None:
        return []
    marks = kept.marks.get(team.id, {})
    return [
        marks[judge.id].value
        for judge in book.event.judges
        if judge.id in marks and judge.id not in scored.dropped and team.id not in judge.recused
    ]


def _awards(
    book: Book, a_round: Round, team: Team, audience: Audience, say: Say
) -> list[AwardLine]:
    given = book.round_book(a_round.id).awards
    return [_award(book, award, audience, say) for award in given if award.team == team.id]


def _award(book: Book, award: Entry, audience: Audience, say: Say) -> AwardLine:
    detail = award.detail
    corrected = award.kind == "correction"
    words = None
    if corrected:
        set_to = book.entries[award.version - 1].value or Decimal(0)
        words = say(N_("corrected by the desk to %(value)s"), value=plain(set_to))
    elif detail.get("outcome") in _OUTCOME_WORDS:
        words = say(_OUTCOME_WORDS[detail["outcome"]])
    question = detail.get("question")
    return {
        "value": plain(award.value or Decimal(0)),
        "question": None if question is None else str(question),
        "note": detail.get("note"),
        "stake": detail.get("stake"),
        "outcome": detail.get("outcome"),
        "words": words,
        "corrected": corrected,
        "reason": award.reason if audience == "desk" else None,
    }


def _steps(a_round: Round, kept: Sequence[Decimal], scored: RoundScore, say: Say) -> list[str]:
    if scored.score is None:
        return [_too_few(a_round, say)]
    steps = [_first_step(a_round, kept, scored.score, say)] if kept else []
    weighted = scored.score * Fraction(a_round.weight)
    if a_round.weight == 0:
        steps.append(say(N_("Weight 0: counts in no total")))
    elif a_round.weight != 1:
        sum_typed = f"{equals(scored.score).split(' ≈')[0]} × {plain(a_round.weight)}"
        steps.append(say(N_("Weighted: %(sum)s"), sum=f"{sum_typed} = {equals(weighted)}"))
    if a_round.decimals is not None and a_round.weight:
        steps.append(
            say(
                N_("Rounded half up to %(n)s decimals: %(value)s"),
                n=a_round.decimals, value=equals(scored.counted),
            )  # fmt: skip
        )
    return steps


def _too_few(a_round: Round, say: Say) -> str:
    needed = a_round.drop_high + a_round.drop_low + 1
    return say(N_("Too few marks: this round needs %(n)s to reckon a score."), n=needed)


def _first_step(a_round: Round, kept: Sequence[Decimal], score: Fraction, say: Say) -> str:
    if a_round.kind == "points" or a_round.aggregate == "sum":
        return added(kept) if len(kept) == 1 else f"{added(kept)} = {equals(score)}"
    if a_round.aggregate == "mean":
        total = sum(map(Fraction, kept), Fraction(0))
        divided = f"{equals(total)} ÷ {len(kept)}"
        typed = divided if len(kept) == 1 else f"({added(kept)}) ÷ {len(kept)} = {divided}"
        shown = equals(score)
        return f"{typed} ≈ {exactly(score)['about']}" if "≈" in shown else f"{typed} = {shown}"
    ordered = ", ".join(plain(mark) for mark in sorted(kept))
    return say(N_("In order: %(marks)s; the middle is %(value)s"), marks=ordered, value=plain_middle(score))


def plain_middle(score: Fraction) -> str:
    """A median, which always ends: it is a mark or the half of two."""
    return equals(score)
