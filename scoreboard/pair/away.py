"""Why the other laptop is not followed, or not reached: each kind a sentence for a scorer."""

from __future__ import annotations

import errno
import socket
import ssl
from http.client import HTTPException
from urllib.parse import urlsplit

from scoreboard.contest.words import N_
from scoreboard.storage.writable import Reason

REFUSED = N_(
    "Nothing answers at %(address)s. Is Scoreboard started on that laptop, and is the address "
    "right?"
)
SILENT = N_(
    "Nothing answers at %(address)s. Is that laptop switched on, awake, and in the same network?"
)
NO_NETWORK = N_("This laptop is in no network from which %(address)s could be reached.")
UNKNOWN_NAME = N_(
    "No laptop called %(host)s is known in this network. Give its address in figures, such as "
    "http://192.168.1.5:8000."
)
NO_TLS = N_(
    "No safe line to %(address)s: what is there does not take https. Both laptops have a "
    "certificate or neither has; without one the address begins with http://."
)
HUNG_UP = N_(
    "What is at %(address)s hangs up. If that laptop has a certificate, its address begins with "
    "https://."
)
NO_SCOREBOARD = N_("What answers at %(address)s is no Scoreboard. Is the address right?")
NOT_WHAT_WAS_SENT = N_("The line to %(address)s broke off: what came was not what was sent.")
OTHER_KEY = N_(
    "The laptop at %(address)s has another key. Is the address right? Its key stands on its page "
    "Safety, and `scoreboard links` prints it there."
)
NO_ADDRESS = N_("%(address)s is no address such as http://192.168.1.5:8000.")
FOLLOWS_ITSELF = N_("That laptop follows %(address)s itself: follow that one.")
SAYS = N_("The laptop at %(address)s says: %(said)s")
FAILS = N_("%(address)s cannot be reached: %(why)s.")

_NO_WAY = {errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_NOBODY = {errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ETIMEDOUT}


class NoLine(Exception):
    """There is no line to the other laptop, for a reason that can be said in any language."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.said())
        self.reason = reason


class Away(NoLine):
    """The other laptop does not answer."""


class WrongKey(NoLine):
    """Whoever answers does not know the key: it is another server's, or was renewed."""


class Declined(NoLine):
    """The other laptop answers that it does not do this."""


def why_away(error: Exception, address: str) -> Away:
    """What an error of the network says of the laptop at an address."""
    return Away(Reason(*_words(error, address)))


def _words(error: Exception, address: str) -> tuple[str, dict[str, object]]:
    known: dict[str, object] = {"address": address}
    if isinstance(error, TimeoutError):
        return SILENT, known
    if isinstance(error, socket.gaierror):
        return UNKNOWN_NAME, {"host": urlsplit(address).hostname}
    if isinstance(error, ConnectionRefusedError):
        return REFUSED, known
    if isinstance(error, ssl.SSLError):
        return NO_TLS, known
    # Also what is no HTTP at all, or ends before its answer does.
    if isinstance(error, ConnectionError | HTTPException):
        return HUNG_UP, known
    if isinstance(error, OSError):
        if error.errno in _NO_WAY:
            return NO_NETWORK, known
        if error.errno in _NOBODY:
            return SILENT, known
        return FAILS, {**known, "why": error.strerror or str(error)}
    return NO_SCOREBOARD, known
