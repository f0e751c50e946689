"""A result changed after it was announced is shown as corrected, on every board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.corrected import newest_correction
from tests.unit.contests import Scribe, contest, final, heat, judged, people, picture, points


@pytest.fixture
def scribe() -> Iterator[Scribe]:
    """Red 15, blue 10, green 5; red and blue are announced."""
    event = contest(heat(judged(), advance=2), final(points("last")), judges=people("lin"))
    written = Scribe(event).open("essay").marks("essay", red="15", blue="10", green="5")
    written.close("essay").advance("heat", "red", "blue")
    yield written
    assert picture(Book.replay(written.book.entries)) == picture(written.book)


def corrected(scribe: Scribe, audience: str = "public") -> list[str]:
    rows = scribe.board(audience, "heat")["rows"]
    return [row["team"]["id"] for row in rows if row["corrected"]]


def since(scribe: Scribe) -> int | None:
    announced = scribe.board("public", "heat")["announced"]
    assert announced is not None
    version: int | None = announced.get("corrected", {}).get("version")
    return version


def test_what_was_announced_is_not_corrected(scribe: Scribe) -> None:
    assert (corrected(scribe), since(scribe)) == ([], None)
    scribe.open("last").award("last", "red", 10)
    assert (corrected(scribe), since(scribe)) == ([], None)


def test_a_team_whose_total_changed_is_marked_for_the_hall_and_the_desk(scribe: Scribe) -> None:
    correction = scribe.correct("essay", "red", "lin", 16)
    scribe.open("last").award("last", "red", 10)
    assert corrected(scribe) == corrected(scribe, "desk") == ["red"]
    announced = scribe.board("public", "heat")["announced"]
    assert announced is not None
    assert announced["corrected"] == {"version": correction.version, "at": correction.at}


def test_all_who_changed_places_are_marked(scribe: Scribe) -> None:
    scribe.correct("essay", "blue", "lin", 18)
    assert corrected(scribe) == ["blue", "red"]


def test_taking_the_correction_back_takes_the_mark_away_and_bringing_it_back_returns_it(
    scribe: Scribe,
) -> None:
    undone = scribe.undo(scribe.correct("essay", "red", "lin", 16))
    assert (corrected(scribe), since(scribe)) == ([], None)
    again = scribe.undo(undone)
    assert corrected(scribe) == ["red"]
    assert since(scribe) == again.version


def test_a_correction_before_the_announcement_is_none_after_it(scribe: Scribe) -> None:
    announcement = scribe.book.entries[-1]
    scribe.undo(announcement)
    scribe.correct("essay", "red", "lin", 16)
    scribe.advance("heat", "red", "blue")
    assert (corrected(scribe), since(scribe)) == ([], None)


def test_a_later_stage_does_not_show_what_was_corrected_in_an_earlier_one(scribe: Scribe) -> None:
    scribe.correct("essay", "red", "lin", 16)
    board = scribe.board("public", "final")
    assert [row["corrected"] for row in board["rows"]] == [False, False]
    assert board["announced"] is None


def test_a_team_named_by_a_decided_correction_is_marked(scribe: Scribe) -> None:
    scribe.write(
        "correction", round="essay", team="green", judge="lin", value=points().max,
        reason="misread", detail={"decision": "change", "announced": {"heat": ["green", "red"]}},
    )  # fmt: skip
    assert corrected(scribe) == ["green", "red", "blue"]


def test_what_happens_in_the_final_does_not_date_the_correction_of_the_heat(
    scribe: Scribe,
) -> None:
    withdrawal = scribe.write("withdraw", team="green", reason="left")
    scribe.open("last").award("last", "red", 10)
    scribe.write("correction", round="last", team="red", value=points().max, reason="misread")
    assert corrected(scribe) == ["green"]
    assert since(scribe) == withdrawal.version


def test_every_result_is_compared_with_its_own_announcement(scribe: Scribe) -> None:
    scribe.open("last").awards("last", red=10, blue=20).close("last")
    scribe.advance("final", "blue")
    correction = scribe.correct("essay", "red", "lin", 16)
    assert corrected(scribe) == ["red"]
    final_board = scribe.board("public", "final")
    assert [row["corrected"] for row in final_board["rows"]] == [False, False]
    assert since(scribe) == correction.version


def test_a_new_set_up_and_a_penalty_date_what_they_changed(scribe: Scribe) -> None:
    event = scribe.book.event
    stages = (replace(event.stages[0], base=Decimal(5)), event.stages[1])
    set_up = scribe.write("setup", setup=replace(event, stages=stages))
    assert corrected(scribe) == ["red", "blue", "green"]
    assert since(scribe) == set_up.version
    penalty = scribe.write("penalty", stage="heat", team="red", value=Decimal(-1), reason="noise")
    assert since(scribe) == penalty.version


def test_an_event_kept_out_of_the_lists_was_not_corrected_then(scribe: Scribe) -> None:
    correction = scribe.correct("essay", "red", "lin", 16)
    archive = scribe.write("archive", detail={"archived": True})
    assert (corrected(scribe), since(scribe)) == (["red"], correction.version)
    scribe.undo(scribe.undo(archive))
    assert (corrected(scribe), since(scribe)) == (["red"], correction.version)


def test_an_event_begun_anew_by_mistake_was_not_corrected_when_it_came_back(scribe: Scribe) -> None:
    correction = scribe.correct("essay", "red", "lin", 16)
    begin = scribe.write("begin", reason="the wrong event")
    scribe.undo(begin)
    assert (corrected(scribe), since(scribe)) == (["red"], correction.version)


def test_a_judge_excused_later_dates_no_correction_and_taking_it_back_does(scribe: Scribe) -> None:
    correction = scribe.correct("essay", "red", "lin", 16)
    excuse = scribe.write("excuse", round="essay", judge="lin", reason="left the hall")
    assert (corrected(scribe), since(scribe)) == (["red"], correction.version)
    undone = scribe.undo(excuse)
    assert (corrected(scribe), since(scribe)) == (["red"], undone.version)


def test_of_two_corrections_the_newer_dates_the_result_until_it_is_taken_back(
    scribe: Scribe,
) -> None:
    scribe.correct("essay", "red", "lin", 16)
    newer = scribe.correct("essay", "blue", "lin", 11)
    assert since(scribe) == newer.version
    undone = scribe.undo(newer)
    assert (corrected(scribe), since(scribe)) == (["red"], undone.version)


def test_where_nothing_happened_since_there_is_no_newest_correction(scribe: Scribe) -> None:
    assert newest_correction(scribe.book, scribe.book.event.stages[0]) is None


def test_of_undos_that_take_back_undos_the_desk_is_told_three_deep(scribe: Scribe) -> None:
    newest = scribe.correct("essay", "red", "lin", 16)
    for _ in range(5):
        newest = scribe.undo(newest)
    latest, kinds = desk_board(scribe.book)["latest"], []
    while latest:
        kinds.append(latest["kind"])
        latest = latest.get("voided")
    assert kinds == ["undo"] * 4


def test_the_desk_is_told_the_newest_act_and_what_an_undo_takes_back(scribe: Scribe) -> None:
    assert desk_board(scribe.book)["latest"]["kind"] == "advance"
    correction = scribe.correct("essay", "red", "lin", 16)
    undone = scribe.undo(correction)
    scribe.undo(undone)
    latest = desk_board(scribe.book)["latest"]
    kinds = [latest["kind"], latest["voided"]["kind"], latest["voided"]["voided"]["kind"]]
    assert kinds == ["undo", "undo", "correction"]
    assert latest["voided"]["voided"]["value"] == "16"
    assert desk_board(Scribe(scribe.book.event).book)["latest"] is None
