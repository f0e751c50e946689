"""Renders the error pages once at start, so that they need no file when descriptors run out."""

from __future__ import annotations

from flask import Flask

from scoreboard.translation import LANGUAGES
from scoreboard.web.problems import problem
from scoreboard.web.room import full


def draw_beforehand(app: Flask) -> None:
    """Render the error pages in each language: their templates and phrases stay in memory."""
    for language in LANGUAGES:
        with app.test_request_context("/", query_string={"lang": language}):
            full()
            problem(503, "")
