"""The colours of teams: how one is written, and those that have a name.

The words of both languages stand here and not in the catalog: a file in either must be read by any
reader. The page that sets an event up offers the same colours.
"""

from __future__ import annotations

import re

from scoreboard.contest.words import N_

WRITTEN = re.compile(r"#[0-9a-f]{6}\Z")

# Distinguishable on paper and on the dark board. Each has its name, and synonyms.
NAMED: tuple[tuple[str, str, str], ...] = (
    ("#d64545", N_("Red"), "红|红色|大红|紅|紅色"),
    ("#e08a2c", N_("Orange"), "橙|橙色|橘|橘色|橘黄|橘红|橘黄色"),
    ("#d9b310", N_("Yellow"), "黄|黄色|金|金色|黃|黃色|gold"),
    ("#4f9d4f", N_("Green"), "绿|绿色|綠|綠色"),
    ("#2a9d9d", N_("Teal"), "青|青色|蓝绿|蓝绿色|cyan|turquoise"),
    ("#3d7edb", N_("Blue"), "蓝|蓝色|天蓝|天蓝色|藍|藍色"),
    ("#7a5cc9", N_("Violet"), "紫|紫色|purple"),
    ("#c9559b", N_("Pink"), "粉|粉色|粉红|粉红色|玫红|粉紅|粉紅色|magenta"),
    ("#8a6d4b", N_("Brown"), "棕|棕色|褐|褐色|咖啡色"),
    ("#7b8794", N_("Grey"), "灰|灰色|gray|银|银色|silver"),
)
