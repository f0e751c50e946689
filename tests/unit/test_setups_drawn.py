"""What the drawn set-ups reach: every field of a set-up away from its default, every choice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import Phase, given, seed, settings

from scoreboard.contest import model
from scoreboard.files.event.document import read_document, to_document
from tests.support.examples import examples
from tests.unit.setups import set_ups

PARTS = (
    model.Event, model.Rules, model.Wifi, model.Team, model.Judge, model.Stage, model.Round,
    model.Criterion, model.FoulRule, model.Prize, model.Show,
)  # fmt: skip
# Set-ups are drawn in batches until each field has been reached; a field that none of so many
# batches reaches is a fault of theirs.
BATCHES, IN_A_BATCH = 40, 30


def usual(one: Field[Any]) -> Any:
    """What a field is where nothing is said; MISSING where something has to be."""
    return one.default if one.default_factory is MISSING else one.default_factory()


def note(value: object, seen: dict[tuple[str, str], set[object]]) -> None:
    """Put every value of a set-up, and of what it is made of, to those seen of its field."""
    if isinstance(value, tuple):
        for one in value:
            note(one, seen)
    elif is_dataclass(value):
        for each in fields(value):
            inside = getattr(value, each.name)
            seen[type(value).__name__, each.name].add(inside)
            note(inside, seen)


@cache
def drawn() -> dict[tuple[str, str], set[object]]:
    """What set-ups have in each field: a batch of them, and more while something is missing.

    What a seed gives is not the same everywhere: Hypothesis takes numbers and texts from the
    modules that are imported by then.
    """
    seen: dict[tuple[str, str], set[object]] = defaultdict(set)
    for number in range(BATCHES):
        _draw(number, seen)
        if all(_is_reached(seen, *one) for one in named()) and all(
            choice in seen[part, key] for part, key, choice in choices()
        ):
            break
    return seen


def _draw(number: int, seen: dict[tuple[str, str], set[object]]) -> None:
    @seed(number)
    @settings(max_examples=IN_A_BATCH, deadline=None, database=None, phases=[Phase.generate])
    @given(set_ups())
    def look(event: model.Event) -> None:
        note(event, seen)

    look()


def _is_reached(seen: dict[tuple[str, str], set[object]], part: str, key: str) -> bool:
    """Whether a field has been something else than what it is where nothing is said."""
    default = next(usual(f) for f in fields(getattr(model, part)) if f.name == key)
    return bool(seen[part, key] - {default})


def named() -> list[tuple[str, str]]:
    classes = (*PARTS, model.Member, model.Division, model.Group)
    return [(c.__name__, f.name) for c in classes for f in fields(c) if usual(f) is not MISSING]


@pytest.mark.long
@pytest.mark.parametrize(("part", "key"), named())
def test_each_field_of_a_set_up_is_drawn_away_from_its_default(part: str, key: str) -> None:
    assert _is_reached(drawn(), part, key), f"{part}.{key}"


def choices() -> list[tuple[str, str, object]]:
    found = []
    for part in PARTS:
        for key, hint in get_type_hints(part).items():
            literals = [one for one in (hint, *get_args(hint)) if get_origin(one) is Literal]
            found += [(part.__name__, key, one) for each in literals for one in get_args(each)]
    return found


@pytest.mark.long
@pytest.mark.parametrize(("part", "key", "choice"), choices())
def test_each_choice_is_drawn(part: str, key: str, choice: object) -> None:
    assert choice in drawn()[part, key], f"{part}.{key}"


@examples(25)
@given(set_ups())
def test_what_is_drawn_is_sound(event: model.Event) -> None:
    assert read_document(to_document(event)) == event
