"""The order of things: what may happen when, what is missing, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from scoreboard.contest import marking, running
from scoreboard.contest.book import Book
from scoreboard.contest.model import Event, Judge, Round, Team
from scoreboard.contest.setting_up import check_change
from scoreboard.contest.words import Refusal
from tests.support.hall import Hall
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points

ESSAY, BUZZER = judged(), points()
QUIZ = contest(heat(ESSAY, BUZZER, advance=2), final(judged("talk")))
TALK = QUIZ.stages[1].rounds[0]

Check = Callable[[Book, Round], None]


def refusal(check: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        check()
    assert str(refused.value)
    assert "%(" not in str(refused.value)
    return refused.value


def played() -> Scribe:
    """The heat is over: red 20, blue 10, green 0."""
    scribe = Scribe(QUIZ).open("essay").marks("essay", red="10 10", blue="5 5", green="0 0")
    return scribe.close("essay").open("buzzer").awards("buzzer", red=10, blue=5).close("buzzer")


@pytest.mark.parametrize(
    ("check", "allowed"),
    [
        (running.check_open, {"pending"}),
        (running.check_close, {"open"}),
        (running.check_reopen, {"closed"}),
        (running.check_takes, {"open"}),
        (running.check_corrects, {"open", "closed"}),
    ],
)
def test_what_may_be_done_with_a_round_pending_open_and_closed(
    check: Check, allowed: set[str]
) -> None:
    states = {
        "pending": Scribe(QUIZ),
        "open": Scribe(QUIZ).open("essay"),
        "closed": Scribe(QUIZ).open("essay").close("essay"),
    }
    for state, scribe in states.items():
        if state in allowed:
            check(scribe.book, ESSAY)
        else:
            refused = refusal(lambda scribe=scribe: check(scribe.book, ESSAY))  # type: ignore[misc]
            assert refused.because == "not_now"
            assert "Essay" in str(refused)


@pytest.mark.parametrize("check", [running.check_open, running.check_reopen])
def test_one_round_at_a_time(check: Check) -> None:
    scribe = Scribe(QUIZ).open("buzzer")
    if check is running.check_reopen:
        scribe.close("buzzer").open("essay").close("essay").reopen("buzzer")
    refused = refusal(lambda: check(scribe.book, ESSAY))
    assert "Buzzer" in str(refused)
    scribe.close("buzzer")
    check(scribe.book, ESSAY)


def test_the_final_waits_until_it_is_known_who_goes_on() -> None:
    scribe = played()
    assert "Heat" in str(refusal(lambda: running.check_open(scribe.book, TALK)))
    scribe.advance("heat", "red", "blue")
    running.check_open(scribe.book, TALK)


def test_a_round_of_an_announced_stage_stays_closed() -> None:
    scribe = played()
    running.check_reopen(scribe.book, ESSAY)
    scribe.advance("heat", "red", "blue")
    assert "Heat" in str(refusal(lambda: running.check_reopen(scribe.book, ESSAY)))


def test_a_made_up_round_or_stage_is_unknown() -> None:
    book = Scribe(QUIZ).book
    assert running.find_round(book, "essay") == ESSAY
    assert running.find_stage(book, "final") == QUIZ.stages[1]
    assert refusal(lambda: running.find_round(book, "heat")).because == "unknown"
    assert refusal(lambda: running.find_stage(book, "essay")).because == "unknown"


def test_the_one_next_action_leads_through_the_whole_event() -> None:
    scribe = Scribe(QUIZ)
    seen = []
    while (todo := running.next_action(scribe.book)).action != "done":
        seen.append((todo.action, todo.round or todo.stage))
        match todo.action:
            case "open":
                scribe.open(str(todo.round))
            case "close":
                scribe.close(str(todo.round))
            case _:
                scribe.advance(str(todo.stage), "red")
    assert seen == [
        ("open", "essay"), ("close", "essay"), ("open", "buzzer"), ("close", "buzzer"),
        ("advance", "heat"), ("open", "talk"), ("close", "talk"), ("announce", "final"),
    ]  # fmt: skip
    assert todo.stage == "final"


def test_after_a_round_out_of_order_the_one_left_out_is_next() -> None:
    scribe = Scribe(QUIZ).open("buzzer").close("buzzer")
    assert running.next_action(scribe.book) == running.Next("open", "essay", "heat")


def test_the_desk_sees_who_has_still_to_mark_whom() -> None:
    judges = (Judge("lin", "Lin", recused=("blue",)), *people("wu zhou"))
    event = contest(heat(ESSAY, BUZZER), judges=judges)
    scribe = Scribe(event).open("essay").marks("essay", red="1 1 -", blue="- - -", green="1 1 -")
    missing = running.missing(scribe.book, ESSAY)
    assert missing == {"wu": ["blue"], "zhou": ["red", "blue", "green"]}
    assert running.missing(scribe.book, BUZZER) == {}


def test_marks_and_points_go_to_rounds_of_their_kind() -> None:
    book = Scribe(QUIZ).book
    assert marking.named_round(book, "essay", "judged") == ESSAY
    assert marking.named_round(book, "buzzer", "points") == BUZZER
    for round_id, kind in (("essay", "points"), ("buzzer", "judged"), ("heat", "judged")):
        refused = refusal(lambda r=round_id, k=kind: marking.named_round(book, r, k))  # type: ignore[misc]
        assert (refused.because, refused.field) == ("wrong", "round")


def test_only_a_team_of_the_stage_is_scored_in_it() -> None:
    scribe = played()
    assert refusal(lambda: marking.named_team(scribe.book, TALK, "red")).field == "team"
    scribe.advance("heat", "red", "blue")
    assert marking.named_team(scribe.book, TALK, "red").name == "Red"
    assert refusal(lambda: marking.named_team(scribe.book, TALK, "green")).field == "team"
    assert refusal(lambda: marking.named_team(scribe.book, TALK, "white")).field == "team"


def test_a_judge_must_be_of_the_event_and_not_recused() -> None:
    judge = Judge("lin", "Lin", recused=("red",))
    book = Scribe(contest(judges=(judge,))).book
    assert marking.named_judge(book, "lin") == judge
    for stranger in ("wu", "", None):
        refused = refusal(lambda j=stranger: marking.named_judge(book, j))  # type: ignore[misc]
        assert refused.field == "judge"
    red, blue, _ = book.event.teams
    marking.check_not_recused(judge, blue)
    assert refusal(lambda: marking.check_not_recused(judge, red)).because == "not_yours"


@pytest.mark.parametrize("raw", ["12abc", True, None, [], "21", "0.5", -1])
def test_a_mark_that_cannot_be_is_laid_at_its_fields_door(raw: object) -> None:
    assert refusal(lambda: marking.read_mark(ESSAY, raw)).field == "value"


@pytest.mark.parametrize("raw", ["x", 0, "0.0", "-0", 101, "-100.5"])
def test_an_award_that_cannot_be_is_laid_at_its_fields_door(raw: object) -> None:
    assert refusal(lambda: marking.read_points(BUZZER, raw)).field == "points"


def test_a_mark_and_an_award_are_read_exactly() -> None:
    assert marking.read_mark(ESSAY, "18.0") == 18
    assert marking.read_points(BUZZER, "-0.25") == Decimal("-0.25")


def test_a_judge_does_not_overwrite_a_correction_unseen() -> None:
    scribe = Scribe(QUIZ).open("essay")
    red = QUIZ.teams[0]
    lin, wu = QUIZ.judges
    mark = scribe.mark("essay", "red", "lin", 1)
    marking.check_not_corrected(scribe.book, ESSAY, red, lin, None)
    corrected = scribe.correct("essay", "red", "lin", 19)
    for seen in (None, mark.version):
        refused = refusal(
            lambda v=seen: marking.check_not_corrected(scribe.book, ESSAY, red, lin, v)  # type: ignore[misc]
        )
        assert refused.because == "not_now"
    marking.check_not_corrected(scribe.book, ESSAY, red, lin, corrected.version)
    marking.check_not_corrected(scribe.book, ESSAY, red, wu, None)


def begun() -> Book:
    scribe = Scribe(QUIZ).open("essay")
    scribe.mark("essay", "red", "lin", 9)
    return scribe.book


def test_before_the_first_round_everything_may_change() -> None:
    other = contest(heat(points("other")), teams="white", judges=people("chen"), decimals=2)
    check_change(Scribe(QUIZ).book, other)


@pytest.mark.parametrize(
    "event",
    [
        replace(QUIZ, title="Another title", subtitle="and more"),
        replace(QUIZ, teams=(*QUIZ.teams, Team("late", "Late"))),
        replace(QUIZ, teams=QUIZ.teams[:2]),
        replace(QUIZ, judges=QUIZ.judges[:1]),
        replace(QUIZ, judges=(Judge("lin", "Lin the Elder", recused=("blue",)), QUIZ.judges[1])),
    ],
)
def test_what_the_ledger_does_not_speak_of_may_change_on_the_day(event: Event) -> None:
    check_change(begun(), event)


@pytest.mark.parametrize(
    ("event", "names"),
    [
        (replace(QUIZ, teams=QUIZ.teams[1:]), "Red"),
        (replace(QUIZ, judges=QUIZ.judges[1:]), "Lin"),
        (replace(QUIZ, stages=QUIZ.stages[:1]), "rounds"),
        (replace(QUIZ, rules=replace(QUIZ.rules, decimals=2)), "rules"),
    ],
)
def test_what_was_scored_with_must_stay(event: Event, names: str) -> None:
    refused = refusal(lambda: check_change(begun(), event))
    assert refused.because == "not_now"
    assert names in str(refused)


def tied_hall(folder: Path, *amounts: int, advance: int | None, ranking: str = "dense") -> Hall:
    """A hall whose one round gave red, blue and green these points."""
    stages = (heat(BUZZER, advance=advance), *([final(judged("talk"))] if advance else []))
    hall = Hall(folder, contest(*stages, ranking=ranking))
    assert hall.scorer.turn("open", "buzzer").status_code == 200
    for team, amount in zip(("red", "blue", "green"), amounts, strict=True):
        assert hall.scorer.award("buzzer", team, amount).status_code == 201
    return hall


def test_a_result_is_announced_only_once_its_rounds_are_closed(tmp_path: Path) -> None:
    hall = tied_hall(tmp_path, 30, 20, 10, advance=2)
    answer = hall.scorer.post("stages/heat/advance")
    assert (answer.status_code, "Buzzer" in answer.get_json()["detail"]) == (409, True)
    hall.scorer.turn("close", "buzzer")
    assert hall.scorer.post("stages/final/advance").status_code == 409
    assert hall.scorer.post("stages/heat/advance").status_code == 200
    board = hall.stranger.board("?stage=heat")
    assert [row["cut"] for row in board["rows"]] == ["in", "in", "out"]
    assert hall.scorer.post("stages/heat/advance").status_code == 409


def test_while_a_tie_straddles_the_cut_nobody_is_named(tmp_path: Path) -> None:
    hall = tied_hall(tmp_path, 30, 20, 20, advance=2)
    hall.scorer.turn("close", "buzzer")
    answer = hall.scorer.post("stages/heat/advance")
    assert answer.status_code == 409
    assert "Blue" in answer.get_json()["detail"]
    assert "Green" in answer.get_json()["detail"]
    board = hall.stranger.board()
    assert board["stage"]["id"] == "heat"
    assert [row["cut"] for row in board["rows"]] == ["in", "tied", "tied"]


@pytest.mark.parametrize("ranking", ["dense", "modified", "fractional", "ordinal"])
def test_two_at_the_top_are_not_named_the_one_winner(tmp_path: Path, ranking: str) -> None:
    hall = tied_hall(tmp_path, 20, 20, 10, advance=None, ranking=ranking)
    hall.scorer.turn("close", "buzzer")
    answer = hall.scorer.post("stages/heat/advance")
    assert answer.status_code == 409
    assert "Red" in answer.get_json()["detail"]
    assert hall.stranger.board()["status"] == "running"
