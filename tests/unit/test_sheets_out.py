"""A set-up goes out as a workbook and comes back as it was; the samples import as they are."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from openpyxl import load_workbook

from scoreboard.contest.model import Event, Locale, Member, Team
from scoreboard.contest.words import in_english
from scoreboard.files.sheets.sample import sample, sample_csv
from scoreboard.files.sheets.sample_book import sample_xlsx
from scoreboard.files.sheets.workbook_out import to_xlsx
from tests.support.examples import examples
from tests.support.site import shipped_event
from tests.support.workbooks import read
from tests.unit.contests import contest
from tests.unit.setups import set_ups


def back(event: Event, locale: str = "zh-CN") -> Event | None:
    found = read(to_xlsx(event, locale, in_english), locale=locale)
    assert [str(problem) for problem in found.problems] == []
    return found.event


@given(set_ups(member_ids=False))
@examples(15)
def test_nothing_is_lost_in_a_workbook(event: Event) -> None:
    assert back(event) == event


def test_a_text_that_looks_like_half_a_line_break_stays_what_it_is() -> None:
    first, *others = shipped_event().teams
    event = replace(shipped_event(), teams=(replace(first, name="Team_x000D_"), *others))
    assert back(event) == event


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_shipped_event_survives_in_both_languages(locale: str) -> None:
    assert back(shipped_event(), locale) == shipped_event()


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_sample_imports_as_it_is_with_its_help(locale: Locale) -> None:
    found = read(sample_xlsx(locale, in_english), "sample.xlsx", locale)
    assert (found.problems, found.ignored) == ((), [])
    assert found.event == sample(locale)
    book = load_workbook(io.BytesIO(sample_xlsx(locale, in_english)))
    # Whoever only writes other names over these is kept from nothing.
    assert [judge.recused for judge in sample(locale).judges] == [(), (), ()]
    stages = {stage.name for stage in sample(locale).stages}
    rounds = [str(cell.value) for cell in book.worksheets[4]["A"]]
    assert set(rounds[1:]) == stages
    assert book.sheetnames[-1] == ("说明" if locale == "zh-CN" else "Help")
    assert book.worksheets[1].freeze_panes == "A2"


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_sample_of_teams_imports_as_it_is(locale: Locale) -> None:
    data = sample_csv(locale)
    assert data.startswith(b"\xef\xbb\xbf")
    found = read(data, "sample.csv", locale)
    assert found.problems == ()
    assert found.teams == tuple(sample(locale).teams)
    (head, *rows) = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head == (["队名", "地区", "单位", "成员"] if locale == "zh-CN" else
                    ["team", "region", "organisation", "members"])  # fmt: skip
    assert len(rows) == 6


def test_no_text_becomes_a_formula_and_numbers_are_numbers() -> None:
    event = contest()
    names = ("=1+1", "+86", "-5", "@SUM(A1)", "#N/A", "0012")
    teams = tuple(Team(f"t{n}", name, members=(Member("=2"),)) for n, name in enumerate(names))
    event = replace(event, teams=teams)
    book = load_workbook(io.BytesIO(to_xlsx(event, "en", in_english)))
    cells = [row[1] for row in book["Teams"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(names)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True, True, True, True, False, False]
    assert book["Rounds"]["G2"].value == 20
    assert back(event) == event


def test_a_number_beyond_what_a_spreadsheet_keeps_goes_as_text() -> None:
    event = contest()
    stage = event.stages[0]
    long = Decimal("123456789012345.0123456789")
    event = replace(event, stages=(replace(stage, base=long),))
    found = back(event)
    assert found is not None
    assert found.stages[0].base == long


def test_a_whole_choir_does_not_end_where_a_cell_does() -> None:
    crowd = tuple(Member(f"{n}" + "核" * 190, "（；" + "医" * 190) for n in range(100))
    event = contest()
    event = replace(event, teams=(*event.teams, Team("choir", "Choir", members=crowd)))
    assert back(event) == event


def test_five_hundred_teams_go_out_and_come_back() -> None:
    teams = tuple(Team(f"t{n}", f"队伍 {n}", members=(Member("张三", "医师"),)) for n in range(500))
    event = replace(contest(), teams=teams, judges=())
    event = replace(event, stages=(replace(event.stages[0], rounds=event.stages[0].rounds[1:]),))
    assert back(event) == event


def test_a_team_of_one_whose_name_is_a_number_is_not_taken_for_a_count_of_people() -> None:
    event = contest()
    first, *others = event.teams
    event = replace(event, teams=(replace(first, members=(Member("7"),)), *others))
    assert back(event) == event
