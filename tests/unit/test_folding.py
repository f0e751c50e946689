"""What each entry of the ledger brings about, down to its reason and its limits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.model import Judge, PlayOffRound
from scoreboard.contest.record.state import Announcement, TieResolution
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, points

CUP = contest(heat(points(), judged(), advance=1), final(judged("talk"), carry=Decimal(1)))
PLAYING: dict[str, Any] = {
    "teams": ["red", "blue"], "name": "Play-off", "min": "-5", "max": "7.5", "awards": ["1", "-2"],
}  # fmt: skip


def tied() -> Scribe:
    """Red and blue are equal after the buzzer."""
    return Scribe(CUP).open("buzzer").awards("buzzer", red=10, blue=10).close("buzzer")


def test_the_book_of_an_earlier_version_ends_there() -> None:
    then = tied().book.at(3)
    assert [entry.version for entry in then.entries] == [1, 2, 3]
    assert then.open_rounds == [CUP.round("buzzer")]


def test_reasons_are_kept_and_one_that_was_not_given_is_empty() -> None:
    scribe = Scribe(CUP)
    scribe.write("excuse", round="essay", judge="lin", reason="tablet broken")
    scribe.write("excuse", round="essay", judge="wu")
    scribe.write("withdraw", team="red", reason="ill")
    scribe.write("withdraw", team="blue")
    assert scribe.book.round_record("essay").excused == {"lin": "tablet broken", "wu": ""}
    assert scribe.book.withdrawn == {"red": "ill", "blue": ""}


def test_the_order_of_play_is_kept_with_its_lots() -> None:
    scribe = tied()
    detail = {"order": ["blue", "red", "green"], "lots": [["blue", "red"]]}
    scribe.write("order", round="essay", detail=detail)
    kept = scribe.book.round_record("essay")
    assert (kept.order, kept.lots) == (("blue", "red", "green"), (("blue", "red"),))
    assert scribe.book.round_record("buzzer").order == ()


def test_a_play_off_is_a_round_of_its_own_with_its_own_limits() -> None:
    scribe = tied()
    scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    playoff = PlayOffRound(
        "playoff1", "Play-off", "points",
        min=Decimal(-5), max=Decimal("7.5"), awards=decimals("1", "-2"),
        scored_by="judges",
    )  # fmt: skip
    book = scribe.book
    stage = book.event.stages[0]
    assert book.tie_resolutions(stage) == [
        TieResolution("playoff1", "heat", ("red", "blue"), playoff)
    ]
    assert (book.round("playoff1"), book.round("essay")) == (playoff, CUP.round("essay"))
    assert list(book.opened) == ["buzzer", "playoff1"]
    assert book.open_rounds == [playoff]


def test_a_play_off_that_is_taken_back_takes_what_was_scored_in_it_along() -> None:
    scribe = tied()
    held = scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    scribe.awards("playoff1", red=1).close("playoff1")
    scribe.write("penalty", stage="heat", team="blue", value=Decimal(-1), reason="noise")
    assert scribe.table()[:2] == [("red", 1, "10"), ("blue", 2, "9")]
    taken_back = scribe.write("undo", voids=held.version, reason="wrong teams")
    assert scribe.book.round("playoff1") is None
    assert scribe.book.tie_resolutions(scribe.book.stage) == []
    # What belongs to no play-off stays: the points of the buzzer, and the penalty.
    assert scribe.table()[:2] == [("red", 1, "10"), ("blue", 2, "9")]
    scribe.undo(taken_back)
    assert [playoff.id for playoff in scribe.book.playoffs(scribe.book.stage)] == ["playoff1"]


def test_a_correction_of_a_team_that_declined_sets_its_score() -> None:
    scribe = Scribe(CUP).open("buzzer")
    scribe.award("buzzer", "red", 0, detail={"stake": "10", "outcome": "declined"})
    scribe.award("buzzer", "red", 3)
    scribe.award("buzzer", "blue", 50)
    scribe.write("correction", round="buzzer", team="red", value=Decimal(9), reason="misheard")
    assert scribe.table()[:2] == [("blue", 1, "50"), ("red", 2, "9")]


def correct(scribe: Scribe, announced: dict[str, list[str]]) -> None:
    scribe.write(
        "correction", round="buzzer", team="blue", value=Decimal(15), reason="misheard",
        detail={"decision": "change", "announced": announced},
    )  # fmt: skip


def test_a_decided_correction_changes_who_was_named_and_what_that_carries_on() -> None:
    scribe = tied()
    named = scribe.write("advance", stage="heat", detail={"teams": ["red"], "decision": "all"})
    assert scribe.book.announced == {"heat": Announcement(("red",), named.version, "all")}
    scribe.open("talk").marks("talk", red="1 1")
    assert scribe.table() == [("red", 1, "11")]
    correct(scribe, {"heat": ["blue"]})
    assert scribe.book.announced == {"heat": Announcement(("blue",), named.version, "all")}
    assert scribe.table() == [("blue", 1, "15")]


def test_a_correction_names_nobody_where_nothing_is_announced_any_more() -> None:
    scribe = tied()
    correct(scribe, {"heat": ["blue"]})
    assert scribe.book.announced == {}


def test_an_undo_changes_who_was_named_where_that_was_decided_with_it() -> None:
    scribe = tied()
    award = scribe.book.entries[2]
    named = scribe.advance("heat", "red")
    detail = {"decision": "change", "announced": {"heat": ["blue"]}}
    scribe.write("undo", round="buzzer", voids=award.version, reason="misheard", detail=detail)
    assert scribe.book.announced == {"heat": Announcement(("blue",), named.version, None)}


def test_a_begin_sets_everything_that_was_played_aside_and_the_set_up_stays() -> None:
    scribe = tied()
    scribe.write("penalty", stage="heat", team="red", value=Decimal(-1), reason="noise")
    scribe.write("lots", stage="heat", detail={"order": ["red", "blue"]})
    scribe.write("withdraw", team="green", reason="ill")
    scribe.advance("heat", "red")
    begun = scribe.write("begin", reason="the rehearsal is over")
    book = scribe.book
    assert (book.ledger_id, book.begun_at) == (begun.id, begun.version)
    assert (book.event, book.stage, book.open_rounds) == (CUP, CUP.stages[0], [])
    assert (list(book.opened), dict(book.announced), dict(book.withdrawn)) == ([], {}, {})
    assert book.tie_resolutions(book.stage) == []
    assert book.penalties(book.stage, "red") == []
    assert [book.round_record(r).state for r in ("buzzer", "essay", "talk")] == ["pending"] * 3
    assert scribe.table() == [("red", None, None), ("blue", None, None), ("green", None, None)]


def test_an_event_is_put_away_and_taken_out_again() -> None:
    scribe = Scribe(CUP)
    assert not scribe.book.archived
    scribe.write("archive", detail={"archived": True})
    assert scribe.book.archived
    scribe.write("archive", detail={"archived": False})
    assert not scribe.book.archived


def test_an_entry_that_names_nothing_is_no_ledger() -> None:
    with pytest.raises(ValueError, match=r"^an entry does not name what it is about$"):
        Scribe(CUP).write("open")


def test_a_mark_that_the_desk_entered_is_told_from_one_that_it_corrected() -> None:
    scribe = Scribe(CUP).open("essay")
    given: dict[str, Any] = {"round": "essay", "judge": "lin", "value": Decimal(9)}
    scribe.write("correction", team="red", reason="on paper", detail={"entered": True}, **given)
    scribe.write("correction", team="blue", reason="misread", **given)
    marks = scribe.book.round_record("essay").marks
    assert [(marks[t]["lin"].corrected, marks[t]["lin"].entered) for t in ("red", "blue")] == [
        (True, True), (True, False),
    ]  # fmt: skip


def test_a_judge_who_joins_late_is_not_waited_for_in_what_was_closed_before() -> None:
    scribe = Scribe(CUP).open("buzzer").close("buzzer").open("essay")
    scribe.marks("essay", red="9 9")
    scribe.write("excuse", round="essay", judge="wu", reason="left the hall")
    scribe.close("essay").open("talk")
    late = replace(CUP, judges=(*CUP.judges, Judge("late", "Late")))
    scribe.write("setup", setup=late)
    excused = {r: scribe.book.round_record(r).excused for r in ("buzzer", "essay", "talk")}
    assert excused == {"buzzer": {}, "essay": {"wu": "left the hall", "late": ""}, "talk": {}}
    assert not scribe.book.scores(CUP.stages[0].rounds[1])["red"].provisional
