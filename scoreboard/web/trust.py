"""How a device is told to trust this server, where it speaks TLS by a hall's own authority."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask_babel import gettext

from scoreboard.network import is_loopback
from scoreboard.tls import AUTHORITY, NoCertificate, Vouched, for_devices, look_at
from scoreboard.web.page import SERVING, Serving, page_of, reachable_root
from scoreboard.web.permissions import allow_all
from scoreboard.web.problems import problem

trust = Blueprint("trust", __name__)
# By this type a device knows that it is asked to trust an authority.
AUTHORITY_TYPE = "application/x-x509-ca-cert"


@trust.get("/trust")
@allow_all
def how() -> str | Response:
    """What to tap on each kind of device, and how to see that it is the right authority."""
    found, _ = _served()
    if found is None or not found.fingerprint:
        return problem(404, gettext("This server needs no trust of its own."))
    return render_template(
        "trust.html",
        fingerprint=found.fingerprint,
        until=found.until.date().isoformat(),
        there=_secure_address(),
        page=page_of("trust", None),
    )


@trust.get("/trust/authority.crt")
@allow_all
def authority() -> Response:
    """The authority's certificate, as devices take it in."""
    found, serving = _served()
    if found is None or not found.fingerprint or serving is None or serving.certificate is None:
        abort(404)
    data = for_devices(serving.certificate.with_name(AUTHORITY).read_bytes())
    return Response(
        data,
        mimetype=AUTHORITY_TYPE,
        headers={"Content-Disposition": "attachment; filename=scoreboard.crt"},
    )


def _served() -> tuple[Vouched | None, Serving | None]:
    serving: Serving | None = current_app.config.get(SERVING)
    if serving is None or serving.certificate is None:
        return None, serving
    try:
        return look_at(serving.certificate), serving
    except NoCertificate:
        return None, serving


def _secure_address() -> str:
    """Where to go once this server is trusted: to what was asked for, at the same host."""
    wanted = urlsplit(request.args.get("to", "/"))
    # A path of this server, and nothing that could lead elsewhere.
    path = wanted.path if wanted.path.startswith("/") and not wanted.path.startswith("//") else "/"
    # On the laptop itself one stays there; elsewhere no host leads on that is not this server's.
    reached = None if is_loopback(urlsplit(request.base_url).hostname or "") else reachable_root()
    root = urlsplit(reached or request.url_root)
    return f"https://{root.netloc}{path if not (wanted.scheme or wanted.netloc) else '/'}"
