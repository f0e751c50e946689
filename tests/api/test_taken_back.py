"""A link that is taken back while its holder's write waits writes nothing any more."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from scoreboard.roles import Role
from scoreboard.storage.access import WHOLE_SERVER
from tests.support.site import Site
from tests.unit.contests import contest, final, heat, judged, people, points

EVENT = contest(
    heat(judged(), points(scored_by="judges"), advance=2),
    final(judged("talk")),
    judges=people("lin wu"),
)


class Race:
    """An event, and requests whose sender loses the link between the first look and the write."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder, EVENT)
        self.losing: tuple[str, Role, str] | None = None
        # After the check of who asks.
        self.site.app.before_request(self._take_back)

    def _take_back(self) -> None:
        if self.losing is not None:
            losing, self.losing = self.losing, None
            self.site.services.access.revoke(*losing)

    def ask(self, role: Role, method: str, path: str, body: dict[str, Any]) -> int:
        """The status of a request whose sender's link is taken back on the way."""
        event = WHOLE_SERVER if path == "/api/v1/events" else EVENT.slug
        links = self.site.services.access.links(event)
        token = next(token for grant, token, _ in links if grant.role == role)
        subject = next(grant.subject for grant, *_ in links if grant.role == role)
        self.losing = (event, role, subject)
        address = path if path.startswith("/") else f"/api/v1/events/{EVENT.slug}/{path}"
        return (
            self.site.app.test_client()
            .open(
                address,
                method=method,
                json={"id": str(uuid.uuid4()), **body},
                headers={"Authorization": f"Bearer {token}"},
            )
            .status_code
        )


@pytest.mark.parametrize(
    ("role", "method", "path", "body"),
    [
        ("scorer", "POST", "rounds/essay/open", {}),
        ("scorer", "POST", "penalties", {"team": "red", "points": 5, "reason": "late"}),
        ("scorer", "POST", "freeze", {}),
        ("presenter", "PUT", "scene", {"scene": "title"}),
        ("presenter", "POST", "timer", {"do": "set", "seconds": 60}),
        ("organiser", "PUT", "look", {"logo": None, "sponsors": []}),
        ("organiser", "POST", "rehearsal", {}),
        ("organiser", "POST", "archive", {}),
        (
            "organiser",
            "POST",
            "/api/v1/events",
            {"copy_of": EVENT.slug, "slug": "another", "title": "Another"},
        ),
    ],
)
def test_nothing_is_written_by_a_link_that_was_taken_back_meanwhile(
    tmp_path: Path, role: Role, method: str, path: str, body: dict[str, Any]
) -> None:
    race = Race(tmp_path)
    before = race.site.version
    assert race.ask(role, method, path, body) == 401
    assert race.site.version == before
    services = race.site.services
    assert services.books.events() == [EVENT.slug]
    assert not services.ledger.rehearsing(EVENT.slug)
    assert race.ask("scorer", "GET", "ledger", {}) == 200, "who only reads was known when asked"


def test_a_rehearsal_is_not_ended_by_a_link_that_was_taken_back_meanwhile(tmp_path: Path) -> None:
    race = Race(tmp_path)
    assert race.site.organiser.post("rehearsal").status_code == 200
    assert race.ask("organiser", "DELETE", "rehearsal", {}) == 401
    assert race.site.services.ledger.rehearsing(EVENT.slug)
