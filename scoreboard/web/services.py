"""The parts a request works with, kept on the app by `create_app`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

# By type only: `app` makes these parts and hands them on; no page rests on how they are made.
if TYPE_CHECKING:
    from scoreboard.crowd import Crowd
    from scoreboard.identity import Identity
    from scoreboard.live.rooms import Live
    from scoreboard.services import Services
    from scoreboard.web.prepared import PreparedAnswers


def services() -> Services:
    """The services of the app that answers this request."""
    return cast("Services", current_app.extensions["scoreboard"])


def identity() -> Identity:
    """The identification of people in the app that answers this request."""
    return cast("Identity", current_app.extensions["scoreboard.identity"])


def live() -> Live:
    """The live path of the app that answers this request."""
    return cast("Live", current_app.extensions["scoreboard.live.rooms"])


def crowd() -> Crowd:
    """The connections of the app that answers this request."""
    return cast("Crowd", current_app.extensions["scoreboard.crowd"])


def prepared_answers() -> PreparedAnswers:
    """What the app that answers this request keeps as bytes."""
    return cast("PreparedAnswers", current_app.extensions["scoreboard.prepared"])
