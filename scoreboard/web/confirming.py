"""What a write is answered while a second laptop must hold it first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, g, request

from scoreboard.storage.writable import NotWritable
from scoreboard.web.permissions import EVERYBODY, SAFE
from scoreboard.web.services import pair

View = TypeVar("View", bound=Callable[..., Any])


def answers_at_once(view: View) -> View:
    """The view writes nothing that the second laptop could hold: it is about that laptop."""
    view.answers_at_once = True  # type: ignore[attr-defined]
    return view


def confirm_answer(response: Response) -> Response:
    """After each request: acknowledge a write only when the second laptop holds it, where armed.

    Also one that was written before, and is asked for again.
    """
    if request.method in SAFE or response.status_code >= 400 or "grant" not in g:
        return response
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "answers_at_once", False) or getattr(view, "needs", None) == EVERYBODY:
        return response
    try:
        pair().confirm()
    except NotWritable as refused:
        # As if it had been raised: the error handlers stand before this.
        answer: Response = current_app.make_response(current_app.handle_user_exception(refused))
        return answer
    return response
