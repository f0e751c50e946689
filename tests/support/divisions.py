"""A contest of two divisions with twelve teams each, and prizes in both."""

from __future__ import annotations

JUNIOR = (96, 95, 90, 88, 88, 80, 79, 70, 65, 60, 55, 50)
SENIOR = (99, 97, 97, 91, 85, 84, 83, 75, 74, 73, 72, 40)
SCORES = {
    **{f"a{n}": points for n, points in enumerate(JUNIOR, start=1)},
    **{f"b{n}": points for n, points in enumerate(SENIOR, start=1)},
}


def two_divisions(slug: str, locale: str = "en") -> str:
    """An event file: prizes 1, 2 and a quarter of the placed teams; the seniors' own besides."""
    zh = locale == "zh-CN"
    numbers = "一二三四五六七八九十"
    teams = ""
    for n in range(1, 13):
        nth = numbers[n - 1] if n <= len(numbers) else f"十{numbers[n - 11]}"
        for key, division, word in (("a", "junior", "Young"), ("b", "senior", "Old")):
            level = "初级中学" if key == "a" else "高级中学"
            name = f"第{nth}{level}代表队" if zh else f"{word} {n}"
            teams += f'[[teams]]\nid = "{key}{n}"\nname = "{name}"\ndivision = "{division}"\n\n'
    junior, senior = ("初级组", "高级组") if zh else ("Juniors", "Seniors")
    prizes = (
        ("一等奖", "二等奖", "三等奖", "最佳人气奖")
        if zh
        else ("First", "Second", "Third", "Merit")
    )
    return f"""\
[event]
slug = "{slug}"
title = "{"全市科普知识竞赛" if zh else "City quiz"}"
locale = "{locale}"

[[divisions]]
id = "junior"
name = "{junior}"

[[divisions]]
id = "senior"
name = "{senior}"

{teams}
[[stages]]
id = "s1"
name = "{"决赛" if zh else "Final"}"

[[stages.rounds]]
id = "r1"
name = "{"必答题" if zh else "Quiz"}"
kind = "points"
max = 100
awards = [10]

[[prizes]]
id = "p1"
name = "{prizes[0]}"
count = 1

[[prizes]]
id = "p2"
name = "{prizes[1]}"
count = 2

[[prizes]]
id = "p3"
name = "{prizes[2]}"
share = "0.25"

[[prizes]]
id = "p4"
name = "{prizes[3]}"
count = 1
division = "senior"
"""
