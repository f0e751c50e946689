"""What a new set-up changes, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from scoreboard.contest.heading import contest_of, host_of
from scoreboard.contest.model import (
    Criterion,
    Division,
    Event,
    FoulRule,
    Group,
    Judge,
    Prize,
    Round,
    Stage,
    Team,
)
from scoreboard.contest.numbers import plain
from scoreboard.contest.rules.fouls import foul_rule_words
from scoreboard.contest.rules.kinds.criteria import criterion_words
from scoreboard.contest.rules.named_breaks import called
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.contest.words import N_, Say

# Every value of a set-up by which two can differ.
LABELS: Mapping[str, str] = {
    "title": N_("name of the contest"),
    "subtitle": N_("host or occasion"),
    "date": N_("date"),
    "locale": N_("language"),
    "timezone": N_("time zone"),
    "wifi": N_("Wi-Fi"),
    "title_en": N_("title in English"),
    "subtitle_en": N_("subtitle in English"),
    "publish_judges": N_("judges' names in the published result"),
    "theme": N_("theme"),
    "accent": N_("accent"),
    "place": N_("place"),
    "ranking": N_("ranking"),
    "decimals": N_("decimals"),
    "tie_breaks": N_("tie-breaks"),
    "break_ties": N_("where ties are broken"),
    "publish": N_("when the hall sees scores"),
    "release": N_("what makes a score public"),
    "judges_see_totals": N_("totals on the judges' tablets"),
    "unscored": N_("teams without a score"),
    "overall": N_("overall ranking"),
    "name": N_("name"),
    "name_en": N_("name in English"),
    "reading": N_("how it is said"),
    "region": N_("region"),
    "organisation": N_("organisation"),
    "colour": N_("colour"),
    "division": N_("division"),
    "group": N_("group"),
    "members": N_("members"),
    "guest": N_("out of competition"),
    "recused": N_("recused from"),
    "shadow": N_("marks kept, not counted"),
    "head": N_("head judge"),
    "kind": N_("kind"),
    "min": N_("lowest"),
    "max": N_("highest"),
    "step": N_("step"),
    "aggregate": N_("how marks are joined"),
    "drop_high": N_("highest marks left out"),
    "drop_low": N_("lowest marks left out"),
    "weight": N_("weight"),
    "weighted_decimals": N_("decimals after the weight"),
    "better": N_("which is better"),
    "awards": N_("buttons"),
    "stakes": N_("stakes"),
    "questions": N_("questions"),
    "scored_by": N_("who gives the points"),
    "panel": N_("judges who mark it"),
    "performance": N_("performance"),
    "present": N_("people who hold a card"),
    "card": N_("points for a card"),
    "criteria": N_("criteria"),
    "loss": N_("what a wrong answer costs"),
    "declined": N_("what declining costs"),
    "order": N_("who plays first"),
    "fouls": N_("fouls"),
    "tokens": N_("tokens"),
    "appearance": N_("order on stage"),
    "base": N_("points to start with"),
    "carry": N_("share carried in"),
    "advance": N_("teams that go on"),
    "count": N_("number of teams"),
    "share": N_("share of the teams"),
    "rounding": N_("rounding"),
    "at_least": N_("total needed"),
    "who": N_("whom the prize is for"),
    "by": N_("whose the points are"),
    "team_score": N_("what the team has of its members"),
    "best": N_("members who count"),
    "advance_share": N_("share of the teams that goes on"),
    "threshold": N_("what is enough to go on"),
    "above": N_("what must be exceeded to go on"),
    "quota": N_("teams of one organisation that go on at most"),
    "by_group": N_("played by groups"),
    "advance_best": N_("best others that go on"),
    "best_by": N_("how the best others are compared"),
    "side_of": N_("side stage of"),
}


# What the file's words mean to people; other values are shown as they are.
_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "ranking": {
        "dense": N_("dense, 4 4 5"),
        "competition": N_("competition, 4 4 6"),
        "modified": N_("modified, 5 5 6"),
        "ordinal": N_("ordinal, 4 5 6"),
        "fractional": N_("fractional, 4.5 4.5 6"),
    },
    "tie_breaks": {row.name: row.sentence for row in TIE_BREAKS.values()},
    "break_ties": {
        "all": N_("everywhere"),
        "first": N_("for the first place"),
        "cut": N_("across the cut"),
    },
    "publish": {
        "team": N_("when a team's panel is complete"),
        "live": N_("at once"),
        "round": N_("when a round closes"),
    },
    "unscored": {"none": N_("no total and no place"), "zero": N_("a total of 0")},
    "release": {"complete": N_("a complete panel"), "desk": N_("the desk")},
    "scored_by": {"desk": N_("the desk"), "judges": N_("all judges")},
    "kind": {
        "judged": N_("judged"),
        "points": N_("points"),
        "count": N_("count in the hall"),
        "list": N_("list"),
    },
    "aggregate": {
        "sum": N_("sum"),
        "mean": N_("mean"),
        "median": N_("median"),
        "places": N_("places added"),
    },
    "by": {"team": N_("the team's"), "member": N_("the members'")},
    "team_score": {"sum": N_("sum"), "mean": N_("mean"), "best": N_("the best of them")},
    "who": {"team": N_("teams"), "member": N_("members")},
    "best_by": {"total": N_("total"), "mean": N_("mean of the rounds")},
    "rounding": {"up": N_("up"), "down": N_("down"), "half_up": N_("half up")},
    "loss": {"stake": N_("the stake"), "half": N_("half the stake"), "none": N_("nothing")},
    "order": {
        "highest": N_("the highest score"),
        "lowest": N_("the lowest score"),
        "registration": N_("the order of the list"),
    },
    "better": {"higher": N_("the higher"), "lower": N_("the lower")},
    "appearance": {
        "registration": N_("as registered"),
        "draw": N_("drawn by lot"),
        "standings": N_("by standing, the first begins"),
        "reverse": N_("by standing, the last begins"),
    },
    "theme": {
        "night": N_("night blue"),
        "ink": N_("ink black"),
        "vermilion": N_("vermilion and gold"),
        "daylight": N_("daylight"),
        "contrast": N_("high contrast"),
    },
    "locale": {"zh-CN": "中文", "en": "English"},
}

_NAMED = {"title": contest_of, "subtitle": host_of}


# By whether it has a name, and whether what is shown of it stays (a password is not shown).
_CHANGED = {
    (True, False): N_("%(name)s, %(label)s: %(old)s becomes %(new)s."),
    (True, True): N_("%(name)s, %(label)s: changed."),
    (False, False): N_("%(label)s: %(old)s becomes %(new)s."),
    (False, True): N_("%(label)s: changed."),
}


_LISTED = ("teams", "stages", "judges", "prizes", "divisions", "groups", "rules", "show", "slug")


def changes(old: Event, new: Event, say: Say) -> list[str]:
    """A sentence for everything that differs, in the order of the set-up."""
    differences = _Differences(old, new, say)
    return [
        *differences.values("", old, new, but=_LISTED),
        *differences.values("", old.rules, new.rules),
        *differences.values("", old.show, new.show),
        *differences.listed(old.divisions, new.divisions),
        *differences.listed(old.groups, new.groups),
        *differences.listed(old.teams, new.teams),
        *differences.listed(old.judges, new.judges),
        *differences.listed(old.stages, new.stages),
        *differences.listed(_rounds(old), _rounds(new)),
        *differences.listed(old.prizes, new.prizes),
    ]


def _value(one: Any, key: str) -> Any:
    """A value as people know it: the key does not tell which name of an event is the contest's."""
    if isinstance(one, Event) and key in _NAMED:
        return _NAMED[key](one)
    return getattr(one, key)


