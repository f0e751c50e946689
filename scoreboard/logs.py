"""What the server writes about itself: nothing but troubles, or each request, as text or as JSON.

No line holds a token or a PIN: of an address its route is written, and never what was asked for.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from flask import g, has_request_context

from scoreboard.config import LogStyle

REQUESTS = logging.getLogger("scoreboard.requests")


def set_up(style: LogStyle) -> None:
    """From now on write in this style, to the standard error."""
    if style == "quiet":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if style == "json" else AsText())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("scoreboard").setLevel(logging.INFO)


class AsJson(logging.Formatter):
    """One object a line: when, how bad, what, and the fields of a request."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": _at(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


class AsText(logging.Formatter):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        line = f"{_at(record)} {record.levelname.lower()} {record.getMessage()}{fields}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """The fields of a request's line; of any other line within a request its id."""
    fields: dict[str, Any] | None = getattr(record, "request", None)
    if fields is not None:
        return fields
    current = g.get("request_id") if has_request_context() else None
    return {} if current is None else {"request": current}
