"""A judge's sheet: the open round, this judge's marks and nobody else's, and the newest awards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.unit.contests import Scribe, contest, heat, judged, people, points
from tests.unit.test_desk_board import CUP, PLAYING, morning


def test_a_tablet_shows_the_open_round_and_this_judges_marks_alone() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 16 15", blue="18 17 -")
    corrected = scribe.correct("essay", "blue", "lin", "18.5")
    sheet: Any = scribe.sheet("lin")
    assert (sheet["event"], sheet["version"], sheet["at"]) == ("quiz", 8, corrected.at)
    assert (sheet["locale"], sheet["judge"]) == ("zh-CN", {"id": "lin", "name": "Lin"})
    assert sheet["stage"] == {"id": "heat", "name": "Heat"}
    assert (sheet["ledger"], sheet["rehearsal"]) == (scribe.book.ledger_id, False)
    expected = {
        "id": "essay", "name": "Essay", "number": 1, "of": 2, "kind": "judged",
        "form": "judged", "min": "0",
        "max": "20", "step": "0.5", "awards": [], "stakes": [], "questions": 0, "scores": True,
        "scorers": [], "order": [],
        "lots": [], "playoff": False, "decimals": 1,
    }  # fmt: skip
    assert sheet["round"] == expected
    red, blue, green = sheet["teams"]
    rest = {"region": "east", "recused": False}
    expected = {"id": "red", "name": "Red", "total": None, "mark": "9", "mark_version": 3}
    assert {key: red[key] for key in [*expected, *rest, "corrected"]} == {
        **expected, **rest, "corrected": False,
    }  # fmt: skip
    assert (blue["mark"], blue["mark_version"], blue["corrected"]) == ("18.5", 8, True)
    assert (green["mark"], green["mark_version"], green["corrected"]) == (None, None, False)
    chen: Any = scribe.sheet("chen")
    assert [team["recused"] for team in chen["teams"]] == [False, True, False]
    assert [team["mark"] for team in chen["teams"]] == ["15", None, None]


def test_a_tablet_shows_who_gave_which_award_newest_first() -> None:
    scribe = morning()
    scribe.write("award", round="risk", team="green")
    detail = {"order": ["blue", "red", "green"], "lots": [["blue", "red"]]}
    scribe.write("order", round="risk", detail=detail)
    sheet: Any = scribe.sheet("wu")
    assert (sheet["round"]["number"], sheet["round"]["decimals"]) == (2, 0)
    assert (sheet["round"]["awards"], sheet["round"]["stakes"]) == (["10", "-10"], ["10", "20"])
    assert (sheet["round"]["order"], sheet["round"]["lots"]) == (
        ["blue", "red", "green"], [["blue", "red"]],
    )  # fmt: skip
    nothing, ten, twenty = sheet["awards"]
    assert nothing["points"] == "0"
    entries = scribe.book.entries
    assert ten == {
        "id": "id-13", "version": 13, "team": "blue", "points": "10", "by": "scorer",
        "mine": False, "question": None, "outcome": None, "at": entries[12].at,
    }  # fmt: skip
    assert twenty == {
        "id": "id-12", "version": 12, "team": "red", "points": "-20", "by": "Wu",
        "mine": True, "question": 3, "outcome": "wrong", "at": entries[11].at,
    }  # fmt: skip
    lin: Any = scribe.sheet("lin")
    assert [award["mine"] for award in lin["awards"]] == [False, False, False]
    for n in range(30):
        scribe.award("risk", "red", n)
    many: Any = scribe.sheet("wu")
    assert [award["points"] for award in many["awards"]] == [str(n) for n in range(29, 9, -1)]


def test_a_tablet_says_that_it_is_a_play_off_and_who_is_in_it() -> None:
    scribe = morning()
    scribe.close("risk").write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    sheet: Any = scribe.sheet("lin")
    shown = {key: sheet["round"][key] for key in ("id", "name", "number", "of", "playoff")}
    assert shown == {"id": "playoff1", "name": "Play-off", "number": 3, "of": 3, "playoff": True}
    assert [team["id"] for team in sheet["teams"]] == ["red", "blue"]


def test_while_no_round_is_open_a_tablet_waits() -> None:
    sheet = Scribe(CUP).sheet("lin")
    assert (sheet["round"], sheet["teams"], sheet["awards"]) == (None, [], [])


def test_marks_of_halves_from_a_quarter_need_two_decimals() -> None:
    essay = judged(min=Decimal("0.25"), step=Decimal("0.5"))
    sheet: Any = Scribe(contest(heat(essay))).open("essay").sheet("lin")
    assert sheet["round"]["decimals"] == 2
    tens = judged(step=Decimal("1E+1"))
    sheet = Scribe(contest(heat(tens))).open("essay").sheet("lin")
    assert sheet["round"]["decimals"] == 0
    from_ten = judged(min=Decimal("1E+1"), step=Decimal("1E+1"))
    sheet = Scribe(contest(heat(from_ten))).open("essay").sheet("lin")
    assert sheet["round"]["decimals"] == 0


def test_a_tablet_says_whether_its_judge_scores_the_round_and_who_does() -> None:
    listed = contest(heat(points(scored_by=("wu",))))
    scribe = Scribe(listed).open("buzzer").awards("buzzer", red=10)
    scribe.award("buzzer", "red", -20)
    for judge, gives in (("wu", True), ("lin", False)):
        sheet: Any = scribe.sheet(judge)
        assert (sheet["round"]["scores"], sheet["round"]["scorers"]) == (gives, ["Wu"])
        assert [team["score"] for team in sheet["teams"]] == ["-10", None, None]
    at_desk = Scribe(contest(heat(points(scored_by="desk")))).open("buzzer")
    sheet = at_desk.sheet("wu")
    assert (sheet["round"]["scores"], sheet["round"]["scorers"]) == (False, [])
    # A judge whose id happens to be in the word is no scorer either.
    odd = contest(heat(points(scored_by="desk")), judges=people("des"))
    sheet = Scribe(odd).open("buzzer").sheet("des")
    assert sheet["round"]["scores"] is False
