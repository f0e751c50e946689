"""A file that an organiser hands over, to an event or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from scoreboard.contest.model import Division, Event, Group, Judge, Team
from scoreboard.contest.words import N_
from scoreboard.files.event.checks import check_event, check_people
from scoreboard.files.event.shape import shape
from scoreboard.files.event.toml_file import EventFileProblems, ask_later, event_of, read_event_file
from scoreboard.files.sheets.choices import NOTHING, Choices
from scoreboard.files.sheets.choosing import choose, likely
from scoreboard.files.sheets.draft import Draft
from scoreboard.files.sheets.grid import (
    Cell,
    CellProblem,
    Progress,
    Unreadable,
    Worksheet,
    address,
)
from scoreboard.files.sheets.headings import TableName, sheet_title
from scoreboard.files.sheets.layout import Reading, layout_of
from scoreboard.files.sheets.meaning import PEOPLE_TABLES
from scoreboard.files.sheets.opening import sheets_of
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.staging import Rows, round_breaks, staged
from scoreboard.files.sheets.tables import Record, read_event_table, read_table
from scoreboard.files.sheets.values import OTHER_ENCODING

Asked = Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file holds. `event` is a whole set-up, None where the file has only people.

    `divisions` and `groups` are all that its teams may name. While there are problems, `event` is
    None and these
    are empty. `readings` says how the tables of people were understood, and where somebody must say
    which column is the name.
    """

    sheets: Sequence[Worksheet] = ()
    problems: Sequence[CellProblem] = ()
    ignored: Sequence[CellProblem] = ()
    event: Event | None = None
    teams: Sequence[Team] = ()
    judges: Sequence[Judge] = ()
    readings: Sequence[Reading] = ()
    divisions: Sequence[Division] = ()
    groups: Sequence[Group] = ()


@dataclass(slots=True)
class _Tables:
    sheets: dict[TableName, Worksheet]
    records: dict[TableName, list[Record]] = field(default_factory=dict)

    def rows(self, table: TableName) -> Rows | None:
        return (self.sheets[table], self.records[table]) if table in self.records else None


def read_setup_file(
    data: bytes,
    filename: str,
    locale: str,
    known: Event | None = None,
    asked: Asked = (),
    choices: Choices | None = None,
) -> Generator[Progress, None, Outcome]:
    """Read an .xlsx, .csv or .toml file; returns its Outcome, and writes nothing.

    Yields now and then, so that a server can tell how far it is and let others have their turn.
    `locale` ("zh-CN" or "en") is the language in which the file's own words are spoken of; `known`
    the event that the file is read for, whose teams and judges keep their ids. `asked` are keys of
    the event, such as slug, that may be left out: whoever hands the file over is asked for them.
    `choices` say how its sheets are to be read, where somebody has looked at them already.
    """
    name = PurePath(filename.replace("\\", "/")).name
    if name.lower().endswith(".toml"):
        return _toml(data, name, asked)
    report = Report()
    sheets: list[Worksheet] = []
    try:
        sheets = yield from sheets_of(data, name)
        found = yield from _tables(sheets, name, locale, report, choices or {}, known)
    except Unreadable as unreadable:
        return Outcome(sheets, [unreadable.problem], readings=report.readings)
    event = yield from _event(found, locale, report, known, asked)
    is_whole = bool(found.sheets.keys() & {"event", "stages", "rounds"})
    if report.fine and not (is_whole or event.teams or event.judges):
        report.add(CellProblem("", "", N_("This table names nobody.")))
    return _outcome(sheets, found, event, is_whole, report)


def _outcome(
    sheets: Sequence[Worksheet], found: _Tables, event: Event, is_whole: bool, report: Report
) -> Outcome:
    if not report.fine:
        problems = report.in_order(sheets)
        return Outcome(sheets, problems, report.ignored, readings=report.readings)
    return Outcome(
        sheets,
        (),
        report.ignored,
        event if is_whole else None,
        event.teams if "teams" in found.sheets else (),
        event.judges if "judges" in found.sheets else (),
        report.readings,
        event.divisions,
        event.groups,
    )


def read_at_once(data: bytes, filename: str, locale: str, known: Event | None = None) -> Outcome:
    """As `read_setup_file`, for whoever has nobody else to answer."""
    reading = read_setup_file(data, filename, locale, known)
    while True:
        try:
            next(reading)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome


