"""TLS on the port that is served: who speaks it is heard, and who does not is led to it.

Somebody who types the address gets plain HTTP from their browser first. They are answered on the
same port: with the page that says how to trust this server, else with where to go.
"""

from __future__ import annotations

import _socket
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from scoreboard.limits import TLS_SECONDS
from scoreboard.servers.slim import called_plainly

# The first byte of whoever greets by TLS (RFC 8446, 5.1).
HELLO = b"\x16"
# What is answered without TLS: how to trust it, and whether the server is well.
PLAIN = ("/trust", "/static/", "/healthz")
MISDIRECTED = "421 Misdirected Request"


class Tls:
    """The certificate that a server shows. Raises OSError where it cannot be used."""

    def __init__(self, certificate: str, key: str) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.load_cert_chain(certificate, key)
        # Else writing may have to wait for what is read (`direct.py`); no browser asks for it.
        self._context.options |= ssl.OP_NO_RENEGOTIATION
        self._context.set_alpn_protocols(["http/1.1"])

    def greet(self, came: Any) -> Any:
        """The connection to speak by: encrypted where the other side asked for it.

        Raises OSError (ssl.SSLError among them) where nothing comes of it.
        """
        came.settimeout(TLS_SECONDS)
        first = came.recv(1, socket.MSG_PEEK)
        if first != HELLO:
            came.settimeout(None)
            return came
        secure = self._context.wrap_socket(came, server_side=True, do_handshake_on_connect=False)
        secure.settimeout(TLS_SECONDS)
        secure.do_handshake()
        secure.settimeout(None)
        return secure


class Below:
    """An encrypted connection as what lies below: its own `shutdown` ends the encryption as well.

    Whoever reads from it just then would find none, and that is no end of a line but a fault.
    """

    __slots__ = ("_secure",)

    def __init__(self, secure: Any) -> None:
        self._secure = secure

    def fileno(self) -> int:
        """Its number; negative once it is closed."""
        return int(self._secure.fileno())

    def shutdown(self, how: int, /) -> None:
        """End it: who reads from it reads the end. Raises OSError where it has ended."""
        _socket.socket.shutdown(self._secure, how)


def is_secure(connection: Any) -> bool:
    """Whether a connection is encrypted."""
    return isinstance(connection, ssl.SSLSocket)


class OnlySecure:
    """An app of which plain requests see the way to the secure address, and nothing else."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app: Callable[..., Iterable[bytes]] = called_plainly(app)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer as WSGI has it."""
        path = str(environ.get("PATH_INFO", ""))
        if environ.get("wsgi.url_scheme") == "https" or path.startswith(PLAIN):
            return self._app(environ, start_response)
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            # What was meant to be written has been read by everybody on the way: not again.
            start_response(MISDIRECTED, [("Content-Length", "0"), ("Connection", "close")])
            return []
        # The device may not trust this server yet, so it is told how first.
        # A role link is a key: it is not repeated, for it has been read by everybody on the way.
        to = "" if path.startswith("/join/") else f"?to={quote(path)}"
        way = f"/trust{to}"
        start_response(
            "302 Found",
            [("Location", way), ("Content-Length", "0"), ("Cache-Control", "no-store")],
        )
        return []
