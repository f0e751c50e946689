"""Published rule texts as event files, and the days played by them through the real routes.

A file in examples/rules has a companion that ends in `.expected.toml`: who is given what, in order,
and what must come of it. Its shape:

    [[stages]]
    id = "final"

    [[stages.rounds]]
    id = "talk"
    marks.t1 = "9.2 8.8 - 9.5"      # each judge of its panel, in the order of the file; "-": none
    marks.t2 = "18/17/45 20/15/44"  # with criteria: each judge's sheet
    points.t1 = "10 -10"            # given at the desk, one after the other
    raised.t1 = 34                  # cards raised in the hall; listed.t1 = "82.5" for a list
    members.t1 = "10 - 20"          # given to each member in the order of the file
    answers.t1 = "30 -20 10?"       # stakes: won, lost, declined
    fouls.t1 = 2                    # so many are counted
    plays = ["t2 t7", "t1"]         # the order of play that is drawn; lots between those in one

    [[stages.desk]]                 # what the desk rules before the stage is announced
    path = "stages/final/playoff"
    body.reason = "…"
    points.t1 = "10"                # what is given in that play-off

    [stages.must]                   # after the announcement
    rows = [["t1", 1, "92.00", "First prize"], …]   # team, place, total, prize ("" for none)
    advancing = ["t1"]
    individuals = [["m1", 1, "20"], …]   # the best of them: member, place, total
    overall = {t1 = 1, …}                # the place over all stages
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from scoreboard.assets import examples_dir
from scoreboard.contest.model import Event, Round
from tests.support.site import Site

FOLDER = examples_dir() / "rules"
ENDING = ".expected.toml"
# The rulings that settle a tie: without them the stage cannot be announced.
SETTLING = ("playoff", "lots", "together")


def rule_files() -> list[Path]:
    """The event files that express a rule text."""
    return sorted(path for path in FOLDER.glob("*.toml") if not path.name.endswith(ENDING))


def expected(path: Path) -> list[dict[str, Any]]:
    """The stages of a file's companion."""
    companion = path.with_name(path.stem + ENDING)
    stages: list[dict[str, Any]] = tomllib.loads(companion.read_text("utf-8"))["stages"]
    return stages


def play(site: Site, stage: dict[str, Any]) -> None:
    """Everything that happens in a stage up to its announcement."""
    for together in performances(site.event, stage["rounds"]):
        first = together[0]["id"]
        lots = lots_for(site, first)
        done(site.scorer.set_round("open", first))
        for team in lots:
            done(site.scorer.post(f"rounds/{first}/on_stage/next"))
            assert site.stranger.board()["on_stage"]["team"] == team
        for played in together:
            draw(site, played)
            enter(site, played)
            rule(site, played.get("desk", []))
        done(site.scorer.set_round("close", first))
    rulings = stage.get("desk", [])
    if any(ruling["path"].endswith(SETTLING) for ruling in rulings):
        assert site.scorer.post(f"stages/{stage['id']}/advance").status_code == 409
    rule(site, rulings)
    done(site.scorer.post(f"stages/{stage['id']}/advance"))


