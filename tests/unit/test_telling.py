"""Announcing with a scene: what the hall is told, and when; before its step nobody is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoreboard.contest.acts.telling import with_scene
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.explaining.breakdown import breakdown, newest_stage_of
from scoreboard.contest.model import Division, Event, Member, Prize
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.state import Seer
from scoreboard.contest.show.acting import settled
from scoreboard.contest.show.message import scene_of, scene_of_crew
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.contest.show.table import SCENES
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.words import Refusal, in_english
from scoreboard.verbs.correcting import TakeBack
from scoreboard.verbs.preparing import ChangeSetup
from scoreboard.verbs.ruling import AdmitTeam, GiveSpecialPrize
from scoreboard.verbs.scorekeeping import AnnounceResult, ChangeRoundState, GiveAward
from scoreboard.verbs.showing import PutScene, TurnScene
from scoreboard.verbs.staging import PutOnStage
from scoreboard.verbs.verb import new_id
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, final, heat, points
from tests.unit.desks import ORGANISER, SCORER, Desk

PRIZES = (Prize("p1", "First prize", count=1), Prize("p2", "Second prize", count=2))
CUP = replace(
    contest(
        heat(points(), advance=3),
        final(points("last")),
        teams="red blue green white grey",
        publish="team",
    ),
    prizes=PRIZES,
)


class Hall:
    """A contest whose results are told by scenes, and what the hall reads of it."""

    def __init__(self, desk: Desk, event: Event = CUP) -> None:
        self.desk = desk
        desk.do(ChangeSetup(ORGANISER, new_id(), event))

    def play(self, round_id: str, **given: int) -> None:
        self.desk.do(ChangeRoundState(SCORER, new_id(), "open", round_id))
        for team, value in given.items():
            self.desk.do(GiveAward(SCORER, new_id(), round_id, team, value))
        self.desk.do(ChangeRoundState(SCORER, new_id(), "close", round_id))

    def announce(self, stage: str, *, scene: bool = True) -> None:
        self.desk.do(AnnounceResult(SCORER, new_id(), stage, scene=scene))

    def put(self, scene: str, **about: Any) -> None:
        self.desk.do(PutScene(SCORER, new_id(), {"scene": scene, **about}))

    def turn(self, *to: Any) -> None:
        for one in to:
            self.desk.do(TurnScene(SCORER, new_id(), one))

    @property
    def drawn(self) -> Drawn:
        return self.desk.books.read("quiz", lambda book: Drawn(book, in_english))

    def board(self, stage: str | None = None, seer: Seer = "public") -> Any:
        return self.drawn.board(seer, stage)

    @property
    def scene(self) -> SceneMessage:
        return scene_of(self.drawn, "public")

    @property
    def onward(self) -> str | None:
        """The scene that comes next, as those read who turn it."""
        then = scene_of_crew(self.drawn)["onward"]
        return then["scene"] if then else None

    @property
    def shows(self) -> Any:
        return self.scene["shows"]

    def going(self) -> list[str]:
        return [one["team"]["id"] for one in self.shows["going"]]


@pytest.fixture
def hall(desk: Desk) -> Hall:
    hall = Hall(desk)
    hall.play("buzzer", red=50, blue=40, green=30, white=20, grey=10)
    return hall


@pytest.mark.parametrize("seer", ["public", "judge"])
def test_what_is_announced_with_a_scene_is_told_to_nobody_before_a_step(
    hall: Hall, seer: Seer
) -> None:
    before = hall.board("final", seer)
    hall.announce("heat")
    board = hall.board(None, seer)
    assert (board["stage"]["id"], board["status"], board["announced"]) == ("heat", "running", None)
    assert "begun" not in board
    assert hall.board("final", seer)["rows"] == before["rows"] == []
    assert hall.drawn.desk()["announced"] is None, "the desk is at the final by now"
    assert hall.drawn.desk("heat")["announced"]["advancing"] == ["red", "blue", "green"]  # type: ignore[index]
    assert hall.drawn.desk()["public"]["stage"]["id"] == "heat", "what the hall sees"
    assert hall.drawn.desk()["untold"] == [{"stage": "heat", "scene": "advance"}]


def test_who_goes_on_is_told_from_the_lowest_to_the_first(hall: Hall) -> None:
    hall.announce("heat")
    scene = hall.scene
    assert (scene["scene"], scene["stage"], scene["step"], scene["of"]) == ("advance", "heat", 0, 4)
    assert hall.shows["going"] == hall.shows["out"] == []
    hall.turn("next")
    assert hall.going() == ["green"]
    assert hall.board()["announced"] == {"stage": "heat", "winners": [], "advancing": ["green"]}
    hall.turn("next")
    assert hall.going() == ["green", "blue"]
    assert hall.board()["announced"]["advancing"] == ["blue", "green"]
    assert hall.shows["out"] == [], "nobody hears that it is out before the end"
    hall.turn("back")
    assert hall.going() == ["green"]
    assert hall.board()["announced"]["advancing"] == ["green"]


def test_the_last_step_tells_all_and_the_hall_stays_with_the_stage_until_the_scene_goes(
    hall: Hall,
) -> None:
    hall.announce("heat")
    hall.turn("next", "next", "next", "next")
    assert hall.scene["step"] == 4
    assert [one["team"]["id"] for one in hall.shows["out"]] == ["white", "grey"]
    assert hall.board()["stage"]["id"] == "heat"
    assert "untold" not in hall.drawn.desk()
    assert [row["team"]["id"] for row in hall.board("final")["rows"]] == ["red", "blue", "green"]
    hall.put("standings")
    assert hall.board()["stage"]["id"] == "final"


def test_finish_tells_all_at_once_and_nothing_is_taken_back_by_going_back(hall: Hall) -> None:
    hall.announce("heat")
    hall.turn("finish")
    hall.turn("back")
    assert hall.scene["step"] == 3
    assert hall.board("heat")["announced"]["advancing"] == ["red", "blue", "green"]


def test_another_scene_tells_nothing_and_the_telling_goes_on_where_it_was(hall: Hall) -> None:
    hall.announce("heat")
    hall.turn("next")
    hall.put("message", text="A break")
    assert hall.board()["announced"]["advancing"] == ["green"]
    assert hall.board()["stage"]["id"] == "heat"
    hall.put("advance")
    assert (hall.scene["step"], hall.going()) == (1, ["green"])
    hall.turn("finish")
    assert hall.board("final")["rows"]


def test_opening_the_next_stage_tells_all(hall: Hall) -> None:
    hall.announce("heat")
    hall.turn("next")
    hall.desk.do(ChangeRoundState(SCORER, new_id(), "open", "last"))
    assert hall.board()["stage"]["id"] == "final"
    assert hall.board("heat")["announced"]["advancing"] == ["red", "blue", "green"]


def test_without_a_scene_all_is_told_at_once(hall: Hall) -> None:
    hall.announce("heat", scene=False)
    assert hall.board()["stage"]["id"] == "final"
    assert hall.scene["scene"] == "standings"


def test_taking_the_announcement_back_takes_its_scene_with_it(hall: Hall) -> None:
    hall.put("title")
    hall.announce("heat")
    entry = hall.desk.books.read("quiz", lambda book: book.version)
    hall.turn("next")
    hall.desk.do(TakeBack(SCORER, new_id(), entry, "too early", ""))
    assert (hall.scene["scene"], hall.scene["step"]) == ("title", 0)
    hall.announce("heat")
    assert (hall.scene["step"], hall.board()["announced"]) == (0, None)


def test_a_team_that_is_admitted_is_told_before_the_others(hall: Hall) -> None:
    hall.announce("heat")
    hall.desk.do(AdmitTeam(SCORER, new_id(), "heat", "grey", "wild_card", "the host"))
    assert hall.board("heat")["rows"][-1]["admitted"] is None
    hall.turn("next")
    assert hall.going() == ["grey"]
    assert hall.shows["going"][0]["way"] == "wild_card"


def test_a_team_called_up_for_the_final_is_not_told_before(hall: Hall) -> None:
    hall.announce("heat")
    hall.desk.do(PutOnStage(SCORER, new_id(), "last", "red"))
    assert hall.board("final")["on_stage"] is None
    hall.turn("finish")
    assert hall.board("final")["on_stage"]["team"] == "red"


@pytest.fixture
def won(hall: Hall) -> Hall:
    """The final is over: red and blue share the second place behind green."""
    hall.announce("heat", scene=False)
    hall.play("last", red=10, blue=10, green=30)
    hall.desk.do(GiveSpecialPrize(SCORER, new_id(), "grey", "Fair play", "the jury"))
    hall.announce("final")
    return hall


def prizes(hall: Hall) -> dict[str, Any]:
    return {row["team"]["id"]: row.get("prizes") for row in hall.board()["rows"]}


def test_the_podium_names_the_winner_with_its_last_step(won: Hall) -> None:
    assert (won.scene["scene"], won.scene["of"]) == ("podium", 2)
    assert won.shows["columns"] == [1, 2]
    assert won.shows["steps"] == []
    won.turn("next")
    assert [one["team"]["id"] for one in won.shows["steps"][0]["teams"]] == ["red", "blue"]
    assert won.board()["announced"] is None
    assert won.board()["winners"] == []
    won.turn("next")
    assert won.board()["winners"] == ["green"]
    assert (won.board()["status"], prizes(won)["green"]) == ("running", None)
    assert won.drawn.desk()["untold"] == [{"stage": "final", "scene": "awards"}]


def test_each_prize_is_told_by_its_step_the_last_one_first(won: Hall) -> None:
    won.turn("finish")
    won.put("awards")
    assert (won.scene["step"], won.scene["of"]) == (0, 3)
    assert won.shows == {"division": None, "prizes": [], "prize": None}
    won.turn("next")
    assert won.shows["prize"]["name"] == "Fair play"
    won.turn("next")
    assert won.shows["prize"]["name"] == "Second prize"
    assert prizes(won) == {"green": [], "red": ["Second prize"], "blue": ["Second prize"]}
    assert {row["prize"] for row in won.board()["rows"]} == {None, "p2"}
    won.turn("next")
    assert prizes(won)["green"] == ["First prize"]
    assert won.board()["status"] == "final"


def test_prizes_told_before_the_podium_name_no_winner(won: Hall) -> None:
    won.put("awards")
    won.turn("finish")
    assert prizes(won)["green"] == ["First prize"]
    assert (won.board()["winners"], won.board()["status"]) == ([], "running")


def test_each_division_has_a_podium_of_its_own(desk: Desk) -> None:
    divisions = (Division("junior", "Juniors"), Division("senior", "Seniors"))
    cup = contest(final(points("buzzer")), teams="red blue green", publish="team")
    teams = [
        replace(team, division="senior" if team.id == "green" else "junior") for team in cup.teams
    ]
    hall = Hall(desk, replace(cup, divisions=divisions, teams=tuple(teams)))
    hall.play("buzzer", red=10, blue=20, green=30)
    hall.announce("final")
    assert hall.shows["division"]["name"] == "Juniors"
    hall.turn("finish")
    assert hall.board()["winners"] == ["blue"]
    assert hall.onward == "podium", "of the other division"
    hall.put("podium")
    assert hall.shows["division"]["name"] == "Seniors"
    hall.turn("finish")
    assert (hall.board()["winners"], hall.board()["status"]) == (["blue", "green"], "final")


@pytest.fixture
def twofold(desk: Desk) -> Hall:
    """Two divisions with a first prize each, a member's prize, and one given by hand."""
    divisions = (Division("junior", "Juniors"), Division("senior", "Seniors"))
    cup = contest(final(points("buzzer")), teams="red blue green", publish="team")
    teams = [
        replace(
            team,
            division="senior" if team.id == "green" else "junior",
            members=(Member("Ann", id=f"{team.id}-a"),),
        )
        for team in cup.teams
    ]
    prizes = (
        Prize("p1", "First prize", count=1),
        Prize("m1", "Best speaker", count=1, who="member"),
    )
    event = replace(cup, divisions=divisions, teams=tuple(teams), prizes=prizes)
    hall = Hall(desk, event)
    hall.desk.do(ChangeRoundState(SCORER, new_id(), "open", "buzzer"))
    for team, value in {"red": 10, "blue": 20, "green": 30}.items():
        given = GiveAward(SCORER, new_id(), "buzzer", team, value, member=f"{team}-a")
        hall.desk.do(given)
    hall.desk.do(ChangeRoundState(SCORER, new_id(), "close", "buzzer"))
    hall.desk.do(GiveSpecialPrize(SCORER, new_id(), "green", "Fair play", "the jury"))
    return hall


