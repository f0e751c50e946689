"""Errors: problem+json (RFC 9457) for the API, a plain page for people, never a traceback."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from scoreboard.contest.words import Because, Refusal, spelled
from scoreboard.storage.access import GrantEnded
from scoreboard.storage.database import DatabaseBusy, in_short
from scoreboard.storage.event_rows import NoSuchEvent
from scoreboard.storage.set_aside import SetAside
from scoreboard.storage.troubles import AWAY, trouble
from scoreboard.storage.writable import NotWritable, Reason
from scoreboard.web.page import page_of
from scoreboard.web.permissions import NobodyKnown
from scoreboard.web.requests import request_id
from scoreboard.web.services import services

log = logging.getLogger(__name__)

STATUS: dict[Because, int] = {
    "wrong": 422, "not_now": 409, "not_yours": 403, "unknown": 404, "too_large": 413,
}  # fmt: skip


class FieldsWrong(Exception):
    """A body whose fields are at fault: pairs of field and message."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__("fields are wrong")
        self.errors = errors


def register_problems(app: Flask) -> None:
    """Answer every error of the app: problem+json under /api, else a page."""
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(FieldsWrong, _fields)
    app.register_error_handler(NoSuchEvent, _no_event)
    app.register_error_handler(NobodyKnown, _nobody)
    # Taken back while its holder's write waited.
    app.register_error_handler(GrantEnded, _nobody)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(NotWritable, _not_writable)
    app.register_error_handler(SetAside, _set_aside)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(Exception, _anything)


def problem(
    status: int,
    detail: str,
    errors: list[tuple[str, str]] | None = None,
    present: Mapping[str, object] | None = None,
    title: str | None = None,
) -> Response:
    """The error answer for this request: problem+json under /api, else a page.

    `present` says what is so now, where the sender acted on something else; `title` what kind of
    problem it is, where that is not the status's own.
    """
    title = title or _title(status)
    if not request.path.startswith("/api/"):
        page = page_of("problem", None)
        html = render_template(
            "problem.html",
            status=status,
            title=title,
            detail=detail,
            request_id=request_id(),
            page=page,
            home_href="/",
        )
        return make_response(html, status)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "request": request_id(),
        **(present or {}),
    }
    if errors:
        body["errors"] = [{"field": field, "message": message} for field, message in errors]
    response = make_response(json.dumps(body, ensure_ascii=False), status)
    response.mimetype = "application/problem+json"
    response.headers["Cache-Control"] = "no-store"
    return response


def _title(status: int) -> str:
    titles = {
        400: gettext("Not understood"),
        401: gettext("Sign in first"),
        403: gettext("Not yours to do"),
        404: gettext("Not found"),
        405: gettext("Not possible here"),
        409: gettext("Not now"),
        413: gettext("Too large"),
        422: gettext("Something needs a second look"),
        429: gettext("Too often"),
        503: gettext("The database does not answer"),
    }
    title: str = titles.get(status) or gettext("Something went wrong")
    return title


def _refusal(refusal: Refusal) -> Response:
    detail = gettext(refusal.text, **spelled(refusal.names, gettext))
    errors = [(refusal.field, detail)] if refusal.field else None
    return problem(STATUS[refusal.because], detail, errors, refusal.present)


def _fields(wrong: FieldsWrong) -> Response:
    detail = gettext("Some fields are missing or wrong.")
    return problem(422, detail, wrong.errors)


def _no_event(_error: NoSuchEvent) -> Response:
    return problem(404, gettext("There is no such event here."))


def _nobody(_error: NobodyKnown | GrantEnded) -> Response:
    response = problem(401, gettext("Open your link, or type your PIN."))
    response.headers["WWW-Authenticate"] = 'Bearer realm="scoreboard"'
    return response


def _csrf(_error: CSRFError) -> Response:
    return problem(403, gettext("This page has grown old. Reload it and try again."))


def _http(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return make_response(error.get_response())
    details = {
        400: gettext("The request could not be read as JSON."),
        404: gettext("There is nothing at this address."),
        405: gettext("This address does not take such a request."),
        413: gettext("That is more than can be taken in one request."),
        429: gettext("Too many tries. Wait a minute and try again."),
    }
    status = 400 if error.code == 415 else error.code or 500
    response = problem(status, details.get(status, gettext("Please try again.")))
    if status == 405:
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or [])
    return response


def _database(error: SQLAlchemyError) -> Response:
    log.error("the database failed: %s", in_short(error))
    return _nothing_written(trouble(error, services().database.file))


def _busy(_error: DatabaseBusy) -> Response:
    detail = gettext(
        "Another program is using the database. Nothing was written; it is tried again by itself."
    )
    response = problem(503, detail)
    response.headers["Retry-After"] = "1"
    return response


def _not_writable(refused: NotWritable) -> Response:
    return _nothing_written(refused.reason)


def _set_aside(aside: SetAside) -> Response:
    return problem(503, aside.reason.said(gettext), title=gettext("This event cannot be read"))


def _nothing_written(reason: Reason) -> Response:
    title = None if reason.text == AWAY else gettext("Nothing is written now")
    response = problem(503, reason.said(gettext), title=title)
    response.headers["Retry-After"] = "2"
    return response


def _anything(error: Exception) -> Response:
    log.error("unexpected error", exc_info=error)
    return problem(500, gettext("This should not have happened. Nothing was half written."))
