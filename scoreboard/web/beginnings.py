"""What a new event can begin from: the common forms, what is asked of each, and where that leads.

A form with its answers is one template (examples/templates). The base is asked beside them: it
changes the points that the template's stages start with, and not which template it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked of a form; `answers` are values with their words, the first one is usual."""

    key: str
    words: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A common form of contest. `templates`: which one its answers lead to, joined by a slash."""

    name: str
    title: str
    words: str
    questions: tuple[Question, ...]
    templates: Mapping[str, str]
    base: Question | None = None

    @property
    def asked(self) -> tuple[Question, ...]:
        """All its questions, as they stand on the page."""
        return (*self.questions, self.base) if self.base else self.questions


def forms() -> tuple[Form, ...]:
    """The common forms, the most common first, in the reader's language."""
    return (_quiz(), _heats(), _talks(), _skills(), _lesson())


def for_page(offered: tuple[Form, ...]) -> dict[str, dict[str, Any]]:
    """What the page's script needs of each form."""
    return {
        form.name: {
            "asks": [question.key for question in form.questions],
            "base": form.base is not None,
            "templates": dict(form.templates),
        }
        for form in offered
    }


def _quiz() -> Form:
    judges = Question(
        "judges",
        gettext("Do judges mark?"),
        (
            ("no", gettext("No, all points are given at the desk")),
            ("yes", gettext("Yes, in some of the rounds")),
        ),
    )
    leads_to = {
        "no/no": "classic",
        "no/yes": "quiz-judged",
        "yes/no": "quiz-final",
        "yes/yes": "two-stages",
    }
    return Form(
        "quiz",
        gettext("Quiz"),
        gettext("Compulsory questions, buzzer and risk."),
        (_preliminary(), judges),
        leads_to,
        _base(),
    )


def _heats() -> Form:
    return Form(
        "heats",
        gettext("Heats and a final"),
        gettext("A quiz in three groups by lot; the first two of each go on."),
        (),
        {"": "heats"},
        _base(),
    )


def _talks() -> Form:
    beside = Question(
        "beside",
        gettext("What counts besides the talk?"),
        (
            ("none", gettext("Nothing else")),
            ("questions", gettext("Questions, a fifth")),
            ("hall", gettext("Cards raised in the hall, three tenths")),
        ),
    )
    leads_to = {
        "no/none": "speech",
        "no/questions": "judged",
        "no/hall": "hall",
        "yes/none": "speech-final",
        "yes/questions": "judged-final",
        "yes/hall": "hall-final",
    }
    return Form(
        "talks",
        gettext("Talks"),
        gettext("Speeches, recitals and pitches before judges, marked by criteria."),
        (_preliminary(), beside),
        leads_to,
    )


def _skills() -> Form:
    first = Question(
        "preliminary",
        gettext("Is the paper test a preliminary?"),
        (
            ("no", gettext("No, all take the test and the practice")),
            ("yes", gettext("Yes, the best go on to the practice")),
        ),
    )
    return Form(
        "skills",
        gettext("Contest of skill"),
        gettext("A paper test and practice, counted 40 to 60."),
        (first,),
        {"no": "skills", "yes": "skills-final"},
    )


def _lesson() -> Form:
    return Form(
        "lesson",
        gettext("Lessons explained"),
        gettext("A lesson and questions, counted 80 to 20; prizes by share."),
        (),
        {"": "lesson"},
    )


def _base() -> Question:
    return Question(
        "base",
        gettext("What does every team start with?"),
        (("100", gettext("100 points")), ("0", gettext("0 points"))),
    )


def _preliminary() -> Question:
    return Question(
        "preliminary",
        gettext("Is there a preliminary?"),
        (
            ("no", gettext("No, one contest")),
            ("yes", gettext("Yes, the best go on to a final")),
        ),
    )
