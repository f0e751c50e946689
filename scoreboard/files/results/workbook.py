"""The results as a workbook: standings, a sheet for each stage, the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scoreboard.contest.heading import contest_of
from scoreboard.contest.words import N_
from scoreboard.files.results.cells import Table
from scoreboard.files.results.individuals import individuals, individuals_in
from scoreboard.files.results.ledger import ledger_table
from scoreboard.files.results.placing import Placing, set_widths
from scoreboard.files.results.shapes import Results
from scoreboard.files.results.stage import stage_tables
from scoreboard.files.results.standings import overall_standings, short_standings
from scoreboard.files.sheets.workbook_out import save

# What a spreadsheet allows in the name of a sheet.
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]\x00-\x1f\ufffe\uffff]")
_RESERVED = {"history"}


def results_xlsx(results: Results) -> bytes:
    """The workbook: real numbers, frozen heads, every figure as the desk's board has it."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.properties.title = _clean(contest_of(results.event))
    book.properties.creator = "scoreboard"
    overall = [overall_standings(results)] if results.overall else []
    people = [individuals(results)] if individuals_in(results) else []
    standings = [*overall, short_standings(results), *people]
    stages = [(stage, stage_tables(results, stage)) for stage in results.stages]
    ledger = ledger_table(results)
    titles = [table.title for table in standings]
    names = sheet_names([*titles, *[s.stage.name for s, _ in stages], ledger.title])
    placing = Placing()
    for name, table in zip(names, standings, strict=False):
        _flat_sheet(placing, book.create_sheet(name), table, results, _facts(results))
    for name, (_, tables) in zip(names[len(standings) : -1], stages, strict=True):
        _stage_sheet(placing, book.create_sheet(name), tables, results)
    _flat_sheet(placing, book.create_sheet(names[-1]), ledger, results)
    return save(book)


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a spreadsheet takes: 31 characters at most, none forbidden, no two alike."""
    taken: set[str] = set(_RESERVED)
    names = []
    for want in wanted:
        base = _NOT_IN_A_NAME.sub(" ", want).strip().strip("'").strip() or "-"
        name, nth = _shortened(base, ""), 1
        while name.casefold() in taken:
            nth += 1
            name = _shortened(base, f" ({nth})")
        taken.add(name.casefold())
        names.append(name)
    return names


def _shortened(name: str, ending: str) -> str:
    """The name and its ending within the limit, which counts an emoji as two."""
    while len((name + ending).encode("utf-16-le")) > 2 * _LONGEST_NAME:
        name = name[:-1].rstrip()
    return name + ending


def _flat_sheet(
    placing: Placing,
    sheet: Worksheet,
    table: Table,
    results: Results,
    notes: Sequence[str] = (),
) -> None:
    """One table with its heads in the first row, frozen and ready to be filtered."""
    heads, end = placing.table(sheet, table, 1)
    sheet.freeze_panes = f"A{heads + 1}"
    if table.rows:
        sheet.auto_filter.ref = sheet.dimensions
    placing.notes(sheet, notes, end + 1)
    set_widths(sheet, table.widths)
    _printed(sheet, results, heads)


def _stage_sheet(
    placing: Placing, sheet: Worksheet, tables: Sequence[Table], results: Results
) -> None:
    """The marks under frozen heads, and the lists of what else was given below them."""
    main, *below = tables
    heads, end = placing.table(sheet, main, 1)
    # Up to the team and its region; a column more each where there are divisions and groups.
    first = "EFG"[bool(results.event.divisions) + bool(results.event.groups)]
    sheet.freeze_panes = f"{first}{heads + 1}"
    placing.notes(sheet, main.notes, end + 1)
    row = end + len(main.notes) + 2
    for table in below:
        _, row = placing.table(sheet, table, row, titled=True)
        row += 2
    set_widths(sheet, main.widths)
    _printed(sheet, results, heads)


def _printed(sheet: Worksheet, results: Results, heads: int) -> None:
    """How the sheet is printed: across, as wide as the paper, its heads on every page."""
    sheet.print_title_rows = f"1:{heads}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    title = _clean(contest_of(results.event))
    if results.rehearsal:
        title = f"{results.say(N_('Rehearsal'))} · {title}"
    # & begins a code in a header; doubled it is itself.
    _print_line(sheet.oddHeader, title.replace("&", "&&")[:200])
    _print_line(sheet.oddFooter, "&P / &N")


def _print_line(line: HeaderFooterItem | None, text: str) -> None:
    if line is not None and line.center is not None:
        line.center.text = text


def _facts(results: Results) -> list[str]:
    """What the figures are of, under the standings."""
    say, event = results.say, results.event
    date = f" · {event.date.isoformat()}" if event.date else ""
    rehearsed = [say(N_("Rehearsal: these results count for nothing."))]
    return [
        *(rehearsed if results.rehearsal else []),
        " · ".join(filter(None, (event.title, event.subtitle))) + date,
        say(
            N_("As it stood at %(time)s, after %(n)s entries of the ledger"),
            time=results.at,
            n=results.count,
        ),
        say(N_("Last hash of the chain: %(hash)s"), hash=results.hash),
    ]


def _clean(text: str) -> str:
    return re.sub(r"[\x00-\x1f\ufffe\uffff]", " ", text)
