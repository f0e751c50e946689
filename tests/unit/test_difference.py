"""What one entry changed: only the rows that did, before and after."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoreboard.contest.boards.difference import difference
from scoreboard.contest.model import Criterion, Entry, EntryKind
from scoreboard.contest.record.naming import names_in
from scoreboard.contest.words import in_english
from scoreboard.files.results.words import entry_outcome
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points


def rows(scribe: Scribe, version: int) -> dict[str, dict[str, Any]]:
    return {row["team"]["id"]: row for row in difference(scribe.book, version)["rows"]}


def scored() -> Scribe:
    """Red 18, blue 16, green 10 in the essay; the first two go on."""
    scribe = Scribe(contest(heat(judged(), points(), advance=2), final(judged("speech"))))
    scribe.open("essay").marks("essay", red="18 18", blue="16 16", green="10 10").close("essay")
    return scribe


def test_the_first_entry_changes_nothing_that_stood() -> None:
    found = difference(scored().book, 1)
    assert (found["rows"], found["rounds"], found["announced"], found["mark"]) == (
        [],
        [],
        None,
        None,
    )


def test_opening_a_round_changes_its_state_and_no_place() -> None:
    scribe = scored().open("buzzer")
    found = difference(scribe.book, scribe.book.version)
    assert found["rounds"] == [{"id": "buzzer", "name": "Buzzer", "state": ["pending", "open"]}]
    assert found["rows"] == []


def test_the_second_entry_is_told_against_the_set_up() -> None:
    scribe = Scribe(contest()).open("essay")
    found = difference(scribe.book, 2)
    assert (found["version"], found["stage"]) == (2, {"id": "heat", "name": "Heat"})
    assert found["rounds"] == [{"id": "essay", "name": "Essay", "state": ["pending", "open"]}]


def test_a_first_mark_of_zero_is_news_and_a_buzzer_without_points_is_none() -> None:
    scribe = Scribe(contest(judges=people("lin"))).open("essay")
    zero = scribe.mark("essay", "red", "lin", 0)
    found = difference(scribe.book, zero.version)
    assert found["mark"] == [None, "0"]
    assert rows(scribe, zero.version)["red"]["rounds"] == {"essay": [None, "0"]}
    scribe.marks("essay", blue="0", green="0").close("essay").open("buzzer")
    assert rows(scribe, scribe.book.version) == {}


def test_the_story_knows_what_the_hall_is_shown_only_when_the_round_is_closed() -> None:
    scribe = Scribe(contest(publish="round")).open("buzzer").awards("buzzer", red=10, blue=5)
    award = scribe.award("buzzer", "red", 20)
    found = rows(scribe, award.version)
    assert list(found) == ["red"]
    assert found["red"]["total"] == ["10", "30"]
    assert found["red"]["rounds"] == {"buzzer": ["10", "30"]}
    assert difference(scribe.book, award.version)["mark"] is None


def test_what_decided_a_place_is_said_in_the_readers_language_before_and_after() -> None:
    scribe = Scribe(contest(heat(points(), points("sprint")))).open("buzzer")
    scribe.awards("buzzer", red=10, blue=10).close("buzzer")
    scribe.write("lots", stage="heat", detail={"order": ["blue", "red"]})
    both = scribe.open("sprint").award("sprint", "green", 30)
    found = difference(scribe.book, both.version, lambda text, **_names: text.upper())
    decided = {row["team"]["id"]: row["decided_by"] for row in found["rows"]}
    assert decided == {"green": [None, None], "blue": ["LOTS"] * 2, "red": ["LOTS"] * 2}


def test_a_correction_tells_the_mark_and_everybody_it_moved() -> None:
    scribe = scored()
    correction = scribe.correct("essay", "red", "lin", 4)
    found = difference(scribe.book, correction.version)
    assert found["mark"] == ["18", "4"]
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
    found = difference(scribe.book, named.version)
    assert found["announced"] == [None, ["Red", "Blue"]]
    assert found["stage"] == {"id": "heat", "name": "Heat"}


def announced() -> Scribe:
    """Red and blue go on from the heat, and the final runs."""
    scribe = scored().open("buzzer").close("buzzer")
    scribe.advance("heat", "red", "blue")
    return scribe.open("speech")


def test_a_mark_of_the_heat_that_is_changed_during_the_final_is_told_in_the_heat() -> None:
    scribe = announced()
    found = difference(scribe.book, scribe.correct("essay", "blue", "lin", 20).version)
    assert found["stage"] == {"id": "heat", "name": "Heat"}
    assert [(row["team"]["id"], row["rank"]) for row in found["rows"]] == [
        ("red", [1, 1]), ("blue", [2, 1]), ("green", [3, 2]),
    ]  # fmt: skip
    assert found["rounds"] == []
    assert found["announced"] is None, "the same two are still named"


def test_whom_a_decided_correction_names_instead_is_told_with_who_was_named() -> None:
    scribe = announced()
    decided = scribe.write(
        "correction", round="essay", team="green", judge="lin", value=Decimal(20),
        reason="misread", detail={"decision": "change", "announced": {"heat": ["red", "green"]}},
    )  # fmt: skip
    found = difference(scribe.book, decided.version)
    assert found["announced"] == [["Red", "Blue"], ["Red", "Green"]]


def test_who_joins_has_no_before_and_who_leaves_no_after() -> None:
    scribe = Scribe(contest(heat(points()), teams="red blue")).open("buzzer")
    scribe.awards("buzzer", blue=10)
    setup = contest(heat(points()), teams="red white")
    moved = rows(scribe, scribe.write("setup", setup=setup).version)
    assert (moved["white"]["team"]["name"], moved["blue"]["team"]["name"]) == ("White", "Blue")
    assert (moved["white"]["rank"], moved["blue"]["rank"]) == ([None, 1], [1, None])
    assert moved["blue"]["rounds"] == {"buzzer": ["10", None]}
    assert moved["white"]["rounds"] == {}, "nothing in a buzzer round is no news"


def test_another_first_stage_is_not_compared_with_the_one_before_it() -> None:
    scribe = Scribe(contest(heat(judged())))
    found = difference(scribe.book, scribe.write("setup", setup=contest(final(points()))).version)
    assert found["stage"] == {"id": "final", "name": "Final"}
    assert (found["rows"], found["rounds"]) == ([], [])


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
    found = difference(scribe.book, undo.version)
    assert found["rounds"] == [{"id": "playoff1", "name": "Play-off", "state": ["open", None]}]
    assert found["stage"]["id"] == "heat"
    assert rows(scribe, undo.version)["blue"]["rounds"] == {"playoff1": ["1", None]}
    again = scribe.write("undo", stage="heat", round="playoff1", voids=undo.version)
    assert rows(scribe, again.version)["blue"]["rounds"] == {"playoff1": [None, "1"]}


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


def test_a_sheet_of_criteria_is_told_part_by_part_under_the_names_they_have() -> None:
    criteria = (Criterion("speech", "Speech", Decimal(10)), Criterion("look", "Look", Decimal(5)))
    talk = judged("talk", criteria=criteria, max=Decimal(15))
    scribe = Scribe(contest(heat(talk))).open("talk")

    def give(kind: EntryKind, value: int, **values: str) -> Entry:
        return scribe.write(
            kind, by="judge:lin", round="talk", team="red", judge="lin", value=Decimal(value),
            detail={"values": values}, reason="misread" if kind == "correction" else None,
        )  # fmt: skip

    first = give("mark", 12, look="4", speech="8")
    # The same sum of other parts is a difference too.
    second = give("correction", 12, look="3", speech="9")
    assert difference(scribe.book, first.version)["parts"] == [
        {"id": "speech", "name": "Speech", "value": [None, "8"]},
        {"id": "look", "name": "Look", "value": [None, "4"]},
    ]
    found = difference(scribe.book, second.version)
    assert found["mark"] is None
    assert [part["value"] for part in found["parts"]] == [["8", "9"], ["4", "3"]]
    assert names_in(scribe.book)["criteria"] == {"talk.speech": "Speech", "talk.look": "Look"}
    said = entry_outcome(second, names_in(scribe.book)["criteria"], in_english)
    assert said == "Speech 9 · Look 3"
    assert "parts" not in difference(scored().book, 3)


def test_what_a_round_that_is_gone_once_held_is_no_difference() -> None:
    scribe = Scribe(contest(heat(judged(), points()))).open("essay")
    mark = scribe.mark("essay", "red", "lin", 9)
    scribe.write("setup", setup=contest(heat(points())))
    undo = scribe.write("undo", round="essay", team="red", judge="lin", voids=mark.version)
    found = difference(scribe.book, undo.version)
    assert (found["mark"], found["rows"]) == (None, [])


def test_a_play_off_is_known_by_its_name_also_when_it_is_taken_back() -> None:
    scribe = scored()
    playing = {"teams": ["red", "blue"], "name": "Play-off", "min": "0", "max": "9", "awards": []}
    held = scribe.write("playoff", stage="heat", round="playoff1", detail=playing)
    scribe.undo(held)
    assert names_in(scribe.book)["rounds"]["playoff1"] == "Play-off"
