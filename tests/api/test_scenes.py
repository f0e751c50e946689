"""Scenes through the real routes: what screens are told, what is kept, and what is left alone."""

from __future__ import annotations

import json
import re
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient
from werkzeug.test import TestResponse

from tests.support.site import Person, Site
from tests.support.waiting import until
from tests.unit.contests import contest, final, heat, judged, people, points

EVENT = contest(
    heat(points(), judged("talk"), advance=2),
    final(points("last")),
    judges=people("lin wu"),
    publish="team",
)
VIEWS = ("display", "overlay", "audience", "desk", "host", "judge")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, EVENT)


def put(person: Person, **said: Any) -> TestResponse:
    url = f"/api/v1/events/{person.slug}/scene"
    return person.client.put(url, json=said, headers=person.headers)


def turn(person: Person, to: str, **said: Any) -> TestResponse:
    return person.post(f"scene/{to}", said)


def scene(site: Site) -> dict[str, Any]:
    told: dict[str, Any] = site.stranger.get("scene").get_json()
    return told


def page_data(text: str) -> dict[str, Any]:
    (block,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


class Screens:
    """A screen of each view, and what it was told since one last looked."""

    def __init__(self, site: Site) -> None:
        self.site = site
        tokens = {
            "desk": site.links["scorer"], "host": site.links["presenter"],
            "judge": site.links["judges"][0]["url"],
        }  # fmt: skip
        self.screens: dict[str, SocketIOTestClient] = {}
        for view in VIEWS:
            token = tokens.get(view, "/").rsplit("/", 1)[1] or None
            auth = {"event": site.event.slug, "view": view, "token": token}
            socketio = site.app.extensions["socketio"]
            self.screens[view] = socketio.test_client(site.app, auth=auth)
        self.heard: dict[str, list[tuple[str, Any]]] = {view: [] for view in VIEWS}

    def told(self, view: str, name: str = "scene") -> list[dict[str, Any]]:
        said = [(one["name"], one["args"][0]) for one in self.screens[view].get_received()]
        self.heard[view] += said
        return [message for called, message in said if called == name]

    def all_told(self, name: str = "scene") -> dict[str, list[dict[str, Any]]]:
        return {view: self.told(view, name) for view in VIEWS}


def test_until_one_is_put_the_scene_is_the_standings(site: Site) -> None:
    told = scene(site)
    assert (told["scene"], told["step"], told["of"], told["hold"]) == ("standings", 0, 0, False)
    assert (told["shows"], told["says"], told["timer"]) == (None, None, None)
    assert told["look"]["contest"] == "Spring quiz"
    assert told["sent"]


def test_a_scene_is_told_to_every_view_at_once(site: Site) -> None:
    screens = Screens(site)
    greeted = screens.all_told()
    assert all([one["scene"] for one in said] == ["standings"] for said in greeted.values())
    answer = put(site.scorer, scene="message", text="A break", until="10:30")
    assert answer.status_code == 200
    crew = {**answer.get_json(), "sent": None}
    assert crew["onward"]["scene"] == "opener"
    for view in VIEWS:
        # What comes after it is for those who turn it.
        expected = crew if view in ("desk", "host") else {**crew, "onward": None}
        until(lambda v=view, e=expected: view_has(screens, v, e), f"{view} has the scene")
    assert scene(site)["onward"] is None


def view_has(screens: Screens, view: str, expected: dict[str, Any]) -> bool:
    screens.told(view)
    last = [message for name, message in screens.heard[view] if name == "scene"][-1]
    return {**last, "sent": None} == expected


def test_phones_are_sent_no_board_and_no_scene_that_is_unchanged(site: Site) -> None:
    site.scorer.set_round("open", "buzzer")
    screens = Screens(site)
    screens.all_told()
    put(site.scorer, scene="teams")
    until(lambda: bool(screens.told("audience")), "the phone has the scene")
    boards = [name for name, _ in screens.heard["audience"]].count("board")
    assert boards == 1, "the greeting's, and none with the first scene after it"
    for to in ("next", "next", "back"):
        turn(site.scorer, to)
        until(lambda: bool(screens.told("audience")), "the phone has the step")
    assert [name for name, _ in screens.heard["audience"]].count("board") == boards
    site.scorer.award("buzzer", "red", 10)
    until(lambda: bool(screens.told("audience", "board")), "the phone has the new board")
    names = [name for name, _ in screens.heard["audience"]]
    assert names[-1] == "board", "the scene says what it said, and is not sent again"


def test_keys_that_a_scene_does_not_use_are_ignored_and_unknown_things_are_refused(
    site: Site,
) -> None:
    told = put(site.scorer, scene="title", round="no such", text="hidden").get_json()
    assert (told["round"], told["text"]) == (None, "")
    for said, field in (
        ({"scene": "fireworks"}, "scene"),
        ({}, "scene"),
        ({"scene": "team", "team": "pink"}, "team"),
        ({"scene": "round", "round": "none"}, "round"),
        ({"scene": "chart", "stage": "none"}, "stage"),
        ({"scene": "podium", "division": "none"}, "division"),
        ({"scene": "message", "until": "25:00"}, "until"),
    ):
        refused = put(site.scorer, **said)
        assert refused.status_code == 422, said
        assert refused.get_json()["errors"][0]["field"] == field


def test_whatever_a_key_holds_that_a_scene_does_not_use_it_is_ignored(site: Site) -> None:
    for said in ({"seconds": "soon"}, {"team": ""}, {"until": "later"}, {"colour": "red"}):
        told = put(site.scorer, scene="title", **said)
        assert told.status_code == 200, told.text
    refused = put(site.scorer, scene="timer", seconds="soon")
    assert refused.status_code == 422, "the timer uses it"


def test_a_step_is_taken_where_its_sender_saw_it_and_a_repeat_answers_the_same(site: Site) -> None:
    put(site.scorer, scene="teams")
    body = {"id": str(uuid.uuid4()), "step": 0}
    assert [turn(site.scorer, "next", **body).get_json()["step"] for _ in "12"] == [1, 1]
    late = turn(site.scorer, "next", step=0)
    assert late.status_code == 409
    assert late.get_json()["scene"] == {
        "scene": "teams", "put": scene(site)["put"], "step": 1, "of": 3,
        "round": None, "stage": None, "team": None,
    }  # fmt: skip
    assert turn(site.scorer, "next", put=1).status_code == 409, "another scene was seen"
    assert turn(site.scorer, "finish").get_json()["step"] == 3
    ended = turn(site.scorer, "next")
    assert (ended.status_code, ended.get_json()["scene"]["step"]) == (409, 3)
    assert turn(site.scorer, "back").get_json()["step"] == 2


def test_an_id_brings_one_scene(site: Site) -> None:
    uid = str(uuid.uuid4())
    first = put(site.scorer, id=uid, scene="round").get_json()
    site.scorer.set_round("open", "buzzer")
    assert put(site.scorer, id=uid, scene="round").get_json()["put"] == first["put"]
    assert put(site.scorer, id=uid, scene="title").status_code == 409


def test_what_stands_is_held_on_the_projector_also_where_it_is_loaded_anew(site: Site) -> None:
    site.scorer.set_round("open", "buzzer")
    put(site.scorer, scene="standings")
    screens = Screens(site)
    screens.all_told(), screens.all_told("board")
    held = put(site.scorer, hold=True).get_json()
    assert (held["scene"], held["hold"]) == ("standings", True)
    screens.all_told("board")
    site.scorer.award("buzzer", "red", 10)
    put(site.scorer, scene="blank", hold=True)
    site.scorer.award("buzzer", "red", 10)
    assert [one["hold"] for one in screens.told("overlay")] == [True]
    loaded = page_data(site.stranger.client.get("/e/quiz/display").text)
    assert (loaded["scene"]["scene"], loaded["scene"]["hold"]) == ("blank", True)
    assert total(loaded["board"]) == "10"
    auth = {"event": "quiz", "view": "display"}
    late = site.app.extensions["socketio"].test_client(site.app, auth=auth)
    greeted = {one["name"]: one["args"][0] for one in late.get_received()}
    assert total(greeted["board"]) == "10"
    assert total(site.stranger.board()) == "20", "phones and the answers go on"
    put(site.scorer, hold=False)
    assert total(screens.told("display", "board")[-1]) == "20"
    assert scene(site)["scene"] == "blank"


def total(board: dict[str, Any]) -> str:
    found: str = next(row["total"] for row in board["rows"] if row["team"]["id"] == "red")
    return found


def test_the_scene_its_step_and_the_timer_outlive_a_restart(tmp_path: Path) -> None:
    site = Site(tmp_path, EVENT)
    put(site.scorer, scene="teams")
    turn(site.scorer, "next")
    site.scorer.post("timer", {"do": "start", "seconds": 60})
    before = scene(site)
    assert {**scene(Site(tmp_path, EVENT)), "sent": ""} == {**before, "sent": ""}


def test_scenes_stand_in_the_way_of_no_save_preview_or_beginning(site: Site) -> None:
    document = site.organiser.get("setup").get_json()
    put(site.scorer, scene="teams")
    turn(site.scorer, "next")
    site.scorer.post("timer", {"do": "start", "seconds": 5})
    changed = {**document["setup"], "event": {**document["setup"]["event"], "subtitle": "Autumn"}}
    body = {"id": str(uuid.uuid4()), "setup": changed, "since": document["version"]}
    url = "/api/v1/events/quiz/setup"
    saved = site.organiser.client.put(url, json=body, headers=site.organiser.headers)
    assert saved.status_code in (200, 201), saved.text
    assert site.organiser.get("setup").get_json()["begun"] is False, "nothing was played"
    assert site.scorer.board("?view=desk")["latest"] is None
    newest = site.scorer.get("ledger").get_json()["entries"][1]
    undone = {"id": str(uuid.uuid4()), "entry": newest["version"], "reason": "wrong scene"}
    assert site.scorer.post("undo", undone).status_code == 409


def test_the_story_says_in_words_what_was_shown(site: Site) -> None:
    site.scorer.set_round("open", "buzzer")
    put(site.scorer, scene="round")
    put(site.scorer, scene="teams")
    turn(site.scorer, "finish")
    entries = site.scorer.get("ledger?since=2").get_json()["entries"]
    assert [(one["kind"], one["says"]) for one in entries] == [
        ("scene", "round"), ("scene", "teams"), ("turn", "finish"),
    ]  # fmt: skip
    assert entries[0]["round"] == "buzzer"


def test_the_timer_runs_to_the_servers_deadline(site: Site) -> None:
    assert site.scorer.post("timer", {"do": "pause"}).status_code == 409
    assert site.scorer.post("timer", {"do": "set"}).status_code == 422
    told = site.scorer.post("timer", {"do": "set", "seconds": 30}).get_json()["timer"]
    assert told == {"running": False, "deadline": None, "left": "30.0", "seconds": "30"}
    started = site.scorer.post("timer", {"do": "start"}).get_json()
    deadline = datetime.fromisoformat(started["deadline"])
    left = deadline - datetime.fromisoformat(started["sent"])
    assert timedelta(seconds=28) < left <= timedelta(seconds=30)
    assert (started["timer"]["running"], started["timer"]["left"]) == (True, None)
    more = site.scorer.post("timer", {"do": "add", "seconds": 30}).get_json()["deadline"]
    assert datetime.fromisoformat(more) - deadline == timedelta(seconds=30)
    paused = site.scorer.post("timer", {"do": "pause"}).get_json()["timer"]
    assert 55 < float(paused["left"]) <= 60
    assert (paused["running"], paused["deadline"]) == (False, None)
    over = site.scorer.post("timer", {"do": "end"}).get_json()
    assert over["timer"]["running"], "its deadline is now: the screens say that time is up"
    assert datetime.fromisoformat(over["deadline"]) <= datetime.fromisoformat(over["sent"])
    assert site.scorer.post("timer", {"do": "end"}).get_json()["timer"] is None


def test_a_timer_scene_with_seconds_sets_and_starts_it(site: Site) -> None:
    told = put(site.scorer, scene="timer", seconds=90).get_json()
    assert (told["shows"], told["timer"]["running"]) == ({"seconds": 90}, True)
    put(site.scorer, scene="standings")
    assert scene(site)["timer"]["running"], "it goes on beside the board"


def test_phones_that_poll_are_told_the_scene_without_a_clock_and_not_twice(site: Site) -> None:
    put(site.scorer, scene="standings")
    client, path = site.app.test_client(), f"/api/v1/events/{site.event.slug}/scene?polled=1"
    first = client.get(path)
    told = first.get_json()
    assert "sent" not in told
    assert told == {key: value for key, value in scene(site).items() if key != "sent"}
    assert first.headers["Cache-Control"] == "public, max-age=1"
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304
    put(site.scorer, scene="blank")
    assert client.get(path, headers=known).get_json()["scene"] == "blank"
    # Who may turn the scene is told what phones are told, and no network keeps another's answer.
    assert {"Authorization", "Cookie"} <= {*site.scorer.get("scene?polled=1").vary}
    assert site.scorer.get("scene?polled=1").get_json()["onward"] is None
    assert site.judge("lin").get("scene?polled=1").headers["Cache-Control"] == "no-store"
    assert site.stranger.get("scene").headers["Cache-Control"] == "no-store"


def test_the_clock_of_the_server_is_told_to_the_millisecond(site: Site) -> None:
    answer = site.app.test_client().get("/api/v1/time")
    now = answer.get_json()["now"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", now)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_preview_shows_the_first_and_the_last_step_and_writes_nothing(site: Site) -> None:
    before = site.version
    told = site.scorer.get("scene/preview?scene=order&round=buzzer").get_json()
    assert told["first"]["shows"]["teams"] == []
    assert [t["id"] for t in told["last"]["shows"]["teams"]] == ["red", "blue", "green"]
    assert "at_step" not in told
    told = site.scorer.get("scene/preview?scene=teams&step=2").get_json()
    assert (told["at_step"]["step"], told["at_step"]["of"]) == (2, 3)
    assert (site.version, scene(site)["scene"]) == (before, "standings")


def test_a_break_ends_at_the_next_such_time_of_day(site: Site) -> None:
    told = put(site.scorer, scene="message", text="A break", until="10:30").get_json()
    until_then = datetime.fromisoformat(told["until"])
    assert (until_then.hour, until_then.minute) == (10, 30)
    assert until_then.utcoffset() == timedelta(hours=8)
    assert until_then > datetime.fromisoformat(told["at"])
    assert told["shows"]["until"] == told["until"]


def test_a_scene_that_cannot_be_drawn_keeps_no_board_from_anybody(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens = Screens(site)
    screens.all_told()
    site.scorer.set_round("open", "buzzer")
    until(lambda: bool(screens.told("audience", "board")), "the phone has the board")
    monkeypatch.setattr("scoreboard.live.scenes.scene_of", None)
    site.scorer.award("buzzer", "red", 10)
    assert total(screens.told("display", "board")[-1]) == "10"
    until(lambda: bool(screens.told("audience", "board")), "the phone has the points")


def test_the_chart_is_there_at_any_time_as_its_scene_would_show_it(site: Site) -> None:
    scorer = site.scorer
    first = site.stranger.get("chart").get_json()
    assert (first["scene"], first["shows"], first["stage"]) == ("chart", None, "heat")
    assert first["says"] == "还没有可画的成绩。"
    scorer.post("rounds/buzzer/open", {})
    site.judge("lin").post("rounds/buzzer/awards", {"team": "red", "points": 10})
    before = scene(site)
    for of in ("totals", "places"):
        told = site.stranger.get(f"chart?of={of}&stage=heat").get_json()
        put(scorer, scene="chart", stage="heat", text=of)
        assert told["shows"] == scene(site)["shows"]
        assert told["shows"]["of"] == of
        assert told["shows"]["series"][0]["team"]["id"] == "red"
        put(scorer, scene="standings")
    assert before["scene"] == "standings"
    assert site.stranger.get("chart?stage=final").get_json()["shows"] is None
    assert site.stranger.get("chart?stage=none").status_code == 404
    assert site.stranger.get("chart?of=moods").status_code == 422
