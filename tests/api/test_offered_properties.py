"""Whatever judges did after a backup was made: once it is put back nothing is lost or doubled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.storage.offers import Offer
from tests.support.examples import examples
from tests.support.histories import EVENT, Machine, ledger, mark, marks, offer
from tests.support.site import Site


@dataclass
class Tablet:
    """What a judge's tablet keeps of an hour, and how it offers it to the ledger that goes on."""

    judge: str
    kept: list[tuple[dict[str, Any], int]] = field(default_factory=list)

    def mark(self, site: Site, team: str, value: int) -> None:
        seen = self.stands(site, team)
        body = mark(team, value, replaces=seen)
        answer = site.judge(self.judge).post("scores", body)
        if answer.status_code == 201:
            self.kept.append((body, answer.get_json()["version"]))

    def stands(self, site: Site, team: str) -> int:
        given = site.scorer.board("?view=desk")["marks"]["r1"].get(team, {})
        return int(given[self.judge]["version"]) if self.judge in given else 0

    def offered(self, shared: int) -> list[dict[str, Any]]:
        """In order; what was seen beyond what both copies have is nothing here."""
        bodies = [body for body, version in self.kept if version > shared]
        return [
            {**body, "replaces": body["replaces"] if body["replaces"] <= shared else 0}
            for body in bodies
        ]


TEAMS = st.sampled_from(["red", "blue"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["lin", "wu"]), TEAMS, st.integers(1, 20)),
        st.tuples(st.just("turn"), st.just(""), st.just(0)),
    ),
    min_size=1,
    max_size=7,
)


def play(site: Site, tablets: dict[str, Tablet], acts: list[tuple[str, str, int]]) -> None:
    for who, team, value in acts:
        if who == "turn":
            state = site.scorer.board()["rounds"][0]["state"]
            turn = {"pending": "open", "open": "close", "closed": "reopen"}[state]
            site.scorer.set_round(turn, "r1")
        else:
            tablets[who].mark(site, team, value)


@given(
    before=ACTS,
    after=ACTS,
    meanwhile=st.lists(st.tuples(st.sampled_from(["turn", "correct"]), TEAMS), max_size=3),
    order=st.sampled_from([("lin", "wu"), ("wu", "lin"), ("lin", "wu", "lin", "wu")]),
)
@examples(20)
def test_whatever_was_acknowledged_is_there_once_or_waits(
    before: list[tuple[str, str, int]],
    after: list[tuple[str, str, int]],
    meanwhile: list[tuple[str, str]],
    order: tuple[str, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    tablets = {judge: Tablet(judge) for judge in ("lin", "wu")}
    play(machine.site, tablets, before)
    machine.back_up()
    of, shared = ledger(machine.site), machine.site.version
    play(machine.site, tablets, after)

    there = machine.put_back()
    corrected = go_on(there, meanwhile)
    answers: dict[str, int] = {}
    for name in order:
        answers |= offer_all(there, tablets[name], of, shared)
    assert set(answers.values()) <= {200, 201, 202}, "nothing is refused for good"
    written = [e.id for e in there.services.books.read(EVENT.slug, lambda book: book.entries)]
    assert len(written) == len(set(written)), "nothing is doubled"
    offers = {one.uid: one for one in there.services.offers.of(EVENT.slug, written[0])}
    for tablet in tablets.values():
        for body in tablet.offered(shared):
            check_not_lost(body, written, answers, offers)
    for team in corrected:
        assert marks(there)[team]["lin"] == "13", "an offer never beats the desk's newer word"
    assert there.services.ledger.verify(EVENT.slug) == len(written)


def go_on(there: Site, acts: list[tuple[str, str]]) -> set[str]:
    """What the desk does before the tablets are back; the teams whose mark by Lin it corrects."""
    corrected = set()
    for act, team in acts:
        if act == "turn":
            play(there, {}, [("turn", "", 0)])
        elif there.scorer.board()["rounds"][0]["state"] != "pending":
            said = {**mark(team, 13), "judge": "lin", "reason": "as on paper"}
            assert there.scorer.post("corrections", said).status_code == 201
            corrected.add(team)
    return corrected


def offer_all(there: Site, tablet: Tablet, of: str, shared: int) -> dict[str, int]:
    """What the server answers to each, by its id."""
    bodies, answers = tablet.offered(shared), {}
    for at, body in enumerate(bodies):
        answer = offer(there.judge(tablet.judge), "scores", body, of)
        answers[body["id"]] = answer.status_code
        if answer.status_code in (200, 201):
            for later in bodies[at + 1 :]:
                if later["team"] == body["team"]:
                    later["replaces"] = answer.get_json()["version"]
    return answers


def check_not_lost(
    body: dict[str, Any], written: list[str], answers: dict[str, int], offers: dict[str, Offer]
) -> None:
    """It is in the ledger, or waits for the desk, or the same judge's newer one waits."""
    uid = body["id"]
    own = offers[uid]
    assert (uid in written) == (answers[uid] in (200, 201)) == (own.state == "back")
    if own.state == "left":
        mine = [one for one in offers.values() if one.judge == own.judge and one.state == "kept"]
        assert [one.uid for one in mine if one.body["team"] == body["team"]]
    else:
        assert own.state in ("back", "kept")
