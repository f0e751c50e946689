"""The second laptop's line to the first: HTTP, and in it a channel of the pair's own."""

from __future__ import annotations

import json
import re
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit

from scoreboard.pair.away import (
    NO_SCOREBOARD,
    NOT_WHAT_WAS_SENT,
    OTHER_KEY,
    SAYS,
    Away,
    Declined,
    WrongKey,
    why_away,
)
from scoreboard.pair.channel import Channel, Hello, NotTrusted, greeting_of
from scoreboard.storage.writable import Reason

PATH = "/api/v1/follow"
PORTS = {"http": 80, "https": 443}
# A name or an address in figures, also of IPv6.
HOST = re.compile(r"[\w.:%-]+")
Said = dict[str, Any]


def _parts(address: str) -> SplitResult:
    """An address taken apart; a scheme may be left out. Raises ValueError where it is none."""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        parts, port, host = SplitResult("", "", "", "", ""), None, ""
    # A word alone is rather a mistake than a laptop that serves at port 80.
    word = "://" not in address and port is None and not set(".:") & set(host)
    known = parts.scheme in PORTS and HOST.fullmatch(host)
    if not known or word or parts.query or parts.username:
        raise ValueError(f"{address} is no address such as http://192.168.1.5:8000")
    return parts


class Line:
    """A connection to another laptop at an address such as http://192.168.1.5:8000."""

    def __init__(self, address: str, patience: float) -> None:
        """`patience`: seconds for which an answer is waited for. Raises ValueError."""
        parts = _parts(address)
        self.address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._prefix = parts.path.rstrip("/")
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        self._connection: HTTPConnection
        if parts.scheme == "https":
            self._connection = HTTPSConnection(host, port, timeout=patience, context=_unverified())
        else:
            self._connection = HTTPConnection(host, port, timeout=patience)
        self._channel: Channel | None = None
        self._name = ""

    def greet(self, key: bytes) -> Said:
        """Begin a channel; what the other laptop says it is.

        Raises Away, Declined, and WrongKey where it does not know the key.
        """
        hello = Hello()
        said = self._post("", hello.greeting.as_json())
        if "proof" not in said:
            raise Away(Reason(NO_SCOREBOARD, {"address": self.address}))
        try:
            channel = hello.as_second(key, greeting_of(said), str(said.get("proof")))
            about = channel.hear(said.get("frame"))
        except NotTrusted:
            raise WrongKey(Reason(OTHER_KEY, {"address": self.address})) from None
        self._channel, self._name = channel, str(said.get("line"))
        return about

    def ask(self, said: Said) -> Said:
        """The answer to what is said. Raises Away and Declined; then the channel is at its end."""
        if self._channel is None:
            raise RuntimeError("nobody has greeted")
        answer = self._post(f"/{self._name}", {"frame": self._channel.say(said)})
        try:
            found = self._channel.hear(answer.get("frame"))
        except NotTrusted:
            raise Away(Reason(NOT_WHAT_WAS_SENT, {"address": self.address})) from None
        if "declined" in found:
            raise Declined(Reason(found["declined"], found.get("names", {})))
        return found

    def close(self) -> None:
        """End the connection."""
        with suppress(OSError):
            self._connection.close()

    def _post(self, path: str, body: Said) -> Said:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            self._connection.request("POST", f"{self._prefix}{PATH}{path}", _bytes(body), headers)
            response = self._connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, HTTPException, ValueError) as error:
            self.close()
            raise why_away(error, self.address) from None
        if not isinstance(answer, dict) or response.status == 404:
            raise Away(Reason(NO_SCOREBOARD, {"address": self.address}))
        if response.status != 200:
            detail = str(answer.get("detail") or response.reason)
            says = Reason(SAYS, {"address": self.address, "said": detail})
            raise Away(says) if response.status >= 500 or path else Declined(says)
        return answer


def _bytes(body: Said) -> bytes:
    return json.dumps(body).encode()


def _unverified() -> ssl.SSLContext:
    """Who answers proves itself by the pair's key, inside; a hall's certificate proves less."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
