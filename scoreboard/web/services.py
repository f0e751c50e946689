"""The parts a request works with, kept on the app by `create_app`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from flask import current_app

# By type only: `app` makes these parts and hands them on; no page rests on how they are made.
if TYPE_CHECKING:
    from scoreboard.crowd import Crowd
    from scoreboard.identity import Identity
    from scoreboard.in_thread import InThread
    from scoreboard.live.broadcast import Live
    from scoreboard.pair.pair import Pair
    from scoreboard.services import Services
    from scoreboard.web.prepared_answers import PreparedAnswers
    from scoreboard.web.tries import Tries


Result = TypeVar("Result")


def services() -> Services:
    """The services of the app that answers this request."""
    return cast("Services", current_app.extensions["scoreboard"])


def identity() -> Identity:
    """The identification of people in the app that answers this request."""
    return cast("Identity", current_app.extensions["scoreboard.identity"])


def live() -> Live:
    """The live path of the app that answers this request."""
    return cast("Live", current_app.extensions["scoreboard.live"])


def pair() -> Pair:
    """What this laptop is to another one."""
    return cast("Pair", current_app.extensions["scoreboard.pair"])


def crowd() -> Crowd:
    """The connections of the app that answers this request."""
    return cast("Crowd", current_app.extensions["scoreboard.crowd"])


def tries() -> Tries:
    """The counted tries of PINs in the app that answers this request."""
    return cast("Tries", current_app.extensions["scoreboard.tries"])


def in_thread(work: Callable[[], Result]) -> Result:
    """Do long work aside, while the server answers everybody else (`servers/aside.py`)."""
    return aside()(work)


def aside() -> InThread:
    """What does that, for parts of an answer that are made when there is no request any more."""
    return cast("InThread", current_app.extensions["scoreboard.in_thread"])


def prepared_answers() -> PreparedAnswers:
    """What the app that answers this request keeps as bytes."""
    return cast("PreparedAnswers", current_app.extensions["scoreboard.prepared"])
