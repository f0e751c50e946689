"""A channel between two laptops that know one key, which is never sent.

Each sends a number used once and the public half of a key used once (X25519). From what only the
two can compute, from the key that they know, and from all that was said, HKDF derives a key for
each direction; so neither can stand for the other, and what was recorded opens to nobody, not even
to who learns the key later. The first proves itself in its greeting, the second by its first frame.

Frames are encrypted and authenticated (ChaCha20-Poly1305) under their number in their direction:
one that was changed, cut off, left out or sent again does not open.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = SHARE_BYTES = KEY_BYTES = 32
_NAME = b"scoreboard pair, version 1"


class NotTrusted(Exception):
    """The other side does not know the key, or what came is not what it sent."""


class Greeting(NamedTuple):
    """What each side says first: a number used once, and half of a key used once."""

    nonce: bytes
    share: bytes

    def as_json(self) -> dict[str, str]:
        """As it goes over the line."""
        return {"nonce": self.nonce.hex(), "share": self.share.hex()}


def greeting_of(said: Mapping[str, Any]) -> Greeting:
    """The greeting in what came. Raises NotTrusted."""
    try:
        greeting = Greeting(bytes.fromhex(said["nonce"]), bytes.fromhex(said["share"]))
    except (KeyError, TypeError, ValueError):
        raise NotTrusted from None
    if (len(greeting.nonce), len(greeting.share)) != (NONCE_BYTES, SHARE_BYTES):
        raise NotTrusted
    return greeting


class Channel:
    """One side's ends of both directions."""

    def __init__(self, sends: bytes, receives: bytes) -> None:
        self._sends, self._receives = ChaCha20Poly1305(sends), ChaCha20Poly1305(receives)
        self._sent = self._received = 0

    def seal(self, said: bytes) -> bytes:
        """The next frame that goes out."""
        frame = self._sends.encrypt(_number(self._sent), said, _NAME)
        self._sent += 1
        return frame

    def open(self, frame: bytes) -> bytes:
        """What the next frame that has come says. Raises NotTrusted; the next stays the next."""
        try:
            said = self._receives.decrypt(_number(self._received), frame, _NAME)
        except InvalidTag:
            raise NotTrusted from None
        self._received += 1
        return said

    def say(self, said: Mapping[str, Any]) -> str:
        """The next frame that goes out, as text."""
        return base64.b64encode(self.seal(json.dumps(said).encode())).decode()

    def hear(self, frame: object) -> dict[str, Any]:
        """What the next frame that has come as text says. Raises NotTrusted."""
        try:
            raw = base64.b64decode(str(frame), validate=True)
        except ValueError:
            raise NotTrusted from None
        said: dict[str, Any] = json.loads(self.open(raw))
        return said


class Hello:
    """One side's beginning of a channel."""

    def __init__(self) -> None:
        self._private = X25519PrivateKey.generate()
        self.greeting = Greeting(
            secrets.token_bytes(NONCE_BYTES), self._private.public_key().public_bytes_raw()
        )

    def as_first(self, key: bytes, second: Greeting) -> tuple[str, Channel]:
        """The proof that the first knows the key, and its channel. Raises NotTrusted."""
        to_first, to_second, proof = self._keys(key, second, self.greeting, second)
        return hmac.digest(proof, b"first", "sha256").hex(), Channel(to_second, to_first)

    def as_second(self, key: bytes, first: Greeting, proof: str) -> Channel:
        """The second's channel. Raises NotTrusted where the first does not know the key."""
        to_first, to_second, known = self._keys(key, first, first, self.greeting)
        expected = hmac.digest(known, b"first", "sha256").hex()
        if not hmac.compare_digest(expected.encode(), proof.encode()):
            raise NotTrusted
        return Channel(to_first, to_second)

    def _keys(
        self, key: bytes, theirs: Greeting, first: Greeting, second: Greeting
    ) -> tuple[bytes, bytes, bytes]:
        """Keys from second to first, from first to second, and of the first's proof."""
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(theirs.share))
        except ValueError:
            raise NotTrusted from None
        said = b"".join((*second, *first))
        derived = HKDF(SHA256(), 3 * KEY_BYTES, salt=said, info=_NAME).derive(key + shared)
        return derived[:32], derived[32:64], derived[64:]


def _number(count: int) -> bytes:
    return count.to_bytes(12)
