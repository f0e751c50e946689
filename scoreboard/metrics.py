"""Figures for Prometheus, in its text format. Only this file names its library.

Every label has few values: routes, methods and states are the program's own, views and kinds are in
tables, and of events only the newest are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily

from scoreboard.limits import MOST_EVENTS_MEASURED

if TYPE_CHECKING:
    from scoreboard.crowd import Crowd
    from scoreboard.live.broadcast import Live
    from scoreboard.storage.book_cache import BookCache

# From a mark on a quiet laptop to an import of 500 teams.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
# What judges send, by the route that takes it.
_MARKS: Mapping[str, str] = {
    "/api/v1/events/<slug>/scores": "mark",
    "/api/v1/events/<slug>/awards": "award",
}

# A figure that is looked up when it is asked for: name, what it is, label, and values by label.
Look = tuple[str, str, str, Callable[[], Mapping[str, float]]]


class Metrics:
    """The figures of one process."""

    CONTENT_TYPE = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        # When each figure was first counted, a line for each: nobody asks.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # it has no types
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "scoreboard_requests", "Answered requests.", ("route", "method", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "scoreboard_request_seconds", "How long an answer took.", ("route",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._marks = Counter(
            "scoreboard_marks", "Marks and awards that were new.", ("kind",),
            registry=self._registry,
        )  # fmt: skip

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request."""
        # A method is whatever a stranger sends.
        method = method if method in _METHODS else "other"
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if status == 201 and method == "POST" and route in _MARKS:
            self._marks.labels(_MARKS[route]).inc()

    def look_at(self, *looks: Look) -> None:
        """From now on also tell these figures."""
        self._registry.register(_Looks(looks))

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return bytes(generate_latest(self._registry))


class _Looks:
    """A collector that asks whoever knows, when it is asked."""

    def __init__(self, looks: tuple[Look, ...]) -> None:
        self._looks = looks

    def collect(self) -> Iterator[Any]:
        for name, what, label, values in self._looks:
            family = GaugeMetricFamily(name, what, labels=[label])
            for key, value in values().items():
                family.add_metric([key], value)
            yield family


def of_the_hall(live: Live, crowd: Crowd, books: BookCache) -> tuple[Look, ...]:
    """What is connected, how far each event is, and what waits."""

    def versions() -> dict[str, float]:
        return dict(list(books.versions().items())[-MOST_EVENTS_MEASURED:])

    def waiting() -> dict[str, float]:
        return {**live.waiting(), "arriving": crowd.lane.waiting}

    return (
        ("scoreboard_screens", "Connected screens.", "view", live.screens.presence.connected),
        ("scoreboard_version", "The newest version in memory.", "event", versions),
        ("scoreboard_waiting", "What waits to go out.", "queue", waiting),
        (
            "scoreboard_connections", "Open connections, and phones asked to wait.", "of",
            lambda: {"open": crowd.count(), "room": crowd.room.connections,
                     "turned_away": crowd.waiting()},
        ),
    )  # fmt: skip
