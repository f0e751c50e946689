"""Everything that one person's sign-in ever sees: pages, answers and live messages."""

from __future__ import annotations

import json
import re
from typing import Any

from flask_socketio import SocketIO

from tests.support.site import Site

# What differs between two answers that say the same: when, under which secret, and how often. Each
# is searched from a sign that stands in it, as many characters after its beginning as is said: the
# megabytes of a look are read by that in a tenth of the time.
_CHANGING = (
    (re.compile(r"-(?<=\d{4}-)\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d"), 4, "TIME"),
    (re.compile(r":(?<=\b\d\d:)\d\d:\d\d\b"), 2, "TIME"),
    (re.compile(r"-(?<=\b[0-9a-f]{8}-)[0-9a-f]{4}(?:-[0-9a-f]{4}){2}-[0-9a-f]{12}\b"), 8, "UUID"),
    (re.compile(r'nonce="[^"]*"'), 0, "NONCE"),
    (re.compile(r'"csrf": ?"[^"]*"'), 0, "CSRF"),
    (re.compile(r'"request": ?"[^"]*"'), 0, "REQUEST"),
    # The tag of a page is made from its text, which is compared itself.
    (re.compile(r'"[0-9a-f]{20}"'), 0, "TAG"),
)
_VIEWS = ("judge", "audience", "display", "overlay")


class Eyes:
    """A judge of a site, who looks at everything that a browser with the judge's link can open.

    `seen` gives all of it as text by where it was read, with times and secrets left out.
    """

    def __init__(self, site: Site, judge_id: str) -> None:
        self._site = site
        person = site.judge(judge_id)
        self._client, self._token = person.client, person.token
        assert self._client.get(f"/join/{self._token}").status_code in (302, 303)
        socketio: SocketIO = site.app.extensions["socketio"]
        self._sockets = {}
        for view in _VIEWS:
            for stage in (None, site.event.stages[0].id):
                # The tablet says its token, the other pages come with the cookie alone.
                auth = {"event": site.event.slug, "view": view, "stage": stage}
                auth |= {"token": self._token} if view == "judge" else {}
                self._sockets[view, stage] = socketio.test_client(
                    site.app, flask_test_client=self._client, auth=auth
                )

    def seen(self) -> dict[str, str]:
        """All that there is to read now, and every live message since the last look."""
        found = {path: self._client.get(path).text for path in self._paths()}
        bearer = {"Authorization": f"Bearer {self._token}"}
        for path in (path for path in self._paths() if "/board" in path or "teams/" in path):
            fresh = self._site.app.test_client()
            found[f"{path} by token"] = fresh.get(path, headers=bearer).text
        for (view, stage), socket in self._sockets.items():
            messages = socket.get_received()
            assert all(said["name"] in ("board", "round", "scene", "present") for said in messages)
            found[f"live {view} {stage}"] = json.dumps([s["args"] for s in messages])
        return {where: without_changing(text) for where, text in found.items()}

    def _paths(self) -> list[str]:
        slug, stages = self._site.event.slug, [s.id for s in self._site.event.stages]
        teams = [team.id for team in self._site.event.teams]
        api = f"/api/v1/events/{slug}"
        return [
            "/", "/api/v1/events", f"/e/{slug}", f"/e/{slug}/display", f"/e/{slug}/judge",
            f"{api}/scene", f"{api}/scene/preview?scene=round",
            f"{api}/board", *(f"{api}/board?stage={stage}" for stage in stages),
            *(f"/e/{slug}?stage={stage}" for stage in stages),
            *(f"{api}/teams/{team}/reckoning" for team in teams),
            *(f"{api}/teams/{team}/reckoning?stage={stages[0]}" for team in teams),
            *(f"/e/{slug}/teams/{team}" for team in teams),
            f"{api}/board?view=desk", f"{api}/ledger", f"{api}/prospects", f"{api}/export.json",
            f"{api}/teams/{teams[0]}/reckoning?view=desk", f"/e/{slug}/desk",
            f"{api}/recount.json", f"/e/{slug}/recount", f"{api}/seal", f"/e/{slug}/safety",
        ]  # fmt: skip

    def close(self) -> None:
        """End the connections."""
        for socket in self._sockets.values():
            socket.disconnect()


def without_changing(text: str) -> str:
    """The text with a name in the place of whatever `_CHANGING` finds in it."""
    for pattern, before, name in _CHANGING:
        kept, at = [], 0
        for found in pattern.finditer(text):
            kept += [text[at : found.start() - before], name]
            at = found.end()
        text = "".join([*kept, text[at:]]) if kept else text
    return text


def differing(one: dict[str, str], other: dict[str, str]) -> dict[str, Any]:
    """Where two looks differ, with both texts from a little before that on."""
    found = {}
    for where, text in one.items():
        if text != other[where]:
            pairs = enumerate(zip(text, other[where], strict=False))
            at = max(0, next((n for n, (a, b) in pairs if a != b), 0) - 40)
            found[where] = (text[at : at + 120], other[where][at : at + 120])
    return found
