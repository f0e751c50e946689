"""Who is asking: a bearer token, or the cookie that opening a role link sets."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flask import request, session

from scoreboard.roles import ROLES, Role
from scoreboard.storage.access import WHOLE_SERVER, Access, Grant

_COOKIE_KEY = "grants"


class Identity:
    """Identifies people by token or cookie; a revoked grant identifies nobody."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def identify(
        self,
        slug: str,
        token: str | None = None,
        roles: Collection[Role] = (),
        *,
        confirmed_later: bool = False,
    ) -> Grant | None:
        """Who asks, for this event: by the token when there is one, else by the cookie.

        A browser in which several were opened, such as a judge's and a desk's, is known by the one
        whose role is among `roles`, or else by the newer: whoever tries a judge's link keeps the
        desk.

        `confirmed_later` asks no database: the link may have been taken back since it was seen.
        """
        if token:
            return (self._access.last_known if confirmed_later else self._access.by_token)(token)
        stands = self._access.is_valid if not confirmed_later else lambda _grant: True
        kept = [grant for grant in self._remembered(slug) if stands(grant)]
        if all(ROLES[grant.role].page != "desk" for grant in kept):
            whole = self._remembered(WHOLE_SERVER)
            kept += [grant for grant in whole if stands(grant)]
        return next((grant for grant in kept if grant.role in roles), kept[0] if kept else None)

    def anybody(self) -> Grant | None:
        """A valid grant in the cookie, of any event."""
        events = session.get(_COOKIE_KEY, {})
        kept = (grant for event in events for grant in self._remembered(event))
        return next((grant for grant in kept if self._access.is_valid(grant)), None)

    def holds(self) -> str:
        """What links the browser has opened here, by its cookie; "" where none.

        Ended ones count too: this tells browsers apart, and opens nothing.
        """
        kept = (
            grant
            for event in sorted(session.get(_COOKIE_KEY, {}))
            for grant in self._remembered(event)
        )
        return " ".join(f"{grant.event}/{grant.name}" for grant in kept)

    def valid(self, grants: Iterable[Grant]) -> set[Grant]:
        """Those of the grants that have not been revoked."""
        return self._access.valid(grants)

    def remember(self, grant: Grant) -> None:
        """Keep a grant in the cookie, beside those of other events.

        A judge's, a presenter's and a desk's stay side by side; of two desk's the newer alone, so
        that a viewer's link takes the scorer's powers from a browser.
        """
        kept = self._remembered(grant.event)
        own = ROLES[grant.role].page
        others = [one for one in kept if ROLES[one.role].page != own]
        session[_COOKIE_KEY] = {
            **session.get(_COOKIE_KEY, {}),
            grant.event: [[one.role, one.subject, one.generation] for one in (grant, *others)],
        }
        session.permanent = True

    def _remembered(self, event: str) -> list[Grant]:
        """The grants of an event in the cookie, the newest first."""
        kept = session.get(_COOKIE_KEY, {}).get(event) or []
        if kept and isinstance(kept[0], str):
            # Cookies once held a single grant.
            kept = [kept]
        return [Grant(event, *one) for one in kept]


def is_judge(grant: Grant | None, slug: str) -> bool:
    """Whether somebody asks as a judge of this event, who must not see others' marks too early."""
    return grant is not None and grant.on_panel and grant.event == slug


def bearer_token() -> str | None:
    """The token of the Authorization header, or None."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
