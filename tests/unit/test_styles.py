"""The styles: each sheet in a layer of the one order; the place of a link decides nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
STYLES = CHECKOUT / "static" / "css"
ORDER_FILE = "common/layers.css"
SHEETS = {
    path.relative_to(STYLES).as_posix(): re.sub(
        r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL
    )
    for path in STYLES.rglob("*.css")
}
TEMPLATES = {path.name: path.read_text("utf-8") for path in (CHECKOUT / "templates").glob("*.html")}
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
    blocks = [block for block in outermost(SHEETS[name]) if block != "@page"]
    assert len(blocks) == 1, blocks
    assert blocks[0].removeprefix("@layer ") in LAYERS


@pytest.mark.parametrize("name", [name for name, text in TEMPLATES.items() if "<head>" in text])
def test_the_order_is_read_before_any_sheet(name: str) -> None:
    linked = re.findall(r"filename='css/([^']+)'", TEMPLATES[name])
    assert linked[0] == ORDER_FILE


def test_every_sheet_is_linked_and_every_link_has_its_sheet() -> None:
    linked = {
        name for text in TEMPLATES.values() for name in re.findall(r"filename='css/([^']+)'", text)
    }
    assert linked == {ORDER_FILE, *SHEETS}
