"""What an organiser says of the hall's screens: theme, own colour, venue, names in English."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scoreboard.contest.contrast import TEXT, contrast_of, grounds_of
from scoreboard.contest.model import Show
from scoreboard.files.event.document import read_document, to_document, to_toml
from scoreboard.files.event.problems import EventFileProblems
from scoreboard.files.event.toml_file import read_event_file
from tests.unit.contests import contest

FILE = """
[event]
slug = "quiz"
title = "Spring quiz"
title_en = "Spring"

[show]
theme = "vermilion"
accent = " #FFD94A "
place = "Great hall"

[[teams]]
name = "核医之光队"
name_en = "Light of Nuclear Medicine"
reading = "hé yī zhī guāng duì"

[[stages]]
name = "初赛"
name_en = "Heat"

[[stages.rounds]]
name = "抢答题"
name_en = "Buzzer"
kind = "points"

[[prizes]]
name = "一等奖"
name_en = "First prize"
count = 1
"""


def test_the_look_and_the_second_names_are_read_from_a_file() -> None:
    event = read_event_file(FILE.encode())
    assert event.show == Show("vermilion", "#ffd94a", "Great hall")
    assert event.title_en == "Spring"
    (team,) = event.teams
    assert (team.name_en, team.reading) == ("Light of Nuclear Medicine", "hé yī zhī guāng duì")
    (stage,) = event.stages
    assert (stage.name_en, stage.rounds[0].name_en) == ("Heat", "Buzzer")
    assert event.prizes[0].name_en == "First prize"


def test_what_is_left_out_is_night_and_gold_and_no_second_name() -> None:
    event = contest()
    assert event.show == Show("night", "", "")
    assert "[show]" not in to_toml(event)
    assert (event.title_en, event.teams[0].name_en, event.teams[0].reading) == ("", "", "")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", "21.00"),
        ("#ffffff", "#ffffff", "1.00"),
        # As the Web Content Accessibility Guidelines' own examples have it.
        ("#767676", "#ffffff", "4.54"),
        ("#777777", "#ffffff", "4.47"),
    ],
)
def test_contrast_is_that_of_the_guidelines_whichever_way_round(
    one: str, other: str, ratio: str
) -> None:
    assert contrast_of(one, other) == contrast_of(other, one) == Decimal(ratio)


def faults(show: Show) -> dict[str, str]:
    document = to_document(replace(contest(), show=show))
    with pytest.raises(EventFileProblems) as caught:
        read_document(document)
    return {p.where: p.text % p.names if p.names else p.text for p in caught.value.problems}


def test_an_accent_that_cannot_be_read_is_refused_with_its_ratio() -> None:
    assert faults(Show("daylight", "#f2c14e")) == {
        "show.accent": "This colour cannot be read on the theme's ground: its contrast is 1.44 to "
        "1, and 4.5 to 1 is needed."
    }
    dark = faults(Show("night", "#173e98"))
    assert list(dark) == ["show.accent"]


def test_an_accent_must_be_readable_where_the_ground_is_lightest_too() -> None:
    ground, light, *_ = grounds_of("night")
    assert contrast_of("#6b7a99", ground) > TEXT > contrast_of("#6b7a99", light)
    assert list(faults(Show("night", "#6b7a99"))) == ["show.accent"]


def test_an_accent_is_a_colour_and_a_theme_one_of_five() -> None:
    document = to_document(contest())
    document["show"] = {"theme": "nigth", "accent": "gold", "places": "x"}
    with pytest.raises(EventFileProblems) as caught:
        read_document(document)
    said = {p.where: p.text % p.names if p.names else p.text for p in caught.value.problems}
    assert said["show.accent"] == "A colour is written like #1f4fbf."
    assert "night" in said["show.theme"]
    assert "place" in said["show.places"]
    assert document["show"]["theme"] == "nigth"


def test_a_colour_that_a_theme_bears_stands_in_it_and_not_in_every_other() -> None:
    event = replace(contest(), show=Show("daylight", "#1f4fbf"))
    assert read_document(to_document(event)) == event
    assert list(faults(Show("vermilion", "#1f4fbf"))) == ["show.accent"]
