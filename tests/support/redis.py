"""A Redis server of the tests' own, which keeps nothing on disk."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import redis

from tests.support.provide import need, redis_server
from tests.support.server import free_port
from tests.support.waiting import until


class Redis:
    """A server on one port for life; `url` is what SCOREBOARD_MESSAGE_QUEUE is set to."""

    def __init__(self, program: str, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.client = redis.Redis.from_url(self.url, socket_timeout=2)
        self._command = [program, "--port", str(self.port), "--bind", "127.0.0.1",
                         "--save", "", "--appendonly", "no", "--dir", str(folder)]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        until(self._answers, "Redis answers")

    def stop(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        with suppress(redis.RedisError):
            return bool(self.client.ping())
        return False


@contextmanager
def redis_running(folder: Path) -> Iterator[Redis]:
    """A server that runs, and is gone at the end."""
    server = Redis(need(redis_server()), folder)
    server.start()
    try:
        yield server
    finally:
        server.client.close()
        server.stop()
