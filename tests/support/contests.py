"""Event files to serve: the shipped contest before three judges, and contests of any size."""

from __future__ import annotations

import re

from scoreboard.assets import examples_dir

CITIES = ("成都", "绵阳", "德阳", "南充", "宜宾", "泸州", "自贡", "乐山", "内江", "遂宁", "广元")
WORDS = ("精准诊疗", "分子影像", "碘光", "锝彩", "正电子", "伽马之声", "示踪者", "同位素", "靶向")


def shipped(
    slug: str = "nm2024", judges: int = 5, *, points_by: str = "desk", **changes: str
) -> str:
    """The shipped event file under another slug, with only its first judges.

    The hall follows every mark.
    """
    text = (examples_dir() / "nuclear-medicine-2024.toml").read_text("utf-8")
    text = _replaced(text, 'slug = "nm2024"', f'slug = "{slug}"')
    text = _replaced(text, 'publish = "team"', 'publish = "live"')
    for number in range(judges + 1, 6):
        text, count = re.subn(
            rf'\[\[judges\]\]\nid = "j{number}"\nname = "[^"]+"\n', "", text, count=1
        )
        assert count == 1
    for old, new in changes.items():
        text = _replaced(text, old, new)
    return text.replace('kind = "points"', f'kind = "points"\nscored_by = "{points_by}"')


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} must stand in the event file exactly once"
    return text.replace(old, new)


def name_of(number: int) -> str:
    """A team's name as teams call themselves: short and long, no two alike."""
    return f"{WORDS[number % len(WORDS)]}{'一二三四五六七'[number // len(WORDS)]}队"


def contest(
    slug: str, teams: int, *, judges: int = 1, locale: str = "zh-CN", publish: str = "live"
) -> str:
    """An event with so many teams t1, t2, … and two rounds: r1 marked from 0 to 100, r2 points.

    The hall follows every mark, so that a judge may change one.
    """
    people = "".join(
        f'[[teams]]\nid = "t{n}"\nname = "{name_of(n)}"\nregion = "{CITIES[n % 11]}"\n\n'
        for n in range(1, teams + 1)
    ) + "".join(
        f'[[judges]]\nid = "j{n}"\nname = "评委{"一二三四五"[n - 1]}"\n\n'
        for n in range(1, judges + 1)
    )
    return f"""\
[event]
slug = "{slug}"
title = "全省核医学技能大赛"
subtitle = "{teams}支队伍的决赛"
locale = "{locale}"

[rules]
publish = "{publish}"

{people}
[[stages]]
id = "s1"
name = "初赛"
advance = {max(1, teams // 3)}

[[stages.rounds]]
id = "r1"
name = "必答题"
kind = "judged"
max = 100

[[stages.rounds]]
id = "r2"
name = "抢答题"
kind = "points"
scored_by = "judges"
awards = [10, -10]
min = -100

[[stages]]
id = "s2"
name = "决赛"

[[stages.rounds]]
id = "f1"
name = "共答题"
kind = "judged"
max = 100
"""
