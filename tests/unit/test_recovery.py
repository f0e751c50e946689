"""The recovery code: derived, typed with care, and the only thing that unlocks a backup's key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.cli.backups import backup, restore
from scoreboard.config import from_environment
from scoreboard.services import Services, open_services
from scoreboard.storage.access import Access
from scoreboard.storage.recovery import LETTERS, Recovery, WrongCode, grouped, locked_in, read_code
from tests.support.site import shipped_event

KEY = "a key that only tests know"
CODE = Recovery(KEY).code


def test_the_code_follows_from_the_key_and_is_printed_in_groups() -> None:
    assert Recovery(KEY).code == CODE
    assert Recovery(KEY + "!").code != CODE
    assert re.fullmatch(rf"([{LETTERS}]{{4}}-){{7}}[{LETTERS}]{{4}}", CODE)
    # So that codes on paper stay good: this one is never another.
    assert CODE == "DETE-RVDF-SSK9-WDEE-BMER-PF7Q-GRMS-6P4N"


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', ' ')} ",
        CODE.replace("1", "l").replace("0", "o"),
    ],
)
def test_it_may_be_typed_as_people_type(typed: str) -> None:
    assert Recovery(KEY).locked.unlock(typed) == KEY


@given(st.integers(0, 31), st.sampled_from(LETTERS))
def test_no_single_slip_passes(at: int, letter: str) -> None:
    letters = read_code(CODE)
    if letters[at] != letter:
        with pytest.raises(WrongCode, match="mistyped"):
            read_code(letters[:at] + letter + letters[at + 1 :])


@given(st.integers(0, 30))
def test_no_two_letters_change_places_unseen(at: int) -> None:
    letters = read_code(CODE)
    one, other = letters[at : at + 2]
    if one != other:
        with pytest.raises(WrongCode, match="mistyped"):
            read_code(letters[:at] + other + one + letters[at + 2 :])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (CODE[:-1], "here are 31"),
        (CODE + "7", "here are 33"),
        ("U" + CODE[1:], "'U'"),
        ("密" + CODE[1:], "'密'"),
        ("", "here are 0"),
    ],
)
def test_what_is_no_code_is_said_to_be_none(typed: str, said: str) -> None:
    with pytest.raises(WrongCode, match=said):
        read_code(typed)


def test_another_servers_code_opens_nothing() -> None:
    with pytest.raises(WrongCode, match="another server's"):
        Recovery(KEY).locked.unlock(Recovery("another key of tests").code)


def test_letters_are_put_in_groups() -> None:
    assert grouped("ABCDEFGH") == "ABCD-EFGH"


class Laptop:
    """A data folder, and commands on it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = environment

    def open(self) -> Services:
        return open_services(from_environment(self.environment, data=self.folder))

    def run(self, command: object, *arguments: str | Path) -> Result:
        said = [*map(str, arguments), "--data", str(self.folder)]
        return CliRunner(env=self.environment).invoke(command, said)  # type: ignore[arg-type]

    def links(self) -> list[tuple[str, str, str | None]]:
        services = self.open()
        found = services.access.links(shipped_event().slug)
        services.database.engine.dispose()
        return [(grant.name, token, pin) for grant, token, pin in found]


@pytest.fixture
def first(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path / "first")
    services = laptop.open()
    services.preparing.set_up(shipped_event())
    services.access.add_person(shipped_event().slug, "scorer", "王老师")
    services.database.engine.dispose()
    return laptop


@pytest.fixture
def copy(first: Laptop, tmp_path: Path) -> Path:
    path = tmp_path / "stick" / "copy.db"
    path.parent.mkdir()
    done = first.run(backup, path)
    assert done.exit_code == 0, done.output
    return path


def code_of(laptop: Laptop) -> str:
    services = laptop.open()
    services.database.engine.dispose()
    return services.recovery.code


def test_with_the_code_all_printed_cards_open_again(
    first: Laptop, copy: Path, tmp_path: Path
) -> None:
    second = Laptop(tmp_path / "second")
    done = second.run(restore, copy, "--recovery-code", code_of(first).lower())
    assert done.exit_code == 0, done.output
    assert "All printed cards and PINs still open." in done.output
    assert second.links() == first.links()
    key = second.folder / "secret_key"
    assert key.read_text() == (first.folder / "secret_key").read_text()
    assert key.stat().st_mode & 0o077 == 0, "nobody else may read it"
    assert list(second.folder.glob("secret_key*")) == [key], "a key that opened nothing is not kept"
    assert code_of(second) == code_of(first)


