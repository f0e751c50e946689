"""What a measurement needs around it: servers, phones in their own process, a wall and a judge.

Everything is seen from outside: HTTP, sockets and /proc. The wall and the judge are bare sockets of
this process, which does nothing else while it measures; all phones are of another.
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench import wire
from scoreboard.contest.model import Entry
from tests.support.server import CHECKOUT, Server, environment_of, free_port
from tests.support.waiting import until

PATIENCE = 30.0
SLUG = "bench"
AT = "2024-11-30T15:00:00+08:00"


def contest_text(teams: int, judges: int, rounds: int = 3) -> str:
    """An event file: rounds marked from 0 to 20, which the hall follows mark by mark."""
    people = "".join(
        f'[[teams]]\nid = "t{n}"\nname = "第{n}代表队"\n\n' for n in range(1, teams + 1)
    )
    people += "".join(
        f'[[judges]]\nid = "j{n}"\nname = "评委{n}"\n\n' for n in range(1, judges + 1)
    )
    played = "".join(
        f'[[stages.rounds]]\nid = "r{n}"\nname = "第{n}轮"\nkind = "judged"\nmax = 20\n\n'
        for n in range(1, rounds + 1)
    )
    return (
        f'[event]\nslug = "{SLUG}"\ntitle = "全省知识竞赛"\nlocale = "zh-CN"\n\n'
        f'[rules]\npublish = "live"\n\n{people}[[stages]]\nid = "s1"\nname = "决赛"\n\n{played}'
    )


class Contest:
    """A real server with an event whose round is open, and the tokens of its people."""

    def __init__(self, server: Server, teams: int, judges: int) -> None:
        self.server, self.teams, self.judges = server, teams, judges
        links = server.links(SLUG)
        self.scorer = _token(links["scorer"])
        self.tokens = [_token(one["url"]) for one in links["judges"]]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The scorer asks for something. Raises httpx.HTTPStatusError."""
        answer = self.server.scorer(SLUG).post(path, body)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
        return said

    def mark_bytes(self, nth: int, round_id: str = "r1") -> bytes:
        """The request of one more mark: judges take turns, and change what they gave before."""
        turn, judge = divmod(nth, self.judges)
        body = {
            "id": str(uuid.uuid4()),
            "round": round_id,
            "team": f"t{1 + turn % self.teams}",
            # Another value each time round, so that it is a change each time.
            "value": str(1 + (nth + turn // self.teams) % 19),
        }
        return wire.request_bytes(
            "POST",
            self.host,
            f"/api/v1/events/{SLUG}/scores",
            {"Authorization": f"Bearer {self.tokens[judge]}"},
            json.dumps(body).encode(),
        )

    def auth(self, view: str, judge: int | None = None) -> dict[str, Any]:
        """What a screen says when it joins."""
        token = {"desk": self.scorer, "host": self.scorer}.get(view)
        if judge is not None:
            token = self.tokens[judge]
        return {"event": SLUG, "view": view, **({"token": token} if token else {})}


@contextmanager
def contest(
    folder: Path, teams: int = 7, judges: int = 5, *, entries: int = 0, **environment: str
) -> Iterator[Contest]:
    """A server in a process of its own with such an event, its first round open.

    `entries`: how many the ledger has by then.
    """
    data = folder / f"data-{uuid.uuid4().hex[:6]}"
    _, hard = _files()
    # What the bench sends comes from one address, and is more than any hall's.
    settings = {"SCOREBOARD_ADDRESS_REQUESTS": "1000000000", **environment}
    server = Server(data, files=(hard, hard), fresh=True, **settings)
    server.load(contest_text(teams, judges))
    write_marks(server, teams, judges, entries)
    server.start()
    try:
        yield Contest(server, teams, judges)
    finally:
        server.stop()


def write_marks(server: Server, teams: int, judges: int, entries: int) -> None:
    """Open the first round, and mark it over and over until the ledger has so many entries."""
    with server.at_home() as services, services.ledger.writing(SLUG) as ledger:
        opened = Entry(0, str(uuid.uuid4()), "open", "scorer", AT, round="r1")
        version = ledger.append(opened).version
        for nth in range(max(0, entries - version)):
            turn, judge = divmod(nth, judges)
            ledger.append(
                Entry(
                    0,
                    str(uuid.uuid4()),
                    "mark",
                    f"judge:j{judge + 1}",
                    AT,
                    round="r1",
                    team=f"t{1 + turn % teams}",
                    judge=f"j{judge + 1}",
                    value=Decimal(1 + (nth + turn // teams) % 19),
                )
            )


def _files() -> tuple[int, int]:
    import resource  # noqa: PLC0415  # Windows has none

    return resource.getrlimit(resource.RLIMIT_NOFILE)


def _token(url: str) -> str:
    return url.rsplit("/", 1)[1]


# Requests by hand


class Asker:
    """One kept connection on which requests are asked one after the other."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._open()

    def _open(self) -> None:
        name, port = self._host.split(":")
        self.socket = socket.create_connection((name, int(port)), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = wire.Answers()

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body; on a new connection where the old one was ended meanwhile."""
        for last in (False, True):
            with suppress(ConnectionError):
                self.socket.sendall(request)
                while data := self.socket.recv(65536):
                    for answer in self.answers.feed(data):
                        return answer
            if last:
                break
            self.close()
            self._open()
        raise ConnectionError("the server ended the connection twice")

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, bytes]:
        """An answer to GET."""
        return self.ask(wire.request_bytes("GET", self._host, path, headers))

    def open_anew(self) -> None:
        """Another connection where the server has ended this one, which was idle for long."""
        if select.select([self.socket], [], [], 0)[0]:
            self.close()
            self._open()

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()


def posted(answer: tuple[int, bytes, bytes]) -> bytes:
    """The body of an answer that is well. Raises RuntimeError."""
    status, _, body = answer
    if status >= 400:
        raise RuntimeError(f"{status}: {body.decode('utf-8', 'replace')}")
    return body


@dataclass(frozen=True, slots=True)
class Told:
    """A mark: when it was posted, and seconds until it was answered and until the wall had it."""

    since: float
    answered: float
    seen: float
    version: int


class Wall:
    """A display, and the judge beside it: when a mark was answered and when the wall had it."""

    def __init__(self, host: str, auth: dict[str, Any]) -> None:
        self._judge = Asker(host)
        self._line = Asker(host)
        _, head, _ = self._line.ask(wire.upgrade_bytes(host))
        self._frames = wire.frames_of(head)
        self._seen = 0
        self._let_in = False
        self._line.socket.sendall(wire.text_frame(wire.connect_text(auth)))
        self._take(self._line.answers.rest)
        give_up = time.monotonic() + PATIENCE
        while not self._let_in:
            self._listen(0.1)
            if time.monotonic() > give_up:
                raise TimeoutError("the wall was not let in")

    def mark(self, request: bytes) -> Told:
        """Post a mark and wait until it is answered and the wall has its version."""
        self._drain()
        self._judge.open_anew()
        since = time.monotonic()
        self._judge.socket.sendall(request)
        answered = arrived = seen = 0.0
        want: int | None = None
        while not (answered and seen):
            ready = self._ready(PATIENCE)
            now = time.monotonic()
            if not ready:
                raise TimeoutError(f"version {want} did not come in {PATIENCE} s")
            if self._judge.socket in ready:
                data = self._judge.socket.recv(65536)
                if not data:
                    raise ConnectionError("the server ended the judge's connection")
                for answer in self._judge.answers.feed(data):
                    answered, want = now, json.loads(posted(answer))["version"]
            if self._line.socket in ready:
                before = self._seen
                self._hear()
                if self._seen > before:
                    arrived = now
            if not seen and want is not None and self._seen >= want:
                seen = arrived
        return Told(since, answered - since, seen - since, want or 0)

    def idle(self, seconds: float) -> None:
        """Do nothing for so long but answer pings."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._listen(left)

    def close(self) -> None:
        """Close the page."""
        self._judge.close()
        self._line.close()

    def _ready(self, seconds: float) -> list[socket.socket]:
        return select.select([self._judge.socket, self._line.socket], [], [], seconds)[0]

    def _drain(self) -> None:
        while self._listen(0):
            pass

    def _listen(self, seconds: float) -> bool:
        ready = select.select([self._line.socket], [], [], seconds)[0]
        if ready:
            self._hear()
        return bool(ready)

    def _hear(self) -> None:
        data = self._line.socket.recv(1 << 20)
        if not data:
            raise ConnectionError("the server ended the wall's connection")
        self._take(data)

    def _take(self, data: bytes) -> None:
        for message in self._frames.feed(data):
            if message == wire.PING:
                self._line.socket.sendall(wire.text_frame(wire.PONG))
            elif message.startswith(wire.CONNECTED):
                self._let_in = True
            elif message.startswith(wire.REFUSED):
                raise ConnectionError(message.decode())
            elif (version := wire.board_version(message)) is not None:
                self._seen = max(self._seen, version)


class Phones:
    """Screens of another process; see `bench.phones`."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.phones", str(port)],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, do: str, **said: Any) -> dict[str, Any]:
        """One command and its answer. Raises RuntimeError where the process has ended."""
        self.tell(do, **said)
        return self.answer()

    def tell(self, do: str, **said: Any) -> None:
        """One command, whose answer is taken later."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **said}).encode() + b"\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """The answer to what was told last."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the phones' process has ended")
        found: dict[str, Any] = json.loads(line)
        return found

    def join(
        self,
        group: str,
        auths: Sequence[dict[str, Any]],
        count: int | None = None,
        *,
        rate: float = 0,
        page: str = "",
        files: Sequence[str] = (),
    ) -> None:
        """Let so many come, by default as many as there are auths; it does not wait for them."""
        count = len(auths) if count is None else count
        self.ask(
            "join",
            group=group,
            auths=list(auths),
            count=count,
            rate=rate,
            page=page,
            files=list(files),
        )

    def wait(
        self, group: str, count: int, seconds: float = 60, wall: Wall | None = None
    ) -> dict[str, Any]:
        """The state of a group once so many are inside; the wall answers its pings meanwhile."""

        def look() -> dict[str, Any] | None:
            if wall is not None:
                wall.idle(0.2)
            state = self.ask("state", group=group)
            return state if state["inside"] >= count else None

        return until(look, f"{count} of {group} are inside", seconds)

    def inside(self, group: str) -> int:
        """How many are in."""
        return int(self.ask("state", group=group)["inside"])

    def close(self) -> None:
        """Close every page."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


@contextmanager
def phones(port: int) -> Iterator[Phones]:
    """A process for phones of the server at this port."""
    found = Phones(port)
    try:
        yield found
    finally:
        found.close()


@dataclass(frozen=True, slots=True)
class Bare:
    """A floor's program that runs."""

    port: int
    pid: int

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def row_bytes(self) -> bytes:
        """The request of one more row, where the program has the routes."""
        return wire.request_bytes("POST", self.host, "/rows", body=b'{"value": "9.5"}')

    def keep(self, body: bytes, kind: str) -> None:
        """Let `/kept` answer these bytes, from memory."""
        request = wire.request_bytes("PUT", self.host, "/kept", {"X-Type": kind}, body)
        asker = Asker(self.host)
        posted(asker.ask(request))
        asker.close()


@contextmanager
def bare(kind: str, folder: Path) -> Iterator[Bare]:
    """A floor's program, see `bench.bare`."""
    port = free_port()
    environment = environment_of(None, {"PYTHONWARNINGS": "ignore"})
    command = [sys.executable, "-m", "bench.bare", kind, str(port), str(folder)]
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment) as process:
        try:
            until(lambda: _listens(port), "the bare server listens", PATIENCE)
            yield Bare(port, process.pid)
        finally:
            process.kill()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


# Processes


def tree(pid: int) -> list[int]:
    """A process and all that it has started, and they."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory_of(pid: int) -> int:
    """Bytes that a process and its children hold in memory."""
    pages = 0
    for one in tree(pid):
        with suppress(OSError):
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def processor_of(pid: int) -> float:
    """Seconds of the processor that a process and its children have had."""
    spent = 0
    for one in tree(pid):
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9
