"""What a screen says of itself: checked and kept short, never believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypedDict

_ID = re.compile(r"[0-9A-Za-z-]{1,40}")
_NUMBER = re.compile(r"[0-9a-f]{1,20}-[0-9]{1,9}")
_PAGE = re.compile(r"/[!-~]{0,199}")


class Battery(TypedDict):
    """How full a battery is, in percent."""

    level: int
    charging: bool


@dataclass(slots=True)
class Said:
    """What a screen last said of itself; what it does not tell is None or empty."""

    id: str | None = None
    name: str = ""
    page: str = ""
    version: int | None = None
    # Of which ledger that version is.
    ledger: str | None = None
    waiting: int | None = None
    battery: Battery | None = None
    size: list[int] | None = None
    hidden: bool = False
    # Which of the event's displays it is, as it was told.
    number: int | None = None
    # The numbers of the commands it has heard of late; None where it does not speak of them.
    obeyed: list[str] | None = None


def checked(said: dict[Any, Any]) -> Said:
    """What a screen says, kept to what it may say; anything else counts as not said."""
    return Said(
        id=_matching(said.get("id"), _ID),
        name=screen_name(said.get("name")),
        page=_matching(said.get("page"), _PAGE) or "",
        version=_whole(said.get("version"), 10**9),
        ledger=_matching(said.get("ledger"), _ID),
        waiting=_whole(said.get("waiting"), 9_999),
        battery=_battery(said.get("battery")),
        size=_size(said.get("size")),
        hidden=said.get("hidden") is True,
        number=_whole(said.get("number"), 9_999),
        obeyed=_numbers(said.get("obeyed")),
    )


def screen_name(name: object) -> str:
    """A screen's name in one line of at most 60 characters that can be printed; else empty."""
    if not isinstance(name, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in name[:300]).split())[:60]


def _whole(number: object, most: int) -> int | None:
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if 0 <= number <= most else None


def _battery(said: object) -> Battery | None:
    level = _whole(said.get("level"), 100) if isinstance(said, dict) else None
    if level is None or not isinstance(said, dict):
        return None
    return {"level": level, "charging": said.get("charging") is True}


def _size(said: object) -> list[int] | None:
    sides = [_whole(side, 100_000) for side in said[:3]] if isinstance(said, list) else []
    known = [side for side in sides if side]
    return known if len(known) == len(sides) == 2 else None


def _numbers(said: object) -> list[str] | None:
    if not isinstance(said, list):
        return None
    return [one for one in said[:20] if _matching(one, _NUMBER)]


def _matching(text: object, pattern: re.Pattern[str]) -> str | None:
    return text if isinstance(text, str) and pattern.fullmatch(text) else None
