"""What the key brings at the end of a scene: the scene that the day is at by then."""

from __future__ import annotations

from scoreboard.contest.model import Event
from scoreboard.contest.record.show import Shown
from scoreboard.contest.show.following import after_marks
from scoreboard.contest.show.table import kind_of_scene
from tests.unit.contests import Scribe, contest, final, heat, judged, people, points


def talk() -> Event:
    """A judged round before Lin, then points; one team goes on."""
    rounds = judged(), points("buzzer")
    return contest(heat(*rounds, advance=1), final(points("last")), judges=people("lin"))


def tell_marks(scribe: Scribe, team: str, *, last: bool = True) -> None:
    """The marks of a team are shown, to their last step or not so far."""
    scene = {"scene": "marks", "holds": True}
    put = scribe.write("scene", round="essay", team=team, detail=scene).version
    turn = {"to": "next", "put": put, "step": 2 if last else 1, "last": last}
    scribe.write("turn", round="essay", team=team, detail=turn)


def after(scribe: Scribe, scene: str, a_round: str | None = None) -> tuple[str, str | None] | None:
    """The scene that comes, and the round that it is about."""
    then = kind_of_scene(scene).after(scribe.book, Shown(scene=scene, round=a_round))
    return (then["scene"], then["round"]) if then else None


def test_before_anything_has_begun_the_title_leads_to_the_teams_and_they_to_the_first_round() -> (
    None
):
    scribe = Scribe(talk())
    assert after(scribe, "title") == ("teams", None)
    assert after(scribe, "teams") == ("opener", "essay")
    assert after(scribe, "opener", "essay") == ("standings", None), "it is not open yet"


def test_a_judged_round_leads_from_team_to_team_and_to_its_scores() -> None:
    scribe = Scribe(talk()).open("essay")
    then = kind_of_scene("opener").after(scribe.book, Shown(scene="opener", round="essay"))
    assert then is not None
    assert (then["scene"], then["on_stage"]) == ("marks", {"round": "essay", "team": None})
    scribe.write("on_stage", round="essay", team="red")
    then = after_marks(scribe.book, Shown(scene="marks", round="essay"))
    assert then is not None
    assert then["on_stage"] == {"round": "essay", "team": "red"}, "blue comes, whom nobody skips"
    scribe.write("on_stage", round="essay", team="green")
    then = after_marks(scribe.book, Shown(scene="marks", round="essay"))
    assert then is not None
    assert (then["scene"], then["round"], then["on_stage"]) == ("round", "essay", None)
    assert after(scribe, "round", "essay") == ("standings", None)
    scribe.close("essay")
    assert after(scribe, "standings") == ("opener", "buzzer")


def test_marks_that_are_told_are_not_offered_again_by_the_standings() -> None:
    scribe = Scribe(talk()).open("essay")
    scribe.write("on_stage", round="essay", team="red")
    assert after(scribe, "standings") == ("marks", "essay"), "of red, who is on stage"
    tell_marks(scribe, "red")
    then = kind_of_scene("standings").after(scribe.book, Shown())
    assert then is not None
    assert (then["scene"], then["on_stage"]) == ("marks", {"round": "essay", "team": "red"}), (
        "blue comes, with marks of its own"
    )
    scribe.write("on_stage", round="essay", team="green")
    tell_marks(scribe, "green")
    assert after(scribe, "standings") is None, "it is for the desk to close the round"


def test_marks_of_which_a_card_is_still_to_come_are_offered_again() -> None:
    scribe = Scribe(talk()).open("essay")
    scribe.write("on_stage", round="essay", team="red")
    tell_marks(scribe, "red", last=False)
    then = kind_of_scene("standings").after(scribe.book, Shown())
    assert then is not None
    assert (then["scene"], then["on_stage"]) == ("marks", None)


def test_while_a_points_round_runs_there_is_nothing_to_step() -> None:
    scribe = Scribe(talk()).open("essay").close("essay").open("buzzer")
    assert after(scribe, "opener", "buzzer") == ("standings", None)
    assert after(scribe, "standings") is None
    assert after(scribe, "message") == ("standings", None), "a break leads back to the board"


def test_when_all_is_played_the_desk_goes_on() -> None:
    scribe = Scribe(talk()).open("essay").close("essay").open("buzzer").close("buzzer")
    assert after(scribe, "standings") is None
    scribe.advance("heat", "red")
    assert after(scribe, "standings") == ("opener", "last")


def test_a_frozen_board_is_revealed_once_all_is_played() -> None:
    scribe = Scribe(talk()).open("essay").close("essay")
    scribe.write("freeze", stage="heat")
    assert after(scribe, "standings") == ("opener", "buzzer")
    scribe.open("buzzer").awards("buzzer", red=10).close("buzzer")
    assert after(scribe, "standings") == ("reveal", None)
    assert after(scribe, "reveal") == ("reveal", None), "its first step begins it"
    detail = {"to": "next", "step": 0, "of": 3, "revealed": []}
    scribe.write("reveal", stage="heat", detail=detail)
    assert after(scribe, "reveal") is None, "the desk announces"
