"""The API's description and border: exact JSON in, typed bodies, errors by field."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from flask import Blueprint, Response, current_app, jsonify, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import gettext
from pydantic import ValidationError
from spectree import SecurityScheme, SpecTree
from spectree.models import InType, SecureType, SecuritySchemeData

from scoreboard import __version__
from scoreboard.web.permissions import allow_all
from scoreboard.web.problems import FieldsWrong

api = Blueprint("api", __name__, url_prefix="/api/v1")


class ExactJSON(DefaultJSONProvider):
    """JSON whose numbers are read exactly; NaN and Infinity are not JSON."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value of a JSON text. Raises ValueError when it is none."""
        try:
            value = json.loads(s, parse_float=Decimal, parse_constant=_no_constant, **kwargs)
            # Half a surrogate pair is JSON, but no text that a database or an answer can hold.
            json.dumps(value, ensure_ascii=False, default=str).encode()
        except (InvalidOperation, RecursionError) as error:
            raise ValueError("not a number that can be read") from error
        return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _wrong_fields(_request: object, _response: object, error: Exception | None, *_: object) -> None:
    if isinstance(error, ValidationError):
        raise FieldsWrong(
            [(".".join(map(str, e["loc"])), _message(e["type"], e["msg"])) for e in error.errors()]
        )


def _message(kind: str, message: str) -> str:
    known = {
        "missing": gettext("This is missing."),
        "extra_forbidden": gettext("This is not known here."),
        "string_type": gettext("This must be text."),
        "int_type": gettext("This must be a whole number."),
        "int_parsing": gettext("This must be a whole number."),
        "string_too_short": gettext("This must not be empty."),
        "string_too_long": gettext("This is too long."),
        "uuid_parsing": gettext("This must be a UUID."),
        "uuid_type": gettext("This must be a UUID."),
        "model_type": gettext("The body must be a JSON object."),
        "value_error": gettext("This has characters that cannot be kept."),
    }
    return str(known.get(kind, message))


_BEARER = SecuritySchemeData(type=SecureType.HTTP, scheme="bearer")
_COOKIE = SecuritySchemeData(type=SecureType.API_KEY, field_in=InType.COOKIE, name="scoreboard")

spec = SpecTree(
    "flask",
    title="Scoreboard",
    version=__version__,
    mode="strict",
    page_templates={},
    annotations=True,
    before=_wrong_fields,
    security_schemes=[
        SecurityScheme(name="link", data=_BEARER),
        SecurityScheme(name="cookie", data=_COOKIE),
    ],
)


@api.get("/openapi.json")
@allow_all
def description() -> Response:
    """The API's description, in OpenAPI's words."""
    return jsonify(spec.spec)


@api.before_request
def read_body() -> None:
    """A body must be JSON, whatever type it claims; an empty one is an empty object."""
    if getattr(current_app.view_functions.get(request.endpoint or ""), "takes_file", False):
        return
    if request.method in ("POST", "PUT") and request.get_data():
        body = request.get_json(force=True)
        if not isinstance(body, dict):
            raise FieldsWrong([("", gettext("The body must be a JSON object."))])
