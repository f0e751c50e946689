"""Whatever is typed wrong at a command: one line that says what, exit code 2, and nothing done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoreboard.cli import scoreboard as commands
from tests.support.contests import shipped
from tests.support.server import free_port
from tests.support.site import TEST_KEY


def scoreboard(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, list(map(str, words)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with all kinds of files, in which the commands are typed."""
    folder = tmp_path_factory.mktemp("typed")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "MESSAGE_QUEUE", "ASYNC_MODE", "HOSTS"):
            patch.delenv(f"SCOREBOARD_{name}", raising=False)
        patch.setenv("SCOREBOARD_SECRET_KEY", TEST_KEY)
        patch.setenv("SCOREBOARD_DATA", str(folder / "data"))
        patch.chdir(folder)
        Path("event.toml").write_text(shipped(), "utf-8")
        assert scoreboard("load", "event.toml").exit_code == 0
        assert scoreboard("backup", "good.db").exit_code == 0
        Path("text.db").write_text("hello")
        Path("empty.db").touch()
        Path("cut.db").write_bytes(Path("good.db").read_bytes()[:20_000])
        with closing(sqlite3.connect("other.db")) as other:
            other.execute("CREATE TABLE other (a)")
        yield folder


WRONG = [
    "restore --force text.db",
    "restore --force empty.db",
    "restore --force cut.db",
    "restore --force other.db",
    "restore --force event.toml",
    "restore --force nowhere.db",
    "restore --force data/scoreboard.db",
    "restore good.db",
    "restore --force good.db --recovery-code AAAA",
    "restore --force good.db --recovery-code AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH",
    "backup text.db",
    "backup results.csv",
    "backup results.PDF",
    "backup event.toml",
    "backup nowhere/copy.db",
    "backup text.db/copy.db",
    "export nowhere",
    "export nm2024 -o results.pdf",
    "export nm2024 -o results.xls",
    "export nm2024 -o results",
    "export nm2024 -o results.csv.bak",
    "export nm2024 --format xlsx -o results.csv",
    "export nm2024 --whole -o results.csv",
    "verify nowhere",
    "verify nm2024 --seal junk",
    "recount text.db",
    "recount nowhere.json",
    "rank empty.db",
    "load text.db",
    "links nowhere",
    "links --base-url junk",
    "links --base-url ftp://hall",
    "links --renew nobody",
    "links --renew judge:nobody",
    "certificate --host scores.example.com",
    "serve --address junk",
    "serve --tls-cert text.db",
    "serve --tls-cert text.db --tls-key text.db",
    "demo --speed nan",
    "demo --speed 0",
    "follow http://127.0.0.1:9 --key junk",
    "follow notaurl",
    "follow notaurl --key AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA",
    "follow http://not:a:url",
    "follow http://first,second:8000",
    "follow ftp://127.0.0.1",
    "follow 127.0.0.1:99999",
]


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_typed_wrong_is_said_with_exit_code_2_and_nothing_is_written(
    typed: str, folder: Path
) -> None:
    def there() -> dict[str, bytes]:
        # Whether a database is in use is asked of SQLite, which then puts its file in order.
        others = [path for path in folder.rglob("*.*") if "scoreboard.db" not in path.name]
        return {str(path): path.read_bytes() for path in others}

    before = there()
    words = typed.split()
    if words[0] == "serve":
        words += ["--port", str(free_port())]
    done = scoreboard(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    said = done.stderr.strip().splitlines()
    assert said[-1].startswith(("scoreboard: ", "Error: ", "text.db: "))
    assert len(said) == 1 or said[0].startswith("Usage: ")
    assert there() == before
    assert not Path("nowhere").exists()
    assert (folder / "data/scoreboard.db").is_file()


@pytest.mark.usefixtures("folder")
def test_an_ending_that_is_not_known_is_answered_with_those_that_are() -> None:
    said = scoreboard("export", "nm2024", "-o", "results.pdf").stderr
    assert said == (
        "scoreboard: results end in .csv, .xlsx, .json, .html: name results.pdf so, "
        "or say --format\n"
    )
    assert scoreboard("export", "nm2024", "-o", "results.txt", "--format", "csv").exit_code == 0
    assert scoreboard("export", "nm2024", "-o", "RESULTS.CSV").exit_code == 0
    assert Path("RESULTS.CSV").read_bytes() == Path("results.txt").read_bytes()
    assert scoreboard("backup", "results.csv").stderr == (
        "scoreboard: a backup is a database: name it results.db\n"
    )


@pytest.mark.usefixtures("folder")
def test_who_is_not_there_to_type_the_key_is_told_where_else_it_may_stand() -> None:
    done = scoreboard("follow", "http://127.0.0.1:9")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "scoreboard: no key was given: say --key, or set SCOREBOARD_FOLLOW_KEY"
    )
