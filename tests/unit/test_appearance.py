"""The order in which teams are on stage, and who is on: drawn, by standing, by hand, stepped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.setup_change import check_change
from scoreboard.contest.acts.undoing import check_undo
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Entry, Event, Judge
from scoreboard.contest.record.appearance import order_of_appearance
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.order import drawn_order
from scoreboard.contest.words import Refusal, in_english
from scoreboard.live.phones import LastSent
from scoreboard.storage.access import Grant
from scoreboard.verbs.ruling import MarkAbsent, WithdrawTeam
from scoreboard.verbs.scorekeeping import ChangeRoundState, GiveAward, SubmitMark
from scoreboard.verbs.settling import OpenPlayoff
from scoreboard.verbs.staging import DrawOrder, PutOnStage, SetOrder, StepOnStage
from scoreboard.verbs.verb import Verb, new_id
from tests.unit.contests import Scribe, contest, decimals, final, heat, judged, points
from tests.unit.desks import LIN, SCORER

AT = "2024-11-30T15:04:05+08:00"
TALK = judged("talk", appearance="draw")
CUP = contest(heat(points("quiz"), TALK), teams="red blue green white")


def backwards(teams: Any) -> list[str]:
    """Lots that always fall the other way round."""
    return list(reversed(teams))


class Hall(Scribe):
    """A scribe at whose desk verbs are done as they may be now."""

    def do(self, verb: Verb) -> Entry:
        drafted = verb.draft(self.book).entry(verb.uid, verb.by, AT)
        allowed = verb.allow(self.book, drafted)
        assert verb.is_of(allowed, drafted)
        self.book.extend(replace(allowed, version=self.book.version + 1))
        return self.book.entries[-1]

    def rounds(self, *acts: str) -> None:
        for act, round_id in (said.split() for said in acts):
            self.do(ChangeRoundState(SCORER, new_id(), act, round_id))  # type: ignore[arg-type]


def desk_of(event: Event, *acts: str) -> Hall:
    """The desk of an event, with rounds opened and closed: "open talk"."""
    desk = Hall(event)
    desk.rounds(*acts)
    return desk


def order_in(book: Book, round_id: str) -> list[str]:
    return list(order_of_appearance(book, book.find_round(round_id)))


def step(desk: Hall, to: Any, *seen: str | None, by: Grant = SCORER) -> str | None:
    return desk.do(StepOnStage(by, new_id(), "talk", to, *seen)).team


def put(desk: Hall, team: str | None) -> None:
    desk.do(PutOnStage(SCORER, new_id(), "talk", team))


def staged(desk: Hall) -> Any:
    return desk.board()["on_stage"]


def test_teams_come_as_they_were_registered_where_nothing_else_is_said() -> None:
    book = Scribe(contest(heat(judged("talk")), teams="red blue green")).book
    assert order_in(book, "talk") == ["red", "blue", "green"]


def test_in_a_later_stage_too_they_come_as_they_were_registered() -> None:
    event = contest(heat(points("quiz"), advance=2), final(judged("talk")), teams="red blue green")
    scribe = Scribe(event).open("quiz").awards("quiz", blue=10, green=20).close("quiz")
    scribe.advance("heat", "green", "blue")
    assert order_in(scribe.book, "talk") == ["blue", "green"]


def test_an_order_by_lot_is_there_only_once_it_is_drawn() -> None:
    desk = desk_of(CUP)
    assert order_in(desk.book, "talk") == []
    drawn = desk.do(DrawOrder(SCORER, new_id(), "talk"))
    assert sorted(drawn.detail["order"]) == ["blue", "green", "red", "white"]
    assert drawn.detail["by"] == "draw"
    assert drawn.detail["lots"] == [], "nobody was drawn among equals: all were drawn"
    assert order_in(desk.book, "talk") == drawn.detail["order"]


def test_an_order_is_drawn_again_only_with_a_reason_and_the_first_stays_readable() -> None:
    desk = desk_of(CUP)
    first = desk.do(DrawOrder(SCORER, new_id(), "talk"))
    with pytest.raises(Refusal) as refused:
        desk.do(DrawOrder(SCORER, new_id(), "talk"))
    assert refused.value.field == "reason"
    again = desk.do(DrawOrder(SCORER, new_id(), "talk", "a lot fell on the floor"))
    assert order_in(desk.book, "talk") == again.detail["order"]
    desk.undo(again)
    assert order_in(desk.book, "talk") == first.detail["order"]


def test_a_risk_round_draws_its_order_of_play_again_as_scores_change_and_asks_nothing() -> None:
    desk = desk_of(contest(heat(points("risk", stakes=decimals("10")))), "open risk")
    for _ in "12":
        assert "by" not in desk.do(DrawOrder(SCORER, new_id(), "risk")).detail


def test_by_hand_all_teams_are_named_once_and_it_is_said_why() -> None:
    desk = desk_of(CUP)
    for wrong in (["red"], ["red", "red", "blue", "green"], ["red", "blue", "green", "pink"]):
        with pytest.raises(Refusal) as refused:
            desk.do(SetOrder(SCORER, new_id(), "talk", wrong, "late train"))
        assert refused.value.field == "order"
    order = ["white", "red", "blue", "green"]
    with pytest.raises(Refusal) as refused:
        desk.do(SetOrder(SCORER, new_id(), "talk", order, None))
    assert refused.value.field == "reason"
    desk.do(SetOrder(SCORER, new_id(), "talk", order, "late train"))
    assert order_in(desk.book, "talk") == order


def test_the_last_of_the_standings_begins_where_the_order_is_reverse() -> None:
    event = contest(
        heat(points("quiz"), judged("talk", appearance="reverse")), teams="red blue green white"
    )
    scribe = Scribe(event).open("quiz")
    scribe.awards("quiz", red=30, blue=10, green=10, white=20).close("quiz")
    drawn = drawn_order(scribe.book, event.stages[0].rounds[1], backwards)
    assert drawn == {
        "order": ["green", "blue", "white", "red"],
        "lots": [["green", "blue"]],
        "by": "reverse",
    }


def test_an_order_by_standing_is_settled_as_its_round_opens_and_a_correction_moves_nobody() -> None:
    event = contest(heat(points("quiz"), judged("talk", appearance="standings")))
    desk = desk_of(event, "open quiz")
    for team, amount in (("red", 10), ("blue", 30), ("green", 20)):
        desk.do(GiveAward(SCORER, new_id(), "quiz", team, amount))
    desk.rounds("close quiz", "open talk")
    assert desk.book.entries[-1].detail["order"] == ["blue", "green", "red"]
    desk.write("penalty", stage="heat", team="blue", value=decimals("-50")[0], reason="foul")
    assert order_in(desk.book, "talk") == ["blue", "green", "red"]


def test_the_first_round_of_a_final_goes_by_the_places_of_the_stage_before() -> None:
    event = contest(
        heat(points("quiz"), advance=2), final(judged("talk", appearance="standings")),
        teams="red blue green",
    )  # fmt: skip
    scribe = Scribe(event).open("quiz").awards("quiz", red=10, blue=10, green=20).close("quiz")
    scribe.advance("heat", "green", "red")
    drawn = drawn_order(scribe.book, event.stages[1].rounds[0], backwards)
    assert (drawn["order"], drawn["lots"]) == (["green", "red"], [])


def test_who_comes_later_is_last_and_who_leaves_the_set_up_is_gone() -> None:
    scribe = Scribe(contest(heat(TALK), teams="red blue"))
    scribe.write("order", round="talk", detail={"order": ["blue", "red"], "lots": [], "by": "draw"})
    scribe.write("setup", setup=contest(heat(TALK), teams="green red white"))
    assert order_in(scribe.book, "talk") == ["red", "green", "white"]


def test_nobody_is_on_stage_before_somebody_is_put_there() -> None:
    desk = desk_of(CUP, "open quiz")
    assert staged(desk) is None
    assert desk.sheet("lin")["on_stage"] is None


def in_order(desk: Hall, *order: str) -> None:
    desk.do(SetOrder(SCORER, new_id(), "talk", order, "as agreed"))


def talking() -> Hall:
    """The talk is open, in the order white, red, blue, green."""
    desk = desk_of(CUP, "open quiz", "close quiz", "open talk")
    in_order(desk, "white", "red", "blue", "green")
    return desk


def test_the_desk_steps_through_the_order_and_the_board_says_who_is_next() -> None:
    desk = talking()
    assert step(desk, "next") == "white"
    assert staged(desk) == {"round": "talk", "team": "white", "next": "red"}
    assert step(desk, "next") == "red"
    assert step(desk, "back") == "white"
    assert step(desk, "back") is None
    assert staged(desk) is None
    for team in ("white", "red", "blue", "green"):
        assert step(desk, "next") == team
    assert staged(desk) == {"round": "talk", "team": "green", "next": None}
    with pytest.raises(Refusal, match="Nobody comes after this"):
        step(desk, "next")


def test_nobody_is_called_up_before_the_order_is_drawn() -> None:
    desk = desk_of(CUP, "open quiz", "close quiz", "open talk")
    with pytest.raises(Refusal, match="not drawn yet"):
        step(desk, "next")
    put(desk, "blue")
    assert staged(desk) == {"round": "talk", "team": "blue", "next": None}


def test_who_has_withdrawn_or_is_absent_is_skipped_both_ways() -> None:
    desk = talking()
    desk.do(WithdrawTeam(SCORER, new_id(), "red", "ill"))
    desk.do(MarkAbsent(SCORER, new_id(), "blue", "talk", "late"))
    assert step(desk, "next") == "white"
    assert staged(desk)["next"] == "green"
    assert step(desk, "next") == "green"
    assert step(desk, "back") == "white"
    with pytest.raises(Refusal, match="absent"):
        put(desk, "blue")
    with pytest.raises(Refusal, match="no such team"):
        put(desk, "red")


def test_who_withdraws_is_in_the_order_of_a_play_off_only_if_it_played_there() -> None:
    desk = Hall(contest(heat(points("quiz"), advance=1), final(), teams="red blue green white"))
    desk.rounds("open quiz")
    for team, value in (("red", 10), ("blue", 10), ("green", 5)):
        desk.do(GiveAward(SCORER, new_id(), "quiz", team, value))
    desk.rounds("close quiz")
    desk.do(OpenPlayoff(SCORER, new_id(), "heat", ["red", "blue"], "", "tied"))
    playoff = desk.book.rounds_of(desk.book.stage)[-1]
    for team in ("white", "blue"):
        desk.do(WithdrawTeam(SCORER, new_id(), team, "ill"))
    assert order_of_appearance(desk.book, playoff) == ("red", "blue")


def test_a_step_from_where_nobody_is_any_more_is_refused_with_who_is_there() -> None:
    desk = talking()
    assert step(desk, "next", None) == "white"
    with pytest.raises(Refusal) as refused:
        step(desk, "next", None)
    assert refused.value.because == "not_now"
    assert refused.value.present == {"on_stage": {"round": "talk", "team": "white", "next": "red"}}
    assert step(desk, "next", "white") == "red"


def test_nobody_is_on_stage_once_the_round_is_closed_and_none_is_put_there() -> None:
    desk = talking()
    step(desk, "next")
    desk.rounds("close talk")
    assert staged(desk) is None
    with pytest.raises(Refusal, match="is closed"):
        step(desk, "next")
    desk.undo(desk.book.entries[-1])
    assert staged(desk)["team"] == "white"


def test_the_tablets_list_the_teams_in_the_order_and_say_who_is_on() -> None:
    desk = talking()
    step(desk, "next")
    for judge in ("lin", "wu"):
        sheet = desk.sheet(judge)
        assert [team["id"] for team in sheet["teams"]] == ["white", "red", "blue", "green"]
        assert sheet["on_stage"] == "white"


def test_who_is_on_stage_is_not_played_not_the_latest_act_and_not_taken_back() -> None:
    desk = talking()
    before = desk_board(desk.book)["latest"]
    step(desk, "next")
    assert desk_board(desk.book)["latest"] == before
    with pytest.raises(Refusal, match="not taken back"):
        check_undo(desk.book, desk.book.entries[-1])


def test_who_is_on_stage_does_not_keep_an_opening_from_being_taken_back() -> None:
    desk = desk_of(contest(heat(judged("talk"))), "open talk")
    opened = desk.book.entries[-1]
    step(desk, "next")
    check_undo(desk.book, opened)
    desk.do(SubmitMark(LIN, new_id(), "talk", "red", 9))
    with pytest.raises(Refusal, match="Something has happened"):
        check_undo(desk.book, opened)


def test_an_order_tells_nothing_of_marks_that_are_not_public() -> None:
    event = contest(
        heat(judged("essay"), judged("talk", appearance="standings")),
        judges=(Judge("lin", "Lin"), Judge("wu", "Wu")), publish="team",
    )  # fmt: skip
    scribe = Scribe(event).open("essay").marks("essay", red="1 -", blue="9 -").close("essay")
    drawn = drawn_order(scribe.book, event.stages[0].rounds[1], list)
    assert drawn["order"] == ["red", "blue", "green"]
    assert drawn["lots"] == [["red", "blue", "green"]], "all are equal as far as anybody may know"


@given(st.permutations(["red", "blue", "green", "white"]), st.sets(st.sampled_from("0123")))
def test_stepping_calls_everybody_who_is_there_once_in_order(
    order: list[str], gone: set[str]
) -> None:
    desk = desk_of(CUP, "open quiz", "close quiz", "open talk")
    in_order(desk, *order)
    away = {order[int(turn)] for turn in gone}
    for team in away:
        desk.do(MarkAbsent(SCORER, new_id(), team, "talk", "late"))
    called = []
    while True:
        try:
            called.append(step(desk, "next"))
        except Refusal:
            break
    assert called == [team for team in order if team not in away]


def test_rounds_of_one_performance_have_one_order_and_one_stage() -> None:
    event = contest(
        heat(
            judged("panel", performance="speech"),
            judged("vote", performance="speech", appearance="draw"),
        )
    )
    desk = desk_of(event, "open panel")
    assert order_in(desk.book, "panel") == order_in(desk.book, "vote") == []
    desk.do(SetOrder(SCORER, new_id(), "vote", ["green", "red", "blue"], "as agreed"))
    assert order_in(desk.book, "panel") == ["green", "red", "blue"]
    desk.do(StepOnStage(SCORER, new_id(), "panel", "next"))
    desk.do(StepOnStage(SCORER, new_id(), "vote", "next", "green"))
    assert staged(desk) == {"round": "panel", "team": "red", "next": "blue"}
    desk.do(PutOnStage(SCORER, new_id(), "vote", None))
    assert staged(desk) is None
    desk.do(StepOnStage(SCORER, new_id(), "panel", "next", None))
    assert staged(desk)["team"] == "green"
    desk.rounds("close vote")
    assert staged(desk) is None


def test_two_halls_have_a_stage_each_and_the_board_says_who_came_on_last() -> None:
    event = contest(
        heat(judged("east", panel=("lin",)), judged("west", panel=("wu",))), teams="red blue green"
    )
    desk = desk_of(event, "open east", "open west")
    desk.do(StepOnStage(SCORER, new_id(), "east", "next"))
    desk.do(PutOnStage(SCORER, new_id(), "west", "green"))
    assert staged(desk) == {"round": "west", "team": "green", "next": None}
    assert desk.sheet("lin")["on_stage"] == "red"
    assert desk.sheet("wu")["on_stage"] == "green"
    desk.rounds("close west")
    assert staged(desk)["team"] == "red"


def test_phones_are_sent_no_board_that_a_step_leaves_as_it_was() -> None:
    desk, sent = talking(), LastSent()

    def news() -> Any:
        return sent.news("quiz", Drawn(desk.book, in_english))

    assert news() is not None
    put(desk, "white")
    assert news()["on_stage"]["team"] == "white"
    put(desk, "white")
    assert news() is None
    desk.do(SubmitMark(LIN, new_id(), "talk", "red", 9))
    assert news()["version"] == desk.book.version


def test_a_team_that_was_only_drawn_can_still_leave_the_set_up() -> None:
    desk = desk_of(contest(heat(TALK), teams="red blue green"))
    in_order(desk, "green", "red", "blue")
    without = contest(heat(TALK), teams="blue green")
    check_change(desk.book, without)
    desk.write("setup", setup=without)
    assert order_in(desk.book, "talk") == ["green", "blue"]
    desk.rounds("open talk")
    desk.do(SubmitMark(LIN, new_id(), "talk", "blue", 9))
    with pytest.raises(Refusal, match="Blue has scores and must stay"):
        check_change(desk.book, contest(heat(TALK), teams="green white"))
