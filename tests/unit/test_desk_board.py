"""What the desk's board holds beyond the hall's, told of one small day."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoreboard.contest.boards.board import board, round_on_board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.shapes import Board, team_on_board
from scoreboard.contest.model import Judge
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, people, points

JUDGES = (*people("lin wu"), Judge("chen", "Chen", recused=("blue",)))
RISK = points("risk", stakes=decimals("10", "20"))
CUP = contest(
    heat(judged(step=Decimal("0.5"), drop_low=1), RISK, advance=1),
    final(judged("talk")),
    judges=JUDGES,
)
PLAYING: dict[str, Any] = {
    "teams": ["red", "blue"], "name": "Play-off", "min": "-5", "max": "5", "awards": ["1", "-1"],
}  # fmt: skip


def morning() -> Scribe:
    """The essay is closed: Lin gave red 9, the desk made it 18.5; the risk round is open."""
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 16 15", blue="18 17 -")
    scribe.correct("essay", "red", "lin", "18.5")
    scribe.write("excuse", round="essay", judge="chen", reason="tablet broken")
    scribe.close("essay").open("risk")
    detail = {"question": 3, "note": "too late", "stake": "20", "outcome": "wrong"}
    scribe.award("risk", "red", -20, by="judge:wu", detail=detail)
    scribe.award("risk", "blue", 10)
    return scribe


def desk(scribe: Scribe, stage: str | None = None) -> Board:
    return desk_board(scribe.book, scribe.book.event.stage(stage) if stage else None)


def test_the_desk_sees_every_mark_and_which_was_dropped_or_corrected() -> None:
    marks = desk(morning())["marks"]
    assert marks.keys() == {"essay", "talk"}
    found = {
        team: {
            judge: (m["value"], m["version"], m["corrected"], m["dropped"])
            for judge, m in given.items()
        }
        for team, given in marks["essay"].items()
    }
    assert found == {
        "red": {
            "lin": ("18.5", 8, True, False), "wu": ("16", 4, False, False),
            "chen": ("15", 5, False, True),
        },
        "blue": {"lin": ("18", 6, False, False), "wu": ("17", 7, False, True)},
    }  # fmt: skip
    assert marks["talk"] == {}
    assert {m["entered"] for given in marks["essay"].values() for m in given.values()} == {False}


def test_the_desk_sees_the_awards_newest_first() -> None:
    scribe = morning()
    at = [entry.at for entry in scribe.book.entries]
    scribe.write("award", round="risk", team="green")
    nothing, ten, twenty = desk(scribe)["awards"]["risk"]
    assert (nothing["team"], nothing["points"]) == ("green", "0")
    assert ten == {
        "id": "id-13", "version": 13, "team": "blue", "points": "10", "by": "scorer",
        "question": None, "note": None, "reason": None, "at": at[12], "stake": None,
        "outcome": None,
    }  # fmt: skip
    assert twenty == {
        "id": "id-12", "version": 12, "team": "red", "points": "-20", "by": "judge:wu",
        "question": 3, "note": "too late", "reason": None, "at": at[11],
        "stake": "20", "outcome": "wrong",
    }  # fmt: skip


def test_the_desk_sees_what_is_missing_what_is_next_and_who_is_excused() -> None:
    scribe = morning()
    found = desk(scribe)
    assert found["missing"] == {
        "essay": {"lin": ["green"], "wu": ["green"]},
        "talk": {},
    }
    assert found["next"] == {"action": "close", "round": "risk", "stage": "heat"}
    assert found["excused"] == {"essay": {"chen": "tablet broken"}, "risk": {}, "talk": {}}
    assert found["order"] == {"essay": [], "risk": [], "talk": []}
    assert found["judges"] == [
        {"id": "lin", "name": "Lin", "recused": []},
        {"id": "wu", "name": "Wu", "recused": []},
        {"id": "chen", "name": "Chen", "recused": ["blue"]},
    ]
    assert found["teams"] == [dict(team_on_board(team)) for team in CUP.teams]
    assert found["withdrawn"] == {}
    scribe.write("withdraw", team="green", reason="ill")
    assert desk(scribe)["withdrawn"] == {"green": "ill"}


def test_the_desk_sees_in_which_order_the_teams_play_and_what_of_it_was_drawn() -> None:
    scribe = morning()
    drawn = {"order": ["blue", "green", "red"], "lots": [["blue", "green"]]}
    scribe.write("order", round="risk", detail=drawn)
    found = desk(scribe)
    assert found["order"] == {"essay": [], "risk": ["blue", "green", "red"], "talk": []}
    assert found["lots"] == {"essay": [], "risk": [["blue", "green"]], "talk": []}


def test_the_desk_sees_the_hall_beside_its_own_board_in_its_own_language() -> None:
    def shouted(text: str, **_names: object) -> str:
        return text.upper()

    event = contest(
        heat(points(), points("sprint"), advance=1), final(points("last")), publish="round"
    )
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=10, blue=10).close("buzzer")
    scribe.write("lots", stage="heat", detail={"order": ["red", "blue"]})
    scribe.open("sprint").awards("sprint", green=5)
    stage = event.stages[0]
    found = desk_board(scribe.book, stage, shouted)
    hall = board(scribe.book, "public", stage, shouted)
    own = board(scribe.book, "desk", stage, shouted)
    assert [board_["rows"][0]["decided_by"] for board_ in (hall, own)] == ["LOTS", "LOTS"]
    assert [board_["rows"][2]["total"] for board_ in (hall, own)] == ["0", "5"]
    assert found["public"] == hall
    assert {key: found[key] for key in own} == own  # type: ignore[literal-required]
    assert desk_board(scribe.book)["public"] == board(scribe.book, "public")


def test_the_desk_is_shown_marks_that_look_like_a_slip_of_the_hand() -> None:
    talk = judged("talk", max=Decimal(100))
    event = contest(heat(talk, points()), judges=people("lin wu chen"))
    scribe = Scribe(event).open("talk").marks("talk", red="18 81 80", blue="5 70 71")
    scribe.marks("talk", green="70 71 72")
    assert desk(scribe)["outliers"] == {
        "talk": {
            "red": {"lin": {"why": "swapped", "likely": "81"}},
            "blue": {"lin": {"why": "far", "likely": None}},
        },
    }
    # Nobody looks twice at the marks of a team that has left.
    scribe.write("withdraw", team="blue", reason="ill")
    assert desk(scribe)["outliers"]["talk"].keys() == {"red"}


def test_the_desk_is_told_what_another_desk_did_last() -> None:
    scribe = morning()
    awarded = scribe.book.entries[12]
    assert desk(scribe)["latest"] == {
        "version": 13, "kind": "award", "says": "", "by": "scorer", "at": awarded.at,
        "round": "risk", "team": "blue", "value": "10", "detail": {},
    }  # fmt: skip
    # A mark is a tablet's: the grid shows it, and it pushes nothing away.
    scribe.mark("essay", "red", "lin", 9)
    assert (desk(scribe)["latest"] or {})["version"] == 13
    corrected = scribe.correct("essay", "red", "wu", 12)
    undone = scribe.undo(corrected)
    assert desk(scribe)["latest"] == {
        "version": undone.version, "kind": "undo", "says": "", "by": "scorer", "at": undone.at,
        "round": "essay", "voids": corrected.version, "detail": {},
        "voided": {
            "version": corrected.version, "kind": "correction", "says": "mark", "by": "scorer",
            "at": corrected.at, "round": "essay", "team": "red", "judge": "wu", "value": "12",
            "detail": {},
        },
    }  # fmt: skip
    scribe.undo(undone)
    newest: Any = desk(scribe)["latest"]
    assert newest["voided"]["voided"]["value"] == "12"
    detail = {"order": ["red"], "lots": []}
    drawn = scribe.write("lots", stage="heat", detail=detail)
    assert desk(scribe)["latest"] == {
        "version": drawn.version, "kind": "lots", "says": "", "by": "scorer", "at": drawn.at,
        "stage": "heat", "detail": detail,
    }  # fmt: skip
    # A set-up is told by itself, where it is changed.
    scribe.write("setup", setup=CUP)
    latest: Any = desk(scribe)["latest"]
    assert latest["version"] == drawn.version


def test_what_happened_long_ago_is_no_news() -> None:
    scribe = Scribe(CUP).open("essay")
    for _ in range(199):
        scribe.mark("essay", "red", "lin", 9)
    assert desk(scribe)["latest"] is not None
    scribe.mark("essay", "red", "lin", 9)
    assert desk(scribe)["latest"] is None


def test_the_desk_sees_the_stages_with_all_that_their_rounds_allow() -> None:
    scribe = morning()
    scribe.award("risk", "red", 30)
    scribe.close("risk").write("playoff", stage="heat", round="playoff1", detail=PLAYING)
    first, last = desk(scribe)["stages"]
    book = scribe.book
    essay, risk = CUP.stages[0].rounds
    playoff = book.round("playoff1")
    assert playoff is not None
    found = {"id": "heat", "name": "Heat", "advance": 1, "state": "current"}
    assert {key: first[key] for key in found} == found
    assert first["rounds"] == [
        {**round_on_board(book, essay), "number": 1, "min": "0", "max": "20", "step": "0.5",
         "awards": [], "stakes": [], "questions": 0, "scored_by": "desk",
             "appearance": "registration"},
        {**round_on_board(book, risk), "number": 2, "min": "-100", "max": "100", "step": "1",
         "awards": ["10", "-10"], "stakes": ["10", "20"], "questions": 0, "scored_by": "judges",
         "loss": "stake", "declined": "0", "order": "highest",
             "appearance": "registration"},
        {**round_on_board(book, playoff), "number": 3, "min": "-5", "max": "5", "step": "1",
         "awards": ["1", "-1"], "stakes": [], "questions": 0, "scored_by": "judges",
             "appearance": "registration"},
    ]  # fmt: skip
    assert (last["id"], last["name"], last["advance"]) == ("final", "Final", None)
    assert [r["number"] for r in last["rounds"]] == [1]
    assert desk(scribe)["awards"].keys() == {"risk", "playoff1"}


def test_a_stage_waits_is_played_and_is_done() -> None:
    scribe = Scribe(CUP)

    def states() -> list[str]:
        return [stage["state"] for stage in desk(scribe)["stages"]]

    assert states() == ["current", "waiting"]
    scribe.advance("heat", "red")
    assert states() == ["done", "current"]
    scribe.advance("final", "red")
    assert states() == ["done", "done"]


def test_from_the_final_the_desk_looks_back_at_the_heat() -> None:
    scribe = Scribe(CUP)
    scribe.advance("heat", "red")
    found = desk(scribe, "heat")
    assert (found["stage"]["id"], found["public"]["stage"]["id"]) == ("heat", "heat")
    assert desk(scribe)["stage"]["id"] == "final"


def test_the_tie_that_blocks_the_announcement_is_told_once_all_is_closed() -> None:
    event = contest(heat(points(), advance=2), final(points("last")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=20, blue=10, green=10)
    assert desk(scribe)["tie"] is None
    scribe.close("buzzer")
    assert desk(scribe)["tie"] == {"teams": ["blue", "green"], "seats": 1}
    scribe.write("lots", stage="heat", detail={"order": ["green", "blue"]})
    assert desk(scribe)["tie"] is None
    scribe.advance("heat", "red", "green")
    scribe.open("last").close("last")
    assert desk(scribe)["tie"] == {"teams": ["red", "green"], "seats": 1}
