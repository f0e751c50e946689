"""What follows a request when its answer has been sent: nobody waits for what others are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Flask, Response, g, has_request_context

_NAMED = "named_for_after"


class AfterAnswer:
    """Calls `act` for each event that a request names, once, when its answer has been sent.

    Outside of requests, and where an answer is under way already, it is called at once.
    """

    def __init__(self, app: Flask, act: Callable[[str], None]) -> None:
        self._act = act
        app.before_request(self._begin)
        app.after_request(self._hand_over)

    def __call__(self, slug: str) -> None:
        """Act for an event."""
        named: dict[str, None] | None = g.get(_NAMED) if has_request_context() else None
        if named is None:
            self._act(slug)
        else:
            named[slug] = None

    def _begin(self) -> None:
        setattr(g, _NAMED, {})

    def _hand_over(self, response: Response) -> Response:
        for slug in g.pop(_NAMED, None) or ():
            response.call_on_close(partial(self._act, slug))
        return response
