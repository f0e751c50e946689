"""The bodies of setting up, rehearsing, beginning and archiving."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

from pydantic import Field

from scoreboard.contest.acts.setup_change import Origin
from scoreboard.web.api.bodies import Body, Reason


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
