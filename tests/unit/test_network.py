"""Where this machine can be reached, looked up each time."""

from __future__ import annotations

import socket
from typing import Any, Self

import pytest

from scoreboard import network
from scoreboard.network import is_loopback, lan_address, network_of


class Route:
    """A probe whose route is `found`; None: there is no way to anywhere."""

    def __init__(self, found: str | None) -> None:
        self.found = found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, _to: object) -> None:
        if self.found is None:
            raise OSError("Network is unreachable")

    def getsockname(self) -> tuple[str | None, int]:
        return self.found, 9


def on(monkeypatch: pytest.MonkeyPatch, route: str | None, *named: str) -> None:
    """A machine with this route, and these addresses under its own name."""

    def look(*_: object) -> list[tuple[Any, ...]]:
        if not named:
            raise socket.gaierror
        return [(socket.AF_INET, 1, 6, "", (address, 0)) for address in named]

    monkeypatch.setattr(network.socket, "socket", lambda *_: Route(route))
    monkeypatch.setattr(network.socket, "getaddrinfo", look)


def test_the_route_tells_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "192.168.1.5")
    assert lan_address() == "192.168.1.5"


def test_a_hub_without_a_way_out_is_a_network_too(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, None, "127.0.1.1", "192.168.8.2")
    assert lan_address() == "192.168.8.2"


@pytest.mark.parametrize("named", [(), ("127.0.1.1",)])
def test_in_no_network_there_is_none(
    monkeypatch: pytest.MonkeyPatch, named: tuple[str, ...]
) -> None:
    on(monkeypatch, None, *named)
    assert lan_address() is None
    on(monkeypatch, "127.0.0.1", *named)
    assert lan_address() is None


@pytest.mark.parametrize("host", ["localhost", "x.localhost", "127.0.0.1", "127.0.1.1", "::1"])
def test_what_only_this_machine_understands_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.168.1.5", "hall.test", "", "10.0.0.7"])
def test_what_others_can_reach_is_not_taken_for_it(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::FFFF:c000:201", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:ffff:0:0:1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("a:socket", "a:socket"),
    ],
)
def test_a_network_of_ipv6_counts_as_one_address(address: str, counted: str) -> None:
    assert network_of(address) == counted
