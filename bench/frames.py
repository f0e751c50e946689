"""How smoothly rows overtake on the wall: sixty teams at 1080p, the 21st comes to the first place.

How to read it: a frame that takes more than 20 ms is one that a screen of 60 Hz shows twice. `told`
is the whole score moment, `travels` the 700 ms in which the rows are under way: in these nothing is
laid out and no style reckoned anew but as they set out and where the clock turns, for only
transforms and opacities move: what their figures say has changed before. Frames are those that the
browser has drawn, by its own trace; nothing runs in the page to count them. Without a graphics card
it draws every picture by the processor, which the share of long frames then tells of.
"""

from __future__ import annotations

import statistics
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.support import waiting
from tests.support.browsers import PROJECTOR, expect_version, launch, visiting
from tests.support.contests import contest
from tests.support.projector import show
from tests.support.server import Server, serving

SLUG, TEAMS, OVERTAKEN, TIMES = "c60", 60, 20, 5
LONG_FRAME = 20.0
CATEGORIES = (
    "devtools.timeline,disabled-by-default-devtools.timeline,devtools.timeline.frame,"
    "disabled-by-default-devtools.timeline.frame,blink.user_timing"
)
DRAWN = "DrawFrame"
# As rows set out their places are written, once.
SETTING_OUT = 50_000
SET_OUT, ARRIVED = "rows set out", "rows have arrived"
# What takes part in drawing a frame, as a trace of Chromium calls it.
WORK = {"UpdateLayoutTree": "style", "Layout": "layout"}

# Marks in the trace where rows set out and where they have arrived.
MARK = """
() => {
  let travels = false;
  new MutationObserver(() => {
    const travelling = document.querySelector(".rising") !== null;
    if (travelling !== travels) performance.mark(travelling ? "rows set out" : "rows have arrived");
    travels = travelling;
  }).observe(document.querySelector(".rows"), {subtree: true, attributeFilter: ["class"]});
}
"""
RESTS = "document.querySelector('.rising, .chip:not(:empty)') === null"
PROPERTIES = """
() => [...new Set(document.getAnimations().flatMap((one) =>
  one.effect.getKeyframes().flatMap((frame) => Object.keys(frame))))]
  .filter((name) => !["offset", "computedOffset", "easing", "composite"].includes(name))
"""


@dataclass(frozen=True)
class Overtaking:
    """The lengths of the frames in which one was told, and in which rows were under way.

    `travel` counts what was reckoned after they had set out until they had arrived, `whole` in all.
    """

    told: list[float]
    travels: list[float]
    travel: Counter[str]
    whole: Counter[str]
    properties: set[str]


def run(times: int = TIMES) -> None:
    """Measure so many overtakings and print what share of their frames was long."""
    with (
        tempfile.TemporaryDirectory(prefix="scoreboard-frames-") as folder,
        serving(Path(folder), contest(SLUG, TEAMS)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        prepare(server)
        with visiting(browser, PROJECTOR) as wall:
            page = wall.context.new_page()
            found = [overtake(page, server, 81 + n) for n in range(times)]
        browser.close()
    report(found)


def prepare(server: Server) -> None:
    """Sixty teams with totals of their own in the round that runs."""
    server.scorer(SLUG).set_round("open", "r1")
    judge = server.judge(SLUG, "j1")
    for n in range(1, TEAMS + 1):
        judge.mark("r1", f"t{n}", 80 - n)


def overtake(page: Page, server: Server, value: int) -> Overtaking:
    """The team with so many before it comes to the first place; what it took to show that."""
    # The wall turns its pages while it is looked at; the first is where this happens.
    row = show(page, server, SLUG)["rows"][OVERTAKEN]
    devtools = page.context.new_cdp_session(page)
    events = traced(devtools)
    page.evaluate(MARK)
    assert server.judge(SLUG, "j1").mark("r1", row["team"]["id"], value).status_code == 201
    expect_version(page, server.stranger(SLUG).board()["version"])
    properties = set(page.evaluate(PROPERTIES))
    # No loop of frames that would ask the browser for styles of its own.
    waiting.until(lambda: page.evaluate(RESTS), "the moment is over")
    stop(page, devtools, events)
    marks = {one["name"]: one["ts"] for one in events if one["name"] in (SET_OUT, ARRIVED)}
    under_way = (marks[SET_OUT], marks[ARRIVED])
    return Overtaking(
        lengths(events),
        lengths(events, *under_way),
        counted(events, under_way[0] + SETTING_OUT, under_way[1]),
        counted(events),
        properties,
    )


def traced(devtools: CDPSession) -> list[dict[str, Any]]:
    """What the browser does from now on, event by event."""
    events: list[dict[str, Any]] = []
    devtools.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    devtools.send("Tracing.start", {"categories": CATEGORIES, "transferMode": "ReportEvents"})
    return events


def stop(page: Page, devtools: CDPSession, events: list[dict[str, Any]]) -> None:
    ended: list[Any] = []

    def end(told: Any) -> None:
        ended.append(told)

    devtools.once("Tracing.tracingComplete", end)
    devtools.send("Tracing.end")
    waiting.until(lambda: page.evaluate("1") and ended, "the trace is whole")
    devtools.detach()
    assert events, "the browser tells what it does"


def lengths(events: list[dict[str, Any]], since: float = 0, until: float = inf) -> list[float]:
    """From frame to frame, in milliseconds, between two moments of the trace."""
    drawn = sorted(one["ts"] for one in events if one["name"] == DRAWN)
    within = [at for at in drawn if since <= at <= until]
    return [(after - before) / 1000 for before, after in pairwise(within)]


def counted(events: list[dict[str, Any]], since: float = 0, until: float = inf) -> Counter[str]:
    """How often style and layout were reckoned between two moments of the trace."""
    work = [one for one in events if one["name"] in WORK and one.get("dur", 0) > 0]
    return Counter(WORK[one["name"]] for one in work if since < one["ts"] < until)


def report(found: list[Overtaking]) -> None:
    """Print the shares, and what was reckoned while rows were under way."""
    print(f"{len(found)} times {OVERTAKEN} rows overtaken, {TEAMS} teams, 1920 × 1080")
    print(f"{'':10}{'frames':>8}{'median ms':>11}{'over 20 ms':>12}{'longest ms':>12}")
    for name in ("told", "travels"):
        lengths = [one for each in found for one in getattr(each, name)]
        long = sum(length > LONG_FRAME for length in lengths) / max(1, len(lengths))
        middle, longest = statistics.median(lengths), max(lengths)
        print(f"{name:10}{len(lengths):>8}{middle:>11.1f}{long:>12.1%}{longest:>12.1f}")
    for name in ("travel", "whole"):
        styles = [getattr(one, name)["style"] for one in found]
        layouts = [getattr(one, name)["layout"] for one in found]
        print(f"{name}: styles {styles}, layouts {layouts}")
    moved = sorted(set().union(*(one.properties for one in found)))
    print(f"animated: {', '.join(moved)}")
