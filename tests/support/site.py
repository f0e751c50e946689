"""The app to test, with the shipped event on a database of its own, and the people who use it."""

from __future__ import annotations

import tempfile
import uuid
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scoreboard.app import create_app, services_of
from scoreboard.assets import examples_dir
from scoreboard.config import Config
from scoreboard.contest.model import Event
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.links import role_links
from scoreboard.services import Services, now
from scoreboard.storage.database import make_engine
from scoreboard.storage.migrate import migrate

TEST_KEY = "a key that only tests know"


def shipped_event() -> Event:
    """The event of the examples folder, with every mark public at once."""
    event = read_event_file((examples_dir() / "nuclear-medicine-2024.toml").read_bytes())
    return replace(event, rules=replace(event.rules, publish="live"))


def scored_by_judges(event: Event) -> Event:
    """The same event, its points given by the judges as well as by the desk."""
    stages = [
        replace(stage, rounds=tuple(replace(r, scored_by="judges") for r in stage.rounds))
        for stage in event.stages
    ]
    return replace(event, stages=tuple(stages))


def config_in(folder: Path) -> Config:
    """Settings for a server of one test."""
    return Config(
        data=folder,
        database_url=f"sqlite:///{folder / 'scoreboard.db'}",
        secret_key=TEST_KEY,
        async_mode="threading",
    )


@cache
def _empty_database() -> bytes:
    """A database of the newest revision with nothing in it: migrating is most of making an app."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scoreboard.db"
        engine = make_engine(config_in(Path(folder)).database_url)
        migrate(engine, file, Path(folder), now())
        engine.dispose()
        return file.read_bytes()


class Client(FlaskClient):
    """Ends each request as a server does, once it is answered: then the screens are told."""

    def open(self, *args: Any, **rest: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **rest})


@dataclass
class Person:
    """Somebody with a token (or none) who sends requests about one event."""

    client: FlaskClient
    slug: str
    token: str | None

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/api/v1/events/{self.slug}/{path}", headers=self.headers)

    def post(self, path: str, body: dict[str, Any] | None = None) -> TestResponse:
        return self.client.post(
            f"/api/v1/events/{self.slug}/{path}", json=body or {}, headers=self.headers
        )

    def post_raw(self, path: str, body: str) -> TestResponse:
        return self.client.post(
            f"/api/v1/events/{self.slug}/{path}",
            data=body.encode(),
            headers={**self.headers, "Content-Type": "application/json"},
        )

    def delete(self, path: str) -> TestResponse:
        return self.client.delete(f"/api/v1/events/{self.slug}/{path}", headers=self.headers)

    def mark(self, round_id: str, team: str, value: Any, **rest: Any) -> TestResponse:
        body = {"id": str(uuid.uuid4()), "round": round_id, "team": team, "value": value, **rest}
        return self.post("scores", body)

    def award(self, round_id: str, team: str, points: Any, **rest: Any) -> TestResponse:
        body = {"id": str(uuid.uuid4()), "round": round_id, "team": team, "points": points, **rest}
        return self.post("awards", body)

    def set_round(self, act: str, round_id: str) -> TestResponse:
        return self.post(f"rounds/{round_id}/{act}")

    def board(self, query: str = "") -> dict[str, Any]:
        answer = self.get(f"board{query}")
        assert answer.status_code == 200, answer.text
        board: dict[str, Any] = answer.get_json()
        return board


class Site:
    """The app with one event, and its people: `scorer`, `judge("j1")`, `stranger`.

    Left out, it is the shipped one with points that judges give, too. Where it is `following`
    another laptop's, nothing is made in it.
    """

    def __init__(
        self, folder: Path, event: Event | None = None, *, following: bool = False, **settings: Any
    ) -> None:
        if not (folder / "scoreboard.db").exists():
            (folder / "scoreboard.db").write_bytes(_empty_database())
        self.app: Flask = create_app(replace(config_in(folder), **settings))
        self.app.test_client_class = Client
        self.event = event or scored_by_judges(shipped_event())
        self.services: Services = services_of(self.app)
        self.links: dict[str, Any] = {}
        if following:
            return
        self.services.preparing.set_up(self.event)
        self.links = role_links(
            self.services.books, self.services.access, self.event.slug, "http://hall"
        )

    def person(self, url: str | None) -> Person:
        token = url.rsplit("/", 1)[1] if url else None
        return Person(self.app.test_client(), self.event.slug, token)

    @property
    def scorer(self) -> Person:
        return self.person(self.links["scorer"])

    @property
    def organiser(self) -> Person:
        return self.person(self.links["organiser"])

    @property
    def stranger(self) -> Person:
        return self.person(None)

    def judge(self, judge_id: str) -> Person:
        return self.person(next(j["url"] for j in self.links["judges"] if j["id"] == judge_id))

    @property
    def version(self) -> int:
        return self.services.books.read(self.event.slug, lambda book: book.version)


def ranks(board: dict[str, Any]) -> list[tuple[str, float, str]]:
    """The board's rows as (team, place, total), in the order shown."""
    return [(row["team"]["id"], row["rank"], row["total"]) for row in board["rows"]]
