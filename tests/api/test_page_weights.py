"""How many requests a page takes and how much comes on the wire, counted as a browser would."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from scoreboard.app import fonts_of
from scoreboard.delivery import Delivery
from tests.support.pages import Asked, built_in, delivered, load
from tests.support.site import Site
from tests.support.sweeps import later

FONT = "noto-sans-sc"
# What a page may take at most when it is opened for the first time: requests, bytes before fonts.
GOALS = {
    "phone": ("/e/nm2024", 4, 60_000),
    "projector": ("/e/nm2024/display", 12, 500_000),
    "overlay": ("/e/nm2024/overlay", 12, 250_000),
    "judge": ("/e/nm2024/judge", 12, 250_000),
    "desk": ("/e/nm2024/desk", 15, 350_000),
    "host": ("/e/nm2024/host", 12, 250_000),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    return built_in(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def client(site: Site, built: Delivery, request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    """Whoever opens the page that the test names, with the cookie of the own link."""
    name = request.node.callspec.params.get("name") if hasattr(request.node, "callspec") else ""
    links = {
        "judge": site.links["judges"][0]["url"],
        "desk": site.links["organiser"],
        "host": site.links["presenter"],
    }
    somebody = site.app.test_client()
    if name in links:
        assert somebody.get(f"/join/{links[name].rsplit('/', 1)[1]}").status_code == 302
    with delivered(built):
        yield somebody


def weight(asked: list[Asked]) -> int:
    return sum(one.size for one in asked if FONT not in one.path)


@pytest.mark.parametrize("language", ["zh-CN", later("en")])
@pytest.mark.parametrize("name", GOALS)
def test_a_page_takes_few_requests_and_few_bytes_and_later_only_itself(
    client: FlaskClient, name: str, language: str
) -> None:
    path, requests, bytes_ = GOALS[name]
    asked = load(client, f"{path}?lang={language}")
    assert len(asked) <= requests, asked
    assert weight(asked) <= bytes_, asked
    assert [one.path for one in asked if not one.kept] == [asked[0].path]
    with_brotli = load(client, f"{path}?lang={language}", "gzip, deflate, br")
    assert weight(with_brotli) < weight(asked)


def test_the_projector_loads_its_font_within_the_same_goal(
    client: FlaskClient, site: Site, built: Delivery
) -> None:
    assert built
    fonts_of(site.app).look(site.event.slug, time.sleep)
    path, requests, bytes_ = GOALS["projector"]
    asked = load(client, f"{path}?lang=zh-CN")
    (font,) = re.findall(r'as="font" type="font/woff2" href="([^"]+)"', client.get(path).text)
    assert len(asked) + 1 <= requests, asked
    whole = sum(one.size for one in asked) + len(client.get(font).data)
    assert whole <= bytes_, asked


def test_a_phone_gets_what_is_told_and_drawn_later_only_then(
    client: FlaskClient, built: Delivery
) -> None:
    (script,) = built.files("audience", "zh-CN").scripts
    folder = (built.built / script.removeprefix("built/")).parent
    later = {path.name for path in folder.glob("*.js")} & {
        "advance.js", "awards.js", "chart.js", "podium.js",
    }  # fmt: skip
    assert len(later) == 4
    asked = {one.path for one in load(client, "/e/nm2024?lang=zh-CN")}
    assert not any(path.endswith(tuple(later)) for path in asked)
    drawn = load(client, f"/static/built/{folder.name}/chart.js")
    assert all(one.kept for one in drawn)
    assert f"/static/{script}" in {one.path for one in drawn}, "it shares what the page has"


def test_a_page_of_built_files_says_its_phrases_in_the_readers_language_and_no_others(
    client: FlaskClient, built: Delivery
) -> None:
    page = client.get("/e/nm2024?lang=zh-CN").text
    assert '"phrases": {}' in page
    for language, said, unsaid in (
        ("zh-CN", "分数已更新", "Scores updated"), ("en", "Scores updated", "分数已更新"),
    ):  # fmt: skip
        (script,) = built.files("audience", language).scripts
        text = client.get(f"/static/{script}").text
        assert said in text
        assert unsaid not in text
        # A phrase of the desk's.
        assert "Take back" not in text


def test_a_file_comes_as_it_was_asked_for_and_a_page_too(
    client: FlaskClient, built: Delivery
) -> None:
    (sheet,) = built.files("display", "en").sheets
    plain = client.get(f"/static/{sheet}")
    assert "Content-Encoding" not in plain.headers
    for offer, coding in (
        ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None),
    ):  # fmt: skip
        answer = client.get(f"/static/{sheet}", headers={"Accept-Encoding": offer})
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.mimetype == "text/css"
        assert len(answer.data) == int(answer.headers["Content-Length"])
    page = client.get("/e/nm2024/display", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["Vary"]
    assert page.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in client.get("/e/nm2024/display").headers


def test_only_a_stamped_name_is_kept_and_another_is_asked_for_again(client: FlaskClient) -> None:
    source = client.get("/static/js/join.js", headers={"Accept-Encoding": "gzip"})
    assert source.headers["Cache-Control"] == "no-cache"
    assert source.headers["Content-Encoding"] == "gzip"
    asked = {"If-None-Match": source.headers["ETag"], "Accept-Encoding": "gzip"}
    again = client.get("/static/js/join.js", headers=asked)
    assert (again.status_code, again.data) == (304, b"")
    for path in ("built/manifest.json", "vendor-0123456789ab/uplot/uplot.esm.js", "icon.svg"):
        answer = client.get(f"/static/{path}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache"), path


def test_a_file_of_everybodys_brings_no_cookie_and_is_the_same_with_any(
    client: FlaskClient, site: Site, built: Delivery
) -> None:
    token = site.links["judges"][0]["url"].rsplit("/", 1)[1]
    signed_in = client.get(f"/join/{token}")
    assert signed_in.status_code == 302
    assert "Set-Cookie" in signed_in.headers
    for path in (*built.files("judge", "en").scripts, "js/judge.js"):
        headers = client.get(f"/static/{path}").headers
        assert "Set-Cookie" not in headers
        assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    ["built/none.js", "built/../pages.py", "../pyproject.toml", "js", "", "vendor-x/../../app.py"],
)
def test_nothing_beside_the_pages_files_is_given(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404
