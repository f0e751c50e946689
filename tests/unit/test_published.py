"""The published ledger: no name and no free word is in it, and the same result follows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given

from scoreboard.contest.acts.publishing import is_told
from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.model import Entry, Event, Judge, Member, Wifi
from scoreboard.contest.record.book import Book
from scoreboard.contest.words import in_english
from scoreboard.files.results.as_json import ChainedEntry
from scoreboard.files.results.redacted import Redaction
from scoreboard.recount.publishing import book_of, published_document, redaction_of
from scoreboard.storage.chain import CHAINED, link, row_of, said_by
from tests.support.examples import examples
from tests.support.recounting import agrees, recounting
from tests.unit.any_events import random_book
from tests.unit.contests import Scribe, contest, heat, judged, people, points
from tests.unit.days import WHOLE_DAYS, Act, day
from tests.unit.test_every_kind import CUPS

# What somebody may have typed freely, and what people are called.
FREE = "typed-freely"
JUDGE, MEMBER = "Professor-Lin", "Doctor-Ann"


def with_names(event: Event) -> Event:
    """The event with long names and ids for all its people."""
    judges = tuple(replace(one, name=f"{JUDGE}-{one.id}") for one in event.judges)
    teams = tuple(
        replace(
            team,
            members=tuple(replace(m, name=f"{MEMBER}-{m.id}", role=MEMBER) for m in team.members),
        )
        for team in event.teams
    )
    return replace(event, judges=judges, teams=teams, wifi=Wifi("Hall", FREE))


def rows_of(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The rows of a ledger in which whoever could has typed something freely."""
    previous, rows = "", []
    for entry in entries:
        typed = {"note": FREE, "text": FREE, "question": FREE, "unknown to this version": FREE}
        said = replace(entry, reason=FREE, detail={**entry.detail, **typed})
        if said.setup is not None:
            said = replace(said, setup=with_names(said.setup))
        row = row_of(said, 1)
        row["hash"] = previous = link(previous, said_by(row))
        rows.append({name: row[name] for name in (*CHAINED, "hash")})
    return rows


def published(book: Book) -> list[ChainedEntry]:
    return redaction_of(book, book.version).entries(rows_of(book.entries))


def places(board: Board) -> list[tuple[object, ...]]:
    return [
        (row["team"]["id"], row["rank"], row["tied"], row["total"], row["rounds"], row["cut"])
        for row in board["rows"]
    ]


@examples(80)
@given(WHOLE_DAYS, CUPS)
def test_whatever_happened_no_name_and_no_free_word_is_published(
    acts: list[Act], event: Event
) -> None:
    book = day(acts, event)
    entries = published(book)
    document = published_document(book_of(entries, book.ledger_id), in_english)
    for made in (json.dumps(entries), json.dumps(document)):
        assert FREE not in made
        assert JUDGE not in made
        assert MEMBER not in made
        assert "Hall" not in made


@examples(80)
@given(WHOLE_DAYS, CUPS)
def test_the_hall_sees_the_same_result_in_what_is_published(acts: list[Act], event: Event) -> None:
    book = day(acts, event)
    again = book_of(published(book), book.ledger_id)
    own, other = Drawn(book, in_english), Drawn(again, in_english)
    for stage in book.event.stages:
        theirs = other.board("public", stage.id)
        assert places(theirs) == places(own.board("public", stage.id))
    assert (again.version, again.final) == (book.version, book.final)


@examples(40)
@given(WHOLE_DAYS, CUPS)
def test_what_is_not_hidden_can_be_checked_and_what_is_says_so(
    acts: list[Act], event: Event
) -> None:
    rows = rows_of(day(acts, event).entries)
    # Who types nothing freely has entries of which nothing is left out.
    previous = ""
    for row in rows:
        row["reason"] = None
        row["detail"] = json.dumps(
            {
                key: said
                for key, said in json.loads(row["detail"]).items()
                if said != FREE
            },
            sort_keys=True, separators=(",", ":"), ensure_ascii=False,
        )  # fmt: skip
        row["hash"] = previous = link(previous, said_by(row))
    previous = ""
    for entry, row in zip(Redaction().entries(rows), rows, strict=True):
        holds = entry["hash"] == link(previous, said_by(entry))
        assert holds is not entry.get("hidden", False)
        assert entry["hash"] == row["hash"]
        previous = entry["hash"]


def test_a_judge_whose_id_tells_nothing_keeps_it_and_others_are_counted() -> None:
    event = contest(heat(judged()), judges=(Judge("j2", "A"), Judge("lin", "B"), Judge("7", "C")))
    scribe = Scribe(event).open("essay").marks("essay", red="1 2 3")
    entries = published(scribe.book)
    marks = [one for one in entries if one["kind"] == "mark"]
    assert [one["judge"] for one in marks] == ["j2", "j3", "7"]
    assert [one["by"] for one in marks] == ["judge:j2", "judge:j3", "judge:7"]


def test_the_set_up_may_name_the_judges() -> None:
    event = contest(heat(judged()), judges=people("lin wu chen"))
    scribe = Scribe(replace(event, publish_judges=True)).open("essay").marks("essay", red="1 2 3")
    entries = published(scribe.book)
    assert [one["judge"] for one in entries if one["kind"] == "mark"] == ["lin", "wu", "chen"]
    judges = json.loads(entries[0]["detail"] or "")["setup"]["judges"]
    assert [one["name"] for one in judges] == [f"{JUDGE}-{one}" for one in ("lin", "wu", "chen")]


def test_what_was_tried_before_the_event_began_is_left_out_whole() -> None:
    scribe = Scribe(contest(heat(points()))).open("buzzer").awards("buzzer", red=10)
    scribe.write("begin", reason="rehearsed")
    scribe.open("buzzer").awards("buzzer", red=20)
    entries = published(scribe.book)
    tried = entries[1:3]
    assert all(
        {key for key, said in one.items() if said} == {"version", "hash", "hidden"} for one in tried
    )
    again = book_of(entries, scribe.book.ledger_id)
    assert places(Drawn(again, in_english).board("public"))[0][3] == "20"


def test_members_are_numbers_where_they_are_marked() -> None:
    team = replace(contest().teams[0], members=(Member("Ann", id="ann"), Member("Ben", id="m9")))
    event = replace(contest(heat(points(by="member"))), teams=(team,))
    scribe = Scribe(event).open("buzzer")
    scribe.award("buzzer", team.id, 10, detail={"member": "ann"})
    scribe.award("buzzer", team.id, 5, detail={"member": "m9"})
    details = [json.loads(one["detail"] or "") for one in published(scribe.book)[2:]]
    assert [one["member"] for one in details] == ["m1", "m9"]


def test_the_second_implementation_counts_what_is_published_to_the_same() -> None:
    told = [book for book in map(random_book, map(Random, range(50))) if is_told(book)]
    assert len(told) > 4
    with recounting() as recount:
        for book in told:
            entries = published(book)
            document = published_document(book_of(entries, book.ledger_id), in_english)
            answer = recount({**document, "entries": entries, "seal": None})
            assert agrees(answer), answer["differences"]
