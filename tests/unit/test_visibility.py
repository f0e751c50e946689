"""When a team's score in a judged round is public, and what makes it so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts.advancing import named_teams
from scoreboard.contest.acts.marking import check_not_public, check_releases
from scoreboard.contest.acts.preview import preview
from scoreboard.contest.acts.setup_change import check_change, keeping_public
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Entry, Event, Judge
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, people, picture, points


def talk(*rounds: Any, **rest: Any) -> Event:
    """Three teams before Lin, Wu and Chen; one goes on to a final that carries nothing."""
    usual = {"publish": "team", "judges": people("lin wu chen")}
    return contest(heat(*(rounds or (judged(),)), advance=1), final(points("last")),
                   **{**usual, **rest})  # fmt: skip


def shown(scribe: Scribe, audience: str = "public") -> dict[str, Any]:
    """Each team's place, score in the essay and total."""
    rows = scribe.board(audience, "heat")["rows"]
    return {r["team"]["id"]: (r["rank"], r["rounds"]["essay"], r["total"]) for r in rows}


NOTHING = (None, None, None)


def test_a_score_is_public_when_the_panel_is_complete_and_not_before() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -", blue="9 9 -")
    assert shown(scribe) == {"red": NOTHING, "blue": NOTHING, "green": NOTHING}
    assert shown(scribe, "desk")["red"] == (1, "12.5", "13")
    scribe.mark("essay", "blue", "chen", 9)
    assert shown(scribe) == {"red": NOTHING, "blue": (1, "9", "9"), "green": NOTHING}
    assert [row["provisional"] for row in scribe.board()["rows"]] == [False, True, True]
    scribe.close("essay")
    assert shown(scribe)["red"] == NOTHING, "a closed round is no complete panel"


def test_after_three_of_five_marks_no_single_judges_mark_stands_in_the_hall() -> None:
    dropping = judged(drop_high=1, drop_low=1)
    event = talk(dropping, judges=people("a b c d e"))
    scribe = Scribe(event).open("essay").marks("essay", red="20 3 11 - -")
    assert shown(scribe)["red"] == NOTHING
    assert shown(scribe, "desk")["red"] == (1, "11", "11")
    scribe.mark("essay", "red", "d", 12)
    scribe.mark("essay", "red", "e", 13)
    assert shown(scribe)["red"] == (1, "12", "12")


def test_who_is_recused_or_excused_is_not_waited_for() -> None:
    lin, wu, chen = people("lin wu chen")
    scribe = Scribe(talk(judges=(lin, replace(wu, recused=("red",)), chen))).open("essay")
    scribe.marks("essay", red="12 - 14", blue="9 9 -")
    assert (shown(scribe)["red"], shown(scribe)["blue"]) == ((1, "13", "13"), NOTHING)
    scribe.write("excuse", round="essay", judge="chen", reason="ill")
    assert shown(scribe)["blue"] == (2, "9", "9")


def test_what_is_public_stays_so_when_an_excuse_is_taken_back_or_a_judge_joins() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -", blue="9 - -")
    excuse = scribe.write("excuse", round="essay", judge="chen", reason="ill")
    assert shown(scribe)["red"] == (1, "12.5", "13")
    scribe.undo(excuse)
    assert shown(scribe)["red"] == (1, "12.5", "13")
    assert scribe.board()["rows"][0]["provisional"]
    scribe.mark("essay", "blue", "wu", 9)
    assert shown(scribe)["blue"] == NOTHING, "the excuse counts no more"
    event = replace(scribe.book.event, judges=(*scribe.book.event.judges, Judge("ma", "Ma")))
    scribe.write("setup", setup=event)
    assert shown(scribe)["red"] == (1, "12.5", "13")
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


