"""Nobody is told the same version twice, and nobody misses one."""

from __future__ import annotations

from typing import Any

from scoreboard.live.sent_versions import SentVersions

ROOM = "public/quiz"


def board(version: int, ledger: str = "a") -> dict[str, Any]:
    return {"version": version, "ledger": ledger, "rows": []}


def test_who_was_greeted_with_what_the_room_is_told_next_is_left_out() -> None:
    told = SentVersions()
    assert told.news("board", ROOM, board(1)) == []
    told.greeted("board", ROOM, "early", board(1))
    told.greeted("board", ROOM, "late", board(2))
    assert told.news("board", ROOM, board(2)) == ["late"]
    assert told.news("board", ROOM, board(3)) == [], "it is one of the room from then on"


def test_who_was_greeted_with_less_is_told() -> None:
    told = SentVersions()
    told.greeted("board", ROOM, "early", board(1))
    assert told.news("board", ROOM, board(2)) == []


def test_who_joins_while_the_room_is_told_is_greeted_with_that_and_once() -> None:
    told = SentVersions()
    told.comes("board", ROOM, "new")
    assert told.news("board", ROOM, board(2)) == ["new"]
    assert not told.greeted("board", ROOM, "new", board(1)), "drawn before"
    assert told.greeted("board", ROOM, "new", board(2))
    assert told.news("board", ROOM, board(3)) == []


def test_who_joins_and_is_greeted_with_what_the_room_was_told_meanwhile_has_it() -> None:
    told = SentVersions()
    told.comes("board", ROOM, "new")
    told.news("board", ROOM, board(2))
    assert told.greeted("board", ROOM, "new", board(2))
    told.comes("board", ROOM, "gone")
    told.went("board", ROOM, "gone")
    assert told.news("board", ROOM, board(3)) == []
    assert not told._coming


def test_two_who_notice_one_change_tell_it_once() -> None:
    told = SentVersions()
    assert told.news("board", ROOM, board(2)) == []
    assert told.news("board", ROOM, board(2)) is None
    assert told.news("round", ROOM, board(2)) == [], "another message is another matter"
    assert told.news("board", "public/quiz/final", board(2)) == []


def test_a_version_of_another_ledger_is_another_version() -> None:
    told = SentVersions()
    told.news("board", ROOM, board(7))
    told.greeted("board", ROOM, "one", board(2, "b"))
    assert told.news("board", ROOM, board(2, "b")) == ["one"]
    assert told.news("board", ROOM, board(7)) == []


def test_what_may_not_have_gone_out_is_told_again() -> None:
    told = SentVersions()
    told.news("board", ROOM, board(2))
    told.news("board", "public/other", board(2))
    told.forget("quiz")
    assert told.news("board", ROOM, board(2)) == []
    assert told.news("board", "public/other", board(2)) is None


def test_what_has_no_version_is_always_told() -> None:
    told = SentVersions()
    assert [told.news("place", ROOM, {"before": 3}) for _ in range(2)] == [[], []]
