"""Who is there: screens that come, speak, fall silent, come back, and are sent away."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.limits import OPEN_SCREENS
from scoreboard.live.presence import Presence
from scoreboard.live.screen import (
    CLOSED_AFTER_SECONDS,
    CLOSED_FOR_SECONDS,
    SILENT_AFTER_SECONDS,
)

QUIZ = "quiz"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Room:
    """The presence of one process, and screens that speak of themselves."""

    def __init__(self, process: str = "a") -> None:
        self.clock = Clock()
        self.presence = Presence(process, self.clock)

    def opens(self, sid: str, view: str = "display", role: str | None = None, who: str = "") -> str:
        return self.presence.arrived(QUIZ, sid, view, role, who)

    def says(self, sid: str, **said: Any) -> str:
        return self.presence.seen(sid, {"version": 1, "id": f"id-{sid}", **said})[1]

    def passes(self, seconds: float) -> None:
        self.clock.now += seconds

    @property
    def listed(self) -> list[dict[str, Any]]:
        screens: list[dict[str, Any]] = self.presence.share(QUIZ)["screens"]
        return screens

    @property
    def states(self) -> list[str]:
        return [screen["state"] for screen in self.listed]


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_screen_is_listed_with_what_it_says_and_who_holds_it(room: Room) -> None:
    key = room.opens("s1", "judge", "judge", "lin")
    assert room.says("s1", version=7, waiting=2, page="/e/quiz/judge", size=[1180, 820]) == key
    (screen,) = room.listed
    assert (screen["key"], screen["role"], screen["subject"]) == (key, "judge", "lin")
    assert (screen["version"], screen["waiting"], screen["size"]) == (7, 2, [1180, 820])
    assert (screen["state"], screen["quiet"], screen["battery"]) == ("live", 0, None)


def test_a_screen_that_says_nothing_more_is_silent_within_ten_seconds(room: Room) -> None:
    room.opens("s1")
    room.says("s1")
    room.passes(SILENT_AFTER_SECONDS - 1)
    assert room.states == ["live"]
    room.passes(2)
    assert SILENT_AFTER_SECONDS + 1 < 10
    assert room.states == ["silent"]
    assert room.listed[0]["quiet"] == 9
    room.says("s1")
    assert room.states == ["live"], "it has come back by itself"


def test_a_client_of_the_plain_contract_is_live_for_as_long_as_it_is_connected(room: Room) -> None:
    room.opens("s1")
    room.presence.seen("s1", {"version": 3})
    room.passes(600)
    assert room.states == ["live"]
    room.presence.left("s1", closed=False)
    assert room.states == ["silent"]


def test_a_lost_line_is_silent_at_once_and_a_closed_page_is_called_closed(room: Room) -> None:
    for sid in ("lost", "shut"):
        room.opens(sid)
        room.says(sid)
    room.presence.left("lost", closed=False)
    room.presence.left("shut", closed=True)
    assert room.states == ["silent", "live"], "a page that is loaded anew closes for a moment"
    room.passes(CLOSED_AFTER_SECONDS + 1)
    assert room.states == ["silent", "closed"]
    room.passes(CLOSED_FOR_SECONDS)
    assert room.states == ["silent"], "who closes a tab means it; a silent one is missed for good"


def test_a_screen_that_comes_back_is_the_same_screen_under_its_old_key(room: Room) -> None:
    key = room.opens("before")
    room.says("before", id="device", name="Left")
    room.passes(60)
    assert room.opens("after") != key
    assert room.says("after", id="device", name="Left") == key
    assert [(one["key"], one["state"]) for one in room.listed] == [(key, "live")]
    room.presence.left("before", closed=False)
    assert room.states == ["live"], "the line that had long been dead takes nothing along"


def test_a_page_that_is_loaded_anew_keeps_its_place_whichever_line_is_first(room: Room) -> None:
    for first, second in (("a", "b"), ("c", "d")):
        key = room.opens(first, "display")
        room.says(first, id=first + second)
        newer = room.opens(second, "display")
        assert room.says(second, id=first + second) == newer
        assert room.presence.left(first, closed=True) == (QUIZ, key, second)
    assert room.states == ["live", "live"]


def test_a_second_window_that_is_closed_is_missed_while_the_first_goes_on(room: Room) -> None:
    room.opens("one")
    room.opens("two")
    room.passes(20)
    for sid in ("one", "two"):
        room.says(sid, id="device")
    room.presence.left("two", closed=True)
    for _ in range(3):
        room.passes(3)
        room.says("one", id="device")
    assert room.states == ["live", "closed"]


def test_two_windows_of_one_machine_are_two_screens(room: Room) -> None:
    keys = {room.opens("one"), room.opens("two")}
    assert {room.says("one", id="device"), room.says("two", id="device")} == keys
    room.passes(20)
    room.presence.left("one", closed=False)
    assert room.opens("three", "desk", "scorer")
    room.says("three", id="device")
    assert len(room.listed) == 3, "a desk on that machine is not its display come back"


def test_a_silent_screen_is_listed_until_it_is_dismissed_and_again_when_it_speaks(
    room: Room,
) -> None:
    key = room.opens("s1")
    room.says("s1")
    room.presence.dismiss(QUIZ, key)
    assert room.states == ["live"], "one that is there cannot be wished away"
    room.passes(600)
    assert room.states == ["silent"]
    room.presence.dismiss(QUIZ, key)
    assert room.listed == []
    assert room.says("s1") == key
    assert room.states == ["live"]


def test_what_another_process_lists_is_dismissed_through_the_share() -> None:
    here, there = Room("a"), Room("b")
    key = there.opens("s1")
    here.presence.dismiss(QUIZ, key)
    assert here.presence.share(QUIZ)["dismissed"] == [key]
    assert here.presence.share(QUIZ)["process"] != there.presence.share(QUIZ)["process"]
    for number in range(1000):
        here.presence.dismiss(QUIZ, f"b-{number}")
    assert len(here.presence.share(QUIZ)["dismissed"]) == 100


def test_the_audience_is_only_counted(room: Room) -> None:
    for number in range(5):
        assert room.opens(f"phone{number}", "audience") == ""
    assert room.says("phone0", name="listed?") == ""
    room.presence.left("phone4", closed=True)
    share = room.presence.share(QUIZ)
    assert (share["audience"], share["screens"]) == (4, [])


def test_a_screen_that_does_not_show_the_newest_version_is_behind_after_a_moment(
    room: Room,
) -> None:
    room.opens("s1")
    room.says("s1", version=4)
    room.presence.published(QUIZ, 4)
    room.passes(3)
    assert room.listed[0]["behind"] == 0
    room.presence.published(QUIZ, 6)
    assert room.listed[0]["behind"] == 0, "it has had no time yet"
    room.passes(3)
    assert room.listed[0]["behind"] == 2
    room.says("s1", version=6)
    assert room.listed[0]["behind"] == 0


def test_a_screen_that_never_shows_anything_new_is_behind_also_while_marks_rain(
    room: Room,
) -> None:
    room.opens("s1")
    room.says("s1", version=1)
    for version in range(1, 400):
        room.presence.published(QUIZ, version)
        room.passes(0.1)
    assert room.listed[0]["behind"] > 300


def test_a_screen_of_another_history_is_behind_whatever_its_version(room: Room) -> None:
    room.opens("s1")
    room.presence.published(QUIZ, 131, "before")
    room.says("s1", version=131, ledger="before")
    room.passes(5)
    assert room.listed[0]["behind"] == 0
    room.presence.published(QUIZ, 95, "after")
    room.passes(5)
    room.says("s1", version=131, ledger="before")
    assert room.listed[0]["behind"] == 95
    room.says("s1", version=95, ledger="after")
    assert room.listed[0]["behind"] == 0
    room.says("s1", version=95, ledger="<no id>")
    assert room.listed[0]["behind"] == 0, "what is no id is not said"


def test_a_rehearsals_low_versions_put_nobody_behind(room: Room) -> None:
    room.opens("s1")
    room.presence.published(QUIZ, 131)
    room.passes(5)
    room.presence.published(QUIZ, 1)
    room.says("s1", version=1)
    room.passes(5)
    room.says("s1", version=1)
    assert room.listed[0]["behind"] == 0


def test_a_display_that_was_sent_to_another_event_is_not_missed(room: Room) -> None:
    key = room.opens("s1")
    room.says("s1")
    room.presence.send_away(QUIZ, key)
    room.says("s1")
    room.presence.left("s1", closed=True)
    assert room.listed == []


def test_a_revoked_connection_leaves_no_silence_behind(room: Room) -> None:
    room.opens("s1", "judge", "judge", "lin")
    room.says("s1")
    room.presence.forget("s1")
    room.presence.left("s1", closed=False)
    assert room.listed == []
    assert room.says("s1") == "", "what it says on its way out is not heard"


def test_a_crowd_of_displays_fills_its_own_list_and_no_judges(room: Room) -> None:
    for number in range(3 * OPEN_SCREENS):
        room.opens(f"d{number}")
        room.says(f"d{number}")
    assert len(room.listed) == OPEN_SCREENS
    assert room.opens("tablet", "judge", "judge", "lin")
    room.says("tablet")
    for number in range(3 * OPEN_SCREENS):
        room.presence.left(f"d{number}", closed=False)
    room.opens("new")
    room.says("new")
    views = [screen["view"] for screen in room.listed]
    assert views.count("display") <= OPEN_SCREENS
    assert views.count("judge") == 1
    assert room.listed[-1]["state"] == "live", "of those that fell silent the oldest made room"


def numbers(commands: list[dict[str, Any]]) -> list[str]:
    return [command["do"] for command in commands]


def test_what_is_asked_while_a_screen_is_between_two_pages_waits_for_the_next(room: Room) -> None:
    key = room.opens("s1")
    room.says("s1", id="wall", obeyed=[])
    room.presence.left("s1", closed=True)
    asked = room.presence.ask(QUIZ, key, {"do": "reload"})
    room.passes(3)
    room.opens("s2")
    assert room.says("s2", id="wall", obeyed=[]) == key
    assert room.presence.owing("s2") == [asked]
    assert room.presence.owing("s2") == [], "once for each connection"
    room.says("s2", id="wall", obeyed=[asked["n"]])
    room.passes(5)
    assert room.presence.owing("s2") == [], "it has heard it"


def test_what_went_out_on_a_line_that_was_closing_is_asked_on_the_newer_one(room: Room) -> None:
    key = room.opens("s1")
    room.says("s1", id="wall", obeyed=[])
    room.opens("s2")
    room.says("s2", id="wall", obeyed=[])
    asked = room.presence.ask(QUIZ, key, {"do": "show", "path": "/e/quiz/display"})
    assert room.presence.left("s1", closed=True) == (QUIZ, key, "s2")
    assert room.presence.owing("s2") == [asked]


def test_nobody_is_asked_for_ever_nor_long_after(room: Room) -> None:
    key = room.opens("s1")
    room.says("s1", obeyed=[])
    room.presence.ask(QUIZ, key, {"do": "reload"})
    found = 0
    for _ in range(10):
        room.passes(2)
        found += len(room.presence.owing("s1"))
    assert found == 2, "three times in all"
    room.presence.left("s1", closed=True)
    room.presence.ask(QUIZ, None, {"do": "reload"})
    room.passes(60)
    room.opens("s3")
    room.says("s3", id="id-s1", obeyed=[])
    assert room.presence.owing("s3") == []


def test_a_page_that_knows_no_numbers_is_asked_once(room: Room) -> None:
    key = room.opens("s1")
    room.says("s1")
    room.presence.ask(QUIZ, key, {"do": "reload"})
    room.passes(5)
    room.says("s1")
    assert room.presence.owing("s1") == []


def test_all_are_asked_but_the_desks(room: Room) -> None:
    for sid, view in (("s1", "display"), ("s2", "judge"), ("s3", "desk")):
        room.opens(sid, view)
        room.says(sid, obeyed=[])
    room.presence.ask(QUIZ, None, {"do": "reload"})
    room.passes(3)
    assert [numbers(room.presence.owing(sid)) for sid in ("s1", "s2", "s3")] == [
        ["reload"], ["reload"], [],
    ]  # fmt: skip


def given(room: Room, sid: str, **said: Any) -> int | None:
    room.says(sid, **said)
    return room.presence.number(sid)


def test_each_display_is_given_a_number_that_stays_its_own(room: Room) -> None:
    for sid in ("s1", "s2"):
        room.opens(sid)
    assert [given(room, "s1"), given(room, "s2")] == [1, 2]
    assert given(room, "s2", number=2) is None, "it knows its number"
    room.presence.left("s1", closed=True)
    room.passes(60)
    room.opens("s3")
    assert given(room, "s3") == 1, "a number that nobody has is free again"
    assert [one["number"] for one in room.listed] == [2, 1]


def test_a_display_keeps_its_number_through_a_restart_of_browser_and_server() -> None:
    again = Room("b")
    again.opens("s1")
    assert given(again, "s1", number=7) is None
    again.opens("s2")
    assert given(again, "s2", number=7) == 1, "two that say the same are told apart"
    again.opens("s3")
    assert given(again, "s3", number="7") == 2


def test_only_displays_are_numbered(room: Room) -> None:
    room.opens("s1", "judge", "judge", "lin")
    assert given(room, "s1") is None
    room.opens("s2")
    room.presence.seen("s2", {"version": 1})
    assert room.presence.number("s2") is None, "a client of the plain contract is no display"
    assert [one["number"] for one in room.listed] == [0, 0]


def test_displays_of_two_processes_have_numbers_of_their_own(room: Room) -> None:
    other = Room("b")

    def numbered(one: Room, sid: str, beside: Room, **said: Any) -> int | None:
        one.says(sid, **said)
        return one.presence.number(sid, beside.presence.share(QUIZ)["screens"])

    room.opens("s1")
    other.opens("s2")
    assert numbered(room, "s1", other) == 1
    assert numbered(other, "s2", room) == 2, "what is taken elsewhere is taken"
    other.opens("s3")
    assert given(other, "s3") == 1, "its process could not know"
    assert numbered(room, "s1", other, number=1) is None, "the first key of the two stays"
    assert numbered(other, "s3", room, number=1) == 3
    assert numbered(other, "s3", room, number=3) is None
    # The process is gone; its display comes here with the number it had, still listed there.
    room.opens("s4")
    assert room.presence.seen("s4", {"version": 1, "id": "id-s2", "number": 2})
    assert room.presence.number("s4", other.presence.share(QUIZ)["screens"]) is None


def test_what_the_desk_asked_in_another_process_waits_for_the_screen_here(room: Room) -> None:
    desk = Room("b")
    key = room.opens("s1")
    room.says("s1", obeyed=[])
    asked = desk.presence.ask(QUIZ, key, {"do": "reload"})
    room.presence.owe(QUIZ, key, asked)
    room.passes(3)
    assert room.presence.owing("s1") == [asked]
    room.says("s1", obeyed=[asked["n"]])
    room.passes(3)
    assert room.presence.owing("s1") == []
