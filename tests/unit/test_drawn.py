"""What is drawn of one version: each board once, and one for all who see the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts.setup_change import keeping_public
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.model import Entry
from scoreboard.contest.record.state import Seer
from scoreboard.contest.words import Refusal, in_english
from tests.unit.contests import Scribe, contest, final, heat, judged, points

SEERS: tuple[Seer, ...] = ("public", "judge")


def drawn(scribe: Scribe) -> Drawn:
    return Drawn(scribe.book, in_english)


def totals(scribe: Scribe, audience: Seer) -> dict[str, Any]:
    rows = drawn(scribe).board(audience)["rows"]
    return {row["team"]["id"]: row["total"] for row in rows}


def begun(publish: str) -> Scribe:
    """Lin alone has marked red."""
    scribe = Scribe(contest(heat(judged(), points()), final(points("last")), publish=publish))
    scribe.open("essay").mark("essay", "red", "lin", 8)
    return scribe


def test_a_board_is_drawn_once_a_version_and_anew_after_each_entry() -> None:
    scribe = begun("team")
    for audience in SEERS:
        first = drawn(scribe).board(audience)
        assert drawn(scribe).board(audience) is first
        assert drawn(scribe).board(audience, "heat") is first
    desk, sheet = drawn(scribe).desk(), drawn(scribe).sheet("lin")
    assert drawn(scribe).desk() is desk
    assert desk["public"] is drawn(scribe).board("public")
    assert drawn(scribe).sheet("lin") is sheet
    scribe.mark("essay", "red", "wu", 9)
    assert (desk["version"], drawn(scribe).desk()["version"]) == (3, 4)
    assert drawn(scribe).board("public")["version"] == 4
    assert (drawn(scribe).sheet("lin") or {})["version"] == 4
    assert totals(scribe, "public")["red"] == "9", "its panel is complete: 8.5, rounded half up"


@pytest.mark.parametrize("publish", ["team", "round"])
def test_judges_share_the_public_board_where_they_see_the_same(publish: str) -> None:
    scribe = begun(publish)
    assert drawn(scribe).board("judge") is drawn(scribe).board("public")


def test_where_every_mark_is_public_at_once_judges_have_a_board_of_their_own() -> None:
    scribe = begun("live")
    assert (totals(scribe, "public")["red"], totals(scribe, "judge")["red"]) == ("8", None)


def test_what_the_public_saw_early_stays_hidden_from_judges_under_another_set_up() -> None:
    scribe = begun("live")
    event = replace(scribe.book.event, rules=replace(scribe.book.event.rules, publish="team"))
    draft = keeping_public(scribe.book, Entry(0, "", "setup", "organiser", "", setup=event))
    scribe.write("setup", setup=draft.setup, detail=dict(draft.detail))
    assert totals(scribe, "public")["red"] == "8"
    assert totals(scribe, "judge")["red"] is None, "nobody's mark moves another's"
    scribe.mark("essay", "red", "wu", 10)
    assert totals(scribe, "judge") == totals(scribe, "public")


def test_a_stage_or_a_judge_that_there_is_not_has_nothing_to_show() -> None:
    shown = drawn(begun("team"))
    assert shown.sheet("nobody") is None
    for draw in (lambda: shown.board("public", "none"), lambda: shown.desk("none")):
        with pytest.raises(Refusal):
            draw()


def test_a_mark_in_the_final_keeps_the_standings_of_the_heat_and_a_penalty_does_not() -> None:
    event = contest(heat(points(), advance=2), final(judged("talk")))
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=10, blue=20, green=5).close("buzzer")
    scribe.advance("heat", "blue", "red")
    scribe.open("talk")
    stage = scribe.book.event.stages[0]

    def made() -> object:
        return scribe.book.cached("seen", object, stage)

    first = made()
    scribe.mark("talk", "red", "lin", 8)
    assert made() is first
    scribe.write("penalty", stage="heat", team="red", value=Decimal(-6), reason="conduct")
    assert made() is not first
