"""Wrong input is answered clearly, and nothing of it is written."""

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest

from scoreboard.contest.model import Judge
from tests.support.site import Site, scored_by_judges, shipped_event


@pytest.fixture
def open_hall(site: Site) -> Site:
    assert site.scorer.set_round("open", "r1").status_code == 200
    return site


@pytest.fixture(scope="module")
def unwritten(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same for all tests in which nothing gets through; each makes sure that nothing did."""
    site = Site(tmp_path_factory.mktemp("unwritten"))
    assert site.scorer.set_round("open", "r1").status_code == 200
    return site


# The same in every process that collects these tests.
AN_ID = "9d0f2a51-3c1b-4c57-9d0e-6a4f6f1b7c11"


def raw_mark(value: str, team: str = "hyzg", round_id: str = "r1") -> str:
    return f'{{"id": "{uuid.uuid4()}", "round": "{round_id}", "team": "{team}", "value": {value}}}'


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("NaN", 400),
        ("Infinity", 400),
        ("-Infinity", 400),
        ("1e309", 422),
        ("1e999999999999999999999", 400),
        ('"12abc"', 422),
        ('"٣"', 422),
        ('"1,5"', 422),
        ('"1e1"', 422),
        ('" 12"', 422),
        ('""', 422),
        ("true", 422),
        ("null", 422),
        ("[]", 422),
        ("{}", 422),
        ("1" + "0" * 400, 422),
        ("1" + "0" * 5000, 400),
        ("0." + "1" * 400, 422),
        ("0.1", 422),
        ("21", 422),
        ("-1", 422),
    ],
)
def test_a_judge_who_sends_no_possible_mark_is_told_and_nothing_is_written(
    unwritten: Site, value: str, status: int
) -> None:
    before = unwritten.version
    answer = unwritten.judge("j1").post_raw("scores", raw_mark(value))
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"]
    assert unwritten.version == before


@pytest.mark.parametrize("value", ["18", '"18"', "18.0", '"18.00"', "1.8e1", '"１８"', '"18。0"'])
def test_one_mark_may_be_spelt_in_many_ways(open_hall: Site, value: str) -> None:
    answer = open_hall.judge("j1").post_raw("scores", raw_mark(value))
    assert answer.status_code == 201
    assert answer.get_json()["entry"]["value"] == "18"


def test_a_comma_in_a_mark_is_named_with_why_it_is_not_read(open_hall: Site) -> None:
    judge = open_hall.judge("j1")
    path = f"/api/v1/events/{open_hall.event.slug}/scores?lang=zh-CN"
    answer = judge.client.post(
        path, data=raw_mark('"8,5"').encode(), headers=judge.headers,
        content_type="application/json",
    )  # fmt: skip
    (fault,) = answer.get_json()["errors"]
    assert (answer.status_code, fault["field"]) == (422, "value")
    assert fault["message"].startswith("8,5 中有逗号")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("", 422),
        ("[]", 422),
        ("[" * 10_000, 400),
        ('"x"', 422),
        ('{"id": "not a uuid", "round": "r1", "team": "hyzg", "value": 1}', 422),
        ('{"round": "r1", "team": "hyzg", "value": 1}', 422),
        (
            f'{{"id": "{AN_ID}", "round": "r1", "team": "hyzg", "value": 1, "judge": "j2"}}',
            422,
        ),
        (
            f'{{"id": "{AN_ID}", "round": "r1", "team": "\\ud800", "value": 1}}',
            400,
        ),
    ],
)
def test_a_broken_body_is_answered_and_nothing_is_written(
    unwritten: Site, body: str, status: int
) -> None:
    before = unwritten.version
    answer = unwritten.judge("j1").post_raw("scores", body)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert unwritten.version == before


def test_a_body_of_ten_megabytes_is_too_big(open_hall: Site) -> None:
    answer = open_hall.judge("j1").post_raw("scores", json.dumps({"value": "9" * 10_000_000}))
    assert answer.status_code == 413


def test_an_unknown_team_or_round_is_named_as_the_field_at_fault(open_hall: Site) -> None:
    judge = open_hall.judge("j1")
    for body, field in [
        ({"round_id": "r1", "team": "nobody"}, "team"),
        ({"round_id": "nowhere", "team": "hyzg"}, "round"),
        ({"round_id": "r2", "team": "hyzg"}, "round"),  # takes points
    ]:
        answer = judge.mark(**body, value=10)
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == field


def test_a_mark_for_a_round_that_is_not_open_is_refused_not_kept_for_later(site: Site) -> None:
    judge, scorer = site.judge("j1"), site.scorer
    assert judge.mark("r1", "hyzg", 10).status_code == 409
    scorer.set_round("open", "r1")
    scorer.set_round("close", "r1")
    assert judge.mark("r1", "hyzg", 10).status_code == 409
    assert scorer.board("?view=desk")["marks"]["r1"] == {}


def test_the_same_id_counts_once_and_with_another_value_is_refused(open_hall: Site) -> None:
    judge, uid = open_hall.judge("j1"), str(uuid.uuid4())
    body: dict[str, Any] = {"id": uid, "round": "r1", "team": "hyzg", "value": "12"}
    first, again = judge.post("scores", body), judge.post("scores", {**body, "value": 12})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    version = open_hall.version
    assert judge.post("scores", {**body, "value": "13"}).status_code == 409
    assert open_hall.judge("j2").post("scores", body).status_code == 409
    assert open_hall.version == version


def test_a_repeat_that_arrives_after_the_close_is_still_known(open_hall: Site) -> None:
    judge = open_hall.judge("j1")
    body = {"id": str(uuid.uuid4()), "round": "r1", "team": "hyzg", "value": "12"}
    judge.post("scores", body)
    open_hall.scorer.set_round("close", "r1")
    assert judge.post("scores", body).status_code == 200


def test_a_stranger_and_a_false_token_are_nobody(open_hall: Site) -> None:
    stranger = open_hall.stranger
    assert stranger.mark("r1", "hyzg", 10).status_code == 401
    stranger.token = "made-up"
    assert stranger.mark("r1", "hyzg", 10).status_code == 401
    assert stranger.get("ledger").status_code == 401
    assert stranger.get("board?view=desk").status_code == 401


def test_a_judge_may_not_do_what_is_the_desks(open_hall: Site) -> None:
    judge = open_hall.judge("j1")
    for answer in (
        judge.set_round("close", "r1"),
        judge.post("stages/prelim/advance"),
        judge.get("ledger"),
        judge.get("board?view=desk"),
        judge.post("undo", {"id": str(uuid.uuid4()), "entry": 1, "reason": "x"}),
    ):
        assert answer.status_code == 403


def test_a_scorer_may_not_give_a_judges_mark(open_hall: Site) -> None:
    assert open_hall.scorer.mark("r1", "hyzg", 10).status_code == 403


def test_a_judge_of_another_event_is_known_but_may_do_nothing_here(open_hall: Site) -> None:
    other = replace(shipped_event(), slug="other")
    open_hall.services.preparing.set_up(other)
    with open_hall.app.test_request_context():
        links = open_hall.services.access.links("other")
    token = next(token for grant, token, _ in links if grant.subject == "j1")
    guest = open_hall.stranger
    guest.token = token
    assert guest.mark("r1", "hyzg", 10).status_code == 403


def test_a_recused_judge_neither_marks_nor_awards_the_team(tmp_path: Any) -> None:
    event = scored_by_judges(shipped_event())
    recused = Judge("j1", "评委一", recused=("hyzg",))
    site = Site(tmp_path, replace(event, judges=(recused, *event.judges[1:])))
    judge, scorer = site.judge("j1"), site.scorer
    scorer.set_round("open", "r1")
    assert judge.mark("r1", "hyzg", 10).status_code == 403
    assert judge.mark("r1", "yzwd", 10).status_code == 201
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    assert judge.award("r2", "hyzg", 5).status_code == 403
    assert judge.award("r2", "yzwd", 5).status_code == 201


def test_what_does_not_exist_is_not_found(site: Site) -> None:
    scorer = site.scorer
    assert scorer.set_round("open", "nowhere").status_code == 404
    assert scorer.post("stages/nowhere/advance").status_code == 404
    assert scorer.get("board?stage=nowhere").status_code == 404
    assert scorer.get("nothing").status_code == 404
    scorer.slug = "no-such-event"
    assert scorer.get("board").status_code == 404
    assert scorer.get("ledger").status_code == 404
    assert site.app.test_client().get("/e/no-such-event").status_code == 404


@pytest.mark.parametrize("text", ["核医之光", "🏆🏆", "x" * 300, "=1+1", "<b>bold</b>", "'; --"])
def test_any_text_in_a_note_is_kept_as_it_is(site: Site, text: str) -> None:
    scorer = site.scorer
    scorer.set_round("open", "r1")
    scorer.set_round("close", "r1")
    scorer.set_round("open", "r2")
    assert site.judge("j1").award("r2", "hyzg", 5, note=text).status_code == 201
    entry = scorer.get("ledger").get_json()["entries"][-1]
    assert entry["detail"]["note"] == text


@pytest.mark.parametrize("path", ["/e/nm2024", "/e/nm2024/display", "/e/nm2024/desk", "/join"])
def test_an_address_typed_with_a_slash_at_its_end_is_the_same_page(
    unwritten: Site, path: str
) -> None:
    page = unwritten.app.test_client()
    plain, slashed = page.get(path), page.get(f"{path}/")
    assert slashed.status_code == plain.status_code != 404


@pytest.mark.parametrize(
    "reason", ["   ", "\n\t", "\u200b", "\u00a0\u2060", "\u3164", "\u0301", "\u200f"]
)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("teams/hyzg/absent", {"round": "r1"}),
        ("teams/hyzg/withdraw", {}),
        ("corrections", {"round": "r1", "team": "hyzg", "judge": "j1", "value": 5}),
        ("rounds/r1/excuse", {"judge": "j1"}),
        ("rounds/r1/release", {"team": "hyzg"}),
        ("penalties", {"team": "hyzg", "points": -1}),
        ("undo", {"entry": 2}),
        ("awards", {"round": "r2", "team": "hyzg", "points": 10}),
    ],
)
def test_a_reason_of_which_nothing_is_seen_is_no_reason(
    unwritten: Site, path: str, body: dict[str, Any], reason: str
) -> None:
    before = unwritten.version
    answer = unwritten.scorer.post(path, {"id": str(uuid.uuid4()), **body, "reason": reason})
    assert answer.status_code == 422
    assert [one["field"] for one in answer.get_json()["errors"]] == ["reason"]
    assert unwritten.version == before
