"""The scripts' types are those of the description, and what the server sends is not typed twice."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from scoreboard.contest.model import RoundForm
from tests.support.typescript import FILE, described, typescript

SCRIPTS = FILE.parents[1]


@pytest.fixture(scope="module")
def types() -> str:
    return typescript(described())


def test_the_scripts_know_every_shape_that_the_server_sends(types: str) -> None:
    answers = [
        operation["responses"]
        for operations in described()["paths"].values()
        for operation in operations.values()
    ]
    sent = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(answers)))
    assert len(sent) > 20
    assert sent <= declared(types)


def test_the_scripts_know_the_forms_of_a_round_that_the_server_sends(types: str) -> None:
    said = re.search(r"RoundOnBoard \{[^}]*?form: (.*);", types)
    assert said
    assert re.findall(r'"(\w+)"', said[1]) == list(get_args(RoundForm))


def test_no_script_has_a_shape_of_its_own_for_what_the_server_sends(types: str) -> None:
    own = re.compile(r"@typedef \{object\} (\w+)")
    found = {
        f"{path.relative_to(SCRIPTS)}: {name}"
        for path in SCRIPTS.rglob("*.js")
        # The page that recounts is told nothing by a server: it has its own words for things.
        if path.parent.name != "recount"
        for name in own.findall(path.read_text("utf-8"))
        if name in declared(types)
    }
    assert found == set()


def declared(types: str) -> set[str]:
    return set(re.findall(r"^export (?:interface|type) (\w+)", types, re.MULTILINE))
