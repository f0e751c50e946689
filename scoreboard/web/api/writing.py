"""What can be written. Each answers 201 for a new entry and 200 for the same id again."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify, request
from spectree import Response as Answers

from scoreboard.contest.model import EntryKind
from scoreboard.contest.words import refuse
from scoreboard.storage.books import Written
from scoreboard.web.api.bodies import (
    AdvanceBody,
    AwardBody,
    CorrectionBody,
    MarkBody,
    ProblemAnswer,
    TurnBody,
    UndoBody,
    WrittenAnswer,
)
from scoreboard.web.api.reading import entry_answer
from scoreboard.web.api.spec import api, spec
from scoreboard.web.permissions import DESK, allow, asking
from scoreboard.web.services import services

_ANSWERS = Answers(
    HTTP_200=WrittenAnswer,
    HTTP_201=WrittenAnswer,
    HTTP_401=ProblemAnswer,
    HTTP_403=ProblemAnswer,
    HTTP_404=ProblemAnswer,
    HTTP_409=ProblemAnswer,
    HTTP_422=ProblemAnswer,
)
_SECURITY: Any = [{"link": []}, {"cookie": []}]


def _written(written: Written) -> tuple[Response, int]:
    entry = entry_answer(written.entry)
    return jsonify({"entry": entry, "version": entry["version"]}), 201 if written.new else 200


@api.post("/events/<slug>/scores")
@spec.validate(resp=_ANSWERS, tags=["judge"], security=_SECURITY)
@allow("judge")
def scores(slug: str, json: MarkBody) -> tuple[Response, int]:
    """Set this judge's mark for a team in the open round."""
    return _written(
        services().keeper.submit(
            slug, asking(), str(json.id), json.round, json.team, json.value, json.replaces
        )
    )


@api.post("/events/<slug>/awards")
@spec.validate(resp=_ANSWERS, tags=["judge", "desk"], security=_SECURITY)
@allow("judge", *DESK)
def awards(slug: str, json: AwardBody) -> tuple[Response, int]:
    """Award points to a team, or deduct them, in the open points round."""
    detail = {"question": json.question, "note": json.note}
    detail = {name: said for name, said in detail.items() if said not in (None, "")}
    return _written(
        services().keeper.award(
            slug, asking(), str(json.id), json.round, json.team, json.points, detail
        )
    )


@api.delete("/events/<slug>/awards/<uuid:award_id>")
@spec.validate(resp=_ANSWERS, tags=["judge"], security=_SECURITY)
@allow("judge", *DESK)
def take_back(slug: str, award_id: object) -> tuple[Response, int]:
    """Take back one's own award while its round is open. Again answers the same."""
    body, _ = _written(services().keeper.take_back(slug, asking(), str(award_id)))
    return body, 200


@api.post("/events/<slug>/rounds/<round_id>/<any(open, close, reopen):act>")
@spec.validate(resp=_ANSWERS, tags=["desk"], security=_SECURITY)
@allow(*DESK)
def turn(slug: str, round_id: str, act: str, json: TurnBody) -> tuple[Response, int]:
    """Open, close or reopen a round."""
    kind = cast(EntryKind, act)
    body, _ = _written(services().keeper.turn(slug, asking(), kind, round_id, str(json.id)))
    return body, 200


@api.post("/events/<slug>/corrections")
@spec.validate(resp=_ANSWERS, tags=["desk"], security=_SECURITY)
@allow(*DESK)
def corrections(slug: str, json: CorrectionBody) -> tuple[Response, int]:
    """Correct a judge's mark, with a reason."""
    if request.args.get("preview"):
        raise refuse("A preview is not offered yet; nothing was written.", field="preview")
    return _written(
        services().keeper.correct(
            slug, asking(), str(json.id), json.round, json.team, json.judge, json.value,
            json.reason,
        )
    )  # fmt: skip


@api.post("/events/<slug>/undo")
@spec.validate(resp=_ANSWERS, tags=["desk"], security=_SECURITY)
@allow(*DESK)
def undo(slug: str, json: UndoBody) -> tuple[Response, int]:
    """Take back one entry; it stays readable."""
    return _written(services().keeper.undo(slug, asking(), str(json.id), json.entry, json.reason))


@api.post("/events/<slug>/stages/<stage_id>/advance")
@spec.validate(resp=_ANSWERS, tags=["desk"], security=_SECURITY)
@allow(*DESK)
def advance(slug: str, stage_id: str, json: AdvanceBody) -> tuple[Response, int]:
    """Name who goes on from a stage, or in the last one the winner."""
    share = json.decision is not None and json.decision.share
    body, _ = _written(services().keeper.advance(slug, asking(), stage_id, share, str(json.id)))
    return body, 200
