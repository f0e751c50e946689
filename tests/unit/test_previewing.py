"""What an act would change, told to the desk before it is done."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoreboard.contest.acts.advancing import affected
from scoreboard.contest.acts.preview import Preview, preview
from scoreboard.contest.model import Entry, EntryKind
from tests.unit.contests import Scribe, contest, final, heat, judged, points

CUP = contest(
    heat(points(), advance=1), final(points("last"), carry=Decimal(1)), ranking="competition"
)
PLAYING: dict[str, Any] = {
    "teams": ["blue", "green"], "name": "Play-off", "min": "-5", "max": "5", "awards": ["1"],
}  # fmt: skip
STANDS = {"stands": True, "leaves": [], "enters": [], "stages": []}


def heat_of(red: int = 30, blue: int = 20, green: int = 10) -> Scribe:
    """The heat is played and closed, with these totals."""
    scribe = Scribe(CUP).open("buzzer")
    return scribe.awards("buzzer", red=red, blue=blue, green=green).close("buzzer")


def draft(kind: EntryKind, **rest: Any) -> Entry:
    return Entry(0, "draft", kind, "scorer", "2024-11-30T16:00:00+08:00", **rest)


def correction(team: str, value: int, round_id: str = "buzzer") -> Entry:
    return draft("correction", round=round_id, team=team, value=Decimal(value), reason="misheard")


def seen(scribe: Scribe, entry: Entry) -> Preview:
    version = scribe.book.version
    found = preview(scribe.book, entry)
    assert scribe.book.version == version, "nothing is written"
    return found


def test_who_would_move_and_who_would_cross_the_cut_is_told() -> None:
    scribe = heat_of()
    assert seen(scribe, correction("blue", 40)) == {
        "stage": "heat",
        "moves": [
            {"team": "blue", "name": "Blue", "rank": [2, 1], "total": ["20", "40"]},
            {"team": "red", "name": "Red", "rank": [1, 2], "total": ["30", "30"]},
        ],
        "cut": ["blue", "red"],
        "announced": None,
        "rounds": [],
        "results": [],
        "public": [],
    }


def test_a_place_that_would_be_shared_is_a_move_and_a_total_alone_is_one_too() -> None:
    shared = seen(heat_of(), correction("blue", 30))
    assert [(m["team"], m["rank"]) for m in shared["moves"]] == [("red", [1, 1]), ("blue", [2, 1])]
    assert shared["cut"] == ["red", "blue"]
    more = seen(heat_of(), correction("red", 31))
    assert [(m["team"], m["rank"], m["total"]) for m in more["moves"]] == [
        ("red", [1, 1], ["30", "31"]),
    ]  # fmt: skip
    assert more["cut"] == []


def test_it_is_told_of_the_stage_of_the_act_else_of_the_current_one() -> None:
    scribe = heat_of()
    scribe.advance("heat", "red")
    scribe.open("last").awards("last", red=5)
    assert seen(scribe, correction("red", 31))["stage"] == "heat"
    assert seen(scribe, correction("red", 6, "last"))["stage"] == "final"
    penalty = draft("penalty", stage="heat", team="red", value=Decimal(-1), reason="noise")
    assert seen(scribe, penalty)["stage"] == "heat"
    assert seen(scribe, draft("withdraw", team="green"))["stage"] == "final"


def test_who_would_leave_and_who_would_enter_is_told_by_name() -> None:
    scribe = heat_of()
    scribe.advance("heat", "red")
    assert seen(scribe, correction("blue", 25))["announced"] == STANDS
    assert seen(scribe, correction("blue", 40))["announced"] == {
        "stands": False, "leaves": ["Red"], "enters": ["Blue"], "stages": ["Heat"],
    }  # fmt: skip


def test_nobody_is_said_to_enter_out_of_a_tie() -> None:
    scribe = heat_of()
    scribe.advance("heat", "red")
    found = seen(scribe, correction("blue", 30))["announced"]
    assert found == {"stands": False, "leaves": [], "enters": [], "stages": ["Heat"]}


def test_what_is_carried_on_touches_the_later_announcement_and_both_are_told() -> None:
    event = contest(
        heat(points(), advance=2), final(points("last"), carry=Decimal(1)), ranking="competition"
    )
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=30, blue=20, green=10)
    scribe.close("buzzer").advance("heat", "red", "blue")
    scribe.open("last").close("last").advance("final", "red")
    assert seen(scribe, correction("blue", 40))["announced"] == {
        "stands": False, "leaves": ["Red"], "enters": ["Blue"], "stages": ["Final"],
    }  # fmt: skip
    found = seen(scribe, correction("red", 5))["announced"]
    assert found is not None
    assert found["stages"] == ["Heat", "Final"]
    assert found["leaves"] == ["Red", "Red"]
    assert found["enters"] == ["Green", "Blue"]


def test_an_announcement_kept_against_the_standings_is_not_asked_about_again() -> None:
    scribe = heat_of()
    scribe.advance("heat", "red")
    scribe.write("correction", round="buzzer", team="blue", value=Decimal(40), reason="kept")
    assert seen(scribe, correction("blue", 50))["announced"] == STANDS
    # Green would be the only one named now, but red was kept against blue already.
    assert affected(scribe.book, scribe.book.after(correction("green", 60))) == []


def test_an_announcement_that_would_be_taken_back_is_told_as_a_result_and_not_as_touched() -> None:
    scribe = heat_of()
    named = scribe.advance("heat", "red")
    back = draft("undo", stage="heat", voids=named.version)
    found = seen(scribe, back)
    assert found["results"] == [{"stage": "heat", "name": "Heat", "announced": False}]
    assert found["announced"] == STANDS
    undone = scribe.write("undo", stage="heat", voids=named.version, reason="early")
    again = seen(scribe, draft("undo", stage="heat", voids=undone.version))
    assert again["results"] == [{"stage": "heat", "name": "Heat", "announced": True}]
    assert again["announced"] is None


def test_rounds_that_would_be_in_another_state_are_told_by_name() -> None:
    scribe = heat_of(blue=20, green=20)
    found = seen(scribe, draft("reopen", round="buzzer"))
    assert found["rounds"] == [{"id": "buzzer", "name": "Buzzer", "from": "closed", "to": "open"}]
    held = draft("playoff", stage="heat", round="playoff1", detail=PLAYING)
    found = seen(scribe, held)
    assert found["rounds"] == [{"id": "playoff1", "name": "Play-off", "from": None, "to": "open"}]
    playoff = scribe.write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    found = seen(scribe, draft("undo", round="playoff1", voids=playoff.version))
    assert found["rounds"] == [{"id": "playoff1", "name": "Play-off", "from": "open", "to": None}]


def test_the_desk_previews_what_it_sees_and_not_what_the_hall_sees() -> None:
    event = contest(heat(judged(), advance=1), final(points("last")), publish="round")
    scribe = Scribe(event).open("essay").marks("essay", red="9 9", blue="5 5")
    change = draft("correction", round="essay", team="blue", judge="lin", value=Decimal(19))
    moves = seen(scribe, change)["moves"]
    assert [(m["team"], m["total"]) for m in moves] == [("blue", ["5", "12"]), ("red", ["9", "9"])]


def test_the_book_as_it_would_be_has_one_entry_more() -> None:
    scribe = heat_of()
    then = scribe.book.after(correction("red", 1))
    assert (then.version, then.entries[-1].version) == (7, 7)
    assert then.entries[:-1] == scribe.book.entries


def test_a_team_that_would_come_into_the_stage_hides_nobody_elses_move() -> None:
    event = contest(heat(points(), advance=1), final(points("last"), base=Decimal(5)))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=30).close("buzzer")
    left = scribe.write("withdraw", team="green", reason="ill")
    scribe.advance("heat", "red")
    decided = {"decision": "change", "announced": {"heat": ["green", "red"]}}
    found = seen(scribe, draft("undo", voids=left.version, detail=decided))
    # Green comes in first on the list; red, who was alone, would be level with it.
    assert [(m["team"], m["rank"], m["total"]) for m in found["moves"]] == [
        ("red", [1, 1], ["5", "5"]),
    ]  # fmt: skip
