"""Under TLS a tablet opens its page without a network, with the marks that wait in it."""

import base64
from collections.abc import Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from playwright.sync_api import Browser, Playwright, expect

from scoreboard.tls import CERTIFICATE, make_certificates
from tests.support.browsers import TABLET, enter_mark, expect_mark, launch, visiting
from tests.support.contests import contest
from tests.support.server import HALL_HOST, Server, serving
from tests.support.waiting import until

SLUG = "secure"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("secure")
    (tls,) = make_certificates(folder / "tls", [("127.0.0.1", HALL_HOST)], 90)
    with serving(folder / "data", contest(SLUG, 3), tls=tls) as running:
        running.scorer(SLUG).set_round("open", "r1")
        yield running


@pytest.fixture(scope="module")
def trusting(playwright: Playwright, server: Server) -> Iterator[Browser]:
    """A browser that takes the hall's certificate, as if its authority had been put in."""
    assert server.tls is not None
    shown = x509.load_pem_x509_certificate((server.tls / CERTIFICATE).read_bytes())
    key = shown.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(hashes.SHA256())
    digest.update(key)
    pin = base64.b64encode(digest.finalize()).decode()
    running = launch(playwright, f"--ignore-certificate-errors-spki-list={pin}")
    yield running
    running.close()


def test_a_tablet_reloads_while_the_server_is_away_and_loses_nothing(
    server: Server, trusting: Browser
) -> None:
    with visiting(trusting, TABLET, has_touch=True) as li:
        page = li.open(server.judge_link(SLUG, "j1"))
        expect(page.locator("html")).to_have_attribute("data-shell", "kept")
        server.kill()
        enter_mark(page, "t1", "14")
        expect_mark(page, "t1", "pending")
        page.reload()
        expect_mark(page, "t1", "pending")
        expect(page.locator('[data-team="t1"] .team-value')).to_have_text("14")
        server.start()
        expect_mark(page, "t1", "saved")
        marks = [one for one in server.scorer(SLUG).ledger() if one["kind"] == "mark"]
        assert [(one["team"], one["value"]) for one in marks] == [("t1", "14")]


def test_the_shell_holds_the_judge_s_page_and_files_and_nothing_of_anybody_else(
    server: Server, trusting: Browser
) -> None:
    with visiting(trusting, TABLET) as li:
        page = li.open(server.judge_link(SLUG, "j1"))
        expect(page.locator("html")).to_have_attribute("data-shell", "kept")
        kept = page.evaluate(
            "async () => (await (await caches.open('scoreboard-judge')).keys())"
            ".map(({url}) => new URL(url).pathname)"
        )
        assert f"/e/{SLUG}/judge" in kept
        assert [path for path in kept if path.startswith(("/api/", "/join", "/socket.io"))] == []
        # Where the link has ended, what was kept of its page goes.
        with server.at_home() as services:
            services.access.revoke(SLUG, "judge", "j1")
        page.goto(f"{server.hall}/e/{SLUG}/judge")
        until(
            lambda: (
                f"/e/{SLUG}/judge"
                not in page.evaluate(
                    "async () => (await (await caches.open('scoreboard-judge')).keys())"
                    ".map(({url}) => new URL(url).pathname)"
                )
            ),
            "the page of a link that has ended is not kept",
        )
