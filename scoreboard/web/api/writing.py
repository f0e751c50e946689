"""The running event: marks, awards, rounds, announcements."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify

from scoreboard.contest.acts.preview import Preview
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
from scoreboard.verbs.verb import Verb, new_id
from scoreboard.web.api.answers import WrittenEntry
from scoreboard.web.api.bodies import (
    AdvanceBody,
    AwardBody,
    MarkBody,
    TurnBody,
)
from scoreboard.web.api.describing import PreviewQuery, describe
from scoreboard.web.api.late import noting_late
from scoreboard.web.api.reading import entry_answer
from scoreboard.web.api.spec import api
from scoreboard.web.permissions import allow, confirmed_as_it_writes, current_grant, writing_as
from scoreboard.web.same_ledger import page_ledger
from scoreboard.web.services import services

NEW_OR_AGAIN: Any = {201: WrittenEntry, 200: WrittenEntry}
CHANGED: Any = {200: WrittenEntry}


def changed_answer(done: Written) -> tuple[Response, int]:
    """The answer of an act that changes what is there: 200, for it creates nothing."""
    answer, _ = written(done)
    return answer, 200


def written(done: Written) -> tuple[Response, int]:
    """The entry that a write brought: 201 when it is new, 200 when its id had come before."""
    entry = entry_answer(done.entry)
    return jsonify({"entry": entry, "version": entry["version"]}), 201 if done.new else 200


PREVIEWED: Any = {201: WrittenEntry, 200: WrittenEntry | Preview}


def ruled(slug: str, verb: Verb, query: PreviewQuery) -> tuple[Response, int]:
    """The entry that the verb wrote, or with `?preview=1` what it would change."""
    writer = services().writer
    if query.preview:
        return jsonify(writer.preview(slug, verb)), 200
    return written(writer.write(slug, verb))


@api.post("/events/<slug>/scores")
@describe("judge", NEW_OR_AGAIN)
@allow("mark")
@confirmed_as_it_writes
def scores(slug: str, json: MarkBody) -> tuple[Response, int]:
    """Set this judge's mark for a team in the open round."""

    def write(judge: Grant) -> Written:
        verb = SubmitMark(
            judge,
            str(json.id),
            json.round,
            json.team,
            json.value,
            json.replaces,
            json.ledger or page_ledger(),
            json.values,
            json.member,
        )
        return services().writer.write(slug, verb, confirm=True)

    with noting_late(slug, "mark", json, json.value):
        return written(writing_as(slug, write))


@api.post("/events/<slug>/awards")
@describe("judge", NEW_OR_AGAIN)
@allow("award")
@confirmed_as_it_writes
def awards(slug: str, json: AwardBody) -> tuple[Response, int]:
    """Award points to a team, or deduct them, in the open points round."""
    said = json.model_dump(exclude={"id"})
    said["ledger"] = json.ledger or page_ledger()

    def write(giver: Grant) -> Written:
        return services().writer.write(slug, GiveAward(giver, str(json.id), **said), confirm=True)

    with noting_late(slug, "award", json, json.points):
        return written(writing_as(slug, write))


@api.delete("/events/<slug>/awards/<uuid:award_id>")
@describe("judge", CHANGED, 409)
@allow("award")
def take_back(slug: str, award_id: object) -> tuple[Response, int]:
    """Take back one's own award while its round is open. Again answers the same."""
    verb = TakeBackAward(current_grant(), new_id(), str(award_id))
    return changed_answer(services().writer.write(slug, verb))


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
