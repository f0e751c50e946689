"""One row for each kind of entry: none is forgotten, none lacks a column, all have their words."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from scoreboard.contest.model import Entry, EntryKind
from scoreboard.contest.record.kinds import KINDS, TABS, Kind, sentence_key
from scoreboard.contest.show.table import SCENES

ROWS = list(KINDS.items())
# What a sentence can name; the page's scripts know these and no others.
NAMES = {
    "team",
    "judge",
    "round",
    "stage",
    "teams",
    "value",
    "signed",
    "member",
    "prize",
    "token",
    "what",
    "n",
    "count",
    "raised",
    "present",
}


def test_every_kind_of_entry_has_its_row_and_nothing_else_has() -> None:
    assert list(KINDS) == list(get_args(EntryKind))


def test_no_column_can_be_left_out_of_a_row() -> None:
    for column in fields(Kind):
        assert (column.default, column.default_factory) == (MISSING, MISSING), column.name


def test_the_folds_are_those_of_the_kinds_by_name() -> None:
    for name, kind in ROWS:
        assert isinstance(kind, Kind)
        assert kind.fold.__name__ == f"fold_{name}"


@pytest.mark.parametrize(("name", "kind"), ROWS)
def test_a_kind_is_told_in_words_that_name_what_a_page_knows(name: str, kind: Kind) -> None:
    assert kind.label
    assert "" in kind.sentences, "there is a sentence for the common case"
    for sentence in kind.sentences.values():
        assert set(re.findall(r"%\((\w+)\)s", sentence)) <= NAMES, name
        assert not re.search(r"%[^(]", sentence), "a place without a name"


def test_every_scene_has_its_words_in_the_story() -> None:
    assert KINDS["scene"].sentences.keys() == {"", "hold", "on", "reveal", *SCENES}


def test_every_tab_of_the_story_holds_some_kind() -> None:
    assert {kind.tab for _, kind in ROWS} == set(TABS)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        (Entry(1, "a", "setup", "console", ""), "first"),
        (Entry(2, "a", "setup", "console", ""), ""),
        (Entry(2, "a", "award", "scorer", "", detail={"outcome": "declined"}), "declined"),
        (Entry(2, "a", "award", "scorer", "", detail={"member": "m1"}), "member"),
        (Entry(2, "a", "award", "scorer", "", detail={"outcome": "wrong", "member": "m1"}),
         "wrong_member"),
        (Entry(2, "a", "award", "scorer", ""), ""),
        (Entry(2, "a", "correction", "scorer", "", judge="lin"), "mark"),
        (Entry(2, "a", "correction", "scorer", "", judge="lin", detail={"entered": True}),
         "entered"),
        (Entry(2, "a", "correction", "scorer", ""), ""),
        (Entry(2, "a", "archive", "organiser", "", detail={"archived": True}), ""),
        (Entry(2, "a", "archive", "organiser", "", detail={"archived": False}), "back"),
        (Entry(2, "a", "order", "scorer", ""), ""),
        (Entry(2, "a", "order", "scorer", "", detail={"by": "hand"}), "hand"),
        (Entry(2, "a", "on_stage", "scorer", "", team="red"), ""),
        (Entry(2, "a", "on_stage", "scorer", ""), "nobody"),
        (Entry(2, "a", "scene", "scorer", "", detail={"scene": "title"}), "title"),
        (Entry(2, "a", "scene", "scorer", "", team="red", detail={"scene": "team"}), "team"),
        (Entry(2, "a", "scene", "scorer", "", detail={"scene": "team"}), ""),
        (Entry(2, "a", "scene", "scorer", "", detail={"hold": True}), "hold"),
        (Entry(2, "a", "scene", "scorer", "", detail={"hold": False}), "on"),
        (Entry(2, "a", "turn", "scorer", "", detail={"to": "back"}), "back"),
        (Entry(2, "a", "timer", "scorer", "", detail={"do": "pause"}), "pause"),
        (Entry(2, "a", "reveal", "scorer", "", team="red", detail={"to": "next"}), ""),
        (Entry(2, "a", "reveal", "scorer", "", detail={"to": "next"}), "next"),
        (Entry(2, "a", "reveal", "scorer", "", detail={"to": "back"}), "back"),
        (Entry(2, "a", "reveal", "scorer", "", detail={"to": "finish"}), "finish"),
        (Entry(2, "a", "scores", "scorer", ""), ""),
        (Entry(2, "a", "scores", "scorer", "", team="red", value=Decimal(9)), "one"),
        (Entry(2, "a", "scores", "scorer", "", team="red"), "count"),
    ],
)  # fmt: skip
def test_what_an_entry_holds_chooses_its_sentence(entry: Entry, key: str) -> None:
    assert sentence_key(entry) == key
    assert key in KINDS[entry.kind].sentences


def test_where_there_is_room_for_a_line_the_shorter_sentence_is_taken() -> None:
    order = Entry(2, "a", "order", "scorer", "")
    assert sentence_key(order, brief=True) == "brief"
    by_hand = Entry(2, "a", "order", "scorer", "", detail={"by": "hand"})
    assert sentence_key(by_hand, brief=True) == "hand brief"
    assert sentence_key(Entry(2, "a", "lots", "scorer", ""), brief=True) == ""


def test_only_the_organiser_takes_back_what_only_the_organiser_does() -> None:
    by = {name: kind.undone_by for name, kind in ROWS if kind.undone_by != "desk"}
    assert by == {
        "setup": "nobody",
        "begin": "organiser",
        "archive": "organiser",
        "publication": "organiser",
        "on_stage": "nobody",
        "scene": "nobody",
        "turn": "nobody",
        "timer": "nobody",
        "unfreeze": "nobody",
        "reveal": "nobody",
        "look": "nobody",
    }


def test_what_is_not_played_neither_opens_nor_scores_anything() -> None:
    apart = {name for name, kind in ROWS if not kind.played}
    shown = {name for name, kind in ROWS if kind.only_shows and name != "setup"}
    assert shown == {"on_stage", "scene", "turn", "timer", "unfreeze", "reveal", "look"}
    assert apart == {"setup", "undo", "begin", "archive", "publication", "freeze", *shown}
    assert not any(KINDS[name].opens_or_closes or KINDS[name].shapes for name in ("setup", "undo"))


def test_no_script_keeps_a_list_of_kinds() -> None:
    """A tablet's outbox has kinds of its own; every other list would be one to forget."""
    kinds, scripts = set(KINDS), Path(__file__).parents[2] / "static" / "js"
    found = []
    for path in scripts.rglob("*.js"):
        for group in re.findall(r"\[[^\[\]{}]*\]", path.read_text("utf-8")):
            named = kinds & set(re.findall(r'"(\w+)"', group))
            found += [f"{path.relative_to(scripts)}: {group}"] if len(named) > 1 else []
    assert found == []