def test_without_it_everything_is_there_and_cards_are_printed_anew(
    first: Laptop, copy: Path, tmp_path: Path
) -> None:
    second = Laptop(tmp_path / "second")
    done = second.run(restore, copy)
    assert done.exit_code == 0, done.output
    assert "print them anew" in done.output
    assert "still open" not in done.output
    old, new = first.links(), second.links()
    assert [name for name, *_ in new] == [name for name, *_ in old]
    assert not {token for _, token, _ in old} & {token for _, token, _ in new}
    services = second.open()
    opened = {name: services.access.by_token(token) for name, token, _ in new}
    assert all(grant is not None and grant.name == name for name, grant in opened.items())
    assert not any(services.access.by_token(token) for _, token, _ in old)
    services.database.engine.dispose()


@pytest.mark.parametrize("code", ["", CODE[:-1], CODE])
def test_a_wrong_code_changes_nothing(copy: Path, tmp_path: Path, code: str) -> None:
    second = Laptop(tmp_path / "second")
    done = second.run(restore, copy, "--recovery-code", code)
    assert done.exit_code == 2
    assert "nothing was restored" in done.output
    assert not (second.folder / "scoreboard.db").exists()


def test_another_key_that_was_there_is_kept_aside(
    first: Laptop, copy: Path, tmp_path: Path
) -> None:
    second = Laptop(tmp_path / "second")
    second.open().database.engine.dispose()
    known = (second.folder / "secret_key").read_text()
    done = second.run(restore, copy, "--force", "--recovery-code", code_of(first))
    assert done.exit_code == 0, done.output
    (aside,) = second.folder.glob("secret_key.before-*")
    assert aside.read_text() == known
    assert str(aside) in done.output
    assert second.links() == first.links()
    (before,) = (second.folder / "backups").glob("before-restore-*.db")
    assert locked_in(before) is not None, "what was replaced can be had back with its own code"


def test_a_key_from_the_environment_is_locked_and_named_when_it_is_another(
    tmp_path: Path,
) -> None:
    first = Laptop(tmp_path / "first", SCOREBOARD_SECRET_KEY=KEY)
    services = first.open()
    services.preparing.set_up(shipped_event())
    services.database.engine.dispose()
    copy = tmp_path / "copy.db"
    assert first.run(backup, copy).exit_code == 0
    second = Laptop(tmp_path / "second", SCOREBOARD_SECRET_KEY="another key of tests")
    done = second.run(restore, copy, "--recovery-code", CODE)
    assert "SCOREBOARD_SECRET_KEY is another key" in done.output
    del second.environment["SCOREBOARD_SECRET_KEY"]
    assert second.links() == first.links()


def test_a_stolen_backup_holds_neither_key_nor_code_nor_link(first: Laptop, copy: Path) -> None:
    services = first.open()
    held = copy.read_bytes()
    secret = (first.folder / "secret_key").read_text().strip()
    links = [token for _, token, _ in services.access.links(shipped_event().slug)]
    for hidden in (secret, services.recovery.code, services.recovery.code.replace("-", ""), *links):
        assert hidden.encode() not in held
    assert bytes.fromhex(secret) not in held
    services.database.engine.dispose()


def test_what_is_served_holds_no_locked_key(first: Laptop, copy: Path, tmp_path: Path) -> None:
    second = Laptop(tmp_path / "second")
    second.run(restore, copy, "--recovery-code", code_of(first))
    assert locked_in(copy) is not None
    assert locked_in(second.folder / "scoreboard.db") is None


def test_a_backup_of_before_there_were_codes_is_restored_without_one(
    first: Laptop, tmp_path: Path
) -> None:
    old = first.folder / "scoreboard.db"
    second = Laptop(tmp_path / "second")
    refused = second.run(restore, old, "--recovery-code", CODE)
    assert refused.exit_code == 2
    assert "holds no key" in refused.output
    assert second.run(restore, old).exit_code == 0


def test_people_with_a_name_have_a_new_link_under_another_key(first: Laptop) -> None:
    slug = shipped_event().slug
    services = first.open()
    other = Access(services.database, "another key of tests")
    assert not other.opens()
    grants = [(grant.role, grant.subject) for grant, *_ in services.access.links(slug)]
    other.ensure(slug, [one for one in grants if one[1] != "s1"])
    named = next(token for grant, token, _ in other.links(slug) if grant.subject == "s1")
    assert other.by_token(named) is not None
    services.database.engine.dispose()
