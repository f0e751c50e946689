"""The figures of this process, where they are asked for by SCOREBOARD_METRICS."""

from __future__ import annotations

from flask import Blueprint, Response

from scoreboard.metrics import Metrics
from scoreboard.web.permissions import allow_all


def metrics_page(metrics: Metrics) -> Blueprint:
    """The page that Prometheus reads. nginx keeps it from everybody outside."""
    page = Blueprint("metrics", __name__)

    @page.get("/metrics")
    @allow_all
    def figures() -> Response:
        """All figures, as Prometheus reads them."""
        return Response(metrics.text(), content_type=metrics.CONTENT_TYPE)

    return page
