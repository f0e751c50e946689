"""The rules that a result rests on, in sentences: what the result sheet prints under it."""

from __future__ import annotations

from scoreboard.contest.model import Event, Stage
from scoreboard.contest.rules.consequences import consequences_of
from scoreboard.contest.rules.ranking import METHOD_WORDS
from scoreboard.contest.words import Say

_ALL_STAGES = ("rules.better", "rules.decimals", "rules.tie_breaks")


def rules_words(event: Event, say: Say) -> list[str]:
    """How totals become places, for the whole event."""
    ranking = say(METHOD_WORDS[event.rules.ranking])
    return [ranking, *(c["text"] for c in consequences_of(event, say) if c["field"] in _ALL_STAGES)]


def stage_words(event: Event, stage: Stage, say: Say) -> list[str]:
    """How the totals of a stage came about, and who goes on."""
    field = f"stages.{event.stages.index(stage)}."
    prizes = "prizes" if stage is event.stages[-1] else field
    found = [c for c in consequences_of(event, say) if c["field"].startswith((field, prizes))]
    # Who pressed the buttons, and who was on stage when, is no rule that a result rests on.
    return [c["text"] for c in found if not c["field"].endswith((".scored_by", ".appearance"))]
