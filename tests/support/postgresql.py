"""A PostgreSQL server of the tests' own, as unprivileged as the distribution runs its one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.provide import need, postgresql
from tests.support.server import free_port

# A crash of the machine may cost the tests their database; waiting for the disk would cost more. A
# commit is handed to the system all the same: else one that was acknowledged went with the server.
_HASTE = "-c fsync=off -c full_page_writes=off -c max_connections=80"


class PostgreSQL:
    """A server on one port and one folder for life; `url` is that of its empty database."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._data = folder / "data"
        self.port = free_port()
        self.url = f"postgresql+psycopg://scoreboard@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "scoreboard", "-E", "UTF8",
                  "--no-locale", "--no-sync")  # fmt: skip

    @property
    def running(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._folder} {_HASTE}"
        # It would keep our pipe open as long as it runs; so it has a file of its own.
        self._run("pg_ctl", "-D", self._data, "-w", "-l", self._folder / "log", "-o", options,
                  "start")  # fmt: skip

    def stop(self, mode: str = "immediate") -> None:
        """`immediate`: as when its machine loses power; `fast`: as when it is told to restart."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "stop")

    def copy_to(self, folder: Path) -> None:
        """Copy all that it holds while it is stopped."""
        shutil.copytree(self._data, folder, symlinks=True)

    def put_back(self, folder: Path) -> None:
        """Hold what was copied, while it is stopped: as one that lost what came after."""
        shutil.rmtree(self._data)
        shutil.copytree(folder, self._data, symlinks=True)
        if _is_root():
            for path in (self._data, *self._data.rglob("*")):
                shutil.chown(path, "postgres", "postgres")

    def _run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs, which all refuse to be run by root."""
        done = subprocess.run(
            [str(self._programs / program), *map(str, arguments)],
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            user="postgres" if _is_root() else None,
            group="postgres" if _is_root() else None,
            extra_groups=[] if _is_root() else None,
        )
        assert done.returncode == 0, f"{done.args}:\n{done.stdout}{done.stderr}"


@contextmanager
def postgresql_server() -> Iterator[PostgreSQL]:
    """A server that runs; it and its files go at the end."""
    programs = Path(need(postgresql()))
    # Not pytest's folder, in which nobody else may look.
    folder = Path(tempfile.mkdtemp(prefix="scoreboard-postgresql-"))
    try:
        if _is_root():
            shutil.chown(folder, "postgres")
        server = PostgreSQL(programs, folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@contextmanager
def postgresql_running() -> Iterator[str]:
    """The SCOREBOARD_DATABASE_URL of an empty database; its server and files go at the end."""
    with postgresql_server() as server:
        yield server.url


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
