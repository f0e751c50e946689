"""The key of a pair: 128 bits, derived from the secret key, typed by hand and never sent."""

from __future__ import annotations

import base64
import binascii

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BYTES = 16
_GROUP = 4


class NoKey(ValueError):
    """A text that is no key of a pair."""


def pair_key(secret_key: str, generation: int) -> bytes:
    """The key that the second laptop must know; another one in each generation."""
    purpose = f"scoreboard follow {generation}".encode()
    return HKDF(SHA256(), BYTES, salt=None, info=purpose).derive(secret_key.encode())


def written(key: bytes) -> str:
    """The key as it is printed and typed: capital letters and figures in groups of four."""
    text = base64.b32encode(key).decode().rstrip("=")
    return "-".join(text[n : n + _GROUP] for n in range(0, len(text), _GROUP))


def read(text: str) -> bytes:
    """The key in what was typed, whatever stands between its groups. Raises NoKey."""
    letters = "".join(char for char in text.upper() if char.isalnum())
    # What base32 leaves out because it looks like a letter.
    letters = letters.translate(str.maketrans("018", "OIB"))
    try:
        key = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != BYTES:
        raise NoKey(
            "this is no key: it has 26 letters and figures, as `scoreboard links` prints it"
        )
    return key
