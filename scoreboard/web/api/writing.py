"""The running event: marks, awards, rounds, announcements."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify

from scoreboard.storage.access import Grant
from scoreboard.storage.book_cache import Written
from scoreboard.verbs.scorekeeping import (
    AnnounceResult,
    ChangeRoundState,
    GiveAward,
    RoundAct,
    SubmitMark,
    TakeBackAward,
)
from scoreboard.verbs.verb import new_id
from scoreboard.web.api.answers import KeptForTheDesk
from scoreboard.web.api.bodies import (
    AdvanceBody,
    AwardBody,
    MarkBody,
    TurnBody,
)
from scoreboard.web.api.describing import describe
from scoreboard.web.api.late import noting_late
from scoreboard.web.api.offered import Act, act_of, offered_ledger, settled
from scoreboard.web.api.spec import api
from scoreboard.web.api.written import CHANGED, NEW_OR_AGAIN, changed_answer, written
from scoreboard.web.permissions import allow, confirmed_as_it_writes, current_grant, writing_as
from scoreboard.web.same_ledger import page_ledger
from scoreboard.web.services import services

OR_KEPT: Any = {**NEW_OR_AGAIN, 202: KeptForTheDesk}


def or_kept(done: Written | KeptForTheDesk) -> tuple[Response, int]:
    """The entry that was written; or 202, where what was offered again waits for the desk."""
    return written(done) if isinstance(done, Written) else (jsonify(done), 202)


@api.post("/events/<slug>/scores")
@describe("judge", OR_KEPT)
@allow("mark")
@confirmed_as_it_writes
def scores(slug: str, json: MarkBody) -> tuple[Response, int]:
    """Set this judge's mark for a team in the open round."""
    offered = offered_ledger()
    # A tablet that says nothing of it has seen no mark in the history that it offers one to.
    replaces = (json.replaces or 0) if offered else json.replaces

    def write(judge: Grant) -> Written:
        verb = SubmitMark(
            judge,
            str(json.id),
            json.round,
            json.team,
            json.value,
            replaces,
            json.ledger or offered or page_ledger(),
            json.values,
            json.member,
            offered=bool(offered),
        )
        return services().writer.write(slug, verb)

    with noting_late(slug, "mark", json, json.value):
        act = act_of("mark", json)
        return or_kept(settled(slug, act, lambda: writing_as(slug, write)))


@api.post("/events/<slug>/awards")
@describe("judge", OR_KEPT)
@allow("award")
@confirmed_as_it_writes
def awards(slug: str, json: AwardBody) -> tuple[Response, int]:
    """Award points to a team, or deduct them, in the open points round."""
    said = json.model_dump(exclude={"id"})
    said["ledger"] = json.ledger or offered_ledger() or page_ledger()
    said["offered"] = bool(offered_ledger())

    def write(giver: Grant) -> Written:
        return services().writer.write(slug, GiveAward(giver, str(json.id), **said))

    with noting_late(slug, "award", json, json.points):
        act = act_of("award", json)
        return or_kept(settled(slug, act, lambda: writing_as(slug, write)))


@api.delete("/events/<slug>/awards/<uuid:award_id>")
@describe("judge", {**CHANGED, 202: KeptForTheDesk}, 409)
@allow("award")
def take_back(slug: str, award_id: object) -> tuple[Response, int]:
    """Take back one's own award while its round is open. Again answers the same."""
    verb = TakeBackAward(current_grant(), new_id(), str(award_id))
    act = Act("withdrawal", str(award_id), {})
    done = settled(slug, act, lambda: services().writer.write(slug, verb))
    return changed_answer(done) if isinstance(done, Written) else or_kept(done)


@api.post("/events/<slug>/rounds/<round_id>/<any(open, close, reopen):act>")
@describe("desk", CHANGED)
@allow("run")
def change_round_state(slug: str, round_id: str, act: str, json: TurnBody) -> tuple[Response, int]:
    """Open, close or reopen a round."""
    verb = ChangeRoundState(current_grant(), str(json.id), cast(RoundAct, act), round_id)
    return changed_answer(services().writer.write(slug, verb))


@api.post("/events/<slug>/stages/<stage_id>/advance")
@describe("desk", CHANGED)
@allow("announce")
def advance(slug: str, stage_id: str, json: AdvanceBody) -> tuple[Response, int]:
    """Name who goes on from a stage, or in the last one the winner.

    With `scene` the hall is told by the steps of the scene that comes on the big screen.
    """
    verb = AnnounceResult(
        current_grant(),
        str(json.id),
        stage_id,
        json.decision.kind if json.decision else None,
        json.decision.reason if json.decision else None,
        json.scene,
    )
    return changed_answer(services().writer.write(slug, verb))
