"""Prizes: who gets which by the rule's numbers, and ties across an edge, which are guarded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.contest.acts import advancing
from scoreboard.contest.acts.setup_change import SetupPreview, check_change, preview_change
from scoreboard.contest.boards.awards import prize_givings
from scoreboard.contest.boards.board import board
from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.explaining.breakdown import breakdown
from scoreboard.contest.model import Event, Member, Prize
from scoreboard.contest.record.book import Book
from scoreboard.contest.record.kinds import sentence_key
from scoreboard.contest.rules.prizes import award
from scoreboard.contest.rules.problem import answer
from scoreboard.contest.words import Refusal, in_english
from scoreboard.files.results.as_csv import results_csv
from scoreboard.files.results.as_json import results_document
from scoreboard.files.results.gathered import gather
from scoreboard.files.results.signed_sheet import stage_sheet
from tests.unit.contests import Scribe, contest, heat, points

ONE = Prize("p1", "First prize", count=1)
THREE = Prize("p2", "Second prize", count=3)
REST = Prize("p9", "Honourable mention")
NAMES = "ada bea cid dan eve fay"


def won(totals: list[int], *prizes: Prize, together: Any = ()) -> list[str | None]:
    return award(totals, [Decimal(t) for t in totals], prizes, together).prizes


def test_each_prize_goes_to_the_next_best_and_the_last_one_to_the_rest() -> None:
    assert won([60, 50, 40, 30, 20, 10], ONE, THREE, REST) == ["p1", "p2", "p2", "p2", "p9", "p9"]
    assert won([10, 20, 30], ONE) == [None, None, "p1"]


def test_a_tie_inside_a_prize_stays_and_one_across_its_edge_leaves_them_without() -> None:
    assert won([60, 50, 50, 40, 30], ONE, THREE) == ["p1", "p2", "p2", "p2", None]
    totals = [60, 50, 40, 30, 30, 10]
    awarded = award(totals, [Decimal(t) for t in totals], [ONE, THREE, REST])
    assert awarded.prizes == ["p1", "p2", "p2", None, None, "p9"]
    assert [(t.prize, t.positions, t.left) for t in awarded.ties] == [("p2", (3, 4), 1)]


def test_a_tie_takes_its_share_of_the_next_prize_whoever_of_them_gets_it() -> None:
    two = Prize("p2", "Second", count=2)
    assert won([50, 50, 40, 30], ONE, two) == [None, None, "p2", None]


def test_taking_all_tied_enlarges_a_prize_and_the_next_keeps_its_number() -> None:
    both = [frozenset({0, 1})]
    two = Prize("p2", "Second", count=2)
    assert won([50, 50, 40, 30, 20], ONE, two, together=both) == ["p1", "p1", "p2", "p2", None]


@pytest.mark.parametrize(
    ("rounding", "teams", "expected"),
    [("half_up", 5, 1), ("half_up", 15, 2), ("up", 11, 2), ("down", 19, 1), ("down", 9, 0)],
)
def test_a_share_is_of_the_placed_teams_and_rounded_as_said(
    rounding: Any, teams: int, expected: int
) -> None:
    tenth = Prize("p1", "First", share=Decimal("0.1"), rounding=rounding)
    keys: list[int | None] = [*range(teams), None, None]
    totals = [None if k is None else Decimal(k) for k in keys]
    assert award(keys, totals, [tenth]).prizes.count("p1") == expected


def test_a_threshold_takes_all_who_reach_it_also_exactly() -> None:
    gold = Prize("gold", "Gold", at_least=Decimal(90))
    silver = Prize("silver", "Silver", at_least=Decimal(80))
    assert won([95, 90, 89, 80, 79], gold, silver) == ["gold", "gold", "silver", "silver", None]


AMOUNTS = st.one_of(
    st.integers(1, 4).map(lambda n: {"count": n}),
    st.tuples(st.integers(1, 100), st.sampled_from(["up", "down", "half_up"])).map(
        lambda said: {"share": Decimal(said[0]) / 100, "rounding": said[1]}
    ),
)


@st.composite
def rules(draw: st.DrawFn) -> list[Prize]:
    given = draw(st.lists(AMOUNTS, min_size=1, max_size=4))
    prizes = [Prize(f"p{n}", f"P{n}", **said) for n, said in enumerate(given)]
    return [*prizes, Prize("rest", "Rest")] if draw(st.booleans()) else prizes


def numbers(prizes: list[Prize], placed: int) -> list[int]:
    """How many teams each prize is for, reckoned here once more."""
    found = []
    for prize in prizes:
        exact = (prize.share or 0) * placed
        whole, half = int(exact), exact - int(exact)
        up = {"up": half > 0, "down": False, "half_up": half >= Decimal("0.5")}[prize.rounding]
        rest = placed if prize.share is None else whole + up
        found.append(rest if prize.count is None else prize.count)
    return found


@given(st.lists(st.integers(0, 6), max_size=12), rules())
def test_prizes_follow_the_numbers_and_each_tie_across_an_edge_is_guarded(
    totals: list[int], prizes: list[Prize]
) -> None:
    awarded = award(totals, [Decimal(t) for t in totals], prizes)
    tied = {position for tie in awarded.ties for position in tie.positions}
    edges, at = [], 0
    for number in numbers(prizes, len(totals)):
        at += number
        edges.append(at)
    for i, total in enumerate(totals):
        ahead = sum(other > total for other in totals)
        last = ahead + totals.count(total)
        straddles = any(ahead < edge < last for edge in edges)
        assert (i in tied) == straddles, "a tie is guarded just where it straddles an edge"
        own = next((p.id for p, edge in zip(prizes, edges, strict=True) if ahead < edge), None)
        assert awarded.prizes[i] == (None if straddles else own)


@given(st.lists(st.integers(0, 6), max_size=10), rules(), st.randoms())
def test_the_order_of_the_list_changes_nothing(
    totals: list[int], prizes: list[Prize], random: Any
) -> None:
    order = list(range(len(totals)))
    random.shuffle(order)
    before = won(totals, *prizes)
    assert won([totals[i] for i in order], *prizes) == [before[i] for i in order]


@given(st.lists(st.integers(0, 3), max_size=10), rules())
def test_all_who_are_tied_may_take_the_better_prize_and_nobody_is_then_left(
    totals: list[int], prizes: list[Prize]
) -> None:
    exact = [Decimal(t) for t in totals]
    together: list[frozenset[int]] = []
    while ties := award(totals, exact, prizes, together).ties:
        together.append(frozenset(ties[0].positions))
    found = award(totals, exact, prizes, together).prizes
    for i, total in enumerate(totals):
        assert {found[j] for j, other in enumerate(totals) if other == total} == {found[i]}


def test_the_filter_answers_with_prizes_and_ties() -> None:
    prizes = [{"id": "first", "count": 1}, {"name": "second", "count": 1}, {}]
    asked = {"scores": [9, 8, 8, 7], "prizes": prizes}
    answered = answer(asked)
    assert answered["prizes"] == ["first", None, None, "3"]
    assert answered["prize_ties"] == [{"prize": "second", "positions": [1, 2], "left": 1}]
    assert "error" in answer({"scores": [1], "prizes": [{}, {"count": 1}]})
    assert "error" in answer({"scores": [1], "prizes": [{"count": 1, "division": "a"}]})


# In an event.


def prized(*prizes: Prize, teams: str = NAMES) -> Event:
    return replace(contest(heat(points()), teams=teams), prizes=prizes or (ONE, THREE, REST))


def played(event: Event, **given: int) -> Scribe:
    return Scribe(event).open("buzzer").awards("buzzer", **given).close("buzzer")


def refused(book: Book, decision: Any = None) -> str:
    with pytest.raises(Refusal) as refusal:
        advancing.named_teams(book, book.stage, decision)
    return str(refusal.value)


def announce(scribe: Scribe, decision: Any = None) -> None:
    stage = scribe.book.stage
    teams = advancing.named_teams(scribe.book, stage, decision)
    detail = {"teams": teams} | ({"decision": decision} if decision else {})
    scribe.write("advance", stage=stage.id, detail=detail)


def on_board(scribe: Scribe, audience: Any = "public") -> dict[str, str | None]:
    rows = board(scribe.book, audience)["rows"]
    return {row["team"]["id"]: row["prize"] for row in rows if "prize" in row}


CLEAR = {"ada": 60, "bea": 50, "cid": 40, "dan": 30, "eve": 20, "fay": 10}
ACROSS = CLEAR | {"eve": 30}


def test_nobody_sees_a_prize_before_the_announcement_and_everybody_after_it() -> None:
    scribe = played(prized(), **CLEAR)
    for audience in ("public", "judge", "desk"):
        assert on_board(scribe, audience) == {}
    assert desk_board(scribe.book)["prizes"]["ada"] == ["First prize"]
    announce(scribe)
    expected = dict(zip(NAMES.split(), ["p1", "p2", "p2", "p2", "p9", "p9"], strict=True))
    assert on_board(scribe) == expected
    assert Book.replay(scribe.book.entries).announced == scribe.book.announced


def test_a_tie_across_the_second_prize_keeps_the_last_stage_from_being_announced() -> None:
    scribe = played(prized(), **ACROSS)
    tie = desk_board(scribe.book)["tie"]
    second = {"id": "p2", "name": "Second prize"}
    assert tie == {"teams": ["dan", "eve"], "seats": 1, "prize": second}
    assert desk_board(scribe.book)["prizes"] == {}, "nothing to be read out before it is settled"
    for decision in (None, "share", "all"):
        assert "Dan, Eve are tied for the last of Second prize" in refused(scribe.book, decision)


def test_lots_part_them_and_all_of_them_may_take_it() -> None:
    scribe = played(prized(), **ACROSS)
    scribe.write("lots", stage="heat", detail={"order": ["eve", "dan"]})
    announce(scribe)
    assert on_board(scribe)["eve"] == "p2"
    assert on_board(scribe)["dan"] == "p9"
    scribe = played(prized(), **ACROSS)
    stage = scribe.book.stage
    teams = advancing.check_together(scribe.book, stage, ())
    scribe.write("together", stage="heat", detail={"teams": teams}, reason="the jury's word")
    announce(scribe)
    assert [on_board(scribe)[t] for t in ("dan", "eve", "fay")] == ["p2", "p2", "p9"]
    again = Book.replay(scribe.book.entries)
    assert board(again, "public") == board(scribe.book, "public")


def test_a_decision_to_take_all_tied_is_for_just_these_teams() -> None:
    scribe = played(prized(), **ACROSS)
    scribe.write("together", stage="heat", detail={"teams": ["dan", "eve"]}, reason="so agreed")
    scribe.write("penalty", stage="heat", team="cid", value=Decimal(-10), reason="late")
    assert "Cid, Dan, Eve" in refused(scribe.book)
    with pytest.raises(Refusal, match="not exactly the teams"):
        advancing.check_together(scribe.book, scribe.book.stage, ["dan", "eve"])


def test_who_shares_the_first_place_shares_its_prize() -> None:
    scribe = played(prized(), **CLEAR | {"bea": 60})
    assert "share the first place" in refused(scribe.book)
    with pytest.raises(Refusal, match="not exactly the teams"):
        advancing.check_together(scribe.book, scribe.book.stage, ["ada", "bea"])
    announce(scribe, "share")
    assert [on_board(scribe)[t] for t in NAMES.split()] == ["p1", "p1", "p2", "p2", "p2", "p9"]


def test_the_lowest_tie_is_settled_first_and_the_first_place_with_the_announcement() -> None:
    scribe = played(prized(), **ACROSS | {"bea": 60})
    assert "Second prize" in refused(scribe.book, "share")
    scribe.write("lots", stage="heat", detail={"order": ["eve", "dan"]})
    assert "share the first place" in refused(scribe.book)


def test_sharing_the_first_place_may_tie_others_for_the_next_prize_and_that_is_settled_too() -> (
    None
):
    two = Prize("p2", "Second prize", count=2)
    level = {"ada": 9, "bea": 9, "cid": 9, "dan": 1, "eve": 1, "fay": 1}
    scribe = played(prized(ONE, two, REST), **level)
    tie = desk_board(scribe.book)["tie"]
    assert tie == {"teams": ["ada", "bea", "cid"], "seats": 1, "apart": True}
    assert refused(scribe.book, "share") == (
        "If Ada, Bea, Cid share the first place, Dan, Eve, Fay are tied for the last of Second "
        "prize. Let them share it by a decision of its own, then settle that tie."
    )
    teams = advancing.check_together(scribe.book, scribe.book.stage, ())
    scribe.write("together", stage="heat", detail={"teams": teams}, reason="so agreed")
    assert desk_board(scribe.book)["tie"] == {
        "teams": ["dan", "eve", "fay"], "seats": 2, "prize": {"id": "p2", "name": "Second prize"},
    }  # fmt: skip
    assert "tied for the last of Second prize" in refused(scribe.book)
    scribe.write("lots", stage="heat", detail={"order": ["fay", "dan", "eve"]})
    announce(scribe)
    won = ["p1", "p1", "p1", "p2", "p9", "p2"]
    assert [on_board(scribe)[team] for team in NAMES.split()] == won
    assert scribe.board()["winners"] == ["ada", "bea", "cid"]


def test_guests_and_who_has_withdrawn_take_no_prize() -> None:
    event = prized(ONE, REST)
    guest = replace(event.teams[0], guest=True)
    scribe = played(replace(event, teams=(guest, *event.teams[1:])), **CLEAR)
    scribe.write("withdraw", team="bea", reason="ill")
    announce(scribe)
    assert [on_board(scribe)[t] for t in ("ada", "bea", "cid", "dan")] == [None, None, "p1", "p9"]


def test_an_act_that_ties_teams_across_a_prize_after_the_announcement_is_asked_about() -> None:
    scribe = played(prized(), **CLEAR)
    announce(scribe)
    draft = replace(
        scribe.book.entries[-1], id="x", kind="penalty", stage="heat", team="dan",
        value=Decimal(-10), detail={},
    )  # fmt: skip
    then = scribe.book.after(draft)
    assert advancing.affected(scribe.book, then) == [scribe.book.event.stages[0]]
    with pytest.raises(Refusal, match="would be tied for a prize"):
        advancing.named_anew(then, scribe.book.event.stages[0])
    before = on_board(scribe)
    scribe.write("penalty", stage="heat", team="dan", value=Decimal(-10), reason="late")
    assert on_board(scribe) == before, "kept knowingly, the prizes are those announced"


def test_a_special_prize_is_seen_with_the_announcement_and_taken_back_with_an_undo() -> None:
    scribe = played(prized(ONE), **CLEAR)
    given = scribe.write("special", team="fay", detail={"prize": "Best appearance"}, reason="jury")
    assert not any("prizes" in row for row in board(scribe.book, "public")["rows"])
    announce(scribe)
    assert board(scribe.book, "public")["rows"][-1]["prizes"] == ["Best appearance"]
    scribe.write("undo", team="fay", voids=given.version, reason="the wrong team")
    assert board(scribe.book, "public")["rows"][-1]["prizes"] == []


def test_a_member_has_a_special_prize_on_board_in_the_breakdown_and_at_the_giving() -> None:
    event = prized(ONE)
    ben = Member("Ben", id="m2")
    teams = [
        replace(team, members=(Member("Ann", id="m1"), ben)) if team.id == "fay" else team
        for team in event.teams
    ]
    scribe = played(replace(event, teams=tuple(teams)), **CLEAR)
    detail = {"prize": "Best appearance", "member": "m2"}
    given = scribe.write("special", team="fay", detail=detail, reason="jury")
    assert sentence_key(given) == "member"
    assert not any("prizes" in row for row in board(scribe.book, "public")["rows"])
    announce(scribe)
    assert board(scribe.book, "public")["rows"][-1]["prizes"] == ["Best appearance (Ben)"]
    assert why(scribe, "fay")[-1] == "Special prize for Ben, given by hand: Best appearance"
    called = (prize_givings(scribe.book) or [])[-1].called
    assert [(one.team.id, one.member) for one in called] == [("fay", ben)]
    with pytest.raises(Refusal, match="Ben has points or a prize and must stay in Fay"):
        check_change(scribe.book, event)


def test_an_event_without_prizes_says_nothing_of_them() -> None:
    scribe = played(contest(heat(points()), teams=NAMES), **ACROSS)
    announce(scribe)
    assert not any("prize" in row for row in board(scribe.book, "public")["rows"])


def called(scribe: Scribe) -> list[tuple[str, str]] | None:
    givings = prize_givings(scribe.book)
    if givings is None:
        return None
    return [(g.name, " ".join(one.team.id for one in g.called)) for g in givings]


def test_who_is_called_up_is_known_once_all_is_settled_and_never_with_a_tie_left() -> None:
    scribe = played(prized(), **ACROSS)
    assert called(Scribe(prized())) is None
    assert called(scribe) is None
    scribe.write("lots", stage="heat", detail={"order": ["eve", "dan"]})
    scribe.write("special", team="dan", detail={"prize": "Best appearance"}, reason="jury")
    expected = [
        ("First prize", "ada"), ("Second prize", "bea cid eve"),
        ("Honourable mention", "dan fay"), ("Best appearance", "dan"),
    ]  # fmt: skip
    assert called(scribe) == expected
    announce(scribe)
    assert called(scribe) == expected


def why(scribe: Scribe, team: str) -> list[str]:
    found = breakdown(scribe.book, scribe.book.event.stages[0], team, "public", in_english)
    announced = found["announced"]
    return announced.get("prizes", []) if announced else []


def test_why_a_team_has_its_prize_is_said_with_the_announcement_and_not_before() -> None:
    scribe = played(prized(), **ACROSS)
    scribe.write("together", stage="heat", detail={"teams": ["dan", "eve"]}, reason="so agreed")
    scribe.write("special", team="fay", detail={"prize": "Best appearance"}, reason="jury")
    assert why(scribe, "dan") == why(scribe, "fay") == []
    announce(scribe)
    assert why(scribe, "ada") == ["Teams ahead: 0. First prize: the next 1."]
    assert why(scribe, "dan") == [
        "Teams ahead: 3. Second prize: the next 3.",
        "Tied across the edge of the prize; all who were took it, by a decision.",
    ]
    assert why(scribe, "fay")[-1] == "Special prize, given by hand: Best appearance"


def test_a_set_up_says_which_announced_prizes_it_would_change() -> None:
    scribe = played(prized(), **CLEAR)
    more = replace(scribe.book.event, prizes=(replace(ONE, count=2), THREE, REST))
    assert not any("Announced" in one for one in preview(scribe.book, more)["changes"])
    announce(scribe)
    seen = preview(scribe.book, more)
    assert seen["announced"]
    assert seen["changes"][1:] == [
        "Announced as Second prize, then First prize: Bea.",
        "Announced as Honourable mention, then Second prize: Eve.",
    ]
    fewer = preview(scribe.book, replace(scribe.book.event, prizes=(ONE, THREE)))
    assert fewer["changes"][-1] == "Announced as Honourable mention, then no prize: Eve, Fay."
    renamed = replace(scribe.book.event, prizes=(replace(ONE, name="Gold"), THREE, REST))
    assert not preview(scribe.book, renamed)["announced"], "everybody keeps theirs"


def preview(book: Book, event: Event) -> SetupPreview:
    return preview_change(book, event, in_english)


def test_files_say_the_prizes_once_they_are_announced_and_never_before() -> None:
    scribe = played(prized(ONE), **CLEAR)
    before = gather(scribe.book, in_english)
    assert "First prize" not in results_csv(before).decode("utf-8-sig")
    assert not any("prize" in row for row in results_document(before)["rows"])
    announce(scribe)
    after = gather(scribe.book, in_english)
    head, ada, *_ = results_csv(after).decode("utf-8-sig").splitlines()
    assert head.endswith('"Team id","Prize"')
    assert ada.endswith('"ada","First prize"')
    assert [row["prize"] for row in results_document(after)["rows"]][:2] == ["p1", None]
    assert "First prize" in stage_sheet(after, after.stages[0])["rows"][0]["remarks"]