def test_each_division_has_its_prizes_and_what_is_no_divisions_comes_first(twofold: Hall) -> None:
    twofold.announce("final")
    twofold.turn("finish")
    twofold.put("podium")
    twofold.turn("finish")
    told: list[list[str]] = []
    for division in ("Juniors", "Seniors"):
        assert twofold.onward == "awards"
        twofold.put("awards")
        assert twofold.shows["division"]["name"] == division
        told.append([])
        while twofold.scene["step"] < twofold.scene["of"]:
            twofold.turn("next")
            told[-1].append(twofold.shows["prize"]["name"])
    assert told == [["Fair play", "Best speaker", "First prize"], ["First prize"]]
    assert twofold.onward is None
    assert twofold.board()["status"] == "final"


def test_only_who_turns_the_scene_reads_that_a_prize_given_by_hand_is_still_to_be_told(
    desk: Desk,
) -> None:
    last = contest(final(points("buzzer")), teams="red blue green", publish="team")
    hall = Hall(desk, last)
    hall.play("buzzer", red=10, blue=20, green=30)
    desk.do(GiveSpecialPrize(SCORER, new_id(), "red", "Fair play", "the jury"))
    hall.announce("final")
    assert hall.onward == "podium", "nothing is said of prizes before the winners are told"
    hall.turn("finish")
    assert hall.onward == "awards"
    assert scene_of(hall.drawn, "public")["onward"] is None
    assert scene_of(hall.drawn, "judge")["onward"] is None


