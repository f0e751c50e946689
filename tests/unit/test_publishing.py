"""What the hall and the judges may see while a round is open."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, heat, judged, points

TEAM, LIVE, LATER = ({"publish": how} for how in ("team", "live", "round"))
GIVEN = st.lists(
    st.tuples(
        st.sampled_from(["red", "blue", "green"]),
        st.sampled_from(["lin", "wu"]),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=8,
)


def running(given_marks: list[tuple[str, str, int]], **rules: Any) -> Scribe:
    """One round closed, then marks in a second one that is open."""
    event = contest(heat(points(), judged(), advance=1), ranking="dense", **rules)
    scribe = Scribe(event).open("buzzer").awards("buzzer", red=10, blue=5).close("buzzer")
    scribe.open("essay")
    for team, judge, value in given_marks:
        scribe.mark("essay", team, judge, value)
    return scribe


def without_version(board: Any) -> dict[str, Any]:
    return {key: said for key, said in board.items() if key not in ("version", "at")}


@given(GIVEN)
@examples(40)
def test_of_an_open_round_nothing_is_published_before_it_closes(
    marks: list[tuple[str, str, int]],
) -> None:
    quiet = running([], **LATER)
    scribe = running(marks, **LATER)
    assert without_version(scribe.board()) == without_version(quiet.board())
    assert {row["rounds"]["essay"] for row in scribe.board()["rows"]} == {None}
    assert scribe.table("desk") == running(marks, **LIVE).table("public")
    scribe.close("essay")
    assert scribe.table("public") == scribe.table("desk")


@given(GIVEN, GIVEN, st.sampled_from([TEAM, LIVE, LATER]))
@examples(40)
def test_a_judges_sheet_holds_nobody_elses_mark(
    mine: list[tuple[str, str, int]], others: list[tuple[str, str, int]], rules: dict[str, str]
) -> None:
    own = [mark for mark in mine if mark[1] == "lin"]
    alone, among = running(own, **rules), running(own, **rules)
    for team, _, value in others:
        among.mark("essay", team, "wu", value)
    # That one's own mark is closed tells that the panel is complete, which the hall sees as well.
    seen, expected = (
        [{**team, "closed": None} for team in scribe.sheet("lin")["teams"]]
        for scribe in (among, alone)
    )
    assert seen == expected
    given_marks = {team: str(value) for team, _, value in own}
    assert {t["id"]: t["mark"] for t in alone.sheet("lin")["teams"] if t["mark"]} == given_marks


@given(GIVEN)
@examples(20)
def test_while_a_round_is_open_no_sheet_lets_the_totals_of_it_through(
    marks: list[tuple[str, str, int]],
) -> None:
    for publish in (LIVE, TEAM, LATER):
        shown = running(marks, **publish, judges_see_totals=True).sheet("wu")["teams"]
        assert {t["id"]: t["total"] for t in shown} == {"red": "10", "blue": "5", "green": "0"}
        quiet = running(marks, **publish).sheet("wu")["teams"]
        assert {t["total"] for t in quiet} == {None}
