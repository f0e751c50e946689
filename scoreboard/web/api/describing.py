"""The API's description: bodies, parameters and answers by their types, errors by field.

A view says by `describe` what it answers; what follows from its roles and arguments is added here.
spectree reads bodies and queries, and lists the routes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cache, reduce
from http import HTTPStatus
from operator import or_
from types import UnionType
from typing import (
    Annotated,
    Any,
    Generic,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from typing import is_typeddict as is_of_the_core

import typing_extensions
from flask import make_response
from flask_babel import gettext
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, ValidationError
from spectree import Response, SecurityScheme, SpecTree
from spectree.model_adapter.protocol import SchemaMode
from spectree.model_adapter.pydantic_adapter import PydanticModelAdapter
from spectree.models import InType, SecureType, SecuritySchemeData
from spectree.plugins.flask_plugin import FlaskPlugin

from scoreboard import __version__
from scoreboard.contest.boards.shapes import JudgeSheet
from scoreboard.web.api.answers import Problem
from scoreboard.web.permissions import EVERYBODY
from scoreboard.web.problems import FieldsWrong

View = TypeVar("View", bound=Callable[..., Any])
Shape = TypeVar("Shape")
JSON = "application/json"
PROBLEM = "application/problem+json"


class PreviewQuery(BaseModel):
    """Whether to write, or only to say what would change."""

    # `?preview=` alone is as good as none.
    preview: Annotated[bool, BeforeValidator(lambda said: said or False)] = Field(
        default=False, description="1 writes nothing and answers what would change."
    )


class Answers(Response):
    """What a view answers, by status: the schema and the media type."""

    def __init__(self, answers: Mapping[int, Any], problems: set[int], media: str) -> None:
        shapes = {**answers, **dict.fromkeys(sorted(problems), Problem)}
        super().__init__(**{f"HTTP_{status}": _model(shape) for status, shape in shapes.items()})
        self._media = media

    def add_model(self, *_: Any, **__: Any) -> None:
        """Nothing: a view that refuses no field has no 422, which spectree would give to all."""

    def generate_spec(self, *args: Any) -> dict[str, Any]:
        """The answers in OpenAPI's words, each with its media type."""
        answers: dict[str, Any] = super().generate_spec(*args)
        for status, answer in answers.items():
            media = PROBLEM if int(status) >= HTTPStatus.BAD_REQUEST else self._media
            if "content" in answer:
                answer["content"] = {media: answer["content"][JSON]}
            elif int(status) == HTTPStatus.OK:
                answer["content"] = {media: {}}
        return answers


class _Adapter(PydanticModelAdapter):
    """spectree's way to pydantic; each model is described once, though most views answer it."""

    def __init__(self) -> None:
        super().__init__()
        self._schemas: dict[tuple[type[Any], str, str], dict[str, Any]] = {}

    def json_schema(
        self, model: type[Any], *, ref_template: str, mode: SchemaMode = "validation"
    ) -> dict[str, Any]:
        """The model's schema, which spectree copies."""
        key = (model, ref_template, mode)
        if key not in self._schemas:
            self._schemas[key] = super().json_schema(model, ref_template=ref_template, mode=mode)
        return self._schemas[key]


class _Plugin(FlaskPlugin):
    """spectree for Flask; answers go out as the views made them, and tests check their shapes."""

    def request_validation(self, request: Any, *models: Any) -> None:
        # The request itself: by way of its stand-in each question costs more than its answer.
        validate: Any = super().request_validation
        validate(request._get_current_object(), *models)

    def validate_response(self, resp: Any, *_: Any) -> tuple[Any, None]:
        return make_response(resp), None


def describe(
    tag: str,
    answers: Mapping[int, Any],
    *also: int,
    form: type[BaseModel] | None = None,
    media: str = JSON,
) -> Callable[[View], View]:
    """Describe a view: what it answers by status, and which further problems.

    What it needs, an event and a body bring problems of their own, listed by themselves.
    """

    def mark(view: View) -> View:
        open_to_all = getattr(view, "needs", None) == EVERYBODY
        names = set(view.__annotations__)
        problems = {*also, *(() if open_to_all else (401, 403))}
        problems |= {404} if "slug" in names else set()
        problems |= {400, 413, 422} if "json" in names else set()
        problems |= {409} if names >= {"slug", "json"} else set()
        known: Any = [] if open_to_all else [{"link": []}, {"cookie": []}]
        resp = Answers(answers, problems, media)
        described: View = spec.validate(resp=resp, form=form, tags=[tag], security=known)(view)
        return described

    return mark


