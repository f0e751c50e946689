"""The demo's tablets: HTTP calls that are repeated, with the same id, until they are answered."""

from __future__ import annotations

import json
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

TIMEOUT = 10
# How long a server may be away, in seconds, before the demo gives up.
PATIENCE = 60
LONGEST_WAIT = 2

# A proxy set in the environment knows nothing of this machine's own server.
_opener = build_opener(ProxyHandler({}))


class DemoStopped(Exception):
    """The demo cannot go on; one sentence says why."""


class Tablet:
    """One person's calls to the API, signed with the token of a role link."""

    def __init__(self, api: str, link: str) -> None:
        self._api = api
        self._token = link.rstrip("/").rsplit("/", 1)[-1]

    def get(self, path: str) -> dict[str, Any]:
        """The answer to a GET. Raises DemoStopped."""
        return self._call(Request(f"{self._api}{path}", headers=self._headers()))  # noqa: S310

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a POST; a body with an id may safely be sent again. Raises DemoStopped."""
        data = json.dumps(body).encode()
        headers = {**self._headers(), "Content-Type": "application/json"}
        return self._call(Request(f"{self._api}{path}", data, headers, method="POST"))  # noqa: S310

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}

    def _call(self, request: Request) -> dict[str, Any]:
        give_up = time.monotonic() + PATIENCE
        wait = 0.1
        while True:
            try:
                return _answer(request)
            except HTTPError as error:
                with error:
                    if error.code != 429 and error.code < 500:
                        raise DemoStopped(_refusal(request, error)) from None
                    asked = error.headers.get("Retry-After", "")
                reason = f"{error.code} {error.reason}"
            except (URLError, OSError, HTTPException, ValueError) as error:
                asked, reason = "", str(error) or type(error).__name__
            if time.monotonic() > give_up:
                raise DemoStopped(f"The server gives no answer to {request.full_url}: {reason}")
            # Bounded, whatever the server asks for.
            wait = min(max(wait * 2, int(asked) if asked.isdecimal() else 0), LONGEST_WAIT)
            time.sleep(wait)


def _answer(request: Request) -> dict[str, Any]:
    with _opener.open(request, timeout=TIMEOUT) as response:
        # No number that matters is a float: scores are strings, and a place may be 4.5.
        answer = json.loads(response.read(), parse_float=str)
    if not isinstance(answer, dict):
        raise ValueError("the answer is no JSON object")  # noqa: TRY004 - it is tried again
    return answer


def _refusal(request: Request, error: HTTPError) -> str:
    try:
        problem = json.loads(error.read())
        detail = problem.get("detail") or problem.get("title")
    except (ValueError, AttributeError, OSError, HTTPException):
        detail = None
    return f"{request.full_url} answers {error.code}: {detail or error.reason}"
