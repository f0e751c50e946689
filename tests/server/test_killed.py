"""The server's process is killed without warning: what was acknowledged stands, exactly once."""

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.contests import shipped
from tests.support.screens import screen
from tests.support.server import Server, scoreboard, serving
from tests.support.sweeps import later
from tests.support.waiting import until

SLUG = "nm2024"
TEAMS = ("hyzg", "yzwd", "hlbf", "bhlc", "hlwx", "djdh", "yhcj")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("killed"), shipped(), fresh=True) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


def verified(server: Server) -> str:
    done = scoreboard("verify", SLUG, data=server.data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_server_killed_between_marks_comes_back_with_the_same_board(server: Server) -> None:
    for team, value in zip(TEAMS, (14, 12, 9, 10, 8, 10, 8), strict=True):
        assert server.judge(SLUG, "j1").mark("r1", team, value).status_code == 201
    board = server.stranger(SLUG).board()
    desk = server.scorer(SLUG).board("?view=desk")
    ledger = server.scorer(SLUG).ledger()
    server.kill()
    with pytest.raises(httpx.TransportError):
        server.stranger(SLUG).board()
    server.start()
    assert server.stranger(SLUG).board() == board
    assert server.scorer(SLUG).board("?view=desk") == desk
    assert server.scorer(SLUG).ledger() == ledger, "starting writes nothing"
    assert f"{len(ledger)} entries" in verified(server)


def test_links_cookies_and_screens_of_before_are_good_after(server: Server) -> None:
    token = server.judge(SLUG, "j2").token
    visitor = httpx.Client(
        base_url=server.url, trust_env=False, verify=False, follow_redirects=True
    )
    with visitor:
        assert visitor.get(f"/join/{token}").url.path == f"/e/{SLUG}/judge"
        server.kill()
        server.start()
        page = visitor.get(f"/e/{SLUG}/judge")
        assert page.status_code == 200, "a tablet stays signed in"
        with screen(server, SLUG, "judge", token) as tablet:
            version = server.judge(SLUG, "j2").mark("r1", "hyzg", 15).json()["version"]
            assert tablet.shows(version)["version"] == version


class Tablet(threading.Thread):
    """A judge who marks as fast as the server answers, and remembers what was acknowledged."""

    def __init__(self, server: Server, judge: str) -> None:
        super().__init__(daemon=True)
        self.person = server.judge(SLUG, judge)
        self.url = f"{server.url}/api/v1/events/{SLUG}/scores"
        self.sent: list[dict[str, Any]] = []
        self.acknowledged: dict[str, int] = {}
        self.refused: list[str] = []

    def run(self) -> None:
        headers = {"Authorization": f"Bearer {self.person.token}"}
        with httpx.Client(trust_env=False, verify=False, headers=headers, timeout=10) as client:
            for n in range(10_000):
                body = {"id": str(uuid.uuid4()), "round": "r1", "team": TEAMS[n % 7]}
                self.sent.append({**body, "value": str(n % 21)})
                try:
                    answer = client.post(self.url, json=self.sent[-1])
                except httpx.TransportError:
                    return
                if answer.status_code == 201:
                    self.acknowledged[body["id"]] = answer.json()["version"]
                else:
                    self.refused.append(answer.text)


@pytest.mark.parametrize("marks", [later(1), 40])
def test_a_server_killed_while_marks_come_in_keeps_every_acknowledged_one_once(
    server: Server, marks: int
) -> None:
    before = server.stranger(SLUG).board()["version"]
    tablets = [Tablet(server, judge) for judge in ("j1", "j2", "j3")]
    for tablet in tablets:
        tablet.start()
    until(lambda: sum(len(t.acknowledged) for t in tablets) >= marks, f"{marks} marks are in", 60)
    server.kill()
    for tablet in tablets:
        tablet.join(30)
        assert not tablet.is_alive()
        assert not tablet.refused
        assert len(tablet.sent) == len(tablet.acknowledged) + 1, "cut off with one on its way"
    server.start()
    verified(server)

    entries = server.scorer(SLUG).ledger(before)
    assert [e["version"] for e in entries] == list(range(before + 1, before + 1 + len(entries)))
    kept = {entry["id"]: entry for entry in entries}
    assert len(kept) == len(entries), "no id twice"
    sent = {body["id"]: body for tablet in tablets for body in tablet.sent}
    assert kept.keys() <= sent.keys(), "nothing that nobody sent"
    for tablet in tablets:
        for uid, version in tablet.acknowledged.items():
            assert kept[uid]["version"] == version
            assert kept[uid]["value"] == sent[uid]["value"]
            assert kept[uid]["team"] == sent[uid]["team"]

    for tablet in tablets:
        for body in tablet.sent:
            again = tablet.person.post("scores", body)
            assert again.status_code == (200 if body["id"] in kept else 201), again.text
    whole = [entry["id"] for entry in server.scorer(SLUG).ledger(before)]
    assert sorted(whole) == sorted(sent), "each id once, also those cut off on their way"


def test_a_ledger_that_was_changed_behind_the_servers_back_is_found_out(
    server: Server, tmp_path: Path
) -> None:
    copy = tmp_path / "scoreboard.db"
    with sqlite3.connect(server.data / "scoreboard.db") as ours, sqlite3.connect(copy) as theirs:
        ours.backup(theirs)
    theirs.close()
    ours.close()
    with sqlite3.connect(copy) as tampered:
        changed = tampered.execute(
            "UPDATE entries SET value = '1' WHERE version = 5 AND kind = 'mark'"
        )
        assert changed.rowcount == 1
    tampered.close()
    done = scoreboard("verify", SLUG, data=tmp_path)
    assert done.returncode == 1
    assert "5" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
