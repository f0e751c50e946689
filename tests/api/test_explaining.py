"""Why this place, and what if, over HTTP and as a page: who may know what, and in which words."""

import uuid
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoreboard.contest.model import Event, Judge, Round, Rules, Stage, Team
from tests.support.site import Site

JUDGES = tuple(Judge(f"j{n}", f"Judge {n}", ("red",) if n == 4 else ()) for n in range(1, 6))
ESSAY = {"red": "9.2 8.8 9.5 - -", "blue": "9.0 8.6 9.4 8.1 -"}
SPEECH = {"red": "8.7 9.1 9.4 - 9.0", "blue": "9.0 9.1 9.3 9.6 8.9"}


def two_teams(**rules: Any) -> Event:
    """Red and Blue before five judges, one highest and one lowest mark left out."""
    marked = Round("essay", "Essay", max=Decimal(10), step=Decimal("0.1"), drop_high=1, drop_low=1)
    speech = replace(marked, id="speech", name="Speech", weight=Decimal("0.5"))
    buzzer = Round("buzzer", "Buzzer", "points", min=Decimal(-9), awards=(Decimal(1),), questions=2)
    return Event(
        slug="spring", title="Spring quiz", locale="en",
        teams=(Team("red", "Red"), Team("blue", "Blue")), judges=JUDGES,
        rules=Rules(decimals=2, **rules),
        stages=(
            Stage("heat", "Heat", (marked, speech, buzzer), advance=1),
            Stage("last", "Final", (replace(buzzer, id="end", name="End"),)),
        ),
    )  # fmt: skip


@pytest.fixture
def spring(tmp_path: Path) -> Site:
    """The essay is closed (judge 4 recused from Red, judge 5 excused), the speech open."""
    site = Site(tmp_path, two_teams(publish="live"))
    mark(site, "essay", ESSAY)
    ruled(site, "rounds/essay/excuse", judge="j5", reason="tablet broken")
    site.scorer.set_round("close", "essay")
    mark(site, "speech", SPEECH)
    return site


def mark(site: Site, round_id: str, marks: dict[str, str]) -> None:
    site.scorer.set_round("open", round_id)
    for team, values in marks.items():
        for judge, value in zip(JUDGES, values.split(), strict=True):
            if value != "-":
                answer = site.judge(judge.id).mark(round_id, team, value)
                assert answer.status_code == 201, answer.text


def ruled(site: Site, path: str, **body: Any) -> None:
    answer = site.scorer.post(path, {"id": str(uuid.uuid4()), **body})
    assert answer.status_code == 201, answer.text


def page(site: Site, path: str) -> str:
    answer = site.app.test_client().get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_breakdown_is_the_one_done_by_hand(spring: Site) -> None:
    # Red: 9.2 8.8 9.5 leaves 9.2; 8.7 9.1 9.4 9.0 leaves (9.1 + 9.0) ÷ 2 = 9.05, × 0.5 = 4.525;
    # 9.2 + 4.525 = 13.725, half up 13.73. Blue: 8.8 + 27.4 ÷ 3 × 0.5 = 40.1 ÷ 3, 13.37.
    spring.scorer.set_round("close", "speech")
    red = spring.stranger.get("teams/red/reckoning").get_json()
    marks = [(m["judge"]["name"], m["value"], m["state"]) for m in red["rounds"][0]["marks"]]
    assert marks == [
        ("Judge 1", "9.2", "counted"), ("Judge 2", "8.8", "low"), ("Judge 3", "9.5", "high"),
        ("Judge 4", None, "recused"), ("Judge 5", None, "excused"),
    ]  # fmt: skip
    assert red["rounds"][1]["steps"][1] == "Weighted: 9.05 × 0.5 = 4.525"
    assert (red["exact"]["exact"], red["total"], red["place"]["rank"]) == ("13.725", "13.73", 1)
    blue = spring.stranger.get("teams/blue/reckoning").get_json()
    assert (blue["exact"]["exact"], blue["total"]) == ("40.1 ÷ 3", "13.37")
    totals = {row["team"]["id"]: row["total"] for row in spring.stranger.board()["rows"]}
    assert totals == {"red": "13.73", "blue": "13.37"}
    shown = page(spring, "/e/spring/teams/red")
    for figure in ("<s>9.5</s>", "<s>8.8</s>", "(9.1 + 9) ÷ 2 = 18.1 ÷ 2 = 9.05", "13.725",
                   "13.73", "recused from this team", "excused from this round"):  # fmt: skip
        assert figure in shown


