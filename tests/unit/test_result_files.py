"""The result files, read back and compared with the board figure by figure."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given

from scoreboard.contest.model import Judge, Round, Wifi
from scoreboard.contest.words import in_english
from scoreboard.files.results.as_csv import results_csv
from scoreboard.files.results.as_json import results_document
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.placing import significant_digits
from scoreboard.files.results.shapes import Results
from scoreboard.files.results.signed_sheet import stage_sheet
from scoreboard.files.results.stage import stage_tables
from scoreboard.files.results.workbook import results_xlsx
from tests.support.examples import examples
from tests.support.result_files import csv_rows, exact, opened, rows_under, shown
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points
from tests.unit.days import DAYS, day

PANEL = (Judge("lin", "Lin", recused=("blue",)), *people("wu chen"))
_TOLD = ("In round", "Team", "Value", "Outcome")


def results(scribe: Scribe) -> Results:
    return gather(scribe.book, in_english)


@pytest.fixture
def played() -> Scribe:
    """A heat with a dropped mark, a recused judge and a penalty, and a final that has begun."""
    scribe = Scribe(
        contest(
            heat(judged(drop_low=1, step=Decimal("0.25")), points(), advance=2,
                 base=Decimal(100)),
            final(judged("talk"), carry=Decimal("0.5")),
            judges=PANEL, decimals=2,
        )
    )  # fmt: skip
    scribe.open("essay").marks("essay", red="18 17.25 9", green="18 17.25 9").close("essay")
    scribe.reopen("essay").marks("essay", blue="- 10 3").close("essay")
    scribe.open("buzzer").awards("buzzer", red=10, green=10, blue=-10).close("buzzer")
    scribe.write("penalty", stage="heat", team="blue", value=Decimal("-200.5"), reason="late")
    scribe.advance("heat", "red", "green")
    scribe.open("talk").marks("talk", red="12 - -")
    return scribe


def test_the_ledger_names_every_round_of_a_performance_and_what_the_desk_entered() -> None:
    scribe = Scribe(
        contest(
            final(
                Round("test", "Test", "list"),
                judged("talk", performance="p"),
                Round("hall", "Hall", "count", performance="p"),
            )
        )
    )
    listed = {"red": {"value": "81.5"}, "blue": {"value": "90"}}
    scribe.write("scores", round="test", reason="paper", detail={"scores": listed})
    scribe.write("open", round="talk", detail={"with": ["hall"]})
    count = {"green": {"raised": 33, "present": 50}}
    scribe.write("scores", round="hall", team="green", detail={"scores": count})
    one = {"red": {"value": "80"}}
    scribe.write(
        "scores", round="test", team="red", value=Decimal(80), reason="misread",
        detail={"scores": one},
    )  # fmt: skip
    rows = rows_under(opened(results_xlsx(results(scribe)))["Ledger"])[1:]
    told = [tuple(row[key] or "" for key in _TOLD) for row in rows]
    assert told == [
        ("Test", "", "", "Red 81.5 · Blue 90"),
        ("Talk + Hall", "", "", ""),
        ("Hall", "Green", "", "33 / 50"),
        ("Test", "Red", 80, ""),
    ]


def compared(found: Results) -> None:
    """Every figure of every board stands in the workbook, and the other way round."""
    book = opened(results_xlsx(found))
    standings = rows_under(book["Standings"])
    overall = ["Overall ranking"] if found.overall else []
    assert [sheet.title for sheet in book] == [
        *overall, "Standings", *[stage.stage.name for stage in found.stages], "Ledger",
    ]  # fmt: skip
    on_boards = [(s, row) for s in found.newest_first for row in s.board["rows"]]
    assert len(standings) == len(on_boards)
    for line, (stage, row) in zip(standings, on_boards, strict=True):
        assert (line["Stage"], line["Team"]) == (stage.stage.name, row["team"]["name"])
        assert line["Place"] == row["rank"]
        assert exact(line["Total"]) == shown(row["total"])
        assert (line["Tied"] == "tied") == row["tied"]
        assert (line["Tie decided by"] or None) == row["decided_by"]
        assert (line["Provisional"] == "provisional") == row["provisional"]
    for stage in found.stages:
        _compare_stage(book[stage.stage.name], stage.board)
    ledger = rows_under(book["Ledger"])
    assert [line["Entry"] for line in ledger] == [entry.version for entry in found.entries]
    assert [exact(line["Value"]) for line in ledger] == [
        None if e.value is None else shown(f"{e.value:f}") for e in found.entries
    ]


def _compare_stage(sheet: Any, board: Any) -> None:
    lines = list(sheet.iter_rows(min_row=3, max_row=2 + len(board["rows"])))
    for cells, row in zip(lines, board["rows"], strict=True):
        team, left = row["team"]["id"], iter(cells[4:])
        total = [c for head, c in zip(sheet[2], cells, strict=True) if head.value == "Total"]
        assert (cells[0].value, cells[2].value) == (row["rank"], row["team"]["name"])
        for a_round in board["rounds"]:
            judges = board["judges"] if a_round["kind"] == "judged" else []
            for judge in judges:
                cell = next(left)
                mark = board["marks"][a_round["id"]].get(team, {}).get(judge["id"])
                if mark is None:
                    assert cell.value in (None, "Recused", "Excused", "absent")
                else:
                    assert exact(cell.value) == shown(mark["value"])
                    recused, absent = team in judge["recused"], a_round["id"] in row["absent"]
                    assert bool(cell.font.strike) == (mark["dropped"] or recused or absent)
                    assert bool(cell.font.italic) == mark["corrected"]
            score = next(left).value
            if a_round["id"] in row["absent"]:
                assert score == "absent"
            else:
                assert exact(score) == shown(row["rounds"][a_round["id"]])
        assert exact(total[0].value) == shown(row["total"])


def test_every_figure_of_the_workbook_is_the_boards(played: Scribe) -> None:
    compared(results(played))


@given(DAYS)
@examples(15)
def test_whatever_happens_on_a_day_the_workbook_has_the_boards_figures(acts: list[Any]) -> None:
    compared(gather(day(acts), in_english))


def test_a_dropped_mark_is_struck_through_and_a_recused_judge_is_named(played: Scribe) -> None:
    sheet = opened(results_xlsx(results(played)))["Heat"]
    red = next(row for row in sheet.iter_rows(min_row=3) if row[2].value == "Red")
    assert [(c.value, bool(c.font.strike)) for c in red[4:7]] == [
        (18, False), (17.25, False), (9, True),
    ]  # fmt: skip
    blue = next(row for row in sheet.iter_rows(min_row=3) if row[2].value == "Blue")
    assert blue[4].value == "Recused"


def test_a_number_stands_in_the_file_as_its_digits_and_is_shown_with_them(played: Scribe) -> None:
    written = results_xlsx(results(played))
    sheet = opened(written)["Heat"]
    blue = next(row for row in sheet.iter_rows(min_row=3) if row[2].value == "Blue")
    total = next(cell for head, cell in zip(sheet[2], blue, strict=True) if head.value == "Total")
    assert (total.data_type, total.number_format) == ("n", "0.00")
    with zipfile.ZipFile(BytesIO(written)) as parts:
        heat_xml = parts.read("xl/worksheets/sheet3.xml").decode()
    # By way of a float some of them would read 8.699999999999999.
    assert "<v>-100.50</v>" in heat_xml
    assert "<v>17.25</v>" in heat_xml


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_written_as_text() -> None:
    scribe = Scribe(contest(heat(points(max=Decimal(10) ** 14)), decimals=4))
    scribe.open("buzzer").award("buzzer", "red", "123456789012.3456")
    scribe.award("buzzer", "blue", "12345678901.2345")
    sheet = opened(results_xlsx(results(scribe)))["Standings"]
    totals = {line["Team"]: line["Total"] for line in rows_under(sheet)}
    assert totals["Red"] == "123456789012.3456"
    assert totals["Blue"] == 12345678901.2345
    assert significant_digits("-0.00120") == 2


def test_heads_stay_in_sight_and_the_type_has_chinese(played: Scribe) -> None:
    book = opened(results_xlsx(results(played)))
    assert [sheet.freeze_panes for sheet in book] == ["A2", "A2", "E3", "E3", "A2"]
    assert {sheet["A1"].font.name for sheet in book} == {"Noto Sans SC"}
    assert book["Standings"]["D2"].font.charset == 134


def test_a_tie_is_the_same_place_twice_and_said_in_a_column_of_its_own() -> None:
    scribe = Scribe(contest(heat(points()), ranking="fractional"))
    scribe.open("buzzer").awards("buzzer", red=20, blue=10, green=10).close("buzzer")
    found = results(scribe)
    book = rows_under(opened(results_xlsx(found))["Standings"])
    assert [(line["Place"], line["Tied"]) for line in book] == [
        (1, None), (2.5, "tied"), (2.5, "tied"),
    ]  # fmt: skip
    table = csv_rows(results_csv(found))
    assert [(line["Place"], line["Tied"]) for line in table] == [
        ("1", ""), ("2.5", "tied"), ("2.5", "tied"),
    ]  # fmt: skip


def test_what_changed_after_the_announcement_is_said(played: Scribe) -> None:
    assert not any(stage.changed for stage in results(played).stages)
    correction = played.correct("essay", "blue", "wu", 15)
    found = results(played)
    assert [e.version for e in found.stages[0].changed] == [correction.version]
    heat_sheet = [
        row for row in opened(results_xlsx(found))["Heat"].iter_rows(values_only=True)
        if row[0] == "Changed after the announcement" or row[0] == correction.version
    ]  # fmt: skip
    assert heat_sheet[0][0] == "Changed after the announcement"
    assert heat_sheet[1][1] == 15
    assert "misread" in heat_sheet[1]
    corrected = {line["Team"]: line["Corrected after the announcement"]
                 for line in csv_rows(results_csv(found)) if line["Stage"] == "Heat"}  # fmt: skip
    assert corrected == {"Red": "", "Green": "", "Blue": "corrected"}


def test_who_has_a_name_stands_in_the_ledger_under_it(played: Scribe) -> None:
    played.write("penalty", by="scorer:s1", stage="final", team="red", value=Decimal(-1))
    found = gather(played.book, in_english, {"scorer:s1": "王老师"})
    last = rows_under(opened(results_xlsx(found))["Ledger"])[-1]
    assert (last["By"], last["Value"], last["Team"]) == ("王老师", -1, "Red")


def test_an_undone_correction_is_no_change_any_more(played: Scribe) -> None:
    correction = played.correct("essay", "blue", "wu", 15)
    undone = played.undo(correction)
    changed = results(played).stages[0].changed
    assert [entry.version for entry in changed] == [undone.version]


def test_a_judge_excused_after_the_announcement_stands_among_what_changed(played: Scribe) -> None:
    excuse = played.write("excuse", round="essay", judge="wu", reason="left the hall")
    changed = results(played).stages[0].changed
    assert [entry.version for entry in changed] == [excuse.version]


def test_what_brings_the_day_back_whole_is_no_change_of_a_result(played: Scribe) -> None:
    correction = played.correct("essay", "blue", "wu", 15)
    played.undo(played.write("archive", detail={"archived": True}))
    played.undo(played.write("begin", reason="the wrong event"))
    changed = results(played).stages[0].changed
    assert [entry.version for entry in changed] == [correction.version]


def test_who_has_left_the_event_still_has_a_name_in_every_table(played: Scribe) -> None:
    played.mark("talk", "red", "wu", 11)
    played.write("begin", reason="that was the rehearsal")
    event = played.book.event
    teams = tuple(team for team in event.teams if team.id != "blue")
    judges = tuple(judge for judge in event.judges if judge.id != "wu")
    played.write("setup", setup=replace(event, teams=teams, judges=judges))
    rows = rows_under(opened(results_xlsx(results(played)))["Ledger"])
    named = {(row["Team"], row["Judge"], row["By"]) for row in rows if row["What"] == "Mark"}
    assert ("Blue", "Wu", "Wu") in named
    assert not any("wu" in name or "blue" in name for names in named for name in names)
    assert {row["In round"] for row in rows} >= {"Essay", "Buzzer", "Talk"}


def test_sixty_teams_stand_in_every_file() -> None:
    teams = " ".join(f"team{n}" for n in range(60))
    scribe = Scribe(contest(heat(points()), teams=teams))
    scribe.open("buzzer")
    for n in range(60):
        scribe.award("buzzer", f"team{n}", n - 30 or 1)
    found = results(scribe)
    compared(found)
    assert len(csv_rows(results_csv(found))) == 60


def test_the_overall_ranking_is_a_sheet_of_its_own_with_finalists_first(played: Scribe) -> None:
    sheet = opened(results_xlsx(results(played)))["Overall ranking"]
    told = [
        (line["Place"], line["Team"], line["Stage reached"], exact(line["Total there"]))
        for line in rows_under(sheet)
    ]
    assert told[0] == (1, "Red", "Final", "75.82")
    assert [stage for _, _, stage, _ in told] == ["Final", "Final", "Heat"]
    found = results_document(results(played))["overall"]
    assert [one["rank"] for one in found] == [1, 2, 3]
    assert [one["stage"] for one in found] == ["final", "final", "heat"]


def test_one_stage_has_no_overall_ranking() -> None:
    scribe = Scribe(contest(heat(points())))
    scribe.open("buzzer").awards("buzzer", red=20).close("buzzer")
    assert opened(results_xlsx(results(scribe))).sheetnames == ["Standings", "Heat", "Ledger"]
    assert results_document(results(scribe))["overall"] == []


def test_json_is_the_board_of_the_contract_with_its_stages_set_up_and_hash(played: Scribe) -> None:
    found = results_document(results(played))
    board = played.board("desk")
    assert {key: found[key] for key in ("event", "version", "stage", "rows")} == {
        key: board[key]
        for key in ("event", "version", "stage", "rows")  # type: ignore[literal-required]
    }
    assert [one["stage"]["id"] for one in found["boards"]] == ["heat", "final"]
    assert found["boards"][0]["marks"]["essay"]["red"]["chen"]["dropped"] is True
    assert found["setup"]["rules"]["decimals"] == 2
    assert found["head"] == {"version": played.book.version, "hash": ""}
    assert "public" not in found


def test_the_password_of_the_hall_is_in_no_result() -> None:
    scribe = Scribe(replace(contest(heat(points())), wifi=Wifi("Hall", "secret-word")))
    scribe.open("buzzer").awards("buzzer", red=20).close("buzzer")
    assert results_document(results(scribe))["setup"]["event"]["wifi"] is None
    assert "secret-word" not in json.dumps(results_document(results(scribe)))
    assert b"secret-word" not in results_csv(results(scribe))
    cells = [
        c for sheet in opened(results_xlsx(results(scribe))) for row in sheet.values for c in row
    ]
    assert not any("secret-word" in str(cell) for cell in cells)


def test_an_absent_team_has_neither_score_nor_zero_in_any_file() -> None:
    scribe = Scribe(contest(heat(judged(), points()), publish="team")).open("essay")
    scribe.marks("essay", red="12 14", blue="0 -", green="- -")
    for team in ("blue", "green"):
        scribe.write("absent", round="essay", team=team, reason="fell ill")
    found = results(scribe)
    rows = csv_rows(results_csv(found))
    assert [(row["Place"], row["Total"], row["Remarks"]) for row in rows] == [
        ("1", "13", ""), ("", "", "absent"), ("", "", "absent"),
    ]  # fmt: skip
    marks = stage_tables(found, found.stages[0])[0]
    assert [(cell.text, cell.struck, cell.note) for cell in marks.rows[1][4:6]] == [
        ("0", True, ""), ("absent", False, "fell ill"),
    ]  # fmt: skip


def test_who_missed_one_round_is_absent_in_its_cell_and_nowhere_else() -> None:
    scribe = Scribe(contest(heat(judged(), points()))).open("essay")
    scribe.marks("essay", red="12 14", green="8 8")
    scribe.write("absent", round="essay", team="blue", reason="fell ill")
    scribe.close("essay").open("buzzer").awards("buzzer", blue=20).close("buzzer")
    found = results(scribe)
    marks = stage_tables(found, found.stages[0])[0]
    assert list(marks.heads)[-1] == "Total", "nobody is out, so that there are no remarks"
    blue = marks.rows[0]
    assert [cell.text for cell in blue[:3]] == ["1", "", "Blue"], "no word in the column of ties"
    assert [(cell.text, cell.note) for cell in blue[4:8]] == [
        ("absent", "fell ill"), ("absent", "fell ill"), ("absent", "fell ill"), ("20", ""),
    ]  # fmt: skip
    sheet = stage_sheet(found, found.stages[0])["rows"][0]
    assert (sheet["rounds"], sheet["remarks"]) == (["absent", "20"], [])
    first = csv_rows(results_csv(found))[0]
    assert (first["Team"], first["Total"], first["Remarks"]) == ("Blue", "20", "absent from Essay")


def test_who_left_or_plays_out_of_competition_is_called_so_beside_the_total() -> None:
    scribe = Scribe(contest(heat(judged(), points()))).open("essay")
    scribe.marks("essay", red="12 14", blue="8 8", green="8 8")
    scribe.write("withdraw", team="red", reason="a train to catch")
    found = results(scribe)
    marks = stage_tables(found, found.stages[0])[0]
    assert [(row[1].text, row[2].text, row[-1].text) for row in marks.rows] == [
        ("tied", "Blue", ""), ("tied", "Green", ""), ("", "Red", "withdrawn"),
    ]  # fmt: skip
    assert list(marks.heads)[-1] == "Remarks"
