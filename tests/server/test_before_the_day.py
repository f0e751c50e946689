"""What is done before the day beside a server that runs: backup, pre-flight, rehearsal."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.verbs.preparing import Rehearse
from tests.support.event_files import QUIZ
from tests.support.screens import screen
from tests.support.server import Person, Server, scoreboard, serving
from tests.support.waiting import until


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "data", QUIZ) as running:
        yield running


def test_beside_a_running_server_a_backup_is_made_and_a_restore_refused(
    server: Server, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert scoreboard("backup", copy, data=server.data).returncode == 0
    refused = scoreboard("restore", copy, "--force", data=server.data)
    assert refused.returncode == 1
    assert "stop it" in refused.stderr
    assert server.http.get(f"{server.url}/healthz").status_code == 200
    looked = scoreboard("doctor", "--port", str(server.port), data=server.data)
    assert "a scoreboard is serving" in looked.stdout
    printed = scoreboard("links", "quiz", "--json", data=server.data)
    assert f":{server.port}/join/" in json.loads(printed.stdout)["organiser"]


def test_every_screen_goes_into_the_rehearsal_and_out_again_whoever_switches(
    server: Server,
) -> None:
    token = server.links("quiz")["organiser"].rsplit("/", 1)[1]
    organiser = Person(server, "quiz", token)
    with screen(server, "quiz", "display") as projector, screen(server, "quiz", "audience") as seat:
        own = projector.boards[-1]
        # Written by this process into the server's database: only its watch can notice.
        with server.at_home() as services:
            grant = services.access.by_token(token)
            assert grant is not None
            services.writer.rehearse("quiz", Rehearse(grant, str(uuid.uuid4())))
        for one in (projector, seat):
            until(lambda s=one: s.boards[-1]["rehearsal"], "the screen shows the rehearsal")
        assert projector.boards[-1]["ledger"] != own["ledger"]
        assert organiser.ask("DELETE", "rehearsal").status_code == 200
        for one in (projector, seat):
            until(lambda s=one: s.boards[-1] == own, "the screen shows the event again")