# Keys whose usual value is another one than it was, with the key that took over from each.
_NEW_DEFAULTS = {
    "publish": "publish",
    "release": "release",
    "judges_see_totals": "judges_see_totals",
    "unscored": "unscored",
    "scored_by": "scored_by",
    "weighted_decimals": "decimals",
}


def changes_by_default(old: Event, new: Event, say: Say) -> list[str]:
    """The sentences for what becomes the usual value, where that was another one in old events.

    A file that was written before there was a key leaves it out, and may not mean its default.
    """
    differences = _Differences(old, new, say)
    before = {a_round.id: a_round for a_round in _rounds(old)}
    pairs: list[tuple[str, Any, Any]] = [("", old.rules, new.rules)]
    pairs += [(r.name, before[r.id], r) for r in _rounds(new) if r.id in before]
    return [
        text for name, was, is_now in pairs for text in _defaulted(differences, name, was, is_now)
    ]


def _defaulted(differences: _Differences, name: str, old: Any, new: Any) -> Iterator[str]:
    usual = {field.name: field.default for field in fields(new)}
    keys = [key for key in _NEW_DEFAULTS if key in usual]
    changed = {
        other
        for key in keys
        if getattr(old, key) != getattr(new, key) == usual[key]
        for other in (key, _NEW_DEFAULTS[key])
    }
    yield from differences.values(name, old, new, but=tuple(usual.keys() - changed))


