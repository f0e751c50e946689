"""What processes tell one another: who hears it, how long it counts, and that nobody waits."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIO

from scoreboard.crowd import Crowd
from scoreboard.limits import room_in
from scoreboard.live.bus import Bus, Others
from scoreboard.live.screens import Screens

KEY = "a key of no importance"


def line(process: str, kind: str, **said: Any) -> bytes:
    return json.dumps({"from": process, "kind": kind, "said": said}).encode()


def test_a_process_hears_the_others_and_never_itself() -> None:
    bus, heard = Bus("redis://nowhere", KEY, "a"), []
    bus.on("changed", heard.append)
    for told in (
        line("b", "changed", event="quiz"),
        line("a", "changed", event="own"),
        line("b", "of a later version", event="quiz"),
    ):
        bus._hear(told)
    assert heard == [{"event": "quiz"}]


def test_what_cannot_be_used_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    bus, heard = Bus("redis://nowhere", KEY, "a"), []
    bus.on("changed", lambda said: heard.append(said["event"]))
    for told in (b"no JSON", b"[1]", line("b", "changed"), line("b", "changed", event="quiz")):
        bus._hear(told)
    assert heard == ["quiz"]
    assert len(caplog.records) == 3


def test_alone_nothing_is_kept_to_be_told() -> None:
    bus = Bus(None, KEY, "a")
    bus.open(pytest.fail, pytest.fail)
    bus.tell("changed", {"event": "quiz"})
    assert bus.waiting == 0


def test_what_a_process_told_counts_as_long_as_it_goes_on_telling() -> None:
    now = [0.0]
    others = Others(16, lambda: now[0])
    for at, process, audience in ((0, "b", 1), (5, "c", 2), (10, "b", 3)):
        now[0] = at
        others.take({"event": "quiz", "process": process, "audience": audience})
    assert [share["audience"] for share in others.of("quiz")] == [3, 2]
    now[0] = 22
    assert [share["audience"] for share in others.of("quiz")] == [3], "c has fallen silent"
    assert others.of("other") == []


def test_the_list_of_all_processes_has_each_screen_once() -> None:
    socketio = SocketIO(Flask("nobody"), async_mode="threading")

    def process(name: str) -> Screens:
        return Screens(socketio, Crowd(room_in(1000)), Bus(None, KEY, name), lambda: now[0])

    now = [0.0]
    here, there = process("a"), process("b")
    for screens, sid, device in ((here, "s1", "one"), (there, "s2", "two"), (there, "s3", "three")):
        screens.presence.arrived("quiz", sid, "display", None, "")
        screens.presence.seen(sid, {"version": 1, "id": device})
    there.presence.arrived("quiz", "phone", "audience", None, "")
    # Its line to one process breaks, and it comes to the other.
    here.presence.left("s1", closed=False)
    there.presence.arrived("quiz", "s4", "display", None, "")
    there.presence.seen("s4", {"version": 1, "id": "one"})
    # This one fell silent, and the desk has said here that it knows.
    there.presence.left("s3", closed=False)
    (lost,) = [one for one in there.share("quiz")["screens"] if one["state"] == "silent"]
    here.presence.dismiss("quiz", lost["key"])

    here._listed_elsewhere(json.loads(json.dumps(there.share("quiz"))))
    listed = here.everywhere("quiz")
    assert sorted((one["id"], one["state"]) for one in listed["screens"]) == [
        ("one", "live"),
        ("two", "live"),
    ]
    assert listed["audience"] == 1
    assert listed["room"]["phones"] == 2 * here.share("quiz")["room"]["phones"]


def test_two_servers_on_one_redis_do_not_hear_each_other() -> None:
    channels = {Bus("redis://nowhere", key, "a")._channel for key in (KEY, KEY, f"{KEY} not")}
    assert len(channels) == 2
    assert all(re.fullmatch("scoreboard:[0-9a-f]{16}", one) for one in channels)
    assert not any(KEY in one for one in channels)
