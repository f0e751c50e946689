"""The session cookie of opened role links; valid by its signature, whatever the clocks say."""

from __future__ import annotations

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature


class Sessions(SecureCookieSessionInterface):
    """Believes a cookie by its signature alone; how old it is decides nothing.

    A laptop's clock is put right in the middle of an event, and a cookie signed an hour ahead of
    it is still its owner's. Links and their revocation say who stands.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; nothing where it was not signed here."""
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        kept = request.cookies.get(self.get_cookie_name(app))
        try:
            return self.session_class(serializer.loads(kept) if kept else {})
        except BadSignature:
            return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep it in the browser for so many seconds, not until a time of this clock.

        What is everybody's brings nobody's cookie: it may be kept on the way, and given to others.
        """
        if request.endpoint == "static" or response.cache_control.public:
            return
        if session.accessed:
            response.vary.add("Cookie")
        serializer = self.get_signing_serializer(app)
        if not session or serializer is None or not self.should_set_cookie(app, session):
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
