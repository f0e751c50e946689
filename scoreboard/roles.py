"""The roles of an event, and what each may do: a row for each role, and nowhere else a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["organiser", "scorer", "judge", "viewer", "presenter"]
# Which page a role has; in one browser the link of one role for each page is kept.
Page = Literal["desk", "judge", "host"]
# mark: give a judge's marks, on the tablet. award: give points. see_desk: look at the desk's pages
# and read what it reads. run: open and close rounds, draw the order, direct the screens. step: say
# who is on stage, and turn the big screen. rule:
# correct, take back, rule on teams and ties. announce: name who goes on and who has won.
# print_links: print cards and renew judges' links. set_up: change the set-up, rehearse, begin,
# archive. give_links: add people, and renew any link.
Capability = Literal[
    "mark",
    "award",
    "see_desk",
    "run",
    "step",
    "rule",
    "announce",
    "print_links",
    "set_up",
    "give_links",
]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a role may do, and who has it.

    `by_name`: the organiser adds its people, each with a link. `panel`: those are the judges of
    the set-up, who must not see others' marks too early. `pin`: there is one beside the link, and
    whoever prints cards prints and renews it.
    """

    may: frozenset[Capability]
    page: Page = "desk"
    by_name: bool = False
    panel: bool = False
    pin: bool = False


_DESK: frozenset[Capability] = frozenset({"award", "see_desk", "run", "step", "rule", "announce"})
ROLES: dict[Role, RoleRow] = {
    "organiser": RoleRow(_DESK | {"print_links", "set_up", "give_links"}),
    "scorer": RoleRow(_DESK | {"print_links"}, by_name=True),
    "viewer": RoleRow(frozenset({"see_desk"}), by_name=True),
    "judge": RoleRow(frozenset({"mark", "award"}), page="judge", panel=True, pin=True),
    "presenter": RoleRow(frozenset({"step"}), page="host", pin=True),
}


def may(role: Role | None, capability: Capability) -> bool:
    """Whether a role may do something; nobody, without a role, may do nothing of it."""
    return role is not None and capability in ROLES[role].may


def roles_that_may(capability: Capability) -> tuple[Role, ...]:
    """The roles that may do something."""
    return tuple(role for role in ROLES if may(role, capability))
