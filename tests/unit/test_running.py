"""The order of things: what may happen when, what is missing, and what comes next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scoreboard.contest.acts import running
from scoreboard.contest.model import Judge, Round
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal
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
    assert book.find_round("essay") == ESSAY
    assert book.find_stage("final") == QUIZ.stages[1]
    assert refusal(lambda: book.find_round("heat")).because == "unknown"
    assert refusal(lambda: book.find_stage("essay")).because == "unknown"


def test_a_round_of_no_stage_is_a_mistake_of_the_program() -> None:
    assert QUIZ.stage_of("talk") == QUIZ.stages[1]
    with pytest.raises(KeyError, match="heat"):
        QUIZ.stage_of("heat")


def test_the_one_next_action_leads_through_the_whole_event() -> None:
    scribe = Scribe(QUIZ)
    seen = []
    while (todo := running.next_action(scribe.book)).action != "done":
        seen.append((todo.action, todo.round or todo.stage))
        assert len(seen) < 9, "the day comes to no end"
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
