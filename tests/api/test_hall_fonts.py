"""The hall's screens load one small font made for the event; phones and tablets load none."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from scoreboard.app import fonts_of
from scoreboard.contest.model import Event, Member, Wifi
from scoreboard.files.fonts.kept import Font, KeptFonts
from scoreboard.limits import FONT_CHARACTERS
from scoreboard.web.font_texts import characters_of
from tests.support.site import Site, shipped_event

WALLS = ("/e/nm2024/display", "/e/nm2024/overlay", "/e/nm2024/host", "/e/nm2024/desk/paper",
         "/e/nm2024/desk/results/picture", "/e/nm2024/desk/results/sheet")  # fmt: skip
HELD = ("/e/nm2024", "/e/nm2024?stage=prelim", "/join", "/", "/e/nm2024/judge", "/e/nm2024/desk")
RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")


def event() -> Event:
    made = shipped_event()
    first, *others = made.teams
    first = replace(first, members=(Member("m1", "龘先生"),))
    wifi = Wifi("会场", password="鼋鼍")
    return replace(made, teams=(first, *others), wifi=wifi)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site(tmp_path_factory.mktemp("fonts"), event())
    fonts_of(made.app).look("nm2024", time.sleep)
    return made


def font_of(site: Site) -> Font:
    found = fonts_of(site.app).of("nm2024")
    assert found is not None
    return found


def signed_in(site: Site, path: str) -> Any:
    client = site.app.test_client()
    judge, roles = site.links["judges"][0]["url"], {"host": "presenter", "desk": "organiser"}
    role = path.split("/")[3] if path.count("/") > 2 else ""
    link = judge if role == "judge" else site.links.get(roles.get(role, ""))
    if link:
        client.get("/join/" + link.rsplit("/", 1)[1])
    return client


def test_the_walls_and_paper_load_the_events_font_and_who_holds_a_device_none(site: Site) -> None:
    name = font_of(site).name
    for path in WALLS:
        answer = signed_in(site, path).get(path)
        assert answer.status_code == 200, path
        assert f'href="/fonts/{name}.css"' in answer.text, path
        assert f'as="font" type="font/woff2" href="/fonts/{name}.woff2" crossorigin' in answer.text
        assert "noto-sans-sc" not in answer.text, path
    for path in HELD:
        answer = signed_in(site, path).get(path)
        assert answer.status_code == 200, path
        assert "/fonts/" not in answer.text, path
        assert "noto-sans-sc" not in answer.text, path


def test_it_has_what_the_event_and_the_wall_write_in_every_weight(site: Site) -> None:
    font = font_of(site)
    made = TTFont(io.BytesIO(font.file))
    there = made.getBestCmap()
    for text in (
        "第二届核医学知识竞赛",
        "核力不凡队",
        "龘先生",
        "即将开始",
        "Standings 0123456789−",
    ):
        assert {ord(one) for one in text} <= there.keys(), text
    assert there.keys() == font.points
    axis = made["fvar"].axes[0]
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 100, 900)
    glyph = there[ord("核")]
    assert made["gvar"].variations[glyph], "it grows bold like the whole font"
    assert made["hmtx"][glyph][0] == 1000
    assert len(font.file) < 200_000


def test_what_it_holds_tells_no_password_nor_what_the_screens_are_to_show_next(
    site: Site,
) -> None:
    assert not {ord(one) for one in "鼋鼍"} & font_of(site).points
    book = site.services.books.read("nm2024", lambda book: book)
    shown = replace(book.show, text="犇", held=None)
    for held, told in ((None, True), (1, False)):
        book = Shown(book.event, replace(shown, held=held))
        assert ("犇" in characters_of(book)) is told  # type: ignore[arg-type]


class Shown:
    """As much of a book as is asked for."""

    def __init__(self, of: Event, show: Any) -> None:
        self.event, self.show = of, show


def test_a_large_field_leaves_its_members_to_the_whole_font(site: Site) -> None:
    many = tuple(Member(f"m{n}", chr(0x4E00 + n)) for n in range(3000))
    teams = (replace(site.event.teams[0], members=many), *site.event.teams[1:])
    show = site.services.books.read("nm2024", lambda book: book.show)
    found = characters_of(Shown(replace(site.event, teams=teams), show))  # type: ignore[arg-type]
    assert len(found) == FONT_CHARACTERS
    assert set("核力不凡队") <= found


def test_its_sheet_sends_every_other_character_to_the_piece_that_has_it(site: Site) -> None:
    font = font_of(site)
    answer = site.app.test_client().get(f"/fonts/{font.name}.css")
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    seen: list[set[int]] = []
    for rule in re.findall(r"@font-face\{(.*?)\}", answer.text):
        assert "font-display:swap" in rule, "text never waits for a font"
        points = {
            point
            for first, last in RANGE.findall(rule.partition("unicode-range:")[2])
            for point in range(int(first, 16), int(last or first, 16) + 1)
        }
        seen.append(points)
    own, *others = seen
    assert own == font.points
    # Else a piece would be fetched while the font is on its way.
    assert not [points for points in others if points & own]
    assert [points for points in others if ord("犇") in points]
    pieces = re.findall(r'url\("([^"]+)"\)', answer.text)
    assert pieces[0] == f"/fonts/{font.name}.woff2"
    for path in (pieces[0], pieces[1]):
        assert site.app.test_client().get(path).data.startswith(b"wOF2"), path


def test_a_font_that_another_process_made_leads_to_the_whole_one(site: Site) -> None:
    client = site.app.test_client()
    answer = client.get("/fonts/0123456789abcdef.css")
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "no-store"
    assert "@font-face" in client.get(answer.headers["Location"]).text
    assert client.get("/fonts/0123456789abcdef.woff2").status_code == 404


def test_it_is_made_anew_for_a_new_character_alone_and_kept_for_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path, event())
    fonts, asked = fonts_of(site.app), []

    def make(characters: frozenset[str], _sleep: object) -> Font:
        asked.append(characters)
        return Font(str(len(asked)), characters, frozenset(), b"")

    monkeypatch.setattr(fonts.kept, "make", make)

    def put(text: str) -> None:
        url, body = "/api/v1/events/nm2024/scene", {"scene": "message", "text": text}
        person = site.scorer
        assert person.client.put(url, json=body, headers=person.headers).status_code == 200
        fonts.look("nm2024", time.sleep)

    fonts.look("nm2024", time.sleep)
    site.scorer.set_round("open", "r1")
    put("核医学")
    assert len(asked) == 1
    put("犇")
    put("核医学")
    site.services.preparing.set_up(replace(event(), title="饕餮"))
    fonts.look("nm2024", time.sleep)
    assert [set("犇") <= one for one in asked] == [False, True, True]
    assert set("饕餮") <= asked[2]


def test_one_that_was_made_is_found_in_the_data_folder(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = font_of(site)
    monkeypatch.setattr("subprocess.Popen", None)
    folder = site.services.database.engine.url.database
    kept = KeptFonts(Path(str(folder)).parent / "fonts", fonts_of(site.app).kept.vendor)
    assert kept.make(font.asked, time.sleep) == font
    # Without the packages there is nothing to make it from, and the pages do without.
    assert KeptFonts(Path("none"), Path("nowhere")).make(font.asked, time.sleep) is None
