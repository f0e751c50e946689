"""Scenes that are of no figure: title, message, sponsors, timer, and nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from scoreboard.contest.show.kind import Hall
from scoreboard.contest.show.look import look_of
from scoreboard.contest.show.shapes import (
    BlankShows,
    MessageShows,
    SponsorsShows,
    TimerShows,
    TitleShows,
)
from scoreboard.contest.words import N_


def title(hall: Hall) -> TitleShows:
    """What the event is, and where its board is to be found."""
    look = look_of(hall.book)
    return {
        "date": look["date"],
        "place": look["place"],
        "audience": f"/e/{hall.whole.event.slug}",
        "wifi": look["wifi"],
    }


def message(hall: Hall) -> MessageShows | str:
    """A line, or until when there is a break."""
    show = hall.show
    if not (show.text or show.second or show.until):
        return N_("The message has no words yet.")
    return {"text": show.text, "second": show.second, "until": until_of(show.until, show.at)}


def sponsors(hall: Hall) -> SponsorsShows | str:
    """The sponsors' marks."""
    shown = look_of(hall.book)["sponsors"]
    if not shown:
        return N_("No sponsors have been put in.")
    return {"sponsors": shown}


def blank(_hall: Hall) -> BlankShows:
    """Nothing at all."""
    return {}


def timer(hall: Hall) -> TimerShows | str:
    """What the timer was set to; the timer itself goes with every message."""
    if hall.day.timer is None:
        return N_("The timer is not set.")
    return {"seconds": hall.show.seconds}


def until_of(until: str | None, put_at: str) -> str | None:
    """The moment until which something lasts, with its offset; "10:30" is the next such time."""
    if until is None or len(until) != len("10:30"):
        return until
    put = datetime.fromisoformat(put_at)
    hour, minute = map(int, until.split(":"))
    then = put.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if then <= put:
        then += timedelta(days=1)
    return then.isoformat()
