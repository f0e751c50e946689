"""The organiser hands over a file; it is read and told about, and nothing is written."""

from __future__ import annotations

import io
import json
import uuid
from typing import Any

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from scoreboard.files.event.document import to_document
from scoreboard.files.event.toml_file import read_event_file
from scoreboard.files.sheets.grid import LARGEST_FILE
from scoreboard.limits import LARGEST_BODY
from scoreboard.links import role_links
from scoreboard.storage.access import WHOLE_SERVER
from tests.support.site import Person, Site
from tests.support.workbooks import QUIZ, TEAMS, quiz, read, teams, workbook

TOML_BELOW = """
[[teams]]
name = "Red"
[[teams]]
name = "Blue"
[[teams]]
name = "Green"
[[stages]]
name = "Heat"
advance = 2
[[stages.rounds]]
name = "Buzzer"
kind = "points"
[[stages]]
name = "Final"
[[stages.rounds]]
name = "Last"
kind = "points"
"""


def hand_over(
    person: Person, data: bytes, name: str = "teams.xlsx", path: str = "", **headers: str
) -> TestResponse:
    where = path or f"/api/v1/events/{person.slug}/import"
    # Encoded here: the client itself would leave a temporary file open for a large one.
    mark, body = encode_multipart({"file": FileStorage(io.BytesIO(data), name)})
    return person.client.post(
        where,
        data=body,
        content_type=f"multipart/form-data; boundary={mark}",
        headers={**person.headers, **headers},
    )


def hand_over_with(person: Person, data: bytes, name: str, choices: str) -> TestResponse:
    """As `hand_over`, with what somebody has chosen about the file's sheets."""
    parts = {"file": FileStorage(io.BytesIO(data), name), "choices": choices}
    mark, body = encode_multipart(parts)
    return person.client.post(
        f"/api/v1/events/{person.slug}/import?lang=zh-CN",
        data=body,
        content_type=f"multipart/form-data; boundary={mark}",
        headers=person.headers,
    )


