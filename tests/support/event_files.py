"""An event file to write mistakes into: three teams, two judges, a heat and a final."""

from __future__ import annotations

import pytest

from scoreboard.files.event.toml_file import EventFileProblems, Problem, read_event_file

QUIZ = """\
[event]
slug = "quiz"
title = "Spring quiz"

[rules]
ranking = "dense"

[[teams]]
id = "red"
name = "Red"

[[teams]]
id = "blue"
name = "Blue"

[[teams]]
id = "green"
name = "Green"

[[judges]]
id = "lin"
name = "Lin"

[[judges]]
id = "wu"
name = "Wu"

[[stages]]
id = "heat"
name = "Heat"
advance = 2

[[stages.rounds]]
id = "essay"
name = "Essay"
max = 20

[[stages]]
id = "final"
name = "Final"

[[stages.rounds]]
id = "buzzer"
name = "Buzzer"
kind = "points"
min = -10
"""
SLUG, TITLE = 'slug = "quiz"', 'title = "Spring quiz"'
RANKING = 'ranking = "dense"'
GREEN, LIN = 'name = "Green"', 'name = "Lin"'
ADVANCE, ESSAY, BUZZER = "advance = 2", "max = 20", "min = -10"
WU = '[[judges]]\nid = "wu"\nname = "Wu"'
HEAT = '[[stages]]\nid = "heat"\nname = "Heat"'
FINAL = '[[stages]]\nid = "final"\nname = "Final"'

TEAMS = QUIZ[QUIZ.index("[[teams]]") : QUIZ.index("[[judges]]")]


def problems_of(text: str | bytes) -> list[Problem]:
    with pytest.raises(EventFileProblems) as caught:
        read_event_file(text if isinstance(text, bytes) else text.encode())
    return caught.value.problems


def changed(*changes: tuple[str, str]) -> str:
    text = QUIZ
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} must stand in the quiz exactly once"
        text = text.replace(old, new)
    return text
