"""Changing the set-up of an event that has begun: what stays, what asks first, what is free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts.setup_change import (
    Origin,
    check_change,
    check_reason,
    check_since,
    needs_reason,
    preview_change,
)
from scoreboard.contest.model import Event, Judge, Stage, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, people, picture, points

CUP = contest(
    heat(judged(), points(), judged("talk"), advance=2),
    final(points("last")),
    teams="red blue green",
    judges=people("lin wu"),
)


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value


def in_heat(event: Event = CUP, **changed: Any) -> Event:
    """The event with a heat of which these values differ."""
    return replace(event, stages=(replace(event.stages[0], **changed), *event.stages[1:]))


def with_round(round_id: str, **changed: Any) -> Event:
    """The event with a round of the heat of which these values differ."""
    rounds = CUP.stages[0].rounds
    return in_heat(rounds=tuple(replace(r, **changed) if r.id == round_id else r for r in rounds))


def running() -> Scribe:
    """Essay closed (red 10, blue 8, green 6), buzzer open with 10 for blue and a lost stake."""
    scribe = Scribe(CUP).open("essay").marks("essay", red="10 10", blue="8 8", green="6 6")
    scribe.close("essay").open("buzzer").award("buzzer", "blue", 10)
    return scribe


def announced() -> Scribe:
    """The heat is announced: blue (18) and red (10) go on, green (6) does not."""
    scribe = (
        running().close("buzzer").open("talk").marks("talk", red="0 0", blue="0 0", green="0 0")
    )
    scribe.close("talk").advance("heat", "blue", "red")
    return scribe


def test_before_the_first_round_everything_but_the_address_may_change() -> None:
    other = contest(heat(points("other")), teams="white", judges=people("chen"), decimals=2)
    book = Scribe(CUP).book
    check_change(book, other)
    assert not needs_reason(book, other)
    assert refusal(lambda: check_change(book, replace(CUP, slug="other"))).field == "event.slug"


@pytest.mark.parametrize(
    "event",
    [
        replace(CUP, title="Another", subtitle="and more", locale="en"),
        replace(CUP, teams=(replace(CUP.teams[0], name="Redder", region="west"), *CUP.teams[1:])),
        replace(CUP, teams=CUP.teams[::-1]),
        replace(CUP, judges=(*CUP.judges, Judge("new", "New"))),
        replace(CUP, rules=replace(CUP.rules, publish="round")),
        with_round("essay", name="Essays", awards=()),
        with_round("talk", max=Decimal(5), weight=Decimal(3)),
        with_round("buzzer", awards=(Decimal(5),), stakes=(Decimal(3),), questions=4),
        in_heat(rounds=(*CUP.stages[0].rounds, judged("late"))),
        in_heat(rounds=CUP.stages[0].rounds[:2]),
        replace(CUP, stages=(CUP.stages[0], final(points("last"), carry=Decimal(1)))),
        CUP,
    ],
)
def test_what_no_result_rests_on_changes_without_a_reason(event: Event) -> None:
    book = running().book
    check_change(book, event)
    check_reason(book, event, None)
    assert preview_change(book, event, in_english)["moves"] == []


@pytest.mark.parametrize(
    "event",
    [
        replace(CUP, rules=replace(CUP.rules, ranking="competition")),
        replace(CUP, rules=replace(CUP.rules, decimals=2)),
        replace(CUP, rules=replace(CUP.rules, tie_breaks=("best_rounds",))),
        replace(CUP, teams=(*CUP.teams, Team("late", "Late"))),
        replace(CUP, teams=(replace(CUP.teams[0], guest=True), *CUP.teams[1:])),
        in_heat(base=Decimal(100)),
        in_heat(advance=1),
        with_round("essay", weight=Decimal(2)),
        with_round("essay", aggregate="sum"),
        with_round("essay", max=Decimal(30)),
    ],
)
def test_what_results_rest_on_asks_for_a_reason(event: Event) -> None:
    book = running().book
    check_change(book, event)
    assert refusal(lambda: check_reason(book, event, None)).field == "reason"
    assert refusal(lambda: check_reason(book, event, "")).field == "reason"
    check_reason(book, event, "The jury decided so.")
    assert preview_change(book, event, in_english)["needs_reason"]


def test_the_order_of_the_list_asks_where_it_numbers_the_places() -> None:
    ordinal = replace(CUP, rules=replace(CUP.rules, ranking="ordinal"))
    scribe = Scribe(ordinal).open("buzzer").awards("buzzer", red=10, blue=10)
    assert needs_reason(scribe.book, replace(ordinal, teams=ordinal.teams[::-1]))


@pytest.mark.parametrize(
    ("event", "named"),
    [
        (replace(CUP, teams=CUP.teams[1:]), "Red"),
        (replace(CUP, judges=CUP.judges[1:]), "Lin"),
        (replace(CUP, judges=(Judge("lin", "Lin", ("red",)), CUP.judges[1])), "recused"),
        (in_heat(rounds=CUP.stages[0].rounds[1:]), "Essay"),
        (in_heat(id="other"), "Heat"),
        (replace(CUP, stages=CUP.stages[::-1]), "Heat"),
        (replace(CUP, stages=(Stage("new", "New", (), advance=2), *CUP.stages)), "Heat"),
        (with_round("buzzer", kind="judged"), "kind"),
        (with_round("essay", max=Decimal(8)), "10"),
        (with_round("essay", step=Decimal(4)), "10"),
        (with_round("buzzer", max=Decimal(5)), "10"),
        (replace(CUP, stages=(heat(judged("talk"), advance=2), final(*CUP.stages[0].rounds[:2]))),
         "must stay"),
    ],
)  # fmt: skip
def test_what_the_ledger_speaks_of_cannot_vanish_or_contradict_it(event: Event, named: str) -> None:
    refused = refusal(lambda: check_change(running().book, event))
    assert refused.because == "not_now"
    assert named in str(refused)


def test_a_lost_stake_and_a_correction_may_lie_outside_new_limits() -> None:
    scribe = Scribe(CUP).open("buzzer")
    scribe.award("buzzer", "red", -30, detail={"outcome": "wrong", "stake": "30"})
    scribe.write("correction", round="buzzer", team="blue", value=Decimal(70), reason="counted")
    check_change(scribe.book, with_round("buzzer", min=Decimal(0), max=Decimal(20)))


def test_a_preview_names_who_would_move_from_where_to_where() -> None:
    event = with_round("essay", weight=Decimal(10))
    seen = preview_change(running().book, event, in_english)
    assert [(m["team"], m["from"], m["to"]) for m in seen["moves"]] == [
        ("red", 2, 1), ("blue", 1, 2),
    ]  # fmt: skip
    assert (seen["cut"], seen["announced"], seen["needs_reason"]) == (False, False, True)
    assert seen["changes"] == ["Essay, weight: 1 becomes 10."]


def test_a_preview_tells_when_somebody_would_cross_the_cut() -> None:
    assert preview_change(running().book, in_heat(advance=1), in_english)["cut"]


def test_a_preview_writes_nothing_into_the_book() -> None:
    book = running().book
    before = picture(book)
    preview_change(book, with_round("essay", weight=Decimal(10)), in_english)
    assert picture(book) == before


@pytest.mark.parametrize(
    "event",
    [
        with_round("essay", weight=Decimal(-5)),
        in_heat(advance=1),
        replace(CUP, teams=(replace(CUP.teams[0], guest=True), *CUP.teams[1:])),
        in_heat(rounds=(*CUP.stages[0].rounds, judged("late"))),
        replace(CUP, stages=(replace(CUP.stages[0], advance=None),)),
    ],
)
def test_an_announced_result_that_would_not_stand_says_what_to_take_back(event: Event) -> None:
    refused = refusal(lambda: check_change(announced().book, event))
    assert refused.because == "not_now"
    assert "Take the announcement back first" in str(refused)


def test_figures_of_an_announced_result_may_change_while_it_stands() -> None:
    seen = preview_change(announced().book, in_heat(base=Decimal(5)), in_english)
    assert (seen["announced"], seen["moves"], seen["needs_reason"]) == (True, [], True)


def test_who_announced_is_free_again_when_the_announcement_is_taken_back() -> None:
    scribe = announced()
    scribe.undo(next(e for e in scribe.book.entries if e.kind == "advance"))
    check_change(scribe.book, in_heat(advance=1))


def test_what_was_taken_back_binds_nobody() -> None:
    scribe = Scribe(CUP).open("buzzer")
    scribe.undo(scribe.award("buzzer", "red", 10))
    check_change(scribe.book, replace(CUP, teams=CUP.teams[1:]))


def test_a_play_offs_id_is_taken() -> None:
    scribe = Scribe(CUP)
    detail = {"teams": ["red", "blue"], "name": "Off", "min": "-9", "max": "9", "awards": []}
    scribe.write("playoff", stage="heat", round="playoff1", detail=detail)
    taken = in_heat(rounds=(*CUP.stages[0].rounds, points("playoff1")))
    assert "playoff1" in str(refusal(lambda: check_change(scribe.book, taken)))


def test_a_judge_who_joins_is_not_waited_for_in_rounds_that_are_closed() -> None:
    scribe = running()
    joined = replace(CUP, judges=(*CUP.judges, Judge("new", "New")))
    before = scribe.table()
    scribe.write("setup", setup=joined)
    assert scribe.table() == before
    assert not any(row.provisional for row in scribe.rows())
    assert scribe.book.round_record("essay").excused == {"new": ""}
    scribe.close("buzzer").open("talk")
    assert "new" in scribe.board("desk")["rows"][0]["team"]["id"] or scribe.rows()[0].provisional
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


def test_who_looked_before_somebody_changed_the_set_up_looks_again() -> None:
    scribe = running()
    book = scribe.book
    check_since(book, Origin(1))
    check_since(book, Origin(book.version, book.ledger_id))
    scribe.write("setup", setup=replace(CUP, title="Another"))
    changed = scribe.book
    assert refusal(lambda: check_since(changed, Origin(changed.version - 1))).because == "not_now"
    check_since(changed, Origin(changed.version))


def test_who_looked_at_another_ledger_looks_again() -> None:
    book = running().book
    for origin in (Origin(book.version, "a rehearsal"), Origin(book.version + 1)):
        assert refusal(lambda origin=origin: check_since(book, origin)).because == "not_now"
