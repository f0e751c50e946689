"""A round's scores out of a sheet: whose each is, what it says, and every problem at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from scoreboard.contest.model import Round, Team
from scoreboard.contest.numbers import as_typed, plain, read_number
from scoreboard.contest.rules.kinds.kind import Entered
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.contest.words import N_, Refusal
from scoreboard.files.event.problems import Guesses
from scoreboard.files.sheets.grid import Cell, CellProblem, Worksheet
from scoreboard.files.sheets.headings import fold
from scoreboard.files.sheets.lookalikes import alike, looks
from scoreboard.files.sheets.meaning import heading_of
from scoreboard.files.sheets.registration import is_remark, is_total

Key = Literal["id", "name", "value", "raised", "present"]

# What the columns of scores are called.
_CALLED: Mapping[Key, str] = {
    "value": "总分|总成绩|最终得分|最终成绩|得分|成绩|分数|分值|笔试成绩|笔试分数|笔试|總分|成績"
    "|分數"
    "|total|score|points|result|mark|test",
    "raised": "举牌数|举牌人数|举牌|票数|得票|得票数|赞成票|cards raised|raised|cards|votes",
    "present": "持牌人数|在场人数|现场人数|到场人数|总人数|总票数|present|people|of",
}
_WORDS = {key: frozenset(map(fold, words.split("|"))) for key, words in _CALLED.items()}
_ROWS_ABOVE = 20


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row: its cells as they were read, whose score it is, and what is wrong with it.

    `problems` are by column; `left` says why the row is left out, where it is.
    """

    row: int
    cells: Sequence[str]
    team: str | None = None
    problems: Mapping[int, CellProblem] = field(default_factory=dict)
    left: str | None = None


@dataclass(slots=True)
class ScoreList:
    """What a sheet says of a round: the meaning of its columns, its rows, and scores by team."""

    sheet: Worksheet
    columns: Mapping[int, Key]
    rows: list[ListedRow] = field(default_factory=list)
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def problems(self) -> list[CellProblem]:
        """Everything that keeps the list from being taken, in the order of the rows."""
        return [problem for row in self.rows for problem in row.problems.values()]


def read_score_list(sheet: Worksheet, a_round: Round, teams: Sequence[Team]) -> ScoreList:
    """The scores of a sheet for the teams of a round.

    Columns are known by their headings; without any the first is the team, the next the score, or
    of a count the cards and those present. Totals, remarks and hidden rows are left out and named.
    """
    wanted: tuple[Key, ...] = ("raised", "present") if a_round.form == "count" else ("value",)
    first, columns = _columns(sheet, wanted)
    found = ScoreList(sheet, columns)
    whose = _Whose(teams)
    for row in range(first, len(sheet.rows)):
        if any(cell.kind != "empty" for cell in sheet.rows[row]):
            found.rows.append(_row(found, whose, a_round, row))
    return found


def _columns(sheet: Worksheet, wanted: Sequence[Key]) -> tuple[int, dict[int, Key]]:
    """The first row below the headings, and what each column is."""
    for row, cells in enumerate(sheet.rows[:_ROWS_ABOVE]):
        named: dict[int, Key] = {}
        for column, cell in enumerate(cells):
            key = _key_of(cell, wanted)
            if key is not None and key not in named.values():
                named[column] = key
        if {"name", "id"} & {*named.values()} and wanted[0] in named.values():
            return row + 1, named
    keys: tuple[Key, ...] = ("name", *wanted)
    return 0, dict(enumerate(keys))


def _key_of(cell: Cell, wanted: Sequence[Key]) -> Key | None:
    if cell.kind != "text":
        return None
    word = fold(cell.text)
    for key in wanted:
        if word in _WORDS[key]:
            return key
    heading = heading_of(cell.text, "teams")
    if heading is not None and heading.key == "name":
        return "name"
    return "id" if heading is not None and heading.key == "id" else None


class _Whose:
    """Finds the team that a row names: by id, by name, or by a name that looks the same."""

    def __init__(self, teams: Sequence[Team]) -> None:
        self.teams = teams
        # Those of which a row above has spoken.
        self.named: set[str] = set()
        self._guesses = Guesses()
        self._ids = {team.id: team.id for team in teams}
        self._names = {looks(team.name): team.id for team in teams}
        self._alike = _unique((alike(team.name), team.id) for team in teams)

    def team(self, text: str) -> str | None:
        """The id of the team, or None."""
        return self._ids.get(text) or self._names.get(looks(text)) or self._alike.get(alike(text))

    def near(self, text: str) -> str | None:
        """The name that was probably meant."""
        return self._guesses.near(text, [team.name for team in self.teams])


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    twice = set()
    for key, value in pairs:
        if found.setdefault(key, value) != value:
            twice.add(key)
    return {key: value for key, value in found.items() if key not in twice}


