"""Two browsers and a server for the whole folder: starting one costs more than a test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.support.browsers import launch
from tests.support.host import Host
from tests.support.provide import chromium, need


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    need(chromium())
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = launch(playwright)
    yield running
    running.close()


@pytest.fixture(scope="package")
def another_browser(playwright: Playwright) -> Iterator[Browser]:
    """A second browser process: it shares nothing with the first."""
    running = launch(playwright)
    yield running
    running.close()


@pytest.fixture(scope="package")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    running = Host(lambda: tmp_path_factory.mktemp("host"))
    yield running
    running.stop()
