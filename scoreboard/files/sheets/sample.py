"""The sample to fill in: a small event, and its teams as CSV."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from scoreboard.contest.model import Event, Judge, Locale, Member, Round, Rules, Stage, Team
from scoreboard.files.sheets.headings import TABLES
from scoreboard.files.sheets.members import write_members

_CHINESE = {
    "title": "知识竞赛（示例）", "subtitle": "请改为您的赛事名称",
    "teams": "星火队 求是队 杏林队 启明队 扬帆队 凌云队",
    "regions": "成都 成都 川北 川南 川东 川西",
    "school": "示例医院", "member": "张三|医师 李四|护师", "other": "王五",
    "judges": "评委一 评委二 评委三",
    "prelim": "初赛", "final": "决赛", "rounds": "必答题 抢答题 风险题", "last": "共答题 抢答题",
}  # fmt: skip
_ENGLISH = {
    "title": "Quiz (sample)", "subtitle": "Put the name of your event here",
    "teams": "Sparks Seekers Healers Dawn Sails Clouds",
    "regions": "North North East South East West",
    "school": "Sample hospital", "member": "Ann|doctor Ben|nurse", "other": "Cleo",
    "judges": "Judge-1 Judge-2 Judge-3",
    "prelim": "Preliminary", "final": "Final", "rounds": "Compulsory Buzzer Risk",
    "last": "Joint Buzzer",
}  # fmt: skip


def sample_csv(locale: Locale) -> bytes:
    """The sample's teams as CSV, with the mark by which a spreadsheet knows UTF-8."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    headings = [
        h for h in TABLES["teams"] if h.key in ("name", "region", "organisation", "members")
    ]
    rows.writerow(heading.written(locale) for heading in headings)
    for team in sample(locale).teams:
        rows.writerow([team.name, team.region, team.organisation, write_members(team.members)])
    return text.getvalue().encode("utf-8-sig")


def sample(locale: Locale) -> Event:
    """The event of the sample: six teams, three judges, a preliminary and a final."""
    words = _CHINESE if locale == "zh-CN" else _ENGLISH
    names, regions = words["teams"].split(), words["regions"].split()
    some = tuple(Member(*person.split("|")) for person in words["member"].split())
    teams = tuple(
        Team(
            f"t{n}",
            name,
            region,
            words["school"],
            (*some, Member(words["other"])) if n == 1 else (),
        )
        for n, (name, region) in enumerate(zip(names, regions, strict=True), start=1)
    )
    judges = tuple(
        Judge(f"j{n}", name.replace("-", " "))
        for n, name in enumerate(words["judges"].split(), start=1)
    )
    compulsory, buzzer, risk = words["rounds"].split()
    joint, last = words["last"].split()
    rounds = (_judged("r1", compulsory), _points("r2", buzzer), _risk("r3", risk))
    prelim = Stage("prelim", words["prelim"], rounds, advance=3)
    final = Stage("final", words["final"], (_judged("r4", joint), _points("r5", last)))
    return Event(
        "my-event",
        words["title"],
        teams,
        (prelim, final),
        judges,
        words["subtitle"],
        locale=locale,
        rules=Rules(decimals=1, tie_breaks=("latest_round",), break_ties="cut"),
    )


def _judged(round_id: str, name: str) -> Round:
    return Round(round_id, name, max=Decimal(10), step=Decimal("0.5"))


def _points(round_id: str, name: str) -> Round:
    ten = Decimal(10)
    return Round(round_id, name, "points", min=Decimal(-100), awards=(ten, -ten))


def _risk(round_id: str, name: str) -> Round:
    stakes = (Decimal(10), Decimal(20), Decimal(30))
    return Round(round_id, name, "points", min=Decimal(-100), stakes=stakes, questions=1)