def publish_anew(scribe: Scribe, **rules: Any) -> None:
    """Change when scores are public, as the desk's set-up page and a loaded file do."""
    event = scribe.book.event
    event = replace(event, rules=replace(event.rules, **rules))
    check_change(scribe.book, event)
    draft = keeping_public(scribe.book, Entry(0, "id", "setup", "", "", setup=event))
    scribe.write("setup", setup=draft.setup, detail=draft.detail)


@pytest.mark.parametrize("announced", [False, True])
def test_a_closed_round_that_the_hall_followed_live_stays_public_under_another_rule(
    announced: bool,
) -> None:
    scribe = Scribe(talk(publish="live")).open("essay")
    scribe.marks("essay", red="12 13 -", blue="9 - -").close("essay")
    if announced:
        scribe.advance("heat", "red")
    seen = shown(scribe)
    assert (seen["red"][0], seen["blue"][0]) == (1, 2)
    publish_anew(scribe, publish="team")
    assert shown(scribe) == seen
    assert shown(scribe, "judge")["red"] == (seen["red"] if announced else NOTHING)
    publish_anew(scribe, publish="round")
    publish_anew(scribe, publish="team", release="desk")
    assert shown(scribe) == seen
    assert picture(Book.replay(scribe.book.entries)) == picture(scribe.book)


@pytest.mark.parametrize("rules", [{"release": "desk"}, {"publish": "round"}])
def test_a_public_score_stays_public_and_its_marks_closed_while_others_follow_the_new_rule(
    rules: dict[str, Any],
) -> None:
    scribe = Scribe(talk(judged(), points())).open("essay")
    scribe.marks("essay", red="12 13 14", blue="9 9 -")
    seen = shown(scribe)
    publish_anew(scribe, **rules)
    assert shown(scribe) == seen
    assert shown(scribe, "judge")["red"] == seen["red"]
    scribe.mark("essay", "blue", "chen", 9)
    assert shown(scribe)["blue"] == NOTHING, "what was hidden follows the new rule"
    essay, (red, *_), chen = (
        scribe.book.event.stages[0].rounds[0], scribe.book.event.teams, scribe.book.event.judges[2]
    )  # fmt: skip
    with pytest.raises(Refusal, match="Ask the desk"):
        check_not_public(scribe.book, essay, red, chen)
    told = breakdown(scribe.book, scribe.book.stage, "red", "public", in_english)
    assert told["total"] == "13"


def test_a_judge_reads_the_announced_result_that_the_hall_followed_live() -> None:
    scribe = Scribe(talk(publish="live")).open("essay").marks("essay", red="12 13 -", blue="9 - -")
    scribe.close("essay")
    assert set(shown(scribe, "judge").values()) == {NOTHING}, "it may be opened again"
    announced = scribe.advance("heat", "red")
    assert shown(scribe, "judge") == shown(scribe)
    assert shown(scribe, "judge")["red"] == (1, "12.5", "13")
    scribe.undo(announced)
    assert set(shown(scribe, "judge").values()) == {NOTHING}


def test_points_that_the_hall_saw_stay_on_the_wall_under_another_rule() -> None:
    scribe = Scribe(talk(points())).open("buzzer").awards("buzzer", red=10)
    publish_anew(scribe, publish="round")
    assert scribe.table("public")[0] == ("red", 1, "10")


def test_what_stayed_public_is_hidden_when_its_marks_are_taken_back() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -")
    last = scribe.mark("essay", "red", "chen", 14)
    publish_anew(scribe, release="desk")
    assert shown(scribe)["red"] == (1, "13", "13")
    scribe.undo(last)
    assert shown(scribe)["red"] == NOTHING


def test_an_earlier_set_up_that_took_scores_off_the_wall_is_drawn_as_it_was() -> None:
    scribe = Scribe(talk(publish="live")).open("essay").marks("essay", red="12 13 -")
    event = scribe.book.event
    scribe.write("setup", setup=replace(event, rules=replace(event.rules, publish="team")))
    assert shown(scribe)["red"] == NOTHING


