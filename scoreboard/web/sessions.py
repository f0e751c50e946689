"""The session cookie of opened role links; valid by its signature, whatever the clocks say."""

from __future__ import annotations

import time
from datetime import timedelta

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

# A cookie that was signed so long ago, by this clock, is signed anew with the next page.
SIGNED_ANEW = timedelta(days=1)


class Session(SecureCookieSession):
    """What a cookie holds; `signed` says when, in seconds of the clock of then."""

    signed: int | None = None


class Sessions(SecureCookieSessionInterface):
    """Believes a cookie by its signature alone; how old it is decides nothing.

    A laptop's clock is put right in the middle of an event, and a cookie signed an hour ahead of
    it is still its owner's. Links and their revocation say who stands.
    """

    session_class = Session

    def __init__(self) -> None:
        # Made anew for each request it would cost more than most cookies do.
        self._serializer: URLSafeTimedSerializer | None = None
        self._key: str | bytes | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs cookies, the same for as long as the app has its key."""
        if self._serializer is None or self._key != app.secret_key:
            self._serializer = super().get_signing_serializer(app)
            self._key = app.secret_key
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; nothing where it was not signed here."""
        kept = request.cookies.get(self.get_cookie_name(app))
        if not kept:
            return Session()
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        try:
            held, signed = serializer.loads(kept, return_timestamp=True)
        except BadSignature:
            return Session()
        session = Session(held)
        session.signed = int(signed.timestamp())
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep it in the browser for so many seconds, not until a time of this clock.

        What is everybody's brings nobody's cookie: it may be kept on the way, and given to others.
        """
        if request.endpoint == "static" or response.cache_control.public:
            return
        if session.accessed:
            response.vary.add("Cookie")
        if not (session and (session.modified or _is_due(session, response))):
            return
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return
        response.set_cookie(
            self.get_cookie_name(app),
            serializer.dumps(dict(session)),
            max_age=app.permanent_session_lifetime if session.permanent else None,
            httponly=self.get_cookie_httponly(app),
            domain=self.get_cookie_domain(app),
            path=self.get_cookie_path(app),
            secure=self.get_cookie_secure(app),
            samesite=self.get_cookie_samesite(app),
        )
        response.vary.add("Cookie")

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002  # Flask's signature
        """Marked Secure where the page came over TLS; a hall's Wi-Fi has none."""
        return request.is_secure


def _is_due(session: SessionMixin, response: Response) -> bool:
    """Whether a cookie that says nothing new is sent again, so that it lives on.

    Seldom: an answer that was on its way while another link was opened in the same browser would
    bring back what the cookie held before, and that link would open nothing any more. So only with
    a page, never with what an open page asks for.
    """
    signed = getattr(session, "signed", None)
    if not session.permanent or signed is None or response.mimetype != "text/html":
        return False
    return bool(abs(time.time() - signed) > SIGNED_ANEW.total_seconds())
