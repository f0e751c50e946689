"""What an organiser has put in for the hall's screens: the logo, and the marks of the sponsors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

# From the largest to the smallest, as sponsors are thanked.
TIERS = (1, 2, 3)
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the SHA-256 of its bytes, its type and its size in pixels.

    `tone` is the same in one tone: white, and clear where there is nothing.
    """

    hash: str
    kind: str
    width: int
    height: int
    tone: str
    tone_width: int
    tone_height: int


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Somebody who is thanked: the name, the mark, and in which of the `TIERS`."""

    name: str
    tier: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class Look:
    """The logo, and the sponsors in the order in which they are thanked."""

    logo: Picture | None = None
    sponsors: tuple[Sponsor, ...] = ()

    @property
    def thanked(self) -> list[Sponsor]:
        """The sponsors, the largest tier first."""
        return sorted(self.sponsors, key=lambda one: one.tier)

    @property
    def hashes(self) -> Iterator[str]:
        """The hashes of all that it shows."""
        pictures = [one.picture for one in self.sponsors]
        for picture in ([self.logo] if self.logo else []) + pictures:
            yield from (picture.hash, picture.tone)


def look_in(detail: Mapping[str, Any]) -> Look:
    """The look that an entry holds."""
    logo = detail["logo"]
    return Look(
        Picture(**logo) if logo else None,
        tuple(
            Sponsor(one["name"], one["tier"], Picture(**one["picture"]))
            for one in detail["sponsors"]
        ),
    )


def look_detail(look: Look) -> dict[str, Any]:
    """The look as an entry holds it."""
    said: dict[str, Any] = asdict(look)
    return {**said, "sponsors": list(said["sponsors"])}


def picture_path(slug: str, hash_: str, kind: str) -> str:
    """The address of a picture on its server, from the root."""
    return f"/e/{slug}/pictures/{hash_}.{_ENDINGS.get(kind, 'png')}"
