"""The order of play: by score, highest first, and lots among equals."""

from __future__ import annotations

from scoreboard.contest.standings.order import order_of_play
from tests.unit.contests import Scribe, contest, final, heat, judged, points
from tests.unit.test_desk_board import CUP, RISK, desk


def test_the_order_of_play_runs_by_score_and_equal_teams_draw_lots() -> None:
    scribe = Scribe(CUP).open("essay").marks("essay", red="9 9 9", blue="9 9 -", green="15 15 15")
    scribe.close("essay")
    drawn = order_of_play(scribe.book, RISK, lambda teams: list(reversed(teams)))
    assert drawn == {"order": ["green", "blue", "red"], "lots": [["blue", "red"]]}
    scribe.write("order", round="risk", detail=drawn)
    assert desk(scribe)["order"]["risk"] == ["green", "blue", "red"]
    assert desk(scribe)["lots"] == {"essay": [], "risk": [["blue", "red"]], "talk": []}


def test_who_has_left_does_not_play_and_the_desk_counts_what_the_hall_does_not_see() -> None:
    event = contest(heat(judged(), RISK, advance=1), final(points("last")), publish="round")
    scribe = Scribe(event).open("essay").marks("essay", red="9 9", blue="9 9", green="15 15")
    scribe.close("essay").open("risk").awards("risk", red=1)
    scribe.write("withdraw", team="green", reason="ill")
    drawn = order_of_play(scribe.book, RISK, lambda teams: list(reversed(teams)))
    assert drawn == {"order": ["red", "blue"], "lots": []}
