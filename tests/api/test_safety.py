"""The desk's page of what keeps an event safe, and the same by the API."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from scoreboard.storage.access import WHOLE_SERVER
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


def test_why_nothing_is_written_is_said_on_every_page_and_where_the_file_is_to_the_organiser(
    site: Site,
) -> None:
    file = str(site.services.database.file)
    assert site.scorer.get("safety").get_json()["database"] == {
        "file": None,
        "stopped": False,
        "warning": "",
    }
    assert site.organiser.get("safety").get_json()["database"]["file"] == file
    writable = site.services.database.writable
    writable.stop("Another laptop is followed.", of="follow", planned=True)
    assert site.scorer.get("safety").get_json()["database"]["warning"] == ""
    writable.stop("The file is gone.", of="file")
    assert site.scorer.get("safety").get_json()["database"]["warning"] == "The file is gone."
    assert 'id="database"' in page_of(site, "scorer")


def test_a_disk_that_takes_long_to_keep_a_mark_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    site.scorer.set_round("open", "r1")
    monkeypatch.setattr("scoreboard.storage.disk.SLOW_COMMIT_SECONDS", 0)
    assert site.judge("j1").mark("r1", "hyzg", 7).status_code == 201
    assert "who writes waits for the disk" in caplog.text
    warning = site.scorer.get("safety").get_json()["database"]["warning"]
    assert "磁盘太慢" in warning
    monkeypatch.setattr("scoreboard.storage.disk.SLOW_TOLD_SECONDS", 0)
    assert site.scorer.get("safety").get_json()["database"]["warning"] == ""


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


def code_on(text: str) -> str | None:
    found = re.findall(r"<code>([0-9A-Z]{4})</code>", text)
    return "-".join(found) or None


def desk_page(site: Site, link: str, path: str) -> str:
    client = site.app.test_client()
    client.get(link.removeprefix("http://hall"))
    answer = client.get(f"/e/{site.event.slug}/{path}?lang=en")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("path", ["desk/links", "safety/restore"])
def test_the_recovery_code_is_printed_for_who_runs_the_server(site: Site, path: str) -> None:
    access, code = site.services.access, site.services.recovery.code
    server = f"/join/{access.links(WHOLE_SERVER)[0][1]}"
    assert code_on(desk_page(site, server, path)) == code
    assert code_on(desk_page(site, site.links["organiser"], path)) == code, "it is the only event"
    assert code_on(desk_page(site, site.links["scorer"], path)) is None
    other = replace(site.event, slug="another")
    site.services.preparing.set_up(other)
    assert code_on(desk_page(site, site.links["organiser"], path)) is None, "it opens both events"
    assert code_on(desk_page(site, server, path)) == code


def test_the_steps_name_what_is_there(site: Site) -> None:
    made = site.services.keeper.make(site.event.slug)
    assert made is not None
    site.services.printed.remember(site.event.slug, "http://192.168.1.5:8000/")
    text = desk_page(site, site.links["organiser"], "safety/restore")
    for said in (made.name, "http://192.168.1.5:8000/", "scoreboard restore", "scoreboard serve"):
        assert said in text
    assert str(site.services.keeper.backups.folder.resolve()) in text


def test_who_runs_the_server_names_a_second_folder(site: Site, tmp_path_factory: Any) -> None:
    stick = tmp_path_factory.mktemp("stick")
    made = site.services.keeper.make(site.event.slug)
    assert made is not None
    token = site.services.access.links(WHOLE_SERVER)[0][1]
    client, headers = site.app.test_client(), {"Authorization": f"Bearer {token}"}

    def name(folder: str | None) -> Any:
        return client.put("/api/v1/backup-folder", json={"folder": folder}, headers=headers)

    wrong = name("stick?lang=en")
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"][0]["field"] == "folder"
    assert name(str(stick)).get_json() == {"folder": str(stick)}
    assert (stick / made.name).exists()
    facts = site.organiser.get("safety").get_json()["folder"]
    assert (facts["folder"], facts["newest"], facts["mine"]) == (str(stick), made.name, False)
    assert site.scorer.get("safety").get_json()["folder"]["folder"] == ""
    assert str(stick) in desk_page(site, site.links["organiser"], "safety/restore")
    assert name(None).get_json() == {"folder": None}
    assert not site.scorer.get("safety").get_json()["folder"]["named"]


def test_the_desk_may_make_a_backup_now_and_none_twice_of_the_same(site: Site) -> None:
    scorer = site.scorer
    first = scorer.post("backup").get_json()
    assert f".{site.version}." in first["name"]
    assert backups_of(site)["newest"] == [first]
    assert scorer.post("backup").get_json() == first, "nothing was written since"
    assert scorer.set_round("open", site.event.stages[0].rounds[0].id).status_code == 200
    second = scorer.post("backup").get_json()
    assert f".{site.version}." in second["name"]
    assert backups_of(site)["kept"] == 2
