"""`python -m bench [NAME …]`: measure everything, or single parts by name; one table comes of it.

Each figure stands beside a floor of the same run: the ratios hold anywhere, the milliseconds are a
property of the machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    fanout,
    faults,
    fields,
    film,
    frames,
    judges,
    lanes,
    memory,
    pages,
    polling,
    prices,
    ranking,
    scaling,
    stalls,
    starting,
    throttled,
    weights,
)
from bench.figures import Figure, Run, lines, load, notes, save, together
from bench.processes import raise_limit
from bench.progress import say
from bench.sizes import Sizes
from scoreboard import pages as pages_built
from tests.support.server import CHECKOUT

KEPT = Path("build/bench.json")


@dataclass(frozen=True, slots=True)
class Part:
    """What is measured under one name; `apart`: only where it is asked for by name."""

    says: str
    measure: Callable[[Sizes], Iterator[Figure]]
    apart: bool = False


# New measurements are new rows. `measure` yields its figures as it finds them.
PARTS: dict[str, Part] = {
    "fanout": Part("a mark to the last of many phones", fanout.measure),
    "lanes": Part("the wall and the judge while phones are there and come", lanes.measure),
    "judges": Part("marks a second", judges.measure),
    "prices": Part("what a judge's POST costs", prices.measure),
    "growth": Part("a mark in long ledgers and large fields", prices.growth),
    "starting": Part("a server's start with a long ledger", starting.measure),
    "stalls": Part("a judge while something long is done", stalls.measure),
    "memory": Part("what a phone costs in memory, and an hour of them", memory.measure),
    "pages": Part("pages of the phone and boards by HTTP a second", pages.measure),
    "weights": Part("requests and bytes of each page", weights.measure),
    "throttled": Part("the first board on a slow phone", throttled.measure),
    "polling": Part("what a phone gets that polls", polling.measure),
}
# Looked at by hand: they print tables of their own. They are given the share of the usual repeats.
PRINTED: dict[str, tuple[str, Callable[[float], None]]] = {
    "ranking": ("places of many teams beside sorted()", lambda _: ranking.run(100_000)),
    "fields": ("what is drawn for 600 teams beside 60, in one process", lambda _: fields.run()),
    "frames": ("rows that overtake on the wall, frame by frame", lambda _: frames.run()),
    "faults": ("what is lost when a server is killed 200 times, of each kind", faults.run),
    "film": ("the projector while a thousand phones come in, as pictures", lambda _: film.run()),
}


def main() -> None:
    """Measure, show how far it is, print the table and keep it as a file."""
    given = _asked()
    raise_limit()
    before = load(given.compare) if given.compare else None
    for name in given.names:
        if name in PRINTED:
            PRINTED[name][1](given.share)
    wanted = [one for one in given.names if one in PARTS]
    if not given.names and not given.of:
        wanted = [name for name, part in PARTS.items() if not part.apart]
    runs = [load(path) for path in given.of]
    if wanted:
        runs.append(_measured(wanted, Sizes(given.phones, given.share, given.long)))
        given.json.parent.mkdir(parents=True, exist_ok=True)
        save(runs[-1], given.json)
    if runs:
        run = together(runs)
        _show(run, before)
        if wanted:
            print(f"Kept in {given.json}; compare with a later run by --compare FILE.")
        if given.write:
            scaling.write(given.write, run)


def _show(run: Run, before: Run | None) -> None:
    print(f"\n{run.command}\n{run.machine}, {run.at}")
    print("\n".join([*lines(run.figures.values(), before), *notes(run.figures.values())]))


def _asked() -> argparse.Namespace:
    named = "; ".join(
        [f"{name}: {part.says}" for name, part in PARTS.items()]
        + [f"{name}: {says}" for name, (says, _) in PRINTED.items()]
    )
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, epilog=named)
    known = [*PARTS, *PRINTED]
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--long", action="store_true", help="what takes an hour, too")
    parser.add_argument("--phones", type=int, default=None, help="the most at once")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual repeats")
    parser.add_argument("--json", type=Path, default=KEPT, help=f"where it is kept ({KEPT})")
    parser.add_argument("--compare", type=Path, help="a file of an earlier run, shown beside")
    parser.add_argument(
        "--of", type=Path, nargs="+", default=[], metavar="FILE",
        help="files of earlier runs, instead of a new one or put together with it",
    )  # fmt: skip
    parser.add_argument("--write", type=Path, help="write the tables into docs/scaling.md")
    given: argparse.Namespace = parser.parse_args()
    for name in given.names:
        if name not in known:
            parser.error(f"there is no part {name!r}; there are {', '.join(known)}")
    given.phones = given.phones or (2000 if given.long else 1000)
    return given


def _measured(names: list[str], sizes: Sizes) -> Run:
    run = Run(
        datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        machine(),
        " ".join(["python -m bench", *sys.argv[1:]]),
    )
    for nth, name in enumerate(names, 1):
        say(f"{nth} of {len(names)}, {name}: {PARTS[name].says}")
        try:
            for figure in PARTS[name].measure(sizes):
                run = run.with_figures([figure])
                say("   " + lines([figure])[1])
        except Exception as error:  # noqa: BLE001  # the others are still of use
            say(f"   {name} could not be measured: {error!r}")
    say("done")
    return run


def machine() -> str:
    """What it was measured on."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    built = pages_built.built_is_current(CHECKOUT)
    delivered = "" if built else ", pages as sources (`python hatch_build.py` makes them)"
    processor = f"{os.cpu_count()} cores ({(names or ['?'])[0]})"
    return f"{processor}, Python {platform.python_version()}{delivered}"


if __name__ == "__main__":
    main()
