"""Two real laptops on loopback addresses, between them a line that can be cut, and judges."""

from __future__ import annotations

import selectors
import socket
import threading
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from scoreboard.config import ASYNC_MODES, from_environment
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.pair.key import pair_key, written
from tests.support.server import Server
from tests.support.waiting import until

SLUG = "nm2024"
TEAMS = ("hyzg", "yzwd", "hlbf", "bhlc", "hlwx", "djdh", "yhcj")
JUDGES = ("j1", "j2", "j3", "j4")
# Seconds between two marks of a judge, who is faster than any.
PAUSE = 0.03
LAG = 0.5
HOSTS = ("127.0.0.1", "127.0.0.2")


class Cable:
    """A proxy to one laptop on the line between the two; where it is cut nothing gets through."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self.cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                came, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(came,), daemon=True).start()

    def _carry(self, came: socket.socket) -> None:
        """Carry both ways until one side ends it. While cut, what comes is lost without a word."""
        try:
            there = socket.create_connection(self._target, timeout=2)
        except OSError:
            came.close()
            return
        for end in (came, there):
            # Or each question would wait for the answer to its own first packet.
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with came, there, selectors.DefaultSelector() as both:
            both.register(came, selectors.EVENT_READ, there)
            both.register(there, selectors.EVENT_READ, came)
            with suppress(OSError):
                while True:
                    for key, _ in both.select():
                        data = key.fileobj.recv(65_536)  # type: ignore[union-attr]
                        if not data:
                            return
                        while self.cut:
                            # As packets that are sent again: they come when the line is back.
                            time.sleep(0.02)
                        key.data.sendall(data)

    def close(self) -> None:
        self._listener.close()


class Laptop(Server):
    """One of the two: its folder, its address, and its process."""

    def __init__(
        self,
        folder: Path,
        host: str,
        *,
        broken: str = "",
        mode: str = ASYNC_MODES[0],
        called: str = "",
        names: Sequence[str] = (),
    ) -> None:
        """`broken`: which fault of `tests/faults/broken_pairs.py` it has, or "".

        `called`: the name by which the hall and the other laptop know it; `names` are known to it.
        Without one the other reaches it by a cable alone, which can be cut.
        """
        program: list[str] = ["tests.faults.broken_pairs", broken] if broken else []
        if names:
            program = ["tests.support.hall_names", ",".join(names)]
        super().__init__(folder, mode, program=program, called=called, host=host)
        self._broken = broken
        self.cable = Cable(host, self.port)
        self.address = self.address or self.cable.address

    def start(self, *command: str) -> None:
        """Start it with `serve`, with `follow URL …`, or as it was started before."""
        self.command = list(command) or self.command
        super().start()

    def _answers(self) -> bool:
        # One that asks first who writes is not well yet, and is up.
        assert self.running, f"the laptop has stopped:\n{self.log}"
        return bool(self.pair())

    def pair(self) -> dict[str, Any]:
        """What it says of itself; nothing where it is off."""
        with suppress(httpx.TransportError):
            said: dict[str, Any] = self.http.get("/api/v1/pair", timeout=2).json()
            return said
        return {}

    def stop(self) -> None:
        self.cable.close()
        if not self._broken:
            super().stop()
            return
        # What is wrong with it is meant.
        if self.running:
            self.kill()
        self.http.close()


@dataclass
class Ack:
    """A mark that a laptop has acknowledged: what it was, when it was asked and answered."""

    body: dict[str, Any]
    asked: float
    answered: float
    by: str
    ledger: str


class Judge(threading.Thread):
    """Marks as fast as it is answered; each mark is tried again, there and here, until it is."""

    def __init__(self, token: str, laptops: tuple[Laptop, Laptop], *, offers: bool) -> None:
        super().__init__(daemon=True)
        self._token, self._laptops, self._offers = token, laptops, offers
        self.acks: list[Ack] = []
        self.refused: list[str] = []
        # How often a laptop took longer to answer than any lease lasts.
        self.silences = 0
        # Offered again, and before the desk.
        self.waits: set[str] = set()
        self.ends = threading.Event()
        self._at = 0
        self.ledger = ""

    def run(self) -> None:
        headers = {"Authorization": f"Bearer {self._token}"}
        with httpx.Client(trust_env=False, headers=headers, timeout=6) as client:
            while not self.ends.is_set():
                team = TEAMS[len(self.acks) % len(TEAMS)]
                value = str(len(self.acks) % 21)
                self._send(
                    client, {"id": str(uuid.uuid4()), "round": "r1", "team": team, "value": value}
                )

    def mark(self, laptop: Laptop, value: int) -> int:
        """Mark one team; the version that this is."""
        body = {"id": str(uuid.uuid4()), "round": "r1", "team": TEAMS[0], "value": value}
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = laptop.http.post(f"/api/v1/events/{SLUG}/scores", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        version: int = answer.json()["version"]
        return version

    def asks(self, laptop: Laptop, body: dict[str, Any]) -> int:
        """The status that a laptop answers to a mark; 0 where it does not."""
        headers = {"Authorization": f"Bearer {self._token}"}
        with suppress(httpx.TransportError):
            return laptop.http.post(
                f"/api/v1/events/{SLUG}/scores", json=body, headers=headers, timeout=8
            ).status_code
        return 0

    def _send(self, client: httpx.Client, body: dict[str, Any]) -> None:
        """Until it is acknowledged; whoever ends meanwhile goes on until this one is."""
        while True:
            laptop = self._laptops[self._at % 2]
            asked = time.monotonic()
            try:
                answer = client.post(f"{laptop.url}/api/v1/events/{SLUG}/scores", json=body)
            except httpx.TransportError as error:
                if isinstance(error, httpx.ReadTimeout):
                    self.silences += 1
                self._at += 1
                time.sleep(0.05)
                continue
            if answer.status_code in (200, 201):
                ledger = self._ledger_of(client, laptop)
                self.acks.append(Ack(body, asked, time.monotonic(), laptop.url, ledger))
                if self._offers and self.ledger and ledger and ledger != self.ledger:
                    self._offer_again(client, laptop)
                self.ledger = ledger or self.ledger
                time.sleep(PAUSE)
                return
            if answer.status_code not in (503, 429):
                self.refused.append(answer.text)
                return
            self._at += 1
            time.sleep(0.05)

    def _ledger_of(self, client: httpx.Client, laptop: Laptop) -> str:
        """Which ledger has acknowledged, as a tablet knows it from the board; "" where unknown."""
        if not self._offers:
            return ""
        with suppress(httpx.TransportError):
            answer = client.get(f"{laptop.url}/api/v1/events/{SLUG}/board")
            if answer.status_code == 200:
                return str(answer.json()["ledger"])
        return ""

    def _offer_again(self, client: httpx.Client, laptop: Laptop) -> None:
        """What another ledger acknowledged in the last hour is offered to this one."""
        for ack in self.acks[:-1]:
            headers = {"X-Scoreboard-Offered": ack.ledger or self.ledger}
            url = f"{laptop.url}/api/v1/events/{SLUG}/scores"
            answer = client.post(url, json=ack.body, headers=headers)
            if answer.status_code == 202:
                # A newer mark stands, or the round is closed: it waits at the desk.
                self.waits.add(answer.json()["offered"]["id"])
            elif answer.status_code not in (200, 201):
                self.refused.append(answer.text)


class TwoLaptops:
    """A first that serves an event with an open round, and a second that follows it."""

    def __init__(
        self,
        folder: Path,
        event: str,
        broken: str = "",
        mode: str = ASYNC_MODES[0],
        hosts: tuple[str, str] = HOSTS,
        called: tuple[str, str] = ("", ""),
    ) -> None:
        """`called`: names of a hall by which the two know each other, and pages know them."""
        a, b = self.laptops = tuple(
            Laptop(
                folder / of,
                host,
                broken=broken,
                mode=mode,
                called=name,
                names=list(filter(None, called)),
            )
            for of, host, name in zip("ab", hosts, called, strict=True)
        )
        self.first, self.second = a, b
        self.slug = read_event_file(event.encode()).slug
        try:
            self._begin(event)
        except BaseException:
            self.stop()
            raise

    def _begin(self, event: str) -> None:
        a, b = self.laptops
        a.load(event)
        self.key = written(pair_key(from_environment(data=a.data).secret_key, 1))
        a.start("serve")
        self.links = a.links(self.slug)
        self.scorer = self.links["scorer"].rsplit("/", 1)[1]
        self.ask(a, "rounds/r1/open")
        # In a hall with names figures are typed all the same.
        typed = a.url if a.hall == a.address else a.address
        b.start("follow", typed, "--key", self.key)

    def ask(self, laptop: Laptop, path: str, **body: Any) -> dict[str, Any]:
        """The desk does something on a laptop."""
        answer = laptop.http.post(
            f"/api/v1/events/{self.slug}/{path}", json=body,
            headers={"Authorization": f"Bearer {self.scorer}"},
        )  # fmt: skip
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def standing(self, laptop: Laptop) -> dict[str, Any]:
        """What the desk's page says of the two laptops."""
        answer = laptop.http.get(
            f"/api/v1/events/{self.slug}/safety", headers={"Authorization": f"Bearer {self.scorer}"}
        )
        found: dict[str, Any] = answer.json()["second"]
        return found

    def arm(self) -> None:
        self.ask(self.first, "second/arm")
        until(lambda: self.standing(self.first)["lease"], "the second has given its lease", 30)

    def judges(self, *, offers: bool = False) -> list[Judge]:
        tokens = {one["id"]: one["url"].rsplit("/", 1)[1] for one in self.links["judges"]}
        pair = (self.first, self.second)
        return [Judge(tokens[judge], pair, offers=offers) for judge in JUDGES]

    def ledger(self, laptop: Laptop) -> list[dict[str, Any]]:
        answer = laptop.http.get(
            f"/api/v1/events/{self.slug}/ledger", headers={"Authorization": f"Bearer {self.scorer}"}
        )
        entries: list[dict[str, Any]] = answer.json()["entries"]
        return entries

    def board(self, laptop: Laptop) -> dict[str, Any]:
        found: dict[str, Any] = laptop.http.get(f"/api/v1/events/{self.slug}/board").json()
        return found

    def cut(self, *, cut: bool) -> None:
        """Cut the line between the two, or put it back; judges reach both all the time."""
        for laptop in self.laptops:
            laptop.cable.cut = cut

    def swap(self) -> None:
        """Who has taken over is the first from now on."""
        self.first, self.second = self.second, self.first

    def stop(self) -> None:
        for laptop in self.laptops:
            laptop.stop()


