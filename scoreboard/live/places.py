"""Who keeps a place in the list of screens: displays that the desk knows, then who was there first.

Anybody may open a display's page. A display that has been listed is given a token for its place,
and one that the desk has named or asked something of, a better one; with it the display finds its
place again whoever has come meanwhile.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

from scoreboard.limits import OPEN_SCREENS, SCREENS_OF_ONE_DEVICE, SIGNED_IN_SCREENS
from scoreboard.live.screen import OPEN_VIEWS, Screen

# A stranger, one that was listed before, and one that the desk knows or whose browser signed in.
STRANGER, BEFORE, KNOWN = range(3)
_TOKEN = re.compile(r"([12])\.([0-9A-Za-z-]{1,40})\.([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Place:
    """What a display has a right to; `device` is whose token says so, empty where none does."""

    rank: int = STRANGER
    device: str = ""


class Places:
    """Makes and reads the tokens of places; they hold for one event."""

    def __init__(self, secret_key: str) -> None:
        self._key = hmac.new(secret_key.encode(), b"places", hashlib.sha256).digest()

    def token(self, slug: str, place: Place) -> str:
        """What the display keeps."""
        return f"{place.rank}.{place.device}.{self._sign(slug, str(place.rank), place.device)}"

    def read(self, slug: str, token: object) -> Place:
        """The place that a token gives; a stranger's where it gives none."""
        found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
        if found is None:
            return Place()
        rank, device, signed = found.groups()
        if not hmac.compare_digest(signed, self._sign(slug, rank, device)):
            return Place()
        return Place(int(rank), device)

    def _sign(self, slug: str, rank: str, device: str) -> str:
        said = f"{slug}|{rank}|{device}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()[:32]


def make_room(screens: dict[str, Screen], view: str, place: Place) -> list[str] | None:
    """Let one more be listed; None where nobody may make room for it.

    Of those that fell silent the oldest make room, then whoever came last of the lowest rank;
    nobody makes room for somebody lower. Answers the connections that lose their place.
    """
    is_open = view in OPEN_VIEWS
    most = OPEN_SCREENS if is_open else SIGNED_IN_SCREENS
    listed = [one for one in screens.values() if (one.view in OPEN_VIEWS) == is_open]
    if len(listed) < most:
        return []
    gone = [one for one in listed if one.sid is None and (one.rank <= place.rank or not is_open)]
    if gone:
        screens.pop(min(gone, key=lambda one: (one.rank, one.heard)).key)
        return []
    below = [one for one in listed if one.sid is not None and one.rank < place.rank and is_open]
    if not below:
        return None
    last = max(below, key=lambda one: (-one.rank, one.arrived))
    screens.pop(last.key)
    return [last.sid] if last.sid else []


def rank_in(screens: dict[str, Screen], place: Place) -> int:
    """The rank that a display with this place has: one token is not for a whole hall of screens."""
    if not place.device:
        return place.rank
    same = sum(one.device == place.device and one.sid is not None for one in screens.values())
    return place.rank if same < SCREENS_OF_ONE_DEVICE else STRANGER
