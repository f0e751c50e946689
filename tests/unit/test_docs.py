"""The documents that code and people rest on: there, and true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.support.site import Site

ROOT = Path(__file__).parents[2]
CONTRACT = (ROOT / "docs" / "contract.md").read_text("utf-8")
CITED = re.compile(
    r"\b(contract|rulebook|design),? (?:(\d+)|section (\d+)|decision|\"([^\"…]+))", re.IGNORECASE
)


def test_what_docstrings_cite_is_in_the_repository() -> None:
    citing = dict.fromkeys(("contract", "rulebook"), 0)
    for path in (ROOT / "scoreboard").rglob("*.py"):
        for cited, number, section, words in CITED.findall(path.read_text("utf-8")):
            document = cited.lower()
            assert document in citing, f"{path.name} cites a {document}"
            assert not number, f"{path.name}: write contract, section {number}"
            text = (ROOT / "docs" / f"{document}.md").read_text("utf-8")
            assert (f"\n## {section}. " if section else words) in text, path.name
            citing[document] += 1
    assert all(citing.values()), citing


def test_the_contract_names_every_address(site: Site) -> None:
    """By its last word that is no name of something: `/e/EVENT/desk/paper` by `/paper`."""
    unnamed = []
    for rule in site.app.url_map.iter_rules():
        words = [word for word in rule.rule.split("/") if word and "<" not in word]
        # A file's kind may stand by itself: `/export.csv` · `.xlsx`.
        kind = f"`.{words[-1].rpartition('.')[2]}`" if words else ""
        if rule.endpoint != "static" and words and f"/{words[-1]}" not in CONTRACT:
            unnamed += [rule.rule] if kind not in CONTRACT else []
    assert unnamed == []


def test_the_contract_names_every_key_of_a_body(site: Site) -> None:
    spec = site.app.test_client().get("/api/v1/openapi.json").get_json()
    asked = {
        key
        for operations in spec["paths"].values()
        for operation in operations.values()
        if isinstance(operation, dict)
        for content in operation.get("requestBody", {}).get("content", {}).values()
        for key in _schema(spec, content["schema"]).get("properties", {})
    }
    assert len(asked) > 20
    assert {key for key in asked if not re.search(rf"\b{key}\b", CONTRACT)} == set()


def test_the_contract_names_every_key_of_the_boards(site: Site) -> None:
    for query in ("", "?view=desk"):
        board = site.scorer.board(query)
        keys = {*board, *board["rows"][0]}
        assert {
            key for key in keys if f"`{key}`" not in CONTRACT and f'"{key}"' not in CONTRACT
        } == set()


def _schema(spec: dict[str, Any], schema: dict[str, str]) -> dict[str, Any]:
    """A schema that may be given by reference, such as #/components/schemas/MarkBody."""
    found: dict[str, Any] = schema
    if "$ref" in schema:
        found = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found
