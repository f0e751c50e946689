"""Judges who mark while something breaks, and what is counted afterwards."""

from __future__ import annotations

import random
import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import httpx

from tests.support.server import Server
from tests.support.waiting import until

JUDGES = ("j1", "j2", "j3", "j4")
# Within this time a mark that is on its way has been sent, is being written, or is answered.
AROUND_A_MARK = 0.02
PAUSED = 0.3


class Judge(threading.Thread):
    """One who marks without end, and sends each mark until it is acknowledged, as tablets do."""

    def __init__(self, server: Server, slug: str, judge: str, teams: list[str]) -> None:
        super().__init__(daemon=True)
        self.url = f"{server.url}/api/v1/events/{slug}/scores"
        self.headers = {"Authorization": f"Bearer {server.judge(slug, judge).token}"}
        self.teams = teams
        self.sent: list[dict[str, Any]] = []
        self.acknowledged: dict[str, int] = {}
        self.refused: list[str] = []
        self.enough = threading.Event()

    def run(self) -> None:
        with httpx.Client(
            trust_env=False, verify=False, headers=self.headers, timeout=10
        ) as client:
            while not self.enough.is_set() and not self.refused:
                self._mark(client)

    def _mark(self, client: httpx.Client) -> None:
        nth = len(self.sent)
        team = self.teams[nth % len(self.teams)]
        body = {"id": str(uuid.uuid4()), "round": "r1", "team": team, "value": str(nth % 20)}
        self.sent.append(body)
        while body["id"] not in self.acknowledged:
            try:
                answer = client.post(self.url, json=body)
            except httpx.TransportError:
                time.sleep(0.03)
                continue
            if answer.status_code in (200, 201):
                self.acknowledged[body["id"]] = answer.json()["version"]
            elif answer.status_code == 503:
                time.sleep(0.03)
            else:
                self.refused.append(f"{answer.status_code} {answer.text}")
                return


@dataclass
class Tally:
    """What came of it: marks sent, acknowledged, lost and doubled, and how long it took."""

    fault: str
    tried: int = 0
    sent: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    moved: int = 0
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every mark that was sent stands once, where it was said to stand."""
        return not (self.lost or self.doubled or self.moved or self.refused)

    def row(self) -> str:
        """A row of the table in Markdown."""
        took = f"{median(self.seconds):.2f} / {max(self.seconds):.2f} s" if self.seconds else ""
        counts = (self.tried, self.acknowledged, self.lost, self.doubled)
        return f"| {self.fault} | {' | '.join(map(str, counts))} | {took} |"


HEAD = (
    "| fault | tried | acknowledged | lost | doubled "
    "| to the next acknowledgement, median / longest |\n"
    "| --- | --- | --- | --- | --- | --- |"
)


def storm(
    server: Server,
    slug: str,
    fault: str,
    times: int,
    strike: Callable[[Server], None],
    seed: int,
) -> Tally:
    """Strike so many times while four judges mark; what is in the ledger afterwards."""
    chance = random.Random(seed)
    teams = [row["team"]["id"] for row in server.stranger(slug).board()["rows"]]
    before = server.stranger(slug).board()["version"]
    judges = [Judge(server, slug, judge, teams) for judge in JUDGES]
    tally = Tally(fault)
    for judge in judges:
        judge.start()
    try:
        for _ in range(times):
            _more_than(judges, _acknowledged(judges) + chance.randrange(1, 12))
            time.sleep(chance.uniform(0, AROUND_A_MARK))
            struck = time.monotonic()
            strike(server)
            _more_than(judges, _acknowledged(judges))
            tally.seconds.append(time.monotonic() - struck)
            tally.tried += 1
    finally:
        for judge in judges:
            judge.enough.set()
        for judge in judges:
            judge.join(60)
    _count(server, slug, before, judges, tally)
    return tally


def kill(server: Server) -> None:
    """End the process as a cable that is pulled does, and start it anew."""
    server.kill()
    server.start()


def pause(server: Server) -> None:
    """Stop the process for a moment, as a lid that is closed does, and let it go on."""
    server.signal(signal.SIGSTOP)
    time.sleep(PAUSED)
    server.signal(signal.SIGCONT)


def _acknowledged(judges: list[Judge]) -> int:
    return sum(len(judge.acknowledged) for judge in judges)


def _more_than(judges: list[Judge], marks: int) -> None:
    until(
        lambda: _acknowledged(judges) > marks or any(judge.refused for judge in judges),
        "marks are acknowledged again",
        60,
    )


def _count(server: Server, slug: str, before: int, judges: list[Judge], tally: Tally) -> None:
    entries = [one for one in server.scorer(slug).ledger(before) if one["kind"] == "mark"]
    times = Counter(one["id"] for one in entries)
    kept = {one["id"]: one for one in entries}
    per_mark = Counter((one["by"], one["team"], one["value"]) for one in entries)
    for judge in judges:
        tally.sent += len(judge.sent)
        tally.acknowledged += len(judge.acknowledged)
        tally.refused += judge.refused
        for body in judge.sent:
            stands = kept.get(body["id"])
            if body["id"] in judge.acknowledged:
                tally.lost += stands is None
                tally.moved += stands is not None and (
                    (stands["version"], stands["team"], stands["value"])
                    != (judge.acknowledged[body["id"]], body["team"], body["value"])
                )
    sent = Counter(
        (f"judge:{JUDGES[number]}", body["team"], body["value"])
        for number, judge in enumerate(judges)
        for body in judge.sent
    )
    # By their content, too: a server that gives a repeat another id has counted it twice.
    tally.doubled = sum(n - 1 for n in times.values()) + sum((per_mark - sent).values())
