"""The headers that say what may be done with an answer; every answer has them."""

from __future__ import annotations

# The same for every answer.
SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
# Over TLS alone: on a plain page a browser heeds it not, and complains.
ALONE = ("Cross-Origin-Opener-Policy", "same-origin")
POLICY = "Content-Security-Policy"
NOT_MODIFIED = 304


def policy(nonce: str, other: str = "") -> str:
    """What a page may load and run: nothing from other origins, inline what carries the nonce.

    `other`: the origin of a second laptop, to which its scripts may speak.
    """
    speaks = f"; connect-src 'self' {other} ws{other.removeprefix('http')}" if other else ""
    return (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        f"frame-ancestors 'self'; form-action 'self'; script-src 'self' 'nonce-{nonce}'; "
        f"style-src 'self' 'nonce-{nonce}'{speaks}"
    )
