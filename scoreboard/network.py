"""The address of this machine; looked up at each call, because a laptop changes networks."""

from __future__ import annotations

import socket
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv6Address, ip_address


def lan_address() -> str | None:
    """The machine's address in the local network, or None in no network; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        # Only the route is looked up; the address is reserved for documentation.
        probe.connect(("192.0.2.1", 9))
        found = str(probe.getsockname()[0])
        if not is_loopback(found):
            return found
    return _by_name()


def _by_name() -> str | None:
    """An address that the machine has under its own name: a hub without a way out has no route."""
    with suppress(OSError):
        for *_, (found, *_rest) in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            if isinstance(found, str) and not is_loopback(found):
                return found
    return None


def is_own(host: str) -> bool:
    """Whether a host name or address is this machine's: one that it has, or the name it goes by.

    Nothing is asked of the network: an address is this machine's where a socket can be bound to it.
    """
    called = socket.gethostname().lower()
    if host.lower().removesuffix(".local") in (called, called.removesuffix(".local")):
        return True
    try:
        family = socket.AF_INET6 if ip_address(host).version == 6 else socket.AF_INET
    except ValueError:
        return False
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.bind((host, 0))
        return True
    return False


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine to itself, and nothing to others."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def network_of(address: str) -> str:
    """What of an address is one connection's: the key by which everybody who comes is counted.

    Of IPv6 it is the /64, in which everybody has as many addresses as they like; IPv4 as it is,
    also where it is written as IPv6. What is no address stays what it is.
    """
    # Asked at each request: IPv4 costs nothing.
    return _network_of(address) if ":" in address else address


@lru_cache(maxsize=4_096)
def _network_of(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or f"{IPv6Address(int(known) >> 64 << 64)}/64")
