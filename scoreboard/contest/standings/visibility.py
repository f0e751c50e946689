"""What an audience may see of the scores: the one place that says so.

Contract, "Privacy" and "Complete". The desk sees everything. The public sees points at once, and
a team's score in a judged round when its panel is complete or the desk has released it
(`publish = "team"`), with every mark ("live"), or when the round is closed ("round"). A judge sees
what the public sees, and under "live" no more than under "team": other judges' marks shall not
move the judge's own, until the stage is announced. What has been seen stays seen when the set-up
comes to say otherwise.

What is hidden by a freeze is in none of this: whoever draws for an audience draws from the book
that it may know (`standings.known`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoreboard.contest.model import Round, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.kinds.kind import RoundScore
from scoreboard.contest.rules.kinds.table import kind_of

Audience = Literal["public", "desk", "judge"]

# Nothing in it depends on the marks: who is not to see them learns nothing from it either.
_UNSEEN = RoundScore(None, Fraction(0), provisional=True)


def seen_like(book: Book, audience: Audience) -> Audience:
    """The audience that sees the very same: judges see what the public does where no mark of
    another judge shows early.
    """
    if audience == "judge" and book.event.rules.publish != "live" and not _shown_early(book):
        return "public"
    return audience


def _shown_early(book: Book) -> bool:
    """Whether the public has seen scores under an earlier set-up that judges have not."""
    shown = (book.round_record(r.id).shown for r in book.all_rounds())
    return any(one["public"] != one["judge"] for one in shown)


def is_seen(book: Book, a_round: Round, team_id: str, audience: Audience) -> bool:
    """Whether the audience may see what a team has scored in a round by now, or that it is absent.

    That it is absent tells nothing of its marks: those are seen where `marks_are_seen`.
    """
    if marks_are_seen(book, a_round, team_id, audience):
        return True
    kept = book.round_record(a_round.id)
    known = kept.state != "pending" and book.event.rules.publish != "round"
    return known and team_id in kept.absent


def marks_are_seen(book: Book, a_round: Round, team_id: str, audience: Audience) -> bool:
    """Whether the audience may see a team's marks or points in a round, even of an absent team."""
    kept = book.round_record(a_round.id)
    if audience == "desk":
        return kept.state != "pending"
    if audience == "judge" and _is_past(book, a_round):
        audience = "public"
    return book.is_public(a_round, team_id, audience)


def _is_past(book: Book, a_round: Round) -> bool:
    """Whether no judge's mark can be moved any more by what others have given in a round."""
    closed = book.round_record(a_round.id).state == "closed"
    return closed and book.stage_of(a_round).id in book.announced


def seen_scores(book: Book, a_round: Round, audience: Audience) -> Mapping[str, RoundScore]:
    """Every team's score in a round as the audience may know it, by team id.

    What it may not see is a score of None, which counts 0 and is provisional.
    """
    scores = book.scores(a_round)
    if audience == "desk":
        return scores
    seen = book.round_record(a_round.id).seen
    if audience not in seen:
        seen[audience] = {
            team_id: score if is_seen(book, a_round, team_id, audience) else _unseen(book, team_id)
            for team_id, score in scores.items()
        }
    return seen[audience]


def _unseen(book: Book, team_id: str) -> RoundScore:
    # Nobody waits for the marks of a team that has left.
    return _UNSEEN.settled() if team_id in book.withdrawn else _UNSEEN


def seen_rounds(book: Book, stage: Stage, audience: Audience) -> list[Round]:
    """The stage's rounds of which the audience may see scores, in the order of the event."""
    return [r for r in stage.rounds if sees(book, r, audience)]


def sees(book: Book, a_round: Round, audience: Audience) -> bool:
    """Whether the audience may see scores of a round; in a judged one perhaps some teams' only."""
    kept = book.round_record(a_round.id)
    if audience == "desk" or not waits_for_close(book, a_round):
        return kept.state != "pending"
    if a_round.by_places:
        return kept.state == "closed"
    return kept.state == "closed" or (
        kept.state == "open" and bool(kept.released or kept.shown[audience])
    )


def waits_for_close(book: Book, a_round: Round) -> bool:
    """Whether nothing of a round is public before it is closed, unless it is released."""
    return book.event.rules.publish == "round" or a_round.by_places


@dataclass(frozen=True, slots=True)
class Hidden:
    """A team's marks in a judged round that are not public: how many of those waited for.

    `score` is what they come to, None where they, or those in another round of the performance,
    are too few for one. `waits_for` are those other rounds in which something is still to come.
    """

    given: int
    of: int
    score: Fraction | None
    waits_for: tuple[str, ...] = ()


def marks_given(book: Book, a_round: Round, team: Team) -> tuple[int, int]:
    """How many marks a team has in a judged round of those waited for, and how many these are."""
    own = book.own_given(a_round, team).values()
    given = sum(1 for one in own for judge in one.waited_for if judge in one.marks)
    return given, sum(len(one.waited_for) for one in own)


def hidden(book: Book, a_round: Round) -> dict[str, Hidden]:
    """The teams that have marks in a judged round which the public does not see, by id."""
    if not kind_of(a_round).panel:
        return {}
    scores = book.scores(a_round)
    together = [r for r in book.event.performance_of(a_round) if r.id != a_round.id]
    others, beside = [r.id for r in together], [book.scores(r) for r in together]
    counting = {judge.id for judge in book.event.panel_of(a_round)}
    found = {}
    for team in book.teams_in(a_round):
        own = book.own_given(a_round, team).values()
        if not any(counting & one.marks.keys() for one in own):
            continue
        if is_seen(book, a_round, team.id, "public"):
            continue
        found[team.id] = Hidden(
            *marks_given(book, a_round, team),
            scores[team.id].score if all(s[team.id].score is not None for s in beside) else None,
            tuple(r for r, s in zip(others, beside, strict=True) if s[team.id].provisional),
        )
    return found
