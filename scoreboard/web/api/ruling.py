"""The desk's rulings: corrections, undo, excuses, penalties, and the ways out of a tie."""

from __future__ import annotations

from flask import Response, jsonify, request

from scoreboard.contest.words import N_
from scoreboard.web.api.bodies import (
    AbsenceBody,
    CorrectionBody,
    ExcuseBody,
    PenaltyBody,
    PreviewedAnswer,
    ReleaseBody,
    SettleBody,
    TurnBody,
    UndoBody,
    WithdrawalBody,
)
from scoreboard.web.api.spec import api, spec
from scoreboard.web.api.writing import ANSWERS, SECURITY, answers, changed_answer, written
from scoreboard.web.permissions import DESK, allow, current_grant
from scoreboard.web.services import services

PREVIEWED = answers(PreviewedAnswer)


def previewing() -> bool:
    """Whether nothing is to be written, and the answer only says what would change."""
    return bool(request.args.get("preview"))


@api.post("/events/<slug>/corrections")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def corrections(slug: str, json: CorrectionBody) -> tuple[Response, int]:
    """Correct a mark or a score, with a reason; with `?preview=1` only say what would change."""
    desk = services().corrections
    where = (json.round, json.team, json.judge, json.value, json.reason)
    if previewing():
        return jsonify(desk.preview_correction(slug, current_grant(), *where)), 200
    return written(
        desk.correct(slug, current_grant(), str(json.id), *where, json.decision, json.replaces)
    )


@api.post("/events/<slug>/undo")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def undo(slug: str, json: UndoBody) -> tuple[Response, int]:
    """Take back one entry; it stays readable. With `?preview=1` only say what would change.

    One's own newest award needs no reason for a minute; the ledger then says it was a mistake.
    """
    desk = services().corrections
    if previewing():
        return jsonify(desk.preview_undo(slug, current_grant(), json.entry, json.reason)), 200
    slip = services().books.say(slug, N_("Entered by mistake"))
    return written(
        desk.undo(
            slug, current_grant(), str(json.id), json.entry, json.reason, json.decision, slip=slip
        )
    )


@api.post("/events/<slug>/rounds/<round_id>/excuse")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def excuse(slug: str, round_id: str, json: ExcuseBody) -> tuple[Response, int]:
    """Wait no longer for a judge in a round; with `?preview=1` only say what would change."""
    rulings, what = services().rulings, (round_id, json.judge, json.reason)
    if previewing():
        return jsonify(rulings.preview_excuse(slug, current_grant(), *what)), 200
    return written(rulings.excuse(slug, current_grant(), str(json.id), *what))


@api.post("/events/<slug>/rounds/<round_id>/release")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def release(slug: str, round_id: str, json: ReleaseBody) -> tuple[Response, int]:
    """Make a team's score public before its panel is complete. `?preview=1` as elsewhere."""
    rulings, what = services().rulings, (round_id, json.team, json.reason)
    if previewing():
        return jsonify(rulings.preview_release(slug, current_grant(), *what)), 200
    return written(rulings.release(slug, current_grant(), str(json.id), *what))


@api.post("/events/<slug>/teams/<team_id>/absent")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def absent(slug: str, team_id: str, json: AbsenceBody) -> tuple[Response, int]:
    """Mark a team as absent from a round: no score, and no zero. `?preview=1` as elsewhere."""
    rulings, what = services().rulings, (team_id, json.round, json.reason)
    if previewing():
        return jsonify(rulings.preview_absence(slug, current_grant(), *what)), 200
    return written(rulings.mark_absent(slug, current_grant(), str(json.id), *what))


@api.post("/events/<slug>/rounds/<round_id>/order")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def order(slug: str, round_id: str, json: TurnBody) -> tuple[Response, int]:
    """Draw the order of play: by score, equals by lot."""
    return changed_answer(
        services().rulings.draw_order(slug, current_grant(), str(json.id), round_id)
    )


@api.post("/events/<slug>/penalties")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def penalties(slug: str, json: PenaltyBody) -> tuple[Response, int]:
    """Deduct for conduct, outside any round; with `?preview=1` only say what would change."""
    rulings, what = services().rulings, (json.team, json.points, json.reason)
    if previewing():
        return jsonify(rulings.preview_penalty(slug, current_grant(), *what)), 200
    return written(rulings.penalise(slug, current_grant(), str(json.id), *what))


@api.post("/events/<slug>/teams/<team_id>/withdraw")
@spec.validate(resp=PREVIEWED, tags=["desk"], security=SECURITY)
@allow(*DESK)
def withdraw(slug: str, team_id: str, json: WithdrawalBody) -> tuple[Response, int]:
    """Take a team out of the places; its scores stay shown. `?preview=1` as elsewhere."""
    rulings = services().rulings
    if previewing():
        return jsonify(rulings.preview_withdrawal(slug, current_grant(), team_id, json.reason)), 200
    return written(rulings.withdraw(slug, current_grant(), str(json.id), team_id, json.reason))


@api.post("/events/<slug>/stages/<stage_id>/playoff")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def playoff(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Open a play-off between exactly the teams that share a place."""
    name = json.name or services().books.say(slug, N_("Play-off"))
    return changed_answer(
        services().rulings.play_off(
            slug, current_grant(), str(json.id), stage_id, json.teams, name, json.reason
        )
    )


@api.post("/events/<slug>/stages/<stage_id>/lots")
@spec.validate(resp=ANSWERS, tags=["desk"], security=SECURITY)
@allow(*DESK)
def lots(slug: str, stage_id: str, json: SettleBody) -> tuple[Response, int]:
    """Draw lots between exactly the teams that share a place."""
    return changed_answer(
        services().rulings.draw_lots(
            slug, current_grant(), str(json.id), stage_id, json.teams, json.reason
        )
    )
