"""An event file to an event, or to everything that is wrong with it (contract, section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from scoreboard.contest.model import (
    Better,
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
from scoreboard.contest.rules.criteria import step_of_sum
from scoreboard.contest.rules.kinds.table import kind_of
from scoreboard.files.event.checks import check_event
from scoreboard.files.event.problems import EventFileProblems, Findings, Problem
from scoreboard.files.event.round_checks import LISTED_STEP
from scoreboard.files.event.shape import (
    CriterionTable,
    DivisionTable,
    EventFile,
    GroupTable,
    JudgeTable,
    MemberTable,
    PrizeTable,
    RoundTable,
    StageTable,
    TeamTable,
    WifiTable,
    shape,
)
from scoreboard.files.event.toml_lines import TomlLines
from scoreboard.files.event.toml_source import parse_toml

__all__ = ["EventFileProblems", "Problem", "read_event_file"]


def read_event_file(data: bytes, asked: Sequence[str] = ()) -> Event:
    """The event in a TOML file. Ids that are left out are made: t1, j1, s1, r1 and so on.

    `asked` are keys of [event], such as slug, that may be left out: they are asked for later.

    Raises:
        EventFileProblems: the file makes no event; it holds all problems, each with its line.
    """
    document = parse_toml(data)
    found = Findings(TomlLines(data))
    ask_later(document, asked, found)
    event = event_of(shape(document, found))
    check_event(event, found)
    found.raise_any()
    return event


def ask_later(document: Mapping[str, Any], asked: Sequence[str], found: Findings) -> None:
    """Accept a document that lacks these keys of its event: the form asks for them."""
    about = document.get("event", {})
    for key in asked:
        if isinstance(about, dict) and about.get(key, "") == "":
            found.unusable(("event", key))


def event_of(file: EventFile) -> Event:
    """The event of tables of the right shape; not checked yet."""
    about = file.event
    rules = file.rules
    return Event(
        slug=about.slug,
        title=about.title,
        teams=_teams(file.teams),
        judges=_judges(file.judges),
        stages=_stages(file.stages, rules.better or "higher"),
        rules=Rules(tie_breaks=tuple(rules.tie_breaks or ()), **rules.given("tie_breaks")),
        wifi=_wifi(about.wifi),
        prizes=_prizes(file.prizes),
        divisions=_divisions(file.divisions),
        groups=_groups(file.groups),
        show=Show(**file.show.given()),
        **about.given("slug", "title", "wifi"),
    )


def _wifi(table: WifiTable | None) -> Wifi | None:
    return None if table is None else Wifi(name=table.name, **table.given("name"))


def _teams(tables: Sequence[TeamTable]) -> tuple[Team, ...]:
    ids = made_ids("t", [table.id for table in tables])
    return tuple(
        Team(
            id=next(ids),
            name=table.name,
            members=tuple(_member(member) for member in table.members),
            **table.given("id", "name", "members"),
        )
        for table in tables
    )


def _member(table: MemberTable) -> Member:
    return Member(name=table.name, **table.given("name"))


def _judges(tables: Sequence[JudgeTable]) -> tuple[Judge, ...]:
    ids = made_ids("j", [table.id for table in tables])
    return tuple(
        Judge(
            id=next(ids),
            name=table.name,
            recused=tuple(table.recused),
            **table.given("id", "name", "recused"),
        )
        for table in tables
    )


def _stages(tables: Sequence[StageTable], better: Better) -> tuple[Stage, ...]:
    ids = made_ids("s", [table.id for table in tables])
    round_ids = made_ids("r", [a_round.id for table in tables for a_round in table.rounds])
    return tuple(
        Stage(
            id=next(ids),
            name=table.name,
            rounds=tuple(_round(a_round, next(round_ids), better) for a_round in table.rounds),
            **table.given("id", "name", "rounds"),
        )
        for table in tables
    )


def _prizes(tables: Sequence[PrizeTable]) -> tuple[Prize, ...]:
    ids = made_ids("p", [table.id for table in tables])
    return tuple(
        Prize(id=next(ids), name=table.name, **table.given("id", "name")) for table in tables
    )


def _divisions(tables: Sequence[DivisionTable]) -> tuple[Division, ...]:
    ids = made_ids("d", [table.id for table in tables])
    return tuple(Division(next(ids), table.name, **table.given("id", "name")) for table in tables)


def _groups(tables: Sequence[GroupTable]) -> tuple[Group, ...]:
    ids = made_ids("g", [table.id for table in tables])
    return tuple(Group(next(ids), table.name, **table.given("id", "name")) for table in tables)


def _round(table: RoundTable, round_id: str, better: Better) -> Round:
    """A round; one that counts and does not say what is better says what the rules say."""
    given = table.given("id", "name", "awards", "stakes", "criteria", "panel", "fouls", "tokens")
    if given.get("questions") == 0:
        # As the event file says that there is no limit.
        given["questions"] = None
    a_round = Round(
        id=round_id,
        name=table.name,
        awards=tuple(table.awards),
        stakes=tuple(table.stakes),
        criteria=_criteria(table.criteria),
        panel=None if table.panel is None else tuple(table.panel),
        tokens=tuple(table.tokens),
        fouls=None if table.fouls is None else FoulRule(**table.fouls.given()),
        **given,
    )
    if a_round.weight and table.better is None:
        a_round = replace(a_round, better=better)
    low, high = kind_of(a_round).usual_limits(a_round)
    limited = replace(a_round, min=given.get("min", low), max=given.get("max", high))
    if kind_of(limited).listed and "step" not in given:
        return replace(limited, step=LISTED_STEP)
    if limited.criteria and "step" not in given:
        return replace(limited, step=step_of_sum(limited.criteria))
    return limited


def _criteria(tables: Sequence[CriterionTable]) -> tuple[Criterion, ...]:
    ids = made_ids("c", [table.id for table in tables])
    return tuple(
        Criterion(
            id=next(ids),
            name=table.name,
            max=Decimal(0) if table.max is None else table.max,
            **table.given("id", "name", "max"),
        )
        for table in tables
    )


def made_ids(letter: str, given: Iterable[str | None], taken: Iterable[str] = ()) -> Iterator[str]:
    """Each one's id: as given, else the letter with its number, or the next that is free.

    `taken` are ids that others have.
    """
    given = list(given)
    taken = {*taken, *(text for text in given if text is not None)}
    for place, text in enumerate(given, start=1):
        if text is not None:
            yield text
            continue
        made = next(m for n in count(place) if (m := f"{letter}{n}") not in taken)
        taken.add(made)
        yield made
