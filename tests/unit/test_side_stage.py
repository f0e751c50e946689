"""A side stage (复活赛): who plays it, who returns from it, what it counts for, and its set-up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts import advancing
from scoreboard.contest.acts.running import next_action, returning
from scoreboard.contest.acts.setup_limits import check_stays
from scoreboard.contest.acts.undoing import check_undo
from scoreboard.contest.boards.overall import overall
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Entry, Event, Stage
from scoreboard.contest.record.book import Book
from scoreboard.contest.rules.consequences import consequences_of
from scoreboard.contest.standings.order import drawn_order
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.event.to_toml import to_toml
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.files.sheets.workbook_out import to_xlsx
from scoreboard.storage.setups import from_document, to_document
from tests.support.workbooks import QUIZ, problems, read, workbook
from tests.unit.contests import Scribe, contest, final, heat, points

SIDE = Stage("revival", "Revival", (points("second"),), advance=1, side_of="heat")
CUP = contest(
    heat(points(), advance=2),
    SIDE,
    final(points("talk"), carry=Decimal("0.5")),
    teams="red blue green gold grey",
)


def with_side(**changes: Any) -> Event:
    first, side, last = CUP.stages
    return replace(CUP, stages=(first, replace(side, **changes), last))


def heat_announced(event: Event = CUP) -> Scribe:
    """Red and Blue go on; Green has 20, Gold 10, Grey 0."""
    scribe = Scribe(event).open("buzzer")
    scribe.awards("buzzer", red=40, blue=30, green=20, gold=10)
    scribe.close("buzzer").advance("heat", "red", "blue")
    return scribe


def side_announced() -> Scribe:
    """Gold wins the side stage with 30; Grey has 10, Green nothing."""
    scribe = heat_announced().open("second").awards("second", gold=30, grey=10)
    scribe.close("second").advance("revival", "gold")
    return scribe


def admit(scribe: Scribe, team: str, way: Any = "return", stage: str = "revival") -> Entry:
    book, member = scribe.book, scribe.book.event.team(team)
    assert member is not None
    left = advancing.leaves(book, book.find_stage(stage), way)
    advancing.check_admits(book, left, member, way)
    return scribe.write("admit", stage=left.id, team=team, reason="won it", detail={"as": way})


def playing(book: Book, stage: str) -> list[str]:
    return [team.id for team in book.teams_of(book.find_stage(stage))]


def test_those_play_it_who_are_out_and_nobody_before_the_stage_is_announced() -> None:
    assert playing(Scribe(CUP).book, "revival") == []
    scribe = heat_announced()
    assert playing(scribe.book, "revival") == ["green", "gold", "grey"]
    assert playing(scribe.book, "final") == ["red", "blue"]
    assert scribe.book.stage.id == "revival"
    assert next_action(scribe.book).round == "second"


def test_a_guest_and_a_wild_card_do_not_play_it() -> None:
    teams = [replace(t, guest=t.id == "grey") for t in CUP.teams]
    scribe = heat_announced(replace(CUP, teams=tuple(teams)))
    admit(scribe, "green", "wild_card", "heat")
    assert playing(scribe.book, "revival") == ["gold"]
    assert playing(scribe.book, "final") == ["red", "blue", "green"]


def test_who_becomes_a_guest_is_out_of_the_side_stage_and_of_its_play_off() -> None:
    scribe = heat_announced().open("second").awards("second", gold=30, grey=30).close("second")
    detail = {"teams": ["gold", "grey"], "name": "Play-off", "min": "-9", "max": "9"}
    scribe.write("playoff", stage="revival", round="p", detail={**detail, "awards": ["1"]})
    scribe.award("p", "gold", 1)
    teams = tuple(replace(t, guest=t.id == "grey") for t in CUP.teams)
    scribe.write("setup", setup=replace(CUP, teams=teams))
    shown = {row["team"]["id"]: row["rounds"]["p"] for row in scribe.board()["rows"]}
    assert shown == {"green": None, "gold": "1"}


def test_its_winner_is_proposed_and_plays_the_final_only_once_it_is_let_back() -> None:
    scribe = side_announced()
    assert scribe.book.stage.id == "final"
    assert playing(scribe.book, "final") == ["red", "blue"]
    todo, waiting = next_action(scribe.book), returning(scribe.book)
    assert (todo.action, todo.stage, waiting.teams) == ("admit", "revival", ("gold",))
    admit(scribe, "gold")
    assert playing(scribe.book, "final") == ["red", "blue", "gold"]
    assert playing(scribe.book, "revival") == ["green", "gold", "grey"]
    assert (next_action(scribe.book).action, next_action(scribe.book).round) == ("open", "talk")
    assert playing(Book.replay(scribe.book.entries), "final") == ["red", "blue", "gold"]


def test_the_stage_it_is_of_may_be_named_instead() -> None:
    scribe = side_announced()
    assert admit(scribe, "gold", stage="heat").stage == "revival"


def test_the_boards_say_it_in_the_side_stage_and_in_the_final_but_not_in_the_heat() -> None:
    scribe = side_announced()
    admit(scribe, "gold")
    said = {
        stage: {
            row["team"]["id"]: (row["cut"], row["admitted"])
            for row in scribe.board("public", stage)["rows"]
        }
        for stage in ("heat", "revival", "final")
    }
    assert said["heat"]["gold"] == ("out", None)
    assert said["revival"] == {
        "gold": ("in", "return"), "grey": ("out", None), "green": ("out", None),
    }  # fmt: skip
    assert said["final"] == {"red": (None, None), "blue": (None, None), "gold": (None, "return")}
    side = scribe.board("public", "revival")
    assert side["stage"]["side_of"] == "heat"
    assert side["announced"] is not None
    assert (side["announced"]["advancing"], side["announced"]["winners"]) == (["gold"], [])
    assert "side_of" not in scribe.board("public", "heat")["stage"]
    told = breakdown(scribe.book, SIDE, "gold", "public", in_english)
    assert told["announced"] is not None
    assert told["announced"]["words"] == "Returns from the side stage"
    assert told["announced"]["reason"] is None


def test_phones_are_told_in_which_stage_a_team_was_left_behind() -> None:
    scribe = side_announced()
    admit(scribe, "gold")
    out = {s["id"]: [one["id"] for one in s["out"]] for s in scribe.board("public")["begun"]}
    assert out == {"heat": ["green", "grey"], "revival": ["grey", "green"], "final": []}


def test_what_is_carried_into_the_final_is_of_the_heat_for_who_returns_too() -> None:
    scribe = side_announced()
    admit(scribe, "gold")
    totals = {r["team"]["id"]: r["total"] for r in scribe.board("public", "final")["rows"]}
    assert totals == {"red": "20", "blue": "15", "gold": "5"}
    # The side stage itself carries in a share of its stage where it says so.
    carrying = with_side(carry=Decimal(1))
    scribe = heat_announced(carrying).open("second").awards("second", gold=30)
    totals = {r["team"]["id"]: r["total"] for r in scribe.board("public", "revival")["rows"]}
    assert totals == {"gold": "40", "green": "20", "grey": "0"}


def test_from_a_side_stage_without_a_rule_the_desk_lets_back_whom_it_will() -> None:
    event = with_side(advance=None)
    scribe = heat_announced(event).open("second").awards("second", gold=30, grey=30)
    scribe.close("second")
    assert next_action(scribe.book).action == "advance"
    # A tie for its first place decides nothing.
    assert advancing.blocking_tie(scribe.book, event.stages[1]) is None
    assert advancing.named_teams(scribe.book, event.stages[1], None) == []
    scribe.advance("revival")
    assert next_action(scribe.book).action == "open"
    admit(scribe, "grey")
    assert playing(scribe.book, "final") == ["red", "blue", "grey"]


def test_a_reserve_may_come_from_the_side_stage_for_a_finalist_who_withdraws() -> None:
    scribe = side_announced()
    admit(scribe, "gold")
    with pytest.raises(Refusal, match="has withdrawn"):
        admit(scribe, "grey", "reserve")
    scribe.write("withdraw", team="blue", reason="ill")
    admit(scribe, "grey", "reserve")
    assert [t.id for t in scribe.book.teams_in(CUP.stages[2].rounds[0])] == ["red", "gold", "grey"]
    with pytest.raises(Refusal, match="has withdrawn"):
        admit(scribe, "green", "reserve")


def test_a_winner_who_withdraws_is_not_waited_for() -> None:
    scribe = side_announced()
    scribe.write("withdraw", team="gold", reason="ill")
    assert returning(scribe.book).teams == ()


def test_nobody_returns_too_early_too_late_or_twice() -> None:
    with pytest.raises(Refusal, match="First announce who goes on from Revival"):
        admit(heat_announced(), "gold")
    scribe = side_announced()
    entry = admit(scribe, "gold")
    with pytest.raises(Refusal, match="Gold goes on already"):
        admit(scribe, "gold")
    check_undo(scribe.book, entry)
    scribe.open("talk")
    with pytest.raises(Refusal, match="The stage after Revival has begun"):
        admit(scribe, "green")
    with pytest.raises(Refusal, match="The stage after Revival has begun"):
        check_undo(scribe.book, entry)


def test_the_heat_stands_once_its_side_stage_is_played() -> None:
    scribe = heat_announced()
    named = scribe.book.entries[-1]
    check_undo(scribe.book, named)
    scribe.open("second")
    with pytest.raises(Refusal, match="The stage after Heat has begun"):
        check_undo(scribe.book, named)
    first, side, last = CUP.stages
    with pytest.raises(Refusal, match="it stands who plays it"):
        check_stays(scribe.book, replace(CUP, stages=(first, replace(side, side_of=""), last)))


def test_with_the_announcement_of_the_side_stage_goes_who_returned() -> None:
    scribe = side_announced()
    admit(scribe, "gold")
    named = next(e for e in scribe.book.entries if e.kind == "advance" and e.stage == "revival")
    back = scribe.undo(named)
    assert playing(scribe.book, "final") == ["red", "blue"]
    assert scribe.book.stage.id == "revival"
    scribe.undo(back)
    assert playing(scribe.book, "final") == ["red", "blue", "gold"]


def test_overall_the_finalists_come_first_then_by_the_side_stage_then_by_the_heat() -> None:
    scribe = side_announced()
    boards = [scribe.board("desk", stage) for stage in ("heat", "revival")]
    # While the final has not begun, nobody of the side stage stands before those who wait for it.
    assert overall(boards, "dense") == []
    admit(scribe, "gold")
    scribe.open("talk").awards("talk", gold=100, blue=10).close("talk")
    boards = [scribe.board("desk", stage) for stage in ("heat", "revival", "final")]
    ranked = [(one.rank, one.row["team"]["id"]) for one in overall(boards, "dense")]
    assert ranked == [(1, "gold"), (2, "blue"), (3, "red"), (4, "grey"), (5, "green")]


def test_overall_who_did_not_come_to_the_side_stage_keeps_the_place_of_the_heat() -> None:
    scribe = heat_announced().open("second")
    scribe.write("absent", round="second", team="green", reason="gone home")
    scribe.awards("second", gold=30, grey=10).close("second")
    scribe.advance("revival", "gold")
    admit(scribe, "gold")
    scribe.open("talk").awards("talk", gold=100, blue=10).close("talk")
    boards = [scribe.board("desk", stage) for stage in ("heat", "revival", "final")]
    listed = {one.row["team"]["id"]: one for one in overall(boards, "dense")}
    assert list(listed) == ["gold", "blue", "red", "grey", "green"]
    assert (listed["green"].rank, listed["green"].board["stage"]["id"]) == (5, "heat")


def test_the_setup_says_in_words_who_plays_it_and_who_returns() -> None:
    texts = {one["field"]: one["text"] for one in consequences_of(CUP, in_english)}
    assert texts["stages.1.side_of"] == (
        "Who is out of Heat plays Revival. The desk lets teams return from it into Final, with a "
        "reason, before that begins. Points of Revival count in no other stage."
    )
    assert texts["stages.1.advance"].startswith("After Revival, 1 go on.")
    by_hand = {
        one["field"]: one["text"] for one in consequences_of(with_side(advance=None), in_english)
    }
    assert by_hand["stages.1.advance"] == "No rule says who returns from Revival."


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_event_file_and_workbook_keep_it(locale: str) -> None:
    assert read_event_file(to_toml(CUP).encode()) == CUP
    assert read(to_xlsx(CUP, locale, in_english), locale=locale).event == CUP


def test_a_workbook_may_call_the_stage_by_its_name_and_is_told_where_there_is_none() -> None:
    stages = [["stage", "side stage of", "advance"], ["Heat", "", 1], ["Revival", "Heat", 1]]
    rounds = [["Revival", "second", "Second", "points", -100, 100, None, "10"]]
    book = {
        **QUIZ, "Stages": [*stages, ["Final", "", None]], "Rounds": [*QUIZ["Rounds"], *rounds],
    }  # fmt: skip
    found = read(workbook(book)).event
    assert found is not None
    assert [(stage.id, stage.side_of) for stage in found.stages] == [
        ("s1", ""), ("s2", "s1"), ("s3", ""),
    ]  # fmt: skip
    stages[2][1] = "Heats"
    [(cell, words)] = problems(workbook({**book, "Stages": [*stages, ["Final", "", None]]}))
    assert (cell, words) == ("Stages!B3", "A side stage is one of a main stage.")


def test_the_ledger_keeps_it_and_an_older_setup_has_none() -> None:
    assert from_document(to_document(CUP)) == CUP
    older = to_document(CUP)
    for stage in older["stages"]:
        del stage["side_of"]
    assert [stage.side_of for stage in from_document(older).stages] == ["", "", ""]


def test_the_final_is_played_in_the_order_of_the_heat_by_who_returns_too() -> None:
    first, side, last = CUP.stages
    talk = replace(last.rounds[0], appearance="standings")
    scribe = Scribe(
        replace(CUP, stages=(first, side, replace(last, carry=Decimal(0), rounds=(talk,))))
    )
    scribe.open("buzzer").awards("buzzer", red=20, blue=30, green=10).close("buzzer")
    scribe.advance("heat", "blue", "red")
    scribe.open("second").awards("second", green=10).close("second").advance("revival", "green")
    admit(scribe, "green")
    drawn = drawn_order(scribe.book, talk, list)
    assert drawn["order"] == ["blue", "red", "green"]