def test_a_mark_that_is_taken_back_takes_the_score_out_of_the_hall_after_a_preview() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -")
    last = scribe.mark("essay", "red", "chen", 14)
    assert shown(scribe)["red"] == (1, "13", "13")
    draft = replace(last, id="undo", kind="undo", voids=last.version, value=None)
    told = preview(scribe.book, draft)["public"]
    assert told == [{"round": "essay", "team": "red", "name": "Red", "public": False}]
    scribe.undo(last)
    assert shown(scribe)["red"] == NOTHING


def test_the_desk_releases_half_a_panel_and_later_marks_move_what_is_public() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -", blue="9 - -")
    hidden = desk_board(scribe.book)["hidden"]["essay"]
    assert hidden["red"] == {"given": 2, "of": 3, "score": "12.5"}
    released = scribe.write("release", round="essay", team="red")
    assert (shown(scribe)["red"], shown(scribe)["blue"]) == ((1, "12.5", "13"), NOTHING)
    assert scribe.board()["rows"][0]["provisional"]
    assert desk_board(scribe.book)["released"] == {"essay": ["red"], "last": []}
    scribe.mark("essay", "red", "chen", 5)
    assert shown(scribe)["red"] == (1, "10", "10")
    scribe.undo(released)
    assert shown(scribe)["red"] == (1, "10", "10"), "the panel is complete by now"


def test_a_release_that_is_taken_back_hides_the_score_again() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -")
    released = scribe.write("release", round="essay", team="red")
    scribe.undo(released)
    assert shown(scribe)["red"] == NOTHING


def test_what_cannot_be_released_is_said_with_why() -> None:
    scribe = Scribe(talk(judged(drop_high=1))).marks("essay")
    essay, red = scribe.book.event.stages[0].rounds[0], scribe.book.event.teams[0]

    def refused() -> str:
        with pytest.raises(Refusal) as refusal:
            check_releases(scribe.book, essay, red)
        return str(refusal.value.text % refusal.value.names)

    assert refused() == "Essay has not been opened yet."
    scribe.open("essay").mark("essay", "red", "lin", 12)
    assert refused() == "Red has too few marks in Essay for a score."
    scribe.marks("essay", red="- 13 14")
    assert refused() == "The score of Red in Essay is already public."
    scribe.write("absent", round="essay", team="red", reason="ill")
    assert refused() == "Red is marked as absent from Essay."


def test_where_the_desk_releases_a_complete_panel_waits_for_it() -> None:
    scribe = Scribe(talk(release="desk")).open("essay").marks("essay", red="12 13 14")
    assert shown(scribe)["red"] == NOTHING
    assert desk_board(scribe.book)["hidden"]["essay"]["red"]["score"] == "13"
    scribe.write("release", round="essay", team="red")
    assert shown(scribe)["red"] == (1, "13", "13")


def test_under_team_points_are_public_at_once_and_a_judges_mark_is_closed_by_the_hall() -> None:
    scribe = Scribe(talk(judged(), points())).open("essay").marks("essay", red="12 13 -")
    essay, (red, *_), (lin, _, chen) = (
        scribe.book.event.stages[0].rounds[0], scribe.book.event.teams, scribe.book.event.judges,
    )  # fmt: skip
    check_not_public(scribe.book, essay, red, lin)
    scribe.write("release", round="essay", team="red")
    with pytest.raises(Refusal, match="Ask the desk"):
        check_not_public(scribe.book, essay, red, lin)
    check_not_public(scribe.book, essay, red, chen)
    scribe.close("essay").open("buzzer").award("buzzer", "blue", 10)
    totals = {team: of[2] for team, of in shown(scribe).items()}
    assert totals == {"red": "13", "blue": "10", "green": "0"}


