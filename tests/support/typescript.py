"""The shapes of openapi.json as TypeScript, which the scripts' types are checked against.

`make lint` writes them, by `python -m tests.support.typescript`, before it checks the scripts.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.support.site import Site, shipped_event

FILE = Path(__file__).parents[2] / "static" / "js" / "common" / "shapes.d.ts"
HEAD = """/**
 * What the server sends, generated from its description (make shapes): not to be edited by hand.
 * tsc holds the scripts to it.
 */

"""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean",
         "null": "null"}  # fmt: skip


def typescript(description: dict[str, Any]) -> str:
    """Every shape that is answered or sent, by name; what only comes in is left out."""
    schemas: dict[str, Any] = description["components"]["schemas"]
    sent: set[str] = set()
    _gather(description["paths"], "responses", schemas, sent)
    sent |= {"JudgeSheet"}
    _follow(schemas["JudgeSheet"], schemas, sent)
    return HEAD + "\n".join(_declaration(name, schemas[name]) for name in sorted(sent))


def _gather(paths: dict[str, Any], part: str, schemas: dict[str, Any], found: set[str]) -> None:
    for operations in paths.values():
        for operation in operations.values():
            _follow(operation[part], schemas, found)


def _follow(value: Any, schemas: dict[str, Any], found: set[str]) -> None:
    """Add the names that a schema refers to, and those that these refer to."""
    if isinstance(value, list):
        for one in value:
            _follow(one, schemas, found)
    elif isinstance(value, dict):
        name = str(value.get("$ref", "")).rpartition("/")[2]
        if name and name not in found:
            found.add(name)
            _follow(schemas[name], schemas, found)
        for one in value.values():
            _follow(one, schemas, found)


def _declaration(name: str, schema: dict[str, Any]) -> str:
    words = " ".join(schema.get("description", "").split())
    head = f"/** {words} */\n" if words else ""
    if "properties" not in schema:
        return f"{head}export type {name} = {_type(schema)};\n"
    required = schema.get("required", [])
    lines = [
        f"  {key}{'' if key in required else '?'}: {_type(kind)};"
        for key, kind in schema["properties"].items()
    ]
    return "\n".join([f"{head}export interface {name} {{", *lines, "}\n"])


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(one) for one in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if schema.get("type") == "array":
        inside = _type(schema["items"])
        return f"({inside})[]" if "|" in inside else f"{inside}[]"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if isinstance(values, dict) else 'any'}>"
    return PLAIN.get(schema.get("type", ""), "any")


def described() -> dict[str, Any]:
    """The description of an app."""
    with tempfile.TemporaryDirectory() as folder:
        client = Site(Path(folder), shipped_event()).app.test_client()
        document: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
        return document


if __name__ == "__main__":
    FILE.write_text(typescript(described()), "utf-8")
