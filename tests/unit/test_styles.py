"""The styles: each sheet in a layer of the one order; the place of a link decides nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoreboard.pages import table_of

CHECKOUT = Path(__file__).resolve().parents[2]
STYLES = CHECKOUT / "static" / "css"
ORDER_FILE = "common/layers.css"
SHEETS = {
    path.relative_to(STYLES).as_posix(): re.sub(
        r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL
    )
    for path in STYLES.rglob("*.css")
}
LAYERS = re.findall(r"[\w-]+", SHEETS.pop(ORDER_FILE).strip().removeprefix("@layer"))


def outermost(sheet: str) -> list[str]:
    """What stands before the braces of each outermost block."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(sheet):
        if letter == "{":
            if depth == 0:
                found.append(" ".join(sheet[start:at].split()))
            depth += 1
        elif letter == "}":
            depth -= 1
            start = at + 1
    return found


def test_the_order_of_the_layers_is_declared_once_and_told() -> None:
    assert LAYERS == ["tokens", "base", "parts", "page", "narrow", "modes", "print"]
    told = (STYLES / ORDER_FILE).read_text("utf-8")
    assert [layer for layer in LAYERS if f"{layer}: " not in told] == []
    assert [name for name, sheet in SHEETS.items() if re.search(r"@layer [^{]*;", sheet)] == []


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_all_of_a_sheet_stands_in_one_layer_of_the_order(name: str) -> None:
    blocks = [block for block in outermost(SHEETS[name]) if not block.startswith("@page")]
    assert len(blocks) == 1, blocks
    assert blocks[0].removeprefix("@layer ") in LAYERS


PAGES = table_of(CHECKOUT / "static").pages


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.sheets])
def test_the_order_is_read_before_any_sheet(name: str) -> None:
    assert PAGES[name].sheets[0] == ORDER_FILE


def test_every_sheet_is_loaded_by_a_page_and_every_page_has_its_sheets() -> None:
    loaded = {sheet for page in PAGES.values() for sheet in page.sheets}
    assert loaded == {ORDER_FILE, *SHEETS}


def declared(name: str) -> list[tuple[str, str]]:
    """What a sheet says: each property with its value."""
    found = re.findall(r"(?<![\w-])(-{0,2}[a-z][\w-]*):\s+([^;{}]+);", SHEETS[name])
    return [(key, " ".join(value.split())) for key, value in found]


SPACE = re.compile(r"(margin|padding|gap|row-gap|column-gap)(-[a-z-]+)?")
LENGTH = re.compile(r"(?<![\w.-])(\d*\.?\d+)(rem|px|pt)\b")
# A space as wide as something that stands beside it is no step of a scale.
WIDEST_STEP = 3
THRESHOLDS = {
    "width": {"36rem", "45rem", "54rem", "64rem", "70rem", "80rem", "88rem", "100rem"},
    "height": {"30rem", "48rem", "52rem", "62rem"},
}


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {"common/tokens.css"}))
def test_sizes_corners_and_spaces_are_those_of_the_scale(name: str) -> None:
    raw = [
        f"{key}: {value}"
        for key, value in declared(name)
        for number, unit in LENGTH.findall(value)
        if key == "font-size"
        or key.endswith("radius")
        or (SPACE.fullmatch(key) and unit != "pt" and float(number) <= WIDEST_STEP)
    ]
    assert raw == []


def test_widths_and_heights_are_asked_for_at_few_places_in_one_unit() -> None:
    asked = {
        (side, length)
        for sheet in SHEETS.values()
        for condition in re.findall(r"@media ([^{]+)\{", sheet)
        for part in re.findall(r"\([^()]*\)", condition)
        for side in THRESHOLDS
        if side in part
        for length in re.findall(r"[\d.]+[a-z]+", part)
    }
    assert asked == {(side, length) for side, all_ in THRESHOLDS.items() for length in all_}


def test_every_token_is_used_and_every_name_is_given() -> None:
    scripts = "".join(
        path.read_text("utf-8") for path in (CHECKOUT / "static" / "js").rglob("*.js")
    )
    all_of_it = "".join(SHEETS.values())
    given = set(re.findall(r"(?<![\w(-])(--[\w-]+):", all_of_it))
    used = set(re.findall(r"var\((--[\w-]+)", all_of_it))
    assert [name for name in sorted(given - used) if f'"{name}"' not in scripts] == []
    assert [name for name in sorted(used - given) if f'"{name}"' not in scripts] == []
