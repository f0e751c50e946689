"""What the result sheet says beside its figures: ties, rules, and what was corrected."""

from __future__ import annotations

from scoreboard.contest.words import in_english
from scoreboard.files.results.file_names import file_name
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.rules import rules_words, stage_words
from scoreboard.files.results.shapes import Results
from scoreboard.files.results.signed_sheet import StageSheet, stage_sheet
from scoreboard.files.results.workbook import sheet_names
from tests.unit.contests import Scribe, contest, final, heat, judged, points


def results(scribe: Scribe) -> Results:
    return gather(scribe.book, in_english)


def sheet(scribe: Scribe) -> StageSheet:
    found = results(scribe)
    return stage_sheet(found, found.stages[0])


def test_a_shared_place_is_explained_in_a_sentence() -> None:
    scribe = Scribe(contest(heat(points())))
    scribe.open("buzzer").awards("buzzer", red=20, blue=10, green=10).close("buzzer")
    found = sheet(scribe)
    assert found["ties"] == ["Blue, Green have 10 each and share place 2."]
    assert [(row["place"], row["tied"]) for row in found["rows"]] == [
        ("1", False), ("2", True), ("2", True),
    ]  # fmt: skip


def test_what_parted_equal_totals_is_named() -> None:
    event = contest(heat(points("first"), points("last")), tie_breaks=("latest_round",))
    scribe = Scribe(event)
    scribe.open("first").awards("first", red=20, blue=10).close("first")
    scribe.open("last").awards("last", blue=10).close("last")
    found = sheet(scribe)
    assert found["ties"] == ["Blue, Red have 20 each; their order was decided by: latest round."]
    assert found["rows"][0]["remarks"] == ["latest round"]


def test_different_totals_need_no_words() -> None:
    scribe = Scribe(contest(heat(points())))
    scribe.open("buzzer").awards("buzzer", red=30, blue=20, green=10)
    assert sheet(scribe)["ties"] == []


def test_the_last_that_goes_on_is_marked_and_so_is_who_does_not() -> None:
    scribe = Scribe(contest(heat(points(), advance=2), final(points("last"))))
    scribe.open("buzzer").awards("buzzer", red=30, blue=20, green=10).close("buzzer")
    assert [row["fate"] for row in sheet(scribe)["rows"]] == [
        "Inside the cut", "Inside the cut", "Outside the cut",
    ]  # fmt: skip
    scribe.advance("heat", "red", "blue")
    found = sheet(scribe)
    assert [row["fate"] for row in found["rows"]] == ["Advancing", "Advancing", "Not advancing"]
    assert [row["last_in"] for row in found["rows"]] == [False, True, False]
    assert found["announced"]


def test_a_withdrawn_team_has_no_place_and_is_called_so() -> None:
    scribe = Scribe(contest(heat(points())))
    scribe.open("buzzer").awards("buzzer", red=30, blue=20, green=10)
    scribe.write("withdraw", team="red", reason="ill")
    last = sheet(scribe)["rows"][-1]
    assert (last["name"], last["place"], last["remarks"]) == ("Red", "", ["withdrawn"])


def test_missing_marks_make_the_sheet_provisional() -> None:
    scribe = Scribe(contest(heat(judged())))
    scribe.open("essay").marks("essay", red="18 17", blue="- 9", green="1 1")
    found = sheet(scribe)
    assert found["provisional"]
    assert "provisional" in next(r for r in found["rows"] if r["name"] == "Blue")["remarks"]


def test_the_rules_are_those_of_the_event() -> None:
    event = contest(heat(judged(), advance=2), final(points("last")), ranking="competition")
    assert rules_words(event, in_english)[0] == (
        "Equal totals share a place; the places they fill are skipped"
    )
    heat_rules = " ".join(stage_words(event, event.stages[0], in_english))
    assert "2 go on" in heat_rules
    assert "Last" not in heat_rules


def test_a_file_is_named_after_the_event_without_what_no_disk_takes() -> None:
    scribe = Scribe(contest(heat(points())))
    assert file_name(results(scribe), "xlsx") == "Spring quiz Results.xlsx"


def test_sheets_get_names_that_a_spreadsheet_takes() -> None:
    names = sheet_names(["A/B:C", "a b c", "", "'", "决" * 40, "🎉" * 20, "History", "决" * 40])
    assert names[:4] == ["A B C", "a b c (2)", "-", "- (2)"]
    assert names[4] == "决" * 31
    assert names[5] == "🎉" * 15
    assert names[6] == "History (2)"
    assert names[7] == "决" * 27 + " (2)"
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
