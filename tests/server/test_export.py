"""`scoreboard export` as it is typed: files, standard output, and what is refused."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import uuid
from pathlib import Path

import pytest

from tests.support.contests import shipped
from tests.support.result_files import csv_rows, opened
from tests.support.server import CHECKOUT, command_of, environment_of, scoreboard
from tests.support.site import Site


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    file = folder / "event.toml"
    file.write_text(shipped(), "utf-8")
    assert scoreboard("load", file, data=folder / "data").returncode == 0
    return folder / "data"


def test_a_workbook_is_written_where_it_is_wanted(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.xlsx"
    done = scoreboard("export", "nm2024", "--format", "xlsx", "-o", file, data=data)
    assert (done.returncode, done.stdout) == (0, "")
    assert [sheet.title for sheet in opened(file.read_bytes())][1] == "初赛"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.xlsx"]


def test_the_ending_says_what_is_wanted_and_else_it_is_csv(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    assert scoreboard("export", "nm2024", "-o", file, data=data).returncode == 0
    assert json.loads(file.read_text("utf-8"))["event"] == "nm2024"
    printed = scoreboard("export", "nm2024", data=data)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert len(csv_rows(printed.stdout.encode())) == 7


def test_a_page_that_recounts_is_written_beside_them(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.html"
    assert scoreboard("export", "nm2024", "-o", file, data=data).returncode == 0
    page = file.read_text("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    [held] = re.findall(r'id="results">(.*?)</script>', page, re.DOTALL)
    file = tmp_path / "results.json"
    assert scoreboard("export", "nm2024", "-o", file, data=data).returncode == 0
    assert json.loads(held) == json.loads(file.read_text("utf-8"))


def test_no_workbook_is_poured_into_a_terminal(data: Path) -> None:
    leader, follower = pty.openpty()
    done = subprocess.run(
        command_of("export", "nm2024", "--format", "xlsx"),
        cwd=CHECKOUT, env=environment_of(data, {}), stdin=subprocess.DEVNULL, stdout=follower,
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "-o" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [("nowhere",), ("nm2024", "--format", "pdf"), ("nm2024", "-o", "/no/such/folder/x.csv"), ()],
)
def test_what_cannot_be_done_is_said_in_one_line(data: Path, arguments: tuple[str, ...]) -> None:
    done = scoreboard("export", *arguments, data=data)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_what_was_only_rehearsed_is_said_to_be(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert site.organiser.post("rehearsal", {"id": str(uuid.uuid4())}).status_code == 200
    done = scoreboard("export", "nm2024", "-o", tmp_path / "results.csv", data=tmp_path)
    assert done.returncode == 0
    assert "nm2024 is in rehearsal" in done.stderr