def test_a_prize_given_by_hand_after_the_announcement_waits_for_the_winners(desk: Desk) -> None:
    hall = Hall(desk, contest(final(points("buzzer")), teams="red blue green", publish="team"))
    hall.play("buzzer", red=10, blue=20, green=30)
    hall.announce("final")
    desk.do(GiveSpecialPrize(SCORER, new_id(), "red", "Fair play", "the jury"))
    assert not prizes(hall)["red"]
    hall.turn("finish")
    assert prizes(hall)["red"] == ["Fair play"]


def test_the_prizes_of_a_division_that_is_chosen_say_nothing_of_the_other(twofold: Hall) -> None:
    twofold.announce("final")
    assert [(one["scene"], one["division"]) for one in twofold.drawn.desk()["untold"]] == [
        ("podium", "junior"), ("podium", "senior"), ("awards", "junior"), ("awards", "senior"),
    ]  # fmt: skip
    twofold.put("awards", division="senior")
    twofold.turn("finish")
    assert prizes(twofold) == {"green": ["First prize"], "red": [], "blue": []}
    assert twofold.shows["prize"]["winners"][0]["team"]["name"] == "Green"
    twofold.put("awards")
    assert twofold.shows["division"]["name"] == "Juniors"
    twofold.turn("next")
    assert prizes(twofold)["green"] == ["First prize", "Fair play"]
    assert prizes(twofold)["blue"] == []


