"""What may be put on the big screen, and turned there, now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from scoreboard.contest.record.book import Book
from scoreboard.contest.record.show import Shown, part_of
from scoreboard.contest.show.kind import About, Reached, SceneKind
from scoreboard.contest.words import N_, Refusal, not_now, refuse

TurnTo = Literal["next", "back", "finish"]
# What the detail of a scene that is put holds beside what was asked for; `CHOSEN` names what could
# have been asked for, and was not.
CHOSEN = "chosen"
SETTLED = frozenset({"follows", "holds", "tells", "step", CHOSEN})
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ENDS: Mapping[TurnTo, str] = {
    "next": N_("This was the last step of the scene."),
    "finish": N_("This was the last step of the scene."),
    "back": N_("This is the first step of the scene."),
}


def only_used(said: Mapping[str, Any], kind: SceneKind | None) -> dict[str, Any]:
    """What of a body a scene uses: keys of other scenes are ignored. Without one, only `hold`."""
    if kind is None:
        if said.get("scene") is None and said.get("hold") is not None:
            return {"hold": bool(said["hold"])}
        raise refuse("This scene is not known here.", field="scene")
    used: frozenset[str] = kind.uses
    kept = {key: value for key, value in said.items() if key in used and value is not None}
    held = {"hold": True} if said.get("hold") else {}
    return {"scene": said["scene"], **kept, **held}


def settled(
    book: Book, said: Mapping[str, Any], kind: SceneKind | None
) -> tuple[About, dict[str, Any]]:
    """What a scene is about by now, and what else is settled as it is put.

    Raises Refusal "wrong" for what the event does not have. Every scene can be put at any time.
    """
    if kind is None:
        return About(book.show.round, book.show.stage, book.show.team), dict(said)
    _check_known(book, said)
    about = kind.about(book, said)
    further = _division(book, said, about, kind)
    said = {**said, **further}
    if further:
        further[CHOSEN] = list(further)
    if kind.follows and about.team == kind.about(book, {**said, "team": None}).team:
        # Who is chosen and not on stage stays, whoever comes on.
        further["follows"] = True
    if kind.holds:
        further["holds"] = True
    untold, division = book.untold.get(about.stage or ""), said.get("division")
    part = part_of(kind.tells, division if kind.by_division else None) if kind.tells else ""
    if untold and part in untold.parts:
        further["tells"] = part
        if before := untold.steps.get(part):
            # A telling that was interrupted goes on where it was.
            further["step"] = before
    return about, {**said, **further}


def _division(book: Book, said: Mapping[str, Any], about: About, kind: SceneKind) -> dict[str, Any]:
    """The division that is next to be told, or the first, where a scene shows one at a time.

    None for what older ledgers have announced to be told of all divisions as one.
    """
    divisions = [one.id for one in book.event.divisions]
    if not kind.by_division or not divisions:
        return {}
    untold = book.untold.get(about.stage or "")
    parts = untold.parts if untold and kind.tells else frozenset()
    if kind.tells in parts:
        return {"division": None}
    if said.get("division"):
        return {}
    left = [one for one in divisions if kind.tells and part_of(kind.tells, one) in parts]
    return {"division": (left or divisions)[0]}


def _check_known(book: Book, said: Mapping[str, Any]) -> None:
    event = book.event
    if said.get("team") and event.team(said["team"]) is None:
        raise refuse("This event has no such team.", field="team")
    if said.get("round") and book.round(said["round"]) is None:
        raise refuse("This event has no such round.", field="round")
    if said.get("stage") and event.stage(said["stage"]) is None:
        raise refuse("This event has no such stage.", field="stage")
    if said.get("division") and said["division"] not in {one.id for one in event.divisions}:
        raise refuse("This event has no such division.", field="division")
    if said.get("until") and not _is_time(said["until"]):
        raise refuse(
            "Give a time such as 10:30, or a date and time with its offset.", field="until"
        )


def _is_time(text: str) -> bool:
    if _CLOCK.fullmatch(text):
        return True
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def turn(
    book: Book, kind: SceneKind, at: Reached, to: TurnTo, seen: int | None, put: int | None
) -> dict[str, Any]:
    """The step that is reached by turning the scene in force, as the detail of an entry.

    Raises Refusal when the scene ends there, when the step cannot be told yet, or when another step
    is reached, or another scene put, than the sender saw.
    """
    show = book.show
    check_same_scene(show, at, put, seen)
    if at.of == 0:
        raise _with_state(not_now("This scene has no steps."), show, at)
    if at.step == (0 if to == "back" else at.of):
        raise _with_state(not_now(_ENDS[to]), show, at)
    if to != "back":
        kind.check(book, show)
    step = {"next": at.step + 1, "back": at.step - 1, "finish": at.of}[to]
    return {"to": to, "put": show.put, "from": at.step, "step": step, "last": step == at.of}


def check_same_scene(show: Shown, at: Reached, put: int | None, seen: int | None = None) -> None:
    """Raises Refusal where another scene is put by now, or another step reached, than was seen."""
    if seen not in (None, at.step) or put not in (None, show.put):
        said = N_("By now the big screen is at another step. Look again, then turn.")
        raise _with_state(not_now(said), show, at)


def _with_state(refusal: Refusal, show: Shown, at: Reached) -> Refusal:
    refusal.present = {
        "scene": {
            "scene": show.scene,
            "put": show.put,
            "step": at.step,
            "of": at.of,
            "round": show.round,
            "stage": show.stage,
            "team": show.team,
        }
    }
    return refusal


def check_timer(book: Book, said: Mapping[str, Any]) -> None:
    """Raises Refusal for a timer that cannot be set, started or ended so."""
    do, seconds = said["do"], said.get("seconds")
    if do in ("set", "add") and seconds is None:
        raise refuse("Say how many seconds.", field="seconds")
    if do != "add" and seconds is not None and seconds <= 0:
        raise refuse("This must be more than 0.", field="seconds")
    if book.timer is None and (do in ("pause", "add", "end") or (do == "start" and not seconds)):
        raise not_now("The timer is not set.")
