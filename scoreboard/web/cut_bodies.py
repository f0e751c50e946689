"""Bodies that differ by a nonce alone: cut where it stands, and compressed once for all answers."""

from __future__ import annotations

import base64
import os
import secrets
import struct
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

# Stands for the nonce in what is drawn to be kept; nobody can know it, and so nobody can write it.
NONCE_BYTES = 16
SLOT = secrets.token_urlsafe(NONCE_BYTES)
# Before a block of a compressed stream that holds so many bytes as they are (RFC 1951, 3.2.4).
_BEFORE_NONCE = b"\x00" + struct.pack("<HH", len(SLOT), len(SLOT) ^ 0xFFFF)
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def new_nonce() -> str:
    """The nonce of one answer; always of the same length."""
    return secrets.token_urlsafe(NONCE_BYTES)


def nonce_of(fresh: bytes) -> str:
    """The nonce of these random bytes, which nobody else has been given."""
    return base64.urlsafe_b64encode(fresh).rstrip(b"=").decode("ascii")


class Fresh:
    """Random bytes of the system in pieces of one size, asked for many at a time.

    To ask costs as much for one as for fifty. No piece is given twice.
    """

    def __init__(self, size: int, at_once: int = 64) -> None:
        self._size, self._at_once = size, at_once
        self._pieces: deque[bytes] = deque()

    def take(self) -> bytes:
        """The next piece."""
        try:
            return self._pieces.popleft()
        except IndexError:
            size = self._size
            many = os.urandom(size * self._at_once)
            first, *others = (many[at : at + size] for at in range(0, len(many), size))
            self._pieces.extend(others)
            return first


@dataclass(frozen=True, slots=True)
class Plain:
    """A body, cut at the nonces."""

    parts: tuple[bytes, ...]

    def filled(self, nonce: str) -> bytes:
        """The body of one answer."""
        return self.parts[0] if len(self.parts) == 1 else nonce.encode().join(self.parts)


class Packed:
    """A body compressed by gzip (RFC 1952), cut at the nonces."""

    def __init__(self, plain: Plain) -> None:
        self.parts = _pack(plain.parts)
        if len(plain.parts) > 1:
            self._pieces = (_GZIP_HEAD + self.parts[0], *self.parts[1:])
            self._check = Check(plain.parts, len(SLOT))
            self._length = sum(map(len, plain.parts)) + (len(plain.parts) - 1) * len(SLOT)

    def filled(self, nonce: str) -> bytes:
        """The body of one answer: the nonces stand between the parts as they are."""
        if len(self.parts) == 1:
            return self.parts[0]
        own = nonce.encode()
        # The last part ends the stream.
        end = struct.pack("<II", self._check.of(own), self._length)
        return b"".join(((_BEFORE_NONCE + own).join(self._pieces), end))


class Check:
    """The checksum (CRC-32) of parts with the same text between them, without reading them again.

    With a text of one length it depends on that text's own checksum alone, and bit by bit: each
    bit that is set there changes the same bits here, whatever the others are.
    """

    def __init__(self, parts: tuple[bytes, ...], length: int) -> None:
        first, *later = parts
        steps = [_Behind(part) for part in later]
        between = _Behind(bytes(length))
        zeros = zlib.crc32(bytes(length))

        def whole(own: int) -> int:
            check = zlib.crc32(first)
            for step in steps:
                check = step.after(between.after(check) ^ zeros ^ own)
            return check

        self._least = whole(0)
        self._tables = _tables(whole)

    def of(self, text: bytes) -> int:
        """The checksum of all, with this text between the parts."""
        own, (a, b, c, d) = zlib.crc32(text), self._tables
        return self._least ^ a[own & 255] ^ b[own >> 8 & 255] ^ c[own >> 16 & 255] ^ d[own >> 24]


class _Behind:
    """The checksum of a part behind whatever comes before it.

    What comes before counts as if it were followed by as many zeros, and is added.
    """

    def __init__(self, part: bytes) -> None:
        self._own, zeros = zlib.crc32(part), bytes(len(part))
        self._tables = _tables(lambda before: zlib.crc32(zeros, before))

    def after(self, before: int) -> int:
        """The checksum of all, by that of what comes before."""
        a, b, c, d = self._tables
        carried = a[before & 255] ^ b[before >> 8 & 255] ^ c[before >> 16 & 255] ^ d[before >> 24]
        return self._own ^ carried


def _tables(of: Callable[[int], int]) -> list[list[int]]:
    """What each of four bytes of a number changes in a sum that goes bit by bit."""
    nothing = of(0)
    bits = [of(1 << n) ^ nothing for n in range(32)]
    found = []
    for byte in range(0, 32, 8):
        table = [0]
        for bit in bits[byte : byte + 8]:
            table += [bit ^ one for one in table]
        found.append(table)
    return found


def _pack(plain: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Each part compressed by itself, so that bytes can be put between them."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31 if len(plain) == 1 else -15)
    *others, last = plain
    parts = [packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in others]
    return (*parts, packer.compress(last) + packer.flush())
