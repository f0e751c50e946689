"""The section on the seal: what the ledger holds now, to be kept by somebody else."""

from __future__ import annotations

from typing import TypedDict

from scoreboard.files.results.sealed import SealDocument, seal_document
from scoreboard.web.services import services


class SealFacts(TypedDict):
    """The seal of the newest version and its last part in groups to be typed; null and none while
    a rehearsal runs, which is not sealed.
    """

    warning: str
    seal: SealDocument | None
    groups: list[str]


def seal_facts(slug: str) -> SealFacts:
    """The seal of an event's ledger now. Raises NoSuchEvent."""
    known = services()
    found = None if known.ledger.rehearsing(slug) else known.seals.now(slug)
    return {
        "warning": "",
        "seal": seal_document(found) if found else None,
        "groups": found.groups if found else [],
    }
