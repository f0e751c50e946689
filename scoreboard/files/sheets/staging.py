"""The tables of stages and rounds to the stages of a set-up's document."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from scoreboard.contest.rules.named_breaks import round_tie_break
from scoreboard.contest.words import N_
from scoreboard.files.event.problems import Path
from scoreboard.files.event.toml_file import made_ids
from scoreboard.files.sheets.grid import Worksheet
from scoreboard.files.sheets.lookalikes import looks
from scoreboard.files.sheets.report import Report
from scoreboard.files.sheets.tables import Record

Row = dict[str, Any]
Rows = tuple[Worksheet, Sequence[Record]]


def staged(stages: Rows | None, rounds: Rows | None, report: Report) -> list[Row]:
    """The document's stages with their rounds; without a table of stages, those the rounds name."""
    made = _stages(stages, report) if stages else _named_by(rounds, report)
    if rounds:
        _add_rounds(made, rounds, report)
    ids = made_ids("s", [stage.get("id") for stage in made])
    round_ids = made_ids("r", [r.get("id") for stage in made for r in stage["rounds"]])
    named = [
        stage | {"id": next(ids), "rounds": [r | {"id": next(round_ids)} for r in stage["rounds"]]}
        for stage in made
    ]
    called = {looks(stage["name"]): stage["id"] for stage in named if stage.get("name")}
    for stage in named:
        if "side_of" in stage:
            stage["side_of"] = called.get(looks(stage["side_of"]), stage["side_of"])
    return named


def round_breaks(breaks: Sequence[str], stages: Sequence[Row]) -> list[str]:
    """Tie-breaks in which a round may be called by its name, and several with "+" between them.

    What stands for rounds becomes round:ID or rounds:ID,ID. In a cell with commas the ids after
    the first of "rounds:r1,r2" have become parts of their own; they are joined to it again.
    """
    ids = {r["id"] for stage in stages for r in stage["rounds"]}
    names = {looks(r.get("name", "")): r["id"] for stage in stages for r in stage["rounds"]}
    criteria = _criteria_called(stages)
    found: list[str] = []
    for word in breaks:
        kind, mark, called = word.replace("：", ":").partition(":")
        if word.strip() in ids and found and found[-1].startswith("rounds:"):
            found[-1] += f",{word.strip()}"
            continue
        if looks(kind) == "criterion" and mark:
            found.append(criteria.get(looks(called), word.strip()))
            continue
        known = _rounds_called(called if mark else word, ids if mark else (), names)
        summed = mark and looks(kind) == "rounds" and len(known) == 1
        found.append(f"rounds:{known[0]}" if summed else round_tie_break(*known) if known else word)
    return found


def _criteria_called(stages: Sequence[Row]) -> dict[str, str]:
    """The tie-break of each criterion, by its id and by its name."""
    rows = [
        one
        for stage in stages
        for a_round in stage["rounds"]
        for one in a_round.get("criteria", ())
        if one.get("id")
    ]
    named = {looks(one.get("name", "")): f"criterion:{one['id']}" for one in rows}
    return named | {looks(one["id"]): f"criterion:{one['id']}" for one in rows}


def _rounds_called(text: str, ids: Collection[str], names: Mapping[str, str]) -> list[str]:
    """The ids of the rounds that are called by name or id; none where one of them is not there."""
    whole = names.get(looks(text))
    if whole:
        return [whole]
    parts = [looks(part) for part in re.split(r"[+＋,，]", text)]
    known = [part if part in ids else names.get(part) for part in parts]
    return [one for one in known if one] if None not in known else []


def _stages(stages: Rows, report: Report) -> list[Row]:
    sheet, records = stages
    report.places["stages",] = (sheet, 0, 0)
    for number, record in enumerate(records):
        _keep_places(("stages", number), sheet, record, report)
    return [record.values | {"rounds": []} for record in records]


def _named_by(rounds: Rows | None, report: Report) -> list[Row]:
    if rounds is None:
        return []
    sheet, records = rounds
    report.places["stages",] = (sheet, 0, 0)
    made: dict[str, Row] = {}
    for record in records:
        name = record.values.get("stage")
        if name and looks(name) not in made:
            report.places["stages", len(made)] = (sheet, *record.cells["stage"])
            made[looks(name)] = {"name": name, "rounds": []}
    return list(made.values())


def _add_rounds(stages: list[Row], rounds: Rows, report: Report) -> None:
    sheet, records = rounds
    for record in records:
        number = _stage_of(record, stages, sheet, report)
        if number is None:
            continue
        inside = stages[number]["rounds"]
        where = ("stages", number, "rounds", len(inside))
        _keep_places(where, sheet, record, report)
        inside.append(_with_fouls(where, record, report))


def _with_fouls(where: Path, record: Record, report: Report) -> Row:
    """A round, with its rule for fouls out of the columns that have a part of it each."""
    row = {k: v for k, v in record.values.items() if k != "stage"}
    parts = {key: key.removeprefix("fouls_") for key in row if key.startswith("fouls_")}
    fouls = {part: row.pop(key) for key, part in parts.items()}
    for key, part in parts.items():
        report.places[*where, "fouls", part] = report.places[*where, key]
    return row | ({"fouls": fouls} if fouls else {})


def _stage_of(record: Record, stages: list[Row], sheet: Worksheet, report: Report) -> int | None:
    """The number of a round's stage; None, and a problem, when that cannot be said."""
    said = record.values.get("stage")
    if said is None and len(stages) == 1:
        return 0
    row, column = record.cells.get("stage", (record.row, 0))
    if said is None:
        if "stage" not in record.bad and stages:
            report.at(sheet, row, column, N_("Say which stage this round belongs to."))
        return None
    for number, stage in enumerate(stages):
        if said == stage.get("id") or looks(said) == looks(stage.get("name", "")):
            return number
    meant = report.near(said, [stage.get("name", "") for stage in stages])
    if meant:
        text = N_("There is no stage called %(name)s. Did you mean %(near)s?")
        report.at(sheet, row, column, text, name=said, near=meant)
    else:
        report.at(sheet, row, column, N_("There is no stage called %(name)s."), name=said)
    return None


def _keep_places(
    where: tuple[str | int, ...], sheet: Worksheet, record: Record, report: Report
) -> None:
    first = min((column for _, column in record.cells.values()), default=0)
    report.places[where] = (sheet, record.row, first)
    for key, place in record.cells.items():
        report.places[*where, key] = (sheet, *place)
    for key in record.bad if "name" in record.cells else {*record.bad, "name"}:
        report.unusable((*where, key))
