"""Four groups of six, of which two go on each and the best two others; then a final."""

from __future__ import annotations

# As the teams end in their groups, the best first.
HEATS = {
    "a": (60, 55, 50, 40, 30, 20),
    "b": (58, 57, 49, 45, 28, 10),
    "c": (70, 44, 43, 42, 41, 5),
    "d": (52, 51, 50, 48, 47, 46),
}
SCORES = {f"{g}{n}": points for g, all_ in HEATS.items() for n, points in enumerate(all_, start=1)}


def four_groups(slug: str, locale: str = "en", *, drawn: bool = True) -> str:
    """An event file; without `drawn` nobody has a group yet."""
    zh = locale == "zh-CN"
    groups = "".join(
        f'[[groups]]\nid = "{g}"\nname = "{g.upper() + "组" if zh else "Group " + g.upper()}"\n\n'
        for g in HEATS
    )
    teams = ""
    for n in range(1, 7):
        for g in HEATS:
            name = (
                f"{'东南西北'['abcd'.index(g)]}城区{'一二三四五六'[n - 1]}队"
                if zh
                else f"{g.upper()} team {n}"
            )
            own = f'group = "{g}"\n' if drawn else ""
            teams += f'[[teams]]\nid = "{g}{n}"\nname = "{name}"\n{own}\n'
    rounds = "".join(
        f"""\
[[stages.rounds]]
id = "r{g}"
name = "{"必答题" + g.upper() if zh else "Quiz " + g.upper()}"
kind = "points"
max = 100
awards = [10]
group = "{g}"

"""
        for g in HEATS
    )
    return f"""\
[event]
slug = "{slug}"
title = "{"全市安全知识竞赛" if zh else "Safety quiz"}"
locale = "{locale}"

{groups}{teams}
[[stages]]
id = "heats"
name = "{"初赛" if zh else "Heats"}"
by_group = true
advance = 2
advance_best = 2

{rounds}
[[stages]]
id = "final"
name = "{"决赛" if zh else "Final"}"

[[stages.rounds]]
id = "last"
name = "{"抢答题" if zh else "Buzzer"}"
kind = "points"
max = 100
awards = [10]
"""
