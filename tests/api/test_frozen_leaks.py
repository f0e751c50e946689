"""The leak hunt: two contests that differ only in what is hidden look alike, but to the desk.

Every address there is is asked for, and every live view is heard, by the public, by a judge and by
the presenter: before, during and after each step. Logs are read too.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask_socketio import SocketIO

from scoreboard.boards import Drawn
from scoreboard.live import broadcast
from scoreboard.live.arrivals import VIEWS
from scoreboard.live.room_names import public_room
from tests.support.eyes import differing, without_changing
from tests.support.site import Person, Site
from tests.support.sweeps import later
from tests.unit.contests import contest, final, heat, judged, points

CUP = contest(
    heat(points("one"), points("two"), judged("talk"), advance=2),
    final(points("last")),
    teams="red blue green gold",
    publish="team",
    overall=True,
    judges_see_totals=True,
)
FIRST = {"red": 40, "blue": 30, "green": 20, "gold": 10}
# After the second round gold has 60, blue 35, and red and green are last with 25 each. The others
# are told alike as long as so many are revealed.
HIDDEN = {"red": -15, "blue": 5, "green": 5, "gold": 50}
OTHERS: dict[int, dict[str, int]] = {
    0: {"red": 70, "blue": -20, "green": -10, "gold": 15},
    2: {"red": -15, "blue": 30, "green": 5, "gold": 25},
    3: {"red": -15, "blue": 5, "green": 5, "gold": 90},
}
# What is nobody's secret, or no page of an event.
BESIDE = (
    "/static", "/join", "/sample", "/new", "/api/v1/openapi.json", "/healthz", "/pictures",
    "/fonts",
)  # fmt: skip


@dataclass
class Hall:
    """One of the two contests, and all who look at it."""

    site: Site
    given: Mapping[str, int]

    def __post_init__(self) -> None:
        site = self.site
        self.lookers = {"public": Looker(site, None), "judge wu": Looker(site, site.judge("wu"))}
        if "presenter" in site.links:
            self.lookers["presenter"] = Looker(site, site.person(site.links["presenter"]))
        play(site, "one", FIRST)

    def look(self) -> dict[str, str]:
        return {
            f"{who}: {where}": text
            for who, looker in self.lookers.items()
            for where, text in looker.seen().items()
        }


class Looker:
    """Somebody who opens every page and asks for every answer there is, and hears every view."""

    def __init__(self, site: Site, person: Person | None) -> None:
        self.site = site
        self.client = person.client if person else site.app.test_client()
        self.token = person.token if person else None
        if self.token:
            assert self.client.get(f"/join/{self.token}").status_code in (302, 303)
        self.shut: set[str] = set()
        self.sockets = {view: self._hear(view) for view in VIEWS}

    def _hear(self, view: str) -> Any:
        socketio: SocketIO = self.site.app.extensions["socketio"]
        auth = {"event": self.site.event.slug, "view": view, "token": self.token}
        heard = socketio.test_client(self.site.app, flask_test_client=self.client, auth=auth)
        return heard if heard.is_connected() else None

    def seen(self) -> dict[str, str]:
        found = {path: self._ask(path) for path in self._paths() if path not in self.shut}
        # What is not this one's to read is asked for once.
        self.shut |= {path for path, text in found.items() if text[:3] in ("401", "403")}
        for view, socket in self.sockets.items():
            for message in socket.get_received() if socket is not None else ():
                [said] = message["args"]
                found[f"live {view}, {message['name']} {said.get('version')}"] = json.dumps(said)
        return {where: without_changing(text) for where, text in found.items()}

    def _ask(self, path: str) -> str:
        answer = self.client.get(path)
        told = {k: v for k, v in answer.headers if k not in ("Date", "Set-Cookie", "Expires")}
        return f"{answer.status_code} {told.get('ETag')} {answer.text}"

    def _paths(self) -> list[str]:
        names = {
            "slug": [self.site.event.slug], "team_id": [t.id for t in self.site.event.teams],
            "version": [str(self.site.version)],
        }  # fmt: skip
        paths = []
        for rule in self.site.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or any(part in rule.rule for part in BESIDE):
                continue
            found = [rule.rule]
            for name in rule.arguments:
                found = [
                    re.sub(rf"<(?:\w+:)?{name}>", value, path)
                    for path in found
                    for value in names[name]
                ]
            paths += found
        board = next(path for path in paths if path.endswith("/board"))
        stages = [*(s.id for s in self.site.event.stages), "*"]
        scenes = ("chart", "round&round=two", "team&team=gold", "marks&team=gold", "reveal")
        return [
            *paths, *(f"{board}?stage={stage}" for stage in stages),
            *(f"{path}?stage=heat" for path in paths if "/teams/" in path or "/e/quiz" in path),
            f"{board}?view=desk", f"{board}?view=desk&at=3",
            f"{board.removesuffix('board')}chart?of=places&stage=heat",
            *(f"{board.removesuffix('board')}scene/preview?scene={one}" for one in scenes),
        ]  # fmt: skip


def two_halls(folder: Path, one: Mapping[str, int], other: Mapping[str, int]) -> list[Hall]:
    halls = []
    for name, given in (("one", one), ("other", other)):
        (folder / name).mkdir()
        halls.append(Hall(Site(folder / name, CUP), given))
    return halls


def play(site: Site, round_id: str, given: Mapping[str, int]) -> None:
    site.scorer.set_round("open", round_id)
    for team, value in given.items():
        assert site.judge("lin").award(round_id, team, value).status_code == 201
    site.scorer.set_round("close", round_id)


def put(site: Site, **scene: Any) -> None:
    url = f"/api/v1/events/{site.event.slug}/scene"
    answer = site.scorer.client.put(url, json=scene, headers=site.scorer.headers)
    assert answer.status_code == 200, answer.text


def act(halls: list[Hall], path: str, body: dict[str, Any] | None = None) -> None:
    for hall in halls:
        answer = hall.site.scorer.post(path, body)
        assert answer.status_code in (200, 201), answer.text


def alike(halls: list[Hall], when: str) -> None:
    """The halls look alike to everybody who is not at the desk."""
    first, second = (hall.look() for hall in halls)
    # Phones are sent no more than a few boards a second: one of them may have got one more.
    assert not [w for w in first.keys() ^ second.keys() if "live audience" not in w], when
    both = {where: text for where, text in first.items() if where in second}
    assert differing(both, second) == {}, when


@pytest.mark.parametrize("steps", [later(0), later(2), 3])
def test_what_is_hidden_is_nowhere_before_during_and_after_each_step(
    tmp_path: Path, steps: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    halls = two_halls(tmp_path, HIDDEN, OTHERS[steps])
    act(halls, "freeze")
    act(halls, "rounds/two/open")
    alike(halls, "a round is open")
    for hall in halls:
        for team, value in hall.given.items():
            assert hall.site.judge("lin").award("two", team, value).status_code == 201
    alike(halls, "points were given")
    act(halls, "rounds/two/close")
    for hall in halls:
        put(hall.site, scene="chart")
    alike(halls, "a chart")
    act(halls, "reveal/next")
    for step in range(steps):
        if steps == max(OTHERS):
            alike(halls, f"step {step}")
        act(halls, "reveal/next")
    alike(halls, f"step {steps}")
    act(halls, "reveal/back")
    alike(halls, f"back from step {steps}")
    figures = "|".join(str(value) for value in {*HIDDEN.values(), *OTHERS[steps].values()})
    assert not [said for said in caplog.messages if re.search(rf"[^\w.-]({figures})\b", said)]
    act(halls, "reveal/finish")
    first, second = (hall.look() for hall in halls)
    assert differing(first, second), "the hunt would see it"


def test_a_public_room_that_is_sent_the_desk_s_board_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hunt proves itself: the product is broken on purpose, on the live path alone."""

    def for_hall(self: broadcast.Live, slug: str, drawn: Drawn) -> Iterator[Any]:
        del self
        yield "board", public_room(slug), partial(drawn.board, "desk")

    monkeypatch.setattr(broadcast.Live, "_for_hall", for_hall)
    halls = two_halls(tmp_path, HIDDEN, OTHERS[max(OTHERS)])
    act(halls, "freeze")
    act(halls, "rounds/two/open")
    for hall in halls:
        for team, value in hall.given.items():
            assert hall.site.judge("lin").award("two", team, value).status_code == 201
    with pytest.raises(AssertionError, match="live display, board"):
        alike(halls, "points were given")


def test_marks_behind_a_freeze_are_the_judge_s_own(tmp_path: Path) -> None:
    """Lin's marks differ in the two contests, and wu, who marks beside, is told nothing of it."""
    halls = two_halls(tmp_path, {}, {})
    act(halls, "freeze")
    act(halls, "rounds/talk/open")
    for hall, value in zip(halls, ("19", "3"), strict=True):
        for team in ("red", "gold"):
            assert hall.site.judge("lin").mark("talk", team, value).status_code == 201
            assert hall.site.judge("wu").mark("talk", team, 10).status_code == 201
    alike(halls, "two panels are complete")
    for hall in halls:
        put(hall.site, scene="marks", round="talk", team="red")
    alike(halls, "the marks are to be shown")
    assert halls[0].site.scorer.post("scene/next").status_code == 409
