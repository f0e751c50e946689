"""Answers kept as bytes: each has a nonce of its own, and nothing is kept for long or for ever."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.storage.event_rows import LedgerHead
from scoreboard.web.cut_bodies import SLOT, new_nonce
from scoreboard.web.prepared import Prepared, prepare
from scoreboard.web.prepared_answers import PreparedAnswers
from tests.support.examples import examples

HTML = "text/html; charset=utf-8"
parts = st.lists(st.binary(max_size=700), min_size=2, max_size=5)


@given(parts)
@examples(60)
def test_what_is_unpacked_is_what_was_drawn_with_one_new_nonce(found: list[bytes]) -> None:
    body = SLOT.encode().join([b"<p>" * 200, *found])
    prepared = prepare(body, HTML, [], "")
    for _ in range(2):
        nonce = new_nonce()
        packed, plain = (prepared.answer(takes, "", nonce) for takes in ("br, gzip", "br"))
        assert plain.body == body.replace(SLOT.encode(), nonce.encode())
        # It also checks the length and the checksum at the end.
        assert gzip.decompress(packed.body) == plain.body
        for answer in (packed, plain):
            said = dict(answer.headers)
            assert int(said["Content-Length"]) == len(answer.body)
            assert f"'nonce-{nonce}'" in said["Content-Security-Policy"]


def test_what_has_no_nonce_in_it_is_packed_in_one_piece() -> None:
    body = b'{"rows": []}' * 100
    answer = prepare(body, "application/json", [], "tag").answer("gzip", "", new_nonce())
    assert gzip.decompress(answer.body) == body
    assert dict(answer.headers)["ETag"] == 'W/"tag"', "other bytes that say the same"


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "deflate, gzip; q=0.0"])
def test_who_does_not_unpack_is_sent_it_plain(accepts: str) -> None:
    answer = page("a page " * 100).answer(accepts, "", new_nonce())
    assert "Content-Encoding" not in dict(answer.headers)
    assert answer.body == b"a page " * 100


@pytest.mark.parametrize("known", ['"{}"', 'W/"{}"', '"other", W/"{}"', "*"])
def test_who_has_it_is_told_that_it_is_unchanged_and_keeps_the_policy_that_it_came_with(
    known: str,
) -> None:
    prepared = page("unchanged")
    answer = prepared.answer("gzip", known.format(prepared.etag), new_nonce())
    assert answer.status.startswith("304")
    assert answer.body == b""
    assert "Content-Security-Policy" not in dict(answer.headers)
    assert dict(answer.headers)["X-Content-Type-Options"] == "nosniff"
    assert prepared.answer("", '"none"', new_nonce()).status.startswith("200")


def test_the_tag_goes_by_what_is_said_and_not_by_the_nonce() -> None:
    one, again, other = (page(text) for text in ("one", "one", "other"))
    assert one.etag == again.etag != other.etag
    assert re.fullmatch("[0-9a-f]{20}", one.etag or "")


def test_only_the_newest_version_of_an_event_is_kept() -> None:
    kept = PreparedAnswers()
    first, second = LedgerHead("a", 1), LedgerHead("a", 2)
    kept.put("quiz", first, ("page", "en"), page("first"))
    kept.put("quiz", first, ("board",), page("first"))
    kept.put("other", first, ("board",), page("another event's"))
    kept.put("quiz", second, ("board",), page("second"))
    assert len(kept) == 2
    assert kept.get("quiz", first, ("page", "en")) is None
    assert kept.get("quiz", first, ("board",)) is None
    assert kept.get("quiz", LedgerHead("b", 2), ("board",)) is None, "of another ledger"
    assert kept.get("quiz", second, ("board",)) is not None
    assert kept.get("other", first, ("board",)) is not None


class Rush:
    """A page that is asked for so often a second, while mark follows mark."""

    def __init__(self, what: str = "page") -> None:
        self.now, self.drawn, self.version, self.what = 0.0, 0, 1, (what,)
        self.kept = PreparedAnswers(clock=lambda: self.now)

    def ask(self, ledger: str = "a") -> str:
        """What is answered, drawn where it has to be."""
        head = LedgerHead(ledger, self.version)
        found = self.kept.get("quiz", head, self.what)
        if found is None:
            self.drawn += 1
            found = page(f"{ledger}{self.version}")
            self.kept.put("quiz", head, self.what, found)
        return found.plain.body.parts[0].decode()

    def second(self, asks: int) -> None:
        """A second in which so many ask, with a mark before each."""
        for _ in range(asks):
            self.now += 1 / asks
            self.version += 1
            self.ask()


def test_in_a_rush_a_page_is_drawn_once_a_second_and_not_after_each_mark() -> None:
    hall = Rush()
    hall.second(30)
    assert hall.drawn == 30, "nobody knew yet that a rush it is"
    hall.drawn = 0
    for _ in range(5):
        hall.second(30)
    assert 4 <= hall.drawn <= 7


def test_who_comes_after_a_rush_or_without_one_has_the_newest_page() -> None:
    hall = Rush()
    for _ in range(3):
        hall.second(5)
        assert hall.ask() == f"a{hall.version}"
    for _ in range(3):
        hall.second(30)
    hall.version += 1
    hall.now += 60
    assert hall.ask() == f"a{hall.version}"
    hall.version += 1
    assert hall.ask() == f"a{hall.version}"


def test_a_board_by_http_is_the_newest_also_in_a_rush() -> None:
    hall = Rush("board")
    for _ in range(3):
        hall.second(30)
        assert hall.ask() == f"a{hall.version}"


def test_also_in_a_rush_a_page_is_of_the_ledger_that_is_played() -> None:
    hall = Rush()
    for _ in range(3):
        hall.second(30)
    assert hall.ask("b") == f"b{hall.version}"


def test_so_many_bytes_are_kept_and_what_nobody_asks_for_goes_first() -> None:
    kept, head = PreparedAnswers(most_bytes=1000), LedgerHead("a", 1)
    for name in ("one", "two"):
        kept.put("quiz", head, (name,), page("x" * 400))
    assert kept.get("quiz", head, ("one",))
    kept.put("quiz", head, ("three",), page("x" * 400))
    kept.put("quiz", head, ("large",), page("x" * 1001))
    there = [name for name in ("one", "two", "three", "large") if kept.get("quiz", head, (name,))]
    assert there == ["one", "three"]
    # Put again it does not count twice.
    for _ in range(5):
        kept.put("quiz", head, ("three",), page("x" * 400))
    assert kept.get("quiz", head, ("one",))


def page(text: str) -> Prepared:
    return prepare(text.encode(), HTML, [], "")
