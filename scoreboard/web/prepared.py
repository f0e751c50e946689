"""Answers that are the same for many, kept as bytes: drawn once a version, compressed once.

Only the nonce differs from answer to answer: a body is cut where it stands.
"""

from __future__ import annotations

import base64
import os
import secrets
import struct
import threading
import time
import zlib
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from scoreboard.limits import PREPARED_BYTES, PREPARED_SECONDS, RUSH_ASKS
from scoreboard.storage.event_rows import LedgerHead
from scoreboard.web.headers import POLICY, SECURITY, policy

# Stands for the nonce in what is drawn to be kept; nobody can know it, and so nobody can write it.
NONCE_BYTES = 16
SLOT = secrets.token_urlsafe(NONCE_BYTES)
# So many answers are counted by how often they are asked for; an event has a dozen.
MOST_COUNTED = 1_000
# Less is hardly smaller when it is compressed.
WORTH_PACKING = 500
UNCHANGED = "304 NOT MODIFIED"
# Before a block of a compressed stream that holds so many bytes as they are (RFC 1951, 3.2.4).
_BEFORE_NONCE = b"\x00" + struct.pack("<HH", len(SLOT), len(SLOT) ^ 0xFFFF)
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"

Headers = list[tuple[str, str]]
# What an answer is of: its event, and what was asked for by whom, in which language.
What = tuple[Hashable, ...]
# What a page is named by first, of all that may be kept.
PAGE = "page"


