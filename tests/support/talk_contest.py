"""A talk contest of twenty: who took part, what was marked, and what that comes to by hand.

The reckoning is a few lines of exact fractions from the marks. It calls nothing of the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook

TITLE = "2026年“健康四川”青年医师演讲比赛"
JUDGES = ("刘建国", "周慧敏", "李国强", "张秀英", "王立新", "赵文博", "孙丽娟")
HOSPITALS = (
    "成都市人民医院",
    "绵阳市中心医院",
    "川北医学院附属医院",
    "德阳市第二人民医院",
    "四川省肿瘤医院",
)
ABSENT = "胡俊杰"
PRESENT = 50
# Each judge's sheet: 内容 of 40 in halves, 表达 of 30, 形象 of 20, 时间 of 10. "-": 周慧敏 works in
# the same hospital as 林雨桐. Last, the cards that the hall raised.
_MARKED = """
陈思远|31.5 22 15 8|33 22 15 8|34 24 16 8|29.5 25 15 7|30 23 17 8|32 24 16 8|29.5 22 15 8|39
林雨桐|34.5 28 18 9|-|35.5 28 18 9|35 27 18 8|37 28 19 9|35 28 17 9|34 26 17 9|44
王梓涵|31 24 16 8|33.5 25 15 8|32 25 17 8|34.5 23 16 8|30.5 24 15 8|33.5 24 17 8|33 24 16 8|41
赵一鸣|40 29 19 9|39 29 20 10|37 28 20 9|38 27 18 9|39.5 27 18 9|40 27 19 10|40 30 20 9|47
欧阳静怡|37 30 20 9|36 27 18 9|38 27 18 9|37 28 20 10|37.5 29 19 9|39.5 29 20 10|37 28 18 10|45
周子墨|36 26 17 9|35 27 18 9|35 26 18 9|36.5 28 19 9|34.5 25 17 8|34 28 17 9|35 27 18 9|45
吴佳琪|28.5 22 15 7|28.5 21 14 7|30 21 16 8|29 22 15 7|29 24 17 8|30.5 21 14 7|29.5 24 15 7|40
郑浩然|35 25 17 8|35 28 18 9|33.5 26 17 9|35 27 17 8|36 28 18 9|36 27 17 9|34 24 16 8|42
孙晓彤|34 26 16 9|35.5 26 16 8|31.5 24 16 8|35 26 16 8|34.5 23 17 9|34.5 26 16 8|34.5 24 17 9|41
马天宇|30 24 16 7|28.5 21 16 8|28.5 24 16 8|29.5 23 14 7|32.5 23 15 8|30 24 16 7|29 22 15 8|37
朱梦洁|30.5 22 16 8|31 24 16 8|33 23 16 8|28.5 23 15 7|32.5 22 15 8|31.5 23 16 8|32.5 22 16 7|38
郭若曦|35 25 17 9|35.5 25 17 8|34 26 17 8|33.5 27 17 9|36 24 17 9|35.5 24 16 8|31.5 24 16 9|43
何雨泽|34 23 17 8|30.5 26 17 8|34.5 24 16 9|34 23 16 8|31.5 23 16 8|30 24 16 8|31.5 25 16 8|42
高诗涵|34.5 27 16 8|31 26 16 8|33 27 17 8|31.5 27 17 9|31.5 23 17 8|31.5 27 17 9|31.5 26 16 9|42
罗嘉豪|30.5 24 17 8|29.5 24 15 7|29.5 22 15 8|30.5 24 15 8|30 23 15 8|29 24 16 7|31 25 15 8|39
梁可欣|34.5 27 17 9|35.5 28 17 9|35.5 26 17 8|32 24 16 9|33 25 16 9|36 26 17 8|33.5 26 16 9|42
阿依古丽·买买提|35 26 16 8|35 24 16 8|32 24 16 8|32.5 23 16 8|32 23 15 8|31.5 25 16 8\
|33.5 25 17 8|40
谢明轩|39.5 26 19 9|35 29 19 9|38 29 18 9|37 29 19 10|37.5 29 19 9|35.5 26 18 9|35 29 19 9|47
韩雪儿|33.5 27 17 9|36 24 17 9|35.5 24 16 8|31.5 24 16 9|35 25 17 9|34.5 26 17 8|34 26 17 8|43
"""
# As reckoned by hand: place, contestant, total. 4 and 5 by a play-off, 7 and 8 by 内容.
RESULT = (
    (1, "赵一鸣", "95.19"),
    (2, "谢明轩", "93.44"),
    (3, "欧阳静怡", "92.87"),
    (4, "周子墨", "88.88"),
    (5, "林雨桐", "88.88"),
    (6, "郑浩然", "86.31"),
    (7, "郭若曦", "85.44"),
    (8, "韩雪儿", "85.44"),
    (9, "梁可欣", "85.19"),
    (10, "孙晓彤", "83.75"),
    (11, "高诗涵", "83.65"),
    (12, "何雨泽", "81.69"),
    (13, "王梓涵", "81.30"),
    (14, "阿依古丽·买买提", "80.91"),
    (15, "陈思远", "77.86"),
    (16, "朱梦洁", "77.26"),
    (17, "罗嘉豪", "77.16"),
    (18, "吴佳琪", "75.59"),
    (19, "马天宇", "75.12"),
)
PRIZES = ("一等奖",) + ("二等奖",) * 3 + ("三等奖",) * 6 + ("优秀奖",) * 9


@dataclass(frozen=True)
class Figures:
    """The panel's score and the hall's, before their weight; what counts; 内容 for ties."""

    panel: Fraction
    hall: Fraction
    total: Fraction
    content: Fraction


def _marked() -> dict[str, tuple[list[str | None], int]]:
    found: dict[str, tuple[list[str | None], int]] = {}
    for line in _MARKED.strip().splitlines():
        name, *sheets, cards = (part.strip() for part in line.split("|"))
        found[name] = ([None if one == "-" else one for one in sheets], int(cards))
    return found


MARKED = _marked()
CONTESTANTS = [*list(MARKED)[:11], ABSENT, *list(MARKED)[11:]]


def hundredths(number: Fraction) -> Fraction:
    """Rounded half up to two decimals; none of them is below zero."""
    return Fraction(int(number * 100 + Fraction(1, 2)), 100)


def reckoned(name: str) -> Figures:
    """Whole sheets dropped at both ends; the mean to two decimals; 70 per cent and 30 per cent."""
    sheets, cards = MARKED[name]
    given = [[Fraction(value) for value in sheet.split()] for sheet in sheets if sheet]
    kept = sorted(given, key=sum)[1:-1]
    panel = hundredths(Fraction(sum(map(sum, kept)), len(kept)))
    hall = Fraction(cards, PRESENT) * 100
    total = hundredths(panel * Fraction(7, 10) + hall * Fraction(3, 10))
    return Figures(panel, hall, total, Fraction(sum(sheet[0] for sheet in kept), len(kept)))


def write_registration(path: Path) -> Path:
    """The organiser's own sheet: a title, numbers, topics, telephones, a total and a remark."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{TITLE}报名表"])
    sheet.append(["序号", "参赛选手", "单位", "演讲题目", "联系电话"])
    for number, name in enumerate(CONTESTANTS, start=1):
        hospital = HOSPITALS[(number - 1) % len(HOSPITALS)]
        sheet.append([number, name, hospital, "《我与医学的故事》", f"1380000{number:04d}"])
    sheet.append(["合计", len(CONTESTANTS)])
    sheet.append(["备注：请于11月20日前报送"])
    book.save(path)
    return path
