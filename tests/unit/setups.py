"""Sound set-ups of every kind, for tests that send them through files and back."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import add
from string import ascii_letters, digits
from typing import Any, get_args

from hypothesis import strategies as st

from scoreboard.contest.model import (
    METHODS,
    Criterion,
    Division,
    Event,
    FoulRule,
    Group,
    Judge,
    Member,
    Prize,
    Round,
    Rules,
    ScoredBy,
    Show,
    Stage,
    Team,
    Theme,
    Wifi,
)
from scoreboard.contest.rules.criteria import highest_sum, step_of_sum
from scoreboard.contest.rules.going_on import entering, share_of
from scoreboard.contest.rules.named_breaks import round_tie_break
from scoreboard.contest.rules.tie_breaks import TIE_BREAKS
from scoreboard.files.event.checks import LONGEST_NETWORK
from scoreboard.files.event.round_checks import LISTED_STEP

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
# An id, a slug or a colour from a pattern takes ten times as long to draw.
_SIGNS = ascii_letters + digits
IDS = st.builds(add, st.sampled_from(_SIGNS), st.text(f"{_SIGNS}_-", max_size=8))
SLUGS = IDS.map(lambda text: text.lower().replace("_", "-"))
NUMBERS = st.decimals(-1000, 1000, places=3) | st.sampled_from(
    [Decimal("0.1"), Decimal("123456789012345.0123456789"), Decimal(0), Decimal(-20)]
)
ABOVE = st.decimals(Decimal("0.001"), 100, places=3)
MEMBERS = st.builds(Member, NAMES, MAYBE)
COLOURS = st.just("") | st.integers(0, 0xFFFFFF).map("#{:06x}".format)
# A colour that is read on the ground of its theme, or the theme's own gold.
SHOWS = st.builds(Show, st.sampled_from(get_args(Theme)), place=MAYBE) | st.builds(
    Show,
    st.sampled_from(["night", "ink", "vermilion", "contrast"]),
    st.sampled_from(["#ffffff", "#ffd94a"]),
    MAYBE,
)
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
        "name_en": draw(MAYBE),
        "min": low, "max": high, "step": draw(ABOVE), "weight": draw(ABOVE),
        "decimals": draw(DECIMALS), "weighted_decimals": draw(DECIMALS),
        "better": draw(st.sampled_from(["higher", "lower"])),
    }  # fmt: skip
    kind = draw(st.sampled_from(["judged", "judged", "points", "points", "list", "count"]))
    if kind in ("list", "count"):
        shared |= {"step": LISTED_STEP}
        if kind == "count":
            shared |= {"present": draw(st.none() | st.integers(1, 900)),
                       "card": draw(st.none() | ABOVE)}  # fmt: skip
        return Round(round_id, name, kind, **shared)
    shared |= {"aggregate": draw(st.sampled_from(["sum", "mean", "median"]))}
    if kind == "judged":
        criteria = draw(criteria_of())
        if criteria:
            shared |= {
                "min": Decimal(0), "max": highest_sum(criteria), "step": step_of_sum(criteria),
                "criteria": criteria,
            }  # fmt: skip
        # Of four judges one may be a shadow, or not mark a team: three are enough to drop one mark.
        panel = draw(st.none() | st.just(tuple(judges)) | st.just(tuple(judges[:3])))
        drops = draw(st.sampled_from([{}, {"drop_low": 1}, {"drop_high": 1}]))
        return Round(round_id, name, panel=panel, **drops, **shared)
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


BARS = ("threshold", "above")


@st.composite
def _bars(draw: st.DrawFn) -> dict[str, Any]:
    """A total that it takes to go on."""
    return {draw(st.sampled_from(BARS)): draw(NUMBERS)}


@st.composite
def _going_on(draw: st.DrawFn, field: int, *, quota: bool) -> dict[str, Any]:
    """Who goes on of so many in a table, at most."""
    ways = [_bars()]
    if field > 1:
        ways.append(st.builds(dict, advance=st.integers(1, field - 1)))
    if field:
        roundings = [r for r in ("up", "down", "half_up") if share_of(Decimal("0.6"), field, r)]
        rounding = st.sampled_from(roundings)
        ways.append(st.builds(dict, advance_share=st.just(Decimal("0.6")), rounding=rounding))
    said = draw(st.one_of(ways))
    if draw(st.booleans()):
        said |= {key: bar for key, bar in draw(_bars()).items() if not {*said} & {*BARS}}
    return said | ({"quota": draw(st.integers(0, 3))} if quota else {})


@st.composite
def _stage_rounds(
    draw: st.DrawFn, ids: list[str], names: list[str], judges: list[str], groups: list[str]
) -> tuple[Round, ...]:
    """The rounds of a stage, which may all be of one performance, and each of one group."""
    together = draw(st.sampled_from(["", f"show {ids[0]}"]))
    on_stage = draw(st.sampled_from(["registration", "draw", "standings", "reverse"]))
    made = []
    for round_id, name in zip(ids, names, strict=True):
        one = _on_stage(draw(rounds(round_id, name, judges)), together, on_stage)
        made.append(replace(one, group=draw(st.sampled_from(["", *groups]))))
    return tuple(made)


@st.composite
def stages(
    draw: st.DrawFn, teams: int, judges: list[str], groups: list[str], *, quota: bool
) -> tuple[Stage, ...]:
    """One to three, of which one may be a side stage; `teams` are those of the largest division."""
    count = draw(st.sampled_from([2, 1, 3])) if teams > 1 else 1
    sides = draw(st.integers(0, count - 2)) if count > 2 else 0
    ids, names = draw(_unique(IDS, count)), draw(_unique(NAMES, count))
    round_ids = draw(_unique(IDS, 3 * count))
    made: tuple[Stage, ...] = ()
    for number in range(count):
        own = round_ids[3 * number :][: draw(st.integers(1, 3))]
        its_rounds = draw(_stage_rounds(own, draw(_unique(NAMES, len(own))), judges, groups))
        side_of = ids[0] if number == 1 and sides else ""
        stage = Stage(
            ids[number], names[number], its_rounds, base=draw(NUMBERS),
            carry=draw(st.decimals(0, 1, places=3)), side_of=side_of, name_en=draw(MAYBE),
        )  # fmt: skip
        if number + 1 < count:
            field = entering([*made, stage], teams, len(groups))[-1]
            stage = draw(_with_cut(stage, field, groups, quota=quota))
        made = (*made, stage)
    return made


@st.composite
def _with_cut(
    draw: st.DrawFn, stage: Stage, field: int, groups: list[str], *, quota: bool
) -> Stage:
    """The stage of so many teams with who goes on from it, perhaps of each group."""
    if groups and draw(st.booleans()):
        said = draw(_going_on(-(-field // len(groups)), quota=False))
        if said.keys() & {"advance", "advance_share"}:
            best_by = draw(st.sampled_from(["total", "mean"]))
            said |= {"advance_best": draw(st.integers(0, 3)), "best_by": best_by}
        return replace(stage, by_group=True, **said)
    if stage.side_of and draw(st.booleans()):
        return stage
    return replace(stage, **draw(_going_on(field, quota=quota)))


@st.composite
def _turned(draw: st.DrawFn, a_round: Round) -> Round:
    """The round where less is better: its marks may then become places."""
    turned = replace(a_round, better="lower")
    if a_round.kind == "judged" and draw(st.booleans()):
        return replace(turned, aggregate="places", drop_high=0, drop_low=0)
    return turned


SHARES = st.decimals(Decimal("0.001"), 1, places=3)


@st.composite
def prizes(draw: st.DrawFn, divisions: list[str]) -> tuple[Prize, ...]:
    """Each for a number, a share or a lowest total, the last perhaps for the rest."""
    count = draw(st.integers(0, 3))
    ids, names = draw(_unique(IDS, count)), draw(_unique(NAMES, count))
    ways = [
        st.builds(dict, count=st.integers(1, 40)),
        st.builds(dict, share=SHARES, rounding=st.sampled_from(["up", "down", "half_up"])),
        st.builds(dict, at_least=NUMBERS),
    ]
    whom, of = st.sampled_from(["team", "member"]), st.sampled_from(["", *divisions])
    made = [
        Prize(
            i, name, **draw(st.one_of(ways)), who=draw(whom), division=draw(of), name_en=draw(MAYBE)
        )
        for i, name in zip(ids, names, strict=True)
    ]
    if made and draw(st.booleans()):
        made[-1] = Prize(ids[-1], names[-1], who=made[-1].who, division=made[-1].division)
    return tuple(made)


def _parts(kind: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """No divisions, or groups, or two."""
    two = st.tuples(_unique(IDS, 2), _unique(NAMES, 2), st.lists(MAYBE, min_size=2, max_size=2))
    made = two.map(lambda drawn: tuple(map(kind, *drawn)))
    return st.one_of(made, made, st.just(()))


@st.composite
def teams_of(
    draw: st.DrawFn, divisions: tuple[Division, ...], groups: tuple[Group, ...]
) -> tuple[Team, ...]:
    """One to six; each has a division where there are some, and perhaps a group."""
    count = draw(st.integers(1, 6))
    ids, names = draw(_unique(IDS, count)), draw(_unique(NAMES, count))
    of = st.sampled_from([one.id for one in divisions] or [""])
    within = st.sampled_from(["", *(one.id for one in groups)])
    return tuple(
        Team(
            team_id,
            name,
            draw(MAYBE),
            draw(MAYBE),
            tuple(draw(st.lists(MEMBERS, max_size=3))),
            guest=draw(st.booleans()),
            colour=draw(COLOURS),
            division=draw(of),
            group=draw(within),
            name_en=draw(MAYBE),
            reading=draw(MAYBE),
        )
        for team_id, name in zip(ids, names, strict=True)
    )


@st.composite
def judges_of(draw: st.DrawFn, teams: tuple[Team, ...]) -> tuple[Judge, ...]:
    """Three who may mark everybody, and one who perhaps may not."""
    ids, names = draw(_unique(IDS, 4)), draw(_unique(NAMES, 4))
    recused = draw(st.permutations([team.id for team in teams]))[: len(teams) // 2]
    shadow, head = draw(st.booleans()), draw(st.booleans())
    three = [Judge(*pair) for pair in zip(ids[:3], names[:3], strict=True)]
    return (*three, Judge(ids[3], names[3], tuple(recused), shadow=shadow, head=head))


def _breaks(made: tuple[Stage, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the tie-breaks that these stages can have."""
    all_rounds = [r for stage in made for r in stage.rounds]
    named = [f"round:{r.id}" for r in all_rounds]
    alike = [[r.id for r in s.rounds if r.better == s.rounds[0].better] for s in made]
    named += [round_tie_break(*ids) for ids in alike if len(ids) > 1]
    named += [f"criterion:{r.id}.{one.id}" for r in all_rounds for one in r.criteria]
    wanted = st.sampled_from([*TIE_BREAKS, *named])
    return st.lists(wanted, max_size=4, unique=True).map(tuple)


