"""An answer that is the same for many, as bytes: head and body, plain, compressed or unchanged.

Only the nonce differs from answer to answer (`cut_bodies.py`); `prepared_answers.py` keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from scoreboard.web.cut_bodies import SLOT, Packed, Plain, new_nonce
from scoreboard.web.headers import POLICY, SECURITY, policy

# Less is hardly smaller when it is compressed.
WORTH_PACKING = 500
UNCHANGED = "304 NOT MODIFIED"

Headers = list[tuple[str, str]]


class Answer(NamedTuple):
    """An answer as WSGI wants it."""

    status: str
    headers: Headers
    body: bytes


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
