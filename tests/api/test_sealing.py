"""The seal over HTTP and on paper: the same everywhere, and held against the ledger."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.api.test_roles import page_data
from tests.support.site import Site


def seal_of(site: Site, query: str = "") -> dict[str, Any]:
    answer = site.scorer.get(f"seal{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def held(site: Site, text: str, lang: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = site.scorer.get(f"seal/held?seal={text}&lang={lang}").get_json()
    return found


def page(site: Site, path: str) -> str:
    client = site.app.test_client()
    client.get(site.links["scorer"].removeprefix("http://hall"))
    answer = client.get(f"/e/nm2024/{path}")
    assert answer.status_code == 200
    return answer.text


def test_the_seal_is_the_same_in_the_api_the_export_on_paper_and_on_the_page(site: Site) -> None:
    seal = seal_of(site)
    assert seal == site.scorer.get("export.json").get_json()["seal"]
    assert seal == page_data(page(site, "safety"))["facts"]["seal"]["seal"]
    sheet = page(site, "desk/results/sheet")
    short, _, letters = seal["text"].rpartition(".")
    assert f"{short}." in sheet
    assert all(f"<span>{letters[at : at + 5]}</span>" in sheet for at in range(0, 105, 5))
    assert held(site, seal["text"]) == {
        "read": True, "holds": True, "signed": True,
        "says": "The seal is good: entry 1 and all before it are what was sealed.",
    }  # fmt: skip


def test_an_earlier_version_has_its_own_seal_and_a_later_one_none(site: Site) -> None:
    before = seal_of(site)
    site.scorer.set_round("open", "r1")
    assert seal_of(site)["version"] == 2
    assert seal_of(site, "?at=1") == before
    assert site.scorer.get("seal?at=3").status_code == 404
    assert held(site, before["text"])["holds"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hello", "This is no seal"),
        ("nm2024.9.0123456789abcdef", "Entry 9 was sealed, and the ledger ends at 1"),
        ("nm2024.1.0123456789abcdef", "Entry 1 is not the one that was sealed"),
        ("other.1.0123456789abcdef", "The seal is of the event other"),
    ],
)
def test_what_does_not_hold_is_said_in_words(site: Site, text: str, says: str) -> None:
    found = held(site, text)
    assert not found["holds"]
    assert says in found["says"]
    assert found["read"] is not ("no seal" in says)
    assert held(site, text, "zh-CN")["says"] != found["says"]


def test_a_rehearsal_is_not_sealed(site: Site) -> None:
    own = seal_of(site)
    assert site.organiser.post("rehearsal", {"id": str(uuid4())}).status_code == 200
    assert site.scorer.get("seal").status_code == 409
    facts = site.scorer.get("safety").get_json()["seal"]
    assert (facts["seal"], facts["groups"]) == (None, [])
    assert "chain-seal" not in page(site, "desk/results/sheet")
    assert held(site, own["text"])["signed"], "the event's own ledger is still held against it"
