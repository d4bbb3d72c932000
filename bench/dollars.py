"""What a thousand messages cost, from the units of `bench.units`, the bytes of the journal, and bench/prices.json.

Lambda's milliseconds are assumed, not measured: they stand in the price file.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.operations import MESSAGES, THREADS
from bench.units import Used, use

PRICES: dict[str, Any] = json.loads((Path(__file__).parent / "prices.json").read_text())
DOLLARS: dict[str, float] = PRICES["dollars"]
GIGABYTES = 1.0
# The portal asks for both every two seconds while it is looked at.
REFETCHES_AN_HOUR = 1800


def measure() -> Iterator[Figure]:
    """Add up."""
    used = {each.operation: each for each in use()}
    send, report, inbound = used["send into a conversation"], used["delivery report"], used["inbound text"]
    pages = used[f"inbox page of {THREADS}"], used[f"conversation page of {MESSAGES}"]
    sent = aws(send, waits=True) + 2 * aws(report)
    yield Figure("dollars for 1,000 texts out", "AWS (a send and two delivery reports each)", 1000 * sent, "$")
    carried = DOLLARS["Twilio, a segment out"] + DOLLARS["carriers, a segment out"]
    yield Figure("dollars for 1,000 texts out", "Twilio and the carriers, one segment each", 1000 * carried, "$")
    yield Figure("dollars for 1,000 texts in", "AWS", 1000 * aws(inbound), "$")
    yield Figure("dollars for 1,000 texts in", "Twilio, one segment each", 1000 * DOLLARS["Twilio, a segment in"], "$")
    hour = REFETCHES_AN_HOUR * sum(map(aws, pages))
    yield Figure("dollars for an hour of an open portal", "AWS (inbox and conversation, every 2 s)", hour, "$")


def aws(used: Used, *, waits: bool = False) -> float:
    """What one call costs at AWS."""
    milliseconds: float = PRICES["assumed"]["milliseconds of a call" + (" that waits for Twilio" if waits else "")]
    millionth = (
        used.written * DOLLARS["DynamoDB, a million write units"]
        + used.read * DOLLARS["DynamoDB, a million read units"]
        + DOLLARS["Lambda, a million calls"]
        + GIGABYTES * milliseconds / 1000 * DOLLARS["Lambda, a million gigabyte-seconds"]
        + DOLLARS["API Gateway, a million calls of an HTTP API"]
    )
    return millionth / 1e6 + used.printed / 1e9 * DOLLARS["CloudWatch Logs, a gigabyte"]
