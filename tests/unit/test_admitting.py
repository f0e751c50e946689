"""Who goes on by hand: a wild card, a reserve, what the boards say of it, and taking it back."""

from __future__ import annotations

from typing import Any

import pytest

from scoreboard.contest.acts import advancing
from scoreboard.contest.acts.preview import preview
from scoreboard.contest.acts.undoing import check_undo
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Entry
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.standings import still_named
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, points

CUP = contest(
    heat(points(), advance=2), final(points("talk")), teams="red blue green gold", ranking="dense"
)
HEAT, FINAL = CUP.stages


def announced() -> Scribe:
    """Red and Blue go on; Green is third, Gold last."""
    scribe = Scribe(CUP).open("buzzer").awards("buzzer", red=40, blue=30, green=20, gold=10)
    scribe.close("buzzer").advance("heat", "red", "blue")
    return scribe


def admit(scribe: Scribe, team: str, way: Any) -> Entry:
    member = scribe.book.event.team(team)
    assert member is not None
    advancing.check_admits(scribe.book, HEAT, member, way)
    return scribe.write("admit", stage="heat", team=team, reason="the host", detail={"as": way})


def refused(scribe: Scribe, team: str, way: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        admit(scribe, team, way)
    return str(refusal.value)


def playing(book: Book) -> list[str]:
    return [team.id for team in book.teams_of(FINAL)]


def test_a_wild_card_goes_on_besides_those_who_were_announced() -> None:
    scribe = announced()
    admit(scribe, "gold", "wild_card")
    assert playing(scribe.book) == ["red", "blue", "gold"]
    assert scribe.book.announced["heat"].teams == ("red", "blue")
    assert still_named(scribe.book, HEAT)


def test_the_boards_say_it_in_the_stage_left_and_in_the_one_that_follows() -> None:
    scribe = announced()
    admit(scribe, "gold", "wild_card")
    before = {row["team"]["id"]: row for row in scribe.board("public", "heat")["rows"]}
    assert (before["gold"]["cut"], before["gold"]["admitted"]) == ("in", "wild_card")
    assert (before["green"]["cut"], before["green"]["admitted"]) == ("out", None)
    heat_board = scribe.board("public", "heat")
    # The line stays where the rule has it, and nobody's place is another.
    assert heat_board["cut_line"] == {"after": 2, "tied": 0, "left": 0}
    assert [row["corrected"] for row in heat_board["rows"]] == [False] * 4
    assert heat_board["announced"] is not None
    assert heat_board["announced"]["advancing"] == ["red", "blue", "gold"]
    after = {row["team"]["id"]: row["admitted"] for row in scribe.board("public", "final")["rows"]}
    assert after == {"red": None, "blue": None, "gold": "wild_card"}


def test_a_reserve_needs_somebody_who_went_on_and_has_withdrawn() -> None:
    scribe = announced()
    assert "has withdrawn" in refused(scribe, "green", "reserve")
    scribe.write("withdraw", team="gold", reason="ill")
    assert "has withdrawn" in refused(scribe, "green", "reserve")
    scribe.write("withdraw", team="blue", reason="ill")
    admit(scribe, "green", "reserve")
    assert [team.id for team in scribe.book.teams_in(FINAL.rounds[0])] == ["red", "green"]
    # One has withdrawn and one has come for it: there is no second place.
    assert "takes no place" in refused(scribe, "gold", "wild_card")


def test_with_the_reserve_the_announcement_is_again_what_the_standings_say() -> None:
    scribe = announced()
    scribe.write("withdraw", team="blue", reason="ill")
    assert not still_named(scribe.book, HEAT)
    admit(scribe, "green", "reserve")
    assert still_named(scribe.book, HEAT)


def test_nobody_is_admitted_before_the_announcement_or_after_the_next_stage_has_begun() -> None:
    scribe = Scribe(CUP)
    assert refused(scribe, "gold", "wild_card") == "First announce who goes on from Heat."
    scribe = announced()
    assert refused(scribe, "red", "wild_card") == "Red goes on already."
    scribe.open("talk")
    assert refused(scribe, "gold", "wild_card") == "The stage after Heat has begun."


def test_from_the_last_stage_nobody_goes_on() -> None:
    scribe = announced()
    red = CUP.team("red")
    assert red is not None
    with pytest.raises(Refusal, match="Nobody goes on from Final"):
        advancing.check_admits(scribe.book, FINAL, red, "wild_card")


def test_an_admission_is_taken_back_while_the_next_stage_has_not_begun() -> None:
    scribe = announced()
    entry = admit(scribe, "gold", "wild_card")
    check_undo(scribe.book, entry)
    scribe.undo(entry)
    assert playing(scribe.book) == ["red", "blue"]
    entry = admit(scribe, "gold", "wild_card")
    scribe.open("talk")
    with pytest.raises(Refusal, match="The stage after Heat has begun"):
        check_undo(scribe.book, entry)


def test_with_the_announcement_the_admission_goes_too_and_comes_back_with_it() -> None:
    scribe = announced()
    admit(scribe, "gold", "wild_card")
    named = next(entry for entry in scribe.book.entries if entry.kind == "advance")
    taken_back = scribe.undo(named)
    assert "heat" not in scribe.book.announced
    scribe.undo(taken_back)
    assert playing(scribe.book) == ["red", "blue", "gold"]
    assert playing(Book.replay(scribe.book.entries)) == ["red", "blue", "gold"]


def test_the_preview_says_who_crosses_the_cut_and_that_the_announcement_stands() -> None:
    scribe = announced()
    draft = Entry(
        0, "draft", "admit", "scorer", scribe.book.at_time,
        stage="heat", team="gold", reason="?", detail={"as": "wild_card"},
    )  # fmt: skip
    seen = preview(scribe.book, draft)
    assert (seen["cut"], seen["moves"]) == (["gold"], [])
    assert seen["announced"] is not None
    assert seen["announced"]["stands"]


def test_the_breakdown_says_how_a_team_goes_on_and_the_reason_to_the_desk_alone() -> None:
    scribe = announced()
    admit(scribe, "gold", "wild_card")
    for audience, reason in (("desk", "the host"), ("public", None)):
        told = breakdown(scribe.book, HEAT, "gold", audience, in_english)  # type: ignore[arg-type]
        assert told["announced"] is not None
        assert told["announced"]["words"] == "Goes on by wild card"
        assert told["announced"]["admitted"] == "wild_card"
        assert told["announced"]["reason"] == reason
        assert told["cut"] is not None
        assert told["cut"]["words"] == "Outside the cut"
