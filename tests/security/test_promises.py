"""docs/security.md: each test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from scoreboard.limits import PIN_EVENT_SECONDS, PIN_EVENT_TRIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"tests/[\w/]+\.py(?:::\w+)?", PAGE)))
LINES = PAGE.splitlines()
ROWS = [
    line
    for line, after in zip(LINES, [*LINES[1:], ""], strict=True)
    if line.startswith("| ") and not line.startswith("| ---") and not after.startswith("| ---")
]


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_the_page_names_is_there(named: str) -> None:
    file, _, test = named.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert not test or test in tests


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:50])
def test_every_answer_of_the_page_names_what_shows_it(row: str) -> None:
    said_to_be_open = "**not" in row and row.endswith("| – |")
    assert "tests/" in row or said_to_be_open


def test_the_page_speaks_of_everybody_who_may_want_something() -> None:
    headings = re.findall(r"^## (.*)", PAGE, re.MULTILINE)
    for somebody in ("Wi-Fi", "judge", "former judge's link", "journalist", "laptop"):
        assert any(somebody in heading for heading in headings), somebody


def test_the_chance_that_it_names_is_that_of_the_limits() -> None:
    tries = PIN_EVENT_TRIES + 8 * 3600 // PIN_EVENT_SECONDS
    assert f"{tries} in eight hours" in PAGE
    assert f"{tries * 13 / 10**6:.2%}".replace("%", " %") in PAGE
