"""What every answer says about itself: no scripts from elsewhere, no guessing, no framing."""

from __future__ import annotations

import re

import pytest

from tests.support.site import Site

JUDGE_PAGE = "/e/nm2024/judge"
PAGES = ["/", "/join", "/e/nm2024", "/e/nm2024/display", "/e/none", "/nowhere", JUDGE_PAGE]


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/events", "/api/v1/nowhere", "/healthz"])
def test_every_answer_says_what_may_be_done_with_it(site: Site, path: str) -> None:
    answer = site.app.test_client().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Cross-Origin-Opener-Policy" not in answer.headers, "a plain page could not heed it"
    client = site.app.test_client()
    for _ in "12":  # drawn, and then out of what is kept
        secure = client.get(path, base_url="https://localhost")
        assert secure.headers.getlist("Cross-Origin-Opener-Policy") == ["same-origin"]


@pytest.mark.parametrize("path", PAGES)
def test_the_inline_scripts_of_a_page_carry_its_nonce_and_no_two_pages_share_one(
    site: Site, path: str
) -> None:
    nonces = set()
    for _ in range(2):
        answer = site.app.test_client().get(path)
        (nonce,) = {*re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])}
        inline = re.findall(r"<script(?![^>]* src=)([^>]*)>", answer.text)
        assert inline
        assert all(f'nonce="{nonce}"' in attributes for attributes in inline)
        assert not re.search(r"<[^>]+ (style|on[a-z]+)=", answer.text)
        nonces.add(nonce)
    assert len(nonces) == 2
