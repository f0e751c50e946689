"""Every address of openapi.json is asked what nobody would think of, and answers as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from scoreboard.storage.access import WHOLE_SERVER
from tests.support.examples import examples
from tests.support.site import Site

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
API = "/api/v1/openapi.json"
# What is there, so that an answer is more than that something is not.
THERE = {"slug": "nm2024", "round_id": "r1", "team_id": "hyzg", "stage_id": "prelim"}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("described"))
    assert site.scorer.set_round("open", "r1").status_code == 200
    return site


def operations(site: Site) -> Iterator[Any]:
    schema = schemathesis.openapi.from_wsgi(API, site.app)
    for found in schema.get_all_operations():
        yield found.ok()


def test_whatever_is_asked_is_answered_as_it_is_described(hall: Site) -> None:
    token = hall.services.access.links(WHOLE_SERVER)[0][1]
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    wrong: list[str] = []

    def ask(operation: Any) -> None:
        @given(case=operation.as_strategy())
        @settings(
            max_examples=examples(5).max_examples // 2, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def once(case: Any) -> None:
            if "slug" in case.path_parameters:
                case.path_parameters["slug"] = hall.event.slug
            case.call_and_validate(headers=headers, checks=CHECKS)

        try:
            once()
        except AssertionError as error:
            wrong.append(f"{operation.label}: {error}")
        except BaseExceptionGroup as group:
            wrong.append(f"{operation.label}: {group.exceptions}")

    for operation in operations(hall):
        ask(operation)
    assert not wrong, "\n\n".join(wrong)
