"""Sound set-ups of every kind, for tests that send them through files and back."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from scoreboard.contest.model import (
    METHODS,
    Criterion,
    Event,
    FoulRule,
    Judge,
    Member,
    Prize,
    Round,
    Rules,
    ScoredBy,
    Stage,
    Team,
    Wifi,
)
from scoreboard.contest.rules.criteria import highest_sum, step_of_sum
from scoreboard.contest.rules.named_breaks import round_tie_break
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.files.event.checks import LONGEST_NETWORK

# Names as people write them, and as nobody should.
STRANGE = (
    "核医之光队", "=1+1", "<b>Red</b>", "Smith, John", "a;b；c、d", "👩‍⚕️ 队", "-5", "+86", "@home",
    "张三（医师）", "half) open", "（", "1", "2024-11-30", "TRUE", "0.10", "'quoted'", 'a "b" \\ c',
    "# not a note", "[{", "#N/A", "x" * 200, "是", "无",
)  # fmt: skip
LETTERS = st.characters(
    codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff"
)
TEXTS = st.sampled_from(STRANGE) | st.text(LETTERS, min_size=1, max_size=12).map(str.strip)
NAMES = TEXTS.filter(bool)
MAYBE = st.just("") | TEXTS
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
NUMBERS = st.decimals(-1000, 1000, places=3) | st.sampled_from(
    [Decimal("0.1"), Decimal("123456789012345.0123456789"), Decimal(0), Decimal(-20)]
)
ABOVE = st.decimals(Decimal("0.001"), 100, places=3)
MEMBERS = st.builds(Member, NAMES, MAYBE)
COLOURS = st.just("") | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
NETWORKS = NAMES.filter(lambda name: len(name.encode()) <= LONGEST_NETWORK)
TOKENS = st.sampled_from(["求助", "双倍", "免答", "double points"])
DECIMALS = st.none() | st.integers(0, 4)


def _unique(names: st.SearchStrategy[str], count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=count, max_size=count, unique_by=_looks)


def _looks(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _scored_by(judges: list[str]) -> st.SearchStrategy[ScoredBy]:
    some = st.lists(st.sampled_from(judges), min_size=1, unique=True).map(tuple)
    return st.sampled_from(["desk", "judges"]) | some


@st.composite
def criteria_of(draw: st.DrawFn) -> tuple[Criterion, ...]:
    count = draw(st.integers(0, 3))
    places = st.decimals(Decimal("0.001"), 9, places=3)
    made = []
    ids, names = draw(_unique(IDS, count)), draw(_unique(NAMES, count))
    for one, name in zip(ids, names, strict=True):
        step = draw(places)
        made.append(Criterion(one, name, step * draw(st.integers(1, 60)), step, draw(places)))
    return tuple(made)


@st.composite
def rounds(draw: st.DrawFn, round_id: str, name: str, judges: list[str]) -> Round:
    low, high = draw(st.decimals(-900, -1, places=3)), draw(st.decimals(1, 900, places=10))
    shared = {
        "min": low, "max": high, "step": draw(ABOVE), "weight": draw(ABOVE),
        "decimals": draw(DECIMALS), "weighted_decimals": draw(DECIMALS),
        "better": draw(st.sampled_from(["higher", "lower"])),
        "aggregate": draw(st.sampled_from(["sum", "mean", "median"])),
    }  # fmt: skip
    if draw(st.booleans()):
        criteria = draw(criteria_of())
        if criteria:
            shared |= {
                "min": Decimal(0), "max": highest_sum(criteria), "step": step_of_sum(criteria),
                "criteria": criteria,
            }  # fmt: skip
        # Of four judges one may be a shadow, or not mark a team: three are enough to drop one mark.
        panel = draw(st.none() | st.just(tuple(judges)) | st.just(tuple(judges[:3])))
        return Round(round_id, name, drop_low=draw(st.integers(0, 1)), panel=panel, **shared)
    inside = st.sampled_from([low, high, Decimal(1), Decimal(-1), Decimal("0.05")])
    stakes = tuple(draw(st.lists(ABOVE, max_size=3, unique=True)))
    if stakes:
        shared |= {
            "loss": draw(st.sampled_from(["stake", "half", "none"])),
            "declined": draw(ABOVE | st.just(Decimal(0))),
            "order": draw(st.sampled_from(["highest", "lowest", "registration"])),
        }  # fmt: skip
    fouls = st.none() | st.builds(FoulRule, st.integers(0, 3), ABOVE, st.integers(0, 3))
    of_members = st.sampled_from(
        [{"team_score": "sum"}, {"team_score": "mean"}, {"team_score": "best", "best": 2}]
    )
    if draw(st.booleans()):
        shared |= {"fouls": draw(fouls)}
    else:
        shared |= {"by": "member", **draw(of_members)}
    return Round(
        round_id, name, "points",
        awards=tuple(draw(st.lists(inside, max_size=3, unique=True))),
        stakes=stakes,
        tokens=tuple(draw(st.lists(TOKENS, max_size=3, unique=True))),
        questions=draw(st.none() | st.integers(1, 9)),
        scored_by=draw(_scored_by(judges)),
        **shared,
    )  # fmt: skip


def _on_stage(a_round: Round, performance: str, appearance: Any) -> Round:
    """A round of a performance, in its order; a risk round has its own."""
    own = "registration" if a_round.stakes else appearance
    return replace(a_round, performance=performance, appearance=own)


@st.composite
def stages(draw: st.DrawFn, teams: int, judges: list[str]) -> tuple[Stage, ...]:
    entering, made = teams, []
    count = draw(st.integers(1, 3)) if teams > 3 else 1
    ids = draw(_unique(IDS, count))
    names = draw(_unique(NAMES, count))
    round_ids = iter(draw(_unique(IDS, 3 * count)))
    for number in range(count):
        round_names = draw(_unique(NAMES, draw(st.integers(1, 3))))
        together = draw(st.sampled_from(["", f"show {number}"]))
        on_stage = draw(st.sampled_from(["registration", "draw", "standings", "reverse"]))
        advance = entering - 1 if number + 1 < count else None
        made.append(
            Stage(
                ids[number],
                names[number],
                tuple(
                    _on_stage(draw(rounds(next(round_ids), name, judges)), together, on_stage)
                    for name in round_names
                ),
                base=draw(NUMBERS),
                carry=draw(st.decimals(0, 1, places=3)),
                advance=advance,
            )
        )
        entering = advance or 0
    return tuple(made)


@st.composite
def _turned(draw: st.DrawFn, a_round: Round) -> Round:
    """The round where less is better: its marks may then become places."""
    turned = replace(a_round, better="lower")
    if a_round.kind == "judged" and draw(st.booleans()):
        return replace(turned, aggregate="places", drop_high=0, drop_low=0)
    return turned


SHARES = st.decimals(Decimal("0.001"), 1, places=3)


@st.composite
def prizes(draw: st.DrawFn) -> tuple[Prize, ...]:
    """Each for a number, a share or a lowest total, the last perhaps for the rest."""
    count = draw(st.integers(0, 3))
    ids, names = draw(_unique(IDS, count)), draw(_unique(NAMES, count))
    ways = [
        st.builds(dict, count=st.integers(1, 40)),
        st.builds(dict, share=SHARES, rounding=st.sampled_from(["up", "down", "half_up"])),
        st.builds(dict, at_least=NUMBERS),
    ]
    whom = st.sampled_from(["team", "member"])
    made = [
        Prize(i, name, **draw(st.one_of(ways)), who=draw(whom))
        for i, name in zip(ids, names, strict=True)
    ]
    if made and draw(st.booleans()):
        made[-1] = Prize(ids[-1], names[-1], who=made[-1].who)
    return tuple(made)


@st.composite
def set_ups(draw: st.DrawFn) -> Event:
    """Any set-up that the checks take."""
    count = draw(st.integers(1, 6))
    ids = draw(_unique(IDS, count))
    teams = tuple(
        Team(
            team_id,
            name,
            draw(MAYBE),
            draw(MAYBE),
            tuple(draw(st.lists(MEMBERS, max_size=3))),
            guest=draw(st.booleans()),
            colour=draw(COLOURS),
        )
        for team_id, name in zip(ids, draw(_unique(NAMES, count)), strict=True)
    )
    # Three who may mark everybody, and perhaps one who may not.
    judge_ids, judge_names = draw(_unique(IDS, 4)), draw(_unique(NAMES, 4))
    judges = [Judge(j, name) for j, name in zip(judge_ids, judge_names, strict=True)]
    judges[3] = Judge(
        judge_ids[3],
        judge_names[3],
        tuple(draw(st.permutations(ids))[: count // 2]),
        shadow=draw(st.booleans()),
        head=draw(st.booleans()),
    )
    made = draw(stages(count, judge_ids))
    better = draw(st.sampled_from(["higher", "lower"]))
    if better == "lower":
        made = tuple(
            replace(stage, rounds=tuple(draw(_turned(r)) for r in stage.rounds)) for stage in made
        )
    round_ids = [f"round:{r.id}" for stage in made for r in stage.rounds]
    alike = [[r.id for r in s.rounds if r.better == s.rounds[0].better] for s in made]
    round_ids += [round_tie_break(*rounds) for rounds in alike if len(rounds) > 1]
    breaks = draw(st.lists(st.sampled_from([*TIE_BREAKS, *round_ids]), max_size=4, unique=True))
    return Event(
        draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)),
        draw(NAMES), teams, made, tuple(judges),
        subtitle=draw(MAYBE), date=draw(st.none() | st.dates(min_value=date(1900, 3, 1))),
        locale=draw(st.sampled_from(["zh-CN", "en"])),
        timezone=draw(st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York"])),
        rules=Rules(
            draw(st.sampled_from(METHODS)), draw(st.integers(0, 4)), tuple(breaks),
            publish=draw(st.sampled_from(["team", "live", "round"])),
            break_ties=draw(st.sampled_from(["all", "first", "cut"])),
            release=draw(st.sampled_from(["complete", "desk"])),
            judges_see_totals=draw(st.booleans()),
            unscored=draw(st.sampled_from(["none", "zero"])),
            better=better,
        ),
        wifi=draw(st.none() | st.builds(Wifi, NETWORKS, MAYBE)),
        prizes=draw(prizes()),
    )  # fmt: skip
