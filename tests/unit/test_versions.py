"""What each version of the program made is opened by today's with nothing changed.

tests/data/versions holds a folder for each, by its database's revision: made once by
`python -m tests.keep_version`, with that version's own code, and never written again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from scoreboard.app import create_app, services_of
from scoreboard.links import role_links
from scoreboard.services import Services
from scoreboard.storage.backup import check
from scoreboard.storage.migrate import revision_of
from scoreboard.storage.rolling import kept_in
from tests.keep_version import BOARDS, KEPT, SLUG
from tests.support.site import config_in
from tests.unit.test_old_events import differences

VERSIONS = sorted(path.name for path in KEPT.iterdir())


class Opened:
    """A kept database in a folder of its own, opened by today's code, and what was said then."""

    def __init__(self, kept: Path, folder: Path) -> None:
        with closing(sqlite3.connect(folder / "scoreboard.db")) as database:
            database.executescript((kept / "event.sql").read_text("utf-8"))
        self.revision = kept.name
        self.then: dict[str, Any] = json.loads((kept / "answers.json").read_text("utf-8"))
        app = create_app(replace(config_in(folder), secret_key=self.then["secret_key"]))
        self.services: Services = services_of(app)
        self.client: FlaskClient = app.test_client()
        self.folder = folder

    def revision_now(self) -> str:
        with self.services.database.engine.connect() as connection:
            return str(revision_of(connection))

    def answer(self, path: str) -> Any:
        token = self.then["links"]["scorer"].rsplit("/", 1)[1]
        answer = self.client.get(
            f"/api/v1/events/{SLUG}/{path}", headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 200, answer.text
        return answer.get_json()


@pytest.fixture(scope="module", params=VERSIONS)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    found = Opened(KEPT / request.param, tmp_path_factory.mktemp(f"version-{request.param}"))
    yield found
    found.services.database.engine.dispose()


def test_the_versions_are_there_to_be_opened() -> None:
    assert len(VERSIONS) >= 5


@pytest.mark.parametrize("path", BOARDS)
def test_every_board_explanation_and_entry_is_what_it_was(opened: Opened, path: str) -> None:
    assert differences(opened.then["answers"][path], opened.answer(path)) == []


def test_the_chain_holds(opened: Opened) -> None:
    entries = opened.then["answers"]["ledger?since=0"]["entries"]
    assert opened.services.ledger.verify(SLUG) == len(entries)


def test_every_link_and_pin_that_was_printed_still_opens(opened: Opened) -> None:
    access, then = opened.services.access, opened.then["links"]
    base = then["scorer"].rpartition("/join/")[0]
    now = role_links(opened.services.books, access, SLUG, base)
    # Which key a second laptop follows by is no card.
    assert differences({**then, "follow_key": ""}, {**now, "follow_key": ""}) == []
    for judge in then["judges"]:
        grant = access.by_token(judge["url"].rsplit("/", 1)[1])
        assert grant is not None
        assert (grant.name, access.by_pin(judge["pin"])) == (f"judge:{judge['id']}", grant)


def test_what_was_there_before_the_migration_is_copied_first(opened: Opened) -> None:
    copies = kept_in(opened.folder / "backups")
    for copy in copies:
        assert copy.name.startswith("before-")
        assert check(opened.folder / "backups" / copy.name) == {
            SLUG: len(opened.then["answers"]["ledger?since=0"]["entries"])
        }
    assert bool(copies) == (opened.revision != opened.revision_now())
