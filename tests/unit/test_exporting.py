"""The JSON export: the board of the contract, and the ledger as the chain was made of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from scoreboard.contest.model import Wifi
from scoreboard.files.results.as_json import results_document
from scoreboard.files.results.gathered import gather
from scoreboard.recount.exporting import with_ledger
from scoreboard.services import Services, open_services
from scoreboard.storage import stored_entries
from scoreboard.storage.chain import CHAINED, link
from scoreboard.storage.seal import GivenSeal, is_signed
from scoreboard.translation import say_in
from tests.support.site import Site, config_in, shipped_event
from tests.unit.test_old_events import SLUG, restored


def exported(services: Services, slug: str, *, whole: bool = False) -> dict[str, Any]:
    results = services.books.read(slug, lambda book: gather(book, say_in(book.event.locale)))
    document = results_document(results)
    parts = with_ledger(services, slug, document, results.entries, whole=whole)
    made: dict[str, Any] = json.loads(b"".join(parts))
    return made


def chain_of(document: dict[str, Any]) -> list[str]:
    """The hashes of a file's entries, each computed from the one before in the file."""
    previous, found = "", []
    for one in document["entries"]:
        found.append(link(previous, [one[name] for name in CHAINED]))
        previous = one["hash"]
    return found


@pytest.mark.parametrize("piece", [500, 1, 7])
def test_an_old_events_chain_is_recomputed_from_the_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """Its set-ups were stored in formats that are not written any more."""
    monkeypatch.setattr(stored_entries, "CHECKED_AT_ONCE", piece)
    services = open_services(config_in(restored(tmp_path)))
    found = exported(services, SLUG)
    assert chain_of(found) == [one["hash"] for one in found["entries"]]
    assert [one["version"] for one in found["entries"]] == list(range(1, found["version"] + 1))
    assert found["head"] == {"version": found["version"], "hash": found["entries"][-1]["hash"]}
    assert found["published"] is False
    assert not any("hidden" in one for one in found["entries"])


def test_the_file_carries_a_seal_that_the_ledger_holds(tmp_path: Path) -> None:
    services = open_services(config_in(restored(tmp_path)))
    found = exported(services, SLUG)
    seal = found["seal"]
    assert (seal["version"], seal["hash"]) == (found["head"]["version"], found["head"]["hash"])
    said = (seal["event"], seal["ledger"], seal["version"], seal["hash"])
    key, signature = bytes.fromhex(seal["public_key"]), bytes.fromhex(seal["signature"])
    assert is_signed(key, *said, signature)
    assert services.seals.hold(SLUG, GivenSeal.parse(seal["text"])).signed


def test_the_halls_network_stays_at_home_unless_the_whole_is_wanted(tmp_path: Path) -> None:
    event = replace(shipped_event(), wifi=Wifi("Hall", "secret-word"))
    services = Site(tmp_path, event).services
    found = exported(services, event.slug)
    assert "secret-word" not in json.dumps(found)
    assert "Hall" not in json.dumps(found)
    [first] = found["entries"]
    assert first["hidden"] is True
    assert json.loads(first["detail"])["setup"]["rules"]
    whole = exported(services, event.slug, whole=True)
    assert chain_of(whole) == [one["hash"] for one in whole["entries"]]
    assert "secret-word" in whole["entries"][0]["detail"]
    assert "secret-word" not in json.dumps(whole["setup"])


def test_a_rehearsal_is_exported_with_its_own_ledger_and_without_a_seal(tmp_path: Path) -> None:
    site = Site(tmp_path)
    own = exported(site.services, "nm2024")
    assert site.organiser.post("rehearsal", {"id": str(uuid4())}).status_code == 200
    site.scorer.set_round("open", "r1")
    found = exported(site.services, "nm2024")
    assert found["rehearsal"] is True
    assert found["seal"] is None
    assert len(found["entries"]) == found["version"] == 2
    assert chain_of(found) == [one["hash"] for one in found["entries"]]
    assert own["entries"][0]["uid"] != found["entries"][0]["uid"]


def test_the_api_and_the_command_give_the_same_file(tmp_path: Path) -> None:
    site = Site(tmp_path)
    by_api = site.scorer.get("export.json")
    assert by_api.status_code == 200
    assert by_api.headers["Content-Type"] == "application/json"
    assert by_api.get_json() == exported(site.services, "nm2024")
    assert site.scorer.get("export.json?whole=1").get_json() == exported(
        site.services, "nm2024", whole=True
    )
