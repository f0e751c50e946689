"""What is drawn once at the start, so that it needs no open file when there is none left."""

from __future__ import annotations

from flask import Flask

from scoreboard.translation import LANGUAGES
from scoreboard.web.problems import problem
from scoreboard.web.room import full


def draw_beforehand(app: Flask) -> None:
    """Draw the pages of trouble in each language: their templates and phrases stay in memory."""
    for language in LANGUAGES:
        with app.test_request_context("/", query_string={"lang": language}):
            full()
            problem(503, "")
