"""Hundreds of strangers open the projector's page: the real one is listed, and all are told."""

from __future__ import annotations

import json
from pathlib import Path

from scoreboard.limits import OPEN_SCREENS
from tests.support.contests import shipped
from tests.support.floods import Raw, frame, websocket_to
from tests.support.screens import Screen, connect, screen
from tests.support.server import Server, serving
from tests.support.waiting import until

SLUG = "nm2024"


def says(one: Screen, device: str) -> None:
    one.client.emit("seen", {"version": one.versions[-1], "id": device, "obeyed": []})


def stranger(server: Server, number: int) -> Raw:
    raw = websocket_to(server, SLUG)
    said = {"version": 1, "id": f"stranger-{number}", "obeyed": []}
    raw.send(frame(b"42" + json.dumps(["seen", said]).encode()))
    return raw


def test_a_projector_that_the_desk_has_asked_for_its_name_keeps_its_place(tmp_path: Path) -> None:
    with serving(tmp_path, shipped()) as server:
        scorer = server.scorer(SLUG)
        scorer.set_round("open", "r1")
        placed: list[str] = []
        with (
            screen(server, SLUG, "display") as wall,
            screen(server, SLUG, "desk", scorer.token) as desk,
        ):
            wall.client.on("placed", lambda said: placed.append(said["place"]))
            says(wall, "projector")
            key = desk.lists_as("projector", "live")["key"]
            scorer.post("screens/commands", {"do": "identify", "screen": key})
            until(lambda: placed, "the projector is given its place")
        with screen(server, SLUG, "desk", scorer.token) as desk:
            strangers = [stranger(server, n) for n in range(OPEN_SCREENS + 270)]
            until(lambda: len(listed(desk)) == OPEN_SCREENS, "the strangers are listed")
            wall = Screen()
            connect(wall, server, {"event": SLUG, "view": "display", "place": placed[0]})
            until(lambda: wall.boards, "it is greeted")
            says(wall, "projector")
            desk.lists_as("projector", "live")
            until(lambda: len(listed(desk)) == OPEN_SCREENS, "one of them has made room")
            version = server.judge(SLUG, "j1").mark("r1", "hyzg", 10).json()["version"]
            wall.shows(version)
            news = f'"version":{version},'.encode()
            for raw in (strangers[0], strangers[-1]):
                raw.hears(news)
            wall.client.disconnect()
            for raw in strangers:
                raw.close()


def listed(desk: Screen) -> list[str]:
    return [one["id"] for one in desk.lists[-1]["screens"]] if desk.lists else []
