"""What the set-up page says word for word: its refusals, and a preview over several stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.acts.setup_change import (
    Origin,
    check_change,
    check_reason,
    check_since,
    needs_reason,
    preview_change,
)
from scoreboard.contest.model import Event, Judge, Team
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points

CUP = contest(
    heat(judged(), points(), advance=2),
    final(points("last"), carry=Decimal(1)),
    teams="red blue green",
    judges=people("lin wu"),
)


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value


def with_essay_weighing(weight: int) -> Event:
    """The event with an essay of this weight."""
    first = CUP.stages[0]
    essay = replace(first.rounds[0], weight=Decimal(weight))
    return replace(CUP, stages=(replace(first, rounds=(essay, *first.rounds[1:])), *CUP.stages[1:]))


def heat_played() -> Scribe:
    """Essay and buzzer closed: blue has 18, red 10, green 6."""
    scribe = Scribe(CUP).open("essay").marks("essay", red="10 10", blue="8 8", green="6 6")
    return scribe.close("essay").open("buzzer").awards("buzzer", blue=10).close("buzzer")


def heat_announced() -> Scribe:
    """Blue and red are in the final, of which nothing has been played; green is out."""
    scribe = heat_played()
    scribe.advance("heat", "blue", "red")
    return scribe


def final_running() -> Scribe:
    """In the final blue has 18, all carried in, and red 10 and 7 of the round that is open."""
    return heat_announced().open("last").awards("last", red=7)


def test_who_changes_the_address_reads_that_it_does_not_change() -> None:
    refused = refusal(lambda: check_change(heat_played().book, replace(CUP, slug="other")))
    assert str(refused) == "The address of an event does not change."


def test_who_weighs_the_essay_anew_without_a_word_reads_why_to_give_one() -> None:
    refused = refusal(lambda: check_reason(heat_played().book, with_essay_weighing(2), None))
    assert str(refused) == (
        "The event has begun, and this changes what its results rest on. Give a reason."
    )


def test_who_was_overtaken_by_another_organiser_reads_to_reload_the_page() -> None:
    scribe = heat_played()
    opened_at = scribe.book.version
    scribe.write("setup", setup=replace(CUP, title="Another"))
    assert str(refusal(lambda: check_since(scribe.book, Origin(opened_at)))) == (
        "Somebody has changed the set-up since you opened it. Reload the page to see it."
    )


def test_red_overtakes_blue_in_the_heat_and_in_the_final_and_the_preview_tells_both() -> None:
    seen = preview_change(final_running().book, with_essay_weighing(10), in_english)
    assert seen["moves"] == [
        {"team": "red", "name": "Red", "from": 2, "to": 1, "stage": "Heat"},
        {"team": "blue", "name": "Blue", "from": 1, "to": 2, "stage": "Heat"},
        {"team": "red", "name": "Red", "from": 2, "to": 1, "stage": "Final"},
        {"team": "blue", "name": "Blue", "from": 1, "to": 2, "stage": "Final"},
    ]


def test_new_figures_of_the_announced_heat_are_told_while_the_final_runs() -> None:
    seen = preview_change(final_running().book, with_essay_weighing(10), in_english)
    assert (seen["announced"], seen["cut"]) == (True, False)


def test_green_out_of_the_heats_count_is_told_though_the_final_stays_as_it_is() -> None:
    red, blue, green = CUP.teams
    event = replace(CUP, teams=(red, blue, replace(green, guest=True)))
    seen = preview_change(final_running().book, event, in_english)
    assert [(m["team"], m["from"], m["to"], m["stage"]) for m in seen["moves"]] == [
        ("green", 3, None, "Heat")
    ]
    assert seen["cut"]


def test_a_team_that_joins_late_has_crossed_no_cut() -> None:
    late = replace(CUP, teams=(*CUP.teams, Team("late", "Late")))
    seen = preview_change(heat_played().book, late, in_english)
    assert [(move["team"], move["from"], move["to"]) for move in seen["moves"]] == [
        ("late", None, 4)
    ]
    assert not seen["cut"]


def test_a_preview_says_what_follows_from_the_set_up_in_the_readers_language() -> None:
    def aloud(text: str, **names: object) -> str:
        return in_english(text, **names).upper()

    seen = preview_change(heat_played().book, CUP, aloud)
    assert seen["consequences"][0] == {
        "field": "rules.ranking",
        "text": "TWO EQUAL TOTALS WILL BOTH BE 4TH, AND THE NEXT IS 5TH.",
    }
    assert all(told["text"].isupper() for told in seen["consequences"])


def test_the_final_may_start_with_points_without_a_reason_while_nothing_of_it_is_played() -> None:
    book = heat_announced().book
    event = replace(CUP, stages=(CUP.stages[0], replace(CUP.stages[1], base=Decimal(50))))
    assert not needs_reason(book, event)
    assert preview_change(book, event, in_english)["moves"] == []
    assert needs_reason(final_running().book, event)


def test_recusing_lin_from_green_asks_for_a_reason_before_lin_has_marked_green() -> None:
    book = Scribe(CUP).open("essay").marks("essay", red="10 10", blue="8 8").book
    recused = replace(CUP, judges=(Judge("lin", "Lin", ("green",)), CUP.judges[1]))
    check_change(book, recused)
    assert needs_reason(book, recused)
