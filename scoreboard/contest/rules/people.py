"""The people of the teams: who is who, from one set-up to the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from scoreboard.contest.model import Event, Member, Team


def with_member_ids(event: Event, before: Event | None = None) -> Event:
    """The event in which every member has an id, unique in the whole event.

    A member without one is who has the same name in the same team of the set-up `before`; whoever
    was not there gets an id that neither set-up has.
    """
    if all(member.id for team in event.teams for member in team.members):
        return event
    known = [m for one in (event, before) if one for team in one.teams for m in team.members]
    taken = {member.id for member in known}
    given = {member.id for team in event.teams for member in team.members if member.id}
    fresh = (made for number in count(1) if (made := f"m{number}") not in taken)

    def named(team: Team, member: Member) -> Member:
        old = before.team(team.id) if before else None
        same = (m.id for m in (old.members if old else ()) if m.name == member.name)
        kept = next((one for one in same if one not in given), None) or next(fresh)
        given.add(kept)
        return replace(member, id=kept)

    teams = tuple(
        replace(team, members=tuple(m if m.id else named(team, m) for m in team.members))
        for team in event.teams
    )
    return replace(event, teams=teams)
