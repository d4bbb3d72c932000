"""What is asked before anything is deployed: whether the names will fit, and whether the account has room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from local.steps import StepFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

# The backups' vault is `STACK-tables` and may have 50 characters; tests/architecture/test_names.py asks all names.
LONGEST_STACK_NAME = 43
# What people, programs and webhooks may need at once in a small deployment.
CALLS = 100


def check_name(stack: str) -> None:
    """Raises StepFailed for a stack's name that some resource's own name would break on."""
    if len(stack) > LONGEST_STACK_NAME or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", stack):
        raise StepFailed(
            f"A stack can't be called {stack!r}: use at most {LONGEST_STACK_NAME} letters, digits and hyphens, a letter first."
        )


def check_room(template: Mapping[str, Any], given: Mapping[str, str], functions: Any) -> None:
    """Raises StepFailed where the account may run fewer functions at once than a template needs; asks Lambda."""
    allowed = int(functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"])
    needed = room(template, given)
    if allowed < needed:
        raise StepFailed(
            f"This account may run {allowed} functions at once in this region, and Leadline needs {needed}. Ask for 1000: "
            "Service Quotas, AWS Lambda, “Concurrent executions” (docs/operations.md#how-many-functions-run-at-once)."
        )


def room(template: Mapping[str, Any], given: Mapping[str, str]) -> int:
    """Return how many functions may run at once: calls, readers of queues and streams, and what is reserved."""
    kind = "AWS::Lambda::EventSourceMapping"
    readers = [each["Properties"] for each in template["Resources"].values() if each["Type"] == kind]
    queues: int = sum(each["ScalingConfig"]["MaximumConcurrency"] for each in readers if "ScalingConfig" in each)
    streams: int = sum(each.get("ParallelizationFactor", 0) for each in readers)
    reserved = int(given.get("ReservedForSends", 0)) + 2 * int(given.get("ReservedForWebhooks", 0))
    return CALLS + queues + streams + reserved
