"""`scoreboard rank`: the rulebook as a filter. It touches no database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any

import click

from scoreboard.cli.common import BAD_INPUT, as_json_text, fail, width
from scoreboard.cli.common import answer as say
from scoreboard.cli.score_lines import Scores, read_scores
from scoreboard.contest.model import METHODS
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.rules.table_problem import tables_of
from scoreboard.files.sheets.csv_in import text_of
from scoreboard.files.sheets.grid import Unreadable
from scoreboard.files.sheets.opening import sheets_at_once

# The most rows at once; a competition has a hundred.
MOST_LINES = 500_000
# Python reads no more figures into a whole number.
_FIGURES = 4_000
# Answered, as every number, with the bound that it is beyond.
_ENDLESS, _TINY = Decimal("Infinity"), Decimal("1e-999")


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--method", type=click.Choice(METHODS), help="How equal totals are numbered.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def rank(file: IO[bytes], method: str | None, as_json: bool) -> None:
    """Rank a table of names and scores, or solve a rule problem given as JSON.

    The table is `name,score` lines or has headings; CSV in any encoding, or .xlsx. A row that
    says it is a total is left out and named on stderr. A score has at most 15 digits before the
    point and 10 after it.
    """
    data = file.read()
    start = data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if not start:
        fail("there is nothing to rank")
    if start in b"{[":
        _solve(_text(data), method, as_json)
    else:
        _rank_lines(data, getattr(file, "name", "-"), method, as_json)


def _text(data: bytes) -> str:
    try:
        text = text_of(data, "-")
    except Unreadable as unreadable:
        fail(str(unreadable))
    if "\ufffd" in text:
        fail("the input is not UTF-8 text")
    return text


def _solve(text: str, method: str | None, as_json: bool) -> None:
    try:
        given = json.loads(text, parse_float=_read, parse_int=_read_whole, parse_constant=Decimal)
    except (ValueError, RecursionError) as error:
        fail(f"the input is not JSON: {error}")
    problems = given if isinstance(given, list) else [given]
    if method:
        problems = [p | {"method": method} if isinstance(p, dict) else p for p in problems]
    answers = [answer(problem) for problem in problems]
    if as_json or isinstance(given, list):
        shown: Any = answers if isinstance(given, list) else answers[0]
        say(as_json_text(shown))
    else:
        _show(problems[0], answers[0])
    if any("error" in one for one in answers):
        raise SystemExit(BAD_INPUT)


def _read(text: str) -> Decimal:
    """A number of JSON; one that is too far from nought for Python is as far beyond our bounds."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return _TINY if "-" in text[1:] else _ENDLESS


def _read_whole(text: str) -> int | Decimal:
    return int(text) if len(text) < _FIGURES else _ENDLESS


def _show(problem: Any, solved: dict[str, Any]) -> None:
    if "error" in solved:
        fail(solved["error"])
    if "score" in solved:
        say(solved["score"] if solved["score"] is not None else "–")
        return
    given = solved.get("totals", problem.get("scores"))
    totals = [str(total) if total is not None else "–" for total in given]
    if not totals:
        fail("there is nothing to rank")
    names = problem.get("names") or [str(n) for n in range(1, len(totals) + 1)]
    _table(list(map(str, names)), totals, solved, tables_of(problem, len(totals)))


def _rank_lines(data: bytes, name: str, method: str | None, as_json: bool) -> None:
    found = _scores(data, name)
    solved = answer({"method": method or "dense", "names": found.names, "scores": found.scores})
    if as_json:
        say(as_json_text({"names": found.names, **solved}))
    else:
        _table(found.names, found.scores, solved)


def _scores(data: bytes, name: str) -> Scores:
    """What the table holds, or the end with its problems; what is left out of it is said."""
    try:
        sheets = sheets_at_once(data, Path(name).name, MOST_LINES)
    except Unreadable as unreadable:
        fail(str(unreadable))
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        fail("there is nothing to rank")
    found = read_scores(sheets[0])
    if found.problems:
        fail("; ".join(found.problems[:20]))
    if not found.names:
        fail("there is nothing to rank")
    for line in found.left:
        click.echo(f"scoreboard: {line}", err=True)
    return found


def _table(
    names: list[str],
    totals: list[str],
    solved: dict[str, Any],
    tables: Mapping[tuple[str, ...], Sequence[int]] | None = None,
) -> None:
    """Table by table, best first, equals in the order of the input; a shared place is marked."""
    wide = max(map(width, names)), max(map(len, totals))
    lines: list[str] = []
    for called, positions in (tables or {("",): range(len(names))}).items():
        heading = " · ".join(filter(None, called))
        lines += ([""] if lines else []) + ([heading] if heading else [])
        lines += _lines(positions, names, totals, solved, wide)
    # One print: a hundred thousand single lines would take a second more.
    say("\n".join(lines))


def _lines(
    positions: Sequence[int],
    names: list[str],
    totals: list[str],
    solved: dict[str, Any],
    wide: tuple[int, int],
) -> Iterator[str]:
    ranks, cut = solved["ranks"], solved.get("cut")
    count = Counter(ranks[i] for i in positions)
    for i in sorted(positions, key=lambda i: (ranks[i] is None, ranks[i] or 0, i)):
        place = "–" if ranks[i] is None else f"{ranks[i]}{'=' if count[ranks[i]] > 1 else ''}"
        pad = " " * (wide[0] - width(names[i]))
        line = f"{place:>6}  {names[i]}{pad}  {totals[i]:>{wide[1]}}"
        yield f"{line}  {cut[i] or '–'}" if cut else line
