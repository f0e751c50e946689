"""The measurements go on fitting what they measure; how fast it is says no test."""

from __future__ import annotations

import pytest

# By way of the command, which imports every measurement.
from bench.__main__ import fields, ranking


def test_placing_a_few_teams_is_measured_beside_sorting_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ranking.run(40)
    lines = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert lines == ["sorted()", "places", "places and cut", "a whole rule problem"]


def test_a_large_field_is_measured_beside_a_small_one(capsys: pytest.CaptureFixture[str]) -> None:
    fields.run(4, 8)
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("8 teams beside 4")
    assert len(lines) > 8
    assert all("×" in line for line in lines[1:])
