"""A workbook becomes an event at the command line, and is read beside the marks by a server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.contests import shipped
from tests.support.server import CHECKOUT, Server, scoreboard, serving
from tests.support.sweeps import MODES
from tests.support.workbooks import quiz, teams, workbook


def load(
    folder: Path, data: bytes, *options: str, name: str = "event.xlsx"
) -> subprocess.CompletedProcess[str]:
    file = folder / name
    file.write_bytes(data)
    return scoreboard("load", file, *options, data=folder / "data")


def test_a_workbook_is_loaded_and_again_changes_nothing(tmp_path: Path) -> None:
    done = load(tmp_path, quiz())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "quiz: Spring quiz (3 teams, 2 judges, 2 stages)\n"
    assert load(tmp_path, quiz()).stdout.endswith("Nothing has changed.\n")


def test_who_is_named_in_the_event_keeps_the_id_when_rows_move(tmp_path: Path) -> None:
    rows = [["name"], ["Red"], ["Blue"], ["Green"]]
    judges = [["name"], ["Lin"], ["Wu"]]
    load(tmp_path, quiz(Teams=rows, Judges=judges))
    moved = [rows[0], rows[3], ["New"], *rows[1:3]]
    assert load(tmp_path, quiz(Teams=moved, Judges=judges)).returncode == 0
    assert load(tmp_path, quiz(Teams=moved, Judges=judges)).stdout.endswith("has changed.\n")


def test_every_problem_of_a_workbook_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    bad = quiz(
        Teams=[["name"], ["Red"], ["Red"], ["=A1"]], Judges=[["name", "recused"], ["Lin", "x"]]
    )
    done = load(tmp_path, bad)
    file = tmp_path / "event.xlsx"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"{file}: Teams!A3: The name Red is already given in A2.",
        f"{file}: Teams!A4: This is a formula. Put its result here: copy it and paste the value.",
        f"{file}: Judges!B2: There is no team called x.",
    ]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (workbook({"Teams": [["name"], ["Red"]]}), "event.xlsx", "but no event with stages"),
        (b"PK\x03\x04", "event.xlsx", "This workbook is damaged"),
        (b"name\nRed\n", "event.csv", "an event is loaded from a .toml or .xlsx file"),
    ],
)
def test_what_is_no_event_is_answered_in_one_line(
    tmp_path: Path, data: bytes, name: str, says: str
) -> None:
    done = load(tmp_path, data, name=name)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_what_results_rest_on_changes_with_a_reason_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, shipped()) as server:
        assert server.scorer("nm2024").post("rounds/r1/open").status_code == 200
        assert server.judge("nm2024", "j1").mark("r1", "hyzg", 9).status_code == 201
    changed = shipped().replace('ranking = "dense"', 'ranking = "competition"').encode()
    done = load(tmp_path, changed, name="event.toml")
    assert done.returncode == 2
    assert "reason" in done.stderr
    assert load(tmp_path, changed, "--reason", "As announced", name="event.toml").returncode == 0


def test_a_total_row_is_no_team_and_is_named_on_stderr(tmp_path: Path) -> None:
    rows = [["id", "name", "region"], ["red", "Red", "N"], ["blue", "Blue", "S"],
            ["green", "Green", "S"], [None, "Total", 3]]  # fmt: skip
    done = load(tmp_path, quiz(Teams=rows))
    assert (done.returncode, "3 teams" in done.stdout) == (0, True)
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'event.xlsx'}: Teams!A5: Says Total, as a total does. It is left out."
    ]


def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path: Path) -> None:
    done = load(tmp_path, b"<html><table>", name="event.xls")
    assert done.returncode == 2
    assert "This is a web page" in done.stderr


def test_a_mistake_is_told_before_the_parts_that_serve_are_loaded(tmp_path: Path) -> None:
    file = tmp_path / "event.xlsx"
    file.write_bytes(quiz(Teams=[["name"], ["=A1"]]))
    code = (
        "import sys; from scoreboard.cli import scoreboard\n"
        "try: scoreboard(['load', sys.argv[1]])\n"
        "except SystemExit as end: print(end.code, 'flask' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, file],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "2 False\n"


@pytest.mark.parametrize("mode", MODES)
def test_marks_are_taken_while_fifteen_hundred_teams_are_read(tmp_path: Path, mode: str) -> None:
    with serving(tmp_path / "data", shipped(), mode=mode) as server:
        assert server.scorer("nm2024").post("rounds/r1/open").status_code == 200
        lines: list[tuple[float, dict[str, Any]]] = []
        reading = threading.Thread(target=_hand_over, args=(server, lines))
        reading.start()
        judge, marked = server.judge("nm2024", "j1"), []
        while reading.is_alive():
            answer = judge.mark("r1", "hyzg", len(marked) % 20)
            assert answer.status_code == 201, answer.text
            marked.append(time.monotonic())
        reading.join()
    assert lines[0][1] == {"step": "reading", "rows": 25, "of": None}
    found = lines[-1][1]["result"]
    assert (len(found["teams"]), found["problems"]) == (1500, [])
    began, ended = lines[0][0], lines[-1][0]
    # Told as it goes, and never for long at a time: other requests have their turn in between.
    assert sum(began < at < ended for at in marked) >= 3


def _hand_over(server: Server, lines: list[tuple[float, dict[str, Any]]]) -> None:
    organiser = server.organiser("nm2024")
    rows = [[f"Team {n}", "North", "Lin (doctor); Wu; Chen (nurse)"] for n in range(1500)]
    with (
        httpx.Client(trust_env=False, verify=False, timeout=30) as http,
        http.stream(
            "POST",
            f"{server.url}/api/v1/events/nm2024/import",
            headers={"Authorization": f"Bearer {organiser.token}"},
            files={"file": ("teams.xlsx", teams(*rows))},
        ) as answer,
    ):
        lines.extend((time.monotonic(), json.loads(line)) for line in answer.iter_lines())
