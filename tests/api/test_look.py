"""Logo and sponsors: put in by the organiser, seen by everybody, kept, and gone when taken away."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from scoreboard.contest.record.look import Look
from scoreboard.storage.backup import back_up, restore
from tests.support.site import Person, Site


def drawing(colour: str, form: str = "PNG") -> bytes:
    picture = Image.new("RGB", (300, 100), "white")
    ImageDraw.Draw(picture).ellipse((50, 20, 250, 80), fill=colour)
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def put_in(who: Person, data: bytes, name: str = "logo.png") -> Any:
    # Written by hand: the client's own way of writing a large form leaves a file open.
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return who.client.post(
        f"/api/v1/events/{who.slug}/pictures",
        data=b"--x\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        headers=who.headers,
    )


def set_look(who: Person, **look: Any) -> Any:
    path = f"/api/v1/events/{who.slug}/look"
    return who.client.put(path, json=look, headers=who.headers)


def look(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.stranger.get("look").get_json()
    return found


def with_logo(site: Site, colour: str = "#b3261e") -> dict[str, Any]:
    made: dict[str, Any] = put_in(site.organiser, drawing(colour)).get_json()
    assert set_look(site.organiser, logo=made["picture"]).status_code == 200
    return made


def seen(site: Site, url: str) -> int:
    return site.app.test_client().get(url).status_code


def test_a_logo_that_is_put_in_is_seen_by_everybody_and_never_changes(site: Site) -> None:
    made = with_logo(site)
    assert look(site)["logo"] == made
    answer = site.app.test_client().get(made["url"])
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert made["picture"] in made["url"]
    assert Image.open(io.BytesIO(answer.data)).size == (300, 100)
    assert Image.open(io.BytesIO(site.app.test_client().get(made["tone"]).data)).mode == "RGBA"


def test_only_who_sets_the_event_up_puts_pictures_in(site: Site) -> None:
    for who in (site.stranger, site.scorer, site.judge("j1")):
        assert put_in(who, drawing("red")).status_code in (401, 403)
        assert set_look(who, logo=None).status_code in (401, 403)


def test_sponsors_stand_as_they_were_named_each_in_its_tier(site: Site) -> None:
    one, two = (
        put_in(site.organiser, drawing(colour)).get_json()["picture"] for colour in ("red", "blue")
    )
    named = [
        {"name": "成都医院", "tier": 1, "picture": two},
        {"name": "<b>Bank</b>", "tier": 3, "picture": one},
    ]
    answer = set_look(site.organiser, sponsors=named).get_json()
    assert answer["changed"]
    shown = look(site)["sponsors"]
    assert [(s["name"], s["tier"], s["picture"]) for s in shown] == [
        ("成都医院", 1, two), ("<b>Bank</b>", 3, one),
    ]  # fmt: skip
    assert not set_look(site.organiser, sponsors=named).get_json()["changed"]


@pytest.mark.parametrize(
    ("sponsor", "field"),
    [
        ({"name": "x" * 300}, "name"),
        ({"name": " \u3000"}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"tier": 4}, "tier"),
        ({"picture": "../../secret_key"}, "picture"),
        ({"picture": "0" * 64}, "picture"),
    ],
)
def test_a_sponsor_that_says_nonsense_is_refused_at_its_field(
    site: Site, sponsor: dict[str, Any], field: str
) -> None:
    picture = put_in(site.organiser, drawing("red")).get_json()["picture"]
    named = [{"name": "Host", "tier": 1, "picture": picture} | sponsor]
    answer = set_look(site.organiser, sponsors=named)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.get_json()["errors"]] == [f"sponsors.0.{field}"]
    assert look(site)["sponsors"] == []


def test_a_file_that_is_no_picture_or_too_large_is_refused_in_words(site: Site) -> None:
    wrong = put_in(site.organiser, b"MZ" + bytes(200), "logo.png" + "x" * 300)
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"][0]["field"] == "file"
    large = put_in(site.organiser, bytes(2 * 1024 * 1024 + 1))
    assert large.status_code == 413
    assert "2 MB" in large.get_json()["detail"]
    assert put_in(site.organiser, bytes(9 * 1024 * 1024)).status_code == 413


def test_what_is_taken_away_is_served_no_longer(site: Site) -> None:
    made = with_logo(site)
    assert set_look(site.organiser, logo=None).status_code == 200
    assert [seen(site, made[key]) for key in ("url", "tone")] == [404, 404]
    for name in ("0" * 64 + ".png", "../../scoreboard.db", made["picture"] + ".svg"):
        assert seen(site, f"/e/{site.event.slug}/pictures/{name}") == 404


def test_another_events_pictures_are_no_ones_here(site: Site) -> None:
    made = with_logo(site)
    assert seen(site, made["url"].replace(site.event.slug, "other")) == 404


def test_a_rehearsal_shows_them_and_leaves_them_as_they_are(site: Site) -> None:
    made = with_logo(site)
    site.organiser.post("rehearsal")
    assert look(site)["logo"] == made
    assert set_look(site.organiser, logo=None).status_code == 409
    assert seen(site, made["url"]) == 200
    site.organiser.delete("rehearsal")
    assert look(site)["logo"] == made
    site.scorer.set_round("open", "r1")
    site.organiser.post("begin", {"id": "1f0e3dad-9990-8345-f743-9f8ffabdffc4", "reason": "now"})
    assert look(site)["logo"] == made


def test_a_backup_has_them_and_a_restored_server_shows_them(site: Site, tmp_path: Path) -> None:
    made = with_logo(site)
    copy = tmp_path / "copy.db"
    back_up(tmp_path / "scoreboard.db", copy)
    restored = tmp_path / "there" / "scoreboard.db"
    restored.parent.mkdir()
    restore(copy, restored, datetime.now(UTC))
    with closing(sqlite3.connect(restored)) as database:
        (count,) = database.execute("SELECT count(*) FROM pictures").fetchone()
    assert count == 2
    there = Site(restored.parent)
    assert look(there)["logo"] == made
    assert seen(there, made["url"]) == 200


def test_what_the_screens_show_is_in_the_story_and_changes_no_figure(site: Site) -> None:
    before = site.stranger.board()
    with_logo(site)
    after = site.stranger.board()
    assert after["rows"] == before["rows"]
    newest = site.scorer.get("ledger?since=0").get_json()["entries"][-1]
    assert (newest["kind"], newest["by"]) == ("look", "organiser")
    assert site.services.books.read(site.event.slug, lambda book: book.look) != Look()


@pytest.mark.parametrize("page", ["links", "links/poster", "links/tables", "results/sheet"])
def test_what_is_printed_carries_the_logo_and_nothing_where_there_is_none(
    site: Site, page: str
) -> None:
    client = site.app.test_client()
    client.get("/join/" + site.links["organiser"].rsplit("/", 1)[1])
    path = f"/e/{site.event.slug}/desk/{page}"
    assert client.get(path).status_code == 200
    assert "/pictures/" not in client.get(path).text
    made = with_logo(site)
    assert f'src="{made["url"]}" width="300" height="100"' in client.get(path).text
    set_look(site.organiser, logo=None)
    assert "/pictures/" not in client.get(path).text
