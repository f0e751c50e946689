"""Marks on the big screen: card by card, and the score is nobody's before the last step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoreboard.contest.acts.marking import check_not_public
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Criterion
from scoreboard.contest.model import Stage as ContestStage
from scoreboard.contest.record.book import Book
from scoreboard.contest.show import acting
from scoreboard.contest.show.message import scene_of
from scoreboard.contest.show.table import SCENES, kind_of_scene, reached
from scoreboard.contest.words import Refusal, in_english
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, heat, judged, people
from tests.unit.test_telling import seen

TALK = contest(
    heat(judged(drop_high=1, drop_low=1, aggregate="mean")),
    judges=people("lin wu chen zhao qian"),
    publish="team",
)


class Stage:
    """A round of talks, its marks on the big screen."""

    def __init__(self, *stages: ContestStage, **rules: Any) -> None:
        self.scribe = Scribe(
            contest(*(stages or TALK.stages), judges=TALK.judges, **{"publish": "team", **rules})
        )
        self.scribe.open("essay")

    def put(self, scene: str = "marks", **about: Any) -> None:
        kind, book = SCENES[scene], self.scribe.book
        said = acting.only_used({"scene": scene, **about}, kind)
        settled, detail = acting.settled(book, said, kind)
        self.scribe.write("scene", detail=detail, **settled._asdict())

    def turn(self, *to: Any) -> None:
        for one in to:
            book, show = self.scribe.book, self.scribe.book.show
            kind, at = kind_of_scene(show.scene), reached(book, show)
            detail = acting.turn(book, kind, at, one, None, None)
            self.scribe.write("turn", detail=detail)

    def call_up(self, team: str) -> None:
        self.scribe.write("on_stage", round="essay", team=team)

    def scene(self, seer: Any = "public") -> Any:
        return scene_of(Drawn(self.scribe.book, in_english), seer)

    def shows(self, seer: Any = "public") -> Any:
        return self.scene(seer)["shows"]

    def values(self, seer: Any = "public") -> list[str | None]:
        return [card["value"] for card in self.shows(seer)["cards"]]

    def score(self, team: str = "red") -> str | None:
        rows = {row["team"]["id"]: row for row in self.scribe.board("public")["rows"]}
        return rows[team]["rounds"]["essay"]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_each_step_turns_a_card_and_the_last_strikes_out_and_tells_the_score(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    assert (stage.scene()["step"], stage.scene()["of"]) == (0, 6)
    assert stage.values() == [None] * 5
    stage.turn("next", "next")
    assert stage.values() == ["18", "17", None, None, None]
    assert stage.score() is None, "the panel is complete, but the hall waits for the cards"
    stage.turn("next", "next", "next")
    assert stage.values() == ["18", "17", "19", "16", "18"]
    assert [card["dropped"] for card in stage.shows()["cards"]] == [None] * 5
    assert (stage.shows()["score"], stage.shows()["total"], stage.score()) == (None, None, None)
    stage.turn("next")
    assert [card["dropped"] for card in stage.shows()["cards"]] == [None, None, "high", "low", None]
    assert (stage.shows()["score"], stage.shows()["rank"], stage.score()) == (
        "17.67",
        1,
        "17.67",
    )


def test_a_judge_reads_no_card_of_others_before_the_score_is_public(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    stage.turn("next", "next", "next")
    assert stage.values("judge") == [None] * 5
    stage.turn("finish")
    assert stage.values("judge") == ["18", "17", "19", "16", "18"]


def test_no_card_is_turned_while_marks_are_missing(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 - - 18")
    assert stage.shows()["open"] is False
    with pytest.raises(Refusal, match=r"Marks of Red are still missing: Chen, Zhao\."):
        stage.turn("next")
    with pytest.raises(Refusal, match="still missing"):
        stage.turn("finish")
    assert stage.score() is None
    stage.scribe.write("release", round="essay", team="red")
    stage.turn("finish")
    assert stage.values() == ["18", "17", None, None, "18"]


def test_a_mark_stands_once_its_cards_are_being_turned(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    book = stage.scribe.book
    a_round, team, judge = book.find_round("essay"), book.event.teams[0], book.event.judges[0]
    check_not_public(book, a_round, team, judge)
    stage.turn("next")
    with pytest.raises(Refusal, match="on the big screen"):
        check_not_public(stage.scribe.book, a_round, team, judge)


@pytest.mark.parametrize("publish", ["team", "round"])
def test_under_release_by_the_desk_the_last_step_makes_the_score_public(publish: str) -> None:
    stage = Stage(release="desk", publish=publish)
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    stage.turn("next", "next", "next", "next", "next")
    assert stage.score() is None
    stage.turn("next")
    assert stage.score() == "17.67"
    stage.turn("back")
    assert stage.score() == "17.67", "what is public stays so"


def test_a_score_that_was_public_before_is_held_back_from_nobody(stage: Stage) -> None:
    stage.scribe.marks("essay", red="18 17 19 16 18")
    stage.put(team="red")
    assert stage.score() == "17.67"
    assert stage.values() == [None] * 5, "the cards are still turned one by one"


def test_the_score_of_another_team_is_held_back_by_nothing(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18", blue="9 9 9 9 9")
    assert (stage.score("red"), stage.score("blue")) == (None, "9")


def test_once_another_scene_is_put_a_complete_panel_is_public_as_ever(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    stage.turn("next")
    stage.put("standings")
    assert stage.score() == "17.67"


def test_the_scene_follows_who_is_on_stage_from_its_first_step(stage: Stage) -> None:
    stage.put()
    assert stage.scene()["says"] == "Nobody is on stage yet."
    stage.call_up("red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    assert (stage.shows()["team"]["id"], stage.shows()["next"]["id"]) == ("red", "blue")
    assert stage.shows()["position"] == {"n": 1, "of": 3}
    assert stage.score() is None
    put = stage.scene()["put"]
    stage.turn("next")
    stage.call_up("blue")
    assert (stage.scene()["team"], stage.scene()["step"]) == ("blue", 0)
    assert stage.scene()["put"] > put
    assert stage.score("red") == "17.67", "the scene has gone on without it"


def test_a_scene_of_a_team_that_was_chosen_stays_with_it(stage: Stage) -> None:
    stage.put(team="red")
    stage.call_up("blue")
    assert stage.scene()["team"] == "red"


def test_a_scene_of_who_is_on_stage_goes_on_with_whoever_comes_next_and_drops_the_topic(
    stage: Stage,
) -> None:
    stage.call_up("red")
    stage.put(team="red", text="A day at the clinic")
    assert stage.scene()["text"] == "A day at the clinic"
    stage.call_up("blue")
    assert (stage.scene()["team"], stage.scene()["text"]) == ("blue", "")


def test_an_excused_judge_takes_no_step(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.write("excuse", round="essay", judge="wu", reason="ill")
    stage.scribe.marks("essay", red="18 - 19 16 17")
    assert stage.scene()["of"] == 5
    stage.turn("next", "next")
    assert stage.values() == ["18", None, "19", None, None]
    stage.turn("next", "next")
    assert stage.values() == ["18", None, "19", "16", "17"]
    assert stage.shows()["score"] is None
    stage.turn("next")
    assert stage.shows()["score"] == "17.5"


def test_what_each_criterion_was_given_is_told_with_the_score_by_the_marks_that_count() -> None:
    parts = (
        Criterion("content", "Content", max=Decimal(12)),
        Criterion("voice", "Voice", max=Decimal(8)),
    )
    talk = judged(criteria=parts, drop_high=1, max=Decimal(20), decimals=1)
    stage = Stage(heat(talk))
    stage.put(team="red")
    for judge, content, voice in zip(
        ("lin", "wu", "chen", "zhao", "qian"), (12, 10, 9, 8, 11), (8, 5, 5, 5, 5), strict=True
    ):
        detail = {"values": {"content": str(content), "voice": str(voice)}}
        stage.scribe.write(
            "mark", round="essay", team="red", judge=judge, value=Decimal(content + voice),
            detail=detail,
        )  # fmt: skip
    stage.turn("next")
    assert [one["score"] for one in stage.shows()["criteria"]] == [None, None]
    stage.turn("finish")
    assert [one["score"] for one in stage.shows()["criteria"]] == ["9.5", "5.0"]


def test_a_recused_judge_has_no_card_and_an_excused_one_an_empty_one(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.write("excuse", round="essay", judge="qian", reason="ill")
    stage.scribe.marks("essay", red="18 17 19 16 -")
    stage.turn("finish")
    last = stage.shows()["cards"][-1]
    assert (last["judge"]["id"], last["value"], last["excused"]) == ("qian", None, True)


def test_an_absent_team_has_nothing_to_show(stage: Stage) -> None:
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    stage.scribe.write("absent", round="essay", team="red", reason="late")
    with pytest.raises(Refusal):
        stage.turn("finish")


def test_the_board_that_grew_while_a_score_was_held_is_the_one_of_a_replay(stage: Stage) -> None:
    stage.scribe.board("public")
    stage.put(team="red")
    stage.scribe.marks("essay", red="18 17 19 16 18")
    for to in ("next", "back", "finish", "back"):
        stage.turn(to)
        assert seen(Book.replay(stage.scribe.book.entries)) == seen(stage.scribe.book)


VALUES = st.lists(st.integers(10, 14), min_size=5, max_size=5)


@settings(examples(40))
@given(VALUES, VALUES, st.integers(0, 5), st.integers(0, 5))
def test_before_its_step_no_mark_is_known_to_anybody(
    one: list[int], other: list[int], same: int, step: int
) -> None:
    """Two days on which the cards turned by now are equal read the same, everywhere.

    Marks that a judge gave are the judge's own: they are read on nobody's sheet but that one.
    """
    step = min(step, same)
    other = [*one[:same], *other[same:]]
    days = []
    for values in (one, other):
        stage = Stage()
        stage.put(team="red")
        stage.scribe.marks("essay", red=" ".join(map(str, values)))
        stage.turn(*["next"] * step)
        days.append(_without_own_marks(stage.scribe.book))
    assert days[0] == days[1]


def _without_own_marks(book: Book) -> list[Any]:
    found = seen(book)
    for sheet in found:
        if isinstance(sheet, dict) and "judge" in sheet and "teams" in sheet:
            sheet["teams"] = [{**team, "mark": None} for team in sheet["teams"]]
    return found