@cache
def description() -> dict[str, Any]:
    """The whole description, with what every call may carry."""
    document: dict[str, Any] = spec.spec
    document["components"]["parameters"] = _PARAMETERS
    document["components"]["schemas"] |= _schemas_of(JudgeSheet)
    for operations in document["paths"].values():
        for method, operation in operations.items():
            own = {one["name"] for one in operation["parameters"]}
            names = ["lang"] if method == "get" else ["lang", "ledger"]
            operation["parameters"] += [
                {"$ref": f"#/components/parameters/{name}"} for name in names if name not in own
            ]
    return document


def _schemas_of(shape: Any) -> dict[str, Any]:
    """The schemas of a shape that no call answers: what the live path sends to a judge."""
    model: Any = _model(shape)
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    return {shape.__name__: schema, **schema.pop("$defs", {})}


_PARAMETERS = {
    "lang": {
        "name": "lang",
        "in": "query",
        "description": "The language of the answer's words; the event's when left out.",
        "schema": {"type": "string", "enum": ["en", "zh-CN"]},
    },
    "ledger": {
        "name": "X-Scoreboard-Ledger",
        "in": "header",
        "description": "The `ledger` of the board that the sender sees: 409 where another counts.",
        "schema": {"type": "string"},
    },
}


class Described(RootModel[Shape], Generic[Shape]):
    """The model of an answer, made when the description is asked for: servers never check by it."""

    model_config = ConfigDict(defer_build=True)


@cache
def _model(shape: Any) -> type[BaseModel] | None:
    """The model of a shape, or of one of several, under the shape's own name."""
    if shape is None:
        return None
    shapes = get_args(shape) or (shape,)
    name = "Or".join(one.__name__ for one in shapes)
    readable = _readable(shape)
    base: Any = Described.__class_getitem__(readable)
    return type(
        name,
        (base,),
        {"__doc__": None if get_args(shape) else shape.__doc__, "__module__": __name__},
    )


_typed_dict: Any = typing_extensions.TypedDict
# By the core's type; filled after its entry is made, since a shape may hold itself.
_READABLE: dict[Any, Any] = {}


def _readable(kind: Any) -> Any:
    """A type with the core's dictionaries in the form that pydantic reads before Python 3.12."""
    if is_of_the_core(kind):
        if kind not in _READABLE:
            _READABLE[kind] = made = _typed_dict(kind.__name__, {})
            fields = get_type_hints(kind, include_extras=True)
            made.__doc__ = kind.__doc__
            made.__annotations__ = {name: _readable(field) for name, field in fields.items()}
            made.__required_keys__ = frozenset(fields)
        return _READABLE[kind]
    origin, args = get_origin(kind), get_args(kind)
    if origin in (None, Literal) or is_dataclass(kind):
        return kind
    parts = [_readable(part) for part in args]
    if origin in (Union, UnionType):
        return reduce(or_, parts)
    return origin[tuple(parts) if len(parts) > 1 else parts[0]]


def _wrong_fields(_request: object, _response: object, error: Exception | None, *_: object) -> None:
    if isinstance(error, ValidationError):
        raise FieldsWrong(
            [
                (".".join(map(str, e["loc"])), _message(e["type"], e["msg"], e.get("ctx", {})))
                for e in error.errors()
            ]
        )


def _message(kind: str, message: str, named: Mapping[str, Any]) -> str:
    known = {
        "missing": gettext("This is missing."),
        "extra_forbidden": gettext("This is not known here."),
        "string_type": gettext("This must be text."),
        "int_type": gettext("This must be a whole number."),
        "int_from_float": gettext("This must be a whole number."),
        "greater_than_equal": gettext("This must be %(least)s or more.", least=named.get("ge")),
        "less_than_equal": gettext("This must be %(most)s or less.", most=named.get("le")),
        "literal_error": gettext("This is not known here."),
        "int_parsing": gettext("This must be a whole number."),
        "int_parsing_size": gettext("This number is too large."),
        "bool_parsing": gettext("This must be 1 or 0."),
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

# Untyped: spectree's adapter for pydantic is not, to a type checker, one that spectree takes.
_ADAPTER: Any = _Adapter()

spec = SpecTree(
    "flask",
    backend=_Plugin,
    title="Scoreboard",
    version=__version__,
    mode="strict",
    model_adapter=_ADAPTER,
    page_templates={},
    annotations=True,
    before=_wrong_fields,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    security_schemes=[
        SecurityScheme(name="link", data=_BEARER),
        SecurityScheme(name="cookie", data=_COOKIE),
    ],
)
