"""The overall ranking: finalists first, then those who went no further, each by its own stage."""

from __future__ import annotations

from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.overall import overall, overall_board
from scoreboard.contest.model import Method
from tests.unit.contests import Scribe, contest, final, heat, points


def played(ranking: Method = "dense") -> Scribe:
    """Blue wins the final before Red; Green and Gold share the heat's third place."""
    event = contest(
        heat(points(), advance=2), final(points("last")), teams="red blue green gold grey",
        ranking=ranking,
    )  # fmt: skip
    scribe = Scribe(event)
    scribe.open("buzzer").awards("buzzer", red=50, blue=40, green=20, gold=20, grey=10)
    scribe.close("buzzer").advance("heat", "red", "blue")
    return scribe.open("last").awards("last", blue=10).close("last")


def shown(scribe: Scribe, ranking: Method = "dense") -> list[tuple[str, float | None, bool, str]]:
    boards = [board(scribe.book, "desk", stage) for stage in scribe.book.event.stages]
    return [
        (one.row["team"]["name"], one.rank, one.tied, one.board["stage"]["id"])
        for one in overall(boards, ranking)
    ]


def test_finalists_come_first_though_others_had_more_points() -> None:
    assert shown(played()) == [
        ("Blue", 1, False, "final"),
        ("Red", 2, False, "final"),
        ("Green", 3, True, "heat"),
        ("Gold", 3, True, "heat"),
        ("Grey", 4, False, "heat"),
    ]


def test_the_numbers_go_on_as_the_event_numbers_its_places() -> None:
    assert [rank for _, rank, _, _ in shown(played("competition"), "competition")] == [
        1,
        2,
        3,
        3,
        5,
    ]
    assert [rank for _, rank, _, _ in shown(played("fractional"), "fractional")] == [
        1, 2, 3.5, 3.5, 5,
    ]  # fmt: skip
    assert [rank for _, rank, _, _ in shown(played("ordinal"), "ordinal")] == [1, 2, 3, 4, 5]


def test_a_finalist_who_has_left_has_no_place_and_is_listed_behind_the_other_finalists() -> None:
    scribe = played()
    scribe.write("withdraw", team="blue", reason="ill")
    assert shown(scribe)[:3] == [
        ("Red", 1, False, "final"),
        ("Blue", None, False, "final"),
        ("Green", 2, True, "heat"),
    ]


def test_there_is_none_before_somebody_has_a_place_in_a_later_stage() -> None:
    scribe = Scribe(contest(heat(points(), advance=2), final(points("last"))))
    scribe.open("buzzer").awards("buzzer", red=20, blue=10)
    assert shown(scribe)[:1] == []


def test_as_a_board_it_holds_each_team_s_total_of_every_stage() -> None:
    boards = [board(played().book, "desk", stage) for stage in played().book.event.stages]
    shown = overall_board(boards, "dense", "Overall ranking")
    assert shown is not None
    assert (shown["stage"]["name"], [r["id"] for r in shown["rounds"]]) == (
        "Overall ranking", ["heat", "final"],
    )  # fmt: skip
    first, *_, last = shown["rows"]
    assert (first["total"], first["rounds"]) == ("10", {"heat": "40", "final": "10"})
    assert (last["total"], last["rounds"]) == ("10", {"heat": "10", "final": None})
    assert overall_board(boards[:1], "dense", "Overall ranking") is None
