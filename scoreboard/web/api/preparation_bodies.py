"""The bodies of setting up, rehearsing, beginning and archiving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from pydantic import AfterValidator, Field

from scoreboard.contest.acts.setup_change import Origin
from scoreboard.contest.record.look import TIERS
from scoreboard.files.event.checks import LONGEST_TEXT
from scoreboard.limits import MOST_SPONSORS
from scoreboard.web.api.bodies import Body, Reason, keepable, readable


class SetupBody(Body):
    """A whole set-up, and what it was made from: the version, and the ledger it counts in."""

    id: UUID
    setup: dict[str, Any]
    since: Annotated[int, Field(ge=0)]
    ledger: str | None = None
    reason: Reason | None = None

    @property
    def origin(self) -> Origin:
        """What the set-up was made from."""
        return Origin(self.since, self.ledger)


class NewEventBody(Body):
    """A new event: a whole `setup`, one made of a `template`, or a `copy_of` another event.

    `slug` and `title` replace those of the template or the copy; so do the others where given.
    """

    id: UUID
    setup: dict[str, Any] | None = None
    template: Annotated[str, Field(max_length=64)] | None = None
    copy_of: Annotated[str, Field(max_length=64)] | None = None
    slug: str | None = None
    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    locale: Literal["zh-CN", "en"] | None = None
    timezone: str | None = None

    def about(self) -> dict[str, Any]:
        """What the body says of the event itself."""
        names = ("slug", "title", "subtitle", "date", "locale", "timezone")
        return {name: said for name in names if (said := getattr(self, name)) is not None}


class ActBody(Body):
    """An act that needs nothing but its id."""

    id: UUID = Field(default_factory=uuid4)


class BeginBody(Body):
    """Clearing all and beginning."""

    id: UUID
    reason: Reason


PictureHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class SponsorBody(Body):
    """A sponsor's mark, by the `picture` that was put in; `tier` 1 is thanked first and largest."""

    name: Annotated[
        str, Field(max_length=LONGEST_TEXT), AfterValidator(keepable), AfterValidator(readable)
    ]
    tier: Annotated[int, Field(ge=TIERS[0], le=TIERS[-1])] = TIERS[0]
    picture: PictureHash


class LookBody(Body):
    """The whole look: the logo by the `picture` that was put in, or none, and the sponsors."""

    id: UUID = Field(default_factory=uuid4)
    logo: PictureHash | None = None
    sponsors: Annotated[list[SponsorBody], Field(max_length=MOST_SPONSORS)] = Field(
        default_factory=list
    )

    def pictures(self) -> Iterator[tuple[str, str]]:
        """The pictures that it names, each with its field."""
        if self.logo:
            yield "logo", self.logo
        for number, one in enumerate(self.sponsors):
            yield f"sponsors.{number}.picture", one.picture
