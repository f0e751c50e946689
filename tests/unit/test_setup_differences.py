"""What a new set-up changes, in sentences; what people wrote is quoted and never translated."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.contest.acts.setup_change import preview_change
from scoreboard.contest.acts.setup_differences import LABELS, changes
from scoreboard.contest.model import Event, Judge, Member, Prize, Round, Rules, Team, Wifi
from scoreboard.contest.words import in_english
from tests.unit.contests import Scribe
from tests.unit.test_setting_up import CUP, in_heat, with_round


def test_a_change_is_told_in_sentences() -> None:
    round_ = Round("late", "Late", "points", max=Decimal(10))
    event = replace(
        in_heat(rounds=(*CUP.stages[0].rounds, round_)),
        title="Cup",
        teams=(CUP.teams[1], CUP.teams[0], Team("new", "New")),
        rules=replace(CUP.rules, tie_breaks=("best_rounds",), decimals=2),
    )
    assert preview_change(Scribe(CUP).book, event, in_english)["changes"] == [
        "Name of the contest: Spring quiz becomes Cup.",
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
        "<NAME OF THE CONTEST>: SPRING QUIZ BECOMES =1+1 <B>%(NAME)S</B>.",
        "<HOST OR OCCASION>: – BECOMES SUM.",
    ]  # fmt: skip


def test_words_and_names_are_told_for_what_was_and_for_what_becomes() -> None:
    red, *others = CUP.teams
    crew = (Member("Ann", "captain"), Member("Bo"))
    event = replace(
        CUP,
        teams=(replace(red, guest=True, members=crew), *others),
        rules=replace(CUP.rules, ranking="competition", publish="round"),
    )
    assert changes(CUP, event, in_english) == [
        "Ranking: dense, 4 4 5 becomes competition, 4 4 6.",
        "When the hall sees scores: at once becomes when a round closes.",
        "Red, members: – becomes Ann, Bo.",
        "Red, out of competition: no becomes yes.",
    ]
    assert changes(event, CUP, in_english)[-1] == "Red, out of competition: yes becomes no."


def test_yes_and_no_are_said_in_the_readers_language() -> None:
    def aloud(text: str, **names: object) -> str:
        return in_english(text, **names) if names else f"<{text}>"

    event = replace(CUP, teams=(replace(CUP.teams[0], guest=True), *CUP.teams[1:]))
    assert changes(CUP, event, aloud) == ["Red, <out of competition>: <no> becomes <yes>."]


def test_the_address_of_an_event_is_no_change_and_a_team_that_is_nowhere_is_told_by_its_id() -> (
    None
):
    assert changes(CUP, replace(CUP, slug="other"), in_english) == []
    event = replace(CUP, judges=(Judge("lin", "Lin", ("gone",)), CUP.judges[1]))
    assert changes(CUP, event, in_english) == ["Lin, recused from: – becomes gone."]


@pytest.mark.parametrize(
    ("one", "apart"),
    [
        (
            CUP,
            {"slug", "teams", "stages", "judges", "prizes", "divisions", "groups", "rules", "show"},
        ),
        (CUP.rules, set()),
        (CUP.show, set()),
        (CUP.teams[0], {"id"}),
        (CUP.judges[0], {"id"}),
        (CUP.stages[0], {"id", "rounds"}),
        (CUP.stages[0].rounds[0], {"id"}),
        (Prize("p1", "First prize"), {"id"}),
    ],
)
def test_whatever_of_a_set_up_can_differ_has_a_label(one: Any, apart: set[str]) -> None:
    assert {field.name for field in fields(one)} - apart <= LABELS.keys()


def all_anew() -> Event:
    """The event with every value of the event, Red, Lin, the heat and its essay another one."""
    red, lin, stage = CUP.teams[0], CUP.judges[0], CUP.stages[0]
    one, ten = Decimal(1), Decimal(10)
    essay = Round(
        "essay", "Paper", "points", one, ten, Decimal("0.5"), "sum", 1, 2, ten, 3, 1, "lower",
        awards=(one, ten), stakes=(ten,), questions=4, scored_by=("lin", "wu"),
    )  # fmt: skip
    return replace(
        CUP, title="Cup", subtitle="of tea", date=date(2024, 11, 30), locale="en", timezone="UTC",
        rules=Rules("ordinal", 2, ("rounds_won", "round:talk"), "round", "cut", "desk",
                    judges_see_totals=True),
        wifi=Wifi("Hall", "secret"),
        teams=(Team("red", "Reds", "west", "Club", (Member("Ann"),), guest=True, colour="#ff0000"),
               *CUP.teams[1:]),
        judges=(replace(lin, name="Leen", recused=(red.id,)), *CUP.judges[1:]),
        stages=(replace(stage, name="Qualifier", rounds=(essay, *stage.rounds[1:]), base=one,
                        carry=one, advance=1), *CUP.stages[1:]),
    )  # fmt: skip


def test_every_value_is_told_by_its_name_and_in_its_place() -> None:
    assert changes(CUP, all_anew(), in_english) == [
        "Name of the contest: Spring quiz becomes of tea.",
        "Host or occasion: – becomes Cup.",
        "Date: – becomes 2024-11-30.",
        "Language: 中文 becomes English.",
        "Time zone: Asia/Shanghai becomes UTC.",
        "Wi-Fi: – becomes Hall.",
        "Ranking: dense, 4 4 5 becomes ordinal, 4 5 6.",
        "Decimals: 0 becomes 2.",
        "Tie-breaks: – becomes the number of rounds won, Talk.",
        "When the hall sees scores: at once becomes when a round closes.",
        "Where ties are broken: everywhere becomes across the cut.",
        "What makes a score public: a complete panel becomes the desk.",
        "Totals on the judges' tablets: no becomes yes.",
        "Red, name: Red becomes Reds.",
        "Red, region: east becomes west.",
        "Red, organisation: – becomes Club.",
        "Red, members: – becomes Ann.",
        "Red, out of competition: no becomes yes.",
        "Red, colour: – becomes #ff0000.",
        "Lin, name: Lin becomes Leen.",
        "Lin, recused from: – becomes Reds.",
        "Heat, name: Heat becomes Qualifier.",
        "Heat, points to start with: 0 becomes 1.",
        "Heat, share carried in: 0 becomes 1.",
        "Heat, teams that go on: 2 becomes 1.",
        "Essay, name: Essay becomes Paper.",
        "Essay, kind: judged becomes points.",
        "Essay, lowest: 0 becomes 1.",
        "Essay, highest: 20 becomes 10.",
        "Essay, step: 1 becomes 0.5.",
        "Essay, how marks are joined: mean becomes sum.",
        "Essay, highest marks left out: 0 becomes 1.",
        "Essay, lowest marks left out: 0 becomes 2.",
        "Essay, weight: 1 becomes 10.",
        "Essay, decimals: – becomes 3.",
        "Essay, decimals after the weight: – becomes 1.",
        "Essay, which is better: the higher becomes the lower.",
        "Essay, buttons: – becomes 1, 10.",
        "Essay, stakes: – becomes 10.",
        "Essay, questions: – becomes 4.",
        "Essay, who gives the points: the desk becomes Leen, Wu.",
    ]


def test_a_password_is_never_told_only_that_it_changes() -> None:
    old, new = (replace(CUP, wifi=Wifi("Hall", word)) for word in ("secret", "other"))
    assert changes(old, new, in_english) == ["Wi-Fi: changed."]


def test_a_judge_who_is_called_like_a_word_of_the_file_is_told_by_name() -> None:
    desk = replace(CUP, judges=(Judge("desk", "Desmond"), *CUP.judges))
    by_all, by_one = (
        replace(desk, stages=with_round("buzzer", scored_by=who).stages)
        for who in ("judges", ("desk",))
    )
    assert changes(by_all, by_one, in_english) == [
        "Buzzer, who gives the points: all judges becomes Desmond."
    ]


def with_rules(**rules: Any) -> Event:
    return replace(CUP, rules=replace(CUP.rules, **rules))


@pytest.mark.parametrize(
    ("event", "was", "becomes"),
    [
        (with_rules(ranking="competition"), "dense, 4 4 5", "competition, 4 4 6"),
        (with_rules(ranking="modified"), "dense, 4 4 5", "modified, 5 5 6"),
        (with_rules(ranking="fractional"), "dense, 4 4 5", "fractional, 4.5 4.5 6"),
        (with_rules(break_ties="first"), "everywhere", "for the first place"),
        (with_rules(publish="team"), "at once", "when a team's panel is complete"),
        (with_rules(release="desk"), "a complete panel", "the desk"),
        (with_round("essay", kind="points"), "judged", "points"),
        (with_round("essay", aggregate="median"), "mean", "median"),
        (with_round("essay", aggregate="sum"), "mean", "sum"),
    ],
)
def test_a_word_of_the_file_is_told_by_what_it_means_in_the_readers_language(
    event: Event, was: str, becomes: str
) -> None:
    def aloud(text: str, **names: object) -> str:
        return in_english(text, **names) if names else f"<{text}>"

    (told,) = changes(CUP, event, aloud)
    assert told.endswith(f": <{was}> becomes <{becomes}>.")


def test_a_prize_that_comes_goes_or_is_for_others_is_told() -> None:
    first, rest = Prize("p1", "First prize", count=1), Prize("p2", "Mention")
    old, new = replace(CUP, prizes=(first,)), replace(CUP, prizes=(replace(first, count=2), rest))
    assert changes(old, new, in_english) == [
        "First prize, number of teams: 1 becomes 2.",
        "Mention is new.",
    ]
    assert changes(new, CUP, in_english) == ["First prize leaves.", "Mention leaves."]
