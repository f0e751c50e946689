"""What a screen says of itself: anybody may open a display page and say anything."""

from __future__ import annotations

import itertools

import pytest

from scoreboard.live.presence import Presence
from scoreboard.live.seen import checked, screen_name


@pytest.mark.parametrize(
    "said", [None, [], "x", 7, True, {}, {"version": "x"}, {"version": True}, {"version": -1},
             {"version": 10**30}, {"version": 1.5}, {"id": "<b>"}, {"id": ["x"]}, {"id": "x" * 41},
             {"page": "javascript:alert(1)"}, {"page": "/" + "x" * 400}, {"page": "/\n"},
             {"battery": {"level": 101}}, {"battery": "full"}, {"battery": {"level": {}}},
             {"size": [1]}, {"size": [0, 0]}, {"size": [1, 2, 3]}, {"size": ["a", "b"]},
             {"size": {"0": 1}}, {"waiting": -1}, {"waiting": 10**9}, {"hidden": "yes"},
             {"name": 7}, {"\ud800": 1}, {"version": 1, "key": "a-1", "role": "organiser"}],
)  # fmt: skip
def test_nothing_hostile_is_kept(said: object) -> None:
    presence, times = Presence("a", lambda: next(times)), itertools.count(0, 5)
    key = presence.arrived("quiz", "s1", "display", None, "")
    presence.seen("s1", said)
    (screen,) = presence.share("quiz")["screens"]
    assert (screen["key"], screen["role"]) == (key, None)
    kept = {name: screen[name] for name in ("id", "page", "waiting", "battery", "size", "hidden")}
    assert kept == {
        "id": None, "page": "", "waiting": None, "battery": None, "size": None, "hidden": False,
    }  # fmt: skip


def test_a_name_is_one_line_that_can_be_read() -> None:
    assert screen_name("  大屏\n左 \t 1 ") == "大屏 左 1"
    assert screen_name("=1+1 <b>") == "=1+1 <b>", "it is shown as text and never more"
    assert screen_name("\x00\x1b[31m\u202eabc") == "[31m abc"
    assert screen_name("名" * 300) == "名" * 60
    assert screen_name(None) == ""
    assert checked({"name": "😀 Saal"}).name == "😀 Saal"


def test_what_nobody_opened_says_nothing() -> None:
    presence = Presence("a", lambda: 0)
    assert presence.seen("stranger", {"version": 1}) == ("", "")
    presence.left("stranger", closed=True)
    presence.dismiss("quiz", "a-9")
    assert presence.share("quiz")["screens"] == []
