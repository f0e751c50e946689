"""Scenes told to a large screen by hand, as the server would tell them: for what a page draws."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, WebSocketRoute

from tests.support.browsers import PROJECTOR, expect_version, visiting
from tests.support.contests import contest
from tests.support.host import Host
from tests.support.projector import settle
from tests.support.server import Person, Server

LOOK: dict[str, Any] = {
    "theme": "night",
    "accent": "",
    "logo": None,
    "sponsors": [],
    "place": "成都",
    "date": "2024-11-30",
    "host": "",
    "contest": "",
    "wifi": {"name": "NM-2024"},
}


def put(person: Person, scene: str, **keys: Any) -> httpx.Response:
    """Put a scene on the large screen."""
    return person.ask("PUT", "scene", {"id": str(uuid.uuid4()), "scene": scene, **keys})


def run_timer(person: Person, do: str, **keys: Any) -> httpx.Response:
    """Set the timer, start it, stop it, add to it, end it."""
    return person.post("timer", {"id": str(uuid.uuid4()), "do": do, **keys})


class Teller:
    """Stands between a page and its server; made before the page is opened."""

    def __init__(self, page: Page, event: str) -> None:
        self.event = event
        self._put = self._version = 1_000_000
        self._socket: WebSocketRoute | None = None
        page.route_web_socket("**/socket.io/**", self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        # What the server itself tells of scenes is not what is being tried.
        server.on_message(
            lambda text: None if str(text).startswith('42["scene"') else socket.send(text)
        )
        self._socket = socket

    def message(self, scene: str, *, again: bool = False, **keys: Any) -> dict[str, Any]:
        """A message; `again` belongs to the appearance before, as its next step does."""
        self._version += 1
        self._put = self._put if again else self._version
        look = {**LOOK, **keys.pop("look", {})}
        plain = dict.fromkeys(("round", "team", "stage", "division", "text", "second", "until"))
        step = keys.get("step", 0)
        return {
            "event": self.event,
            "version": self._version,
            "put": self._put,
            "scene": scene,
            "step": step,
            "of": 0,
            "timer": None,
            "look": look,
            "shows": {},
            **plain,
            **keys,
        }

    def tell(self, scene: str, **keys: Any) -> None:
        """Tell the page this scene."""
        assert self._socket is not None, "the page has not connected"
        self._socket.send("42" + json.dumps(["scene", self.message(scene, **keys)]))

    def tell_board(self, board: dict[str, Any]) -> None:
        """Tell the page this board."""
        assert self._socket is not None, "the page has not connected"
        self._socket.send("42" + json.dumps(["board", board]))


@contextmanager
def seven_marked(host: Host, slug: str, *beside: str) -> Iterator[Server]:
    """Seven teams, each marked in the first round, the first best; and events `beside` theirs."""
    with host.serving(contest(slug, 7), *beside) as running:
        running.scorer(slug).set_round("open", "r1")
        for n in range(1, 8):
            assert running.judge(slug, "j1").mark("r1", f"t{n}", 100 - n).status_code == 201
        yield running


@contextmanager
def wall_and_teller(browser: Browser, server: Server, slug: str) -> Iterator[tuple[Page, Teller]]:
    """An event's display at rest, and who tells it scenes."""
    with visiting(browser, PROJECTOR) as visitor:
        page = visitor.context.new_page()
        teller = Teller(page, slug)
        page.goto(server.links(slug)["display"])
        expect_version(page, server.stranger(slug).board()["version"])
        settle(page)
        yield page, teller
