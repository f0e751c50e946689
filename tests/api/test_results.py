"""The results as files over HTTP, and the pages that offer them: who may have what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.support.result_files import csv_rows, opened
from tests.support.rulings import play, small_event
from tests.support.site import Person, Site, shipped_event

FILES = ("export.csv", "export.xlsx", "export.json")
PAGES = ("results", "results/sheet", "results/picture", "paper")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("results"), small_event())
    play(site, "r1", [30, 28, 28, 20, 10])
    return site


def page(who: Person, path: str) -> tuple[int, str]:
    answer = who.client.get(f"/e/{who.slug}/desk/{path}", headers=who.headers)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_results_is_the_desks_alone(played: Site, name: str) -> None:
    assert played.stranger.get(name).status_code == 401
    assert played.judge("j1").get(name).status_code == 403
    assert played.scorer.get(name).status_code == 200
    assert played.organiser.get(name).status_code == 200


def test_who_may_look_may_take_the_results_along(tmp_path: Path) -> None:
    site = Site(tmp_path, small_event())
    access, slug = site.services.access, site.event.slug
    access.add_person(slug, "viewer", "观摩席")
    token = next(token for grant, token, _ in access.links(slug) if grant.role == "viewer")
    viewer = Person(site.app.test_client(), slug, token)
    assert [viewer.get(name).status_code for name in FILES] == [200, 200, 200]
    assert page(viewer, "results")[0] == 200


@pytest.mark.parametrize("path", PAGES)
def test_so_are_the_pages(played: Site, path: str) -> None:
    assert page(played.stranger, path)[0] == 401
    assert page(played.judge("j1"), path)[0] == 403
    assert page(played.scorer, path)[0] == 200


def test_the_table_has_the_boards_figures(played: Site) -> None:
    answer = played.scorer.get("export.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "no-store"
    rows = played.scorer.board()["rows"]
    assert [(r["Team id"], r["Place"], r["Total"]) for r in csv_rows(answer.data)] == [
        (row["team"]["id"], str(row["rank"]), row["total"]) for row in rows
    ]


def test_the_workbook_opens(played: Site) -> None:
    answer = played.scorer.get("export.xlsx")
    assert [sheet.title for sheet in opened(answer.data)] == ["Standings", "Heats", "Ledger"]


@pytest.mark.parametrize(
    "path",
    ["export.xlsx", "export.csv", "export.json", "verify", "desk/setup.xlsx", "desk/setup.toml"],
)
def test_what_takes_long_is_done_in_a_thread_while_others_are_served(
    played: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    aside: list[object] = []
    in_thread = played.app.extensions["scoreboard.in_thread"]

    def noted(work: Any) -> Any:
        aside.append(work)
        return in_thread(work)

    monkeypatch.setitem(played.app.extensions, "scoreboard.in_thread", noted)
    scorer = played.scorer
    root = f"/e/{scorer.slug}/" if path.startswith("desk/") else f"/api/v1/events/{scorer.slug}/"
    answer = scorer.client.get(f"{root}{path}", headers=scorer.headers)
    assert answer.status_code == 200
    assert answer.data
    assert aside


def test_the_data_end_with_the_chains_last_hash(played: Site) -> None:
    found = played.scorer.get("export.json").get_json()
    last = played.scorer.get("ledger").get_json()["entries"][-1]
    assert found["head"] == {"version": last["version"], "hash": last["hash"]}
    assert found["rows"] == played.scorer.board("?view=desk")["rows"]


def test_a_chinese_name_reaches_the_disk_whole(tmp_path: Path) -> None:
    answer = Site(tmp_path).scorer.get("export.csv")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert f"filename*=UTF-8''{quote('第二届核医学知识竞赛')}" in disposition
    assert disposition.isascii()


def test_an_unknown_event_has_no_results(played: Site) -> None:
    nowhere = Person(played.app.test_client(), "nowhere", played.organiser.token)
    assert nowhere.get("export.csv").status_code in (403, 404)


def test_the_sheet_holds_ties_rules_signatures_and_the_hash(played: Site) -> None:
    _, html = page(played.scorer, "results/sheet")
    assert "王队, 张队 have 28 each and share place 2." in html
    assert "the places they fill are skipped" in html
    assert "评委一" in html
    last = played.scorer.get("ledger").get_json()["entries"][-1]["hash"]
    assert last in html.replace("<span>", "").replace("</span><wbr>", "")
    assert "Not announced" in html


def test_the_sheet_of_an_unknown_stage_is_not_found(played: Site) -> None:
    assert page(played.scorer, "results/sheet?stage=s2")[0] == 404
    assert page(played.scorer, "results/picture?stage=no")[0] == 404
    assert page(played.scorer, "paper?round=no")[0] == 404


def test_a_score_sheet_is_printed_for_each_judge_with_the_recused_teams_marked(
    tmp_path: Path,
) -> None:
    event = shipped_event()
    judges = (replace(event.judges[0], recused=("djdh",)), *event.judges[1:])
    site = Site(tmp_path, replace(event, judges=judges))
    _, html = page(site.scorer, "paper?round=r1")
    assert html.count('class="a4 paper"') == len(judges)
    assert html.count('<tr class="recused">') == 1
    _, one = page(site.scorer, "paper?round=r1&judge=j2")
    assert one.count('class="a4 paper"') == 1
    assert 'data-judge="j2"' in one
    assert 'class="recused"' not in one


def test_a_round_of_points_has_one_tally_sheet(played: Site) -> None:
    _, html = page(played.scorer, "paper?round=r1")
    assert html.count('class="a4 paper tally"') == 1
    _, later = page(played.scorer, "paper?round=f1")
    assert later.count("<tr>") == 1 + 3, "three empty lines for the teams that will go on"
