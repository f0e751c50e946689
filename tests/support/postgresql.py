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

# A crash of the machine may cost the tests their database; waiting for the disk would cost more.
_HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=40"


@contextmanager
def postgresql_running() -> Iterator[str]:
    """The SCOREBOARD_DATABASE_URL of an empty database; its server and files go at the end."""
    programs = Path(need(postgresql()))
    # Not pytest's folder, in which nobody else may look.
    folder, port = Path(tempfile.mkdtemp(prefix="scoreboard-postgresql-")), free_port()
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {_HASTE}"
    try:
        if _is_root():
            shutil.chown(folder, "postgres")
        _run(programs / "initdb", "-D", data, "-A", "trust", "-U", "scoreboard", "-E", "UTF8",
             "--no-locale", "--no-sync", folder=folder)  # fmt: skip
        # It would keep our pipe open as long as it runs; so it has a file of its own.
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start",
             folder=folder)  # fmt: skip
        try:
            yield f"postgresql+psycopg://scoreboard@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", folder=folder)
    finally:
        shutil.rmtree(folder)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(program: Path, *arguments: str | Path, folder: Path) -> None:
    """Run one of PostgreSQL's programs, which all refuse to be run by root."""
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        cwd=folder,
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
