"""The programs that are the floors (`bench.bare`), for as long as a measurement wants one."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import wire
from bench.wall import PATIENCE, Asker, posted
from tests.support.server import CHECKOUT, environment_of, free_port
from tests.support.waiting import until


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
