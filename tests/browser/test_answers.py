"""What the pages' one HTTP client sends, and what it makes of each answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.support.browsers import PHONE, visiting
from tests.support.host import Host

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json"
HTML = "text/html"


@pytest.fixture(scope="module")
def page(host: Host, browser: Browser) -> Iterator[Page]:
    """A page of the server, from which its client is loaded."""
    with host.serving() as server, visiting(browser, PHONE) as visitor:
        yield visitor.open(f"{server.hall}/join?lang=en")


def asked(page: Page, code: str) -> Any:
    """What `code` makes of the client `m`."""
    return page.evaluate(
        f"""async () => {{ const m = await import("/static/js/common/http.js"); return {code}; }}"""
    )


def answered(page: Page, status: int, kind: str, body: str, **headers: str) -> Any:
    """The client's answer to a request that is answered so."""

    def fulfil(route: Route) -> None:
        route.fulfill(status=status, headers={"Content-Type": kind, **headers}, body=body)

    page.route("**/api/v1/thing?*", fulfil, times=1)
    return asked(page, 'await m.request("POST", m.apiUrl("/thing"), { body: {} })')


@pytest.mark.parametrize(
    ("status", "kind", "meaning"),
    [
        (200, JSON, "done"),
        (201, JSON, "done"),
        (400, PROBLEM, "refused"),
        (401, PROBLEM, "signed out"),
        (403, PROBLEM, "refused"),
        (404, PROBLEM, "refused"),
        (409, PROBLEM, "refused"),
        (422, PROBLEM, "refused"),
        (429, PROBLEM, "unknown"),
        (500, PROBLEM, "unknown"),
        (503, PROBLEM, "unknown"),
        # The sign-in page of a hotel's network is no answer of the server's.
        (200, HTML, "unknown"),
        (401, HTML, "unknown"),
        (403, HTML, "unknown"),
        (404, HTML, "unknown"),
    ],
)
def test_an_answer_means_what_its_status_says_where_it_is_the_servers(
    page: Page, status: int, kind: str, meaning: str
) -> None:
    answer = answered(page, status, kind, '{"detail": "So it is."}')
    assert (answer["status"], answer["meaning"]) == (status, meaning)
    assert answer["body"] == (None if kind == HTML else {"detail": "So it is."})


def test_json_that_breaks_off_is_no_answer(page: Page) -> None:
    answer = answered(page, 200, JSON, '{"version": 1')
    assert (answer["status"], answer["meaning"], answer["body"]) == (0, "unknown", None)


def test_the_server_is_left_alone_as_long_as_it_asks_but_no_longer_than_a_minute(
    page: Page,
) -> None:
    busy = '{"detail": "Too much at once."}'
    assert answered(page, 503, PROBLEM, busy)["wait"] == 0
    assert answered(page, 503, PROBLEM, busy, **{"Retry-After": "3"})["wait"] == 3_000
    assert answered(page, 503, PROBLEM, busy, **{"Retry-After": "4000"})["wait"] == 60_000
    assert answered(page, 503, PROBLEM, busy, **{"Retry-After": "soon"})["wait"] == 0


def test_whoever_does_not_answer_in_time_has_not_answered(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/v1/slow?*", lambda route: held.append(route), times=2)  # noqa: PLW0108
    late = asked(page, 'await m.request("GET", m.apiUrl("/slow"), { patience: 50 })')
    assert (late["status"], late["meaning"]) == (0, "unknown")
    given_up = asked(
        page, 'await m.request("GET", m.apiUrl("/slow"), { signal: AbortSignal.abort() })'
    )
    assert (given_up["status"], given_up["meaning"]) == (0, "unknown")
    for route in held:
        route.abort()


def test_a_write_carries_the_token_and_the_ledger_that_the_page_shows(page: Page) -> None:
    seen: list[Request] = []

    def note(route: Route) -> None:
        seen.append(route.request)
        route.fulfill(status=200, headers={"Content-Type": JSON}, body="{}")

    page.route("**/api/v1/events/nm2024/thing?*", note, times=4)
    url = 'm.eventUrl("/thing", { view: "desk" }, "nm2024")'
    asked(page, f'await m.request("POST", {url}, {{ body: {{ a: 1 }} }})')
    asked(page, f'(m.showsLedger("l1"), m.renewToken("fresh"), await m.request("DELETE", {url}))')
    asked(page, f'await m.request("POST", {url}, {{ ledger: "l2" }})')
    asked(page, f'await m.request("GET", {url})')
    first, second, third, read = (request.headers for request in seen)
    assert "lang=en&view=desk" in seen[0].url
    assert seen[0].post_data_json == {"a": 1}
    assert first["content-type"] == "application/json"
    assert "x-scoreboard-ledger" not in first
    assert (second["x-csrftoken"], second["x-scoreboard-ledger"]) == ("fresh", "l1")
    assert third["x-scoreboard-ledger"] == "l2"
    # Reading changes nothing, whatever runs.
    assert "x-csrftoken" not in read
    assert "x-scoreboard-ledger" not in read


def test_a_refusal_is_said_in_the_words_that_came_with_it(page: Page) -> None:
    def said(body: str, meaning: str = "refused") -> Any:
        return asked(
            page, f'm.refusal({{ meaning: "{meaning}", status: 422, body: {body}, wait: 0 }})'
        )

    fields = '[{ field: "reason", message: "Say why." }, { field: "value" }]'
    assert said('{ title: "No", detail: "Round 1 is closed." }') == "Round 1 is closed."
    assert said(f'{{ title: "No", errors: {fields} }}') == "Say why."
    assert said('{ title: "Not found" }') == "Not found"
    assert said("{}") == "The server gave no reason."
    assert said("null", "unknown") == "The server does not answer. Try again."
    assert said("{}", "signed out") == "This page is signed out. Open your link again."
    about = f'm.isAbout({{ meaning: "refused", status: 422, body: {{ errors: {fields} }} }}'
    assert asked(page, f'{about}, "reason")') is True
    assert asked(page, f'{about}, "ledger")') is False
