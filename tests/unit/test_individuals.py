"""The best individuals: points that members were given under their names, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts.advancing import blocking_tie
from scoreboard.contest.acts.setup_change import check_change, preview_change
from scoreboard.contest.boards.awards import prize_givings
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Division, Entry, Event, Member, Prize, Round, Team
from scoreboard.contest.rules.kinds.playoff import USUAL
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.results.as_csv import results_csv
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.individuals import individuals
from tests.unit.contests import Scribe, contest, final, heat, judged, picture, points

PEOPLE = {"red": "ann ben", "blue": "cid dan", "green": "eve"}


def quiz(*rounds: Round, **rules: Any) -> Event:
    """Five people in three teams: a heat and a final of points."""
    event = contest(
        heat(*(rounds or (points(), points("risk", weight=Decimal(2)))), advance=2),
        final(points("last")),
        **rules,
    )
    return replace(event, teams=tuple(map(_with_people, event.teams)))


def _with_people(team: Team) -> Team:
    members = (Member(name.title(), id=name) for name in PEOPLE[team.id].split())
    return replace(team, members=tuple(members))


def give(scribe: Scribe, round_id: str, member: str, value: int, **rest: Any) -> Entry:
    team = next(team for team, people in PEOPLE.items() if member in people.split())
    return scribe.award(round_id, team, value, detail={"member": member, **rest})


def table(scribe: Scribe, audience: str = "public") -> list[tuple[str, Any, bool, str]]:
    rows = scribe.board(audience).get("individuals", [])
    return [(one["member"]["id"], one["rank"], one["tied"], one["total"]) for one in rows]


def test_points_under_a_name_make_the_best_individuals_over_all_rounds_by_their_weight() -> None:
    scribe = Scribe(quiz()).open("buzzer")
    assert "individuals" not in scribe.board(), "nobody is named, so there is no table"
    give(scribe, "buzzer", "ann", 10)
    give(scribe, "buzzer", "cid", 20)
    scribe.award("buzzer", "red", 50)
    scribe.close("buzzer").open("risk")
    give(scribe, "risk", "ann", 10)
    give(scribe, "risk", "dan", -5)
    scribe.close("risk")
    # Ann has 10 + 2 x 10; the 50 of her team are nobody's.
    assert table(scribe) == [("ann", 1, False, "30"), ("cid", 2, False, "20"),
                             ("dan", 3, False, "-10")]  # fmt: skip
    assert scribe.board()["individuals"][0]["rounds"] == {"buzzer": "10", "risk": "20"}
    assert scribe.table() == [("red", 1, "80"), ("blue", 2, "10"), ("green", 3, "0")]
    scribe.advance("heat", "red", "blue")
    scribe.open("last")
    give(scribe, "last", "cid", 10)
    assert table(scribe)[:2] == [("ann", 1, True, "30"), ("cid", 1, True, "30")], "all stages"


@pytest.mark.parametrize(
    ("method", "places"),
    [("dense", [1, 1, 2]), ("competition", [1, 1, 3]), ("modified", [2, 2, 3]),
     ("ordinal", [1, 2, 3]), ("fractional", [1.5, 1.5, 3])],
)  # fmt: skip
def test_members_are_numbered_as_the_event_numbers_teams(method: str, places: list[Any]) -> None:
    scribe = Scribe(quiz(ranking=method)).open("buzzer")
    for member, value in (("cid", 10), ("ann", 10), ("eve", 5)):
        give(scribe, "buzzer", member, value)
    found = table(scribe)
    assert [member for member, *_ in found] == ["ann", "cid", "eve"], "equals as registered"
    assert [rank for _, rank, _, _ in found] == places
    assert [tied for _, _, tied, _ in found] == [method != "ordinal"] * 2 + [False]


def test_where_less_is_better_who_lacks_a_round_comes_after_all_others() -> None:
    lower = {"better": "lower"}
    scribe = Scribe(quiz(points(**lower), points("risk", **lower), **lower)).open("buzzer")
    give(scribe, "buzzer", "ann", 30)
    give(scribe, "buzzer", "cid", 5)
    scribe.close("buzzer").open("risk")
    give(scribe, "risk", "ann", 30)
    assert table(scribe) == [("ann", 1, False, "60"), ("cid", 2, False, "5")]
    assert [one["incomplete"] for one in scribe.board()["individuals"]] == [False, True]


def test_what_is_undone_and_what_is_corrected_is_nobodys() -> None:
    scribe = Scribe(quiz()).open("buzzer")
    given_to_ann = give(scribe, "buzzer", "ann", 10)
    give(scribe, "buzzer", "ben", 20)
    scribe.write("correction", round="buzzer", team="red", value=Decimal(5), reason="miscounted")
    assert table(scribe) == [("ben", 1, False, "20"), ("ann", 2, False, "10")]
    scribe.undo(given_to_ann)
    assert table(scribe) == [("ben", 1, False, "20")]


def test_a_members_points_are_hidden_while_the_teams_are_and_gone_when_it_is_absent() -> None:
    scribe = Scribe(quiz(publish="round")).open("buzzer")
    give(scribe, "buzzer", "ann", 10)
    assert table(scribe) == table(scribe, "judge") == []
    assert "ann" not in str(scribe.board()["rows"])
    assert table(scribe, "desk") == [("ann", 1, False, "10")]
    scribe.close("buzzer")
    assert table(scribe) == [("ann", 1, False, "10")]
    scribe.write("absent", round="buzzer", team="red", reason="left")
    assert table(scribe) == []


def test_members_of_a_team_that_has_left_take_nobodys_place() -> None:
    scribe = Scribe(quiz()).open("buzzer")
    give(scribe, "buzzer", "ann", 30)
    give(scribe, "buzzer", "cid", 10)
    scribe.write("withdraw", team="red", reason="ill")
    assert table(scribe) == [("cid", 1, False, "10"), ("ann", None, False, "30")]


def test_a_play_off_and_a_round_without_weight_are_in_no_individual_total() -> None:
    scribe = Scribe(quiz(points(weight=Decimal(0)))).open("buzzer")
    give(scribe, "buzzer", "ann", 30)
    detail = {"teams": ["red", "blue"], "name": "Play-off", **USUAL}
    scribe.close("buzzer").write("playoff", stage="heat", round="p1", detail=detail, reason="tie")
    give(scribe, "p1", "cid", 10)
    assert table(scribe) == table(scribe, "desk") == []


def test_who_has_points_stays_in_the_team_and_may_be_renamed() -> None:
    event = quiz()
    scribe = Scribe(event).open("buzzer")
    give(scribe, "buzzer", "ann", 10)
    red, blue, green = event.teams
    gone = replace(red, members=red.members[1:])
    moved = replace(blue, members=(*blue.members, red.members[0]))
    with pytest.raises(Refusal, match="Ann has points or a prize and must stay in Red"):
        check_change(scribe.book, replace(event, teams=(gone, moved, green)))
    renamed = replace(red, members=(replace(red.members[0], name="Anna"), red.members[1]))
    check_change(scribe.book, replace(event, teams=(renamed, blue, green)))


def test_the_reckoning_names_who_earned_what() -> None:
    scribe = Scribe(quiz()).open("buzzer")
    give(scribe, "buzzer", "ann", 10, question="3")
    scribe.award("buzzer", "red", 10)
    scribe.close("buzzer")
    found = breakdown(scribe.book, scribe.book.stage, "red", "public", in_english)
    assert [award.get("member") for award in found["rounds"][0]["awards"]] == ["Ann", None]
    assert [one["member"]["name"] for one in found["individuals"]] == ["Ann"]
    other = breakdown(scribe.book, scribe.book.stage, "blue", "public", in_english)
    assert "individuals" not in other


def test_the_files_list_the_best_individuals() -> None:
    scribe = Scribe(quiz()).open("buzzer")
    give(scribe, "buzzer", "cid", 20)
    give(scribe, "buzzer", "ann", 10)
    results = gather(scribe.book, in_english)
    rows = [[cell.text for cell in row] for row in individuals(results).rows]
    assert rows == [
        ["1", "", "Cid", "Blue", "20", "20", ""],
        ["2", "", "Ann", "Red", "10", "10", ""],
    ]
    lines = results_csv(results).decode("utf-8-sig").split("\r\n")
    assert lines[0].endswith('"Team id","Member"')
    assert lines[-3].startswith('"Best individuals","1","","Blue","east"')
    assert lines[-3].endswith('"blue","Cid"')
    assert {line.count('","') for line in lines if line} == {lines[0].count('","')}


SPEAKER = Prize("p1", "Best speaker", count=1, who="member")
MENTION = Prize("p2", "Mention", who="member")
WINNER = Prize("p3", "First prize", count=1)


def prized(*prizes: Prize) -> Scribe:
    """A final after a heat: Cid has 30, Ann and Dan 20 each, Eve 10; red wins without a name."""
    event = replace(quiz(), prizes=prizes, stages=(final(points("last")),))
    scribe = Scribe(event).open("last")
    for member, value in (("cid", 30), ("ann", 20), ("dan", 20), ("eve", 10)):
        give(scribe, "last", member, value)
    scribe.award("last", "red", 90)
    return scribe.close("last")


def won(scribe: Scribe) -> dict[str, list[str]]:
    """The prizes on the hall's board, by team and by member."""
    shown = scribe.board()
    named = {row["team"]["id"]: row.get("prizes", []) for row in shown["rows"]}
    named |= {one["member"]["id"]: one.get("prizes", []) for one in shown["individuals"]}
    return {who: names for who, names in named.items() if names}


