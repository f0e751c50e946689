"""A real server with an event of any size, its first round open, and the requests of its people."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench import wire
from bench.processes import files_allowed
from scoreboard.contest.model import Entry
from tests.support.server import Server

SLUG = "bench"
AT = "2024-11-30T15:00:00+08:00"


def contest_text(teams: int, judges: int, rounds: int = 3) -> str:
    """An event file: rounds marked from 0 to 20, which the hall follows mark by mark."""
    people = "".join(
        f'[[teams]]\nid = "t{n}"\nname = "第{n}代表队"\n\n' for n in range(1, teams + 1)
    )
    people += "".join(
        f'[[judges]]\nid = "j{n}"\nname = "评委{n}"\n\n' for n in range(1, judges + 1)
    )
    played = "".join(
        f'[[stages.rounds]]\nid = "r{n}"\nname = "第{n}轮"\nkind = "judged"\nmax = 20\n\n'
        for n in range(1, rounds + 1)
    )
    return (
        f'[event]\nslug = "{SLUG}"\ntitle = "全省知识竞赛"\nlocale = "zh-CN"\n\n'
        f'[rules]\npublish = "live"\n\n{people}[[stages]]\nid = "s1"\nname = "决赛"\n\n{played}'
    )


class Contest:
    """A real server with an event whose round is open, and the tokens of its people."""

    def __init__(self, server: Server, teams: int, judges: int) -> None:
        self.server, self.teams, self.judges = server, teams, judges
        links = server.links(SLUG)
        self.scorer = _token(links["scorer"])
        self.tokens = [_token(one["url"]) for one in links["judges"]]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The scorer asks for something. Raises httpx.HTTPStatusError."""
        answer = self.server.scorer(SLUG).post(path, body)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
        return said

    def mark_bytes(self, nth: int, round_id: str = "r1") -> bytes:
        """The request of one more mark: judges take turns, and change what they gave before."""
        turn, judge = divmod(nth, self.judges)
        body = {
            "id": str(uuid.uuid4()),
            "round": round_id,
            "team": f"t{1 + turn % self.teams}",
            # Another value each time round, so that it is a change each time.
            "value": str(1 + (nth + turn // self.teams) % 19),
        }
        return wire.request_bytes(
            "POST",
            self.host,
            f"/api/v1/events/{SLUG}/scores",
            {"Authorization": f"Bearer {self.tokens[judge]}"},
            json.dumps(body).encode(),
        )

    def auth(self, view: str, judge: int | None = None) -> dict[str, Any]:
        """What a screen says when it joins."""
        token = {"desk": self.scorer, "host": self.scorer}.get(view)
        if judge is not None:
            token = self.tokens[judge]
        return {"event": SLUG, "view": view, **({"token": token} if token else {})}


@contextmanager
def contest(
    folder: Path, teams: int = 7, judges: int = 5, *, entries: int = 0, **environment: str
) -> Iterator[Contest]:
    """A server in a process of its own with such an event, its first round open.

    `entries`: how many the ledger has by then.
    """
    data = folder / f"data-{uuid.uuid4().hex[:6]}"
    _, hard = files_allowed()
    # What the bench sends comes from one address, and is more than any hall's.
    settings = {"SCOREBOARD_ADDRESS_REQUESTS": "1000000000", **environment}
    server = Server(data, files=(hard, hard), fresh=True, **settings)
    server.load(contest_text(teams, judges))
    write_marks(server, teams, judges, entries)
    server.start()
    try:
        yield Contest(server, teams, judges)
    finally:
        server.stop()


def write_marks(server: Server, teams: int, judges: int, entries: int) -> None:
    """Open the first round, and mark it over and over until the ledger has so many entries."""
    with server.at_home() as services, services.ledger.writing(SLUG) as ledger:
        opened = Entry(0, str(uuid.uuid4()), "open", "scorer", AT, round="r1")
        version = ledger.append(opened).version
        for nth in range(max(0, entries - version)):
            turn, judge = divmod(nth, judges)
            ledger.append(
                Entry(
                    0,
                    str(uuid.uuid4()),
                    "mark",
                    f"judge:j{judge + 1}",
                    AT,
                    round="r1",
                    team=f"t{1 + turn % teams}",
                    judge=f"j{judge + 1}",
                    value=Decimal(1 + (nth + turn // teams) % 19),
                )
            )


def _token(url: str) -> str:
    return url.rsplit("/", 1)[1]
