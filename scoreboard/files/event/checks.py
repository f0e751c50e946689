"""Whether the values of an event file make an event: texts, ids, and what must agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from scoreboard.contest.contrast import TEXT, contrast_of, grounds_of
from scoreboard.contest.model import Division, Event, Group, Prize, Show, Team, Wifi
from scoreboard.contest.numbers import plain
from scoreboard.contest.texts import is_seen, kind_of
from scoreboard.files.event import colours
from scoreboard.files.event.faults import Fault
from scoreboard.files.event.group_checks import check_divisions, check_groups
from scoreboard.files.event.prize_checks import check_prizes
from scoreboard.files.event.problems import Findings, Path
from scoreboard.files.event.stage_checks import check_stages
from scoreboard.files.event.tie_break_checks import check_tie_breaks

LONGEST_TEXT = 200
LONGEST_NETWORK = 32  # bytes, as every access point has it

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}\Z")
# Joiners are invisible and yet part of how some names and emoji are written.
_JOINERS = "\u200c\u200d"

Named = tuple[Path, str]


def check_event(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the values of an event of the right shape."""
    _check_about(event, found)
    _check_show(event.show, found)
    _check_teams(event, found)
    _check_judges(event, found)
    check_stages(event, found)
    check_prizes(event, found)
    check_divisions(event, found)
    check_groups(event, found)
    _check_ids(event, found)
    _check_names(event, found)
    check_tie_breaks(event, found)


def check_people(event: Event, found: Findings) -> None:
    """Note everything that is wrong with the teams and judges alone, as many as there are."""
    if event.teams:
        _check_teams(event, found)
    _check_judges(event, found)
    _check_ids(event, found)
    _check_names(event, found)


def _check_about(event: Event, found: Findings) -> None:
    where: Path = ("event",)
    if not found.usable(where):
        return
    if not event.slug:
        if found.usable(where, "slug"):
            found.wrong(Fault.NO_SLUG, (*where, "slug"))
    elif not _SLUG.match(event.slug):
        found.wrong(
            Fault.BAD_SLUG,
            (*where, "slug"),
        )
    _check_name(event.title, (*where, "title"), found)
    for key in ("subtitle", "title_en", "subtitle_en"):
        _check_text(getattr(event, key), (*where, key), found)
    _check_wifi(event.wifi, (*where, "wifi"), found)
    if not _is_timezone(event.timezone):
        found.wrong(
            Fault.NO_SUCH_ZONE,
            (*where, "timezone"),
            zone=event.timezone,
        )


def _check_wifi(wifi: Wifi | None, where: Path, found: Findings) -> None:
    if wifi is None or not found.usable(where):
        return
    if not is_seen(wifi.name):
        found.wrong(Fault.NO_NETWORK, (*where, "name"))
    elif len(wifi.name.encode()) > LONGEST_NETWORK:
        found.wrong(Fault.LONG_NETWORK, (*where, "name"))
    _check_text(wifi.name, (*where, "name"), found)
    _check_text(wifi.password, (*where, "password"), found)


def _check_show(show: Show, found: Findings) -> None:
    _check_text(show.place, ("show", "place"), found)
    if not show.accent:
        return
    where: Path = ("show", "accent")
    if not colours.WRITTEN.match(show.accent):
        found.wrong(Fault.BAD_COLOUR, where)
        return
    least = min(contrast_of(show.accent, ground) for ground in grounds_of(show.theme))
    if least < TEXT:
        found.wrong(Fault.PALE_ACCENT, where, ratio=plain(least), least=plain(TEXT))


def _is_timezone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Unknown; no name at all, such as ../x; or the name of a folder of zones, such as Asia.
        return False
    return True


def _check_teams(event: Event, found: Findings) -> None:
    if not event.teams and found.usable(("teams",)):
        found.wrong(Fault.NO_TEAMS, ("teams",))
    for number, team in enumerate(event.teams):
        _check_team(team, ("teams", number), found)


def _check_team(team: Team, where: Path, found: Findings) -> None:
    for key in ("region", "organisation", "name_en", "reading"):
        _check_text(getattr(team, key), (*where, key), found)
    if team.colour and not colours.WRITTEN.match(team.colour):
        found.wrong(Fault.BAD_COLOUR, (*where, "colour"))
    for number, member in enumerate(team.members):
        _check_name(member.name, (*where, "members", number, "name"), found)
        _check_text(member.role, (*where, "members", number, "role"), found)


def _check_judges(event: Event, found: Findings) -> None:
    teams = [team.id for team in event.teams]
    for number, judge in enumerate(event.judges):
        if judge.head and event.head_judge not in (None, judge):
            name = event.head_judge.name if event.head_judge else ""
            found.wrong(Fault.TWO_HEADS, ("judges", number, "head"), name=name)
        for place, team_id in enumerate(judge.recused):
            where: Path = ("judges", number, "recused", place)
            if team_id in judge.recused[:place]:
                found.wrong(Fault.TEAM_TWICE, where, id=team_id)
            elif team_id not in teams and found.all_usable("teams"):
                _unknown_team(team_id, teams, where, found)


def _unknown_team(team_id: str, teams: list[str], where: Path, found: Findings) -> None:
    meant = found.near(team_id, teams)
    if meant:
        found.wrong(
            Fault.NO_SUCH_TEAM_BUT,
            where,
            id=team_id,
            near=meant,
        )
    else:
        found.wrong(Fault.NO_SUCH_TEAM, where, id=team_id)


