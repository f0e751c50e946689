"""A set-up as an event file (contract, section 3), without loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

import tomlkit
from tomlkit.items import InlineTable

from scoreboard.contest.model import (
    Criterion,
    Division,
    Event,
    FoulRule,
    Group,
    Judge,
    Member,
    Prize,
    Round,
    Rules,
    Show,
    Stage,
    Team,
    Wifi,
)
from scoreboard.contest.numbers import plain


def to_toml(event: Event) -> str:
    """The event file of a set-up: what equals its default is left out, decimals are exact."""
    return "".join(toml_parts(event))


def toml_parts(event: Event) -> Iterator[str]:
    """The event file table by table, for a server that has others to answer meanwhile."""
    about = _set(event, "slug", "title", "locale", "timezone", but=_TABLES)
    if event.wifi is not None:
        about["wifi"] = _inline(event.wifi, "name", "password")
    # How old events count, that less is better, and that all stages are ranked together.
    rare = ("unscored", "better", "overall")
    usual = (field.name for field in fields(Rules) if field.name not in rare)
    rules = _set(event.rules, *usual)
    yield tomlkit.dumps({"event": about, "rules": rules})
    if event.show != Show():
        yield "\n" + tomlkit.dumps({"show": _set(event.show)})
    for division in event.divisions:
        yield "\n" + tomlkit.dumps({"divisions": [_set(division, "id", "name")]})
    for group in event.groups:
        yield "\n" + tomlkit.dumps({"groups": [_set(group, "id", "name")]})
    for team in event.teams:
        yield "\n" + tomlkit.dumps({"teams": [_team(team)]})
    for judge in event.judges:
        yield "\n" + tomlkit.dumps({"judges": [_set(judge, "id", "name")]})
    for stage in event.stages:
        yield "\n" + tomlkit.dumps({"stages": [_stage(stage)]})
    for prize in event.prizes:
        yield "\n" + tomlkit.dumps({"prizes": [_set(prize, "id", "name")]})


_TABLES = ("rules", "teams", "judges", "stages", "wifi", "prizes", "divisions", "groups", "show")
# All that is said of fouls, so that the rule can be read.
_FOULS = ("free", "penalty", "out")
Named = Division | Group
Part = (
    Event | Wifi | Rules | Team | Member | Judge | Stage | Round | Prize | Criterion | Named
    | FoulRule | Show
)  # fmt: skip


def _set(part: Part, *always: str, but: Sequence[str] = ()) -> dict[str, Any]:
    """The values of a part that are not its defaults, and those of the keys in `always`."""
    given = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in but or value is None:
            continue
        if field.name in always or value != field.default:
            given[field.name] = _value(value)
    return given


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(inner) for inner in value]
    # As it is written, which the writer keeps: it has floats only.
    return tomlkit.value(plain(value)) if isinstance(value, Decimal) else value


def _team(team: Team) -> dict[str, Any]:
    given = _set(team, "id", "name", but=("members",))
    members = tomlkit.array()
    for member in team.members:
        # One person on one line.
        members.append(_inline(member, "name"))
    return given | ({"members": members.multiline(multiline=True)} if members else {})


def _inline(part: Part, *always: str) -> InlineTable:
    row = tomlkit.inline_table()
    row.update(_set(part, *always))
    return row


def _stage(stage: Stage) -> dict[str, Any]:
    given = _set(stage, "id", "name", but=("rounds",))
    # Always with its bounds: what is left out means other bounds in a points round.
    return given | {"rounds": [_round(r) for r in stage.rounds]}


def _round(a_round: Round) -> dict[str, Any]:
    if not a_round.criteria:
        given = _set(a_round, "id", "name", "kind", "min", "max", but=("fouls",))
        return given | ({"fouls": _inline(a_round.fouls, *_FOULS)} if a_round.fouls else {})
    # What it goes to, and in which steps, follows from the criteria.
    given = _set(a_round, "id", "name", "kind", but=("min", "max", "step", "criteria"))
    criteria = tomlkit.array()
    for criterion in a_round.criteria:
        criteria.append(_inline(criterion, "id", "name", "max"))
    return given | {"criteria": criteria.multiline(multiline=True)}
