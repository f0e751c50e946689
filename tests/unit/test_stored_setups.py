"""A set-up that was stored is read for good, in the meaning that it had when it was written."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from scoreboard.contest.model import Event
from scoreboard.storage.chain import canonical_json
from scoreboard.storage.setups import FORMAT, UnreadableSetup, from_document, to_document
from tests.support.examples import examples
from tests.unit.contests import contest, heat, judged, points
from tests.unit.setups import set_ups

NEW = {"format", "wifi", "show", "title_en", "subtitle_en"}
NEW_RULES = {"publish", "release", "judges_see_totals", "unscored"}
NEW_OF_ROUND = {"weighted_decimals", "scored_by"}


def event() -> Event:
    return contest(heat(judged(decimals=2, weight=Decimal("0.7")), points()))


def of_the_first_format() -> dict[str, Any]:
    """The set-up as it was stored before there were these keys and a number."""
    stored = json.loads(canonical_json(to_document(event())))
    stored["rules"] = {k: v for k, v in stored["rules"].items() if k not in NEW_RULES}
    for a_round in stored["stages"][0]["rounds"]:
        for key in NEW_OF_ROUND:
            del a_round[key]
    return {key: value for key, value in stored.items() if key not in NEW}


@given(set_ups())
@examples(25)
def test_nothing_is_lost_on_the_way_through_the_ledger(event: Event) -> None:
    assert from_document(json.loads(canonical_json(to_document(event)))) == event


def test_an_old_round_is_rounded_after_its_weight_as_it_was_then() -> None:
    essay, _ = from_document(of_the_first_format()).stages[0].rounds
    assert (essay.decimals, essay.weighted_decimals) == (None, 2)


def test_in_an_old_event_all_judges_give_points_and_the_hall_and_the_tablets_see_all() -> None:
    old = from_document(of_the_first_format())
    assert [a_round.scored_by for a_round in old.stages[0].rounds] == ["judges", "judges"]
    assert (old.rules.publish, old.rules.judges_see_totals) == ("live", True)
    assert (old.rules.release, old.rules.unscored, old.wifi) == ("complete", "zero", None)


def test_what_an_old_set_up_says_itself_stands() -> None:
    stored = of_the_first_format()
    stored["rules"]["publish"] = "round"
    assert from_document(stored).rules.publish == "round"


def test_reading_leaves_what_is_stored_as_it_is() -> None:
    stored = of_the_first_format()
    before = canonical_json(stored)
    from_document(stored)
    assert canonical_json(stored) == before


def test_an_old_event_that_is_stored_anew_keeps_its_meaning() -> None:
    old = from_document(of_the_first_format())
    stored = to_document(old)
    assert stored["format"] == FORMAT
    assert from_document(stored) == old != event()


def test_a_new_event_keeps_its_rounding_before_the_weight() -> None:
    essay = from_document(to_document(event())).stages[0].rounds[0]
    assert (essay.decimals, essay.weighted_decimals) == (2, None)


@pytest.mark.parametrize("where", ["", "rules", "teams.0", "stages.0.rounds.1"])
@pytest.mark.parametrize("old", [True, False])
def test_a_key_that_is_not_known_is_an_error_and_never_dropped(where: str, *, old: bool) -> None:
    stored = of_the_first_format() if old else json.loads(canonical_json(to_document(event())))
    inside = stored
    for part in filter(None, where.split(".")):
        inside = inside[int(part) if part.isdecimal() else part]
    inside["handicap"] = 3
    with pytest.raises(UnreadableSetup, match=f"{where}.?handicap$"):
        from_document(stored)


def test_a_format_of_a_newer_program_is_an_error_and_not_guessed_at() -> None:
    with pytest.raises(UnreadableSetup, match=f"format {FORMAT + 1}, by a newer version"):
        from_document(to_document(event()) | {"format": FORMAT + 1})
