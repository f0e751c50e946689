"""Telling the screens: each entry once, whoever sees it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scoreboard.app import crowd_of, live_of
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.live.room_names import is_for_phones
from tests.support.site import Site
from tests.support.waiting import until

SLUG, STAGE = "nm2024", "prelim"


@pytest.fixture
def projector(site: Site) -> Any:
    """A projector that has been greeted, before an open round."""
    site.scorer.set_round("open", "r1")
    auth = {"event": SLUG, "view": "display"}
    projector = site.app.extensions["socketio"].test_client(site.app, auth=auth)
    assert [told["name"] for told in projector.get_received()] == ["board", "scene"]
    return projector


def versions(projector: Any) -> list[int]:
    boards = [told for told in projector.get_received() if told["name"] == "board"]
    return [told["args"][0]["version"] for told in boards]


def test_what_the_writer_has_told_the_watch_does_not_tell_again(site: Site, projector: Any) -> None:
    version = site.judge("j1").mark("r1", "hyzg", 5).get_json()["version"]
    live_of(site.app).publish(SLUG)
    assert versions(projector) == [version]


def test_what_could_not_be_told_is_told_by_the_watch(
    site: Site, projector: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(live_of(site.app)._sender, "send", None)
        mark = site.judge("j1").mark("r1", "hyzg", 5)
        assert mark.status_code == 201
        assert versions(projector) == []
    live_of(site.app).publish(SLUG)
    assert versions(projector) == [mark.get_json()["version"]]


class Line:
    """The line of phones that come in, which moves when it is told to."""

    def __init__(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = site
        self.waiting: list[tuple[Callable[[], object], Callable[[int], object]]] = []
        monkeypatch.setattr(crowd_of(site.app).lane, "do", self._do)

    def _do(self, work: Callable[[], object], tell: Callable[[int], object]) -> None:
        self.waiting.append((work, tell))

    def phone(self, **auth: str) -> Any:
        asked = {"event": SLUG, "view": "audience", **auth}
        return self.site.app.extensions["socketio"].test_client(self.site.app, auth=asked)

    def move(self) -> None:
        self.waiting.pop(0)[0]()


def test_a_phone_that_waits_is_told_its_place_and_then_the_newest_board(
    site: Site, projector: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(site, monkeypatch)
    first, second = line.phone(), line.phone()
    line.waiting[1][1](40)
    version = site.judge("j1").mark("r1", "hyzg", 5).get_json()["version"]
    assert versions(projector) == [version], "the wall does not wait for phones"
    assert first.get_received() == []
    (place,) = second.get_received()
    assert (place["name"], place["args"]) == ("place", [{"before": 40}])
    line.move()
    assert [(told["name"], told["args"][0]["version"]) for told in first.get_received()] == [
        ("board", version), ("scene", version),
    ]  # fmt: skip
    assert second.get_received() == []
    second.disconnect()
    line.waiting[0][1](1)
    line.move()
    assert first.is_connected()


def test_phones_that_look_at_one_stage_are_told_with_the_phones(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.scorer.set_round("open", "r1")
    line = Line(site, monkeypatch)
    phone = line.phone(stage=STAGE)
    line.move()
    assert [told["name"] for told in phone.get_received()] == ["board", "scene"]
    manager = site.app.extensions["socketio"].server.manager
    sid = manager.sid_from_eio_sid(phone.eio_sid, "/")
    rooms = {room for room in manager.get_rooms(sid, "/") if room != sid}
    assert rooms == {f"stage/{SLUG}/{STAGE}", f"scene/{SLUG}/audience"}
    assert all(map(is_for_phones, rooms))
    version = site.judge("j1").mark("r1", "hyzg", 5).get_json()["version"]
    until(lambda: versions(phone) == [version], "the phone has the board of the stage", 5)


def test_the_wall_has_a_mark_before_the_desks_board_is_drawn(
    site: Site, projector: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    auth = {"event": SLUG, "view": "desk", "token": site.scorer.token}
    desk = site.app.extensions["socketio"].test_client(site.app, auth=auth)
    desk.get_received()
    told: list[int] = []
    drawn = Drawn.desk

    def draw(of: Drawn, stage_id: str | None = None) -> Any:
        told.extend(versions(projector))
        return drawn(of, stage_id)

    monkeypatch.setattr(Drawn, "desk", draw)
    version = site.judge("j1").mark("r1", "hyzg", 5).get_json()["version"]
    assert told == [version]
    assert versions(desk) == [version]
