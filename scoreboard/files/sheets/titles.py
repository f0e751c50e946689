"""What the title above a registration sheet's headings says of the contest."""

from __future__ import annotations

import re

from scoreboard.files.sheets.layout import Layout
from scoreboard.files.sheets.registration import has_label, is_remark

# 2026年知识竞赛报名汇总表 is the sheet of 2026年知识竞赛.
_SHEET = re.compile(
    r"[\s·:：,，_-]*(?:参赛|參賽)?(?:队伍|隊伍|单位|人员|代表队)?(?:报名|報名|名单|名單|登记|信息)"
    r"(?:汇总|登记|信息|统计|名单|彙總)*(?:表|册|一览表)?\s*(?:[(（][^()（）]*[)）])?\Z"
    r"|[\s:,-]*\b(?:team |list of )?registrations?(?: form| list| sheet)?\Z"
    r"|\Aregistrations?(?: form| list| sheet)?(?: for| of)?[\s:,-]*",
    re.IGNORECASE,
)
_LONGEST = 300


def contest_named(layout: Layout) -> str:
    """The contest's name in the title above the headings; empty where none stands there.

    A title is the only text of its row; who fills the sheet in and when is none.
    """
    sheet = layout.sheet
    if sheet.turned:
        return ""
    for cells in sheet.rows[: min(layout.rows, default=0)]:
        texts = {cell.text.strip() for cell in cells if cell.kind == "text"}
        if len(texts) != 1:
            continue
        (text,) = texts
        if len(text) > _LONGEST or has_label(text) or is_remark(text, alone=True):
            continue
        name = _SHEET.sub("", text).strip()
        if any(map(str.isalpha, name)):
            return name
    return ""
