"""Where the system gives no more open files, people are still told in words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scoreboard.web.beforehand import draw_beforehand
from scoreboard.web.problems import problem
from scoreboard.web.room import full
from tests.support.site import Site

resource = pytest.importorskip("resource", reason="Windows has no such limit")


@contextmanager
def no_more_files() -> Iterator[None]:
    """The process may open none; what it has open stays."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EMFILE)):
            os.open(os.devnull, os.O_RDONLY)
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The hall is full"), ("zh-CN", "现场手机太多")]
)
def test_the_pages_of_trouble_need_no_open_file(site: Site, language: str, words: str) -> None:
    draw_beforehand(site.app)
    for address in ("/", "/e/nm2024"):
        with (
            site.app.test_request_context(address, query_string={"lang": language}),
            no_more_files(),
        ):
            assert words in full().get_data(as_text=True)
            assert problem(404, "There is nothing.").status_code == 404
