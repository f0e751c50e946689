"""The columns of a round in the table of results: what stands before its score, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoreboard.contest.boards.cut_line import NOTE_WORDS
from scoreboard.contest.boards.shapes import DeskJudge, RoundOnBoard, Row
from scoreboard.contest.model import Criterion, RoundForm, team_of
from scoreboard.contest.rules.kinds.table import ROUND_KINDS
from scoreboard.contest.words import N_, Say
from scoreboard.files.results.cells import Cell, number, text
from scoreboard.files.results.shapes import Results, StageResults

Heads = Callable[[StageResults, str, Say], list[str]]
Cells = Callable[[Results, StageResults, RoundOnBoard, str], list[Cell]]


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands before a round's score: the heads, and the cells of a team, given by its id."""

    heads: Heads
    cells: Cells


def round_heads(
    results: Results, stage: StageResults, a_round: RoundOnBoard
) -> tuple[str, list[str]]:
    """A round's name over the heads of its columns, of which its score is the last."""
    say, name = results.say, a_round["name"]
    if ROUND_KINDS[a_round["form"]].settles:
        name = say(N_("%(round)s (counts in no total)"), round=name)
    if by_member(stage, a_round["id"]):
        # Its marks have a table of their own: a team has none there.
        return name, [say(N_("Score"))]
    places = [
        say(N_("%(judge)s, place"), judge=judge["name"]) for judge in _placing(stage, a_round["id"])
    ]
    heads = COLUMNS[a_round["form"]].heads(stage, a_round["id"], say)
    return name, [*heads, *places, say(N_("Score"))]


def round_cells(
    results: Results, stage: StageResults, a_round: RoundOnBoard, row: Row
) -> list[Cell]:
    """A team's cells in a round."""
    team = row["team"]["id"]
    if by_member(stage, a_round["id"]):
        return [_score(results, stage, row, a_round["id"])]
    before = COLUMNS[a_round["form"]].cells(results, stage, a_round, team)
    given = stage.board["marks"].get(a_round["id"], {}).get(team, {})
    places = [
        number(given[judge["id"]].get("place") if judge["id"] in given else None, look="quiet")
        for judge in _placing(stage, a_round["id"])
    ]
    return [*before, *places, _score(results, stage, row, a_round["id"])]


def by_member(stage: StageResults, round_id: str) -> bool:
    """Whether the members of the teams are marked in a round."""
    return any(r.id == round_id and r.by == "member" for r in stage.stage.rounds) and (
        round_id in stage.board["own"]
    )


def member_heads(stage: StageResults, a_round: RoundOnBoard, say: Say) -> list[str]:
    """The heads of the marks that each member was given."""
    return COLUMNS[a_round["form"]].heads(stage, a_round["id"], say)


def member_cells(
    results: Results, stage: StageResults, a_round: RoundOnBoard, entrant: str
) -> list[Cell]:
    """The marks of a member, and what they come to."""
    score = stage.board["own"][a_round["id"]].get(entrant)
    cells = COLUMNS[a_round["form"]].cells(results, stage, a_round, entrant)
    return [*cells, number(score, look="strong")]


def _placing(stage: StageResults, round_id: str) -> list[DeskJudge]:
    """The judges whose marks become places; nobody's do in other rounds."""
    by_places = any(r.id == round_id and r.by_places for r in stage.stage.rounds)
    counting = [one for one in _panel(stage, round_id) if "shadow" not in one]
    return counting if by_places else []


def _score(results: Results, stage: StageResults, row: Row, round_id: str) -> Cell:
    """A round's score, or that the team did not come to it."""
    reason = stage.board["absent"][round_id].get(row["team"]["id"])
    if reason is not None:
        return text(results.say(NOTE_WORDS["absent"]), look="quiet", note=reason)
    return number(row["rounds"][round_id], look="strong")


