"""What a file of results is called."""

from __future__ import annotations

import re

from scoreboard.contest.heading import contest_of
from scoreboard.contest.words import N_
from scoreboard.files.results.shapes import Results

# What no file system takes in a name, or what would hide the ending.
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
# Chinese takes three bytes a character, and a name must stay below 255 of them.
_LONGEST = 60


def file_name(results: Results, ending: str) -> str:
    """A name for the file: the event, what it is, whether only rehearsed."""
    say, event = results.say, results.event
    title = _NOT_IN_A_NAME.sub(" ", contest_of(event))
    title = " ".join(title.split())[:_LONGEST].strip(" .") or event.slug
    words = say(N_("Rehearsal")) if results.rehearsal else say(N_("Results"))
    return f"{title} {words}.{ending}"
