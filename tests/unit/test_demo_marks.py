"""What the demo plays adds up to the published result, and is worth watching on the way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from scoreboard.assets import examples_dir
from scoreboard.contest.acts import advancing, running
from scoreboard.contest.acts.marking import read_mark, read_points
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.model import Entry, EntryKind, Event, Round
from scoreboard.contest.record.book import Book
from scoreboard.demo.script import Award, Mark, RoundScript, Script, read_script
from scoreboard.files.event.toml_file import read_event_file

EXAMPLE = "nuclear-medicine-2024"
PUBLISHED = [
    (1, "核医之光队", "成都", "42"),
    (2, "勇者无敌队", "成都", "34"),
    (3, "核力不凡队", "成都", "27"),
    (4, "北核亮翅队", "川北", "26"),
    (4, "核力无限队", "川东", "26"),
    (5, "大江大核队", "川西", "24"),
    (6, "硬核出击队", "川南", "21"),
]


@pytest.fixture(scope="module")
def event() -> Event:
    return read_event_file((examples_dir() / f"{EXAMPLE}.toml").read_bytes())


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script((examples_dir() / f"{EXAMPLE}.play.toml").read_bytes())


@pytest.fixture(scope="module")
def played(event: Event, script: Script) -> list[Board]:
    """The public board of the stage after each entry."""
    return list(boards(event, script))


def boards(event: Event, script: Script) -> Iterator[Board]:
    book = Book()

    def write(kind: EntryKind, **rest: Any) -> Board:
        version = book.version + 1
        # Each entry is made here as the server would make it.
        entry = Entry(version, f"e{version}", kind, "scorer", "2024-11-30T09:00:00+08:00", **rest)
        book.extend(entry)
        return board(book, "public", stage)

    for stage in event.stages:
        if not book.version:
            write("setup", setup=event)
        for a_round in next(s for s in script.stages if s.id == stage.id).rounds:
            rule = event.round(a_round.id)
            assert rule is not None
            running.check_open(book, rule)
            yield write("open", round=rule.id)
            for entry in a_round.entries:
                kind, rest = drafted(rule, entry)
                yield write(kind, round=rule.id, team=entry.team, **rest)
            assert running.missing(book, rule) == {}
            yield write("close", round=rule.id)
        named = advancing.named_teams(book, stage, None)
        yield write("advance", stage=stage.id, detail={"teams": named})


def drafted(rule: Round, entry: Mark | Award) -> tuple[EntryKind, dict[str, object]]:
    if isinstance(entry, Mark):
        return "mark", {"value": read_mark(rule, entry.value), "judge": entry.judge}
    return "award", {"value": read_points(rule, entry.points, entry.answer)}


def last_of(played: list[Board], stage: str) -> Board:
    return [board for board in played if board["stage"]["id"] == stage][-1]


def test_the_preliminary_ends_on_the_published_table(played: list[Board]) -> None:
    rows = last_of(played, "prelim")["rows"]
    table = [(r["rank"], r["team"]["name"], r["team"]["region"], r["total"]) for r in rows]
    assert table == PUBLISHED
    assert [row["team"]["name"] for row in rows if row["tied"]] == ["北核亮翅队", "核力无限队"]


def test_the_first_three_go_on_and_the_published_winner_wins(played: list[Board]) -> None:
    named = last_of(played, "prelim")["announced"]
    assert named is not None
    assert named["advancing"] == ["hyzg", "yzwd", "hlbf"]
    assert not named.get("winners")
    final = last_of(played, "final")
    assert final["status"] == "final"
    assert final["announced"] is not None
    assert final["announced"]["winners"] == ["hyzg"]
    first, second, _ = (Decimal(row["total"]) for row in final["rows"])
    assert first - second >= 5


def test_the_winner_comes_to_the_front_only_near_the_end_of_the_final(played: list[Board]) -> None:
    final = [board for board in played if board["stage"]["id"] == "final"]
    ahead = [
        board["rows"][0]["team"]["id"] == "hyzg" and not board["rows"][0]["tied"]
        for board in final
        if any(Decimal(row["total"] or 0) for row in board["rows"])
    ]
    assert not any(ahead[len(ahead) // 2 : len(ahead) * 3 // 4])
    assert ahead[-1]


def test_the_board_moves_in_every_round(played: list[Board]) -> None:
    orders: dict[str, set[tuple[str, ...]]] = {}
    for shown in played:
        live = next((r["id"] for r in shown["rounds"] if r["state"] == "open"), None)
        if live is not None:
            order = tuple(row["team"]["id"] for row in shown["rows"])
            orders.setdefault(live, set()).add(order)
    assert {round_id: len(seen) > 1 for round_id, seen in orders.items()} == {
        "r1": True, "r2": True, "r3": True, "f1": True, "f2": True,
    }  # fmt: skip


def test_the_order_of_registration_is_not_the_result(event: Event) -> None:
    order = [team.name for team in event.teams]
    result = [name for _, name, _, _ in PUBLISHED]
    assert order != result
    assert order[0] != result[0]
    assert order.index("北核亮翅队") < order.index("核力无限队")


def test_one_judge_thinks_again_once_and_only_after_a_first_mark(script: Script) -> None:
    rounds = [a_round for stage in script.stages for a_round in stage.rounds]
    again = [(r, n, e) for r in rounds for n, e in enumerate(r.entries) if is_second_thought(e)]
    ((a_round, place, second),) = again
    assert isinstance(second, Mark)
    before = [e for e in a_round.entries[:place] if same_sheet(e, second)]
    assert len(before) == 1
    assert before[0] != second


def is_second_thought(entry: Mark | Award) -> bool:
    return isinstance(entry, Mark) and entry.again


def same_sheet(entry: Mark | Award, other: Mark) -> bool:
    return isinstance(entry, Mark) and (entry.judge, entry.team) == (other.judge, other.team)


def test_judges_mark_side_by_side_and_each_in_the_order_of_the_teams(script: Script) -> None:
    marks = [entry for entry in compulsory(script).entries if isinstance(entry, Mark)]
    judges = [mark.judge for mark in marks]
    assert len(set(judges[:5])) > 2
    assert sum(a == b for a, b in pairwise(judges)) < len(judges) // 3
    teams = list(dict.fromkeys(mark.team for mark in marks))
    for judge in set(judges):
        own = [mark.team for mark in marks if mark.judge == judge and not mark.again]
        assert own == teams


def compulsory(script: Script) -> RoundScript:
    return script.stages[0].rounds[0]


def test_awards_use_the_buttons_of_their_round(event: Event, script: Script) -> None:
    for stage in script.stages:
        for a_round in stage.rounds:
            rule = event.round(a_round.id)
            assert rule is not None
            given = {Decimal(e.points) for e in a_round.entries if isinstance(e, Award)}
            assert given <= set(rule.awards)