def lines(answer: TestResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def result(answer: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = lines(answer)[-1]["result"]
    return found


def chief(site: Site) -> Person:
    """The organiser of the whole server."""
    _, token, _ = site.services.access.links(WHOLE_SERVER)[0]
    return Person(site.app.test_client(), site.event.slug, token)


def test_five_hundred_teams_are_read_with_progress_and_nothing_is_written(site: Site) -> None:
    before = site.version
    told = lines(hand_over(site.organiser, teams(*[[f"Team {n}", "N", ""] for n in range(500)])))
    steps = [(line["step"], line["rows"], line["of"]) for line in told[:-1]]
    assert steps[0] == ("reading", 25, None)
    assert steps[-1] == ("checking", 500, 500)
    assert len(steps) > 30
    found = told[-1]["result"]
    assert (len(found["teams"]), found["judges"], found["problems"]) == (500, [], [])
    assert found["setup"] is None
    assert site.version == before
    assert len(site.event.teams) == 7


def test_the_answer_holds_whole_teams_that_keep_their_ids(site: Site) -> None:
    data = workbook({"队伍": [["队名", "成员"], ["核医之光队", "张三（医师）"], ["新来队", ""]]})
    found = result(hand_over(site.organiser, data))
    assert found["teams"] == [
        {"id": "hyzg", "name": "核医之光队", "region": "成都", "organisation": "",
         "members": [{"name": "张三", "role": "医师"}], "guest": False, "colour": "",
         "division": "", "group": "", "name_en": "", "reading": ""},
        {"id": "t2", "name": "新来队", "region": "", "organisation": "", "members": [],
         "guest": False, "colour": "",
         "division": "", "group": "", "name_en": "", "reading": ""},
    ]  # fmt: skip
    assert found["table"] == {
        "sheets": [
            {"name": "队伍", "columns": ["A", "B"],
             "rows": [["队名", "成员"], ["核医之光队", "张三（医师）"], ["新来队", ""]]}
        ]
    }  # fmt: skip


def test_every_problem_is_told_at_its_cell_in_the_language_of_the_event(site: Site) -> None:
    data = workbook({"Teams": [["name", "region"], ["Red", "=A1"], ["Red"]]})
    where = f"/api/v1/events/{site.event.slug}/import?lang=en"
    answer = hand_over(site.organiser, data, path=where)
    found = result(answer)
    assert found["problems"] == [
        {"sheet": "Teams", "cell": "B2",
         "message": "This is a formula. Put its result here: copy it and paste the value."},
        {"sheet": "Teams", "cell": "A3", "message": "The name Red is already given in A2."},
    ]  # fmt: skip
    assert (found["teams"], found["setup"]) == ([], None)
    assert found["table"]["sheets"][0]["rows"][1] == ["Red", "=A1"]


def test_a_whole_event_comes_back_as_the_document_that_can_be_put(site: Site) -> None:
    found = result(hand_over(chief(site), quiz(), path="/api/v1/import"))
    assert found["problems"] == []
    event = read(quiz()).event
    assert event is not None
    assert found["setup"] == to_document(event)


@pytest.mark.parametrize("about", ['title = "Spring quiz"', ""])
def test_a_new_event_is_asked_for_the_address_that_its_file_leaves_out(
    site: Site, about: str
) -> None:
    boss, path = chief(site), "/api/v1/import"
    book = {**QUIZ, "Event": [["title", "Spring quiz"]]}
    if not about:
        del book["Event"]
    toml = f"[event]\n{about}\n" + TOML_BELOW
    for data, name in ((workbook(book), "quiz.xlsx"), (toml.encode(), "quiz.toml")):
        found = result(hand_over(boss, data, name, path))
        assert found["problems"] == []
        event = found["setup"]["event"]
        assert (event["slug"], event["title"]) == ("", "Spring quiz" if about else "")
        assert [stage["name"] for stage in found["setup"]["stages"]] == ["Heat", "Final"]


def test_an_address_that_can_be_none_is_told_for_a_new_event_too(site: Site) -> None:
    data = quiz(Event=[["address", "Spring quiz"], ["title", "Spring quiz"]])
    found = result(hand_over(chief(site), data, path="/api/v1/import"))
    assert [(p["sheet"], p["cell"]) for p in found["problems"]] == [("Event", "B1")]


def test_an_event_that_is_there_is_not_asked_for_its_title_by_another_file(site: Site) -> None:
    data = quiz(Event=[["address", "quiz"], ["ranking", "dense"]])
    found = result(hand_over(site.organiser, data))
    assert [p["cell"] for p in found["problems"]] == ["A1"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_csv_and_event_files_are_read_as_well(site: Site, encoding: str) -> None:
    found = result(hand_over(site.organiser, "队名\n红队\n".encode(encoding), "队伍.csv"))
    assert [team["name"] for team in found["teams"]] == ["红队"]
    found = result(hand_over(site.organiser, b"[event]\nslug = 5\n", "x.toml"))
    assert [problem["cell"] for problem in found["problems"]] == ["A1", "A1", "A1", "A2"]


def test_only_the_organiser_hands_over_files(site: Site) -> None:
    data = workbook({"Teams": TEAMS})
    assert hand_over(site.scorer, data).status_code == 403
    assert hand_over(site.judge("j1"), data).status_code == 403
    assert hand_over(site.stranger, data).status_code == 401
    assert hand_over(site.organiser, data, path="/api/v1/import").status_code == 403
    assert hand_over(site.organiser, data).status_code == 200
    assert hand_over(chief(site), data, path="/api/v1/import").status_code == 200


def test_a_file_that_rests_on_the_cookie_needs_the_csrf_token(site: Site) -> None:
    client = site.app.test_client()
    client.get("/join/" + str(site.organiser.token))
    person = Person(client, site.event.slug, None)
    # A body beyond what other views take: the token is looked for in the form, too.
    data = teams(
        *[[f"Team {n}", "", " ".join(uuid.uuid4().hex for _ in range(5))] for n in range(900)]
    )
    assert len(data) > LARGEST_BODY
    refused = hand_over(person, data)
    assert refused.status_code == 403
    assert "刷新" in refused.get_json()["detail"]
    page = client.get(f"/e/{site.event.slug}/desk").text
    token = page.split('"csrf": "')[1].split('"')[0]
    assert hand_over(person, data, **{"X-CSRFToken": token}).status_code == 200


def test_no_file_and_too_large_a_file_are_answered_in_words(site: Site) -> None:
    organiser = site.organiser
    where = f"/api/v1/events/{site.event.slug}/import?lang=en"
    answer = organiser.client.post(where, data={}, headers=organiser.headers)
    assert (answer.status_code, answer.get_json()["errors"]) == (
        422, [{"field": "file", "message": "Choose a file."}],
    )  # fmt: skip
    found = result(hand_over(organiser, b"x" * (LARGEST_FILE + 1), "x.csv", where))
    assert found["problems"][0]["message"] == "This file is larger than 5 MB."
    answer = hand_over(organiser, b"x" * (7 * 1024 * 1024), "x.csv", where)
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"


def test_other_views_take_no_large_body_because_this_one_does(site: Site) -> None:
    answer = site.scorer.post("corrections", {"reason": "x" * 100_000})
    assert answer.status_code == 413


def test_the_set_up_goes_out_as_files_and_reads_back(site: Site) -> None:
    organiser, desk = site.organiser, f"/e/{site.event.slug}/desk"
    toml = organiser.client.get(f"{desk}/setup.toml", headers=organiser.headers)
    assert read_event_file(toml.data) == site.event
    assert "nm2024.toml" in toml.headers["Content-Disposition"]
    xlsx = organiser.client.get(f"{desk}/setup.xlsx", headers=organiser.headers)
    assert read(xlsx.data, "setup.xlsx", "zh-CN").event == site.event
    for name in ("setup.toml", "setup.xlsx"):
        assert site.app.test_client().get(f"{desk}/{name}").status_code == 401
        judge = site.judge("j1")
        assert judge.client.get(f"{desk}/{name}", headers=judge.headers).status_code == 403


def test_the_samples_are_there_for_everybody_in_both_languages(site: Site) -> None:
    client = site.app.test_client()
    for lang, title in (("zh-CN", "赛事"), ("en", "Event")):
        book = load_workbook(io.BytesIO(client.get(f"/sample.xlsx?lang={lang}").data))
        assert book.sheetnames[0] == title
    assert client.get("/sample.csv?lang=en").data.startswith(b"\xef\xbb\xbfteam,region")
    assert client.get("/sample.csv?lang=zh-CN").data.decode("utf-8-sig").startswith("队名,地区")


def test_links_are_not_made_by_reading(site: Site) -> None:
    hand_over(site.organiser, workbook({"Judges": [["name"], ["Newcomer"]]}))
    links = role_links(site.services.books, site.services.access, site.event.slug, "http://hall")
    assert len(links["judges"]) == 5


SHEET = "报名表,,\n参赛方,所在处,联系电话\n红队,一院,13800138000\n蓝队,二院,139\n合计,2,\n"


def test_the_answer_asks_which_column_is_the_name_and_takes_what_was_said(site: Site) -> None:
    data = SHEET.encode("gb18030")
    found = result(hand_over_with(site.organiser, data, "报名.csv", ""))
    assert found["teams"] == []
    (reading,) = found["readings"]
    assert (reading["asks"], reading["head"], reading["table"]) == (True, [2], "teams")
    assert reading["columns"][0] == {
        "at": "A", "heading": "参赛方", "key": "", "left": "unknown",
        "examples": ["红队", "蓝队", "合计"],
    }  # fmt: skip
    assert {"key": "name", "words": "队名"} in reading["keys"]
    said = {"报名.csv": {"table": "teams", "columns": {"A": "name", "B": "organisation"}}}
    found = result(hand_over_with(site.organiser, data, "报名.csv", json.dumps(said)))
    assert [(team["name"], team["organisation"]) for team in found["teams"]] == [
        ("红队", "一院"), ("蓝队", "二院"),
    ]  # fmt: skip
    (reading,) = found["readings"]
    assert not reading["asks"]
    assert [column["left"] for column in reading["columns"]] == ["", "", "private"]
    assert reading["rows"] == [
        {"row": 5, "label": "5", "text": "合计 · 2", "why": "写着“合计”，像是合计。",
         "out": True, "fixed": False},
    ]  # fmt: skip
    assert "13800138000" not in json.dumps(found["teams"])


def test_rows_that_were_joined_are_told_by_team(site: Site) -> None:
    data = "队名,姓名\n红队,张三\n红队,李四\n蓝队,王五\n".encode()
    found = result(hand_over_with(site.organiser, data, "报名.csv", ""))
    (reading,) = found["readings"]
    assert reading["can_join"]
    assert reading["joined"] == [{"name": "红队", "rows": ["2", "3"]}]


def test_choices_that_are_none_are_named_as_the_field_at_fault(site: Site) -> None:
    answer = hand_over_with(site.organiser, b"team\nRed\n", "x.csv", "[]")
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "choices")
