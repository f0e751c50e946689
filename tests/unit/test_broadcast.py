"""Telling the screens: each entry once, whoever sees it first."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.app import live_of
from tests.support.site import Site

SLUG = "nm2024"


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
        broken.setattr(live_of(site.app), "_emit", None)
        mark = site.judge("j1").mark("r1", "hyzg", 5)
        assert mark.status_code == 201
        assert versions(projector) == []
    live_of(site.app).publish(SLUG)
    assert versions(projector) == [mark.get_json()["version"]]