class Answer(NamedTuple):
    """An answer as WSGI wants it."""

    status: str
    headers: Headers
    body: bytes


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


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to give an answer: compressed, plain, or only that it is unchanged."""

    status: str
    # Without the policy, which names the nonce.
    headers: Headers
    body: Plain | Packed
    # Status and all headers as they are sent, without the empty line that ends them.
    head: Plain


# What has not changed has no body.
NOTHING = Plain((b"",))


@dataclass(frozen=True, slots=True)
class Prepared:
    """One answer: its body, plain and compressed, and what is said of each.

    `etag` is without quotes; without one the answer is never "unchanged".
    """

    plain: Variant
    packed: Variant | None
    unchanged: Variant
    etag: str | None
    # The origin of the second laptop, to which the page may speak.
    other: str = ""

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        packed = self.packed.body.parts if self.packed else ()
        return sum(map(len, (*self.plain.body.parts, *packed)))

    def chosen(self, accepts: str, known: str) -> Variant:
        """What is given to who accepts these encodings and knows what has these tags."""
        if known and self.etag is not None and _knows(known, self.etag):
            return self.unchanged
        return self.packed if self.packed and takes_gzip(accepts) else self.plain

    def said(self, variant: Variant, nonce: str) -> Headers:
        """The headers of one of them, with this nonce."""
        if variant is self.unchanged:
            # No policy: the body that the browser has kept goes with the nonce kept with it.
            return [*variant.headers]
        return [*variant.headers, (POLICY, policy(nonce, self.other))]

    def answer(self, accepts: str, known: str, nonce: str) -> Answer:
        """The answer to who accepts these encodings and knows what has these tags."""
        variant = self.chosen(accepts, known)
        return Answer(variant.status, self.said(variant, nonce), variant.body.filled(nonce))


def prepare(
    body: bytes, kind: str, headers: Headers, etag: str | None = None, other: str = ""
) -> Prepared:
    """An answer of this type, to be kept; an empty `etag` is made from the body."""
    plain = Plain(tuple(body.split(SLOT.encode())))
    packed = Packed(plain) if len(body) >= WORTH_PACKING else None
    own = (POLICY, policy(SLOT, other))
    if etag == "":
        etag = sha256(b"\0".join((*plain.parts, policy("", other).encode()))).hexdigest()[:20]
    said = [("Content-Type", kind), *headers, *SECURITY]
    # The compressed bytes are others that say the same: that is a weak tag (RFC 9110, 8.8.1).
    strong = [] if etag is None else [("ETag", f'"{etag}"')]
    weak = [] if etag is None else [("ETag", f'W/"{etag}"')]
    of_plain = [*said, *strong, _length(plain)]
    return Prepared(
        Variant("200 OK", of_plain, plain, _head("200 OK", [*of_plain, own])),
        _compressed(packed, [*said, *weak], own) if packed else None,
        Variant(UNCHANGED, [*said, *weak], NOTHING, _head(UNCHANGED, [*said, *weak])),
        etag,
        other,
    )


def _compressed(packed: Packed, said: Headers, own: tuple[str, str]) -> Variant:
    headers = [*said, ("Content-Encoding", "gzip"), _length(packed)]
    return Variant("200 OK", headers, packed, _head("200 OK", [*headers, own]))


def _head(status: str, headers: Headers) -> Plain:
    lines = (f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "")
    return Plain(tuple("\r\n".join(lines).encode("latin-1").split(SLOT.encode())))


def _length(body: Plain | Packed) -> tuple[str, str]:
    return "Content-Length", str(len(body.filled(new_nonce())))


def _pack(plain: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Each part compressed by itself, so that bytes can be put between them."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31 if len(plain) == 1 else -15)
    *others, last = plain
    parts = [packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in others]
    return (*parts, packer.compress(last) + packer.flush())


@lru_cache(maxsize=64)
def takes_gzip(accepts: str) -> bool:
    """Whether an Accept-Encoding allows gzip."""
    for one in accepts.split(","):
        name, _, quality = one.partition(";")
        if name.strip().lower() == "gzip":
            return quality.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _knows(known: str, etag: str) -> bool:
    """Whether an If-None-Match names this tag, by the weak comparison (RFC 9110, 13.1.2)."""
    tags = [one.strip() for one in known.split(",")]
    return f'"{etag}"' in tags or f'W/"{etag}"' in tags or tags == ["*"]


@dataclass(slots=True)
class _Asks:
    """How often one answer was asked for lately; whether that is a rush."""

    since: float
    count: int = 0
    is_rush: bool = False


class _Kept(NamedTuple):
    head: LedgerHead
    prepared: Prepared
    drawn: float


class PreparedAnswers:
    """The answers that are kept: of each event those of its newest version, up to so many bytes.

    Of what a whole hall asks for just now the last version is kept until the next is drawn. Times
    are seconds of `clock`, which only ever grows.
    """

    def __init__(
        self, most_bytes: int = PREPARED_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most_bytes
        self._clock = clock
        # The one that was not asked for the longest comes first.
        self._kept: OrderedDict[tuple[str, What], _Kept] = OrderedDict()
        self._asks: dict[tuple[str, What], _Asks] = {}
        self._bytes = 0
        self._lock = threading.Lock()
        # Held while one is drawn: whoever wants the same waits for it rather than draw it, too.
        self.drawing = threading.RLock()

    def get(self, slug: str, head: LedgerHead, what: What) -> Prepared | None:
        """The answer of this version of an event; None where it is not kept.

        In a rush a page may be of a version before, a second old at most: to draw it anew after
        each mark would hold up the marks, and who comes is told the newest in a moment anyway.
        """
        # Without the lock, which green threads pay for: at worst somebody has just dropped it.
        key = slug, what
        if (asks := self._asks.get(key)) is not None:
            asks.count += 1
        found = self._kept.get(key)
        if found is None or (found.head != head and not self._may_be_old(found, head, key)):
            return None
        try:
            self._kept.move_to_end(key)
        except KeyError:
            return found.prepared
        return found.prepared

    def _may_be_old(self, found: _Kept, head: LedgerHead, key: tuple[str, What]) -> bool:
        (_, what), asks = key, self._asks.get(key)
        # Who asks for a board by HTTP may ask for what was just written.
        if asks is None or what[0] != PAGE or found.head.ledger != head.ledger:
            return False
        now = self._clock()
        counted = now - asks.since
        if counted >= PREPARED_SECONDS:
            asks.is_rush = asks.count >= RUSH_ASKS * counted
            asks.since, asks.count = now, 0
        return asks.is_rush and now - found.drawn < PREPARED_SECONDS

    def put(self, slug: str, head: LedgerHead, what: What, prepared: Prepared) -> None:
        """Keep the answer of the event's newest version; those of other versions go."""
        if prepared.size > self._most:
            return
        with self._lock:
            now = self._clock()
            for key, one in list(self._kept.items()):
                if key[0] == slug and (key[1] == what or self._is_over(key, one, head)):
                    self._drop(key)
            self._kept[slug, what] = _Kept(head, prepared, now)
            self._bytes += prepared.size
            while self._bytes > self._most:
                self._drop(next(iter(self._kept)))
            if len(self._asks) >= MOST_COUNTED:
                # Whoever asks is counted anew; at worst something is drawn once more.
                self._asks.clear()
            self._asks.setdefault((slug, what), _Asks(now))

    def _is_over(self, key: tuple[str, What], one: _Kept, head: LedgerHead) -> bool:
        asks = self._asks.get(key)
        return one.head != head and (asks is None or not asks.is_rush)

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: tuple[str, What]) -> None:
        self._bytes -= self._kept.pop(key).prepared.size
