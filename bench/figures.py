"""What was measured: medians and p99, each beside its floor, as a table and as a file of JSON."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

By = Literal["median", "p99"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Some values of one kind: their median, the value that 99 % do not exceed, and how many."""

    median: float
    p99: float
    count: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `key` names it from run to run, `PART/…`.

    `by`: whether the ratio to the floor is that of the medians or of the p99s. A rate is better
    when it is higher, so its ratio is a share of the floor.
    """

    key: str
    says: str
    unit: str
    value: Spread
    floor: Spread | None = None
    floor_says: str = ""
    by: By = "median"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value over its floor; None where there is none."""
        if self.floor is None:
            return None
        floor = getattr(self.floor, self.by)
        return getattr(self.value, self.by) / floor if floor else None


@dataclass(frozen=True, slots=True)
class Run:
    """All figures of one run, and where and when they were taken."""

    at: str
    machine: str
    command: str
    figures: dict[str, Figure] = field(default_factory=dict)

    def with_figures(self, found: Iterable[Figure]) -> Run:
        """The same run with these figures, in place of those of the same keys."""
        return replace(self, figures={**self.figures, **{one.key: one for one in found}})


def together(runs: Sequence[Run]) -> Run:
    """Several runs as one: of figures of the same key the last stands."""
    commands = " and ".join(dict.fromkeys(run.command for run in runs))
    last = runs[-1]
    both = Run(last.at, last.machine, commands)
    for run in runs:
        both = both.with_figures(run.figures.values())
    return both


def percentile(values: Iterable[float], percent: float) -> float:
    """The smallest value that `percent` of them do not exceed. Raises ValueError for none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values, no percentile")
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def median(values: Iterable[float]) -> float:
    """The middle one, or the mean of the two in the middle. Raises ValueError for none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values, no median")
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def spread(values: Sequence[float], scale: float = 1) -> Spread:
    """Median and p99 of values, times `scale`: 1000 makes milliseconds of seconds."""
    return Spread(median(values) * scale, percentile(values, 99) * scale, len(values))


def single(value: float) -> Spread:
    """One value that was measured once."""
    return Spread(value, value)


def written(value: float) -> str:
    """A number in three figures, as a table of many magnitudes has it; a count as it is."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}".removesuffix("0")


def pair(value: Spread) -> str:
    """Median and p99; one number where there is only one."""
    if value.count == 1:
        return written(value.median)
    return f"{written(value.median)} / {written(value.p99)}"


def times(ratio: float | None) -> str:
    """A ratio as it is read."""
    return "" if ratio is None else f"{ratio:.2f} ×"


def lines(figures: Iterable[Figure], before: Run | None = None) -> list[str]:
    """The table: what was measured, its floor and the ratio, and an earlier run's beside them."""
    head = ["", "unit", "median / p99", "floor", "ratio", *(["earlier", "ratio"] if before else [])]
    rows = [head]
    for one in figures:
        row = [one.says, one.unit, pair(one.value), _floor(one), _ratio(one)]
        if before:
            old = before.figures.get(one.key)
            row += ["", ""] if old is None else [pair(old.value), _ratio(old)]
        rows.append(row)
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_cell(*cell) for cell in enumerate(zip(row, widths, strict=True)))
            for row in rows]  # fmt: skip


def notes(figures: Iterable[Figure]) -> list[str]:
    """What is to be known of single figures, and what the floors are, each once."""
    floors = dict.fromkeys(one.floor_says for one in figures if one.floor_says)
    said = [f"{one.says}: {one.note}" for one in figures if one.note]
    return [*(f"Floor: {floor}" for floor in floors), *said]


def _floor(one: Figure) -> str:
    return "" if one.floor is None else pair(one.floor)


def _ratio(one: Figure) -> str:
    return times(one.ratio) + (" p99" if one.ratio is not None and one.by == "p99" else "")


def _cell(nth: int, cell: tuple[str, int]) -> str:
    text, width = cell
    room = " " * (width - _width(text))
    return text + room if nth < 2 else room + text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def save(run: Run, path: Path) -> None:
    """Write a run as a file that `load` reads."""
    document = {
        "at": run.at,
        "machine": run.machine,
        "command": run.command,
        "figures": [_document(one) for one in run.figures.values()],
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")


def load(path: Path) -> Run:
    """Read a run from its file. Raises OSError, ValueError or KeyError."""
    document = json.loads(path.read_text("utf-8"))
    found = [_figure(one) for one in document["figures"]]
    run = Run(document["at"], document["machine"], document["command"])
    return run.with_figures(found)


def _document(one: Figure) -> dict[str, Any]:
    said: dict[str, Any] = {"key": one.key, "says": one.says, "unit": one.unit}
    said |= _of_spread("value", one.value)
    if one.floor is not None:
        said |= _of_spread("floor", one.floor) | {"floor_says": one.floor_says, "by": one.by}
        said["ratio"] = one.ratio
    return said | ({"note": one.note} if one.note else {})


def _of_spread(name: str, value: Spread) -> dict[str, Any]:
    return {name: {"median": value.median, "p99": value.p99, "count": value.count}}


def _figure(said: dict[str, Any]) -> Figure:
    floor = said.get("floor")
    return Figure(
        said["key"],
        said["says"],
        said["unit"],
        Spread(**said["value"]),
        None if floor is None else Spread(**floor),
        said.get("floor_says", ""),
        said.get("by", "median"),
        said.get("note", ""),
    )