_Part = Division | Group | Team | Judge | Stage | Round | Prize


def _rounds(event: Event) -> list[Round]:
    return [a_round for stage in event.stages for a_round in stage.rounds]


class _Differences:
    """Describes what differs between two set-ups, in the words of `say`."""

    def __init__(self, old: Event, new: Event, say: Say) -> None:
        self._say = say
        self._teams = {team.id: team.name for team in (*old.teams, *new.teams)}
        self._divisions = {one.id: one.name for one in (*old.divisions, *new.divisions)}
        self._groups = {one.id: one.name for one in (*old.groups, *new.groups)}
        self._judges = {judge.id: judge.name for judge in (*old.judges, *new.judges)}
        self._all_rounds = [*_rounds(old), *_rounds(new)]

    def listed(
        self,
        old: Sequence[_Part],
        new: Sequence[_Part],
    ) -> Iterator[str]:
        """What leaves a list, what joins it, what of it differs, and its order."""
        before = {one.id: one for one in old}
        after = {one.id for one in new}
        for one in old:
            if one.id not in after:
                yield self._say(N_("%(name)s leaves."), name=one.name)
        for one in new:
            if one.id not in before:
                yield self._say(N_("%(name)s is new."), name=one.name)
            else:
                yield from self.values(before[one.id].name, before[one.id], one, but=("rounds",))
        kept = [one for one in new if one.id in before]
        if [one.id for one in old if one.id in after] != [one.id for one in kept]:
            names = self._say(N_(", ")).join(one.name for one in kept)
            yield self._say(N_("The order becomes %(names)s."), names=names)

    def values(self, name: str, old: Any, new: Any, but: tuple[str, ...] = ()) -> Iterator[str]:
        """The values that differ in one thing of the set-up, which is called `name`."""
        for key in (field.name for field in fields(old)):
            was, becomes = _value(old, key), _value(new, key)
            if key in but or was == becomes:
                continue
            label = self._say(LABELS[key])
            differences = {"old": self._shown(key, was), "new": self._shown(key, becomes)}
            label = label if name else label[:1].upper() + label[1:]
            yield self._say(
                _CHANGED[bool(name), differences["old"] == differences["new"]],
                name=name,
                label=label,
                **differences,
            )

    def _shown(self, key: str, value: object) -> str:
        """A value as a sentence shows it; "–" for none."""
        if isinstance(value, bool):
            return self._say(N_("yes")) if value else self._say(N_("no"))
        if isinstance(value, Criterion):
            step = self._say(N_("in steps of %(step)s"), step=plain(value.step))
            return f"{criterion_words(value, self._say)} {step}"
        if isinstance(value, FoulRule):
            return foul_rule_words(value, self._say)
        if isinstance(value, Decimal):
            return plain(value)
        if isinstance(value, tuple):
            # A judge may be called as one of the words is.
            inner = "judge" if key in ("scored_by", "panel") else key
            return self._say(N_(", ")).join(self._shown(inner, one) for one in value) or "–"
        text = "–" if value in (None, "") else str(getattr(value, "name", value))
        named = {
            "recused": self._teams,
            "division": self._divisions,
            "group": self._groups,
            "judge": self._judges,
        }
        if key in named:
            return named[key].get(text, text)
        if key == "tie_breaks" and (words := called(text, self._all_rounds)):
            return words
        meaning = _MEANINGS.get(key, {}).get(text)
        # What people have written is never translated, though it may look like a phrase of ours.
        return text if meaning is None else self._say(meaning)
