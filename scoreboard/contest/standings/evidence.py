"""What the tie-breaks may look at, gathered from the book for one team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from scoreboard.contest.model import Better, Round, Stage, Team
from scoreboard.contest.record.book import Book, TieResolution
from scoreboard.contest.rules.gathering import Material, RoundResult, gather
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.rules.tie_breaks import Amount, Evidence, marks_better
from scoreboard.contest.standings.visibility import Audience, is_seen, seen_scores


def evidence(
    book: Book, stage: Stage, team: Team, rounds: Sequence[Round], audience: Audience
) -> Evidence:
    """A team's evidence from these rounds of a stage, and from its play-offs and lots."""
    teams = book.teams_of(stage)
    return evidence_of_all(book, stage, teams, rounds, audience)[teams.index(team)]


def evidence_of_all(
    book: Book, stage: Stage, teams: Sequence[Team], rounds: Sequence[Round], audience: Audience
) -> list[Evidence]:
    """Each team's evidence, in the order given; what all share is gathered once.

    `teams` are those that are compared with each other: who won a round, won it among them. Scores
    that the audience may not see are left out.
    """
    whose = (audience, *(team.id for team in teams))
    results = [
        book.cached(
            ("result", *whose),
            partial(_result, book, r, teams, audience),
            stage,
            rounds=(r,),
        )
        for r in rounds
    ]
    entered: set[str] = set().union(*(one.entered for one in results))
    held = book.tie_resolutions(stage)
    material = Material(
        competing={team.id for team in teams if book.competes(team)},
        rounds=results,
        newest_first=newest_first(book, rounds),
        marks={
            r.id: book.cached(
                ("marks", *whose), partial(_marks, book, r, teams, audience), stage, rounds=(r,)
            )
            for r in rounds
            if _compares_marks(book, r)
        },
        marks_better=_better(book),
        deducted=_deducted(book, rounds, entered, audience),
        criteria={team.id: _by_criterion(book, team, rounds, audience) for team in teams},
        resolved={t.id: {one.id: _resolved(book, one, t.id) for one in held} for t in teams},
    )
    return gather([team.id for team in teams], material)


def _result(
    book: Book, a_round: Round, teams: Sequence[Team], audience: Audience
) -> RoundResult[str]:
    """What these teams have from a round, as the audience may know it."""
    seen = seen_scores(book, a_round, audience)
    own = {t.id: seen[t.id] for t in teams if seen[t.id].score is not None}
    scores = {team: score.score for team, score in own.items() if score.score is not None}
    # A round of weight 0 counts in no total but may break ties: then its bare score does.
    weighed = {team: score.counted for team, score in own.items()} if a_round.weight else scores
    entered = entered_teams(book, a_round, audience)
    return RoundResult(
        a_round.id, scores, weighed, entered, a_round.better, counts=bool(a_round.weight)
    )


def _by_criterion(
    book: Book, team: Team, rounds: Sequence[Round], audience: Audience
) -> dict[str, Amount]:
    """What a team was given under each criterion: in a round, and over all rounds that have it.

    As it stands on the sheets, before its weight. Nothing where one of the rounds has no score.
    """
    found: dict[str, list[Amount | None]] = {}
    for a_round in (r for r in rounds if r.criteria and r.by == "team"):
        counting = _counting_parts(book, a_round, team, audience)
        for one in a_round.criteria:
            amount = None
            if counting:
                parts = [given[one.id] for given in counting]
                exact = kind_of(a_round).exact(a_round, parts)
                amount = Amount(exact, lower_is_better=a_round.marks_better == "lower")
            found[f"{a_round.id}.{one.id}"] = [amount]
            found.setdefault(one.id, []).append(amount)
    return {name: _added(amounts) for name, amounts in found.items() if None not in amounts}


def _added(amounts: Sequence[Amount | None]) -> Amount:
    given = [amount for amount in amounts if amount is not None]
    total = sum((amount.number for amount in given), Fraction(0))
    return Amount(total, given[0].lower_is_better)


def _counting_parts(
    book: Book, a_round: Round, team: Team, audience: Audience
) -> list[Mapping[str, Decimal]]:
    """The parts of the marks that a team's score is made of; none where there is no score."""
    score = seen_scores(book, a_round, audience)[team.id]
    if score.score is None:
        return []
    kept = book.round_record(a_round.id)
    marks = kept.marks.get(team.id, {})
    judges = kept.waited_for(book.event.panel_of(a_round), team.id)
    return [marks[j].parts for j in judges if j in marks and j not in score.dropped]