def test_what_was_announced_to_be_told_as_one_is_told_as_one(twofold: Hall) -> None:
    """So have ledgers that were written before divisions had prizes of their own."""
    book = twofold.desk.books.read("quiz", lambda book: book)
    stage = book.event.stages[-1]
    told = {**with_scene(book, stage), "parts": ["winners:junior", "winners:senior", "prizes"]}
    scribe = Scribe(book.event)
    scribe.open("buzzer").awards("buzzer", red=10, blue=20, green=30).close("buzzer")
    detail = {"teams": ["blue", "green"], "told": told}
    scribe.write("advance", stage="final", detail=detail)
    kind, said = SCENES["awards"], {"scene": "awards", "division": "senior"}
    _, settled_as = settled(scribe.book, said, kind)
    assert (settled_as["division"], settled_as["tells"]) == (None, "prizes")
    put = scribe.write("scene", stage="final", detail=settled_as).version
    turn = {"to": "next", "put": put, "step": 1, "last": False}
    scribe.write("turn", stage="final", detail=turn)
    named = {row["team"]["id"]: row["prize"] for row in scribe.board()["rows"]}
    assert named == {"red": None, "blue": None, "green": "p1"}


def test_every_scene_can_be_put_and_says_why_it_shows_nothing(hall: Hall) -> None:
    hall.put("advance")
    assert (hall.shows, hall.scene["says"]) == (None, "The result is not announced yet.")
    hall.put("podium")
    assert hall.shows is None
    with pytest.raises(Refusal, match="no steps"):
        hall.turn("next")


