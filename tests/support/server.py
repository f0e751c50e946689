"""A real server process, as in the hall: started, killed, and started again on what is left."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any

import httpx

from scoreboard.config import from_environment
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.links import role_links
from scoreboard.services import Services, open_services
from scoreboard.storage.access import WHOLE_SERVER
from tests.support.nursery import Forked, bring_up
from tests.support.waiting import PATIENCE, until

CHECKOUT = Path(__file__).resolve().parents[2]
# The name under which browsers find the server: no localhost, so that pages are as insecure as in
# the hall.
HALL_HOST = "hall.test"


def scoreboard(
    *arguments: str | Path, data: Path | None = None, stdin: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; what it says is text, whatever it exits with."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    with TemporaryFile() as asked, TemporaryFile() as said, TemporaryFile() as complained:
        asked.write(given)
        asked.seek(0)
        process = _started(
            list(map(str, arguments)),
            cwd=CHECKOUT,
            env=environment_of(data, environment),
            streams=(asked, said, complained),
        )
        try:
            code = process.wait(60)
        finally:
            process.kill()
        said.seek(0)
        complained.seek(0)
        out, err = said.read().decode(), complained.read().decode()
    return subprocess.CompletedProcess(command_of(*arguments), code, out, err)


def _started(
    arguments: list[str],
    *,
    cwd: Path,
    env: dict[str, str],
    streams: tuple[IO[Any], IO[Any], IO[Any]],
    fresh: bool = False,
) -> subprocess.Popen[bytes] | Forked:
    """A process of `scoreboard`: forked where that is as good as a true one, which is `fresh`."""
    forked = None if fresh else bring_up(arguments, cwd=cwd, env=env, streams=streams)
    stdin, stdout, stderr = streams
    return forked or subprocess.Popen(
        command_of(*arguments), cwd=cwd, env=env, stdin=stdin, stdout=stdout, stderr=stderr
    )


def command_of(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "scoreboard", *map(str, arguments)]


def environment_of(data: Path | None, settings: dict[str, str]) -> dict[str, str]:
    # What the developer has set for servers of their own must not reach the tests.
    # Nor would each process compile all modules anew because the first may not keep them.
    lost = "PYTHONDONTWRITEBYTECODE"
    kept = {n: v for n, v in os.environ.items() if "SCOREBOARD" not in n and n != lost}
    own = {"SCOREBOARD_DATA": str(data)} if data else {}
    found = {
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        # A tenth of a server's start is the loading of what asks for names, and here it asks for
        # none. The tests of the installed package start one with it, as users do.
        "EVENTLET_NO_GREENDNS": "yes",
    }
    return {**kept, **found, **own, **settings}


def _share_fonts(data: Path) -> None:
    """Let servers find the fonts that others have made: their names say what is in them.

    Each costs a second of a processor, and most tests ask for one of a few.
    """
    made = Path(gettempdir()) / f"scoreboard-tests-fonts-{os.getuid()}"
    made.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        (data / "fonts").symlink_to(made)


def free_port() -> int:
    """A port nobody listens on, below those that the system gives to outgoing connections.

    A client that keeps calling a dead port in that range may one day reach itself.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@dataclass
