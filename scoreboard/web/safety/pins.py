"""The section on PINs: who waits after wrong ones, which the desk may lift."""

from __future__ import annotations

from typing import TypedDict

from flask_babel import gettext

from scoreboard.web.services import tries

# A card that was read wrong makes nobody wait so long.
TELLING_SECONDS = 15


class WaitingAddress(TypedDict):
    """An address from which PINs wait for so many `seconds`, after so many `wrong` ones."""

    address: str
    wrong: int
    seconds: int


class PinFacts(TypedDict):
    """Wrong PINs within the hour, of browsers that hold no link yet.

    `wrong` counts those for this event; where `seconds` is above 0 all such browsers wait so long.
    `waiting` are the addresses that wait, the longest first. `warning` says so, else "".
    """

    wrong: int
    seconds: int
    waiting: list[WaitingAddress]
    warning: str


def pin_facts(slug: str) -> PinFacts:
    """Who waits with PINs now."""
    wrong, seconds = tries().wrong(slug)
    waiting = tries().waiting()
    warning = ""
    if seconds > 0:
        warning = gettext(
            "So many wrong PINs were typed that every PIN waits. Codes and links open as ever."
        )
    elif waiting and waiting[0].seconds >= TELLING_SECONDS:
        warning = gettext(
            "After wrong PINs from %(address)s PINs there wait. Codes and links open as ever.",
            address=waiting[0].address,
        )
    return {
        "wrong": wrong,
        "seconds": seconds,
        "waiting": [
            {"address": one.address, "wrong": one.wrong, "seconds": one.seconds}
            for one in waiting[:20]
        ],
        "warning": warning,
    }
