"""Two histories of one event: a server, and others that its backup was put back on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from scoreboard.storage.backup import back_up, restore
from tests.support.site import Person, Site
from tests.unit.contests import contest, heat, judged, people, points

EVENT = contest(
    heat(judged("r1"), points("r2", scored_by="judges")), teams="red blue", judges=people("lin wu")
)


@dataclass
class Machine:
    """A server on a data folder, and another one that its backup was put back on."""

    folder: Path
    site: Site = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "first").mkdir()
        self.site = Site(self.folder / "first", EVENT)

    def back_up(self) -> None:
        back_up(self.folder / "first" / "scoreboard.db", self.folder / "copy.db")

    def put_back(self) -> Site:
        """The site as it goes on from the copy, on another machine."""
        there = self.folder / str(uuid.uuid4())
        there.mkdir()
        restore(self.folder / "copy.db", there / "scoreboard.db", datetime.now(UTC))
        return Site(there, EVENT)


def ledger(site: Site) -> str:
    return str(site.scorer.board()["ledger"])


def offer(person: Person, path: str, body: dict[str, Any], of: str, when: str = "") -> TestResponse:
    """Sent again as a tablet does it: the same id, and which ledger acknowledged it."""
    headers = {**person.headers, "X-Scoreboard-Offered": of}
    if when:
        headers["X-Scoreboard-Given"] = when
    url = f"/api/v1/events/{person.slug}/{path}"
    return person.client.post(url, json=body, headers=headers)


def mark(team: str, value: object, round_id: str = "r1", **rest: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "round": round_id, "team": team, "value": value, **rest}


def marks(site: Site) -> dict[str, dict[str, str]]:
    given = site.scorer.board("?view=desk")["marks"]["r1"]
    return {team: {j: m["value"] for j, m in row.items()} for team, row in given.items()}
