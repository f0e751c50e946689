"""`scoreboard demo`: the seed's competition plays itself, and is served until it is stopped."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.screens import Screen
from tests.support.server import CHECKOUT, command_of, environment_of
from tests.support.sweeps import MODES
from tests.support.waiting import until

SEED = [
    ("核医之光队", "成都", 1, "42"),
    ("勇者无敌队", "成都", 2, "34"),
    ("核力不凡队", "成都", 3, "27"),
    ("北核亮翅队", "川北", 4, "26"),
    ("核力无限队", "川东", 4, "26"),
    ("大江大核队", "川西", 5, "24"),
    ("硬核出击队", "川南", 6, "21"),
]


class Demo:
    """A demo that runs; what it says goes to a file, as it would to a terminal."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.log_file = folder / "demo.log"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        own = {"TMPDIR": str(self.temporary), "SCOREBOARD_DATA": str(folder / "own")}
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                command_of("demo", "--host", "127.0.0.1", "--port", "0", *arguments),
                cwd=CHECKOUT,
                env=environment_of(None, {**own, **settings}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.url = until(self._address, "the demo says where it serves", 60)
        until(self._answers, "the demo answers")

    def _address(self) -> str | None:
        assert self.process.poll() is None, self.log
        found = re.search(r"^On this machine: +(http://127\.0\.0\.1:\d+)/$", self.log, re.MULTILINE)
        return found[1] if found else None

    def _answers(self) -> bool:
        try:
            return (
                httpx.get(f"{self.url}/healthz", trust_env=False, verify=False).status_code == 200
            )
        except httpx.TransportError:
            return False

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8")

    @property
    def folders(self) -> list[Path]:
        return list(self.temporary.glob("scoreboard-demo-*"))

    def board(self, query: str = "") -> dict[str, Any]:
        answer = httpx.get(
            f"{self.url}/api/v1/events/nm2024/board{query}", trust_env=False, verify=False
        )
        assert answer.status_code == 200, answer.text
        board: dict[str, Any] = answer.json()
        return board

    def interrupt(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)


@contextmanager
def playing(folder: Path, *arguments: str, **settings: str) -> Iterator[Demo]:
    demo = Demo(folder, *arguments, **settings)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.process.kill()
            demo.process.wait()
        print(demo.log)


@contextmanager
def watching(url: str) -> Iterator[Screen]:
    screen = Screen()
    auth = {"event": "nm2024", "view": "display"}
    screen.client.connect(url, auth=auth, transports=["websocket"], wait_timeout=10)
    try:
        yield screen
    finally:
        screen.client.disconnect()


def test_the_demo_ends_on_the_seeds_table_with_the_winner_and_serves_until_ctrl_c(
    tmp_path: Path,
) -> None:
    with playing(tmp_path, "--speed", "100") as demo:
        until(lambda: demo.log.count("won by") == 2, "the last line names the winner", 60)
        said = demo.log
        for name, region, place, total in SEED:
            row = rf"^{place}=? +{name} +{region} .* {total}$"
            assert re.search(row, said, re.MULTILINE), f"{name} in the table"
        assert "决赛 · won by 核医之光队" in said
        board = demo.board("?stage=prelim")
        rows = [
            (row["team"]["name"], row["team"]["region"], row["rank"], row["total"])
            for row in board["rows"]
        ]
        assert rows == SEED
        final = demo.board()
        assert final["status"] == "final"
        announced = final["announced"]
        assert (announced["stage"], announced["winners"]) == ("final", ["hyzg"])
        assert httpx.get(f"{demo.url}/healthz", trust_env=False, verify=False).status_code == 200
        assert len(demo.folders) == 1
        assert demo.interrupt() == 0
        assert "Traceback" not in demo.log
        assert not demo.folders, "the temporary folder is gone"
        assert not (tmp_path / "own").exists(), "the folder for real events is not touched"


@pytest.mark.parametrize("mode", MODES)
def test_a_demo_interrupted_in_mid_play_before_full_screens_ends_as_cleanly(
    tmp_path: Path, mode: str
) -> None:
    with playing(tmp_path, "--speed", "1", SCOREBOARD_ASYNC_MODE=mode) as demo:
        with watching(demo.url) as projector, watching(demo.url):
            until(lambda: len(projector.boards) > 3, "the play is seen")
            assert demo.interrupt() == 0
        assert "Traceback" not in demo.log
        assert "Stopped." in demo.log
        assert not demo.folders


def test_a_demo_that_does_not_play_waits_with_the_event_as_it_is(tmp_path: Path) -> None:
    with playing(tmp_path, "--no-play", "--keep") as demo:
        board = demo.board()
        assert board["version"] == 1
        assert {row["total"] for row in board["rows"]} == {None}
        (folder,) = demo.folders
        assert str(folder) in demo.log
        assert demo.interrupt() == 0
        assert (folder / "scoreboard.db").is_file(), "kept, as was asked"


@pytest.mark.parametrize("mode", ["gevent", "threading"])
def test_the_demo_plays_on_the_other_servers_too(tmp_path: Path, mode: str) -> None:
    with playing(tmp_path, "--speed", "1000", SCOREBOARD_ASYNC_MODE=mode) as demo:
        until(lambda: demo.log.count("won by") == 2, "the last line names the winner", 60)
        assert demo.interrupt(signal.SIGTERM) == 0, "as systemd or docker would end it"
        assert "Traceback" not in demo.log
        assert not demo.folders
