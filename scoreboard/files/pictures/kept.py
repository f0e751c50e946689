"""What is kept of a picture that was put in, and why one is not taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Fault(StrEnum):
    """Why a file is not taken."""

    TYPE = "type"
    BROKEN = "broken"
    PIXELS = "pixels"
    REFERS = "refers"
    EMPTY = "empty"
    LONG = "long"


@dataclass(frozen=True)
class Rendition:
    """A picture as it is kept: its type, its size in pixels, its bytes."""

    kind: str
    width: int
    height: int
    data: bytes

    @property
    def hash(self) -> str:
        """The SHA-256 of its bytes, under which it is served."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Taken:
    """A picture that was taken in: as it is shown, and its shapes in one tone."""

    shown: Rendition
    tone: Rendition
