"""The templates a new event can begin from: sound, in both languages, and alike in them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.assets import event_templates_dir
from scoreboard.contest.model import Event, Round
from scoreboard.files.event.templates import template, templates

NAMES = [
    "classic", "hall", "hall-final", "heats", "judged", "judged-final", "lesson", "quiz-final",
    "quiz-judged", "skills", "skills-final", "speech", "speech-final", "two-stages",
]  # fmt: skip


def shape(event: Event) -> object:
    """Everything of an event that does not depend on its language."""
    return (
        replace(event.rules),
        len(event.teams),
        len(event.judges),
        [
            (stage.base, stage.carry, stage.advance, [nameless(r) for r in stage.rounds])
            for stage in event.stages
        ],
        [replace(prize, name="") for prize in event.prizes],
    )


def nameless(a_round: Round) -> Round:
    """A round and its criteria without their names."""
    criteria = tuple(replace(one, name="") for one in a_round.criteria)
    return replace(a_round, name="", criteria=criteria)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_there_is_one_for_each_common_competition_in_its_own_language(locale: str) -> None:
    found = templates(event_templates_dir(), locale)
    assert sorted(one.name for one in found) == NAMES
    assert {one.event.locale for one in found} == {locale}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_make_the_same_competition(name: str) -> None:
    chinese = template(event_templates_dir(), name, "zh-CN")
    english = template(event_templates_dir(), name, "en")
    assert chinese is not None
    assert english is not None
    assert shape(chinese.event) == shape(english.event)
    assert english.event.title.isascii()


def test_judged_talks_leave_out_one_mark_at_either_end_and_a_final_takes_three() -> None:
    talks = template(event_templates_dir(), "judged", "en")
    final = template(event_templates_dir(), "two-stages", "en")
    assert talks is not None
    assert final is not None
    assert {(r.drop_high, r.drop_low) for r in talks.event.stages[0].rounds} == {(1, 1)}
    assert [stage.advance for stage in final.event.stages] == [3, None]


def test_who_begins_with_talks_meets_prizes_down_to_the_rest() -> None:
    talks = template(event_templates_dir(), "judged", "zh-CN")
    assert talks is not None
    prizes = [(prize.name, prize.count) for prize in talks.event.prizes]
    assert prizes == [("一等奖", 1), ("二等奖", 2), ("三等奖", 3), ("优秀奖", None)]


def test_the_contract_names_every_template() -> None:
    contract = (Path(__file__).parents[2] / "docs" / "contract.md").read_text("utf-8")
    section = contract.split("**Templates.**")[1].split("**")[0]
    assert set(re.findall(r"`([a-z-]+)`", section)) - {"template"} == set(NAMES)


def test_there_is_no_template_of_another_name() -> None:
    assert template(event_templates_dir(), "../nuclear-medicine-2024", "en") is None
    assert template(event_templates_dir(), "classic", "fr") is None
