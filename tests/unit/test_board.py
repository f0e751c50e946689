"""The board's shape, name by name: scripts and overlays are written against it (contract, 6)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.unit.contests import Scribe, contest, final, heat, judged, points

TEA = contest(
    heat(judged(), points(), advance=2),
    final(points("talk")),
    ranking="competition",
    tie_breaks=("best_rounds",),
)


def played() -> Scribe:
    """Essay closed, buzzer open: red has two penalties, blue overtook green."""
    scribe = Scribe(TEA).open("essay").marks("essay", red="10 9", blue="8 8", green="9 9")
    scribe.close("essay").open("buzzer").awards("buzzer", red=10, blue=10)
    for points_lost in ("-3", "-2"):
        scribe.write(
            "penalty", stage="heat", team="red", value=Decimal(points_lost), reason="talking"
        )
    return scribe


def row(team: str, **rest: Any) -> dict[str, Any]:
    usual = {"tied": False, "penalty": None, "provisional": False, "decided_by": None}
    usual |= {"barred": None, "admitted": None}
    named = {"id": team, "name": team.title(), "region": "east"}
    drawn = {"note": None, "cells": {"essay": "score", "buzzer": "score"}, "medal": rest["rank"]}
    said = {"corrected": False, "outside": None, "absent": [], **drawn}
    return {"team": named, **usual, **said, **rest}


def test_the_board_is_what_the_contract_says() -> None:
    assert played().board() == {
        "event": "quiz", "ledger": "id-1", "rehearsal": False,
        "version": 14, "at": "2024-11-30T15:00:14+08:00",
        "title": "Spring quiz", "subtitle": "", "locale": "zh-CN",
        "stage": {"id": "heat", "name": "Heat", "advance": 2, "goes_on": "the first 2"},
        "rounds": [
            {"id": "essay", "name": "Essay", "kind": "judged", "form": "judged",
                 "state": "closed", "playoff": False},
            {"id": "buzzer", "name": "Buzzer", "kind": "points", "form": "points",
                 "state": "open", "playoff": False},
        ],
        "ranking": "competition", "frozen": False, "status": "running",
        "announced": None, "on_stage": None,
        "rows": [
            row("blue", rank=1, total="18", rounds={"essay": "8", "buzzer": "10"}, movement=1,
                cut="in"),
            row("red", rank=2, total="15", rounds={"essay": "9.5", "buzzer": "10"}, movement=1,
                cut="in", penalty="-5"),
            row("green", rank=3, total="9", rounds={"essay": "9", "buzzer": "0"}, movement=-2,
                cut="out"),
        ],
        "winners": [], "places_shown": True, "cut_line": {"after": 2, "tied": 0, "left": 0},
    }  # fmt: skip


def test_a_penalty_counts_in_its_own_stage_and_for_its_own_team() -> None:
    scribe = played().close("buzzer")
    scribe.advance("heat", "blue", "red")
    assert [(r["team"]["id"], r["total"], r["penalty"]) for r in scribe.board()["rows"]] == [
        ("blue", None, None),
        ("red", None, None),
    ]
    assert scribe.board("desk", "heat")["rows"][1]["penalty"] == "-5"


def tied() -> Scribe:
    """Blue and green share the second of two places that go on."""
    scribe = Scribe(TEA).open("essay").close("essay").open("buzzer")
    return scribe.awards("buzzer", red=30, blue=20, green=20).close("buzzer")


def play_off(scribe: Scribe) -> None:
    detail = {"teams": ["blue", "green"], "name": "加赛", "min": "-9", "max": "9", "awards": ["1"]}
    scribe.write("playoff", stage="heat", round="playoff1", reason="tie", detail=detail)


def test_a_play_off_stands_beside_the_rounds_and_says_what_it_decided() -> None:
    scribe = tied()
    assert [(r["cut"], r["tied"]) for r in scribe.board()["rows"]] == [
        ("in", False), ("tied", True), ("tied", True),
    ]  # fmt: skip
    play_off(scribe)
    scribe.award("playoff1", "green", 1)
    scribe.close("playoff1")
    board = scribe.board()
    assert board["rounds"][2] == {
        "id": "playoff1", "name": "加赛", "kind": "points", "form": "playoff", "state": "closed",
        "playoff": True,
    }  # fmt: skip
    assert [r["rounds"] for r in board["rows"]] == [
        {"essay": None, "buzzer": "30", "playoff1": None},
        {"essay": None, "buzzer": "20", "playoff1": "1"},
        {"essay": None, "buzzer": "20", "playoff1": "0"},
    ]
    assert [(r["team"]["id"], r["rank"], r["cut"], r["decided_by"]) for r in board["rows"]] == [
        ("red", 1, "in", None), ("green", 2, "in", "play-off"), ("blue", 3, "out", "play-off"),
    ]  # fmt: skip


def test_before_it_closes_the_hall_sees_nothing_of_a_play_off_where_rounds_are_published() -> None:
    event = contest(heat(points(), advance=2), final(points("talk")), publish="round")
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=30, blue=20, green=20)
    play_off(scribe.close("buzzer"))
    scribe.award("playoff1", "green", 1)
    for audience, shown in (("public", None), ("desk", "1")):
        rows = {r["team"]["id"]: r for r in scribe.board(audience)["rows"]}
        assert rows["green"]["rounds"]["playoff1"] == shown


def test_the_end_names_winners_and_a_stage_before_it_who_goes_on() -> None:
    scribe = played().close("buzzer")
    scribe.advance("heat", "blue", "red")
    assert scribe.board("public", "heat")["announced"] == {
        "stage": "heat", "winners": [], "advancing": ["blue", "red"],
    }  # fmt: skip
    scribe.open("talk").awards("talk", red=5).close("talk").advance("final", "red")
    board = scribe.board()
    assert board["announced"] == {"stage": "final", "winners": ["red"], "advancing": []}
    assert board["status"] == "final"
    assert [r["cut"] for r in board["rows"]] == [None, None]


def test_the_desk_sees_an_open_round_that_the_hall_does_not_see_yet() -> None:
    event = contest(heat(points("one"), points("two")), publish="round")
    scribe = Scribe(event).open("one").awards("one", red=3).close("one")
    scribe.open("two").awards("two", blue=5)
    shown = {who: scribe.board(who)["rows"][0] for who in ("public", "desk")}
    assert (shown["public"]["team"]["id"], shown["public"]["total"]) == ("red", "3")
    assert (shown["desk"]["team"]["id"], shown["desk"]["total"]) == ("blue", "5")


def test_the_board_says_why_a_team_takes_no_place() -> None:
    guest = replace(TEA.teams[0], guest=True)
    scribe = Scribe(replace(TEA, teams=(guest, *TEA.teams[1:])))
    scribe.write("withdraw", team="blue", reason="left")
    rows = {r["team"]["id"]: (r["rank"], r["outside"]) for r in scribe.board()["rows"]}
    assert rows == {"green": (None, None), "red": (None, "guest"), "blue": (None, "withdrawn")}
