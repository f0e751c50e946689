"""The desk's page of what keeps an event safe, and the same by the API."""

from __future__ import annotations

from typing import Any

from tests.api.test_roles import page_data
from tests.support.site import Site


def page_of(site: Site, role: str, lang: str = "en") -> str:
    client = site.app.test_client()
    client.get(site.links[role].removeprefix("http://hall"))
    answer = client.get(f"/e/{site.event.slug}/safety?lang={lang}")
    assert answer.status_code == 200
    return answer.text


def backups_of(site: Site) -> dict[str, Any]:
    facts: dict[str, Any] = site.scorer.get("safety").get_json()["backups"]
    return facts


def test_the_page_is_reached_from_the_desks_menu(site: Site) -> None:
    client = site.app.test_client()
    client.get(site.links["scorer"].removeprefix("http://hall"))
    for page in ("desk", "desk/results"):
        assert (
            f'href="/e/{site.event.slug}/safety' in client.get(f"/e/{site.event.slug}/{page}").text
        )


def test_an_event_that_has_no_backup_yet_says_so(site: Site) -> None:
    facts = backups_of(site)
    assert (facts["kept"], facts["newest"], facts["warning"]) == (0, [], "")
    assert page_data(page_of(site, "scorer"))["facts"]["backups"]["newest"] == []


def test_what_is_in_the_folder_is_listed_and_what_is_no_backup_is_not(site: Site) -> None:
    folder = site.services.keeper.backups.folder
    folder.mkdir()
    names = ("before-begin-a-20241130T070005.db", "before-0004-20241130T080000.db")
    for name in (
        *names,
        "notes.txt",
        "copy.db",
        ".half-20241130T090000.db.part",
        "x-20249999T000000.db",
    ):
        (folder / name).write_bytes(b"12345")
    facts = backups_of(site)
    assert [one["name"] for one in facts["newest"]] == [names[1], names[0]]
    assert facts["newest"][0]["at"] == "2024-11-30T08:00:00+00:00"
    assert (facts["kept"], facts["size"]) == (2, 10)


def test_where_the_backups_are_is_told_to_the_organiser_alone(site: Site) -> None:
    folder = str(site.services.keeper.backups.folder.resolve())
    assert folder not in page_of(site, "scorer")
    assert page_data(page_of(site, "organiser"))["facts"]["backups"]["folder"] == folder
