"""Large requests and long answers: which views take them, and how others are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from scoreboard.limits import LARGEST_SETUP, LARGEST_UPLOAD
from scoreboard.web.services import aside

View = TypeVar("View", bound=Callable[..., Any])


def takes_large(view: View) -> View:
    """The view takes a whole set-up."""
    view.largest_body = LARGEST_SETUP  # type: ignore[attr-defined]
    return view


def made_aside(parts: Iterator[str]) -> Iterator[str]:
    """The parts of a long answer, each made in a thread of its own; they ask nothing of Flask."""
    do = aside()

    def parts_made() -> Iterator[str]:
        while (part := do(partial(next, parts, None))) is not None:
            yield part

    return parts_made()


def takes_file(view: View) -> View:
    """The view takes a file out of a form, and no JSON."""
    view.takes_file = True  # type: ignore[attr-defined]
    view.largest_body = LARGEST_UPLOAD  # type: ignore[attr-defined]
    return view


def check_size() -> None:
    """Before each request: let the views that need it read a large body.

    Raises RequestEntityTooLarge where more is on its way than the view takes: nobody waits for it.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    largest = getattr(view, "largest_body", None)
    if largest is not None:
        request.max_content_length = largest
    most = request.max_content_length
    if most is not None and (request.content_length or 0) > most:
        raise RequestEntityTooLarge
