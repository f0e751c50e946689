"""What is printed decides nothing: neither a code page nor a closed pipe ends the deed."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.contests import shipped
from tests.support.server import CHECKOUT, command_of, environment_of, free_port
from tests.support.sweeps import later
from tests.support.waiting import until

JUDGE = "古丽•买买提"
# The one of Chinese consoles first; the others are tried by `make test-long`.
PAGES = ["gbk", *map(later, ("ascii", "cp1252", "utf-8"))]


def event_with(judge: str) -> str:
    return shipped().replace('name = "评委一"', f'name = "{judge}"', 1)


def run(
    *arguments: str | Path, data: Path, page: str = "utf-8", out: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """One command in a console of a code page."""
    console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": page}
    return subprocess.run(
        command_of(*arguments), cwd=CHECKOUT, env=environment_of(data, console), timeout=60,
        stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the event of a judge whose name no old code page has, and its file."""
    data = tmp_path_factory.mktemp("console")
    text = event_with(JUDGE)
    assert JUDGE in text
    (data / "event.toml").write_text(text, "utf-8")
    assert run("load", data / "event.toml", data=data).returncode == 0
    return data


@pytest.mark.parametrize("page", PAGES[:2])
@pytest.mark.parametrize(
    "command",
    ["load FILE", "links nm2024", "verify nm2024",
     *map(later, ("links nm2024 --json", "export nm2024", "rank NAMES", "backup COPY",
                  "doctor --host 127.0.0.1", "load nowhere.toml"))],
)  # fmt: skip
def test_no_code_page_ends_a_command(folder: Path, command: str, page: str) -> None:
    (folder / "names.csv").write_text(f"{JUDGE},9\n龙“队”,7\n", "utf-8")
    given = {
        "FILE": folder / "event.toml", "NAMES": folder / "names.csv", "COPY": folder / "copy.db"
    }  # fmt: skip
    arguments = [given.get(word, word) for word in command.split()]
    done = run(*arguments, data=folder, page=page)
    said = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in said
    if "nowhere" in command:
        assert done.returncode == 2
    elif "doctor" not in command:
        assert done.returncode == 0, said


@pytest.mark.parametrize("page", PAGES)
def test_what_another_program_reads_is_escaped_and_not_replaced(folder: Path, page: str) -> None:
    done = run("links", "nm2024", "--json", data=folder, page=page)
    assert json.loads(done.stdout.decode(page))["judges"][0]["name"] == JUDGE


def test_a_name_stays_legible_where_one_sign_is_missing(folder: Path) -> None:
    said = run("links", "nm2024", data=folder, page="gbk").stdout.decode("gbk")
    assert "古丽·买买提" in said


@pytest.mark.parametrize("command", [("verify", "nm2024"), ("load", "FILE")])
def test_a_deed_is_done_although_its_printing_has_no_room(
    folder: Path, command: tuple[str, ...]
) -> None:
    arguments = [folder / "event.toml" if word == "FILE" else word for word in command]
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, data=folder, out=full.fileno())
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["export nm2024", "links nm2024", "rank NAMES"])
def test_an_answer_that_could_not_be_written_is_not_called_done(folder: Path, command: str) -> None:
    (folder / "names.csv").write_text("红队,9\n", "utf-8")
    arguments = [folder / "names.csv" if word == "NAMES" else word for word in command.split()]
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, data=folder, out=full.fileno())
    assert done.returncode == 1
    assert done.stderr.decode().startswith("scoreboard: the answer could not be written")


@pytest.fixture
def port() -> int:
    return free_port()


class Serving:
    """`scoreboard serve` in a console of the test's making."""

    def __init__(self, data: Path, port: int, page: str, shell: str = "{}") -> None:
        serve = " ".join(command_of("serve", "--host", "127.0.0.1", "--port", str(port)))
        console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": page}
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            ["sh", "-c", shell.format(f"exec {serve}")], env=environment_of(data, console),
            cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        until(self.answers, "the server answers")

    def answers(self) -> bool:
        try:
            return (
                httpx.get(f"{self.url}/e/nm2024", trust_env=False, verify=False).status_code == 200
            )
        except httpx.TransportError:
            return False


@pytest.fixture
def ended() -> Iterator[list[Serving]]:
    """Those to be ended after the test."""
    started: list[Serving] = []
    yield started
    for one in started:
        one.process.kill()
        one.process.communicate()


@pytest.mark.parametrize("page", PAGES)
def test_the_server_starts_in_every_code_page(
    folder: Path, port: int, ended: list[Serving], page: str
) -> None:
    serving = Serving(folder, port, page)
    ended.append(serving)
    serving.process.send_signal(signal.SIGTERM)
    said, complaints = serving.process.communicate(timeout=10)
    assert serving.process.returncode == 0
    assert b"PIN" in said
    assert b"Traceback" not in complaints


def test_the_server_goes_on_when_nobody_reads_what_it_prints(
    folder: Path, port: int, ended: list[Serving]
) -> None:
    serving = Serving(folder, port, "utf-8")
    ended.append(serving)
    assert serving.process.stdout
    assert serving.process.stderr
    serving.process.stdout.close()
    serving.process.stderr.close()
    # An unknown event's page and a bad request make it print, or not: it answers.
    for _ in range(3):
        assert (
            httpx.get(f"{serving.url}/e/nowhere", trust_env=False, verify=False).status_code == 404
        )
        assert serving.answers()
    serving.process.stdout = serving.process.stderr = None


def test_a_server_without_an_output_writes_into_none_of_its_files(
    folder: Path, port: int, ended: list[Serving]
) -> None:
    serving = Serving(folder, port, "utf-8", shell="{} >&- 2>&-")
    ended.append(serving)
    numbers = Path(f"/proc/{serving.process.pid}/fd")
    assert {(numbers / n).resolve() for n in ("1", "2")} == {Path("/dev/null")}
    serving.process.send_signal(signal.SIGTERM)
    serving.process.communicate(timeout=10)
    assert run("verify", "nm2024", data=folder).returncode == 0
