"""The public board is frozen: what everybody but the desk knows stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts import freezing, running
from scoreboard.contest.acts.advancing import named_teams
from scoreboard.contest.acts.preview import check_revealed_stays, decided, preview
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board, Row
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Entry, Group
from scoreboard.contest.standings.known import known_book
from scoreboard.contest.standings.order import drawn_order
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, points

CUP = contest(
    heat(points("one"), points("two"), points("three"), advance=2, base=100),
    final(points("last")),
    teams="red blue green gold",
    ranking="dense",
    publish="team",
)


def frozen() -> Scribe:
    """Two rounds are played and the board is frozen; red leads, gold is last."""
    scribe = Scribe(CUP)
    scribe.open("one").awards("one", red=30, blue=20, green=10).close("one")
    scribe.open("two").awards("two", red=10, gold=10).close("two")
    freeze(scribe)
    return scribe


def freeze(scribe: Scribe) -> None:
    freezing.check_freeze(scribe.book)
    scribe.write("freeze", stage=scribe.book.stage.id)


def step(scribe: Scribe, to: freezing.RevealTo = "next", seen: int | None = -1) -> None:
    """A step of the reveal, as the desk writes it. Raises Refusal when there is none."""
    detail = freezing.step_reveal(scribe.book, to, seen)
    lit = freezing.lit_by(scribe.book, to, detail)
    scribe.write("reveal", stage=scribe.book.stage.id, team=lit, detail={"to": to, **detail})


def public(scribe: Scribe, audience: Any = "public", stage: str | None = None) -> Board:
    return Drawn(scribe.book, in_english).board(audience, stage)


def lines(board: Board) -> list[tuple[str, Any, str | None]]:
    return [(row["team"]["id"], row["rank"], row["total"]) for row in board["rows"]]


def figures(row: Row) -> Row:
    """A row without the number of its sealed rounds."""
    return {**row, "sealed": 0}


AS_FROZEN = [("red", 1, "140"), ("blue", 2, "120"), ("green", 3, "110"), ("gold", 3, "110")]


def test_the_public_board_stands_as_it_stood_and_its_version_goes_on() -> None:
    scribe = frozen()
    then = public(scribe)
    scribe.open("three").awards("three", gold=50, red=-40)
    now = public(scribe)
    assert (now["frozen"], now["at"], now["version"]) == (True, then["at"], scribe.book.version)
    assert lines(now) == AS_FROZEN == lines(then)
    assert [row["rounds"] for row in now["rows"]] == [row["rounds"] for row in then["rows"]]
    assert now["rounds"] == then["rounds"]
    assert now["freeze"] == {"at": scribe.book.entries[now["version"] - 4].at, "rounds": ["three"]}
    assert [figures(row) for row in now["rows"]] == [figures(row) for row in then["rows"]]


def test_each_round_that_went_on_is_sealed_alike_for_every_team() -> None:
    scribe = frozen()
    assert {row["sealed"] for row in public(scribe)["rows"]} == {0}
    scribe.open("three")
    assert {row["sealed"] for row in public(scribe)["rows"]} == {0}
    scribe.award("three", "gold", 10)
    assert [(r["sealed"], r["revealed"]) for r in public(scribe)["rows"]] == [(1, False)] * 4
    scribe.write("correction", round="one", team="red", value=Decimal(20), reason="misheard")
    assert {row["sealed"] for row in public(scribe)["rows"]} == {2}


def test_the_desk_sees_both_boards() -> None:
    scribe = frozen()
    scribe.open("three").awards("three", gold=50)
    desk = Drawn(scribe.book, in_english).desk()
    assert desk["rows"][0]["team"]["id"] == "gold"
    assert (desk["frozen"], desk["public"]["frozen"]) == (False, True)
    assert lines(desk["public"]) == AS_FROZEN


def test_corrections_and_what_is_taken_back_are_hidden_too() -> None:
    scribe = frozen()
    award = next(e for e in scribe.book.entries if e.kind == "award")
    scribe.undo(award)
    scribe.write("penalty", stage="heat", team="red", value=Decimal(-30), reason="late")
    scribe.write("withdraw", team="blue", reason="ill")
    assert lines(public(scribe)) == AS_FROZEN
    assert [row["outside"] for row in public(scribe)["rows"]] == [None] * 4


def test_names_and_titles_follow_at_once_and_nothing_else_does() -> None:
    scribe = frozen()
    teams = tuple(replace(t, name="Crimson") if t.id == "red" else t for t in CUP.teams)
    heat_anew = replace(
        CUP.stages[0], name="Semi-final", base=Decimal(0), rounds=tuple(
            replace(r, name=r.name.upper(), weight=Decimal(2)) for r in CUP.stages[0].rounds
        ),
    )  # fmt: skip
    anew = replace(CUP, title="Quiz 2", teams=teams, stages=(heat_anew, CUP.stages[1]))
    scribe.write("setup", setup=anew)
    now = public(scribe)
    assert (now["title"], now["stage"]["name"], now["rows"][0]["team"]["name"]) == (
        "Quiz 2", "Semi-final", "Crimson"
    )  # fmt: skip
    assert [r["name"] for r in now["rounds"]] == ["ONE", "TWO", "THREE"]
    assert lines(now) == AS_FROZEN


def test_who_is_on_stage_is_no_secret() -> None:
    scribe = frozen()
    scribe.open("three").write("on_stage", round="three", team="blue")
    on = public(scribe)["on_stage"]
    assert on is not None
    assert (on["round"], on["team"]) == ("three", "blue")


def test_a_team_s_page_stays_too() -> None:
    scribe = frozen()

    def page(team: str) -> Any:
        known = known_book(scribe.book, "public")
        return breakdown(known, known.find_stage("heat"), team, "public", in_english)

    then = page("red")
    scribe.open("three").awards("three", red=-50).close("three")
    assert {**page("red"), "version": 0} == {**then, "version": 0}
    assert page("red")["version"] == scribe.book.version


def test_a_judge_sees_the_frozen_board_and_own_points_only() -> None:
    scribe = frozen()
    scribe.open("three")
    scribe.award("three", "red", 10, by="judge:lin")
    scribe.award("three", "red", -10, by="judge:wu")
    scribe.award("three", "blue", 10, by="judge:wu")
    sheet = scribe.sheet("lin")
    assert [(a["team"], a["points"]) for a in sheet["awards"]] == [("red", "10")]
    told = {team["id"]: (team["total"], team["score"]) for team in sheet["teams"]}
    assert told["red"] == ("140", "10")
    assert told["blue"] == ("120", None)
    assert lines(public(scribe, "judge")) == AS_FROZEN


def test_an_order_by_standing_is_drawn_by_what_the_hall_knows() -> None:
    rounds = (points("one"), points("two"), judged("talk", appearance="reverse"))
    scribe = Scribe(contest(heat(*rounds), teams="red blue green", publish="team"))
    scribe.open("one").awards("one", red=30, blue=20, green=10).close("one")
    freeze(scribe)
    scribe.open("two").awards("two", green=90).close("two")
    talk = scribe.book.find_round("talk")
    assert drawn_order(scribe.book, talk, list)["order"] == ["green", "blue", "red"]


def test_between_two_places_the_next_action_is_the_reveal_though_a_round_is_to_come() -> None:
    scribe = frozen()
    assert running.next_action(scribe.book).action == "open", "three"
    step(scribe)
    assert running.next_action(scribe.book).action == "reveal"
    with pytest.raises(Refusal, match="being revealed"):
        running.check_open(scribe.book, scribe.book.find_round("three"))
    step(scribe, "finish")
    assert running.next_action(scribe.book) == running.Next("open", "three", "heat")


def test_nothing_is_announced_and_no_tie_is_settled_while_it_is_frozen() -> None:
    scribe = frozen()
    scribe.open("three").awards("three", gold=50).close("three")
    with pytest.raises(Refusal, match="frozen"):
        named_teams(scribe.book, scribe.book.stage, None)
    assert running.next_action(scribe.book).action == "reveal"
    scribe.write("unfreeze", stage="heat", reason="time is short")
    assert public(scribe)["frozen"] is False
    assert named_teams(scribe.book, scribe.book.stage, None) == ["gold", "red"]


def test_it_is_frozen_once_and_not_after_the_end() -> None:
    scribe = frozen()
    with pytest.raises(Refusal, match="frozen already"):
        freezing.check_freeze(scribe.book)
    scribe.write("unfreeze", stage="heat")
    with pytest.raises(Refusal, match="not frozen"):
        freezing.check_unfreeze(scribe.book)
    scribe.open("three").close("three")
    scribe.advance("heat", "red", "blue")
    scribe.open("last").close("last")
    scribe.advance("final", "red")
    with pytest.raises(Refusal, match="already announced"):
        freezing.check_freeze(scribe.book)


def test_taking_a_freeze_back_asks_for_it_shows_everything() -> None:
    scribe = frozen()
    scribe.open("three").awards("three", gold=50)
    at = next(e for e in scribe.book.entries if e.kind == "freeze")
    draft = Entry(0, "draft", "undo", "scorer", at.at, stage="heat", voids=at.version, reason="no")
    assert preview(scribe.book, draft)["reveal"]["unfreezes"] is True
    with pytest.raises(Refusal, match="shown at once"):
        decided(scribe.book, draft, None)
    assert decided(scribe.book, draft, "change").detail["decision"] == "change"
    scribe.write("undo", stage="heat", voids=at.version, reason="no")
    assert public(scribe)["frozen"] is False
    assert public(scribe)["rows"][0]["team"]["id"] == "gold"


# The reveal.


def played_out(**third: int) -> Scribe:
    scribe = frozen()
    scribe.open("three").awards("three", **third).close("three")
    return scribe


def test_the_first_step_begins_and_shows_nobody() -> None:
    scribe = played_out(gold=50, red=-40)
    step(scribe)
    now = public(scribe)
    assert now["reveal"] == {"step": 0, "of": 4, "place": None}
    assert lines(now) == AS_FROZEN
    assert [(r["cut"], r["medal"], r["revealed"]) for r in now["rows"]] == [(None, None, False)] * 4


def test_it_goes_by_final_place_from_the_last_up() -> None:
    """Gold wins with 160, then blue 120, green 110 and red, who led, with 100."""
    scribe = played_out(gold=50, red=-40)
    step(scribe)
    told = []
    for _ in range(4):
        step(scribe)
        told.append((public(scribe)["reveal"], lines(public(scribe))))
    assert [at["place"] for at, _ in told] == [4, 3, 2, 1]
    assert told[0][1] == [*AS_FROZEN[1:], ("red", 4, "100")]
    assert told[1][1] == [
        ("blue", 2, "120"), ("gold", 3, "110"), ("green", 3, "110"), ("red", 4, "100")
    ]  # fmt: skip
    assert told[2][1] == [
        ("gold", 3, "110"), ("blue", 2, "120"), ("green", 3, "110"), ("red", 4, "100")
    ]  # fmt: skip
    assert told[3][1] == [
        ("gold", 1, "160"), ("blue", 2, "120"), ("green", 3, "110"), ("red", 4, "100")
    ]  # fmt: skip
    now = public(scribe)
    assert (now["frozen"], now["reveal"]) == (False, {"step": 4, "of": 4, "place": 1})


def test_a_revealed_row_has_its_rounds_its_fate_and_how_far_it_moved() -> None:
    scribe = played_out(gold=50, red=-40)
    step(scribe)
    step(scribe)
    red = public(scribe)["rows"][-1]
    assert (red["rounds"]["three"], red["cut"], red["movement"]) == ("-40", "out", -3)
    assert (red["sealed"], red["revealed"]) == (1, True)
    waiting = public(scribe)["rows"][0]
    assert (waiting["rounds"]["three"], waiting["cut"], waiting["revealed"]) == (None, None, False)


def test_those_who_share_a_place_come_one_after_the_other_and_are_tied_once_both_are_there() -> (
    None
):
    scribe = played_out(gold=10)  # gold and blue both have 120; green is last
    step(scribe)
    step(scribe)
    step(scribe)
    first = next(r for r in public(scribe)["rows"] if r["revealed"] and r["rank"] == 2)
    assert (first["team"]["id"], first["tied"]) == ("gold", False)
    step(scribe)
    pair = [r for r in public(scribe)["rows"] if r["rank"] == 2]
    assert [(r["team"]["id"], r["tied"]) for r in pair] == [("blue", True), ("gold", True)]


def test_a_tie_at_the_cut_is_revealed_as_a_tie_and_settled_after_it() -> None:
    scribe = played_out(gold=10)
    step(scribe, "finish")
    fate = {row["team"]["id"]: row["cut"] for row in public(scribe)["rows"]}
    assert fate == {"red": "in", "blue": "tied", "gold": "tied", "green": "out"}
    with pytest.raises(Refusal, match="tied for"):
        named_teams(scribe.book, scribe.book.stage, None)


@pytest.mark.parametrize("green", [0, 90])
def test_who_is_below_the_threshold_is_out_and_nothing_says_whether_the_others_pass_it(
    green: int,
) -> None:
    stage = heat(points("one"), points("two"), advance=2, threshold=Decimal(50))
    scribe = Scribe(contest(stage, final(points("last")), publish="team"))
    scribe.open("one").awards("one", red=30, blue=10, green=20).close("one")
    freeze(scribe)
    scribe.open("two").awards("two", red=60, green=green).close("two")
    step(scribe)
    step(scribe)
    blue = public(scribe)["rows"][-1]
    assert (blue["team"]["id"], blue["cut"], blue["barred"]) == ("blue", "out", None)
    step(scribe, "finish")
    assert public(scribe)["rows"][-1]["barred"] == ("threshold" if green == 0 else None)


@pytest.mark.parametrize("gold", [0, 50])
def test_nothing_says_early_who_is_the_best_of_the_others(gold: int) -> None:
    """Group A is revealed wholly: whether blue goes on as the best second hangs on group B."""
    stage = heat(points("one"), points("two"), advance=1, by_group=True, advance_best=1)
    event = contest(stage, final(points("last")), teams="red blue green gold", publish="team")
    teams = tuple(
        replace(team, group="a" if team.id in ("red", "blue") else "b") for team in event.teams
    )
    scribe = Scribe(replace(event, groups=(Group("a", "A"), Group("b", "B")), teams=teams))
    scribe.open("one").awards("one", red=30, blue=20, green=90, gold=5).close("one")
    freeze(scribe)
    scribe.open("two").awards("two", red=5, blue=5, gold=gold).close("two")
    for _ in range(3):
        step(scribe)
    told = {row["team"]["id"]: row["cut"] for row in public(scribe)["rows"]}
    assert (told["blue"], told["gold"]) == (None, None)
    step(scribe, "finish")
    told = {row["team"]["id"]: row["cut"] for row in public(scribe)["rows"]}
    assert told["blue"] == ("in" if gold == 0 else "out")


def test_back_and_forth_tells_the_same_and_back_from_the_first_the_frozen_board() -> None:
    scribe = played_out(gold=50, red=-40)
    before = public(scribe)
    seen = []
    for _ in range(5):
        step(scribe)
        seen.append(lines(public(scribe)))
    for told in reversed(seen[:-1]):
        step(scribe, "back")
        assert lines(public(scribe)) == told
    step(scribe, "back")
    assert {**public(scribe), "version": 0} == {**before, "version": 0}
    with pytest.raises(Refusal, match="not begun"):
        step(scribe, "back")


def test_finish_is_all_the_steps_at_once() -> None:
    scribe, other = played_out(gold=50, red=-40), played_out(gold=50, red=-40)
    step(scribe, "finish")
    for _ in range(5):
        step(other)
    drop: dict[str, Any] = {"version": 0, "at": ""}
    assert {**public(scribe), **drop} == {**public(other), **drop}
    with pytest.raises(Refusal, match="Every place"):
        step(scribe)


def test_a_guest_and_who_has_no_place_are_not_revealed() -> None:
    teams = tuple(replace(t, guest=t.id == "gold") for t in CUP.teams)
    scribe = Scribe(replace(CUP, teams=teams))
    freeze(scribe)
    scribe.open("one").awards("one", gold=90, red=10).close("one")
    step(scribe)
    assert public(scribe)["reveal"]["of"] == 3
    step(scribe)
    guest = public(scribe)["rows"][-1]
    assert (guest["team"]["id"], guest["total"], guest["revealed"]) == ("gold", "100", False)


def test_no_reveal_while_a_round_is_open_or_marks_are_missing() -> None:
    scribe = frozen()
    scribe.open("three")
    with pytest.raises(Refusal, match="still open"):
        step(scribe)
    essay = Scribe(contest(heat(judged()), publish="team"))
    freeze(essay)
    essay.open("essay").marks("essay", red="18 17", blue="16 -", green="15 15").close("essay")
    with pytest.raises(Refusal, match="Blue"):
        step(essay)


def test_another_step_than_the_one_that_was_seen_is_refused_with_the_present_one() -> None:
    scribe = played_out(gold=50)
    step(scribe, seen=0)
    step(scribe, seen=0)
    with pytest.raises(Refusal, match="step 1 of 4") as refused:
        step(scribe, seen=0)
    assert refused.value.present == {"reveal": {"step": 1, "of": 4, "place": 4}}


def test_no_round_opens_while_places_are_revealed_and_after_it_the_contest_goes_on() -> None:
    scribe = frozen()
    step(scribe)
    with pytest.raises(Refusal, match="being revealed"):
        running.check_open(scribe.book, scribe.book.find_round("three"))
    step(scribe, "finish")
    running.check_open(scribe.book, scribe.book.find_round("three"))
    scribe.open("three")
    assert scribe.book.freeze is None
    assert "reveal" not in public(scribe)


def test_a_correction_that_would_move_a_revealed_place_asks_and_names_the_step() -> None:
    scribe = played_out(gold=50, red=-40)
    for _ in range(3):
        step(scribe)

    def correction(team: str, value: int) -> Entry:
        return Entry(
            0, "draft", "correction", "scorer", scribe.book.at_time, round="three", team=team,
            value=Decimal(value), reason="misheard",
        )  # fmt: skip

    hidden = correction("blue", 10)
    assert "reveal" not in preview(scribe.book, hidden)
    assert decided(scribe.book, hidden, None) is hidden
    touching = correction("red", -20)
    assert preview(scribe.book, touching)["reveal"] == {
        "steps": [1], "teams": ["red"], "unfreezes": False
    }  # fmt: skip
    with pytest.raises(Refusal, match="step 1: Red"):
        decided(scribe.book, touching, None)
    decided(scribe.book, touching, "change")
    scribe.write("correction", round="three", team="red", value=Decimal(-20), reason="misheard")
    told = {r["team"]["id"]: (r["total"], r["corrected"]) for r in public(scribe)["rows"]}
    assert told["red"] == ("120", True)
    assert told["blue"] == ("120", False)


def test_a_penalty_that_would_move_a_revealed_place_is_refused_until_one_steps_back() -> None:
    scribe = played_out(gold=50, red=-40)
    step(scribe)
    step(scribe)
    draft = Entry(
        0, "draft", "penalty", "scorer", scribe.book.at_time, stage="heat", team="red",
        value=Decimal(-10), reason="late",
    )  # fmt: skip
    with pytest.raises(Refusal, match="step 1: Red"):
        check_revealed_stays(scribe.book, draft)
    step(scribe, "back")
    check_revealed_stays(scribe.book, draft)


def test_a_set_up_without_the_frozen_stage_ends_the_freeze() -> None:
    scribe = Scribe(CUP)
    freeze(scribe)
    scribe.write("setup", setup=replace(CUP, stages=CUP.stages[1:]))
    assert scribe.book.freeze is None
    assert public(scribe)["stage"]["id"] == "final"


SCRIBES: list[Callable[[], Scribe]] = [frozen, lambda: played_out(gold=50)]


@pytest.mark.parametrize("made", SCRIBES)
def test_a_begin_clears_a_freeze(made: Callable[[], Scribe]) -> None:
    scribe = made()
    scribe.write("begin", reason="the day itself")
    assert scribe.book.freeze is None
    assert public(scribe)["frozen"] is False