@st.composite
def _with_ids(draw: st.DrawFn, teams: tuple[Team, ...]) -> tuple[Team, ...]:
    """The teams with an id for each member, as they have in a set-up that is in force."""
    ids = iter(draw(_unique(IDS, sum(len(team.members) for team in teams))))
    return tuple(
        replace(team, members=tuple(replace(one, id=next(ids)) for one in team.members))
        for team in teams
    )


@st.composite
def set_ups(draw: st.DrawFn, *, member_ids: bool = True) -> Event:
    """Any set-up that the checks take; a workbook has no column for `member_ids`."""
    divisions, groups = draw(_parts(Division)), draw(_parts(Group))
    teams = draw(teams_of(divisions, groups))
    if member_ids and draw(st.booleans()):
        teams = draw(_with_ids(teams))
    judges = draw(judges_of(teams))
    largest = max(Counter(team.division for team in teams).values())
    at_home = any(team.organisation for team in teams)
    judge_ids, group_ids = [one.id for one in judges], [one.id for one in groups]
    made = draw(stages(largest, judge_ids, group_ids, quota=at_home))
    better = draw(st.sampled_from(["higher", "lower"]))
    if better == "lower":
        made = tuple(
            replace(stage, rounds=tuple(draw(_turned(r)) for r in stage.rounds)) for stage in made
        )
    return Event(
        draw(SLUGS),
        draw(NAMES), teams, made, judges,
        subtitle=draw(MAYBE), date=draw(st.none() | st.dates(min_value=date(1900, 3, 1))),
        locale=draw(st.sampled_from(["zh-CN", "en"])),
        timezone=draw(st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York"])),
        rules=Rules(
            draw(st.sampled_from(METHODS)), draw(st.integers(0, 4)), draw(_breaks(made)),
            publish=draw(st.sampled_from(["team", "live", "round"])),
            break_ties=draw(st.sampled_from(["all", "first", "cut"])),
            release=draw(st.sampled_from(["complete", "desk"])),
            judges_see_totals=draw(st.booleans()),
            unscored=draw(st.sampled_from(["none", "zero"])),
            better=better,
            overall=draw(st.booleans()),
        ),
        wifi=draw(st.none() | st.builds(Wifi, NETWORKS, MAYBE)),
        prizes=draw(prizes([one.id for one in divisions])),
        divisions=divisions,
        groups=groups,
        show=draw(SHOWS),
        title_en=draw(MAYBE),
        subtitle_en=draw(MAYBE),
        publish_judges=draw(st.booleans()),
    )  # fmt: skip
