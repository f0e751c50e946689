"""An event that an earlier version played is what it was: the same boards, hashes and chain.

tests/data/old-event holds the database and, as that version drew them, its boards. It was played
by the code of commit 2471cfc: a weighted round rounded after its weight, one that counts in no
total, points given by judges, a correction, a take-back, an undo, an excuse, a recused judge, an
order of play, a penalty, a change of the set-up, a tie broken and one across the cut, its play-off,
both announcements, and a hall that saw every mark at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scoreboard.app import create_app, services_of
from scoreboard.cli.setup import verify
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.record.book import Book
from scoreboard.services import Services
from tests.support.site import config_in

SLUG = "spring2024"
OLD = Path(__file__).parents[1] / "data" / "old-event"


@cache
def drawn() -> dict[str, Any]:
    """What the earlier version said: `hashes` in order, boards by "version/stage"."""
    found: dict[str, Any] = json.loads((OLD / "boards.json").read_text("utf-8"))
    return found


def restored(folder: Path) -> Path:
    """A data folder with the database as the earlier version left it."""
    with closing(sqlite3.connect(folder / "scoreboard.db")) as database:
        database.executescript((OLD / "event.sql").read_text("utf-8"))
    return folder


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The event opened by the code of today."""
    app = create_app(config_in(restored(tmp_path_factory.mktemp("old"))))
    with app.app_context():
        yield services_of(app)


@pytest.fixture(scope="module")
def book(services: Services) -> Book:
    return Book.replay(services.ledger.since(SLUG, 0))


def differences(old: Any, new: Any, path: str = "") -> list[str]:
    """Where what is said now is not what was said then; keys that have been added are none."""
    if isinstance(old, dict) and isinstance(new, dict):
        gone = [f"{path}{key} is gone" for key in old if key not in new]
        kept = [key for key in old if key in new and key != TOLD_ANEW]
        return gone + [d for key in kept for d in differences(old[key], new[key], f"{path}{key}.")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [d for n, (one, other) in pairs for d in differences(one, other, f"{path}{n}.")]
    return [] if old == new else [f"{path[:-1]} was {old!r} and is {new!r}"]


# Of these boards movement alone is told anew (contract, section 6): that version compared printed
# places, and called everybody unmoved in a first round and in a result.
TOLD_ANEW = "movement"


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("key", drawn()["public"])
def test_the_hall_sees_the_board_that_it_saw(book: Book, key: str) -> None:
    version, stage_id = key.split("/")
    then = book.at(int(version))
    now = board(then, "public", then.event.stage(stage_id))
    assert differences(drawn()["public"][key], as_json(now)) == []


@pytest.mark.parametrize("key", drawn()["desk"])
def test_the_desk_sees_the_board_that_it_saw(book: Book, key: str) -> None:
    version, stage_id = key.split("/")
    then = book.at(int(version))
    now = desk_board(then, then.event.stage(stage_id))
    assert differences(drawn()["desk"][key], as_json(now)) == []


@pytest.mark.parametrize(
    ("key", "moved"),
    [
        ("27/prelim", [None] * 6),
        ("54/prelim", [1, -1, 0, 0, -1, None]),
        ("67/prelim", [0, 0, 1, 0, 0, None]),
        ("79/final", [None] * 2),
        ("86/prelim", [None] * 6),
        ("86/final", [None] * 2),
    ],
)
def test_movement_is_told_by_how_many_teams_are_ahead(
    book: Book, key: str, moved: list[int | None]
) -> None:
    version, stage_id = key.split("/")
    then = book.at(int(version))
    now = board(then, "public", then.event.stage(stage_id))
    assert [row["movement"] for row in now["rows"]] == moved
    assert all(row[TOLD_ANEW] is not None for row in drawn()["public"][key]["rows"])


def test_every_entry_has_its_hash_and_the_chain_holds(services: Services) -> None:
    hashes = [entry.hash for entry in services.ledger.since(SLUG, 0)]
    assert hashes == drawn()["hashes"]
    assert services.ledger.verify(SLUG) == len(hashes)


def test_verify_says_that_the_chain_holds_and_every_board_can_be_drawn(tmp_path: Path) -> None:
    done = CliRunner().invoke(verify, [SLUG, "--data", str(restored(tmp_path))])
    assert done.exit_code == 0, done.output
    assert "86 entries, the chain holds, every board can be drawn." in done.output


def test_the_rules_are_read_as_they_were_meant(book: Book) -> None:
    event = book.event
    talk, written, buzzer, risk = event.stages[0].rounds
    assert event.rules.publish == "live"
    assert [(r.decimals, r.weighted_decimals) for r in (talk, written, buzzer, risk)] == [
        (None, 2), (None, 1), (None, None), (None, 1),
    ]  # fmt: skip
    assert {r.scored_by for stage in event.stages for r in stage.rounds} == {"judges"}
    assert {r.scored_by for r in book.playoffs(event.stages[0])} == {"judges"}
