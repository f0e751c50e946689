"""The hall's themes: each says every meaning, and what is written in it can be read."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from scoreboard.contest.contrast import (
    TEXT,
    Scheme,
    accents_on_phones,
    contrast_of,
    grounds_of,
    phone_grounds_of,
)
from scoreboard.contest.model import Theme

STYLES = Path(__file__).resolve().parents[2] / "static" / "css" / "common"
THEMES: tuple[Theme, ...] = get_args(Theme)
LARGE = Decimal(3)

# Where a row's words and figures stand: on the card, on its bar, on the winner's gold.
ROW = ("card", "bar", "bar-in")
# What is written in small letters, and on what.
WRITTEN = {
    "text": ("ground", "light-a", "light-b", *ROW, "win", "win-edge"),
    "text-quiet": ("ground", "light-a", "light-b", *ROW, "win", "win-edge"),
    "text-faint": ("ground", "light-b", "card", "bar"),
    "decided": ("ground", "light-a", "light-b", "card"),
    "on-decided": ("decided",),
    "gain": ("ground", "card", "bar"),
    "loss": ("ground", "card", "bar"),
    "good": ("ground", "light-a"),
    "bad": ("ground", "light-b"),
}
# Large figures: places, and the total of the winner.
FIGURES = {
    "decided": (*ROW, "win", "win-edge"),
    "place-2": ROW,
    "place-3": ROW,
    "text-faint": ROW,
    "gain": ROW,
    "loss": ROW,
}


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


@cache
def theme(name: Theme) -> dict[str, str]:
    """Each meaning of a theme with its colour; names of colours are looked up."""
    names = declared((STYLES / "tokens.css").read_text("utf-8").split("--travel")[0])
    text = (STYLES / "themes.css").read_text("utf-8")
    found = re.search(rf'\[data-palette="{name}"\] {{(.*?)}}', text, re.DOTALL)
    assert found, name
    return {
        key: re.sub(r"var\(--([\w-]+)\)", lambda one: names[one[1]], value)
        for key, value in declared(found[1]).items()
    }


@cache
def phone(name: Theme, scheme: Scheme) -> dict[str, str]:
    """Each meaning on a phone of a reader's scheme, where the event has this theme."""
    tokens = (STYLES / "tokens.css").read_text("utf-8")
    text = tokens + (STYLES / "themes.css").read_text("utf-8")
    names, found = declared(tokens.split("--travel")[0]), dict[str, str]()
    for heads, block in re.findall(r"([^{}]*){([^{}]*)}", text):
        *others, last = [one.strip() for one in heads.split(",\n")]
        if not last.startswith('[data-palette="auto"]'):
            continue
        # The light scheme stands with another palette; what follows is of the dark one.
        themes = re.findall(r'data-theme="(\w+)"', last)
        if others or (scheme == "dark" and (not themes or name in themes)):
            found |= declared(block)
    return {
        key: re.sub(r"var\(--([\w-]+)\)", lambda one: names.get(one[1], one[0]), value)
        for key, value in found.items()
    }


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_says_every_meaning(name: Theme) -> None:
    assert set(theme(name)) == set(theme("night"))


@pytest.mark.parametrize("name", THEMES)
def test_what_is_written_can_be_read(name: Theme) -> None:
    colours = theme(name)
    wanted = [(ink, ground, TEXT) for ink, grounds in WRITTEN.items() for ground in grounds]
    wanted += [(ink, ground, LARGE) for ink, grounds in FIGURES.items() for ground in grounds]
    weak = [
        f"{ink} on {ground}: {contrast} of {least}"
        for ink, ground, least in wanted
        if (contrast := contrast_of(colours[ink], colours[ground])) < least
    ]
    assert weak == []


@pytest.mark.parametrize("name", THEMES)
def test_an_accent_is_asked_on_the_grounds_that_the_theme_has(name: Theme) -> None:
    colours = theme(name)
    grounds = {colours[part] for part in ("ground", "light-a", "light-b")}
    assert set(grounds_of(name)) == grounds


def test_the_wall_of_leds_is_black_from_edge_to_edge() -> None:
    assert set(grounds_of("ink")) == {"#000000"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", THEMES)
def test_an_accent_is_asked_on_the_grounds_that_a_phone_has(name: Theme, scheme: Scheme) -> None:
    colours = phone(name, scheme)
    grounds = tuple(colours[part] for part in ("card", "ground", "card-quiet"))
    assert phone_grounds_of(name, scheme) == grounds


@pytest.mark.parametrize(
    ("theme", "accent", "schemes"),
    [
        ("night", "#5fd3ff", ["dark"]),
        ("vermilion", "#ffd94a", ["dark"]),
        ("daylight", "#1f4fbf", ["light"]),
        # Just readable on paper: its wash is weaker, so that it can be read on that, too.
        ("daylight", "#b3541e", ["light"]),
        ("daylight", "#c77a00", ["dark"]),
        ("night", "#777777", []),
        ("night", "", []),
    ],
)
def test_an_accent_is_worn_in_those_schemes_in_which_it_can_be_read(
    theme: Theme, accent: str, schemes: list[Scheme]
) -> None:
    worn = accents_on_phones(theme, accent)
    assert list(worn) == schemes
    for scheme, one in worn.items():
        colours = phone(theme, scheme)
        assert one.accent == accent
        for ground in (*phone_grounds_of(theme, scheme), one.wash):
            assert contrast_of(accent, ground) >= TEXT
        assert contrast_of(colours["text"], one.wash) >= TEXT
        assert contrast_of(one.letters, one.accent) >= TEXT
