"""How long a mark takes from a judge's POST to the board on a websocket.

How to read it: the ratio is what the scoreboard costs over a bare loop of sends to as many
clients on the same machine in the same run; the milliseconds alone are a property of the machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import Any

import httpx
import socketio

from scoreboard.assets import examples_dir
from scoreboard.files.event.toml_file import read_event_file
from tests.support.server import CHECKOUT, Server, environment_of, free_port
from tests.support.waiting import until

EVENT = "nuclear-medicine-2024.toml"
# Of a hundred screens: the desk and its deputies, the phones that open a socket, the displays.
DESKS, PHONES = 8, 20
PATIENCE = 10.0


class Audience:
    """All the screens, and when each of them was told of which version."""

    def __init__(self) -> None:
        self._arrived = Condition()
        self._arrivals: dict[int, list[tuple[str, float]]] = {}
        self._greeted = 0
        self.board: dict[str, Any] = {}
        self.clients: list[socketio.Client] = []

    def join(self, url: str, view: str, auth: dict[str, Any]) -> None:
        """Connect one more screen and wait until it is in."""
        client = socketio.Client(reconnection=False, handle_sigint=False)
        client.on("board", lambda board: self._hear(view, board))
        client.connect(url, auth=auth, transports=["websocket"], wait_timeout=PATIENCE)
        self.clients.append(client)

    def _hear(self, view: str, board: dict[str, Any]) -> None:
        now = time.perf_counter()
        with self._arrived:
            self._arrivals.setdefault(board["version"], []).append((view, now))
            if view == "display":
                self.board = board
            self._arrived.notify_all()

    def times(self, version: int, views: Counter[str], since: float) -> dict[str, list[float]]:
        """Seconds until each screen of these views was told of a version, once all have been."""

        def complete() -> bool:
            arrived = Counter(view for view, _ in self._arrivals.get(version, []))
            return all(arrived[view] >= count for view, count in views.items())

        with self._arrived:
            if not self._arrived.wait_for(complete, PATIENCE):
                raise TimeoutError(f"version {version} did not reach every screen")
            arrivals = sorted(self._arrivals[version], key=lambda arrival: arrival[1])
        return {view: [at - since for v, at in arrivals if v == view] for view in views}

    def leave(self) -> None:
        """Disconnect every screen."""
        for client in self.clients:
            client.disconnect()


def run(marks: int, screens: int) -> None:
    """Measure both servers one after the other and print the ratio."""
    desks, phones = max(1, screens * DESKS // 100), screens * PHONES // 100
    views = Counter({"display": screens - desks - phones, "desk": desks, "audience": phones})
    with tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder:
        ours, board = _measure_scoreboard(Path(folder) / "data", marks, views)
    bare = _measure_bare(board, marks, views)
    print(f"From a judge's POST to the board on a websocket, {marks} marks, {screens} screens")
    print(f"({', '.join(f'{count} {view}' for view, count in views.items())}); median / p99 in ms")
    print(f"{'':24}{'first screen':>18}{'last screen':>18}")
    for name, figures in (("scoreboard", ours), ("bare loop of sends", bare)):
        print(f"{name:24}" + "".join(f"{_pair(figures[edge]):>18}" for edge in ("first", "last")))
    ratio = [_median(ours[edge]) / _median(bare[edge]) for edge in ("first", "last")]
    print(f"{'ratio of the medians':24}" + "".join(f"{r:>17.1f}×" for r in ratio))


def _measure_scoreboard(
    data: Path, marks: int, views: Counter[str]
) -> tuple[dict[str, list[float]], dict[str, Any]]:
    """Marks of real judges on a real server; the phones are told too, but a little later."""
    text = (examples_dir() / EVENT).read_text("utf-8")
    event = read_event_file(text.encode())
    server = Server(data)
    server.load(text)
    server.start()
    audience = Audience()
    try:
        token = server.scorer(event.slug).token
        for view in views.elements():
            audience.join(server.url, view, {"event": event.slug, "view": view, "token": token})
        first = event.stages[0].rounds[0]
        server.scorer(event.slug).set_round("open", first.id)
        judges = [server.judge(event.slug, judge.id) for judge in event.judges]

        def post(nth: int) -> int:
            judge, team = judges[nth % len(judges)], event.teams[nth % len(event.teams)]
            value = str(first.min + first.step * (nth % 2))
            answer = judge.mark(first.id, team.id, value)
            answer.raise_for_status()
            version: int = answer.json()["version"]
            return version

        return _measure(audience, marks, views, post), audience.board
    finally:
        audience.leave()
        server.stop()


def _measure_bare(board: dict[str, Any], marks: int, views: Counter[str]) -> dict[str, list[float]]:
    """The same board to as many clients, with no rules, no ledger and no database behind it."""
    port = free_port()
    audience = Audience()
    with _bare_server(port), httpx.Client(trust_env=False, timeout=PATIENCE) as http:
        url = f"http://127.0.0.1:{port}"
        until(lambda: _answers(http, url), "the bare server answers", PATIENCE)
        for view in views.elements():
            audience.join(url, view, {})

        def post(nth: int) -> int:
            version: int = board["version"] + nth + 1
            http.post(url, json=board | {"version": version}).raise_for_status()
            return version

        try:
            return _measure(audience, marks, views, post)
        finally:
            audience.leave()


def _measure(
    audience: Audience, marks: int, views: Counter[str], post: Callable[[int], int]
) -> dict[str, list[float]]:
    figures: dict[str, list[float]] = {"first": [], "last": []}
    # Phones are told in a lane of their own, after a pause, so both servers are timed without.
    at_once = Counter({view: count for view, count in views.items() if view != "audience"})
    for nth in range(marks):
        since = time.perf_counter()
        version = post(nth)
        times = [t for of_view in audience.times(version, at_once, since).values() for t in of_view]
        figures["first"].append(min(times))
        figures["last"].append(max(times))
    return figures


@contextmanager
def _bare_server(port: int) -> Iterator[None]:
    command = [sys.executable, "-m", "bench.bare", str(port)]
    environment = environment_of(None, {"PYTHONWARNINGS": "ignore"})
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment) as process:
        try:
            yield
        finally:
            process.kill()


def _answers(http: httpx.Client, url: str) -> bool:
    try:
        return http.get(url).is_success
    except httpx.TransportError:
        return False


def _pair(seconds: list[float]) -> str:
    return f"{_median(seconds) * 1000:.1f} / {_percentile(seconds, 99) * 1000:.1f}"


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds)


def _percentile(seconds: list[float], percent: int) -> float:
    """The value that `percent` of them do not exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
