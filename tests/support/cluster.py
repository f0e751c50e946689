"""Several processes of one server: PostgreSQL and Redis below them, nginx before them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.nginx import Front, nginx_before
from tests.support.postgresql import PostgreSQL, postgresql_server
from tests.support.redis import Redis, redis_running
from tests.support.server import Server

KEY = "one key for all the processes of these tests"


@dataclass
class Cluster:
    """Its parts; each process has a data folder of its own, as on a machine of its own."""

    servers: list[Server]
    postgresql: PostgreSQL
    redis: Redis
    front: Front

    def mend(self) -> None:
        """Start what a test has ended and not started again."""
        for part in (self.postgresql, self.redis, *self.servers):
            if not part.running:
                part.start()


@contextmanager
def cluster(
    folder: Path, processes: int, *events: str, mode: str = "eventlet"
) -> Iterator[Cluster]:
    """So many processes that were started at once on an empty database, and these events in it."""
    with ExitStack() as parts:
        postgresql = parts.enter_context(postgresql_server())
        redis = parts.enter_context(redis_running(folder))
        settings = {
            "SCOREBOARD_DATABASE_URL": postgresql.url,
            "SCOREBOARD_MESSAGE_QUEUE": redis.url,
            "SCOREBOARD_SECRET_KEY": KEY,
            "SCOREBOARD_TRUSTED_PROXIES": "1",
            "SCOREBOARD_METRICS": "1",
            "SCOREBOARD_LOG": "json",
        }
        servers = [Server(folder / str(n), mode, **settings) for n in range(processes)]
        for server in servers:
            parts.callback(server.stop)
        with ThreadPoolExecutor() as beside:
            list(beside.map(Server.start, servers))
        for event in events:
            servers[0].load(event)
        front = parts.enter_context(nginx_before([server.port for server in servers]))
        try:
            yield Cluster(servers, postgresql, redis, front)
        except BaseException:
            for server in servers:
                print(f"The log of {server.url}:\n{server.log}")
            raise
