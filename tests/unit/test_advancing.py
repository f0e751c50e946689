"""Who goes on: the tie that blocks the announcement, and the words in which the desk is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.acts import advancing
from scoreboard.contest.standings.standings import still_named
from scoreboard.contest.words import Refusal
from tests.unit.contests import Scribe, contest, final, heat, points

CUP = contest(
    heat(points(), points("extra"), advance=2), final(points("talk")), teams="red blue green gold"
)
HEAT, FINAL = CUP.stages


def scored(**amounts: int) -> Scribe:
    scribe = Scribe(CUP).open("buzzer").awards("buzzer", **amounts).close("buzzer")
    return scribe.open("extra").close("extra")


def last(**amounts: int) -> Scribe:
    """In the final, with these points there."""
    scribe = scored(red=30, blue=20)
    scribe.advance("heat", "red", "blue")
    return scribe.open("talk").awards("talk", **amounts).close("talk")


def refused(act: Callable[[], object], because: str, text: str, field: str | None = None) -> None:
    with pytest.raises(Refusal) as refusal:
        act()
    told = refusal.value
    assert (told.because, str(told), told.field) == (because, text, field)


def test_what_is_not_over_is_not_announced() -> None:
    scribe = Scribe(CUP).open("buzzer")
    for check in (advancing.check_result, lambda b, s: advancing.named_teams(b, s, None)):
        refused(lambda c=check: c(scribe.book, HEAT), "not_now", "Buzzer has not been closed yet.")  # type: ignore[misc]
        refused(
            lambda c=check: c(scribe.book, FINAL),  # type: ignore[misc]
            "not_now", "First announce who goes on from Heat.",
        )  # fmt: skip
    scribe.close("buzzer")
    refused(
        lambda: advancing.check_result(scribe.book, HEAT),
        "not_now", "Extra has not been closed yet.",
    )  # fmt: skip
    scribe = scored(red=30, blue=20)
    advancing.check_result(scribe.book, HEAT)
    scribe.advance("heat", "red", "blue")
    refused(
        lambda: advancing.check_result(scribe.book, HEAT),
        "not_now", "The result of Heat is already announced.",
    )  # fmt: skip


def test_who_fits_goes_on_best_first_and_there_is_nothing_to_decide() -> None:
    scribe = scored(green=30, red=20, blue=10)
    assert advancing.blocking_tie(scribe.book, HEAT) is None
    assert advancing.named_teams(scribe.book, HEAT, None) == ["green", "red"]
    for decision in ("all", "share"):
        refused(
            lambda d=decision: advancing.named_teams(scribe.book, HEAT, d),  # type: ignore[misc]
            "wrong", "There is no tie that this would decide.", "decision",
        )  # fmt: skip


def test_a_tie_across_the_cut_names_its_teams_and_its_seats_until_it_is_decided() -> None:
    scribe = scored(red=30, blue=20, green=20)
    assert advancing.blocking_tie(scribe.book, HEAT) == advancing.BlockingTie(("blue", "green"), 1)
    refused(
        lambda: advancing.named_teams(scribe.book, HEAT, None), "not_now",
        "Blue, Green are tied for 1 of the places that go on. "
        "Hold a play-off, draw lots, or take them all.",
    )  # fmt: skip
    refused(
        lambda: advancing.named_teams(scribe.book, HEAT, "share"),
        "wrong", "There is no tie that this would decide.", "decision",
    )  # fmt: skip
    assert advancing.named_teams(scribe.book, HEAT, "all") == ["red", "blue", "green"]


def test_a_tie_for_two_seats_has_two_seats() -> None:
    scribe = scored(red=30, blue=30, green=30)
    tie = advancing.blocking_tie(scribe.book, HEAT)
    assert tie == advancing.BlockingTie(("red", "blue", "green"), 2)


def test_in_the_last_stage_only_a_tie_for_the_first_place_matters() -> None:
    assert advancing.blocking_tie(last(red=5, blue=3).book, FINAL) is None
    assert advancing.named_teams(last(red=3, blue=5).book, FINAL, None) == ["blue"]
    tied = last(red=5, blue=5).book
    assert advancing.blocking_tie(tied, FINAL) == advancing.BlockingTie(("red", "blue"), 1)
    refused(
        lambda: advancing.named_teams(tied, FINAL, None), "not_now",
        "Red, Blue share the first place. Hold a play-off, draw lots, or let them share it.",
    )  # fmt: skip
    refused(
        lambda: advancing.named_teams(tied, FINAL, "all"),
        "wrong", "There is no tie that this would decide.", "decision",
    )  # fmt: skip
    assert advancing.named_teams(tied, FINAL, "share") == ["red", "blue"]


def test_when_everybody_has_left_nobody_is_named() -> None:
    scribe = last(red=5, blue=3)
    for team in ("red", "blue"):
        scribe.write("withdraw", team=team, reason="left")
    assert advancing.named_teams(scribe.book, FINAL, None) == []


@pytest.mark.parametrize(
    ("wanted", "settles"),
    [
        ([], ["blue", "green"]),
        (["green", "blue"], ["blue", "green"]),
        (["blue"], None),
        (["red", "blue"], None),
        (["red"], None),
        (["blue", "green", "gold"], None),
        (["blue", "white"], None),
        (["white", "grey"], None),
    ],
)
def test_a_play_off_is_between_exactly_those_who_share_a_place(
    wanted: list[str], settles: list[str] | None
) -> None:
    book = scored(red=30, blue=20, green=20).book
    if settles:
        assert advancing.check_settles(book, HEAT, wanted) == settles
    else:
        refused(
            lambda: advancing.check_settles(book, HEAT, wanted),
            "wrong", "These are not exactly the teams that share a place.", "teams",
        )  # fmt: skip


def test_teams_without_a_place_share_none() -> None:
    scribe = scored(red=30, blue=20)
    for team in ("green", "gold"):
        scribe.write("withdraw", team=team, reason="left")
    for wanted in (["green", "gold"], []):
        with pytest.raises(Refusal):
            advancing.check_settles(scribe.book, HEAT, wanted)


def test_a_place_that_is_shared_elsewhere_may_be_played_for_too() -> None:
    book = scored(red=30, blue=20, green=10, gold=10).book
    assert advancing.check_settles(book, HEAT, ["gold", "green"]) == ["green", "gold"]
    with pytest.raises(Refusal):
        advancing.check_settles(book, HEAT, [])


def test_a_correction_may_make_the_announcement_another_one() -> None:
    scribe = scored(red=30, blue=20, green=10)
    scribe.advance("heat", "red", "blue")
    assert still_named(scribe.book, HEAT)
    scribe.write("correction", round="buzzer", team="blue", value=Decimal(40), reason="misread")
    assert still_named(scribe.book, HEAT)
    assert advancing.named_anew(scribe.book, HEAT) == ["blue", "red"]
    scribe.write("correction", round="buzzer", team="green", value=Decimal(35), reason="misread")
    assert not still_named(scribe.book, HEAT)
    assert advancing.named_anew(scribe.book, HEAT) == ["blue", "green"]
    scribe.write("correction", round="buzzer", team="red", value=Decimal(35), reason="misread")
    assert not still_named(scribe.book, HEAT)
    refused(
        lambda: advancing.named_anew(scribe.book, HEAT), "not_now",
        "Red, Green would be tied across the cut. Take the announcement back first.",
    )  # fmt: skip


def test_all_who_were_taken_together_are_still_those_who_are_tied() -> None:
    scribe = scored(red=30, blue=20, green=20)
    scribe.advance("heat", "red", "blue", "green")
    assert still_named(scribe.book, HEAT)
    assert advancing.named_anew(scribe.book, HEAT) == ["red", "blue", "green"]


def test_a_stage_has_begun_with_the_first_round_opened_after_it() -> None:
    scribe = scored(red=30, blue=20)
    scribe.advance("heat", "red", "blue")
    assert not advancing.next_stage_begun(scribe.book, HEAT)
    scribe.open("talk")
    assert advancing.next_stage_begun(scribe.book, HEAT)
    assert not advancing.next_stage_begun(scribe.book, FINAL)


def test_by_ordinal_too_a_tie_for_the_first_place_is_a_tie() -> None:
    event = replace(CUP, stages=(replace(HEAT, advance=None),))
    scribe = Scribe(replace(event, rules=replace(event.rules, ranking="ordinal")))
    scribe.open("buzzer").awards("buzzer", red=5, gold=5).close("buzzer")
    tie = advancing.blocking_tie(scribe.book, scribe.book.stage)
    assert tie == advancing.BlockingTie(("red", "gold"), 1)
