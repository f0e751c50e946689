"""What holds on every lawful day, with play-offs, lots, corrections, withdrawals and undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoreboard.contest.boards.desk_board import desk_board
from scoreboard.contest.model import Entry, Judge, Team
from scoreboard.contest.record.book import Book
from scoreboard.contest.standings.rows import Standing
from scoreboard.contest.standings.standings import standings_of
from scoreboard.contest.words import Refusal
from tests.support.examples import examples
from tests.unit.contests import Scribe, contest, heat, judged, picture
from tests.unit.days import (
    CUP,
    DAYS,
    SIDE_CUP,
    Act,
    Idle,
    day,
    rounds_of,
    table,
    take_back,
    without,
    write,
)

SOME = settings(examples(60), phases=[Phase.generate, Phase.shrink])


def whole(book: Book) -> list[Any]:
    """Everything any screen shows, the desk's board of each stage included."""
    return [*picture(book), *(desk_board(book, stage) for stage in book.event.stages)]


def shown(rows: Sequence[Standing]) -> list[Any]:
    """Rows without the ledger's numbers: lots are called after their entry."""
    return [replace(row, decided_by=(row.decided_by or "").rstrip("0123456789")) for row in rows]


def tables(book: Book) -> dict[str, Any]:
    return {stage: shown(rows) for stage, rows in table(book).items()}


def totals(book: Book) -> dict[str, dict[str, Decimal]]:
    return {s: {row.team.id: row.total for row in rows} for s, rows in table(book).items()}


@SOME
@given(DAYS)
def test_a_replay_of_any_day_is_the_book_that_grew_entry_by_entry(acts: list[Act]) -> None:
    book = day(acts)
    assert whole(Book.replay(book.entries)) == whole(book)


@SOME
@given(DAYS)
def test_who_plays_after_a_side_stage_went_on_or_came_back_and_nobody_is_in_both(
    acts: list[Act],
) -> None:
    book = day([*acts, *[("step", 0, 0, 0)] * 3], SIDE_CUP)
    assert whole(Book.replay(book.entries)) == whole(book)
    heat, side, final = (book.teams_of(stage) for stage in SIDE_CUP.stages)
    named = book.announced.get("heat")
    going = set(named.going_on if named else ())
    revived = book.announced.get("revival")
    back = {one.team for one in revived.admitted} if revived else set()
    assert {team.id for team in final} == going | back
    assert not {team.id for team in side} & going
    assert back <= {team.id for team in side} <= {team.id for team in heat}


@SOME
@given(DAYS)
def test_what_is_taken_back_leaves_no_trace_in_the_standings(acts: list[Act]) -> None:
    book = day(acts)
    gone = {e.round for e in book.entries if e.kind == "playoff" and e.version in book.voided}

    def void(entry: Entry) -> bool:
        in_a_void_playoff = entry.round is not None and entry.round in gone
        return entry.kind == "undo" or entry.version in book.voided or in_a_void_playoff

    assert tables(without(book, void)) == tables(book)


@SOME
@given(DAYS, st.integers(0, 40))
def test_an_undo_and_its_own_undo_change_nothing(acts: list[Act], back: int) -> None:
    scribe = Scribe(CUP)
    scribe.book = day(acts)
    before = tables(scribe.book)
    with suppress(Refusal):
        undone = take_back(scribe, scribe.book.entries[-1 - back % scribe.book.version])
        take_back(scribe, undone)
        assert tables(scribe.book) == before


@SOME
@given(DAYS)
def test_play_offs_and_lots_change_no_total(acts: list[Act]) -> None:
    # Who goes on may hang on them, and so what is carried: only the first stage is compared.
    book = day(acts)
    held = {e.round for e in book.entries if e.kind == "playoff"}
    settled = {e.version for e in book.entries if e.kind in ("playoff", "lots")}

    def settles(entry: Entry) -> bool:
        undoes = {e.version for e in book.entries if e.kind == "undo" and e.voids in settled}
        return (
            entry.version in settled
            or entry.version in undoes
            or entry.voids in undoes
            or (entry.round is not None and entry.round in held)
        )

    assert totals(without(book, settles))["heat"] == totals(book)["heat"]


@SOME
@given(DAYS)
def test_a_play_off_and_lots_order_only_their_teams(acts: list[Act]) -> None:
    seen: list[Book] = []

    def query(book: Book) -> None:
        newest = book.entries[-1]
        if newest.kind == "lots" or (newest.kind == "close" and "playoff" in (newest.round or "")):
            seen.append(book.at(book.version))

    day(acts, each=query)
    for book in seen:
        newest, before = book.entries[-1], book.at(book.version - 1)
        stage = next(s for s in book.event.stages for held in book.tie_resolutions(s)
                     if held.id in (newest.round, f"lots{newest.version}"))  # fmt: skip
        ours = next(held for held in book.tie_resolutions(stage)
                    if held.id in (newest.round, f"lots{newest.version}"))  # fmt: skip
        old, new = (
            {row.team.id: row.ahead for row in standings_of(b, stage, "desk").rows}
            for b in (before, book)
        )
        for team in book.teams_of(stage):
            if team.id not in ours.teams:
                assert new[team.id] == old[team.id]


