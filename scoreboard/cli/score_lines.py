"""Names and scores out of a table of any kind, for `scoreboard rank`."""

from __future__ import annotations

from dataclasses import dataclass, field

from scoreboard.contest.numbers import BadNumber, as_typed, plain, read_score
from scoreboard.contest.words import Refusal
from scoreboard.files.event.problems import quote
from scoreboard.files.sheets.grid import Cell, Worksheet
from scoreboard.files.sheets.headings import fold
from scoreboard.files.sheets.meaning import heading_of
from scoreboard.files.sheets.registration import is_remark, is_total

# The best first: a total stands before the scores that it adds up.
_SCORES = tuple(
    frozenset(map(fold, words.split("|")))
    for words in (
        "总分|总成绩|最终得分|最后得分|最终成绩|總分|總成績|total|total score|final score",
        "得分|成绩|分数|分值|评分|成績|分數|score|scores|points|result|mark",
    )
)
_ROWS_ABOVE = 20
_NO_SCORES = "no column holds scores: two columns are needed, a name and a score, or headings"


@dataclass
class Scores:
    """What a table holds: names and scores, what was left out and why, and every problem."""

    names: list[str] = field(default_factory=list)
    scores: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    header: bool = False


def read_scores(sheet: Worksheet) -> Scores:
    """The names and scores of a sheet: under their headings, or in two columns without any.

    A row that says it is a total, or reads like a remark, is left out and named; so is a row that
    is hidden, or repeats the headings. It is never ranked in silence.
    """
    head = _head(sheet)
    first, columns = (head[0] + 1, head[1]) if head else (0, None)
    found = Scores()
    widths = {len(cells) for cells in sheet.rows if cells}
    if head is None and widths and 2 not in widths:
        found.problems.append(_NO_SCORES)
        return found
    for row in range(first, len(sheet.rows)):
        cells = sheet.rows[row]
        if cells:
            _take(found, sheet, row, cells, columns)
    return found


def _take(
    found: Scores, sheet: Worksheet, row: int, cells: list[Cell], columns: tuple[int, int] | None
) -> None:
    why = _left_out(sheet, row, cells, columns)
    if why is not None:
        found.left.append(f"line {row + 1}: {why}; it is left out")
        return
    if columns is None and len(cells) != 2:
        found.problems.append(f"line {row + 1}: two columns are needed, a name and a score")
        return
    name, score = (sheet.cell(row, column) for column in columns or (0, 1))
    if "garbled" in (name.kind, score.kind):
        found.problems.append(f"line {row + 1}: this text is in another encoding")
        return
    try:
        value = _score(score)
    except Refusal as refusal:
        # A first line whose score is a word is a header.
        begun = columns or found.names or found.problems or found.header
        if begun or any(map(str.isdigit, score.text)) or _is_meant_as_number(score.text, refusal):
            found.problems.append(f"line {row + 1}: {refusal}")
        found.header = True
        return
    found.names.append(name.text.strip())
    found.scores.append(value)


def _is_meant_as_number(text: str, refusal: Refusal) -> bool:
    """Whether a program has written what is no number in place of one: inf, NaN."""
    endless = isinstance(refusal, BadNumber) and refusal.fault == "large"
    return endless or text.strip().lower() == "nan"


def _left_out(
    sheet: Worksheet, row: int, cells: list[Cell], columns: tuple[int, int] | None
) -> str | None:
    texts = [cell.text.strip() for cell in cells if cell.kind != "empty"]
    name = sheet.cell(row, columns[0] if columns else 0).text.strip()
    total = next((text for text in (texts[0], name) if is_total(text)), None)
    if total is not None:
        return f"{quote(total)} says that it is a total"
    if is_remark(texts[0], alone=len(texts) == 1):
        return f"{quote(texts[0])} reads like a remark"
    if row in sheet.hidden_rows:
        return f"{quote(name)} is hidden in the workbook"
    if columns and _is_heading_pair(sheet, row, columns):
        return "it repeats the headings"
    return None


def _score(cell: Cell) -> str:
    if cell.number is not None:
        return plain(cell.number)
    text = as_typed(cell.text.strip())
    read_score(text)
    return text


def _head(sheet: Worksheet) -> tuple[int, tuple[int, int]] | None:
    """The row of the headings, and the columns of the names and of the scores."""
    for row, cells in enumerate(sheet.rows[:_ROWS_ABOVE]):
        name = next((c for c, cell in enumerate(cells) if _is_name(cell)), None)
        for words in _SCORES:
            scores = [c for c, cell in enumerate(cells) if fold(cell.text) in words]
            if name is not None and len(scores) == 1 and scores[0] != name:
                return row, (name, scores[0])
    return None


def _is_name(cell: Cell) -> bool:
    heading = heading_of(cell.text, "teams") if cell.kind == "text" else None
    return heading is not None and heading.key == "name"


def _is_heading_pair(sheet: Worksheet, row: int, columns: tuple[int, int]) -> bool:
    name, score = (sheet.cell(row, column) for column in columns)
    return _is_name(name) and any(fold(score.text) in words for words in _SCORES)