def _panel(stage: StageResults, round_id: str) -> list[DeskJudge]:
    """The judges who mark a round."""
    panel = next((r.panel for r in stage.stage.rounds if r.id == round_id), None)
    return [one for one in stage.board["judges"] if panel is None or one["id"] in panel]


def _judges(stage: StageResults, round_id: str, say: Say) -> list[str]:
    return [_called(judge, say) for judge in _panel(stage, round_id)]


def _called(judge: DeskJudge, say: Say) -> str:
    """A judge's name, and that the marks do not count where they do not."""
    if not judge.get("shadow"):
        return judge["name"]
    return say(N_("%(judge)s (not counted)"), judge=judge["name"])


def _marks(results: Results, stage: StageResults, a_round: RoundOnBoard, team: str) -> list[Cell]:
    judges = _panel(stage, a_round["id"])
    return [_mark(results, stage, a_round["id"], team, judge) for judge in judges]


def _judges_by_criteria(stage: StageResults, round_id: str, say: Say) -> list[str]:
    """Of each judge the criteria, then the mark that they come to."""
    criteria = _criteria(stage, round_id)
    return [
        head
        for judge in _panel(stage, round_id)
        for name in (_called(judge, say),)
        for head in (*(f"{name} · {one.name}" for one in criteria), name)
    ]


def _marks_by_criteria(
    results: Results, stage: StageResults, a_round: RoundOnBoard, team: str
) -> list[Cell]:
    criteria = _criteria(stage, a_round["id"])
    cells = []
    for judge in _panel(stage, a_round["id"]):
        mark = stage.board["marks"][a_round["id"]].get(team, {}).get(judge["id"])
        parts = mark.get("values", {}) if mark is not None else {}
        cells += [number(parts.get(one.id), look="quiet") for one in criteria]
        cells.append(_mark(results, stage, a_round["id"], team, judge))
    return cells


def _criteria(stage: StageResults, round_id: str) -> tuple[Criterion, ...]:
    return next(r.criteria for r in stage.stage.rounds if r.id == round_id)


def _mark(
    results: Results, stage: StageResults, round_id: str, team: str, judge: DeskJudge
) -> Cell:
    mark = stage.board["marks"][round_id].get(team, {}).get(judge["id"])
    recused = team_of(team) in judge["recused"]
    gone = stage.board["absent"][round_id]
    absent = gone.get(team, gone.get(team_of(team)))
    if mark is not None:
        reason = results.entries[mark["version"] - 1].reason if mark["corrected"] else None
        return number(
            mark["value"],
            struck=mark["dropped"] or recused or absent is not None,
            corrected=mark["corrected"],
            note=reason or "",
        )
    if recused:
        return text(results.say(N_("Recused")), look="quiet")
    if absent is not None:
        return text(results.say(NOTE_WORDS["absent"]), look="quiet", note=absent)
    excused = stage.board["excused"][round_id].get(judge["id"])
    if excused is not None:
        return text(results.say(N_("Excused")), look="quiet", note=excused)
    return Cell()


def _count_heads(_stage: StageResults, _round: str, say: Say) -> list[str]:
    return [say(N_("Cards raised")), say(N_("Present"))]


def _count_cells(
    _results: Results, stage: StageResults, a_round: RoundOnBoard, team: str
) -> list[Cell]:
    one = stage.board["entered"].get(a_round["id"], {}).get(team)
    given = [None, None] if one is None else [one.get("raised"), one.get("present")]
    return [number(None if n is None else str(n), look="quiet") for n in given]


_SCORE_ONLY = Columns(lambda _stage, _round, _say: [], lambda *_: [])
COLUMNS: Mapping[RoundForm, Columns] = {
    "judged": Columns(_judges, _marks),
    "criteria": Columns(_judges_by_criteria, _marks_by_criteria),
    "points": _SCORE_ONLY,
    "risk": _SCORE_ONLY,
    "playoff": _SCORE_ONLY,
    "list": _SCORE_ONLY,
    "count": Columns(_count_heads, _count_cells),
}