def _tables(
    sheets: list[Worksheet],
    name: str,
    locale: str,
    report: Report,
    choices: Choices,
    known: Event | None,
) -> Generator[Progress, None, _Tables]:
    tables = _Tables(choose(sheets, name, report, choices))
    if not tables.sheets:
        _no_table(sheets, name, locale, report)
    total = sum(len(sheet.rows) for sheet in tables.sheets.values())
    done = 0
    for table, sheet in tables.sheets.items():
        if table == "event":
            tables.records[table] = [read_event_table(sheet, locale, report)]
        else:
            chosen = choices.get(sheet.name, NOTHING)
            there = (
                [one.name for one in getattr(known, table, ())] if table in PEOPLE_TABLES else []
            )
            reading = read_table(sheet, table, locale, report, chosen, there)
            tables.records[table] = yield from _with_progress(reading, done, total)
            # As it was read: turned, with its merged cells filled.
            tables.sheets[table] = report.sheet_of(table, sheet)
        done += len(sheet.rows)
    yield Progress("checking", done, total)
    return tables


def _no_table(sheets: list[Worksheet], name: str, locale: str, report: Report) -> None:
    """Say why no table was found: nothing in the file can be read, or no heading is known."""
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell.kind == "garbled":
                    report.at(sheet, row, column, OTHER_ENCODING)
    if report.fine:
        asked_of = likely(sheets)
        if asked_of is not None:
            # Whoever looks at the page can say which column holds the names.
            report.readings.append(Reading(layout_of(asked_of, "teams")))
        example = "队名, 地区, 成员" if locale == "zh-CN" else "team, region, members"
        raise Unreadable(
            N_("No table was found here. Its first row names the columns, such as %(example)s."),
            sheet=sheets[0].name if sheets else name,
            cell="A1",
            example=example,
        )


def _with_progress(
    reading: Generator[int, None, list[Record]], done: int, total: int
) -> Generator[Progress, None, list[Record]]:
    while True:
        try:
            yield Progress("checking", done + next(reading), total)
        except StopIteration as end:
            records: list[Record] = end.value
            return records


def _event(
    found: _Tables, locale: str, report: Report, known: Event | None, asked: Asked
) -> Generator[Progress, None, Event]:
    draft = Draft(report, known)
    teams, judges = found.rows("teams"), found.rows("judges")
    if teams:
        draft.teams(*teams)
        yield Progress("checking", len(teams[1]), len(teams[1]))
    if judges:
        draft.judges(*judges)
    if not found.sheets.keys() & {"event", "stages", "rounds"}:
        if "prizes" in found.sheets:
            left = found.sheets["prizes"]
            report.leave(left, 0, 0, N_("The sheet %(name)s is not read."), name=left.name)
        draft.divided()
        return (yield from _people(draft.document, report))
    draft.document["stages"] = staged(found.rows("stages"), found.rows("rounds"), report)
    draft.scorers()
    draft.prizes(found.rows("prizes"))
    if "event" in found.records:
        draft.about(found.sheets["event"], found.records["event"][0])
    elif known:
        draft.about_known()
    elif "title" not in asked:
        title = sheet_title("event", locale)
        text = N_("There is no sheet about the event itself, with its title. Call it %(sheet)s.")
        report.add(CellProblem("", "", text, {"sheet": title}))
        report.unusable(("event",))
    draft.divided()
    ask_later(draft.document, asked, report)
    rules = draft.document.get("rules", {})
    if "tie_breaks" in rules:
        rules["tie_breaks"] = round_breaks(rules["tie_breaks"], draft.document["stages"])
    return (yield from _checked(draft.document, report))


def _checked(document: dict[str, Any], report: Report) -> Generator[Progress, None, Event]:
    rows = sum(len(document.get(part, [])) for part in ("teams", "judges", "stages"))
    event = event_of(shape(document, report))
    yield Progress("checking", rows, rows)
    check_event(event, report)
    return event


def _people(document: dict[str, Any], report: Report) -> Generator[Progress, None, Event]:
    rows = sum(map(len, document.values()))
    event = event_of(shape(document, report))
    yield Progress("checking", rows, rows)
    if not event.teams:
        # Whom a judge may not mark stands in another file.
        report.unusable(("teams",))
    check_people(event, report)
    return event


def _toml(data: bytes, name: str, asked: Asked) -> Outcome:
    """An event file, shown as one column of lines."""
    sheet = Worksheet(name)
    for line in data.decode("utf-8", "replace").splitlines()[:3000]:
        sheet.rows.append([Cell("text", line)] if line else [])
    try:
        event = read_event_file(data, asked)
    except EventFileProblems as found:
        problems = [
            CellProblem(name, address((p.line or 1) - 1, 0), p.text, p.names)
            for p in found.problems
        ]
        return Outcome([sheet], problems)
    return Outcome(
        [sheet],
        event=event,
        teams=event.teams,
        judges=event.judges,
        divisions=event.divisions,
        groups=event.groups,
    )
