"""Whether places are shown, where the cut runs and who won: said by the board, drawn by pages."""

from __future__ import annotations

from tests.unit.contests import Scribe, contest, final, heat, judged, points

CUP = contest(heat(judged(), points(), advance=2), final(points("talk")), ranking="competition")


def test_before_the_first_score_there_is_nothing_to_rank() -> None:
    scribe = Scribe(CUP)
    assert scribe.board()["places_shown"] is False
    assert scribe.open("essay").board()["places_shown"] is False
    assert scribe.board()["cut_line"] is None


def test_one_score_is_enough_to_rank_by() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="10 9")
    assert scribe.board()["places_shown"] is True


def test_an_opened_points_round_in_which_nobody_has_anything_ranks_nobody() -> None:
    nobody = Scribe(contest(final(points("talk")))).open("talk")
    assert nobody.board()["places_shown"] is False
    assert nobody.close("talk").board()["places_shown"] is True


def test_the_cut_runs_below_the_last_team_that_goes_on() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 9", blue="8 8", green="7 7")
    assert scribe.board()["cut_line"] == {"after": 2, "tied": 0, "left": 0}


def test_a_tie_across_the_cut_lies_above_the_line_and_says_how_many_can_go_on() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 9", blue="8 8", green="8 8")
    assert scribe.board()["cut_line"] == {"after": 3, "tied": 2, "left": 1}


def test_no_line_while_a_team_may_still_come_in_and_nobody_is_out() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 9")
    assert scribe.board()["cut_line"] is None
    scribe.marks("essay", blue="8 8")
    # Green has no score yet: two are inside, and it may pass either of them.
    assert scribe.board()["cut_line"] is None


def test_the_last_stage_has_no_cut_and_its_winners_once_they_are_announced() -> None:
    scribe = Scribe(contest(final(points("talk"))))
    scribe.open("talk").awards("talk", red=10, blue=5).close("talk")
    assert scribe.board()["cut_line"] is None
    assert scribe.board()["winners"] == []
    scribe.advance("final", "red")
    assert scribe.board()["winners"] == ["red"]


def test_who_goes_on_has_not_won() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 9", blue="8 8", green="7 7")
    scribe.close("essay").open("buzzer").close("buzzer").advance("heat", "red", "blue")
    heat_board = scribe.board("public", "heat")
    assert heat_board["announced"] is not None
    assert heat_board["winners"] == []
