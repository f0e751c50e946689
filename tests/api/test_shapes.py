"""The scripts' types are those of the description, and what the server sends is not typed twice."""

from __future__ import annotations

import re

from tests.support.site import Site
from tests.support.typescript import FILE, typescript

SCRIPTS = FILE.parents[1]


def test_the_scripts_know_every_shape_as_the_server_sends_it(site: Site) -> None:
    described = site.app.test_client().get("/api/v1/openapi.json").get_json()
    assert FILE.read_text("utf-8") == typescript(described), "write them anew: make shapes"


def test_no_script_has_a_shape_of_its_own_for_what_the_server_sends() -> None:
    shapes = set(
        re.findall(r"^export (?:interface|type) (\w+)", FILE.read_text("utf-8"), re.MULTILINE)
    )
    declared = re.compile(r"@typedef \{object\} (\w+)")
    own = {
        f"{path.relative_to(SCRIPTS)}: {name}"
        for path in SCRIPTS.rglob("*.js")
        for name in declared.findall(path.read_text("utf-8"))
        if name in shapes
    }
    assert own == set()
