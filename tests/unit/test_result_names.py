"""What somebody typed as a name, in files that a spreadsheet will open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoreboard.contest.model import Event, Team
from scoreboard.contest.words import in_english
from scoreboard.files.results.as_csv import results_csv
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.workbook import results_xlsx
from tests.support.result_files import csv_rows, opened
from tests.unit.contests import Scribe, contest, heat, points


@pytest.mark.parametrize("name", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1"])
def test_no_name_becomes_a_formula_in_any_file(name: str) -> None:
    event = contest(heat(points()))
    evil = Team("red", name, region=name)
    scribe = Scribe(contest_with(event, evil))
    scribe.open("buzzer").award("buzzer", "red", -10, reason=name)
    found = gather(scribe.book, in_english)
    (line,) = [row for row in csv_rows(results_csv(found)) if row["Team id"] == "red"]
    assert line["Team"] == f"'{name}"
    assert (line["Total"], line["Buzzer"]) == ("-10", "-10")
    for sheet in opened(results_xlsx(found)):
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]


def contest_with(event: Event, team: Team) -> Event:
    """The event with this team in the place of its first."""
    return replace(event, teams=(team, *event.teams[1:]))


def test_a_name_that_is_a_plain_number_is_left_alone() -> None:
    event = contest_with(contest(heat(points())), Team("red", "-10"))
    table = csv_rows(results_csv(gather(Scribe(event).book, in_english)))
    assert "-10" in [line["Team"] for line in table]
