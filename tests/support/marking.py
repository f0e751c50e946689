"""Judges who mark as fast as the server answers, and remember what was acknowledged."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from tests.support.server import Person, Server

TEAMS = ("hyzg", "yzwd", "hlbf", "bhlc", "hlwx", "djdh", "yhcj")


class Marking(threading.Thread):
    """A judge of the shipped event in its first round, until `done` or the server is gone."""

    def __init__(self, person: Person, at_rest: threading.Event) -> None:
        super().__init__(daemon=True)
        self._person, self._at_rest = person, at_rest
        self.sent: list[dict[str, Any]] = []
        # By the mark's id: the version it was acknowledged with; and what was answered otherwise.
        self.acknowledged: dict[str, int] = {}
        self.refused: list[httpx.Response] = []

    def run(self) -> None:
        headers = {"Authorization": f"Bearer {self._person.token}"}
        url = f"{self._person.server.url}/api/v1/events/{self._person.slug}/scores"
        with httpx.Client(trust_env=False, verify=False, headers=headers, timeout=20) as client:
            while not self._at_rest.is_set():
                n = len(self.sent)
                body = {"id": str(uuid.uuid4()), "round": "r1", "team": TEAMS[n % 7]}
                self.sent.append({**body, "value": str(n % 21)})
                try:
                    answer = client.post(url, json=self.sent[-1])
                except httpx.TransportError:
                    return
                if answer.status_code == 201:
                    self.acknowledged[body["id"]] = answer.json()["version"]
                else:
                    self.refused.append(answer)
                    self._at_rest.wait(0.05)


@contextmanager
def judges_marking(server: Server, slug: str, judges: Sequence[str]) -> Iterator[list[Marking]]:
    """These judges mark inside the block; at its end all have their last answer."""
    at_rest = threading.Event()
    marking = [Marking(server.judge(slug, judge), at_rest) for judge in judges]
    for one in marking:
        one.start()
    try:
        yield marking
    finally:
        at_rest.set()
        for one in marking:
            one.join(30)