@SOME
@given(DAYS)
def test_the_seats_of_a_cut_are_never_oversold(acts: list[Act]) -> None:
    def query(book: Book) -> None:
        stage = book.event.stages[0]
        rows = table(book)[stage.id]
        size = Counter(row.cut for row in rows)
        competing = sum(1 for row in rows if row.rank is not None)
        if stage.id not in book.announced:
            seats = min(stage.advance or 0, competing)
            assert size["in"] <= seats <= size["in"] + size["tied"]
            assert not size["tied"] or size["in"] + size["tied"] > seats
        named = book.announced.get(stage.id)
        by_hand = named.going_on if named else ()
        assert all(
            (row.cut is None) == (row.rank is None) for row in rows if row.team.id not in by_hand
        )

    day(acts, each=query)


@SOME
@given(DAYS)
def test_at_no_time_is_more_than_one_round_open(acts: list[Act]) -> None:
    def query(book: Book) -> None:
        opened = [r.id for r in rounds_of(book) if book.round_record(r.id).state == "open"]
        assert len(opened) <= 1
        assert opened == [r.id for r in book.open_rounds]
        assert all(book.stage_of(r).id not in book.announced for r in book.open_rounds)

    day(acts, each=query)


@SOME
@given(DAYS)
def test_nobody_is_named_ahead_of_a_team_with_more_points(acts: list[Act]) -> None:
    """Right after an announcement, before anything is corrected."""

    def query(book: Book) -> None:
        newest = book.entries[-1]
        if newest.kind == "advance":
            rows = table(book)[newest.stage or ""]
            named = {row.team.id for row in rows} & set(newest.detail["teams"])
            least = min((row.total for row in rows if row.team.id in named), default=None)
            others = [r for r in rows if r.team.id not in named and r.rank is not None]
            assert least is None or all(row.total <= least for row in others)
            assert all(row.rank is not None for row in rows if row.team.id in named)

    day(acts, each=query)


@SOME
@given(DAYS, st.permutations(CUP.teams), st.permutations(CUP.judges))
def test_the_order_of_registration_changes_no_place(
    acts: list[Act], teams: list[Team], judges: list[Judge]
) -> None:
    book = day(acts)
    other = replace(CUP, teams=tuple(teams), judges=tuple(judges))
    turned = Book.replay(replace(e, setup=other) if e.setup else e for e in book.entries)
    for stage, rows in tables(book).items():
        assert {r.team.id: r for r in rows} == {r.team.id: r for r in tables(turned)[stage]}


@SOME
@given(DAYS, st.sampled_from(CUP.teams), st.integers(1, 3))
def test_more_points_worsen_nobodys_own_place(acts: list[Act], team: Team, more: int) -> None:
    scribe = Scribe(CUP)
    scribe.book = day(acts)
    before = {row.team.id: row.rank for row in table(scribe.book)["heat"]}[team.id]
    scribe.award("buzzer", team.id, more)
    after = {row.team.id: row.rank for row in table(scribe.book)["heat"]}[team.id]
    assert (before is None) == (after is None)
    assert after is None or scribe.book.round_record("buzzer").state == "pending" or after <= before


@SOME
@given(DAYS, st.lists(st.tuples(st.integers(0, 9), st.sampled_from([-1, 1])), max_size=5))
def test_a_play_off_decides_nothing_before_it_is_closed(
    acts: list[Act], points_given: list[tuple[int, int]]
) -> None:
    scribe = Scribe(CUP)
    scribe.book = day(acts)
    with suppress(Refusal, Idle):
        write(scribe, ("settle", 1, 0, 0))
        before = tables(scribe.book)
        held = scribe.book.playoffs(scribe.book.stage)[-1]
        playing = scribe.book.teams_in(held)
        for who, value in points_given:
            scribe.award(held.id, playing[who % len(playing)].id, value)
            assert tables(scribe.book) == before


TIMES = st.lists(st.integers(0, 90), min_size=6, max_size=6)


@SOME
@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), TIMES, st.booleans())
def test_an_open_round_that_cannot_matter_moves_nobody(
    marks: list[int], times: list[int], closed: bool
) -> None:
    """It counts in no total and no tie-break names it: nobody's in or out hangs on it."""
    written = judged("written", weight=Decimal(0), better="lower", max=Decimal(90))
    event = contest(heat(judged(), written, advance=2), tie_breaks=("best_rounds",))
    scribe = Scribe(event).open("essay")
    pairs = [(team.id, judge.id) for team in event.teams for judge in event.judges]
    for (team, judge), value in zip(pairs, marks, strict=True):
        scribe.mark("essay", team, judge, value)
    before = [replace(row, provisional=False) for row in scribe.close("essay").rows()]
    scribe.open("written")
    for (team, judge), value in zip(pairs, times, strict=True):
        scribe.mark("written", team, judge, value)
        assert [replace(row, provisional=False) for row in scribe.rows()] == before
    if closed:
        assert scribe.close("written").rows() == before
