"""HTTP and websockets by hand, as bytes: what a browser sends, and what comes back.

Nothing here reads or writes a socket: a client that measures must cost next to nothing itself.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

# What a browser offers; a server that takes it compresses for each client.
OFFERED = "permessage-deflate; client_max_window_bits"
SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"

PING, PONG, CONNECTED, REFUSED, EVENT = b"2", b"3", b"40", b"44", b"42"


def request_bytes(
    method: str, host: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> bytes:
    """A request on a connection that is kept."""
    said = {
        "Host": host,
        "User-Agent": AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "gzip, deflate, br",
        "Accept-Language": "zh-CN,zh;q=0.9",
        **(headers or {}),
    }
    if body:
        said |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def upgrade_bytes(host: str, headers: Mapping[str, str] | None = None, view: str = "") -> bytes:
    """The request that opens a websocket, with what a browser offers; phones say their view."""
    key = base64.b64encode(os.urandom(16)).decode()
    return request_bytes(
        "GET",
        host,
        SOCKET_PATH + ("&view=audience" if view == "audience" else ""),
        {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Origin": f"http://{host}",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Extensions": OFFERED,
            **(headers or {}),
        },
    )


def text_frame(text: str | bytes) -> bytes:
    """A masked frame of text, as clients must send it; the mask of zeros spares the client."""
    said = text.encode() if isinstance(text, str) else text
    size = len(said)
    if size < 126:
        head = bytes((0x81, 0x80 | size))
    elif size < 65536:
        head = bytes((0x81, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x81, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + b"\0\0\0\0" + said


def plain_frame(text: bytes) -> bytes:
    """A frame of text as servers send it."""
    size = len(text)
    if size < 126:
        return bytes((0x81, size)) + text
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + text
    return b"\x81\x7f" + size.to_bytes(8, "big") + text


def connect_text(auth: Mapping[str, Any]) -> str:
    """The message by which Socket.IO asks to be let in."""
    return "40" + json.dumps(auth)


class Frames:
    """The messages in what a server sends on a websocket, put together and unpacked."""

    def __init__(self, *, deflate: bool, keep_context: bool = True) -> None:
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._packed = False
        self._inflate = zlib.decompressobj(-15) if deflate else None
        self._keep_context = keep_context
        self.closed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The messages of text that are complete with these bytes."""
        self._buffer += data
        while (frame := self._next()) is not None:
            head, payload = frame
            kind = head & 0x0F
            if kind == 0x8:
                self.closed = True
            elif kind in (0x0, 0x1, 0x2):
                if kind:
                    self._parts, self._packed = [], bool(head & 0x40)
                self._parts.append(payload)
                if head & 0x80:
                    yield self._whole()

    def _next(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 0x7F, 2
        if size >= 126:
            start = 4 if size == 126 else 10
            if len(buffer) < start:
                return None
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size:
            return None
        head, payload = buffer[0], bytes(buffer[start : start + size])
        del buffer[: start + size]
        return head, payload

    def _whole(self) -> bytes:
        said = b"".join(self._parts)
        if not self._packed or self._inflate is None:
            return said
        whole = self._inflate.decompress(said + b"\x00\x00\xff\xff")
        if not self._keep_context:
            self._inflate = zlib.decompressobj(-15)
        return whole


def frames_of(head: bytes) -> Frames:
    """The reader of a websocket, from the answer's head that opened it. Raises ValueError."""
    said = head.lower()
    if not said.startswith(b"http/1.1 101"):
        raise ValueError(head.split(b"\r\n", 1)[0].decode("latin-1"))
    packed = b"permessage-deflate" in said
    return Frames(deflate=packed, keep_context=b"server_no_context_takeover" not in said)


class Answers:
    """The answers in what a server sends on a kept connection, one after the other."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
        """Status, head and body of each answer that is complete with these bytes.

        After an answer that opens a websocket nothing more is read: what follows is in `rest`.
        """
        self._buffer += data
        while (found := self._next()) is not None:
            if found[0] == 101:
                self.rest, self._buffer = bytes(self._buffer), bytearray()
            yield found

    def _next(self) -> tuple[int, bytes, bytes] | None:
        buffer = self._buffer
        end = buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(buffer[: end + 4])
        status, fields = int(head[9:12]), head.lower()
        if status in (101, 204, 304):
            del buffer[: end + 4]
            return status, head, b""
        if b"transfer-encoding: chunked" in fields:
            return self._chunked(status, head)
        size = int(_field(fields, b"content-length") or 0)
        if len(buffer) < end + 4 + size:
            return None
        body = bytes(buffer[end + 4 : end + 4 + size])
        del buffer[: end + 4 + size]
        return status, head, body

    def _chunked(self, status: int, head: bytes) -> tuple[int, bytes, bytes] | None:
        buffer, at, parts = self._buffer, len(head), []
        while (line := buffer.find(b"\r\n", at)) >= 0:
            size = int(bytes(buffer[at:line]).split(b";")[0], 16)
            if len(buffer) < line + 4 + size:
                return None
            parts.append(bytes(buffer[line + 2 : line + 2 + size]))
            at = line + 4 + size
            if size == 0:
                del buffer[:at]
                return status, head, b"".join(parts)
        return None


def _field(fields: bytes, name: bytes) -> bytes:
    """The value of a field in a head written small; empty where it is not there."""
    start = fields.find(b"\r\n" + name + b":")
    return b"" if start < 0 else fields[start + 3 + len(name) :].split(b"\r\n", 1)[0].strip()


def field_of(head: bytes, name: str) -> str:
    """The value of a field of an answer's head, as it was sent; empty where it is not there."""
    value = _field(head.lower(), name.lower().encode())
    at = head.lower().find(b"\r\n" + name.lower().encode() + b":")
    return head[head.lower().find(value, at) :][: len(value)].decode("latin-1") if value else ""


def board_version(message: bytes) -> int | None:
    """The version of a board that is told; None where the message tells something else."""
    if not message.startswith(b'42["board",'):
        return None
    version: int = json.loads(message[2:])[1]["version"]
    return version
