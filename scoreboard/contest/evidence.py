"""What the tie-breaks may look at, gathered from the book for one team."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from scoreboard.contest.book import Book, Settlement
from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.ties import Evidence, RoundEvidence


def evidence(book: Book, stage: Stage, team: Team, rounds: Sequence[Round]) -> Evidence:
    """A team's evidence from these rounds of a stage, and from its play-offs and lots."""
    return evidence_of_all(book, stage, [team], rounds)[0]


def evidence_of_all(
    book: Book, stage: Stage, teams: Sequence[Team], rounds: Sequence[Round]
) -> list[Evidence]:
    """Each team's evidence, in the order given; what all share is gathered once."""
    closed = [r for r in rounds if book.round_book(r.id).state == "closed"]
    newest_first = tuple(r.id for r in sorted(closed, key=lambda r: -opened_at(book, r)))
    deducted = _deducted(book, rounds)
    winners = [_winners(book, r) for r in rounds]
    return [
        Evidence(
            rounds=tuple(
                RoundEvidence(r.id, _score(book, r, team), r.better == "lower", bool(r.weight))
                for r in rounds
            ),
            newest_first=newest_first,
            marks=_marks(book, team, rounds),
            deducted=None if deducted is None else deducted.get(team.id, Fraction(0)),
            rounds_won=sum(team.id in won for won in winners),
            settled={held.id: _settled(book, held, team.id) for held in book.settlements(stage)},
        )
        for team in teams
    ]


def _marks(book: Book, team: Team, rounds: Sequence[Round]) -> tuple[Decimal, ...]:
    recused = _recused(book, team)
    return tuple(
        mark.value
        for r in rounds
        if r.kind == "judged" and r.weight and r.better == "higher"
        for judge, mark in book.round_book(r.id).marks.get(team.id, {}).items()
        if judge not in recused
    )


def _recused(book: Book, team: Team) -> set[str]:
    return {judge.id for judge in book.event.judges if team.id in judge.recused}


def opened_at(book: Book, a_round: Round) -> int:
    """When a round was opened, counted in openings; -1 while it has not been."""
    turns = [turn for turn, opened in enumerate(book.opened) if opened == a_round.id]
    return max(turns, default=-1)


def _score(book: Book, a_round: Round, team: Team) -> Fraction | None:
    score = book.scores(a_round)[team.id]
    # A round of weight 0 counts in no total but may break ties: then its bare score does.
    return score.counted if a_round.weight and score.score is not None else score.score


def _deducted(book: Book, rounds: Sequence[Round]) -> dict[str, Fraction] | None:
    """What was deducted from each team that anything was; None where no round can."""
    points = [r for r in rounds if r.kind == "points"]
    if not points:
        return None
    lost: dict[str, Fraction] = {}
    for award in (award for r in points for award in book.round_book(r.id).awards):
        # What the desk corrects was no deduction by anybody.
        if award.kind == "award" and award.team and award.value and award.value < 0:
            lost[award.team] = lost.get(award.team, Fraction(0)) - Fraction(award.value)
    return lost


def _winners(book: Book, a_round: Round) -> set[str]:
    """The teams that had, or shared, the best score of a round."""
    teams = [team for team in book.teams_of(book.stage_of(a_round)) if book.competes(team)]
    given = book.scores(a_round)
    # Who takes no place takes no round from anybody either.
    scores = {t.id: s for t in teams if (s := given[t.id].score) is not None}
    if not scores:
        return set()
    best = min(scores.values()) if a_round.better == "lower" else max(scores.values())
    return {team for team, score in scores.items() if score == best}


def _settled(book: Book, held: Settlement, team_id: str) -> Fraction | None:
    if held.round is None:
        return held.lot(team_id)
    if team_id not in held.teams or book.round_book(held.id).state != "closed":
        return None
    return book.scores(held.round)[team_id].score
