"""Servers that answer late: a test that asks the server for what its page only hopes for is found.

`TESTS_LATE=0.4 make test ARGS=tests/browser`: each mark, award or act waits so many
seconds before it is done; its answer and what screens are told wait up to that, pages a quarter.
Everything stays as true as it was, so what fails then has not waited for the state it speaks of.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

WRITES = ("POST", "PUT", "PATCH", "DELETE")


def be_late_if_asked() -> None:
    """Make this process a late server, where the suite was started for such ones."""
    longest = float(os.environ.get("TESTS_LATE", "0"))
    if longest:
        _make_late(longest)


def _make_late(longest: float) -> None:
    from flask import Flask, request  # noqa: PLC0415  # a server has them, the tests may not

    from scoreboard.live.broadcast import Live  # noqa: PLC0415

    dispatch = Flask.full_dispatch_request

    def dispatch_late(app: Flask) -> Any:
        if request.method not in WRITES:
            _rest(longest / 4)
            return dispatch(app)
        time.sleep(longest)
        answer = dispatch(app)
        _rest(longest)
        return answer

    # Both are looked up by their names whenever they are called.
    Flask.full_dispatch_request = dispatch_late  # type: ignore[method-assign]
    Live._broadcast = _after_a_rest(Live._broadcast, longest)  # type: ignore[method-assign]


def _after_a_rest(act: Callable[..., None], longest: float) -> Callable[..., None]:
    @wraps(act)
    def acts(*given: Any, **named: Any) -> None:
        _rest(longest)
        act(*given, **named)

    return acts


def _rest(longest: float) -> None:
    time.sleep(longest * random.random())
