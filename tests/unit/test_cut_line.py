"""Whether places are shown, where the cut runs and who won: said by the board, drawn by pages."""

from __future__ import annotations

from scoreboard.contest.boards.cut_line import cell_of, medal, note_of
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


def test_three_places_have_a_medal_and_none_before_places_are_shown() -> None:
    assert [medal(rank) for rank in (1, 2.5, 3, 3.5, 4, None)] == [1, 2, 3, 3, None, None]
    scribe = Scribe(contest(heat(judged(), points())))
    assert {row["medal"] for row in scribe.board()["rows"]} == {None}
    scribe.open("buzzer").awards("buzzer", red=10, blue=5, green=1)
    assert [row["medal"] for row in scribe.board()["rows"]] == [1, 2, 3]


def test_a_team_is_called_what_keeps_it_from_a_place_before_that_it_is_absent() -> None:
    assert note_of("guest", ["essay"], None) == "guest"
    assert note_of("withdrawn", [], "12") == "withdrawn"
    assert note_of(None, ["essay"], None) == "absent"
    # Whoever came to another round is called absent in that round's cell alone.
    assert note_of(None, ["essay"], "12") is None
    assert note_of(None, [], None) is None


def test_a_cell_says_that_a_team_did_not_come_that_it_has_nothing_or_that_nothing_was_yet() -> None:
    assert cell_of("12", absent=True, state="closed") == "absent"
    assert cell_of("0", absent=False, state="open") == "score"
    assert cell_of(None, absent=False, state="closed") == "none"
    assert cell_of(None, absent=False, state="pending") == "ahead"
