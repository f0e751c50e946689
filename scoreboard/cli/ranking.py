"""`scoreboard rank`: the rulebook as a filter. It touches no database."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import IO, Any, NoReturn

import click

from scoreboard.cli.common import BAD_INPUT, as_json_text, fail, width
from scoreboard.cli.common import answer as say
from scoreboard.contest.model import METHODS
from scoreboard.contest.numbers import read_score
from scoreboard.contest.problem import answer
from scoreboard.contest.words import Refusal


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--method", type=click.Choice(METHODS), help="How equal totals are numbered.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def rank(file: IO[bytes], method: str | None, as_json: bool) -> None:
    """Rank `name,score` lines, or solve a rule problem given as JSON."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        fail("the input is not UTF-8 text")
    if not text.strip():
        fail("there is nothing to rank")
    if text.lstrip()[0] in "{[":
        _solve(text, method, as_json)
    else:
        _rank_lines(text, method, as_json)


def _solve(text: str, method: str | None, as_json: bool) -> None:
    try:
        given = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, InvalidOperation, RecursionError) as error:
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


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


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
    _table(list(map(str, names)), totals, solved)


def _rank_lines(text: str, method: str | None, as_json: bool) -> None:
    names, scores = _read_lines(text)
    solved = answer({"method": method or "dense", "names": names, "scores": scores})
    if as_json:
        say(as_json_text({"names": names, **solved}))
    else:
        _table(names, [str(score) for score in scores], solved)


def _read_lines(text: str) -> tuple[list[str], list[str]]:
    names: list[str] = []
    scores: list[str] = []
    problems: list[str] = []
    header = False
    for number, row in _rows(text):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != 2:
            problems.append(f"line {number}: two columns are needed, a name and a score")
            continue
        try:
            read_score(cells[1])
        except Refusal as refusal:
            # A first line whose score is a word is a header.
            if names or problems or header or any(char.isdigit() for char in cells[1]):
                problems.append(f"line {number}: {refusal}")
            header = True
            continue
        names.append(cells[0])
        scores.append(cells[1])
    if problems:
        fail("; ".join(problems[:20]))
    if not names:
        fail("there is nothing to rank")
    return names, scores


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from enumerate(csv.reader(io.StringIO(text)), start=1)
    except csv.Error as error:
        fail(f"the input is not CSV: {error}")


def _table(names: list[str], totals: list[str], solved: dict[str, Any]) -> None:
    """Best first, equals in the order of the input; a shared place is marked as shared."""
    ranks = solved["ranks"]
    order = sorted(range(len(ranks)), key=lambda i: (ranks[i] is None, ranks[i] or 0, i))
    count = Counter(ranks)
    widths = list(map(width, names))
    name_width = max(widths)
    total_width = max(map(len, totals))
    cut = solved.get("cut")
    lines = []
    for i in order:
        place = "–" if ranks[i] is None else f"{ranks[i]}{'=' if count[ranks[i]] > 1 else ''}"
        pad = " " * (name_width - widths[i])
        line = f"{place:>6}  {names[i]}{pad}  {totals[i]:>{total_width}}"
        lines.append(f"{line}  {cut[i] or '–'}" if cut else line)
    # Said at once: a hundred thousand lines one by one would take a second more.
    say("\n".join(lines))
