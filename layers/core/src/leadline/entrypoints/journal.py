"""One log line and one metric per outcome; never a phone number, a body or a token."""

import json
import sys
import traceback
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

_logger = Logger()
_metrics = Metrics()


def record(outcome: str, *, function: str, correlation_id: str, count: int = 1, **ids: Any) -> None:
    """Log an outcome with its ids, and count it for the function and for the whole service."""
    _logger.info(outcome, function=function, correlation_id=correlation_id, count=count, **ids)
    _metrics.add_dimension("function", function)
    unit = MetricUnit.Seconds if outcome.endswith("_seconds") else MetricUnit.Count
    _metrics.add_metric(name=outcome, unit=unit, value=count)
    print(_flush())


def failed(reason: str) -> str:
    """Return the outcome of a message that stands as failed, by the code of its reason."""
    return f"failed_{reason}"


def record_fault(function: str, correlation_id: str) -> None:
    """Log the fault being handled: its kind and where it happened, without its text, which may hold personal data."""
    kind, _, trace = sys.exc_info()
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    _logger.error(
        "fault", function=function, correlation_id=correlation_id, kind=kind.__name__ if kind else "", places=places
    )
    record("fault", function=function, correlation_id=correlation_id)


def _flush() -> str:
    written: Any = _metrics.serialize_metric_set()
    # Alarms can't add up over a dimension's values, so the service's own sum is a metric, too.
    written["_aws"]["CloudWatchMetrics"][0]["Dimensions"].append(["service"])
    text = json.dumps(written, separators=(",", ":"))
    _metrics.clear_metrics()
    return text
