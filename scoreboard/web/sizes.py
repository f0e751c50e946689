"""Large requests and long answers: which views take them, and how others are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
# A file of 5 MB, and what a form puts around it.
LARGEST_FILE = 6 * 1024 * 1024
# A set-up of 500 teams with all their members takes a third of this; checking more would take long.
LARGEST_SETUP = 1024 * 1024


def takes_large(view: View) -> View:
    """The view takes a whole set-up."""
    view.largest_body = LARGEST_SETUP  # type: ignore[attr-defined]
    return view


def made_aside(parts: Iterator[str]) -> Iterator[str]:
    """The parts of a long answer, each made in a thread of its own; they ask nothing of Flask."""
    aside = current_app.extensions["scoreboard.in_thread"]

    def parts_made() -> Iterator[str]:
        while (part := aside(partial(next, parts, None))) is not None:
            yield part

    return parts_made()


def takes_file(view: View) -> View:
    """The view takes a file out of a form, and no JSON."""
    view.takes_file = True  # type: ignore[attr-defined]
    view.largest_body = LARGEST_FILE  # type: ignore[attr-defined]
    return view


def allow_size() -> None:
    """Before each request: let the views that need it read a large body."""
    view = current_app.view_functions.get(request.endpoint or "")
    largest = getattr(view, "largest_body", None)
    if largest is not None:
        request.max_content_length = largest