class Person:
    """Somebody with a token (or none) who sends requests about one event to a real server."""

    server: Server
    slug: str
    token: str | None

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self.server.url}/api/v1/events/{self.slug}/{path}"
        return self.server.http.request(method, url, json=body, headers=headers)

    def post(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return self.ask("POST", path, body or {})

    def mark(self, round_id: str, team: str, value: Any, **rest: Any) -> httpx.Response:
        body = {"id": str(uuid.uuid4()), "round": round_id, "team": team, "value": value, **rest}
        return self.post("scores", body)

    def award(self, round_id: str, team: str, points: Any, **rest: Any) -> httpx.Response:
        body = {"id": str(uuid.uuid4()), "round": round_id, "team": team, "points": points, **rest}
        return self.post("awards", body)

    def stakes(self, round_id: str, team: str, stake: int) -> httpx.Response:
        """A risk question, answered right."""
        return self.award(round_id, team, stake, stake=stake, outcome="right")

    def set_round(self, act: str, round_id: str) -> None:
        answer = self.post(f"rounds/{round_id}/{act}")
        assert answer.status_code == 200, answer.text

    def board(self, query: str = "") -> dict[str, Any]:
        answer = self.ask("GET", f"board{query}")
        assert answer.status_code == 200, answer.text
        board: dict[str, Any] = answer.json()
        return board

    def ledger(self, since: int = 0) -> list[dict[str, Any]]:
        answer = self.ask("GET", f"ledger?since={since}")
        assert answer.status_code == 200, answer.text
        entries: list[dict[str, Any]] = answer.json()["entries"]
        return entries


class Server:
    """`scoreboard serve` in a process of its own, on one port and one data folder for life."""

    def __init__(
        self,
        data: Path,
        mode: str = "eventlet",
        files: tuple[int, int] | None = None,
        *,
        fresh: bool = False,
        tls: Path | None = None,
        program: Sequence[str] = (),
        called: str = "",
        host: str = "127.0.0.1",
        **environment: str,
    ) -> None:
        """`files`: how many descriptors the process may have, softly and hard (`ulimit -n`).

        `fresh`: an interpreter of its own, as in the hall, where a fork of one would do.
        `tls`: the folder with the certificate that is shown. `program`: a module with arguments
        that is run in the place of `scoreboard`. `called`: the host name by which the hall, the
        cards and a second laptop know it. `host`: where it listens.
        """
        data.mkdir(parents=True, exist_ok=True)
        self._fresh = fresh
        self._program = program
        self._files = files
        self._environment = environment
        self.data = data
        self.mode = mode
        self.port = free_port()
        self.tls = tls
        scheme = "https" if tls else "http"
        self._host = host
        self.url = f"{scheme}://{host}:{self.port}"
        self._named = called or HALL_HOST
        self.hall = f"{scheme}://{self._named}:{self.port}"
        # What it tells others to call it; its own address where that is left out.
        self.address = self.hall if called else ""
        # What it is started with: a second laptop follows.
        self.command = ["serve"]
        # The server ends idle connections; this client lets them go sooner.
        self.http = httpx.Client(
            trust_env=False, verify=False, timeout=20, limits=httpx.Limits(keepalive_expiry=2),
            base_url=self.url,
        )  # fmt: skip
        self.log_file = data / "server.log"
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._links: dict[str, dict[str, Any]] = {}

    def load(self, text: str) -> None:
        """Load an event file, as `scoreboard load` does, but without a process for each."""
        with self.at_home() as services:
            services.preparing.set_up(read_event_file(text.encode()))

    def start(self) -> None:
        """Serve, and come back when the server answers."""
        _share_fonts(self.data)
        arguments = [*self.command, "--host", self._host, "--port", str(self.port)]
        if self.address:
            arguments += ["--address", self.address]
        if self.tls is not None:
            shown, key = self.tls / "certificate.pem", self.tls / "key.pem"
            arguments += ["--tls-cert", str(shown), "--tls-key", str(key)]
        # The name by which browsers come is no name of this machine.
        proxied = "SCOREBOARD_TRUSTED_PROXIES" in self._environment
        named = {} if proxied else {"SCOREBOARD_HOSTS": self._named}
        settings = {"SCOREBOARD_ASYNC_MODE": self.mode, **named, **self._environment}
        env = environment_of(self.data, settings)
        with self.log_file.open("ab") as log, Path(os.devnull).open("rb") as nothing:
            streams = (nothing, log, log)
            if self._program:
                command = [sys.executable, "-m", *self._program, *arguments]
                self._process = subprocess.Popen(
                    command, cwd=self.data, env=env, stdin=nothing, stdout=log, stderr=log
                )
            elif self._files is None:
                self._process = _started(
                    arguments, cwd=self.data, env=env, streams=streams, fresh=self._fresh
                )
            else:
                soft, hard = self._files
                limited = f'ulimit -Sn {soft} && ulimit -Hn {hard} && exec "$@"'
                command = ["sh", "-c", limited, "sh", *command_of(*arguments)]
                self._process = subprocess.Popen(
                    command, cwd=self.data, env=env, stdin=nothing, stdout=log, stderr=log
                )
        until(self._answers, "the server answers /healthz")

    @property
    def running(self) -> bool:
        """Whether the process is still there."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    def open_files(self) -> int:
        """How many descriptors the process has open now (Linux only)."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def open_lines(self) -> int:
        """How many of them are sockets: connections of its database may stay open for the next."""
        found = 0
        for descriptor in Path(f"/proc/{self.pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                found += str(descriptor.readlink()).startswith("socket:")
        return found

    def kill(self) -> None:
        """SIGKILL, as when somebody trips over the cable: nothing is tidied up."""
        assert self._process is not None
        self._process.kill()
        assert self._process.wait() == -signal.SIGKILL, self.log

    def signal(self, number: int) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    def stop(self) -> None:
        """The end of a test: whatever still runs goes, and nothing may have gone wrong unseen."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.http.close()
        assert "Traceback" not in self.log, self.log

    @property
    def log(self) -> str:
        """All that the server has said since its first start."""
        return self.log_file.read_text("utf-8") if self.log_file.exists() else ""

    def links(self, slug: str) -> dict[str, Any]:
        """Every role's link of an event, as browsers open them."""
        if slug not in self._links:
            with self.at_home() as services:
                found = role_links(services.books, services.access, slug, self.hall)
            self._links[slug] = found
        return self._links[slug]

    def judge_link(self, slug: str, judge: str) -> str:
        url: str = next(j["url"] for j in self.links(slug)["judges"] if j["id"] == judge)
        return url

    def scorer(self, slug: str) -> Person:
        return Person(self, slug, _token(self.links(slug)["scorer"]))

    def judge(self, slug: str, judge: str) -> Person:
        return Person(self, slug, _token(self.judge_link(slug, judge)))

    def server_link(self) -> str:
        """The link of whoever organises all events of the server."""
        with self.at_home() as services:
            return f"{self.hall}/join/{services.access.links(WHOLE_SERVER)[0][1]}"

    def organiser(self, slug: str) -> Person:
        return Person(self, slug, _token(self.links(slug)["organiser"]))

    def stranger(self, slug: str) -> Person:
        return Person(self, slug, None)

    @contextmanager
    def at_home(self) -> Iterator[Services]:
        """The server's own database, from this process, as another command would open it."""
        services = open_services(from_environment(self._environment, data=self.data))
        try:
            yield services
        finally:
            services.database.engine.dispose()

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"the server has stopped:\n{self.log}"
        try:
            # On a slow disk others' marks go before it.
            return self.http.get(f"{self.url}/healthz", timeout=PATIENCE).status_code == 200
        except httpx.TransportError:
            return False


def _token(url: str) -> str:
    return url.rsplit("/", 1)[1]


@contextmanager
def serving(
    data: Path,
    *events: str,
    mode: str = "eventlet",
    files: tuple[int, int] | None = None,
    fresh: bool = False,
    tls: Path | None = None,
    program: Sequence[str] = (),
    **environment: str,
) -> Iterator[Server]:
    """A server with these event files loaded; its log is printed where the test fails."""
    server = Server(data, mode, files, fresh=fresh, tls=tls, program=program, **environment)
    try:
        for text in events:
            server.load(text)
        server.start()
        yield server
    except BaseException:
        print(f"The server's log:\n{server.log}")
        raise
    finally:
        server.stop()
