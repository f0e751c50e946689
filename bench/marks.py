"""What a judge's POST costs through the whole app, against a bare route that commits one row.

How to read it: each ratio is a mark over such a route of the same framework, on the same kind of
database, in the same run. `answered` is what the judge waits for; `told` adds what follows the
answer, the drawing and sending of the boards. The milliseconds alone are a property of the machine;
where others use it too, the processor's time (user and system) says more than the clock's.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask
from flask_socketio import SocketIOTestClient
from sqlalchemy import text

from scoreboard.app import create_app, services_of
from scoreboard.config import Config
from scoreboard.contest.model import Entry, Event, Judge, Round, Stage, Team
from scoreboard.links import role_links
from scoreboard.storage.database import Database, make_engine

SLUG = "bench"
AT = "2024-11-30T15:00:00+08:00"
# The marks of two rounds are in the ledger before the third is measured.
ROUNDS = ("one", "two", "three")
SIZES = ((7, 5), (60, 10))

# Seconds of the processor, and of the clock.
Cost = tuple[float, float]


def run(marks: int) -> None:
    """Measure each size with all screens connected and with nobody, and print the ratios."""
    print(f"A judge's POST, up to {marks} marks; median ms of processor time / of the clock")
    print(f"{'':42}{'scoreboard':>16}{'bare route':>16}{'answered':>16}{'told':>16}")
    for teams, judges in SIZES:
        for watched in (True, False):
            with tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder:
                # What a panel has given in full is public, and its judges change it no more.
                count = min(marks, teams * judges)
                ours, told, bare = _measure(Path(folder), teams, judges, count, watched=watched)
            who = "display, desk, judges" if watched else "nobody"
            name = f"{teams} teams, {judges} judges, {who}"
            ratios = f"{_ratio(ours, bare):>16}{_ratio(told, bare):>16}"
            print(f"{name:42}{_said(ours):>16}{_said(bare):>16}{ratios}")


def _ratio(costs: list[Cost], floor: list[Cost]) -> str:
    return " / ".join(f"{_median(costs, n) / _median(floor, n):.1f}×" for n in (0, 1))


def _measure(
    folder: Path, teams: int, judges: int, marks: int, *, watched: bool
) -> tuple[list[Cost], list[Cost], list[Cost]]:
    """What each mark cost until its answer and in all, and each POST to the bare route."""
    app, bare = App(folder, teams, judges), _bare_route(folder)
    if watched:
        app.connect_everybody()
    answered, told, theirs = [], [], []
    for nth in range(marks):
        answered.append(_cost(lambda nth=nth: app.mark(nth)))
        after = _cost(app.tell)
        told.append((answered[-1][0] + after[0], answered[-1][1] + after[1]))
        theirs.append(_cost(bare))
        app.hear()
    # The first ones read the book and fill the caches of statements.
    warm = min(5, marks // 2)
    return answered[warm:], told[warm:], theirs[warm:]


def _cost(act: Callable[[], None]) -> Cost:
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - cpu, time.perf_counter() - wall


@dataclass(frozen=True, slots=True)
class Links:
    scorer: str
    judges: list[str]


class App:
    """The whole app with an event in its third round, and its judges with their tokens."""

    def __init__(self, folder: Path, teams: int, judges: int) -> None:
        self.app = create_app(
            Config(
                data=folder,
                database_url=f"sqlite:///{folder / 'scoreboard.db'}",
                secret_key="a key of a benchmark",  # no secret
                async_mode="threading",
            )
        )
        self.event = _event(teams, judges)
        services = services_of(self.app)
        services.preparing.set_up(self.event)
        found: dict[str, Any] = role_links(services.books, services.access, SLUG, "http://bench")
        self.links = Links(_token(found["scorer"]), [_token(j["url"]) for j in found["judges"]])
        with services.ledger.writing(SLUG) as ledger:
            for entry in _played(self.event):
                ledger.append(entry)
        self._http = self.app.test_client()
        self._screens: list[SocketIOTestClient] = []

    def connect_everybody(self) -> None:
        """A display, a desk and every judge's tablet."""
        self._connect("display", None)
        self._connect("desk", self.links.scorer)
        for token in self.links.judges:
            self._connect("judge", token)

    def _connect(self, view: str, token: str | None) -> None:
        socketio = self.app.extensions["socketio"]
        auth = {"event": SLUG, "view": view, "token": token}
        self._screens.append(socketio.test_client(self.app, auth=auth))

    def mark(self, nth: int) -> None:
        """One more mark of the round that is open, judge by judge; it is told by `tell`."""
        judges, teams = self.links.judges, self.event.teams
        turn, judge = divmod(nth, len(judges))
        answer = self._http.post(
            f"/api/v1/events/{SLUG}/scores",
            json={
                "id": str(uuid.uuid4()),
                "round": ROUNDS[-1],
                "team": teams[turn % len(teams)].id,
                "value": str(1 + nth % 9),
            },
            headers={"Authorization": f"Bearer {judges[judge]}"},
        )
        if answer.status_code != 201:
            raise RuntimeError(answer.text)
        self._answered = answer

    def tell(self) -> None:
        """What a server does when it has sent the answer to a mark: the screens are told."""
        self._answered.close()

    def page(self, path: str) -> bytes:
        """A page as the scorer gets it."""
        headers = {"Authorization": f"Bearer {self.links.scorer}"}
        answer = self._http.get(f"/e/{SLUG}{path}", headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(answer.text)
        return answer.data

    def hear(self) -> None:
        """Let the screens take what they were sent, which is not measured."""
        for screen in self._screens:
            with suppress(RuntimeError):
                screen.get_received()


def _event(teams: int, judges: int) -> Event:
    rounds = tuple(Round(name, name.title(), "judged", max=Decimal(20)) for name in ROUNDS)
    return Event(
        SLUG,
        "Benchmark",
        teams=tuple(Team(f"t{n}", f"Team {n}") for n in range(1, teams + 1)),
        stages=(Stage("heat", "Heat", rounds, advance=3), Stage("final", "Final", ())),
        judges=tuple(Judge(f"j{n}", f"Judge {n}") for n in range(1, judges + 1)),
    )


def _played(event: Event) -> list[Entry]:
    """Two rounds marked and closed, and the third open."""
    entries: list[Entry] = []

    def add(kind: Any, **rest: Any) -> None:
        entries.append(Entry(0, str(uuid.uuid4()), kind, "scorer", AT, **rest))

    for name in ROUNDS[:-1]:
        add("open", round=name)
        for nth, team in enumerate(event.teams):
            for judge in event.judges:
                value = Decimal(1 + (nth * 7 + len(judge.id)) % 9)
                add("mark", round=name, team=team.id, judge=judge.id, value=value)
        add("close", round=name)
    add("open", round=ROUNDS[-1])
    return entries


def _bare_route(folder: Path) -> Callable[[], None]:
    """A POST to an app with one route, which writes one row and commits."""
    app, database = Flask("bare"), Database(make_engine(f"sqlite:///{folder / 'bare.db'}"))
    with database.writing() as session:
        session.execute(text("CREATE TABLE rows (id INTEGER PRIMARY KEY, value TEXT NOT NULL)"))

    @app.post("/rows")
    def add() -> dict[str, bool]:
        with database.writing() as session:
            session.execute(text("INSERT INTO rows (value) VALUES (:value)"), {"value": "9.5"})
        return {"ok": True}

    http = app.test_client()

    def post() -> None:
        http.post("/rows", json={"value": "9.5"})

    return post


def _token(url: str) -> str:
    return url.rsplit("/", 1)[1]


def _median(costs: list[Cost], which: int) -> float:
    return statistics.median(cost[which] for cost in costs)


def _said(costs: list[Cost]) -> str:
    return " / ".join(f"{_median(costs, n) * 1000:.1f}" for n in (0, 1))
