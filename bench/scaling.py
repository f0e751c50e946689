"""What a run says of large audiences: the tables of docs/scaling.md."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import goals
from bench.figures import Run, pair, times, written
from bench.million import Audience, Load, simulate

# Phones of an edge that are played out.
PLAYED = 1_000
# Phones of the sum, and the ways in which a million is played out.
MANY = 10_000
MILLION = (
    ("every 3 s, each at a time of its own", Audience()),
    ("every 3 s, all at the same", Audience(jitter=0)),
    ("every second", Audience(period=1)),
    ("every 10 s", Audience(period=10)),
    ("every 3 s, no content network", Audience(edges=0)),
)


def write(path: Path, run: Run) -> None:
    """Put the tables of this run between the file's marks. Raises ValueError without them."""
    text = path.read_text("utf-8")
    for name, table in (
        ("goals", goals.rows(run)),
        ("figures", figures(run)),
        ("processes", processes(run)),
        ("million", million(run)),
    ):
        text = replaced(text, name, "\n".join(table))
    path.write_text(text, "utf-8")


def replaced(text: str, name: str, table: str) -> str:
    """A text with another table between the marks of this name. Raises ValueError for none."""
    marks = re.compile(rf"(<!-- bench {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if len(marks.findall(text)) != 1:
        raise ValueError(f"the marks <!-- bench {name} --> and <!-- end --> must be there once")
    return marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)


def figures(run: Run) -> Iterator[str]:
    """All that was measured."""
    yield f"`{run.command}`, {run.machine}, {run.at}"
    yield ""
    yield "| | unit | median / p99 | floor | ratio |"
    yield "| --- | --- | --- | --- | --- |"
    for one in run.figures.values():
        floor = "" if one.floor is None else pair(one.floor)
        ratio = times(one.ratio) + (" p99" if one.ratio is not None and one.by == "p99" else "")
        yield f"| {one.says} | {one.unit} | {pair(one.value)} | {floor} | {ratio} |"


def processes(run: Run) -> Iterator[str]:
    """The sum for ten thousand phones, by how many each process has."""
    yield (
        f"| phones for each process | processes for {MANY:,} | a mark to the last phone "
        "| memory of all | all in within |"
    )
    yield "| --- | --- | --- | --- | --- |"
    for count in (500, 1000, 2000):
        last = run.figures.get(f"fanout/{count}/last")
        if last is None:
            continue
        needed = math.ceil(MANY / count)
        yield (
            f"| {count:,} | {needed} | {pair(last.value)} ms | {_memory(run, needed)} "
            f"| {_let_in(run, needed)} |"
        )


def _memory(run: Run, needed: int) -> str:
    server, phone = run.figures.get("memory/server"), run.figures.get("memory/phone")
    if server is None or phone is None:
        return "not measured"
    return f"{(needed * server.value.median + MANY * phone.value.median / 1000) / 1000:.1f} GB"


def _let_in(run: Run, needed: int) -> str:
    rate = run.figures.get("lanes/joining-at-once/let-in")
    return "not measured" if rate is None else f"{MANY / (needed * rate.value.median):.0f} s"


def million(run: Run) -> Iterator[str]:
    """A million phones that poll, played out with what was measured."""
    yield (
        "| a million phones that ask | of the network a second | of the server a second "
        "| from the network, Gb/s | a mark to a phone, median / p99 | busiest tenth of a second |"
    )
    yield "| --- | --- | --- | --- | --- | --- |"
    for says, chosen in MILLION:
        audience = measured(chosen, run)
        if not audience.edges:
            rate = audience.phones / audience.period
            yield f"| {says} | | {rate:,.0f}{_servers(run, rate)} | | | |"
            continue
        found = simulate(audience, most=PLAYED)
        yield (
            f"| {says} | {found.phones_ask:,.0f} | {found.server_asked:,.0f}"
            f"{_servers(run, found.server_asked)} | {found.phones_bytes * 8 / 1e9:.1f} "
            f"| {_late(found)} | {found.peak:.1f} × the average |"
        )


def measured(audience: Audience, run: Run) -> Audience:
    """The audience with the bytes that were measured; a phone asks for board and scene."""
    found = {key: run.figures.get(f"polling/{key}") for key in ("board", "scene")}
    unchanged = {key: run.figures.get(f"polling/{key}-unchanged") for key in ("board", "scene")}
    if not all(found.values()) or not all(unchanged.values()):
        return audience
    board, same = (
        sum(one.value.median for one in each.values() if one is not None)
        for each in (found, unchanged)
    )
    return replace(audience, board_bytes=int(board), unchanged_bytes=int(same))


def _servers(run: Run, rate: float) -> str:
    """How many processes answer so many boards a second."""
    can = run.figures.get("polling/rate")
    if can is None:
        return ""
    needed = math.ceil(rate / can.value.median)
    return f" ({needed:,} process{'es' if needed > 1 else ''} at {written(can.value.median)})"


def _late(found: Load) -> str:
    return f"{found.late.median:.1f} / {found.late.p99:.1f} s"
