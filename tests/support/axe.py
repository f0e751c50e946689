"""axe-core in a page: what stands in the way of people who do not see or point as others do."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.support.provide import Program, need
from tests.support.server import CHECKOUT

_SCRIPT = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def axe() -> Program:
    """The script, as `make lint` installs it with the other tools from npm."""
    if _SCRIPT.is_file():
        return Program(str(_SCRIPT))
    return Program(None, "axe-core is not here; `make lint` installs it.")


def barriers(page: Page) -> list[str]:
    """Each broken rule with the first elements that break it; nothing where all is well."""
    need(axe())
    page.evaluate(_SCRIPT.read_text("utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", _RULES
    )
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + "; ".join(f"{node['target']} {node['failureSummary']}" for node in one["nodes"][:3])
        for one in found["violations"]
    ]