def performances(event: Event, rounds: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rounds of a stage; those of one performance together, as one opens and closes them."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for played in rounds:
        a_round = event.round(played["id"])
        assert a_round is not None, played["id"]
        parts.setdefault(event.performance_of(a_round)[0].id, []).append(played)
    return list(parts.values())


def lots_for(site: Site, round_id: str) -> list[str]:
    """The order on stage where it is drawn by lot; nobody where it is another."""
    a_round = site.event.round(round_id)
    assert a_round is not None
    if a_round.appearance != "draw":
        return []
    drawn = done(site.scorer.post(f"rounds/{round_id}/order")).get_json()["entry"]["detail"]
    order: list[str] = drawn["order"]
    return order


def draw(site: Site, played: dict[str, Any]) -> None:
    """The order of play of a round, as the text asks for it."""
    if "plays" not in played:
        return
    drawn = done(site.scorer.post(f"rounds/{played['id']}/order")).get_json()["entry"]["detail"]
    order = iter(drawn["order"])
    for equals in map(str.split, played["plays"]):
        assert sorted(equals) == sorted(islice(order, len(equals)))
    assert not list(order)


def enter(site: Site, played: dict[str, Any]) -> None:
    """What judges and desk enter in one round."""
    a_round = site.event.round(played["id"])
    assert a_round is not None, played["id"]
    for team, values in played.get("marks", {}).items():
        for judge, value in zip(site.event.panel_of(a_round), values.split(), strict=True):
            if value != "-":
                body = {"id": new(), "round": a_round.id, "team": team, **given(a_round, value)}
                done(site.judge(judge.id).post("scores", body))
    if scores := entries(played):
        body = {"id": new(), "scores": scores}
        done(site.scorer.post(f"rounds/{a_round.id}/scores", body))
    for body in (*awards(site.event, played), *stakes(played)):
        done(site.scorer.post("awards", {"id": new(), "round": a_round.id, **body}))
    for team, count in played.get("fouls", {}).items():
        for _ in range(count):
            done(site.scorer.post("fouls", {"id": new(), "round": a_round.id, "team": team}))


def entries(played: dict[str, Any]) -> dict[str, Any]:
    """The scores that the desk enters as one list: counts in the hall, or a written test."""
    raised = {team: {"raised": count} for team, count in played.get("raised", {}).items()}
    return raised | {team: {"value": one} for team, one in played.get("listed", {}).items()}


def awards(event: Event, played: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Points for teams and for their members, as the desk books them."""
    for team, values in played.get("points", {}).items():
        yield from ({"team": team, "points": value} for value in values.split())
    for team, values in played.get("members", {}).items():
        entered = event.team(team)
        assert entered is not None, team
        for member, value in zip(entered.members, values.split(), strict=True):
            if value != "-":
                yield {"team": team, "points": value, "member": member.id}


def stakes(played: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Answers to risk questions, as the desk books them."""
    for team, values in played.get("answers", {}).items():
        yield from ({"team": team, **answer(value)} for value in values.split())


def given(a_round: Round, value: str) -> dict[str, Any]:
    """A mark, or with criteria the whole sheet."""
    if not a_round.criteria:
        return {"value": value}
    sheet = zip(a_round.criteria, value.split("/"), strict=True)
    return {"values": {criterion.id: part for criterion, part in sheet}}


def answer(value: str) -> dict[str, str]:
    """A stake won ("30"), lost ("-30") or declined ("30?")."""
    if value.endswith("?"):
        return {"points": "0", "stake": value[:-1], "outcome": "declined"}
    outcome = "wrong" if value.startswith("-") else "right"
    return {"points": value, "stake": value.lstrip("-"), "outcome": outcome}


def rule(site: Site, rulings: list[dict[str, Any]]) -> None:
    """The desk's rulings, one after the other."""
    for ruling in rulings:
        answered = done(site.scorer.post(ruling["path"], {"id": new(), **ruling.get("body", {})}))
        if "points" in ruling:
            playoff = answered.get_json()["entry"]["round"]
            for team, value in ruling["points"].items():
                done(site.scorer.award(playoff, team, value))
            done(site.scorer.set_round("close", playoff))


def new() -> str:
    """An id as the sender of an entry makes it."""
    return str(uuid.uuid4())


def done(response: TestResponse) -> TestResponse:
    """The answer to a request that must be granted."""
    assert response.status_code in (200, 201), response.text
    return response


def table(site: Site, stage: str) -> list[list[Any]]:
    """The public board of a stage: team, place, total and the names of its prizes."""
    rows = site.stranger.board(f"?stage={stage}")["rows"]
    return [
        [row["team"]["id"], row["rank"], row["total"], ", ".join(row.get("prizes", []))]
        for row in rows
    ]


def best_individuals(site: Site, count: int) -> list[list[Any]]:
    """The first so many of the table of individuals: member, place and total."""
    rows = site.stranger.board()["individuals"][:count]
    return [[row["member"]["id"], row["rank"], row["total"]] for row in rows]


def overall_places(site: Site) -> dict[str, Any]:
    """The place of every team over all stages."""
    rows = site.stranger.board("?stage=*")["rows"]
    return {row["team"]["id"]: row["rank"] for row in rows}
