"""Pages of the phone and boards by HTTP a second, beside a bare route with the same bytes.

How to read it: both are served by the same server in processes of their own, asked by the same loop
over connections that are kept alive, in short turns of the same run, so that whatever else the
machine does falls on both. The ratio is what the scoreboard costs over handing out bytes that lie
ready; the figures a second are a property of the machine. The notes say what of the processor's
time each answer took, which holds better on a machine that others use.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figure, spread
from bench.processes import processor_of
from bench.sizes import Sizes
from tests.support.server import CHECKOUT, Server, environment_of, free_port
from tests.support.waiting import until

EVENT = CHECKOUT / "examples" / "nuclear-medicine-2024.toml"
SLUG = "nm2024"
ASKED = {
    "phone": ("the phone's page", f"/e/{SLUG}"),
    "board": ("the board by HTTP", f"/api/v1/events/{SLUG}/board"),
}
FLOOR = "the same bytes from memory, by the same server in a process of its own"
LINES, TURNS, SECONDS = 8, 48, 0.1
# As phones ask.
HEADERS = "Host: hall\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\nUser-Agent: bench\r\n"


class Line:
    """One connection that is kept alive."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, request: bytes) -> None:
        """Send a request; `hear` has its answer."""
        self._socket.sendall(request)

    def hear(self) -> tuple[bytes, bytes]:
        """The head and the body of the answer."""
        got = self._rest
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = got[:end]
        length = _length(head)
        while len(got) < end + 4 + length:
            got += self._more()
        self._rest = got[end + 4 + length :]
        return head, got[end + 4 : end + 4 + length]

    def _more(self) -> bytes:
        more = self._socket.recv(1 << 18)
        if not more:
            raise ConnectionError("the server has closed a connection")
        return more

    def close(self) -> None:
        """End it."""
        self._socket.close()


def _length(head: bytes) -> int:
    at = head.lower().find(b"\r\ncontent-length:")
    return int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Page and board, anew and unchanged, each beside the bare route."""
    with tempfile.TemporaryDirectory(prefix="scoreboard-bench-") as folder:
        # All its phones have one address, and ask more than any hall.
        more = {"SCOREBOARD_ADDRESS_REQUESTS": "1000000000"}
        server = Server(Path(folder) / "data", **more)
        server.load(EVENT.read_text("utf-8"))
        server.start()
        try:
            for name, (says, path) in ASKED.items():
                yield _figure(f"pages/{name}", says, server, Path(folder), path, "", sizes)
                known = f"If-None-Match: {_tag(server.port, path)}\r\n"
                key, again = f"pages/{name}/unchanged", f"{says}, unchanged (304)"
                yield _figure(key, again, server, Path(folder), path, known, sizes)
        finally:
            server.stop()


def _figure(
    key: str, says: str, server: Server, folder: Path, path: str, known: str, sizes: Sizes
) -> Figure:
    """What the scoreboard answers a second, and a bare route with the same answer."""
    request = f"GET {path} HTTP/1.1\r\n{HEADERS}{known}\r\n".encode()
    port, pid = server.port, server.pid
    head, body = _once(port, request)
    with _bare(folder, head, body) as (bare, bare_pid):
        sides = (_Side(port, pid), _Side(bare, bare_pid))
        with ExitStack() as stack:
            for side in sides:
                side.lines = [stack.enter_context(_line(side.port)) for _ in range(LINES)]
            for turn in range(sizes.repeats(TURNS)):
                # Each is the first as often as the other.
                for side in sides[:: 1 if turn % 2 else -1]:
                    side.turn(request)
    ours, theirs = sides
    note = (
        f"{len(body) / 1000:.1f} kB; of the processor {ours.cost():.0f} µs for each answer, "
        f"beside {theirs.cost():.0f} µs"
    )
    return Figure(key, says, "1/s", spread(ours.rates), spread(theirs.rates), FLOOR, note=note)


@dataclass
class _Side:
    """One of the two that are compared: answers a second, and what they took of the processor."""

    port: int
    pid: int
    lines: list[Line] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    answers: int = 0
    seconds: float = 0

    def turn(self, request: bytes) -> None:
        """Ask for a moment."""
        before = processor_of(self.pid)
        answers, seconds = _asked(self.lines, request, SECONDS)
        self.rates.append(answers / seconds)
        self.answers += answers
        self.seconds += processor_of(self.pid) - before

    def cost(self) -> float:
        """Microseconds of the processor for an answer."""
        return 1e6 * self.seconds / self.answers


def _asked(lines: list[Line], request: bytes, seconds: float) -> tuple[int, float]:
    """How many answers came in how many seconds: each connection has one request under way."""
    for line in lines:
        line.ask(request)
    answers, since = 0, time.perf_counter()
    while time.perf_counter() < since + seconds:
        for line in lines:
            line.hear()
            line.ask(request)
        answers += len(lines)
    for line in lines:
        line.hear()
    return answers + len(lines), time.perf_counter() - since


@contextmanager
def _line(port: int) -> Iterator[Line]:
    line = Line(port)
    try:
        yield line
    finally:
        line.close()


def _once(port: int, request: bytes) -> tuple[bytes, bytes]:
    # The first one may draw, the second may not.
    with _line(port) as line:
        for _ in range(2):
            line.ask(request)
            answer = line.hear()
    if not answer[0].startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")):
        raise RuntimeError(answer[0].decode("latin-1"))
    return answer


def _tag(port: int, path: str) -> str:
    head, _ = _once(port, f"GET {path} HTTP/1.1\r\n{HEADERS}\r\n".encode())
    for one in head.decode("latin-1").split("\r\n"):
        if one.lower().startswith("etag:"):
            return one[5:].strip()
    return ""


@contextmanager
def _bare(folder: Path, head: bytes, body: bytes) -> Iterator[tuple[int, int]]:
    """A bare route with this answer, served by the same server in a process: its port and id."""
    port = free_port()
    status, *fields = head.decode("latin-1").split("\r\n")
    headers = [one.split(": ", 1) for one in fields if not one.lower().startswith("date:")]
    answer = folder / f"answer-{port}"
    answer.with_suffix(".json").write_text(json.dumps([status.split(" ", 1)[1], headers]))
    answer.with_suffix(".body").write_bytes(body)
    command = [sys.executable, "-m", "bench.bare_page", str(port), str(answer)]
    environment = environment_of(None, {"PYTHONWARNINGS": "ignore"})
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment) as process:
        try:
            until(lambda: _open(port), "the bare route answers", 20)
            yield port, process.pid
        finally:
            process.kill()


def _open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
