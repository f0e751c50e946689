"""Phones in a process of their own (`bench.phones`), as a measurement has them come and go."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bench.wall import Wall
from tests.support.server import CHECKOUT
from tests.support.waiting import until


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
