"""What the server tells of itself: an id for each request, a line in the log, figures, health."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError

from scoreboard.app import create_app, services_of
from scoreboard.logs import REQUESTS, AsJson, AsText
from scoreboard.storage.access import WHOLE_SERVER
from scoreboard.web.services import services
from tests.support.site import Site, config_in

HEADER = "X-Request-ID"


class Lines(logging.Handler):
    """A log that is kept, written as the server would."""

    def __init__(self, style: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(style)
        self.text: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(self.format(record))

    @property
    def said(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text]


@pytest.fixture
def lines() -> Iterator[Lines]:
    kept, whole = Lines(AsJson()), logging.getLogger("scoreboard")
    whole.addHandler(kept)
    whole.setLevel(logging.INFO)
    yield kept
    whole.removeHandler(kept)
    whole.setLevel(logging.NOTSET)


@pytest.fixture
def measured(tmp_path: Path) -> Flask:
    """An app behind a proxy, which measures what it does."""
    app = create_app(replace(config_in(tmp_path), metrics=True, trusted_proxies=1))

    @app.get("/broken")
    def broken() -> str:
        with services().database.reading() as session:
            session.connection().exec_driver_sql("SELECT :a FROM nowhere", {"a": "a secret"})
        raise AssertionError

    @app.get("/wrong")
    def wrong() -> str:
        raise ValueError("of no kind that is known")

    for name in ("broken", "wrong"):
        app.view_functions[name].needs = "everybody"
    return app


def test_each_answer_names_its_request_and_so_do_errors_and_the_log(
    measured: Flask, lines: Lines
) -> None:
    client = measured.test_client()
    answers = [client.get("/"), client.get("/api/v1/events/nowhere/board"), client.get("/wrong")]
    ids = [answer.headers[HEADER] for answer in answers]
    assert len(set(ids)) == 3
    assert answers[1].get_json()["request"] == ids[1]
    assert ids[2] in answers[2].text, "what somebody reads out on the telephone finds the line"
    answered = [line for line in lines.said if line["message"] == "answered"]
    assert [(line["request"], line["status"]) for line in answered] == list(
        zip(ids, (200, 404, 500), strict=True)
    )
    (failed,) = [line for line in lines.said if line["level"] == "error"]
    assert failed["request"] == ids[2]
    assert "ValueError: of no kind that is known" in failed["traceback"]


def test_an_id_is_taken_from_a_proxy_that_is_trusted_and_from_nobody_else(
    measured: Flask, site: Site
) -> None:
    given = "0123456789abcdef0123456789abcdef"
    for app, said, kept in (
        (measured, given, True),
        (measured, "short", False),
        (measured, f"{given}\u00e4 or something worse", False),
        (site.app, given, False),
    ):
        told = app.test_client().get("/healthz", headers={HEADER: said}).headers[HEADER]
        assert (told == said) is kept
        assert re.fullmatch("[0-9a-f]{16,32}", told)


def test_no_line_of_the_log_holds_a_link_or_a_pin(site: Site, lines: Lines) -> None:
    access = services_of(site.app).access
    links = [*access.links(site.event.slug), *access.links(WHOLE_SERVER)]
    client = site.app.test_client()
    for _, token, pin in links:
        client.get(f"/join/{token}")
        client.get(f"/e/{site.event.slug}/desk?token={token}")
        client.get(f"/jion/{token}")
        client.get("/api/v1/events", headers={"Authorization": f"Bearer {token}"})
        client.post("/join", data={"pin": pin or token})
    assert len(lines.text) >= 5 * len(links)
    told = "\n".join(lines.text)
    for _, token, pin in links:
        assert token not in told
        assert f'"{pin}"' not in told
    routes = {line["route"] for line in lines.said if "route" in line}
    assert {"/join/<token>", "/e/<slug>/desk", "-"} <= routes


def test_a_line_says_who_did_what_in_which_event_and_how_long_it_took(
    site: Site, lines: Lines
) -> None:
    assert site.scorer.post("rounds/r1/open", {}).status_code == 200
    (line,) = [line for line in lines.said if line["message"] == "answered"]
    assert (line["method"], line["status"], line["by"]) == ("POST", 200, "scorer")
    assert line["event"] == site.event.slug
    assert line["ms"] > 0
    record = logging.makeLogRecord({"msg": "answered", "request": {"status": 200, "ms": 1.5}})
    assert AsText().format(record).endswith("answered status=200 ms=1.5")


def test_the_log_of_a_database_that_fails_does_not_hold_what_was_asked_for(
    measured: Flask, lines: Lines
) -> None:
    assert measured.test_client().get("/broken").status_code == 503
    assert any("nowhere" in line for line in lines.text)
    assert not any("a secret" in line for line in lines.text)


def test_requests_are_not_written_unless_it_is_asked_for(site: Site) -> None:
    assert not REQUESTS.isEnabledFor(logging.INFO)
    site.app.test_client().get("/")


def figures(app: Flask) -> dict[tuple[str, tuple[str, ...]], float]:
    answer = app.test_client().get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, tuple(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_figures_count_requests_by_route_and_status_and_no_label_is_what_was_typed(
    measured: Flask,
) -> None:
    client = measured.test_client()
    for n in range(3):
        client.get(f"/e/made-up-{n}/display")
        client.get(f"/made/up/{n}")
    client.open("/", method="BREW")
    found = figures(measured)
    assert found["scoreboard_requests_total", ("GET", "/e/<slug>/display", "404")] == 3
    assert found["scoreboard_requests_total", ("GET", "-", "404")] == 3
    assert found["scoreboard_request_seconds_count", ("/e/<slug>/display",)] == 3
    labels = {label for _, values in found for label in values}
    assert "other" in labels
    assert not any("made" in label or "BREW" in label for label in labels)
    queues = {labels[0] for name, labels in found if name == "scoreboard_waiting"}
    assert queues == {"screens", "phones", "arriving", "bus"}
    assert found["scoreboard_connections", ("open",)] == 0
    assert "process_open_fds" in {name for name, _ in found}


def test_figures_count_marks_screens_and_versions(tmp_path: Path) -> None:
    site = Site(tmp_path, metrics=True)
    site.scorer.post("rounds/r1/open", {})
    assert site.judge("j1").mark("r1", "hyzg", 14).status_code == 201
    found = figures(site.app)
    assert found["scoreboard_marks_total", ("mark",)] == 1
    assert found["scoreboard_version", (site.event.slug,)] == site.scorer.board()["version"]


def test_nobody_is_told_figures_that_were_not_asked_for(site: Site) -> None:
    assert site.app.test_client().get("/metrics").status_code == 404


def test_health_says_in_words_what_fails(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client = site.app.test_client()
    assert (client.get("/healthz").status_code, client.get("/healthz").get_json()) == (
        200,
        {
            "status": "ok",
            "database": "answers",
            "queue": "none is set",
            "writing": "goes on",
        },
    )

    def fails() -> None:
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))

    monkeypatch.setattr(services_of(site.app).database, "ping", fails)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.get_json()["database"] == "does not answer"
