"""How a board's figures are written: no decimals that nobody needs, no dash that says nothing."""

from __future__ import annotations

from decimal import Decimal

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.written import Written
from tests.unit.contests import Scribe, contest, heat, judged, people, points


def talk_and_quiz() -> Scribe:
    """Two decimals by the rules: a talk that is marked, and a quiz with whole points."""
    talk = judged("talk", decimals=2, step=Decimal("0.25"))
    return Scribe(contest(heat(talk, points("quiz")), judges=people("lin"), decimals=2)).open(
        "talk"
    )


def totals(board: Board) -> list[str | None]:
    return [Written(board).total(row) for row in board["rows"]]


def figures(board: Board, round_id: str) -> list[str | None]:
    written = Written(board)
    return [
        written.figure(row, round_id) if written.says(row, round_id) else ""
        for row in board["rows"]
    ]


def test_whole_totals_have_no_decimals_and_one_that_needs_some_gives_them_to_all() -> None:
    scribe = talk_and_quiz().marks("talk", red="18", blue="15", green="9")
    assert [row["total"] for row in scribe.board()["rows"]] == ["18.00", "15.00", "9.00"]
    assert totals(scribe.board()) == ["18", "15", "9"]
    scribe.marks("talk", blue="15.5")
    assert totals(scribe.board()) == ["18.0", "15.5", "9.0"]
    scribe.marks("talk", green="9.25")
    assert totals(scribe.board()) == ["18.00", "15.50", "9.25"]


def test_a_round_of_whole_points_stays_whole_beside_one_with_fractions() -> None:
    scribe = talk_and_quiz().marks("talk", red="18.25", blue="15", green="9").close("talk")
    scribe.open("quiz").awards("quiz", red=-10)
    board = scribe.board()
    assert figures(board, "talk") == ["15.00", "9.00", "18.25"]
    assert figures(board, "quiz") == ["0", "0", "-10"]


def test_a_round_in_which_nobody_has_anything_is_no_column_of_dashes() -> None:
    scribe = talk_and_quiz()
    assert figures(scribe.board(), "talk") == ["", "", ""]
    scribe.marks("talk", red="18")
    assert figures(scribe.board(), "talk") == ["18", None, None]
    assert figures(scribe.board(), "quiz") == ["", "", ""]


def test_who_came_to_nothing_is_absent_beside_the_name_and_not_once_a_round() -> None:
    scribe = talk_and_quiz()
    scribe.write("absent", round="talk", team="green", reason="ill")
    scribe.marks("talk", red="18", blue="15")
    board = scribe.board()
    assert board["rows"][2]["note"] == "absent"
    assert figures(board, "talk") == ["18", "15", ""]


def test_the_rounds_are_over_when_all_but_the_play_off_are() -> None:
    scribe = talk_and_quiz().marks("talk", red="18", blue="15", green="9").close("talk")
    assert not Written(scribe.board()).over
    scribe.open("quiz")
    assert not Written(scribe.board()).over
    scribe.close("quiz")
    assert Written(scribe.board()).over
