"""The marks that a score has just been made of: the wall shows them under the row, once."""

from __future__ import annotations

from scoreboard.contest.boards.figures import shown_figure
from scoreboard.contest.boards.shapes import Marked
from scoreboard.contest.model import Round, Stage
from scoreboard.contest.numbers import plain
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import KINDS
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.standings.visibility import Audience, marks_are_seen


def just_marked(book: Book, stage: Stage, audience: Audience) -> dict[str, Marked]:
    """The team whose score in a judged round the newest entry has made, by its id.

    Only where the show is in force, that is from the first scene on, and where the score is whole
    and this audience may see its marks.
    """
    newest = book.entries[-1]
    if not book.show.put or not newest.team or not KINDS[newest.kind].only_score:
        return {}
    a_round = book.round(newest.round) if newest.round else None
    if a_round is None or a_round not in book.rounds_of(stage) or not _is_by_marks(a_round):
        return {}
    if not marks_are_seen(book, a_round, newest.team, audience):
        return {}
    score = book.scores(a_round)[newest.team]
    if score.score is None or score.provisional:
        return {}
    marks = book.round_record(a_round.id).marks.get(newest.team, {})
    return {
        newest.team: {
            "round": a_round.id,
            "marks": [
                {
                    "judge": judge.name,
                    "value": plain(marks[judge.id].value),
                    "dropped": judge.id in score.dropped,
                }
                for judge in book.event.panel_of(a_round)
                if judge.id in marks
            ],
            "score": shown_figure(book, a_round, score),
        }
    }


def _is_by_marks(a_round: Round) -> bool:
    """Whether a team's score comes out of one mark of each judge, and out of nothing else."""
    return kind_of(a_round).panel and not a_round.by_places and a_round.by != "member"
