"""Keeps what a version of the program makes of an event: `python -m tests.keep_version [CHECKOUT]`.

Run it once for each version that is released, before its first migration: it serves with the code
of the checkout (left out: this one), plays an event by the calls of the contract, and writes into
tests/data/versions/REVISION the database as SQL, the secret key, the links, and all boards as they
were answered. tests/unit/test_versions.py opens them all by the code of its day.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from tests.support.server import free_port
from tests.support.waiting import until

KEPT = Path(__file__).parent / "data" / "versions"
SLUG = "kept"
EVENT = """
[event]
slug = "kept"
title = "An event that is kept"
locale = "zh-CN"
timezone = "Asia/Shanghai"

[rules]
publish = "round"

[[teams]]
id = "red"
name = "红队"
[[teams]]
id = "blue"
name = "蓝队"
[[teams]]
id = "green"
name = "绿队"
[[teams]]
id = "grey"
name = "灰队"

[[judges]]
id = "lin"
name = "林"
[[judges]]
id = "wu"
name = "吴"

[[stages]]
id = "heat"
name = "初赛"
advance = 2
[[stages.rounds]]
id = "essay"
name = "作文"
kind = "judged"
max = 20
step = 0.5
weight = 1.5
[[stages.rounds]]
id = "buzzer"
name = "抢答"
kind = "points"
awards = [10, -10]

[[stages]]
id = "final"
name = "决赛"
carry = 0.5
[[stages.rounds]]
id = "talk"
name = "演讲"
kind = "judged"
max = 100
"""
MARKS = {
    "red": ("17.5", "18"),
    "blue": ("16", "18.5"),
    "green": ("12", "12"),
    "grey": ("9", "10.5"),
}
TALKS = {"red": ("80", "91"), "blue": ("88", "90")}
BOARDS = (
    "board?stage=heat", "board?stage=final", "board?view=desk&stage=heat",
    "board?view=desk&stage=final", "teams/red/reckoning?stage=heat", "ledger?since=0",
)  # fmt: skip


class Hall:
    """A server of some version, and whoever writes to it."""

    def __init__(self, checkout: Path, data: Path) -> None:
        self.data = data
        self._checkout = checkout
        self.port = free_port()
        (data / "event.toml").write_text(EVENT, encoding="utf-8")
        self._run("load", str(data / "event.toml"))
        self.links: dict[str, Any] = json.loads(self._run("links", SLUG, "--json"))
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "scoreboard", *arguments, "--data", str(self.data)]

    def _run(self, *arguments: str) -> str:
        return subprocess.run(
            self._command(*arguments), cwd=self._checkout, check=True, capture_output=True,
            text=True,
        ).stdout  # fmt: skip

    def serve(self) -> subprocess.Popen[bytes]:
        command = self._command("serve", "--host", "127.0.0.1", "--port", str(self.port))
        served = subprocess.Popen(command, cwd=self._checkout, stdout=subprocess.DEVNULL)
        until(self._answers, "the server answers", seconds=60)
        return served

    def _answers(self) -> bool:
        try:
            return self.http.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def ask(self, url: str, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        token = url.rsplit("/", 1)[1]
        answer = self.http.request(
            method, f"/api/v1/events/{SLUG}/{path}", json=body,
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        assert answer.status_code in (200, 201), (path, answer.text)
        return answer.json()

    def write(self, path: str, **body: Any) -> Any:
        """A write by the scorer."""
        return self.ask(self.links["scorer"], "POST", path, {"id": str(uuid.uuid4()), **body})

    def mark(self, round_id: str, marks: dict[str, tuple[str, str]]) -> None:
        """Each judge's mark for each team, in a round that is opened and closed."""
        self.write(f"rounds/{round_id}/open")
        for team, values in marks.items():
            for judge, value in zip(self.links["judges"], values, strict=True):
                body = {"id": str(uuid.uuid4()), "round": round_id, "team": team, "value": value}
                self.ask(judge["url"], "POST", "scores", body)
        self.write(f"rounds/{round_id}/close")


def play(hall: Hall) -> None:
    """A heat with a correction, a penalty and an award taken back; the final, announced."""
    hall.mark("essay", MARKS)
    hall.write(
        "corrections", round="essay", team="green", judge="lin", value="13", reason="misread"
    )
    hall.write("rounds/buzzer/open")
    for team, value in (("red", 10), ("blue", 10), ("grey", -10), ("grey", 10)):
        given = hall.write("awards", round="buzzer", team=team, points=value)
    hall.write("undo", entry=given["entry"]["version"], reason="the wrong team")
    hall.write("penalties", team="green", points=-3, reason="late")
    hall.write("rounds/buzzer/close")
    hall.write("stages/heat/advance")
    hall.mark("talk", TALKS)
    hall.write("stages/final/advance")


def keep(checkout: Path) -> Path:
    """Play with the code of a checkout, and write what it made. Returns the folder."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        hall = Hall(checkout, data)
        served = hall.serve()
        try:
            play(hall)
            scorer = hall.links["scorer"]
            boards = {path: hall.ask(scorer, "GET", path) for path in BOARDS}
        finally:
            served.terminate()
            served.wait()
            hall.http.close()
        with closing(sqlite3.connect(data / "scoreboard.db")) as database:
            (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            dump = "\n".join(database.iterdump())
        target = KEPT / revision
        target.mkdir(parents=True, exist_ok=True)
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=checkout, check=True, capture_output=True, text=True
        ).stdout.strip()
        (target / "event.sql").write_text(
            f"-- Made by the code of commit {commit}.\n{dump}\n", encoding="utf-8"
        )
        key = (data / "secret_key").read_text(encoding="ascii").strip()
        said = {"secret_key": key, "links": hall.links, "answers": boards}
        text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
        (target / "answers.json").write_text(text + "\n", encoding="utf-8")
        return target


if __name__ == "__main__":
    os.environ.pop("SCOREBOARD_SECRET_KEY", None)
    print(keep(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parents[1]))
