"""`scoreboard load` over an event that is there: what the file leaves out is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from scoreboard.cli.setup import load
from tests.support.event_files import BUZZER, ESSAY, QUIZ, RANKING, changed

OLD = changed(
    (RANKING, f'{RANKING}\npublish = "live"\njudges_see_totals = true'),
    (ESSAY, f"{ESSAY}\nweight = 0.7\nweighted_decimals = 2"),
    (BUZZER, f'{BUZZER}\nscored_by = "judges"'),
)


def loaded(folder: Path, text: str, *options: str) -> list[str]:
    file = folder / "quiz.toml"
    file.write_text(text, "utf-8")
    done = CliRunner().invoke(load, [str(file), "--data", str(folder / "data"), *options])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which the quiz is loaded with the meaning that events once had."""
    assert loaded(tmp_path, OLD) == ["quiz: Spring quiz (3 teams, 2 judges, 2 stages)"]
    return tmp_path


def test_a_file_without_the_new_keys_says_which_rules_it_changes(folder: Path) -> None:
    file = changed((ESSAY, f"{ESSAY}\nweight = 0.7\ndecimals = 2"))
    head, *told, last = loaded(folder, file)
    assert head == "Not said in the file, and the usual is now another than in this event:"
    assert told == [
        "  When the hall sees scores: at once becomes when a team's panel is complete.",
        "  Totals on the judges' tablets: yes becomes no.",
        "  Essay, decimals: – becomes 2.",
        "  Essay, decimals after the weight: 2 becomes –.",
        "  Buzzer, who gives the points: all judges becomes the desk.",
    ]
    assert last.startswith("quiz: Spring quiz")


def test_a_file_that_says_them_is_taken_without_a_word(folder: Path) -> None:
    file = OLD.replace("Spring quiz", "Autumn quiz")
    assert loaded(folder, file) == ["quiz: Autumn quiz (3 teams, 2 judges, 2 stages)"]
    assert loaded(folder, file)[1:] == ["Nothing has changed."]


def test_what_a_file_changes_by_a_word_of_its_own_is_no_default(folder: Path) -> None:
    file = OLD.replace('publish = "live"', 'publish = "round"')
    assert loaded(folder, file) == ["quiz: Spring quiz (3 teams, 2 judges, 2 stages)"]


def test_a_new_event_has_nothing_to_compare_with(tmp_path: Path) -> None:
    assert loaded(tmp_path, QUIZ) == ["quiz: Spring quiz (3 teams, 2 judges, 2 stages)"]