# What the hall knows, whatever of the result is hidden.


def seen(book: Book) -> list[Any]:
    """All that anybody but the desk can read of a book."""
    drawn = Drawn(book, in_english)
    found: list[Any] = []
    for seer in ("public", "judge"):
        who = cast(Seer, seer)
        stages = (None, *(stage.id for stage in book.event.stages))
        found += [drawn.board(who, stage) for stage in stages]
        found.append(scene_of(drawn, who))
        known = known_book(book, who)
        for team in book.event.teams:
            stage = newest_stage_of(known, team.id)
            found.append(breakdown(known, stage, team.id, who, in_english))
    found += [drawn.sheet(judge.id) for judge in book.event.judges]
    return [*found, book.as_told().final]


def told(event: Event, named: Sequence[str], steps: int) -> Book:
    """The heat is announced with its scene, naming these, and so many steps are told."""
    scribe = Scribe(event)
    scribe.open("buzzer").awards("buzzer", red=5, blue=4, green=3, white=2, grey=1).close("buzzer")
    stage = scribe.book.event.stages[0]
    detail = {"teams": list(named), "told": with_scene(scribe.book, stage)}
    put = scribe.write("advance", stage="heat", detail=detail).version
    for step in range(1, steps + 1):
        turn = {"to": "next", "put": put, "step": step, "last": step == len(named) + 1}
        scribe.write("turn", stage="heat", detail=turn)
    return scribe.book


NAMED = st.permutations([team.id for team in CUP.teams])


@settings(examples(40))
@given(NAMED, NAMED, st.integers(0, 3), st.integers(0, 3))
def test_at_each_step_the_hall_knows_nothing_that_a_later_one_tells(
    one: list[str], other: list[str], known: int, steps: int
) -> None:
    """Two results that agree in what is told by now read the same, everywhere."""
    steps = min(known, steps)
    tail = one[:known]
    rest = [team for team in other if team not in tail][: 3 - known]
    first, second = [*one[known:3], *tail], [*rest, *tail]
    assert seen(told(CUP, first, steps)) == seen(told(CUP, second, steps))


@settings(examples(20))
@given(st.sampled_from(["red", "blue", "green"]), st.sampled_from(["red", "blue", "green"]))
def test_a_special_prize_is_known_to_nobody_before_its_step(one: str, other: str) -> None:
    def day(team: str, steps: int) -> Book:
        event = replace(
            contest(final(points("last")), teams="red blue green", publish="team"),
            teams=tuple(
                replace(t, members=(Member("Ann", id=f"{t.id}-a"),))
                for t in contest(teams="red blue green").teams
            ),
        )
        scribe = Scribe(event)
        scribe.open("last").awards("last", red=5, blue=4, green=3).close("last")
        given_by_hand = {"prize": "Best speaker", "member": f"{team}-a"}
        scribe.write("special", team=team, reason="the jury", detail=given_by_hand)
        stage = scribe.book.event.stages[0]
        detail = {"teams": ["red"], "told": with_scene(scribe.book, stage)}
        scribe.write("advance", stage="final", detail=detail)
        put = scribe.write(
            "scene", stage="final", detail={"scene": "awards", "tells": "prizes"}
        ).version
        for step in range(1, steps + 1):
            turn = {"to": "next", "put": put, "step": step, "last": step == 1}
            scribe.write("turn", stage="final", detail=turn)
        return scribe.book

    assert seen(day(one, 0)) == seen(day(other, 0))
    assert (seen(day(one, 1)) == seen(day(other, 1))) == (one == other)
