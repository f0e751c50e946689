"""The border of the API: exact JSON in, and what it says of itself."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from flask import Blueprint, Response, current_app, jsonify, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import gettext

from scoreboard.web.api import describing
from scoreboard.web.permissions import allow_all
from scoreboard.web.problems import FieldsWrong

# No score has more than fifteen digits before the point.
FARTHEST = 400

api = Blueprint("api", __name__, url_prefix="/api/v1")


class ExactJSON(DefaultJSONProvider):
    """JSON whose numbers are read exactly; NaN and Infinity are not JSON."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value of a JSON text. Raises ValueError when it is none."""
        try:
            value = json.loads(s, parse_float=_exact, parse_constant=_no_constant, **kwargs)
            # Half a surrogate pair is JSON, but no text that a database or an answer can hold.
            json.dumps(value, ensure_ascii=False, default=str).encode()
        except (InvalidOperation, RecursionError) as error:
            raise ValueError("not a number that can be read") from error
        return value


def _exact(text: str) -> Decimal:
    """A number exactly; one beyond all bounds as a much shorter one that is beyond them, too.

    Whoever made 1e99999999 a whole number would write it out, for minutes.
    """
    number = Decimal(text)
    if number and abs(number.adjusted()) > FARTHEST:
        return Decimal(1).scaleb(FARTHEST if number.adjusted() > 0 else -FARTHEST)
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


@api.get("/openapi.json")
@allow_all
def description() -> Response:
    """The API's description, in OpenAPI's words."""
    return jsonify(describing.description())


@api.before_request
def read_body() -> None:
    """A body must be JSON, whatever type it claims; an empty one is an empty object."""
    if getattr(current_app.view_functions.get(request.endpoint or ""), "takes_file", False):
        return
    if request.method in ("POST", "PUT") and request.get_data():
        body = request.get_json(force=True)
        if not isinstance(body, dict):
            raise FieldsWrong([("", gettext("The body must be a JSON object."))])
