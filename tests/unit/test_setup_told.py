"""What a new set-up changes, in sentences; what people wrote is quoted and never translated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoreboard.contest.model import Judge, Round, Team
from scoreboard.contest.setting_up import preview_change
from scoreboard.contest.setup_told import changes
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe
from tests.unit.test_setting_up import CUP, in_heat


def test_a_change_is_told_in_sentences() -> None:
    round_ = Round("late", "Late", "points", max=Decimal(10))
    event = replace(
        in_heat(rounds=(*CUP.stages[0].rounds, round_)),
        title="Cup",
        teams=(CUP.teams[1], CUP.teams[0], Team("new", "New")),
        rules=replace(CUP.rules, tie_breaks=("best_rounds",), decimals=2),
    )
    assert preview_change(Scribe(CUP).book, event, in_english)["changes"] == [
        "Title: Spring quiz becomes Cup.",
        "Decimals: 0 becomes 2.",
        "Tie-breaks: – becomes the best round score, then the second best.",
        "Green leaves.",
        "New is new.",
        "The order becomes Blue, Red.",
        "Late is new.",
    ]


def test_ids_are_told_by_their_names() -> None:
    event = replace(
        CUP,
        judges=(Judge("lin", "Lin", ("red", "blue")), CUP.judges[1]),
        rules=replace(CUP.rules, tie_breaks=("round:talk",)),
    )
    assert changes(CUP, event, in_english) == [
        "Tie-breaks: – becomes Talk.", "Lin, recused from: – becomes Red, Blue.",
    ]  # fmt: skip


def test_a_name_that_looks_like_a_phrase_of_ours_stays_a_name() -> None:
    def shout(text: str, **names: object) -> str:
        return in_english(text, **names).upper() if names else f"<{text}>"

    event = replace(CUP, title="sum", subtitle="=1+1 <b>%(name)s</b>")
    assert changes(CUP, event, shout) == [
        "<TITLE>: SPRING QUIZ BECOMES SUM.", "<SUBTITLE>: – BECOMES =1+1 <B>%(NAME)S</B>.",
    ]  # fmt: skip