def test_a_prize_for_members_goes_to_the_best_and_is_told_with_the_announcement() -> None:
    scribe = prized(WINNER, SPEAKER, MENTION)
    assert won(scribe) == {}, "nothing is told before"
    assert desk_board(scribe.book)["prizes"]["blue"] == [
        "Best speaker (Cid)", "Mention (Dan)",
    ]  # fmt: skip
    scribe.advance("final", "red")
    assert won(scribe) == {
        "red": ["First prize", "Mention (Ann)"],
        "blue": ["Best speaker (Cid)", "Mention (Dan)"],
        "green": ["Mention (Eve)"],
        "cid": ["Best speaker"], "ann": ["Mention"], "dan": ["Mention"], "eve": ["Mention"],
    }  # fmt: skip
    found = breakdown(scribe.book, scribe.book.stage, "blue", "public", in_english)
    announced = found["announced"]
    assert announced is not None
    assert announced["prizes"][0] == "Cid among the best individuals, place 1: Best speaker"


def test_a_set_up_says_which_members_prizes_it_would_change_once_they_are_told() -> None:
    scribe = prized(WINNER, SPEAKER, MENTION)
    scribe.advance("final", "red")
    more = replace(scribe.book.event, prizes=(WINNER, replace(SPEAKER, count=2), MENTION))
    seen = preview_change(scribe.book, more, in_english)
    assert seen["announced"]
    assert seen["changes"][-1] == "Announced as Mention, then Best speaker: Ann, Dan."