def _row(found: ScoreList, whose: _Whose, a_round: Round, row: int) -> ListedRow:
    sheet = found.sheet
    cells = [cell.text.strip() for cell in sheet.rows[row]]
    by_key = {key: column for column, key in found.columns.items()}
    left = _left_out(sheet, row, by_key)
    if left is not None:
        return ListedRow(row, cells, left=left)
    problems: dict[int, CellProblem] = {}
    team = _team(found, whose, row, by_key, problems)
    given = _given(sheet, a_round, row, by_key, problems)
    if team is not None and given is not None and not problems:
        found.scores[team] = given
    return ListedRow(row, cells, team, problems)


def _left_out(sheet: Worksheet, row: int, by_key: Mapping[Key, int]) -> str | None:
    texts = [cell.text.strip() for cell in sheet.rows[row] if cell.kind != "empty"]
    whose = sheet.cell(row, by_key.get("name", by_key.get("id", 0))).text.strip()
    if is_total(texts[0]) or is_total(whose):
        return N_("a total")
    if is_remark(texts[0], alone=len(texts) == 1):
        return N_("a remark")
    return N_("hidden in the workbook") if row in sheet.hidden_rows else None


def _team(
    found: ScoreList,
    whose: _Whose,
    row: int,
    by_key: Mapping[Key, int],
    problems: dict[int, CellProblem],
) -> str | None:
    columns = [by_key[key] for key in ("id", "name") if key in by_key]
    said = [(c, text) for c in columns if (text := found.sheet.cell(row, c).text.strip())]
    team = next((one for _, text in said if (one := whose.team(text)) is not None), None)
    column, text = said[-1] if said else (columns[-1], "")
    if team is None:
        meant = whose.near(text)
        if not text:
            problems[column] = _at(found.sheet, row, column, N_("Whose score is this?"))
        elif meant:
            message = N_("No team of this round is called %(name)s. Did you mean %(near)s?")
            problems[column] = _at(found.sheet, row, column, message, name=text, near=meant)
        else:
            message = N_("No team of this round is called %(name)s.")
            problems[column] = _at(found.sheet, row, column, message, name=text)
    elif team in whose.named:
        message = N_("%(name)s stands in this list twice.")
        problems[column] = _at(found.sheet, row, column, message, name=text)
    if team is not None:
        whose.named.add(team)
    return team


def _given(
    sheet: Worksheet,
    a_round: Round,
    row: int,
    by_key: Mapping[Key, int],
    problems: dict[int, CellProblem],
) -> dict[str, Any] | None:
    """What the row gives its team; None where there is a problem, which is then noted."""
    given: dict[str, Any] = {}
    last = 0
    for key in ("value", "raised", "present"):
        if key not in by_key:
            continue
        last = by_key[key]
        cell = sheet.cell(row, last)
        try:
            number = _number(cell)
            if number is not None:
                given[key] = number if key == "value" else _whole(number, key)
        except Refusal as refusal:
            problems[last] = _at(sheet, row, last, refusal.text, **refusal.names)
            return None
    if "raised" in given and a_round.present:
        given.setdefault("present", a_round.present)
    try:
        value = given.get("value")
        entered = Entered(
            None if value is None else read_number(value, "value"),
            given.get("raised"),
            given.get("present"),
        )
        kind_of(a_round).check_entered(a_round, entered)
    except Refusal as refusal:
        at = next((by_key[key] for key in by_key if key == refusal.field), last)
        problems[at] = _at(sheet, row, at, refusal.text, **refusal.names)
        return None
    return given


def _number(cell: Cell) -> str | None:
    if cell.kind == "empty":
        return None
    if cell.kind == "formula":
        raise Refusal("wrong", N_("This is a formula. Put its result here."), None, {})
    if cell.number is not None and cell.kind == "number":
        return plain(cell.number)
    text = as_typed(cell.text.strip())
    read_number(text, "value")
    return text


def _whole(text: str, key: str) -> int:
    number = read_number(text, key)
    if number != number.to_integral_value():
        raise Refusal("wrong", N_("This must be a whole number."), key, {})
    return int(number)


def _at(sheet: Worksheet, row: int, column: int, text: str, **names: object) -> CellProblem:
    return CellProblem(sheet.name, sheet.address(row, column), text, names)