@dataclass
class Outcome:
    """What one fault did."""

    fault: str
    seconds: float
    acknowledged: int
    lost: list[str]
    doubled: list[str]
    at_once: list[str]
    refused: list[str]
    # Not lost: what was offered again and waits at the desk, because a newer mark stands.
    waits: int

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.at_once or self.refused)


def suffer(pair: TwoLaptops, fault: str, after: float, *, armed: bool = True) -> Outcome:
    """Four judges mark; after a while the first is killed ("kill"), or the line cut ("cut", or in a
    "pause" of the judges), and the second goes on.

    Where it is not armed somebody sees it and takes over by hand. At the end the old first is back
    and follows, and the roles are swapped.
    """
    until(lambda: pair.standing(pair.first)["connected"], "the second is connected", 30)
    if armed:
        pair.arm()
    ledger = pair.board(pair.first)["ledger"]
    judges = pair.judges(offers=not armed)
    for judge in judges:
        # As a tablet, which shows a board before anything is entered.
        judge.ledger = ledger
        judge.start()
    until(lambda: sum(len(judge.acks) for judge in judges) >= len(judges), "marks come in", 30)
    time.sleep(after)
    if fault == "pause":
        _end(judges)
    pair.cut(cut=fault in ("cut", "pause"))
    if fault == "cut" and not armed:
        # The copy lags behind for a while, until somebody goes and switches the first off.
        time.sleep(LAG)
    if fault == "kill" or not armed:
        pair.first.kill()
    began = time.monotonic()
    if not armed:
        pair.ask(pair.second, "second/take_over", off=True)
    until(lambda: pair.second.pair().get("part") == "first", "the second has taken over", 30)
    if fault != "pause":
        _wait_for_marks(pair, judges)
    twice = _still_acknowledged(pair, judges) if fault in ("cut", "pause") and armed else []
    same = pair.board(pair.second)["ledger"] == ledger
    _end(judges)
    pair.cut(cut=False)
    if fault == "kill" or not armed:
        pair.first.start("serve")
    until(lambda: pair.first.pair().get("part") == "second", "the old first follows", 30)
    outcome = _outcome(pair, fault, began, judges, armed=armed)
    outcome.at_once += twice
    # One that is killed says nothing more; one that only lost the other says that it is lost.
    counts = armed and fault != "kill"
    silences = sum(judge.silences for judge in judges) if counts else 0
    outcome.refused += ["no answer for longer than the lease"] * silences
    outcome.refused += ["the old ledger's id was kept"] * same
    pair.swap()
    return outcome