def newest_first(book: Book, rounds: Sequence[Round]) -> tuple[str, ...]:
    """The ids of those of the rounds that are closed, from the newest back."""
    closed = [r for r in rounds if book.round_record(r.id).state == "closed"]
    return tuple(r.id for r in sorted(closed, key=lambda r: -opened_at(book, r)))


def _compares_marks(book: Book, a_round: Round) -> bool:
    """Whether single marks of a round are compared.

    Not those that are better the other way, nor those of members, of whom teams may have more.
    """
    counts = kind_of(a_round).panel and bool(a_round.weight) and a_round.by == "team"
    return counts and a_round.marks_better == _better(book)


def _better(book: Book) -> Better:
    return marks_better(book.event.rules, book.event.stages)


def _marks(
    book: Book, a_round: Round, teams: Sequence[Team], audience: Audience
) -> dict[str, dict[str, Decimal]]:
    """The marks of a round that count and may be seen: by team, then by judge."""
    given = book.round_record(a_round.id).marks
    recused = {judge.id: judge.recused for judge in book.event.panel_of(a_round)}
    return {
        team.id: {
            judge: mark.value
            for judge, mark in given.get(team.id, {}).items()
            if judge in recused and team.id not in recused[judge]
        }
        for team in teams
        if _has_marks(book, a_round, team, audience)
    }


def _has_marks(book: Book, a_round: Round, team: Team, audience: Audience) -> bool:
    """Whether the team's marks count and may be seen; those of an absent team do not count."""
    absent = team.id in book.round_record(a_round.id).absent
    return not absent and is_seen(book, a_round, team.id, audience)


def newest_seen(book: Book, rounds: Sequence[Round]) -> Round | None:
    """The one of the rounds that was opened last; None where there are none."""
    return max(rounds, key=lambda r: opened_at(book, r), default=None)


def opened_at(book: Book, a_round: Round) -> int:
    """When a round was opened, counted in openings; -1 while it has not been."""
    openings = [at for at, opened in enumerate(book.opened) if opened == a_round.id]
    return max(openings, default=-1)


def entered_teams(book: Book, a_round: Round, audience: Audience) -> set[str]:
    """The teams that have a score in a round: in a points round those that were given anything."""
    scores = seen_scores(book, a_round, audience)
    there = {team for team, score in scores.items() if score.score is not None}
    if kind_of(a_round).tally:
        return there & book.round_record(a_round.id).points_by_team(a_round).keys()
    return there


def _deducted(
    book: Book, rounds: Sequence[Round], there: set[str], audience: Audience
) -> dict[str, Fraction]:
    """What was deducted from each team that is `there` at all; of no team where no round can."""
    points = [r for r in rounds if kind_of(r).tally]
    lost = dict.fromkeys(there if points else (), Fraction(0))
    for a_round in points:
        for team, value in _given_that_counts(book, a_round, audience):
            if value < 0:
                lost[team] = lost.get(team, Fraction(0)) - Fraction(value)
    return lost


def _given_that_counts(book: Book, a_round: Round, audience: Audience) -> list[tuple[str, Decimal]]:
    """What was given in a round and what fouls cost, each with its team.

    Without that of absent teams, what is not public yet, and what the desk corrects, which was
    given by nobody.
    """
    kept = book.round_record(a_round.id)
    given = [(one.team, one.value) for one in kept.awards if one.kind == "award"]
    given += [(foul.entry.team, foul.points) for foul in kept.numbered_fouls(a_round)]
    return [
        (team, value)
        for team, value in given
        if team and value is not None and team not in kept.absent
        if not a_round.performance or is_seen(book, a_round, team, audience)
    ]


def _resolved(book: Book, held: TieResolution, team_id: str) -> Amount | None:
    """What a play-off or a lot gave a team; None where it took no part or that is still open."""
    if held.round is None:
        lot = held.lot(team_id)
        return None if lot is None else Amount(Fraction(lot), lower_is_better=True)
    if team_id not in held.teams or book.round_record(held.id).state != "closed":
        return None
    score = book.scores(held.round)[team_id].score
    return None if score is None else Amount(score)
