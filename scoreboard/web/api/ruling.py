"""The desk's rulings: corrections, undo, excuses, penalties, and the ways out of a tie."""

from __future__ import annotations

from flask import Response, jsonify, request

from scoreboard.contest.words import N_
from scoreboard.web.api.bodies import (
    CorrectionAnswer,
    CorrectionBody,
    ExcuseBody,
    PenaltyBody,
    SettleBody,
    TurnBody,
    UndoBody,
    WithdrawalBody,
)
from scoreboard.web.api.spec import api, spec
from scoreboard.web.api.writing import ANSWERS, SECURITY, answers, turned, written
from scoreboard.web.permissions import DESK, allow, asking
from scoreboard.web.services import services


@api.post("/events/<slug>/corrections")
@spec.validate(resp=answers(CorrectionAnswer), tags=["desk"], security=SECURITY)
@allow(*DESK)
def corrections(slug: str, json: CorrectionBody) -> tuple[Response, int]:
    """Correct a mark or a score, with a reason; with `?preview=1` only say what would change."""
    rulings = services().rulings
    where = (json.round, json.team, json.judge, json.value, json.reason)
    if request.args.get("preview"):
        return jsonify(rulings.preview_correction(slug, asking(), *where)), 200
    return written(rulings.correct(slug, asking(), str(json.id), *where, json.decision))


@api.post("/events/<slug>/undo")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def undo(slug: str, json: UndoBody) -> tuple[Response, int]:
    """Take back one entry; it stays readable."""
    return written(services().rulings.undo(slug, asking(), str(json.id), json.entry, json.reason))


@api.post("/events/<slug>/rounds/<round_id>/excuse")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def excuse(slug: str, round_id: str, json: ExcuseBody) -> tuple[Response, int]:
    """Wait no longer for a judge in a round."""
    return written(
        services().rulings.excuse(slug, asking(), str(json.id), round_id, json.judge, json.reason)
    )


@api.post("/events/<slug>/rounds/<round_id>/order")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def order(slug: str, round_id: str, json: TurnBody) -> tuple[Response, int]:
    """Draw the order of play: by score, equals by lot."""
    return turned(services().rulings.draw_order(slug, asking(), str(json.id), round_id))


@api.post("/events/<slug>/penalties")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def penalties(slug: str, json: PenaltyBody) -> tuple[Response, int]:
    """Deduct for conduct, outside any round."""
    return written(
        services().rulings.penalise(
            slug, asking(), str(json.id), json.team, json.points, json.reason
        )
    )


@api.post("/events/<slug>/teams/<team_id>/withdraw")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def withdraw(slug: str, team_id: str, json: WithdrawalBody) -> tuple[Response, int]:
    """Take a team out of the places; its scores stay shown."""
    return written(services().rulings.withdraw(slug, asking(), str(json.id), team_id, json.reason))


@api.post("/events/<slug>/stages/<stage_id>/playoff")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def playoff(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Open a play-off between exactly the teams that share a place."""
    name = json.name or services().books.say(slug, N_("Play-off"))
    return turned(
        services().rulings.play_off(
            slug, asking(), str(json.id), stage_id, json.teams, name, json.reason
        )
    )


@api.post("/events/<slug>/stages/<stage_id>/lots")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def lots(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Draw lots between exactly the teams that share a place."""
    return turned(
        services().rulings.draw_lots(
            slug, asking(), str(json.id), stage_id, json.teams, json.reason
        )
    )
