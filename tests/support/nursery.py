"""Processes of `scoreboard` for the price of a fork, from one that has imported all of it.

A server starts in two seconds of processor time, nearly all of it imports; the suite starts some
hundred. What is forked runs the product's own `main` under the arguments, settings, folder and
streams it is given, and lives, is killed and ends as a process of its own. It has not parsed its
command line itself, nor read the interpreter's settings: tests of those start a true one.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any

# What a process reads of its environment before its first line of ours runs.
_OF_THE_INTERPRETER = ("PYTHONIOENCODING", "PYTHONUTF8", "PYTHONUNBUFFERED")
# What the commands import while they run.
_FOR_ALL = (
    "scoreboard.cli",
    "scoreboard.app",
    "scoreboard.cli.checking",
    "scoreboard.cli.score_lines",
    "sqlalchemy.dialects.sqlite",
    "logging.config",
)
_FOR_SERVERS = ("eventlet.wsgi", "eventlet.hubs", "scoreboard.web.beforehand", "segno")
_ENOUGH = 1 << 18


class Forked:
    """A process that a nursery has brought up, with what the suite needs of `Popen`."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.pid = int(line.recv(64))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it has ended, as `Popen` says it; None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """How it ends. Raises subprocess.TimeoutExpired where that takes too long."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return code

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            self._line.settimeout(timeout)
            with suppress(BlockingIOError, TimeoutError):
                said = self._line.recv(64)
                self.returncode = int(said)
                self._line.close()
        return self.returncode


def bring_up(
    arguments: list[str],
    *,
    cwd: Path,
    env: dict[str, str],
    streams: tuple[IO[Any], IO[Any], IO[Any]],
) -> Forked | None:
    """`scoreboard` with these arguments; None where only a true process shows what is asked."""
    kind = _kind_of(arguments, env)
    if kind is None:
        return None
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        asked = json.dumps([arguments, str(cwd), env]).encode()
        files = [theirs.fileno(), *(one.fileno() for one in streams)]
        socket.send_fds(_nursery(kind), [asked], files)
    return Forked(ours)


def _kind_of(arguments: list[str], env: dict[str, str]) -> str | None:
    """Which nursery: of patched processes for what serves, of plain ones for the rest."""
    # Imported here, as above.
    from scoreboard.limits import TABLE  # noqa: PLC0415

    ours = _settings()
    # Limits are read once, when they are imported: in the nursery that is over.
    early = *_OF_THE_INTERPRETER, *(row.setting for row in TABLE if row.setting)
    if sys.platform != "linux" or any(env.get(name) != ours.get(name) for name in early):
        return None
    if arguments[0] not in ("serve", "demo", "follow"):
        return "plain"
    return "eventlet" if env.get("SCOREBOARD_ASYNC_MODE", "eventlet") == "eventlet" else None


@cache
def _settings() -> dict[str, str]:
    """What the nurseries themselves are started with."""
    # Imported here: the nursery itself must not import what is to be patched first.
    from tests.support.server import environment_of  # noqa: PLC0415

    return environment_of(None, {})


@cache
def _nursery(kind: str) -> socket.socket:
    """The line to the nursery of this kind, which lives as long as this process."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ENOUGH)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.nursery", kind, str(theirs.fileno())],
            cwd=Path(__file__).parents[2],
            env=_settings(),
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    def close() -> None:
        ours.close()
        process.wait()

    atexit.register(close)
    return ours


# From here on: the nursery's own side.


class _Nursery:
    """Forks what is asked for, and tells how each has ended."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._children: dict[int, socket.socket] = {}
        self._bell, bell = os.pipe()
        for end in (self._bell, bell):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(bell)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        # Ctrl-C at a terminal is for the tests, which end this by closing the line.
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tend(self) -> list[str] | None:
        """None at the end; in each child its arguments."""
        while True:
            ready, _, _ = _select([self._line, self._bell], [], [])
            if self._bell in ready:
                with suppress(BlockingIOError):
                    _read(self._bell, 4096)
                self._tell_ended()
            if self._line in ready:
                asked, files, *_ = socket.recv_fds(self._line, _ENOUGH, 4)
                if not asked:
                    self._end_all()
                    return None
                arguments, cwd, env = json.loads(asked)
                if self._fork(files):
                    continue
                os.chdir(cwd)
                os.environ.clear()
                os.environ.update(env)
                return list(arguments)

    def _fork(self, files: list[int]) -> bool:
        """Whether this is still the nursery."""
        told, *streams = files
        pid = os.fork()
        if pid == 0:
            # Their numbers are given to other files from now on.
            for line in (self._line, *self._children.values()):
                line.detach()
            _become(streams)
            return False
        for one in streams:
            os.close(one)
        line = _Socket(fileno=told)
        line.send(str(pid).encode())
        self._children[pid] = line
        return True

    def _tell_ended(self) -> None:
        while self._children:
            pid, status = _waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            with self._children.pop(pid) as line, suppress(OSError):
                line.send(str(os.waitstatus_to_exitcode(status)).encode())

    def _end_all(self) -> None:
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)


def _become(streams: list[int]) -> None:
    """Be a process that has just started: its streams are 0 to 2, and nothing else is open."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 1 << 16)
    for name, number, mode in (("stdin", 0, "rb"), ("stdout", 1, "wb"), ("stderr", 2, "wb")):
        old = getattr(sys, name)
        # Unbuffered, as PYTHONUNBUFFERED makes them; the old ones are kept, lest they close these.
        raw: Any = open(number, mode, buffering=0 if mode == "wb" else -1, closefd=False)  # noqa: SIM115
        new = io.TextIOWrapper(raw, old.encoding, old.errors, write_through=mode == "wb")
        getattr(raw, "raw", raw).name = f"<{name}>"
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)
        _KEPT.append(old)


_KEPT: list[Any] = []


def main(kind: str, number: int) -> None:
    """Import all, then fork for each who asks; a child goes on into the product's own `main`."""
    line = _Socket(fileno=number)
    gc.disable()
    if kind == "eventlet":
        import_module("scoreboard.servers").server_of(kind).make_green()
    for name in (*_FOR_ALL, *(_FOR_SERVERS if kind == "eventlet" else ())):
        import_module(name)
    if kind == "eventlet":
        import_module("tests.support.routes").compile_ahead()
        # The patching has made a hub: each child makes its own.
        import_module("eventlet.hubs").use_hub()
    gc.collect()
    gc.freeze()
    gc.enable()
    arguments = _Nursery(line).tend()
    if arguments is not None:
        program = import_module("scoreboard.__main__")
        sys.argv = [program.__file__, *arguments]
        import_module("tests.support.late").be_late_if_asked()
        program.main()


if __name__ == "__main__":
    # Before sockets, reads and waits are made cooperative: the nursery itself has no hub.
    _select, _read, _waitpid, _Socket = select.select, os.read, os.waitpid, socket.socket
    main(sys.argv[1], int(sys.argv[2]))
