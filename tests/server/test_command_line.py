"""What a person at the command line types, and what is answered: lines and exit codes."""

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.contests import shipped
from tests.support.event_files import QUIZ
from tests.support.server import CHECKOUT, free_port, scoreboard

DENSE = '{"method": "dense", "scores": [42, 34, 27, 26, 26, 24, 21]}'
MEAN = (
    '{"aggregate": "mean", "drop_high": 1, "drop_low": 1, "decimals": 2,'
    ' "marks": ["9.2", "8.8", "9.5", "9.0", "8.1"]}'
)
CUT = '{"method": "competition", "scores": [30, 28, 28, 28, 10], "advance": 3}'
ANSWERS = [
    {"ranks": [1, 2, 3, 4, 4, 5, 6]},
    {"score": "9.00"},
    {"ranks": [1, 2, 2, 2, 5], "cut": ["in", "tied", "tied", "tied", "out"]},
]


def rank(given: str | bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    return scoreboard("rank", *arguments, stdin=given)


def ranked(given: str) -> Any:
    done = rank(given, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def refused(done: subprocess.CompletedProcess[str], code: int = 2) -> str:
    """The one clear line of an error."""
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    line, _, rest = done.stderr.rstrip("\n").rpartition("\n")
    assert line == "" or line.startswith("Usage:"), done.stderr
    return rest


@pytest.mark.parametrize(("problem", "answer"), list(zip((DENSE, MEAN, CUT), ANSWERS, strict=True)))
def test_the_three_problems_of_the_contract_are_answered(problem: str, answer: object) -> None:
    assert ranked(problem) == answer


def test_a_list_of_problems_is_answered_in_its_order() -> None:
    assert ranked(f"[{MEAN}, {CUT}, {DENSE}]") == [ANSWERS[1], ANSWERS[2], ANSWERS[0]]
    assert ranked("[]") == []


def test_one_wrong_problem_in_a_list_spoils_no_other_and_is_told_by_the_exit_code() -> None:
    done = rank(f'[{DENSE}, {{"scores": ["12abc"]}}, 7, {CUT}]', "--json")
    assert done.returncode == 2
    answers = json.loads(done.stdout)
    assert answers[0] == ANSWERS[0]
    assert answers[3] == ANSWERS[2]
    assert [list(answer) for answer in answers[1:3]] == [["error"], ["error"]]
    assert "Traceback" not in done.stderr


def test_lines_are_ranked_into_a_table_that_a_person_can_read() -> None:
    done = rank("a,42\nb,26\nc,26\n", "--method", "dense")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["1", "a", "42"],
        ["2=", "b", "26"],
        ["2=", "c", "26"],
    ]
    assert len({len(line) for line in done.stdout.splitlines()}) == 1, "columns stand in line"


@pytest.mark.parametrize(
    "given", ["", "{", '{"scores": [NaN]}', "a,1,5\n", b"\xff\xfe", "[" * 100_000]
)
def test_what_cannot_be_ranked_is_refused_in_one_line(given: str | bytes) -> None:
    done = rank(given)
    assert refused(done).startswith("scoreboard: ")
    assert done.stdout == ""


def test_a_wrong_line_is_named_by_its_number() -> None:
    assert "line 2" in refused(rank("a,42\nb,12abc\nc,7\n"))


def test_a_file_that_is_not_there_is_wrong_use() -> None:
    assert "nowhere.csv" in refused(scoreboard("rank", "nowhere.csv"))


def test_a_reader_who_has_seen_enough_does_not_bring_a_traceback(tmp_path: Path) -> None:
    lines = tmp_path / "many.csv"
    lines.write_text("".join(f"team {n},{n}\n" for n in range(20_000)), "utf-8")
    command = f'"{sys.executable}" -m scoreboard rank "{lines}" | head -n 1'
    done = subprocess.run(
        command, shell=True, cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split()[-1] == "19999"
    assert "Traceback" not in done.stderr


def test_an_event_is_loaded_and_loading_it_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "event.toml"
    file.write_text(shipped(), "utf-8")
    first = scoreboard("load", file, data=tmp_path / "data")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("nm2024: ")
    again = scoreboard("load", file, data=tmp_path / "data")
    assert "Nothing has changed." in again.stdout
    verified = scoreboard("verify", "nm2024", data=tmp_path / "data")
    assert verified.stdout.startswith("nm2024: 1 entry,"), "the second load wrote no entry"


def test_a_broken_file_has_all_its_problems_named_and_nothing_is_written(tmp_path: Path) -> None:
    file, data = tmp_path / "broken.toml", tmp_path / "data"
    broken = QUIZ.replace("max = 20", 'max = "x"').replace('id = "green"', 'id = "red"')
    file.write_text(broken.replace('ranking = "dense"', 'ranking = "fair"'), "utf-8")
    done = scoreboard("load", file, data=data)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"{file}:") for line in lines)
    numbers = [int(line.removeprefix(f"{file}:").split(":")[0]) for line in lines]
    wrong = ('max = "x"', 'id = "red"', 'ranking = "fair"')
    written = file.read_text("utf-8").splitlines()
    assert all(written[number - 1] in wrong for number in numbers)
    assert not data.exists(), "not even a data folder is made"


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"x = 1\n" * 2])
def test_a_file_that_is_no_event_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "event.toml"
    file.write_bytes(content)
    done = scoreboard("load", file, data=tmp_path)
    assert done.returncode == 2
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the shipped event."""
    data = tmp_path_factory.mktemp("loaded")
    file = CHECKOUT / "examples" / "nuclear-medicine-2024.toml"
    assert scoreboard("load", file, data=data).returncode == 0
    return data


@pytest.fixture(scope="module")
def links(loaded: Path) -> dict[str, Any]:
    """What `scoreboard links --json` says of it."""
    done = scoreboard("links", "--json", "--base-url", "http://hall:8000/", data=loaded)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def tokens_of(links: dict[str, Any]) -> list[str]:
    urls = [links["organiser"], links["scorer"], *(judge["url"] for judge in links["judges"])]
    assert all(url.startswith("http://hall:8000/join/") for url in urls)
    return [url.rsplit("/", 1)[1] for url in urls]


def test_links_name_every_role_in_the_contracts_shape(links: dict[str, Any]) -> None:
    assert list(links) == [
        "event", "organiser", "scorer", "presenter", "presenter_pin", "display", "audience",
        "judges", "follow_key",
    ]  # fmt: skip
    assert links["event"] == "nm2024"
    assert links["display"] == "http://hall:8000/e/nm2024/display"
    assert links["audience"] == "http://hall:8000/e/nm2024"
    assert [judge["id"] for judge in links["judges"]] == ["j1", "j2", "j3", "j4", "j5"]
    assert all(set(judge) == {"id", "name", "pin", "url"} for judge in links["judges"])
    pins = [judge["pin"] for judge in links["judges"]]
    assert all(re.fullmatch(r"\d{6}", pin) for pin in pins)
    assert len(set(pins)) == 5
    assert len(set(tokens_of(links))) == 7


def test_links_are_the_same_tomorrow_and_stand_in_no_file(
    loaded: Path, links: dict[str, Any]
) -> None:
    people = scoreboard("links", "nm2024", "--base-url", "http://hall:8000", data=loaded).stdout
    assert all(token in people for token in tokens_of(links))
    assert all(f"PIN {judge['pin']}" in people for judge in links["judges"])
    assert "评委三" in people
    kept = b"".join(path.read_bytes() for path in loaded.rglob("*") if path.is_file())
    assert b"nm2024" in kept
    assert not [token for token in tokens_of(links) if token.encode() in kept]


def test_an_event_that_is_not_there_is_named(loaded: Path) -> None:
    assert "nm1999" in refused(scoreboard("links", "nm1999", data=loaded))
    assert "nm1999" in refused(scoreboard("verify", "nm1999", data=loaded))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SCOREBOARD_ASYNC_MODE", "foo", "eventlet, gevent, threading"),
        ("SCOREBOARD_DATABASE_URL", "mysql://x", "postgresql+psycopg://"),
        ("SCOREBOARD_SECRET_KEY", "short", "16 characters"),
    ],
)
def test_a_setting_that_cannot_be_read_stops_the_start_with_the_accepted_values(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    data = tmp_path / "data"
    line = refused(scoreboard("serve", "--port", "0", data=data, **{name: value}))
    assert name in line
    assert said in line
    assert not (data / "scoreboard.db").exists()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = scoreboard("serve", "--port", "0", SCOREBOARD_DATA=str(tmp_path / "file" / "data"))
    assert "SCOREBOARD_DATA" in refused(done)


def test_a_port_that_is_taken_is_named(loaded: Path) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        port = str(taken.getsockname()[1])
        for command in ("serve", "demo"):
            done = scoreboard(command, "--host", "127.0.0.1", "--port", port, data=loaded)
            line = done.stderr.strip()
            assert done.returncode == 2, done.stderr
            assert port in line
            assert "\n" not in line


@pytest.mark.parametrize(
    "arguments", [("fly",), ("serve", "--port", "x"), ("demo", "--speed", "0")]
)
def test_wrong_use_is_answered_with_two(arguments: tuple[str, ...]) -> None:
    done = scoreboard(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
