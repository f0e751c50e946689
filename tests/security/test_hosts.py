"""A forged Host is printed nowhere: links are built from addresses that this server has."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from scoreboard import network
from scoreboard.config import BadSetting, from_environment
from scoreboard.web import page
from scoreboard.web.page import HOSTS, PROXIED, SERVING, Serving
from tests.support.site import Site

OWN = "192.168.1.20"
FORGED = ["evil.example", "evil.example:8000", "198.51.100.66:8000", "192.168.1.20:9999", "[::9]"]
# Pages on which an address is printed, drawn as a code or offered to be copied.
PRINTING = [
    "/new", "/e/nm2024/desk/links", "/e/nm2024/desk/links/poster", "/e/nm2024/desk/links/tables",
    "/e/nm2024/desk/links/address", "/e/nm2024/desk/screens", "/e/nm2024/safety/restore",
]  # fmt: skip


@pytest.fixture
def hall(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A server on every address of a laptop whose address in the hall's network is OWN."""
    monkeypatch.setattr(page, "lan_address", lambda: OWN)
    monkeypatch.setattr(page, "is_own", lambda host: host in (OWN, "laptop.local"))
    site.app.config[SERVING] = Serving("0.0.0.0", 8000)
    return site


def organiser(site: Site) -> Callable[[str, str], str]:
    """Reads a page as the whole server's organiser, having asked for it at a host."""
    client: FlaskClient = site.app.test_client()
    token = site.services.access.links("")[0][1]

    def read(path: str, host: str) -> str:
        client.get(f"/join/{token}", base_url=f"http://{host}")
        return client.get(path, base_url=f"http://{host}").text

    return read


@pytest.mark.parametrize("host", FORGED)
def test_a_page_asked_for_at_a_host_that_is_not_ours_answers_and_does_not_print_it(
    hall: Site, host: str
) -> None:
    read = organiser(hall)
    for path in PRINTING:
        text = read(path, host)
        assert len(text) > 20, "whoever comes by another name is not locked out"
        for forged in ("evil", "198.51.100.66", "[::9]", ":9999"):
            assert forged not in text, path
    assert f"http://{OWN}:8000/join/" in read("/e/nm2024/desk/links", host)


@pytest.mark.parametrize("host", [f"{OWN}:8000", OWN, "laptop.local:8000"])
def test_an_address_of_ones_own_is_printed_as_it_was_asked_for(hall: Site, host: str) -> None:
    assert f"http://{host}/join/" in organiser(hall)("/e/nm2024/desk/links", host)


def test_the_code_for_phones_leads_to_us_whatever_was_asked_for(hall: Site) -> None:
    client = hall.app.test_client()
    path = "/e/nm2024/audience.svg"
    codes = {client.get(path, base_url=f"http://{host}").data for host in ("localhost", *FORGED)}
    assert len(codes) == 1


def test_what_a_trusted_proxy_says_is_believed_and_what_the_setting_names_more(hall: Site) -> None:
    read = organiser(hall)
    hall.app.config[PROXIED] = True
    assert "http://quiz.example/join/" in read("/e/nm2024/desk/links", "quiz.example")
    hall.app.config[HOSTS] = ("quiz.example",)
    assert "http://quiz.example/join/" in read("/e/nm2024/desk/links", "evil.example")
    hall.app.config[PROXIED] = False
    assert "http://quiz.example:8000/join/" in read("/e/nm2024/desk/links", "localhost")


def test_a_certificates_names_are_ours(hall: Site) -> None:
    hall.app.config[SERVING] = Serving("0.0.0.0", 8000, "https", None, ("quiz.example",))
    assert "//quiz.example:8000/join/" in organiser(hall)(
        "/e/nm2024/desk/links", "quiz.example:8000"
    )


def test_every_address_and_the_name_of_this_machine_are_its_own() -> None:
    name = socket.gethostname()
    assert network.is_own("127.0.0.1")
    assert network.is_own(name)
    assert network.is_own(f"{name.removesuffix('.local')}.local".upper())
    for host in ("198.51.100.66", "evil.example", "", "2001:db8::66", "127.0.0.1.evil.example"):
        assert not network.is_own(host), host
    found = network.lan_address()
    assert found is None or network.is_own(found)


@pytest.mark.parametrize("hosts", ["http://quiz.example", "quiz.example/x", "-x", "a_b", "x:y"])
def test_a_host_that_is_none_stops_the_start(hosts: str, tmp_path: object) -> None:
    env = {"SCOREBOARD_HOSTS": hosts, "SCOREBOARD_DATA": str(tmp_path)}
    with pytest.raises(BadSetting, match="SCOREBOARD_HOSTS"):
        from_environment(env)
    good = {**env, "SCOREBOARD_HOSTS": "Quiz.example, 192.168.1.20:8000 [2001:db8::1]"}
    assert from_environment(good).hosts == ("quiz.example", "192.168.1.20:8000", "[2001:db8::1]")


def test_no_template_or_page_prints_the_host_of_a_request_by_itself() -> None:
    """Where a request's own root is named, it stands behind the address that is ours."""
    root = Path(page.__file__).parents[2]
    for file in (*(root / "scoreboard").rglob("*.py"), *(root / "templates").rglob("*.html")):
        text = file.read_text("utf-8")
        for found in re.finditer(r"_external|request\.host\b|host_url|request\.url_root", text):
            line = text[text.rfind("\n", 0, found.start()) : text.find("\n", found.end())]
            assert " or request.url_root" in line or file.name == "page.py", f"{file}: {line}"
