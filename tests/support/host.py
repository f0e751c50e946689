"""One server for many files of tests: what costs most about a server is to start it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from scoreboard.config import from_environment
from scoreboard.services import Services, open_services
from tests.support.server import Server


class Hosted(Server):
    """A server that no test stops: its database stays open in this process, too."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.slugs: set[str] = set()

    def load(self, text: str) -> None:
        """As any server does; from now on no other test's event of that name finds a place here."""
        super().load(text)
        self.slugs |= _slugs([text])

    @contextmanager
    def at_home(self) -> Iterator[Services]:
        """As any server's, opened once."""
        yield self._services

    @cached_property
    def _services(self) -> Services:
        return open_services(from_environment({}, data=self.data))

    def host(self, events: list[str]) -> None:
        for text in events:
            self.load(text)

    def stop(self) -> None:
        super().stop()
        self._services.database.engine.dispose()


class Host:
    """Servers on which tests keep their events side by side, each test under slugs of its own.

    For tests that neither stop their server nor look at what is on the whole of it.
    """

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._servers: list[Hosted] = []

    @contextmanager
    def serving(self, *events: str) -> Iterator[Server]:
        """A server with these events on it, shared unless one of them is on all of those there.

        What it logs meanwhile is printed where the test fails, and may hold no traceback.
        """
        server = self._with_room_for(_slugs(events))
        server.host(list(events))
        before = len(server.log)
        try:
            yield server
        except BaseException:
            print(f"The server's log:\n{server.log[before:]}")
            raise
        assert "Traceback" not in server.log[before:], server.log[before:]

    def stop(self) -> None:
        """End every server."""
        while self._servers:
            self._servers.pop().stop()

    def _with_room_for(self, slugs: set[str]) -> Hosted:
        for server in self._servers:
            if not server.slugs & slugs:
                return server
        server = Hosted(self._folder())
        self._servers.append(server)
        server.start()
        return server


def _slugs(events: tuple[str, ...] | list[str]) -> set[str]:
    return {tomllib.loads(text)["event"]["slug"] for text in events}
