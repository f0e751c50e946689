"""What one entry changed: only the rows that did, before and after."""

from __future__ import annotations

from typing import Any

from scoreboard.contest.difference import difference
from scoreboard.contest.naming import names_in
from tests.unit.contests import Scribe, contest, final, heat, judged, points


def rows(scribe: Scribe, version: int) -> dict[str, dict[str, Any]]:
    return {row["team"]["id"]: row for row in difference(scribe.book, version)["rows"]}


def scored() -> Scribe:
    """Red 18, blue 16, green 10 in the essay; the first two go on."""
    scribe = Scribe(contest(heat(judged(), points(), advance=2), final(judged("speech"))))
    scribe.open("essay").marks("essay", red="18 18", blue="16 16", green="10 10").close("essay")
    return scribe


def test_the_first_entry_changes_nothing_that_stood() -> None:
    told = difference(scored().book, 1)
    assert (told["rows"], told["rounds"], told["announced"], told["mark"]) == ([], [], None, None)


def test_opening_a_round_changes_its_state_and_no_place() -> None:
    scribe = scored().open("buzzer")
    told = difference(scribe.book, scribe.book.version)
    assert told["rounds"] == [{"id": "buzzer", "name": "Buzzer", "state": ["pending", "open"]}]
    assert told["rows"] == []


def test_a_correction_tells_the_mark_and_everybody_it_moved() -> None:
    scribe = scored()
    correction = scribe.correct("essay", "red", "lin", 4)
    told = difference(scribe.book, correction.version)
    assert told["mark"] == ["18", "4"]
    moved = rows(scribe, correction.version)
    assert {team: row["rank"] for team, row in moved.items()} == {"red": [1, 2], "blue": [2, 1]}
    assert moved["red"]["total"] == ["18", "11"]
    assert moved["red"]["rounds"] == {"essay": ["18", "11"]}
    assert moved["blue"]["rounds"] == {}
    assert "green" not in moved, "who stayed is not told"


def test_taking_it_back_is_the_same_difference_the_other_way() -> None:
    scribe = scored()
    correction = scribe.correct("essay", "green", "lin", 20)
    undo = scribe.write("undo", round="essay", team="green", judge="lin", voids=correction.version)
    there, back = (difference(scribe.book, entry.version) for entry in (correction, undo))
    assert there["mark"] == ["10", "20"]
    assert back["mark"] == ["20", "10"]
    assert {row["team"]["id"]: row["total"] for row in there["rows"]} == {
        row["team"]["id"]: row["total"][::-1] for row in back["rows"]
    }


def test_an_announcement_names_its_teams_and_closes_the_cut() -> None:
    scribe = scored().open("buzzer").close("buzzer")
    named = scribe.advance("heat", "red", "blue")
    told = difference(scribe.book, named.version)
    assert told["announced"] == [None, ["Red", "Blue"]]
    assert told["stage"] == {"id": "heat", "name": "Heat"}


def test_a_withdrawal_takes_the_place_and_moves_those_behind() -> None:
    scribe = scored()
    left = scribe.write("withdraw", team="red", reason="ill")
    moved = rows(scribe, left.version)
    assert moved["red"]["rank"] == [1, None]
    assert moved["red"]["outside"] == [None, "withdrawn"]
    assert moved["green"]["cut"] == ["out", "in"]


def test_a_play_off_that_is_taken_back_is_told_in_its_stage() -> None:
    scribe = Scribe(contest(heat(points(), advance=1), final(points("end"))))
    scribe.open("buzzer").awards("buzzer", red=10, blue=10).close("buzzer")
    detail = {"teams": ["red", "blue"], "name": "Play-off", "min": "-9", "max": "9", "awards": []}
    held = scribe.write("playoff", stage="heat", round="playoff1", detail=detail)
    scribe.award("playoff1", "blue", 1)
    undo = scribe.write("undo", stage="heat", round="playoff1", voids=held.version)
    assert difference(scribe.book, held.version)["rounds"][0]["state"] == [None, "open"]
    told = difference(scribe.book, undo.version)
    assert told["rounds"] == [{"id": "playoff1", "name": "Play-off", "state": ["open", None]}]
    assert told["stage"]["id"] == "heat"


def test_the_past_is_told_as_it_was_whatever_came_after() -> None:
    scribe = scored()
    versions = range(1, scribe.book.version + 1)
    before = [difference(scribe.book, version) for version in versions]
    scribe.correct("essay", "blue", "wu", 0)
    scribe.write("withdraw", team="green", reason="late")
    assert [difference(scribe.book, version) for version in versions] == before


def test_names_last_longer_than_the_things_they_name() -> None:
    scribe = scored()
    smaller = contest(
        heat(judged(), points(), advance=2), final(judged("speech")), teams="red blue"
    )
    scribe.write("setup", setup=smaller)
    names = names_in(scribe.book)
    assert list(names["teams"].items()) == [("red", "Red"), ("blue", "Blue"), ("green", "Green")]
    assert names["judges"] == {"lin": "Lin", "wu": "Wu"}
    assert names["rounds"] == {"essay": "Essay", "buzzer": "Buzzer", "speech": "Speech"}
    assert names["stages"] == {"heat": "Heat", "final": "Final"}


def test_what_a_round_that_is_gone_once_held_is_no_difference() -> None:
    scribe = Scribe(contest(heat(judged(), points()))).open("essay")
    mark = scribe.mark("essay", "red", "lin", 9)
    scribe.write("setup", setup=contest(heat(points())))
    undo = scribe.write("undo", round="essay", team="red", judge="lin", voids=mark.version)
    told = difference(scribe.book, undo.version)
    assert (told["mark"], told["rows"]) == (None, [])


def test_a_play_off_is_known_by_its_name_also_when_it_is_taken_back() -> None:
    scribe = scored()
    playing = {"teams": ["red", "blue"], "name": "Play-off", "min": "0", "max": "9", "awards": []}
    held = scribe.write("playoff", stage="heat", round="playoff1", detail=playing)
    scribe.undo(held)
    assert names_in(scribe.book)["rounds"]["playoff1"] == "Play-off"
