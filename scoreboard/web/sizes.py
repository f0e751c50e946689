"""Large requests and long answers: which views take them, and how others are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
# A file of 5 MB, and what a form puts around it.
LARGEST_FILE = 6 * 1024 * 1024
# A set-up of 500 teams with all their members takes a third of this; checking more would take long.
LARGEST_SETUP = 1024 * 1024

# sleep(0) does not poll sockets; 1 ms does.
YIELD_SECONDS = 0.001


def takes_large(view: View) -> View:
    """The view takes a whole set-up."""
    view.largest_body = LARGEST_SETUP  # type: ignore[attr-defined]
    return view


def yielding_to_others(parts: Iterator[str]) -> Iterator[str]:
    """The parts of a long answer; between them everybody else is answered."""
    socketio = current_app.extensions["socketio"]

    def parts_with_yields() -> Iterator[str]:
        for part in parts:
            yield part
            socketio.sleep(YIELD_SECONDS)

    return parts_with_yields()


def yield_to_others() -> None:
    """Let everybody else be answered in the middle of a long piece of work."""
    current_app.extensions["socketio"].sleep(YIELD_SECONDS)


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
