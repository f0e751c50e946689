"""Large requests and long answers: which views take them, and how others keep their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
# A file of 5 MB, and what a form puts around it; a set-up of 500 teams is far smaller.
LARGE_BODY = 6 * 1024 * 1024


# Long enough for the server to look at what has come in meanwhile; it would not for 0.
TURN_SECONDS = 0.001


def takes_large(view: View) -> View:
    """The view takes a whole set-up, or a file."""
    view.takes_large = True  # type: ignore[attr-defined]
    return view


def with_turns(parts: Iterator[str]) -> Iterator[str]:
    """The parts of a long answer, and between them a turn for everybody else who is answered."""
    socketio = current_app.extensions["socketio"]

    def turns() -> Iterator[str]:
        for part in parts:
            yield part
            socketio.sleep(TURN_SECONDS)

    return turns()


def takes_file(view: View) -> View:
    """The view takes a file out of a form, and no JSON."""
    view.takes_file = True  # type: ignore[attr-defined]
    return takes_large(view)


def allow_size() -> None:
    """Before each request: let the views that need it read a large body."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_large", False):
        request.max_content_length = LARGE_BODY