def test_nothing_of_an_open_round_is_told_to_the_public(spring: Site) -> None:
    answer = spring.stranger.get("teams/red/reckoning")
    assert [r["id"] for r in answer.get_json()["rounds"]] == ["essay"]
    assert answer.get_json()["to_come"] == ["Speech", "Buzzer"]
    for text in (answer.text, page(spring, "/e/spring/teams/red")):
        assert "9.4" not in text
        assert "tablet broken" not in text


def test_the_desk_is_told_everything(spring: Site) -> None:
    answer = spring.scorer.get("teams/red/reckoning?view=desk")
    told = answer.get_json()
    assert [r["id"] for r in told["rounds"]] == ["essay", "speech"]
    assert told["rounds"][0]["marks"][4]["reason"] == "tablet broken"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("stranger", "teams/red/reckoning?view=desk", 401),
        ("judge", "teams/red/reckoning?view=desk", 403),
        ("stranger", "teams/red/reckoning?view=jury", 422),
        ("stranger", "teams/nobody/reckoning", 404),
        ("stranger", "teams/red/reckoning?stage=nowhere", 404),
        ("stranger", "teams/red/reckoning?stage=last", 404),
        ("stranger", "prospects", 401),
        ("judge", "prospects", 403),
        ("scorer", "prospects?stage=nowhere", 404),
    ],
)
def test_who_may_not_and_what_is_not_there(spring: Site, who: str, path: str, status: int) -> None:
    person = spring.judge("j1") if who == "judge" else getattr(spring, who)
    answer = person.get(path)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"]


def test_an_unchanged_breakdown_is_not_sent_again(spring: Site) -> None:
    client = spring.app.test_client()
    url = "/api/v1/events/spring/teams/red/reckoning"
    first = client.get(url)
    assert first.headers["Cache-Control"] == "public, max-age=1"
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(url, headers=known).status_code == 304
    spring.scorer.set_round("close", "speech")
    assert client.get(url, headers=known).status_code == 200


def test_what_if_for_the_desk(spring: Site) -> None:
    answer = spring.scorer.get("prospects")
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert [r["id"] for r in told["rounds_left"]] == ["speech", "buzzer"]
    red, blue = told["teams"]
    assert (red["lowest"], red["highest"]) == ("13.73", "15.73")
    assert (red["best"], red["worst"], red["outcome"], red["target"]) == (1, 2, "needs", "15.38")
    assert (blue["highest"], blue["outcome"]) == ("15.37", "open")
    assert spring.scorer.get("prospects?stage=last").get_json()["teams"] == []


def test_the_page_reads_without_scripts_in_both_languages(spring: Site) -> None:
    shown = page(spring, "/e/spring/teams/red")
    assert '<html lang="en"' in shown
    assert 'data-rank="1" data-total="9.20"' in shown
    assert 'href="/e/spring"' in shown
    # The switch between the languages is remembered by one, and leads there without it, too.
    assert shown.count('<script type="module"') == 1
    assert '<html lang="zh-CN"' in page(spring, "/e/spring/teams/red?lang=zh-CN")
    missing = spring.app.test_client().get("/e/spring/teams/nobody")
    assert (missing.status_code, missing.mimetype) == (404, "text/html")


def test_the_page_leads_back_to_the_board_of_its_stage_and_on_to_the_next(spring: Site) -> None:
    spring.scorer.set_round("close", "speech")
    spring.scorer.set_round("open", "buzzer")
    spring.scorer.award("buzzer", "blue", "1", question="7", note="after a protest")
    spring.scorer.set_round("close", "buzzer")
    shown = page(spring, "/e/spring/teams/blue")
    assert "Question 7" in shown
    assert "after a protest" in shown
    assert spring.scorer.post("stages/heat/advance").status_code == 200
    now = page(spring, "/e/spring/teams/blue")
    assert "No score is public yet" in now
    earlier = page(spring, "/e/spring/teams/blue?stage=heat")
    assert 'href="/e/spring?stage=heat"' in earlier
    assert "Announced: advancing" in earlier
    assert "Announced: not advancing" in page(spring, "/e/spring/teams/red")


def test_the_audiences_table_leads_to_every_teams_page(spring: Site) -> None:
    shown = page(spring, "/e/spring?lang=en")
    assert 'href="spring/teams/red?stage=heat&amp;lang=en"' in shown
    assert 'href="spring/teams/blue?stage=heat"' in page(spring, "/e/spring")
