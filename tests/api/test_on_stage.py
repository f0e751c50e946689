"""The order is drawn, a team comes on stage: through the real routes, and what screens are told."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.site import Person, Site
from tests.unit.contests import contest, heat, judged

EVENT = contest(heat(judged("talk", appearance="draw")), teams="red blue green")
ORDER = ["green", "red", "blue"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, EVENT)
    site.scorer.set_round("open", "talk")
    return site


def _put(person: Person, path: str, body: dict[str, Any]) -> TestResponse:
    url = f"/api/v1/events/{person.slug}/{path}"
    return person.client.put(url, json=body, headers=person.headers)


def by_hand(site: Site) -> None:
    said = {"order": ORDER, "reason": "as agreed"}
    assert site.scorer.post("rounds/talk/order", said).status_code == 200


def test_the_order_is_drawn_once_and_again_only_with_a_reason(site: Site) -> None:
    first = site.scorer.post("rounds/talk/order").get_json()["entry"]
    assert sorted(first["detail"]["order"]) == sorted(ORDER)
    assert first["detail"]["by"] == "draw"
    refused = site.scorer.post("rounds/talk/order")
    assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, "reason")
    again = site.scorer.post("rounds/talk/order", {"reason": "a lot was lost"})
    assert again.get_json()["entry"]["reason"] == "a lot was lost"
    assert (
        site.scorer.board("?view=desk")["appearance"]["talk"]
        == (again.get_json()["entry"]["detail"]["order"])
    )
    undone = site.scorer.post(
        "undo",
        {
            "id": str(uuid.uuid4()),
            "entry": again.get_json()["version"],
            "reason": "it was there",
        },
    )
    assert undone.status_code == 201
    desk = site.scorer.board("?view=desk")
    assert desk["appearance"]["talk"] == first["detail"]["order"]


def test_by_hand_it_needs_every_team_and_a_reason(site: Site) -> None:
    for said, field in (
        ({"order": ["red"], "reason": "why"}, "order"),
        ({"order": ORDER}, "reason"),
    ):
        refused = site.scorer.post("rounds/talk/order", said)
        assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (422, field)
    by_hand(site)
    entry = site.scorer.get("ledger").get_json()["entries"][-1]
    assert (entry["kind"], entry["says"], entry["reason"]) == ("order", "hand", "as agreed")


def test_every_screen_is_told_who_is_on_and_who_is_next(site: Site) -> None:
    by_hand(site)
    assert site.stranger.board()["on_stage"] is None
    step: dict[str, Any] = {"id": str(uuid.uuid4()), "team": None}
    first = site.scorer.post("rounds/talk/on_stage/next", step)
    assert first.status_code == 200
    assert first.get_json()["entry"]["team"] == "green"
    expected = {"round": "talk", "team": "green", "next": "red"}
    assert site.stranger.board()["on_stage"] == expected
    assert site.scorer.board("?view=desk")["staged"] == {"talk": expected}
    # The same id answers the same, though another would not be taken any more.
    assert site.scorer.post("rounds/talk/on_stage/next", step).get_json() == first.get_json()
    late = site.scorer.post("rounds/talk/on_stage/next", {"team": None})
    assert late.status_code == 409
    assert late.get_json()["on_stage"] == expected
    put = {"id": str(uuid.uuid4()), "team": "blue"}
    answer = _put(site.scorer, "rounds/talk/on_stage", put)
    assert answer.status_code == 200
    assert site.stranger.board()["on_stage"] == {"round": "talk", "team": "blue", "next": None}
    nobody = {"id": str(uuid.uuid4()), "team": None}
    assert _put(site.scorer, "rounds/talk/on_stage", nobody).status_code == 200
    assert site.stranger.board()["on_stage"] is None


def test_a_set_up_that_was_looked_at_before_a_step_can_still_be_saved(site: Site) -> None:
    by_hand(site)
    document = site.organiser.get("setup").get_json()
    site.scorer.post("rounds/talk/on_stage/next")
    changed = {**document["setup"], "event": {**document["setup"]["event"], "subtitle": "Autumn"}}
    body = {"id": str(uuid.uuid4()), "setup": changed, "since": document["version"]}
    answer = _put(site.organiser, "setup", body)
    assert answer.status_code in (200, 201), answer.text


def test_paper_sheets_list_the_teams_in_their_order_and_say_when_there_is_none(site: Site) -> None:
    def sheet() -> tuple[list[str], bool]:
        who = site.scorer
        page = who.client.get(
            "/e/quiz/desk/paper?round=talk&judge=lin&lang=en", headers=who.headers
        )
        text = page.get_data(as_text=True)
        names = re.findall(r'<th scope="row"><span dir="auto">(\w+)</span>', text)
        return names, "The order on stage is not settled yet" in text

    assert sheet() == (["Red", "Blue", "Green"], True)
    by_hand(site)
    assert sheet() == (["Green", "Red", "Blue"], False)


def test_the_files_of_results_tell_the_order(site: Site) -> None:
    by_hand(site)
    told = site.scorer.get("export.json").get_json()
    assert told["boards"][0]["appearance"]["talk"] == ORDER
    assert told["setup"]["stages"][0]["rounds"][0]["appearance"] == "draw"
