"""The event that is shown: of any size, theme and language, some with long names and titles."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.contests import CITIES, name_of

THEMES = ("night", "ink", "vermilion", "daylight", "contrast")
SIZES = (3, 7, 24, 60)
LANGUAGES = ("zh-CN", "en")

# 20 Chinese and 40 Latin letters: the longest that have to stand.
LONG_NAMES = {
    "zh-CN": "省人民医院核医学科与放射诊疗中心联合代表队",
    "en": "United Team of the Northern City Hospital",
}
TITLES = {
    "zh-CN": (
        "四川省医学会第二十一次核医学学术会议暨西部地区核医学与分子影像学术年会开幕式主会场",
        "全国核医学与分子影像基础知识及临床技能操作竞赛总决赛（西部赛区）第二届团体赛第一场",
    ),
    "en": (
        "Twenty-first Congress of Nuclear Medicine",
        "Second National Quiz of Nuclear Medicine and Imaging",
    ),
}
SHORT_TITLES = {
    "zh-CN": ("四川省医学会核医学学术会议", "第二届核医学知识竞赛"),
    "en": ("Congress of Nuclear Medicine", "Second Nuclear Medicine Quiz"),
}
WORDS = {
    "zh-CN": {
        "prelim": "初赛", "final": "决赛", "talk": "演讲题", "quiz": "必答题", "buzzer": "抢答题",
        "judge": "评委", "first": "一等奖", "second": "二等奖", "third": "三等奖", "place": "成都",
        "wifi": "会场网络", "member": "王医师", "content": "内容", "speech": "表达",
        "adults": "成人组", "young": "青年组",
    },
    "en": {
        "prelim": "Heats", "final": "Final", "talk": "Talk", "quiz": "Quiz", "buzzer": "Buzzer",
        "judge": "Judge", "first": "First prize", "second": "Second prize", "third": "Third prize",
        "place": "Chengdu", "wifi": "NM-2024", "member": "Dr Wang",
        "content": "Content", "speech": "Delivery",
        "adults": "Seniors", "young": "Juniors",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One event to be shown: so many teams, in a theme and a language; some in two divisions."""

    teams: int
    theme: str
    locale: str
    divided: bool = False

    @property
    def slug(self) -> str:
        plain = f"{self.theme}-{self.teams}-{self.locale[:2].lower()}"
        return f"{plain}-divided" if self.divided else plain

    @property
    def judges(self) -> int:
        return 11 if self.teams == 24 else 5

    @property
    def by_criteria(self) -> bool:
        """Whether marks are sums of two criteria, and not one value."""
        return self.teams == 3

    @property
    def has_sponsors(self) -> bool:
        """Whether a logo and the marks of sponsors have been put in."""
        return self.teams in (7, 24)

    @property
    def keeps_timer(self) -> bool:
        """Whether the timer goes on beside the scenes after its own."""
        return self.theme == "vermilion"

    @property
    def divisions(self) -> list[str]:
        return ["adults", "young"] if self.divided else []

    def division_of(self, place: int) -> str:
        """The division of the team in this place of the list, counted from 0: in turn."""
        return self.divisions[place % len(self.divisions)]

    @property
    def ids(self) -> list[str]:
        return [f"t{n}" for n in range(1, self.teams + 1)]

    @property
    def advancing(self) -> int:
        return min(4, max(1, self.teams // 2))

    def toml(self) -> str:
        """The event file: a judged round, a round of points, and a final of points with prizes."""
        words = WORDS[self.locale]
        long = self.teams in (7, 60)
        host, contest = (TITLES if long else SHORT_TITLES)[self.locale]
        judges = "".join(
            f'[[judges]]\nid = "j{n}"\nname = "{words["judge"]} {n}"\n\n'
            for n in range(1, self.judges + 1)
        )
        return f"""\
[event]
slug = "{self.slug}"
title = "{host}"
subtitle = "{contest}"
date = 2024-11-30
locale = "{self.locale}"
wifi = {{name = "{words["wifi"]}"}}

[show]
theme = "{self.theme}"
place = "{words["place"]}"

[rules]
publish = "team"
decimals = {2 if self.teams == 24 else 0}

{self._divisions()}
{self._teams()}
{judges}
{self._stages()}
{self._prizes()}
"""

    def _divisions(self) -> str:
        words = WORDS[self.locale]
        return "".join(
            f'[[divisions]]\nid = "{key}"\nname = "{words[key]}"\n\n' for key in self.divisions
        )

    def _teams(self) -> str:
        words = WORDS[self.locale]
        made = ""
        for n in range(1, self.teams + 1):
            name = name_of(n) if self.locale == "zh-CN" else f"Team {CITIES_EN[n % 11]} {n}"
            if self.teams in (7, 60) and n % 3 == 1:
                name = f"{LONG_NAMES[self.locale][:-2]}{n:02}"
            city = (CITIES if self.locale == "zh-CN" else CITIES_EN)[n % 11]
            members = ", ".join(f'{{name = "{words["member"]}{k}"}}' for k in range(1, 4))
            made += f'[[teams]]\nid = "t{n}"\nname = "{name}"\nregion = "{city}"\n'
            made += f"members = [{members}]\n"
            made += f'division = "{self.division_of(n - 1)}"\n\n' if self.divided else "\n"
        return made

    def _stages(self) -> str:
        words = WORDS[self.locale]
        return f"""\
[[stages]]
id = "prelim"
name = "{words["prelim"]}"
advance = {self.advancing}

[[stages.rounds]]
id = "r1"
name = "{words["talk"]}"
kind = "judged"
{self._scale()}
decimals = 2
drop_high = 1
drop_low = 1
appearance = "registration"

[[stages.rounds]]
id = "r2"
name = "{words["quiz"]}"
kind = "points"
awards = [10, -10]
min = -1000
max = 1000

[[stages]]
id = "final"
name = "{words["final"]}"

[[stages.rounds]]
id = "f1"
name = "{words["buzzer"]}"
kind = "points"
awards = [10, -10]
min = -1000
max = 1000
"""

    def _scale(self) -> str:
        if not self.by_criteria:
            return 'max = 20\nstep = "0.1"'
        words = WORDS[self.locale]
        parts = (
            f'{{id = "{key}", name = "{words[key]}", max = {most}, step = "0.1"}}'
            for key, most in (("content", 12), ("speech", 8))
        )
        return f"criteria = [{', '.join(parts)}]"

    def _prizes(self) -> str:
        words = WORDS[self.locale]
        return "".join(
            f'[[prizes]]\nid = "{key}"\nname = "{words[key]}"\ncount = 1\n\n'
            for key in ("first", "second", "third")[: self.advancing]
        )


CITIES_EN = (
    "Chengdu", "Leshan", "Mianyang", "Deyang", "Nanchong", "Yibin", "Luzhou", "Zigong", "Suining",
    "Guangyuan", "Bazhong",
)  # fmt: skip
