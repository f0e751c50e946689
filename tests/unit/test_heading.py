"""Which of an event's two names is large: the same rule for an event and for its board."""

from dataclasses import replace

import pytest

from scoreboard.contest.heading import contest_of, host_of
from tests.unit.test_setting_up import CUP


@pytest.mark.parametrize(
    ("title", "subtitle", "contest", "host"),
    [
        ("迎春杯", "", "迎春杯", ""),
        ("市总工会", "职工应急知识竞赛", "职工应急知识竞赛", "市总工会"),
        # Neither the longer nor the shorter one: the contest.
        ("核医学学术会议", "竞赛", "竞赛", "核医学学术会议"),
    ],
)
def test_the_contest_is_large_and_its_host_small(
    title: str, subtitle: str, contest: str, host: str
) -> None:
    event = replace(CUP, title=title, subtitle=subtitle)
    for about in (event, {"title": title, "subtitle": subtitle}):
        assert (contest_of(about), host_of(about)) == (contest, host)
