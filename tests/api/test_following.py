"""A second laptop follows the first: it has all that this has, serves it, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoreboard.pair.away import Away, Declined, WrongKey
from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.storage.mirror import CopyBroken
from scoreboard.storage.mirrored import ADDED_TO, LOCAL, PIECEWISE, SMALL
from scoreboard.storage.tables import Base, EntryRow
from tests.support.pairs import HERE, TwoLaptops
from tests.unit.contests import contest, final, heat, judged, people, points


@pytest.fixture
def pair(tmp_path: Path) -> TwoLaptops:
    """Two laptops, the second of which has copied an event in which a mark was given."""
    event = contest(heat(judged(), points()), final(judged("last")), judges=people("lin wu"))
    both = TwoLaptops(tmp_path, event)
    assert both.first.scorer.set_round("open", "essay").status_code == 200
    assert both.first.judge("lin").mark("essay", "red", 7).status_code == 201
    both.copy()
    return both


def test_the_second_has_every_entry_and_the_same_boards(pair: TwoLaptops) -> None:
    first, second = pair.first.services, pair.second.services
    slug = pair.first.event.slug
    assert second.ledger.since(slug, 0) == first.ledger.since(slug, 0)
    assert second.ledger.check(slug) == first.ledger.check(slug)
    for query in ("", "?view=desk"):
        board = pair.first.scorer.board(query)
        assert pair.at_second(pair.first.scorer).board(query) == board


def test_it_goes_on_entry_by_entry(pair: TwoLaptops) -> None:
    for value in (3, 4, 5):
        assert pair.first.judge("lin").mark("essay", "blue", value).status_code == 201
        pair.copy()
        assert pair.second.stranger.board()["version"] == pair.first.stranger.board()["version"]


def test_links_and_pins_are_the_same_there_and_one_that_was_taken_back_opens_neither(
    pair: TwoLaptops,
) -> None:
    links = pair.first.services.access.links
    assert links(WHOLE_SERVER) == pair.second.services.access.links(WHOLE_SERVER)
    slug = pair.first.event.slug
    assert links(slug) == pair.second.services.access.links(slug)
    judge = pair.at_second(pair.first.judge("lin"))
    assert judge.client.get(f"/e/{slug}/judge", headers=judge.headers).status_code == 200
    pin = next(pin for grant, _, pin in links(slug) if grant.subject == "wu")
    assert pair.second.services.access.by_pin(pin or "") is not None
    pair.first.services.access.revoke(slug, "judge", "lin")
    pair.copy()
    assert judge.client.get(f"/e/{slug}/judge", headers=judge.headers).status_code == 401


def test_a_write_there_is_answered_with_where_to_write(pair: TwoLaptops) -> None:
    answer = pair.at_second(pair.first.judge("lin")).mark("essay", "blue", 9)
    assert answer.status_code == 503
    assert HERE in answer.get_json()["detail"]
    assert answer.headers["Retry-After"]
    assert pair.at_second(pair.first.scorer).set_round("close", "essay").status_code == 503
    health = pair.second.stranger.client.get("/healthz")
    assert health.status_code == 200, "it is well, and meant to write nothing"
    assert pair.second.stranger.board()["version"] == pair.first.stranger.board()["version"]


def test_a_rehearsal_is_followed_and_its_end_and_another_one(tmp_path: Path) -> None:
    pair = TwoLaptops(tmp_path, contest(heat(judged()), judges=people("lin wu")))
    organiser, scorer, judge = pair.first.organiser, pair.first.scorer, pair.first.judge("lin")
    for value in (7, 8):
        assert organiser.delete("rehearsal").status_code == 200
        assert organiser.post("rehearsal").status_code == 200
        assert scorer.set_round("open", "essay").status_code == 200
        assert judge.mark("essay", "red", value).status_code == 201
        pair.copy()
        assert pair.second.stranger.board() == pair.first.stranger.board()
        assert pair.second.stranger.board()["rehearsal"]
    assert organiser.delete("rehearsal").status_code == 200
    pair.copy()
    assert pair.second.stranger.board() == pair.first.stranger.board()


def test_pictures_and_printed_addresses_come_too(pair: TwoLaptops) -> None:
    first, second, slug = pair.first.services, pair.second.services, pair.first.event.slug

    class Logo:
        kind, width, height, data, hash = "image/png", 2, 1, b"\x89PNG", "ab" * 32

    first.pictures.keep(slug, Logo, Logo)  # type: ignore[arg-type]
    first.printed.remember(slug, HERE)
    pair.copy()
    assert second.pictures.data(slug, Logo.hash) == ("image/png", Logo.data)
    assert second.printed.root(slug) == HERE
    first.pictures.forget_but(slug, [], [Logo.hash])
    pair.copy()
    assert second.pictures.data(slug, Logo.hash) is None


def test_an_entry_that_is_not_what_was_written_is_not_taken_in(pair: TwoLaptops) -> None:
    pair.first.judge("wu").mark("essay", "red", 8)
    version = pair.first.stranger.board()["version"]
    with pair.first.services.database.writing() as session:
        row = session.get_one(EntryRow, (1, version))
        row.value = "9"
    with pytest.raises(CopyBroken, match=f"entry {version} is not"):
        pair.copy()
    assert pair.second.stranger.board()["version"] == version - 1, "what came before stands"


def test_after_a_cut_it_goes_on_from_where_it_is(pair: TwoLaptops) -> None:
    pair.cut = True
    with pytest.raises(Away):
        pair.copy()
    pair.first.judge("wu").mark("essay", "red", 8)
    pair.cut = False
    pair.copy()
    assert pair.second.stranger.board() == pair.first.stranger.board()


def test_a_laptop_with_another_key_hears_nothing(pair: TwoLaptops) -> None:
    pair.of_first.pairing.change(generation=2)
    with pytest.raises(WrongKey):
        pair.copy()


def test_a_third_laptop_is_sent_away_while_the_second_follows(
    pair: TwoLaptops, tmp_path: Path
) -> None:
    third = pair.join(tmp_path / "third", "http://third.test")
    with pytest.raises(Declined, match=r"Another laptop follows already: http://second\.test"):
        pair.pair_of(third).copy_once()


def test_every_table_is_copied_or_said_to_belong_to_one_laptop() -> None:
    tables = set(Base.metadata.tables)
    assert set(SMALL) | PIECEWISE | LOCAL == tables
    assert set(SMALL) >= {"access", "histories", "parted"} | ADDED_TO