def test_nothing_is_announced_over_marks_that_the_hall_has_not_seen() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 -", blue="9 9 9").close("essay")
    with pytest.raises(Refusal, match="not public yet"):
        named_teams(scribe.book, scribe.book.stage, None)
    scribe.write("release", round="essay", team="red")
    assert named_teams(scribe.book, scribe.book.stage, None) == ["red"]


def test_without_a_single_score_there_is_nobody_to_announce() -> None:
    scribe = Scribe(talk()).open("essay").close("essay")
    with pytest.raises(Refusal, match="No team has a score"):
        named_teams(scribe.book, scribe.book.stage, None)


def test_who_was_not_on_stage_yet_has_no_total_no_place_and_no_cut() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="0 0 0")
    rows = {r["team"]["id"]: (r["rank"], r["total"], r["cut"], r["tied"])
            for r in scribe.board()["rows"]}  # fmt: skip
    out = (None, None, None, False)
    assert rows == {"red": (1, "0", "in", False), "blue": out, "green": out}
    scribe.write("penalty", stage="heat", team="blue", value=Decimal(-5), reason="noise")
    assert shown(scribe)["blue"] == NOTHING


@pytest.mark.parametrize(
    ("stage", "total"),
    [({"base": Decimal(100)}, "100"), ({"base": Decimal(-1)}, "-1"), ({}, None)],
)
def test_a_base_is_a_total_from_the_beginning(stage: dict[str, Any], total: str | None) -> None:
    scribe = Scribe(contest(heat(judged(), **stage), publish="team"))
    assert {row["total"] for row in scribe.board()["rows"]} == {total}


def test_what_is_carried_in_is_a_total_and_a_round_that_counts_nothing_is_none() -> None:
    bonus = points("bonus", weight=Decimal(0))
    event = contest(heat(points(), advance=2), final(bonus, points("last"), carry=Decimal(1)))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=10, blue=5).close("buzzer")
    scribe.advance("heat", "red", "blue")
    assert scribe.table("public") == [("red", 1, "10"), ("blue", 2, "5")]
    event = contest(heat(bonus, points()))
    scribe = Scribe(event).open("bonus")
    assert {row.total for row in scribe.rows("public")} == {None}
    scribe.close("bonus").open("buzzer")
    assert {row.total for row in scribe.rows("public")} == {Decimal(0)}


def test_an_absent_team_is_not_waited_for_and_has_no_score_and_no_zero() -> None:
    scribe = Scribe(talk()).open("essay").marks("essay", red="12 13 14", blue="0 0 -")
    absent = scribe.write("absent", round="essay", team="blue", reason="did not come")
    assert (shown(scribe)["blue"], shown(scribe, "desk")["blue"]) == (NOTHING, NOTHING)
    row = next(r for r in scribe.board()["rows"] if r["team"]["id"] == "blue")
    assert (row["absent"], row["provisional"], row["outside"]) == (["essay"], False, None)
    board = desk_board(scribe.book)
    assert board["absent"]["essay"] == {"blue": "did not come"}
    assert board["missing"]["essay"] == {"lin": ["green"], "wu": ["green"], "chen": ["green"]}
    sheet = {team["id"]: team["absent"] for team in scribe.sheet("chen")["teams"]}
    assert sheet == {"red": False, "blue": True, "green": False}
    scribe.undo(absent)
    scribe.mark("essay", "blue", "chen", 3)
    assert shown(scribe)["blue"] == (2, "1", "1")


def test_who_is_absent_from_one_round_has_the_rest() -> None:
    event = talk(judged(), points())
    scribe = Scribe(event).open("essay").marks("essay", red="12 12 12", blue="9 9 9")
    scribe.close("essay").open("buzzer").awards("buzzer", red=10, blue=20)
    scribe.write("absent", round="buzzer", team="blue", reason="left early")
    rows = {r["team"]["id"]: (r["total"], r["rounds"]["buzzer"]) for r in scribe.board()["rows"]}
    assert rows == {"red": ("22", "10"), "blue": ("9", None), "green": ("0", "0")}