def test_members_tied_across_the_edge_of_a_prize_all_take_it_and_hold_nothing_up() -> None:
    scribe = prized(replace(SPEAKER, count=2), WINNER)
    assert blocking_tie(scribe.book, scribe.book.stage) is None
    scribe.advance("final", "red")
    members = {who: names for who, names in won(scribe).items() if len(who) == 3 and who != "red"}
    assert members == {name: ["Best speaker"] for name in ("cid", "ann", "dan")}


def test_members_are_called_up_after_the_teams_each_with_the_own_total() -> None:
    scribe = prized(SPEAKER, WINNER)
    givings = prize_givings(scribe.book) or []
    called = [
        (giving.name, [(one.member.name if one.member else one.team.name, one.total)
                       for one in giving.called])
        for giving in givings
    ]  # fmt: skip
    assert called == [
        ("First prize", [("Red", Decimal(110))]), ("Best speaker", [("Cid", Decimal(30))]),
    ]  # fmt: skip


def test_each_division_has_best_individuals_and_prizes_of_its_own() -> None:
    event = quiz()
    red, blue, green = event.teams
    divided = replace(
        event,
        divisions=(Division("junior", "Junior"), Division("senior", "Senior")),
        teams=(replace(red, division="senior"), replace(blue, division="junior"),
               replace(green, division="senior")),
        stages=(final(points("last")),),
        prizes=(SPEAKER, Prize("p2", "Runner-up", count=1, division="senior", who="member")),
    )  # fmt: skip
    scribe = Scribe(divided).open("last")
    for member, value in (("ann", 20), ("cid", 10), ("eve", 30)):
        give(scribe, "last", member, value)
    assert table(scribe) == [("cid", 1, False, "10"), ("eve", 1, False, "30"),
                             ("ann", 2, False, "20")]  # fmt: skip
    named = [one["division"]["name"] for one in scribe.board()["individuals"]]
    assert named == ["Junior", "Senior", "Senior"]
    scribe.close("last").advance("final", "green", "blue")
    won = [(one["member"]["id"], one["prizes"]) for one in scribe.board()["individuals"]]
    assert won == [("cid", ["Best speaker"]), ("eve", ["Best speaker"]), ("ann", ["Runner-up"])]


ACTS = st.lists(
    st.tuples(st.sampled_from(["ann", "ben", "cid", "dan", "eve", ""]), st.integers(-20, 20),
              st.booleans()),
    max_size=12,
)  # fmt: skip


@given(ACTS)
def test_a_team_has_what_its_members_and_nobody_were_given_and_a_replay_the_same(
    acts: list[tuple[str, int, bool]],
) -> None:
    scribe = Scribe(quiz(points("buzzer"), judged())).open("buzzer")
    for member, value, undone in acts:
        entry = give(scribe, "buzzer", member, value) if member else None
        entry = entry or scribe.award("buzzer", "red", value)
        if undone:
            scribe.undo(entry)
    rows, people = scribe.board("desk")["rows"], scribe.board("desk").get("individuals", [])
    nobodys = sum(value for member, value, undone in acts if not member and not undone)
    for row in rows:
        own = sum(int(one["total"]) for one in people if one["team"]["id"] == row["team"]["id"])
        assert int(row["total"]) == own + (nobodys if row["team"]["id"] == "red" else 0)
    again = type(scribe.book).replay(scribe.book.entries)
    assert picture(again) == picture(scribe.book)