def _check_ids(event: Event, found: Findings) -> None:
    rounds: list[Named] = [
        (("stages", s, "rounds", r, "id"), a_round.id)
        for s, stage in enumerate(event.stages)
        for r, a_round in enumerate(stage.rounds)
    ]
    groups: list[list[Named]] = [
        [(("teams", n, "id"), team.id) for n, team in enumerate(event.teams)],
        [(("judges", n, "id"), judge.id) for n, judge in enumerate(event.judges)],
        [(("stages", n, "id"), stage.id) for n, stage in enumerate(event.stages)],
        [(("prizes", n, "id"), prize.id) for n, prize in enumerate(event.prizes)],
        _of_members(event),
        [(("divisions", n, "id"), one.id) for n, one in enumerate(event.divisions)],
        [(("groups", n, "id"), one.id) for n, one in enumerate(event.groups)],
        rounds,
        *_of_criteria(event, "id"),
    ]
    for group in groups:
        for where, text in group:
            if not _ID.match(text):
                found.wrong(
                    Fault.BAD_ID,
                    where,
                )
        for where, first, text in _repeated(group):
            found.wrong(
                Fault.ID_TAKEN,
                where,
                id=text,
                line=found.line(first),
            )


def _check_names(event: Event, found: Findings) -> None:
    groups: list[list[Named]] = [
        [(("teams", n, "name"), team.name) for n, team in enumerate(event.teams)],
        [(("judges", n, "name"), judge.name) for n, judge in enumerate(event.judges)],
        [(("stages", n, "name"), stage.name) for n, stage in enumerate(event.stages)],
        [(("divisions", n, "name"), one.name) for n, one in enumerate(event.divisions)],
        [(("groups", n, "name"), one.name) for n, one in enumerate(event.groups)],
        # A first prize of each division may be called the same.
        *_names_of_prizes(event),
    ]
    groups += [
        [(("stages", s, "rounds", r, "name"), a_round.name) for r, a_round in enumerate(st.rounds)]
        for s, st in enumerate(event.stages)
    ]
    groups += _of_criteria(event, "name")
    for where, text in _second_names(event):
        _check_text(text, where, found)
    for group in groups:
        for where, text in group:
            _check_name(text, where, found)
        for where, first, text in _repeated([named for named in group if named[1]]):
            found.wrong(
                Fault.NAME_TAKEN,
                where,
                name=text,
                line=found.line(first),
            )


def _second_names(event: Event) -> list[Named]:
    """The names in a second language of all but teams: of stages, rounds, prizes and so on."""
    parts: Mapping[str, Sequence[Prize | Division | Group]]
    parts = {"prizes": event.prizes, "divisions": event.divisions, "groups": event.groups}
    return [
        *((("stages", s, "name_en"), stage.name_en) for s, stage in enumerate(event.stages)),
        *(
            (("stages", s, "rounds", r, "name_en"), a_round.name_en)
            for s, stage in enumerate(event.stages)
            for r, a_round in enumerate(stage.rounds)
        ),
        *(
            ((part, n, "name_en"), one.name_en)
            for part, listed in parts.items()
            for n, one in enumerate(listed)
        ),
    ]


def _of_members(event: Event) -> list[Named]:
    """The ids that members have; the others get theirs when the set-up is put in force."""
    return [
        (("teams", t, "members", n, "id"), member.id)
        for t, team in enumerate(event.teams)
        for n, member in enumerate(team.members)
        if member.id
    ]


def _names_of_prizes(event: Event) -> list[list[Named]]:
    """The names of the prizes of each division, and of those that every division has."""
    return [
        [
            (("prizes", n, "name"), prize.name)
            for n, prize in enumerate(event.prizes)
            if prize.division == division
        ]
        for division in dict.fromkeys(prize.division for prize in event.prizes)
    ]


def _of_criteria(event: Event, key: Literal["id", "name"]) -> list[list[Named]]:
    """The ids or the names of each round's criteria."""
    return [
        [
            (("stages", s, "rounds", r, "criteria", n, key), str(getattr(one, key)))
            for n, one in enumerate(a_round.criteria)
        ]
        for s, stage in enumerate(event.stages)
        for r, a_round in enumerate(stage.rounds)
    ]


def _repeated(group: Iterable[Named]) -> list[tuple[Path, Path, str]]:
    """Each text that came before: where it is, where it was first, and the text."""
    seen: dict[str, Path] = {}
    repeated = []
    for where, text in group:
        # One name may be typed in more than one way that looks the same.
        first = seen.setdefault(unicodedata.normalize("NFC", text), where)
        if first is not where:
            repeated.append((where, first, text))
    return repeated


def _check_name(name: str, where: Path, found: Findings) -> None:
    if not name:
        if found.usable(where):
            found.wrong(Fault.EMPTY, where, key=str(where[-1]))
    elif _check_text(name, where, found) and not is_seen(name):
        found.wrong(Fault.UNSEEN, where)


def _check_text(text: str, where: Path, found: Findings) -> bool:
    """Note what is wrong with a text, if anything is; whether all is well."""
    if len(text) > LONGEST_TEXT:
        found.wrong(Fault.TOO_LONG, where, limit=LONGEST_TEXT)
        return False
    hidden = next((c for c in text if c not in _JOINERS and _is_hidden(c)), None)
    if hidden is not None:
        found.wrong(
            Fault.INVISIBLE,
            where,
            code=f"U+{ord(hidden):04X}",
        )
    return hidden is None


def _is_hidden(character: str) -> bool:
    return kind_of(character) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")