def _wait_for_marks(pair: TwoLaptops, judges: list[Judge]) -> None:
    """Until every judge marks at the second."""

    def is_there(judge: Judge) -> bool:
        return any(ack.by == pair.second.url for ack in judge.acks[-3:])

    until(lambda: all(map(is_there, judges)), "every judge marks at the second", 30)


def _end(judges: list[Judge]) -> None:
    """Let each finish the mark that it is at."""
    for judge in judges:
        judge.ends.set()
    for judge in judges:
        judge.join(30)
        assert not judge.is_alive()


def _still_acknowledged(pair: TwoLaptops, judges: list[Judge]) -> list[str]:
    """Marks that the old first acknowledges again although the second has taken over.

    The line comes back meanwhile, and on it what the second said before.
    """
    found = []

    def ask(judge: Judge, body: dict[str, Any]) -> None:
        if judge.asks(pair.first, body) in (200, 201):
            found.append(body["id"])

    old = [(j, next((a.body for a in j.acks if a.by == pair.first.url), None)) for j in judges]
    asking = [threading.Thread(target=ask, args=(j, body)) for j, body in old if body is not None]
    for thread in asking:
        thread.start()
    time.sleep(LAG / 2)
    pair.cut(cut=False)
    for thread in asking:
        thread.join(30)
    return found


def _outcome(
    pair: TwoLaptops, fault: str, began: float, judges: list[Judge], *, armed: bool
) -> Outcome:
    acks = [ack for judge in judges for ack in judge.acks]
    ids = [entry["id"] for entry in pair.ledger(pair.second)]
    there = [ack for ack in acks if ack.by == pair.second.url]
    since = min((ack.answered for ack in there), default=time.monotonic())
    waits = {one for judge in judges for one in judge.waits}
    kept = set(ids) | waits
    late = [ack for ack in acks if ack.by == pair.first.url and ack.asked > since]
    return Outcome(
        fault,
        since - began,
        len(acks),
        [ack.body["id"] for ack in acks if ack.body["id"] not in kept],
        [one for one in kept if ids.count(one) + (one in waits) > 1],
        [ack.body["id"] for ack in late] if armed else [],
        [text for judge in judges for text in judge.refused],
        len(waits),
    )
