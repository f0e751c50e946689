"""Who is asking: a bearer token, or the cookie that opening a role link sets."""

from __future__ import annotations

from flask import request, session

from scoreboard.storage.access import WHOLE_SERVER, Access, Grant

_COOKIE_KEY = "grants"


class Identity:
    """Knows people by their token or cookie, and forgets them when a grant is revoked."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def who(self, slug: str, token: str | None = None) -> Grant | None:
        """Who asks, for this event: by the token when there is one, else by the cookie."""
        if token:
            return self._access.by_token(token)
        for event in (slug, WHOLE_SERVER):
            grant = self._remembered(event)
            if grant is not None and self._access.stands(grant):
                return grant
        return None

    def remember(self, grant: Grant) -> None:
        """Keep a grant in the cookie, beside those of other events."""
        grants = dict(session.get(_COOKIE_KEY, {}))
        grants[grant.event] = [grant.role, grant.subject, grant.generation]
        session[_COOKIE_KEY] = grants
        session.permanent = True

    def _remembered(self, event: str) -> Grant | None:
        kept = session.get(_COOKIE_KEY, {}).get(event)
        return Grant(event, *kept) if kept else None


def bearer_token() -> str | None:
    """The token of the Authorization header, or None."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
