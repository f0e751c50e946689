"""Which divisions and groups of an event a page or call asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.contest.words import unknown
from scoreboard.web.services import services


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the divisions and of the groups that are asked for; none for all of them."""

    divisions: Sequence[str] = ()
    groups: Sequence[str] = ()

    @property
    def both(self) -> tuple[Sequence[str], Sequence[str]]:
        """The divisions, and the groups."""
        return self.divisions, self.groups

    @property
    def named(self) -> list[str]:
        """Every id that is asked for, with what it is of."""
        return [*(f"d-{one}" for one in self.divisions), *(f"g-{one}" for one in self.groups)]


def chosen_tables(slug: str, asked: Mapping[str, str | None]) -> Chosen:
    """What `division` and `group` ask for, ids separated by commas.

    Raises Refusal where the event has no such division or group, and NoSuchEvent.
    """
    divisions, groups = _ids(asked.get("division")), _ids(asked.get("group"))
    if not (divisions or groups):
        return Chosen()
    event = services().books.read(slug, lambda book: book.event)
    if not {*divisions} <= {one.id for one in event.divisions}:
        raise unknown("This event has no such division.")
    if not {*groups} <= {one.id for one in event.groups}:
        raise unknown("This event has no such group.")
    return Chosen(divisions, groups)


def _ids(text: str | None) -> list[str]:
    return list(filter(None, (text or "").split(",")))
