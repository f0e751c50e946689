"""`python -m bench [latency|marks|ranking|fields|frames]`: run one measurement, or all."""

from __future__ import annotations

import argparse
import os
import platform
import sys

from bench import fields, frames, latency, marks, ranking


def main() -> None:
    """Measure, and say on what machine and by which command."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    kinds = parser.add_subparsers(dest="what")
    for_latency = kinds.add_parser("latency", help="from a judge's POST to the screens")
    for_latency.add_argument("--marks", type=int, default=200)
    for_latency.add_argument("--screens", type=int, default=50)
    for_marks = kinds.add_parser("marks", help="a judge's POST against a bare route")
    for_marks.add_argument("--count", type=int, default=50)
    for_ranking = kinds.add_parser("ranking", help="places of many teams against sorted()")
    for_ranking.add_argument("--teams", type=int, default=100_000)
    for_fields = kinds.add_parser("fields", help="a field of hundreds of teams beside a small one")
    for_fields.add_argument("--small", type=int, default=fields.SMALL)
    for_fields.add_argument("--large", type=int, default=fields.LARGE)
    for_frames = kinds.add_parser("frames", help="rows that overtake on the wall, frame by frame")
    for_frames.add_argument("--times", type=int, default=frames.TIMES)
    given = parser.parse_args()
    command = " ".join(["python -m bench", *sys.argv[1:]])
    print(f"{command} on {os.cpu_count()} cores, Python {platform.python_version()}")
    if given.what in ("latency", None):
        latency.run(getattr(given, "marks", 200), getattr(given, "screens", 50))
    if given.what in ("marks", None):
        marks.run(getattr(given, "count", 50))
    if given.what in ("ranking", None):
        ranking.run(getattr(given, "teams", 100_000))
    if given.what in ("fields", None):
        fields.run(getattr(given, "small", fields.SMALL), getattr(given, "large", fields.LARGE))
    if given.what in ("frames", None):
        frames.run(getattr(given, "times", frames.TIMES))


if __name__ == "__main__":
    main()
