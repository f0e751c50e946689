"""What the set-up page does to its draft: pure functions, asked without drawing anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from playwright.sync_api import Browser, Page

from scoreboard.contest.model import Event
from scoreboard.files.event.document import read_document, to_document
from tests.support.browsers import PHONE, visiting
from tests.support.host import Host
from tests.support.server import Server
from tests.unit.setups import set_ups

SETUP = """{
  event: {slug: "quiz", title: "Quiz"}, rules: {tie_breaks: ["round:r2", "best_marks"]},
  teams: [{id: "t1", name: "Alpha"}, {id: "t2", name: "北队"}, {name: "Gamma"}],
  judges: [{id: "j1", name: "Li", recused: ["t2"]}],
  stages: [
    {id: "s1", name: "First", advance: 2, rounds: [{id: "r1", name: "A"}, {id: "r2", name: "B"}]},
    {id: "s2", name: "Last", rounds: [{id: "r3", name: "C", kind: "points", awards: ["10"]}]},
  ],
}"""


@pytest.fixture(scope="module")
def page(host: Host, browser: Browser) -> Iterator[Page]:
    """A page of the server, from which its modules are loaded."""
    server: Server
    with host.serving() as server, visiting(browser, PHONE) as visitor:
        yield visitor.open(f"{server.hall}/join?lang=en")


def ask(page: Page, module: str, code: str) -> Any:
    """What `code` makes of a module `m` and the set-up `setup`."""
    return page.evaluate(
        f"""async () => {{
          const m = await import("/static/js/setup/{module}.js");
          const {{ complete, toSend }} = await import("/static/js/setup/document.js");
          const setup = complete({SETUP});
          return ({code});
        }}"""
    )


def test_whatever_is_left_out_is_filled_in_and_not_sent_again(page: Page) -> None:
    sent = ask(page, "document", "toSend(setup)")
    assert sent["teams"][2] == {"id": "t3", "name": "Gamma", "guest": False}
    assert sent["stages"][0]["advance"] == 2
    assert "advance" not in sent["stages"][1]
    assert sent["stages"][1]["rounds"][0]["awards"] == ["10"]
    assert "awards" not in sent["stages"][0]["rounds"][0]


def drawn() -> list[Event]:
    """Sixty set-ups, always the same. What is carried into a first stage, nobody can say."""
    found: list[Event] = []

    @settings(
        max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
    )
    @given(set_ups())
    def keep(event: Event) -> None:
        first, *others = event.stages
        found.append(replace(event, stages=(replace(first, carry=Decimal(0)), *others)))

    keep()
    return found


def test_nothing_is_lost_on_the_way_through_the_page(page: Page) -> None:
    events = drawn()
    sent = page.evaluate(
        """async (documents) => {
          const { complete, toSend } = await import("/static/js/setup/document.js");
          return documents.map((document) => toSend(complete(document)));
        }""",
        [to_document(event) for event in events],
    )
    assert [read_document(document) for document in sent] == events


def test_a_removed_team_is_nobodys_to_recuse_from_and_its_id_is_not_given_again(page: Page) -> None:
    gone = ask(page, "changing", 'm.removeTeam(setup, "t2")')
    assert [team["id"] for team in gone["teams"]] == ["t1", "t3"]
    assert gone["judges"][0]["recused"] == []
    code = 'm.addTeams(m.removeTeam(setup, "t3"), [{name: "New"}], new Set(["t3"]))'
    assert [team["id"] for team in ask(page, "changing", code)["teams"]] == ["t1", "t2", "t4"]


def test_a_round_moves_over_the_edge_of_its_stage_and_tie_breaks_forget_what_is_gone(
    page: Page,
) -> None:
    after = ask(page, "staging", 'm.moveRound(setup, "r2", 1)')
    assert [[r["id"] for r in s["rounds"]] for s in after["stages"]] == [["r1"], ["r2", "r3"]]
    assert after["rules"]["tie_breaks"] == ["round:r2", "best_marks"]
    code = 'm.inStage(setup, "s1", (rounds) => rounds.filter(({id}) => id !== "r2"))'
    assert ask(page, "staging", code)["rules"]["tie_breaks"] == ["best_marks"]


def test_a_sum_of_rounds_keeps_those_that_are_left_while_there_are_two(page: Page) -> None:
    ties = '["rounds:r1,r2,r3", "best_marks", "rounds:r2,r9"]'
    left = ask(page, "tiebreaks", f"m.withoutGone({ties}, setup.stages)")
    assert left == ["rounds:r1,r2,r3", "best_marks"]
    rounds = "[setup.stages[0].rounds[0], setup.stages[1].rounds[0]]"
    gone = f"m.withoutGone({ties}, [{{rounds: {rounds}}}])"
    assert ask(page, "tiebreaks", gone) == ["rounds:r1,r3", "best_marks"]


def test_a_sum_of_rounds_is_of_one_stage_in_the_order_of_the_set_up(page: Page) -> None:
    assert ask(page, "tiebreaks", 'm.sumOf(setup, new Set(["r2", "r1"]))') == "rounds:r1,r2"
    code = '["r1", "r3"].map((id) => m.addable(setup.stages, id).map((one) => one.id))'
    assert ask(page, "tiebreaks", code) == [["r1", "r2"], ["r3"]]
    there = 'm.isThere(["rounds:r2,r1"], "rounds:r1,r2")'
    assert ask(page, "tiebreaks", there) is True
    assert ask(page, "tiebreaks", 'm.isThere(["round:r1"], "rounds:r1,r2")') is False


def test_the_last_stage_lets_nobody_go_on_and_the_one_before_does(page: Page) -> None:
    code = 'm.addStage(setup, "Super", m.freshRound(setup, "D", {kind: "points"}))'
    after = ask(page, "staging", code)
    assert [stage["advance"] for stage in after["stages"]] == ["2", "2", ""]
    assert after["stages"][2]["rounds"][0]["id"] == "r4"
    left = ask(page, "staging", 'm.removeStage(setup, "s2")')
    assert [stage["advance"] for stage in left["stages"]] == [""]


def test_typing_on_is_one_step_and_a_new_step_forgets_what_was_taken_back(page: Page) -> None:
    steps = """(() => {
      let history = m.begun("a");
      history = m.stepped(history, "ab", "name");
      history = m.stepped(history, "abc", "name");
      const once = m.undone(history).present;
      history = m.redone(m.undone(history));
      const again = history.present;
      history = m.stepped(m.undone(history), "x", null);
      return [once, again, m.redone(history).present, m.undone(m.undone(history)).present];
    })()"""
    assert ask(page, "history", steps) == ["a", "abc", "x", "a"]


def test_a_file_keeps_the_ids_of_those_who_are_there_by_name(page: Page) -> None:
    found = """{
      teams: [{id: "t1", name: "北队"}, {id: "t2", name: "New"}],
      judges: [{id: "j1", name: "Wang", recused: ["t1"]}],
    }"""
    ids = 'new Set(["t1", "t2", "t3", "j1"])'
    code = f'm.merged(setup, {found}, "HOW", {{once: {ids}, saved: new Set()}})'
    there = ask(page, "merging", code.replace("HOW", "replace"))
    assert [(team["id"], team["name"]) for team in there["teams"]] == [
        ("t2", "北队"),
        ("t4", "New"),
    ]
    judges = [(judge["id"], judge["name"], judge["recused"]) for judge in there["judges"]]
    assert judges == [("j2", "Wang", ["t2"])]
    more = ask(page, "merging", code.replace("HOW", "add"))
    assert [team["name"] for team in more["teams"]] == ["Alpha", "北队", "Gamma", "New"]


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("1. Alpha\n2) 北队\n\n  ③ Gamma  \r\n- Delta\n(5) Echo", "Alpha 北队 Gamma Delta Echo"),
        ("Alpha\tChengdu\nAlpha\n=1+1\n2024级代表队", "Alpha =1+1 2024级代表队"),
        ("序号\t队名\t单位\n1\t红队\t一院\n2\t蓝队\t二院\n合计\t2\t", "红队 蓝队"),
        ("1\t红队\n2\t蓝队\n总计：2支\t", "红队 蓝队"),
        ("队名\n红队\n队长\n平均律队\n合计", "红队 队长 平均律队"),
        ("7\n8", "7 8"),
    ],
)
def test_a_pasted_list_loses_its_numbers_and_keeps_its_names(
    page: Page, pasted: str, names: str
) -> None:
    assert ask(page, "names", f"m.namesIn({pasted!r})") == names.split()


def test_an_address_is_made_of_title_or_day_and_is_nobody_elses(page: Page) -> None:
    code = 'm.proposeSlug("Café Quiz — 2026", "2026-11-30", ["cafe-quiz-2026"])'
    assert ask(page, "names", code) == "cafe-quiz-2026-2"
    assert (
        ask(page, "names", 'm.proposeSlug("知识竞赛 2026", "2026-11-30", [])') == "quiz-2026-11-30"
    )


def test_fewer_teams_than_the_template_had_still_make_an_event(page: Page) -> None:
    code = """m.newEvent({base: setup, found: null, about: {slug: "new"}, teams: ["One", "Two"],
      judges: 3, judgeName: (n) => `Judge ${n}`})"""
    made = ask(page, "newevent", code)
    assert [team["name"] for team in made["teams"]] == ["One", "Two"]
    assert [judge["name"] for judge in made["judges"]] == ["Li", "Judge 2", "Judge 3"]
    assert made["judges"][0]["recused"] == []
    assert made["stages"][0]["advance"] == "1"
    assert made["event"]["slug"] == "new"


def test_the_rounds_that_count_follow_what_the_rules_say_is_first(page: Page) -> None:
    code = """(() => {
      const weightless = structuredClone(setup);
      weightless.stages[0].rounds[1].weight = "0";
      const turned = structuredClone(weightless);
      turned.rules.better = "lower";
      const lower = m.agreeing(turned, weightless);
      const back = structuredClone(lower);
      back.rules.better = "higher";
      const better = (one) => one.stages.flatMap((s) => s.rounds.map((r) => r.better));
      return [better(lower), better(m.agreeing(back, lower))];
    })()"""
    lower, back = ask(page, "document", code)
    # The second counts in no total: it says for itself what is better.
    assert lower == ["lower", "higher", "lower"]
    assert back == ["higher", "higher", "higher"]
